//! The tables of moderation: reports, what was hidden, bans, and what forums ask of those who write.

diesel::table! {
    reports (id) {
        id -> BigInt,
        uri -> Text,
        reporter_id -> BigInt,
        subject_id -> BigInt,
        post_id -> Nullable<BigInt>,
        forum_id -> Nullable<BigInt>,
        category -> Text,
        words -> Text,
        is_forwarded -> Bool,
        state -> Text,
        handler_id -> Nullable<BigInt>,
        note -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    hidden_posts (post_id) {
        post_id -> BigInt,
        category -> Text,
        reason -> Text,
        title -> Text,
        source -> Nullable<Text>,
        html -> Text,
        excerpt -> Text,
        tags -> Json,
        mentions -> Json,
        hidden_at -> Timestamp,
        wiped_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bans (id) {
        id -> BigInt,
        uri -> Text,
        actor_id -> BigInt,
        forum_id -> Nullable<BigInt>,
        instance_id -> Nullable<BigInt>,
        by_id -> BigInt,
        reason -> Text,
        until -> Nullable<Timestamp>,
        with_posts -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    forum_rules (forum_id) {
        forum_id -> BigInt,
        slow_seconds -> Integer,
        holds_first -> Bool,
    }
}

diesel::table! {
    word_rules (id) {
        id -> BigInt,
        forum_id -> Nullable<BigInt>,
        phrase -> Text,
        folded -> Text,
        action -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    held_posts (id) {
        id -> BigInt,
        actor_id -> BigInt,
        forum_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        topic_kind -> Nullable<Text>,
        title -> Text,
        source -> Nullable<Text>,
        html -> Text,
        excerpt -> Text,
        language -> Nullable<Text>,
        tags -> Json,
        mentions -> Json,
        remote -> Nullable<Json>,
        inbox_id -> Nullable<BigInt>,
        cause -> Text,
        phrase -> Text,
        state -> Text,
        post_id -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        replication -> Nullable<Json>,
        training -> Nullable<Json>,
    }
}

diesel::table! {
    held_files (held_id, position) {
        held_id -> BigInt,
        position -> Integer,
        media_id -> Nullable<BigInt>,
        remote -> Nullable<Json>,
    }
}
