//! Tables of what readers do with case studies.

use super::{accounts, posts};

diesel::table! {
    replications (post_id) {
        post_id -> BigInt,
        case_id -> BigInt,
        party -> Text,
        adapted -> Text,
        story -> Text,
        result -> Nullable<Text>,
        payback_months -> Nullable<BigInt>,
        region -> Nullable<Text>,
        size_class -> Nullable<Text>,
        is_open -> Bool,
        is_result_counted -> Bool,
        is_payback_counted -> Bool,
    }
}

diesel::table! {
    replication_figures (case_id, figure) {
        case_id -> BigInt,
        figure -> Text,
        in_first -> BigInt,
        in_second -> BigInt,
        in_third -> BigInt,
        in_fourth -> BigInt,
        median -> Nullable<BigInt>,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        query -> Text,
        seen_id -> BigInt,
        fresh -> BigInt,
        checked_at -> Timestamp,
        created_at -> Timestamp,
    }
}

diesel::joinable!(replications -> posts (post_id));
diesel::joinable!(saved_searches -> accounts (account_id));
