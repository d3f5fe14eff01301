//! Tables of what happens to threads beside their text: tags that moderators decided about.

diesel::table! {
    moderated_tags (post_id, tag) {
        post_id -> BigInt,
        tag -> Text,
        name -> Text,
        is_kept -> Bool,
    }
}
