//! Tables of reading: how far, what is watched, what is kept.

diesel::table! {
    topic_reads (account_id, topic_id) {
        account_id -> BigInt,
        topic_id -> BigInt,
        last_id -> BigInt,
    }
}

diesel::table! {
    forum_reads (account_id, forum_id) {
        account_id -> BigInt,
        forum_id -> BigInt,
        last_id -> BigInt,
    }
}

diesel::table! {
    forum_levels (account_id, forum_id) {
        account_id -> BigInt,
        forum_id -> BigInt,
        level -> Text,
    }
}

diesel::table! {
    topic_levels (account_id, topic_id) {
        account_id -> BigInt,
        topic_id -> BigInt,
        level -> Text,
    }
}

diesel::table! {
    bookmark_folders (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    bookmarks (id) {
        id -> BigInt,
        account_id -> BigInt,
        post_id -> BigInt,
        folder_id -> Nullable<BigInt>,
        note -> Text,
    }
}

diesel::table! {
    topic_loads (id) {
        id -> BigInt,
        account_id -> BigInt,
        topic_id -> BigInt,
    }
}
