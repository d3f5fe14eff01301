//! Tables of what members are told, on the site and by mail.

use super::{accounts, actors, posts};

diesel::table! {
    notifications (id) {
        id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        actor_id -> BigInt,
        post_id -> Nullable<BigInt>,
        read_at -> Nullable<Timestamp>,
        log_id -> Nullable<BigInt>,
        in_app -> Bool,
        mail -> Nullable<Text>,
        mail_at -> Nullable<Timestamp>,
        letter_id -> Nullable<BigInt>,
        push_at -> Nullable<Timestamp>,
        push_key -> Nullable<Text>,
    }
}

diesel::table! {
    notification_settings (account_id) {
        account_id -> BigInt,
        channels -> Json,
        is_quiet -> Bool,
        quiet_from -> Integer,
        quiet_to -> Integer,
        rests_weekend -> Bool,
        digest_hour -> Integer,
        news -> Text,
        digest_at -> Nullable<Timestamp>,
        news_after -> BigInt,
    }
}

diesel::table! {
    letters (id) {
        id -> BigInt,
        kind -> Text,
        account_id -> Nullable<BigInt>,
        payload -> Json,
        dedup_key -> Nullable<Text>,
        thread_key -> Text,
        message_id -> Text,
        state -> Text,
        reason -> Text,
        tries -> Integer,
        next_try_at -> Timestamp,
        lease -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mail_failures (account_id) {
        account_id -> BigInt,
        email_normal -> Text,
        soft_count -> Integer,
        is_failing -> Bool,
        status -> Text,
        seen_at -> Timestamp,
    }
}

diesel::joinable!(notifications -> accounts (account_id));
diesel::joinable!(notifications -> actors (actor_id));
diesel::joinable!(notifications -> posts (post_id));
diesel::joinable!(letters -> accounts (account_id));
diesel::joinable!(mail_failures -> accounts (account_id));
diesel::allow_tables_to_appear_in_same_query!(letters, accounts);
diesel::allow_tables_to_appear_in_same_query!(letters, notifications);
diesel::allow_tables_to_appear_in_same_query!(mail_failures, accounts);
