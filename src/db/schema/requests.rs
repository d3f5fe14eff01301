//! Tables of the demand board.

use super::{accounts, notifications, organisations};

diesel::table! {
    training_requests (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        forum_id -> Nullable<BigInt>,
        title -> Text,
        body -> Text,
        body_html -> Text,
        language -> Text,
        mode -> Text,
        region -> Nullable<Text>,
        languages -> Text,
        times -> Text,
        months -> Text,
        technologies -> Text,
        level -> Nullable<Text>,
        state -> Text,
        merged_into_id -> Nullable<BigInt>,
        training_id -> Nullable<BigInt>,
        provider_id -> Nullable<BigInt>,
        people -> BigInt,
        firms -> BigInt,
        created_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    request_signatures (request_id, account_id) {
        request_id -> BigInt,
        account_id -> BigInt,
        organisation_id -> Nullable<BigInt>,
        people -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    training_offers (id) {
        id -> BigInt,
        request_id -> BigInt,
        organisation_id -> BigInt,
        account_id -> BigInt,
        state -> Text,
        days -> Json,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        price -> BigInt,
        price_for -> Text,
        seats -> BigInt,
        mode -> Text,
        place -> Text,
        words -> Text,
        valid_until -> Timestamp,
        draft_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    request_words (word, request_id) {
        word -> Text,
        request_id -> BigInt,
    }
}

diesel::table! {
    request_notices (notification_id) {
        notification_id -> BigInt,
        request_id -> BigInt,
    }
}

diesel::table! {
    training_providers (organisation_id) {
        organisation_id -> BigInt,
    }
}

diesel::joinable!(request_signatures -> training_requests (request_id));
diesel::joinable!(request_signatures -> accounts (account_id));
diesel::joinable!(request_signatures -> organisations (organisation_id));
diesel::joinable!(training_offers -> training_requests (request_id));
diesel::joinable!(training_offers -> organisations (organisation_id));
diesel::joinable!(request_words -> training_requests (request_id));
diesel::joinable!(request_notices -> notifications (notification_id));
diesel::joinable!(request_notices -> training_requests (request_id));
diesel::joinable!(training_providers -> organisations (organisation_id));
