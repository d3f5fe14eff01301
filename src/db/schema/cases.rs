//! Tables of case studies.

use super::{accounts, posts};

diesel::table! {
    case_studies (post_id) {
        post_id -> BigInt,
        state -> Text,
        instance_id -> Nullable<BigInt>,
        language -> Text,
        summary -> Text,
        problem -> Text,
        problem_html -> Text,
        solution -> Text,
        solution_html -> Text,
        lessons -> Text,
        lessons_html -> Text,
        sector -> Nullable<Text>,
        size_class -> Nullable<Text>,
        region -> Nullable<Text>,
        city -> Nullable<Text>,
        locality -> Text,
        cost_amount -> Nullable<BigInt>,
        cost_band -> Nullable<Text>,
        payback_months -> Nullable<BigInt>,
        technologies -> Text,
        organisation_id -> Nullable<BigInt>,
        organisation -> Text,
        contact -> Text,
        source_topic_id -> Nullable<BigInt>,
        original_id -> BigInt,
    }
}

diesel::table! {
    case_places (post_id) {
        post_id -> BigInt,
        precision -> Text,
        region -> Nullable<Text>,
        city -> Nullable<Text>,
        locality -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
    }
}

diesel::table! {
    case_technologies (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        code -> Text,
    }
}

diesel::table! {
    case_vendors (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    case_metrics (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        name -> Text,
        unit -> Text,
        before -> Nullable<Double>,
        after -> Nullable<Double>,
        period -> Text,
    }
}

diesel::table! {
    case_dimensions (post_id, dimension) {
        post_id -> BigInt,
        dimension -> Text,
        before -> Nullable<BigInt>,
        after -> Nullable<BigInt>,
    }
}

diesel::table! {
    case_milestones (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        month -> Text,
        words -> Text,
    }
}

diesel::table! {
    case_drafts (id) {
        id -> BigInt,
        account_id -> BigInt,
        case_id -> Nullable<BigInt>,
        source_topic_id -> Nullable<BigInt>,
        original_id -> Nullable<BigInt>,
        forum_id -> Nullable<BigInt>,
        title -> Text,
        typed -> Json,
        state -> Text,
        note -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    case_marks (post_id) {
        post_id -> BigInt,
        changed -> BigInt,
    }
}

diesel::joinable!(case_studies -> posts (post_id));
diesel::joinable!(case_places -> posts (post_id));
diesel::joinable!(case_technologies -> posts (post_id));
diesel::joinable!(case_vendors -> posts (post_id));
diesel::joinable!(case_metrics -> posts (post_id));
diesel::joinable!(case_dimensions -> posts (post_id));
diesel::joinable!(case_milestones -> posts (post_id));
diesel::joinable!(case_drafts -> accounts (account_id));
