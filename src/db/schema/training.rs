//! Tables of trainings.

use super::{accounts, posts};

diesel::table! {
    trainings (post_id) {
        post_id -> BigInt,
        state -> Text,
        instance_id -> Nullable<BigInt>,
        series_id -> BigInt,
        languages -> Text,
        summary -> Text,
        programme -> Text,
        programme_html -> Text,
        level -> Nullable<Text>,
        technologies -> Text,
        mode -> Text,
        venue -> Text,
        address -> Text,
        region -> Nullable<Text>,
        city -> Nullable<Text>,
        locality -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        timezone -> Text,
        price -> Nullable<BigInt>,
        certificate -> Text,
        trainer -> Text,
        provider_id -> Nullable<BigInt>,
        provider -> Text,
        joining -> Text,
        external_url -> Text,
        change_number -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    training_seating (post_id) {
        post_id -> BigInt,
        opens_at -> Nullable<Timestamp>,
        closes_at -> Nullable<Timestamp>,
        capacity -> Nullable<BigInt>,
        seats_per_organisation -> Nullable<BigInt>,
        has_waiting_list -> Bool,
        confirm_hours -> BigInt,
        taken -> BigInt,
        waiting -> BigInt,
        interested -> BigInt,
    }
}

diesel::table! {
    training_access (post_id) {
        post_id -> BigInt,
        online_link -> Text,
        directions -> Text,
    }
}

diesel::table! {
    training_sessions (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        topic -> Text,
    }
}

diesel::table! {
    training_materials (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        title -> Text,
        url -> Text,
        for_seats -> Bool,
    }
}

diesel::table! {
    training_drafts (id) {
        id -> BigInt,
        account_id -> BigInt,
        training_id -> Nullable<BigInt>,
        series_id -> Nullable<BigInt>,
        forum_id -> Nullable<BigInt>,
        title -> Text,
        typed -> Json,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::joinable!(trainings -> posts (post_id));
diesel::joinable!(training_seating -> posts (post_id));
diesel::joinable!(training_access -> posts (post_id));
diesel::joinable!(training_sessions -> posts (post_id));
diesel::joinable!(training_materials -> posts (post_id));
diesel::joinable!(training_drafts -> accounts (account_id));
