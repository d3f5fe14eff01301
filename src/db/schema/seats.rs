//! Tables of the seats of trainings.

use super::{posts, trainings};

diesel::table! {
    training_seats (id) {
        id -> BigInt,
        training_id -> BigInt,
        actor_id -> Nullable<BigInt>,
        name -> Text,
        booked_by -> BigInt,
        organisation_id -> Nullable<BigInt>,
        state -> Text,
        since -> Timestamp,
        place -> Nullable<BigInt>,
        deadline -> Nullable<Timestamp>,
        message -> Text,
        reason -> Text,
        join_uri -> Nullable<Text>,
        code_tries -> BigInt,
        version -> BigInt,
        is_answered -> Bool,
        has_passed -> Bool,
        reminded_of -> Nullable<Timestamp>,
        refusal -> Nullable<Text>,
    }
}

diesel::table! {
    training_codes (post_id) {
        post_id -> BigInt,
        code -> Text,
    }
}

diesel::table! {
    training_certificates (code) {
        code -> Text,
        seat_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        holder -> Text,
        title -> Text,
        issuer -> Text,
        language -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        timezone -> Text,
        minutes -> BigInt,
        issued_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        kind -> Text,
    }
}

diesel::table! {
    training_evaluations (seat_id) {
        seat_id -> BigInt,
        training_id -> BigInt,
        content -> BigInt,
        trainer -> BigInt,
        organisation -> BigInt,
        comment -> Text,
    }
}

diesel::table! {
    training_ratings (training_id) {
        training_id -> BigInt,
        people -> BigInt,
        content -> BigInt,
        trainer -> BigInt,
        organisation -> BigInt,
        is_shown -> Bool,
    }
}

diesel::table! {
    training_rated (seat_id) {
        seat_id -> BigInt,
        training_id -> BigInt,
    }
}

diesel::joinable!(training_seats -> trainings (training_id));
diesel::joinable!(training_codes -> posts (post_id));
diesel::joinable!(training_certificates -> training_seats (seat_id));
diesel::joinable!(training_ratings -> trainings (training_id));
diesel::joinable!(training_evaluations -> training_seats (seat_id));
