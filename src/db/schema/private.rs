//! The tables of private messages. None of them is joined with posts.

use super::{accounts, actors, attachments, media, notifications, reports};

diesel::table! {
    conversations (id) {
        id -> BigInt,
        pair_key -> Nullable<Text>,
        circle -> Nullable<Text>,
        title -> Text,
        last_number -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    conversation_members (conversation_id, actor_id) {
        conversation_id -> BigInt,
        actor_id -> BigInt,
        account_id -> Nullable<BigInt>,
        state -> Text,
        invited_by -> Nullable<BigInt>,
        is_muted -> Bool,
        shows_read -> Bool,
        from_number -> BigInt,
        read_number -> BigInt,
        unread -> BigInt,
        last_message_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    messages (id) {
        id -> BigInt,
        conversation_id -> BigInt,
        number -> BigInt,
        kind -> Text,
        author_id -> BigInt,
        target_id -> Nullable<BigInt>,
        uri -> Text,
        in_reply_to_id -> Nullable<BigInt>,
        source -> Nullable<Text>,
        html -> Text,
        excerpt -> Text,
        is_withheld -> Bool,
        sent_at -> Timestamp,
        edited_at -> Nullable<Timestamp>,
        deleted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    message_deliveries (message_id, actor_id) {
        message_id -> BigInt,
        actor_id -> BigInt,
        instance_id -> BigInt,
        uri -> Text,
        state -> Text,
        outbox_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    message_files (message_id, position) {
        message_id -> BigInt,
        position -> Integer,
        media_id -> Nullable<BigInt>,
        url -> Nullable<Text>,
        media_type -> Text,
        alt -> Text,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
    }
}

diesel::table! {
    message_words (word, conversation_id, message_id) {
        word -> Text,
        conversation_id -> BigInt,
        message_id -> BigInt,
    }
}

diesel::table! {
    message_notices (notification_id) {
        notification_id -> BigInt,
        conversation_id -> BigInt,
    }
}

diesel::table! {
    message_settings (account_id) {
        account_id -> BigInt,
        from_whom -> Text,
        shows_read -> Bool,
        shows_presence -> Bool,
    }
}

diesel::table! {
    person_blocks (blocker_id, blocked_id) {
        blocker_id -> BigInt,
        blocked_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    reported_messages (report_id, message_id) {
        report_id -> BigInt,
        message_id -> BigInt,
        author_id -> BigInt,
        html -> Text,
        sent_at -> Timestamp,
    }
}

diesel::joinable!(conversation_members -> conversations (conversation_id));
diesel::joinable!(conversation_members -> actors (actor_id));
diesel::joinable!(messages -> conversations (conversation_id));
diesel::joinable!(messages -> actors (author_id));
diesel::joinable!(message_deliveries -> messages (message_id));
diesel::joinable!(message_files -> messages (message_id));
diesel::joinable!(message_files -> media (media_id));
diesel::joinable!(message_words -> messages (message_id));
diesel::joinable!(message_notices -> notifications (notification_id));
diesel::joinable!(message_notices -> conversations (conversation_id));
diesel::joinable!(message_settings -> accounts (account_id));
diesel::joinable!(person_blocks -> actors (blocked_id));

// Of all other tables, messages stand beside these alone.
diesel::allow_tables_to_appear_in_same_query!(
    conversations,
    conversation_members,
    messages,
    message_deliveries,
    message_files,
    message_words,
    message_notices,
    message_settings,
    person_blocks,
    reported_messages
);
diesel::allow_tables_to_appear_in_same_query!(conversation_members, actors);
diesel::allow_tables_to_appear_in_same_query!(conversation_members, accounts);
diesel::allow_tables_to_appear_in_same_query!(messages, actors);
diesel::allow_tables_to_appear_in_same_query!(person_blocks, actors);
diesel::allow_tables_to_appear_in_same_query!(message_files, media);
diesel::allow_tables_to_appear_in_same_query!(message_files, attachments);
diesel::allow_tables_to_appear_in_same_query!(message_notices, notifications);
diesel::allow_tables_to_appear_in_same_query!(message_settings, accounts);
diesel::allow_tables_to_appear_in_same_query!(reported_messages, reports);
