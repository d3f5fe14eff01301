//! Tables of calendars.

use super::{accounts, posts};

diesel::table! {
    training_days (post_id, position) {
        post_id -> BigInt,
        position -> BigInt,
        forum_id -> Nullable<BigInt>,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        previous_at -> Nullable<Timestamp>,
        next_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    training_words (post_id) {
        post_id -> BigInt,
        words -> Text,
        provider -> Text,
    }
}

diesel::table! {
    calendar_addresses (account_id) {
        account_id -> BigInt,
        secret_hash -> Binary,
        created_at -> Timestamp,
    }
}

diesel::joinable!(training_days -> posts (post_id));
diesel::joinable!(training_words -> posts (post_id));
diesel::joinable!(calendar_addresses -> accounts (account_id));
