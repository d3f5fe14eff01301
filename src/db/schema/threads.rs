//! Tables of what happens to threads beside their text: tags that moderators decided about, and what was sent to forums
//! elsewhere.

diesel::table! {
    moderated_tags (post_id, tag) {
        post_id -> BigInt,
        tag -> Text,
        name -> Text,
        is_kept -> Bool,
    }
}

diesel::table! {
    submissions (post_id, actor_id, deed) {
        post_id -> BigInt,
        actor_id -> BigInt,
        deed -> Text,
        forum_id -> BigInt,
        state -> Text,
        cause -> Nullable<Text>,
        words -> Text,
        sent_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

use super::{forums, posts};

diesel::joinable!(submissions -> posts (post_id));
diesel::joinable!(submissions -> forums (forum_id));
