//! Tables of what is pushed to browsers.

use super::{accounts, sessions};

diesel::table! {
    push_subscriptions (id) {
        id -> BigInt,
        account_id -> BigInt,
        session_id -> BigInt,
        endpoint -> Text,
        p256dh -> Binary,
        auth -> Binary,
        failures -> Integer,
        created_at -> Timestamp,
        ok_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    pushes (id) {
        id -> BigInt,
        subscription_id -> BigInt,
        push_key -> Text,
        version -> BigInt,
        due_at -> Nullable<Timestamp>,
        since -> Timestamp,
        tries -> Integer,
        sent_at -> Nullable<Timestamp>,
        lease -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
    }
}

diesel::joinable!(push_subscriptions -> accounts (account_id));
diesel::joinable!(push_subscriptions -> sessions (session_id));
diesel::joinable!(pushes -> push_subscriptions (subscription_id));
diesel::allow_tables_to_appear_in_same_query!(pushes, push_subscriptions);
diesel::allow_tables_to_appear_in_same_query!(push_subscriptions, accounts);
diesel::allow_tables_to_appear_in_same_query!(push_subscriptions, sessions);
