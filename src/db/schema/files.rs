//! The tables of files and of what hangs on posts.

diesel::table! {
    media (id) {
        id -> BigInt,
        account_id -> BigInt,
        token -> Text,
        hash -> Text,
        media_type -> Text,
        name -> Text,
        alt -> Text,
        size -> BigInt,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
        blurhash -> Nullable<Text>,
        state -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        post_id -> BigInt,
        position -> Integer,
        media_id -> Nullable<BigInt>,
        url -> Nullable<Text>,
        media_type -> Text,
        alt -> Text,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
        blurhash -> Nullable<Text>,
    }
}

diesel::table! {
    media_garbage (hash) {
        hash -> Text,
        claimed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    proxied_media (hash) {
        hash -> Text,
        size -> BigInt,
        fetched_at -> Timestamp,
    }
}

diesel::table! {
    draft_files (draft_id, position) {
        draft_id -> BigInt,
        position -> Integer,
        media_id -> BigInt,
        alt -> Text,
    }
}

diesel::table! {
    uploads (id) {
        id -> BigInt,
        account_id -> BigInt,
        token -> Text,
        name -> Text,
        length -> BigInt,
        received -> BigInt,
        media_id -> Nullable<BigInt>,
        ending_until -> Nullable<Timestamp>,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    upload_parts (id) {
        id -> BigInt,
        upload_id -> Nullable<BigInt>,
        start -> BigInt,
        size -> BigInt,
        spared_until -> Timestamp,
    }
}
