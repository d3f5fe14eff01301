//! Shapes of JSON: which keys must be there, and what they hold. As strict as the strictest client.

use serde_json::Value;

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A text, maybe empty.
    Text,
    /// Digits in a text.
    Id,
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// A moment with three fraction digits and `Z`.
    Time,
    /// An absolute address.
    Url,
    /// This, or null; the key is there all the same.
    Or(&'static Kind),
    /// A list of these.
    List(&'static Kind),
    /// An object with at least these keys.
    Of(&'static [(&'static str, Kind)]),
    /// An object of any keys.
    Object,
}

use Kind::{Bool, Id, Int, List, Object, Of, Or, Text, Time, Url};

/// That `value` has the shape.
pub(super) fn check(value: &Value, kind: Kind, place: &str) {
    let fits = match kind {
        Text => value.is_string(),
        Id => value
            .as_str()
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())),
        Int => value.is_i64(),
        Bool => value.is_boolean(),
        Time => value.as_str().is_some_and(is_time),
        Url => value
            .as_str()
            .is_some_and(|text| text.starts_with("https://") && text.parse::<url::Url>().is_ok()),
        Or(kind) => {
            if !value.is_null() {
                check(value, *kind, place);
            }
            true
        }
        List(kind) => {
            let items = value
                .as_array()
                .unwrap_or_else(|| panic!("{place} is no list: {value}"));
            for (at, item) in items.iter().enumerate() {
                check(item, *kind, &format!("{place}[{at}]"));
            }
            true
        }
        Of(keys) => {
            let object = value
                .as_object()
                .unwrap_or_else(|| panic!("{place} is no object: {value}"));
            for (key, kind) in keys {
                let inner = object
                    .get(*key)
                    .unwrap_or_else(|| panic!("{place}.{key} is missing: {value}"));
                check(inner, *kind, &format!("{place}.{key}"));
            }
            true
        }
        Object => value.is_object(),
    };
    assert!(fits, "{place} is no {kind:?}: {value}");
}

fn is_time(text: &str) -> bool {
    text.len() == 24 && text.as_bytes()[19] == b'.' && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

/// Account.
pub(super) const ACCOUNT: Kind = Of(ACCOUNT_KEYS);
const ACCOUNT_KEYS: &[(&str, Kind)] = &[
    ("id", Id),
    ("username", Text),
    ("acct", Text),
    ("display_name", Text),
    ("locked", Bool),
    ("bot", Bool),
    ("group", Bool),
    ("discoverable", Or(&Bool)),
    ("created_at", Time),
    ("note", Text),
    ("url", Url),
    ("uri", Url),
    ("avatar", Url),
    ("avatar_static", Url),
    ("header", Url),
    ("header_static", Url),
    ("followers_count", Int),
    ("following_count", Int),
    ("statuses_count", Int),
    ("last_status_at", Or(&Text)),
    ("emojis", List(&Object)),
    ("fields", List(&Object)),
];

/// Account as its owner sees it; the keys of an account are checked with [`ACCOUNT`].
pub(super) const CREDENTIALS: Kind = Of(&[(
    "source",
    Of(&[
        ("note", Text),
        ("fields", List(&Object)),
        ("privacy", Text),
        ("sensitive", Bool),
        ("language", Or(&Text)),
        ("follow_requests_count", Int),
    ]),
)]);

/// Status.
pub(super) const STATUS: Kind = Of(&[
    ("id", Id),
    ("uri", Url),
    ("url", Url),
    ("created_at", Time),
    ("edited_at", Or(&Time)),
    ("account", ACCOUNT),
    ("content", Text),
    ("visibility", Text),
    ("sensitive", Bool),
    ("spoiler_text", Text),
    ("media_attachments", List(&Object)),
    (
        "mentions",
        List(&Of(&[("id", Id), ("username", Text), ("acct", Text), ("url", Url)])),
    ),
    ("tags", List(&Of(&[("name", Text), ("url", Url)]))),
    ("emojis", List(&Object)),
    ("reblogs_count", Int),
    ("favourites_count", Int),
    ("replies_count", Int),
    ("in_reply_to_id", Or(&Id)),
    ("in_reply_to_account_id", Or(&Id)),
    ("reblog", Or(&Object)),
    ("poll", Or(&Object)),
    ("card", Or(&Object)),
    ("language", Or(&Text)),
]);

/// What a status says of the member who reads it.
pub(super) const OWN: Kind = Of(&[
    ("favourited", Bool),
    ("reblogged", Bool),
    ("muted", Bool),
    ("bookmarked", Bool),
    ("pinned", Bool),
    ("filtered", List(&Object)),
]);

/// Context.
pub(super) const CONTEXT: Kind = Of(&[("ancestors", List(&STATUS)), ("descendants", List(&STATUS))]);

/// Relationship.
pub(super) const RELATIONSHIP: Kind = Of(&[
    ("id", Id),
    ("following", Bool),
    ("showing_reblogs", Bool),
    ("notifying", Bool),
    ("followed_by", Bool),
    ("blocking", Bool),
    ("blocked_by", Bool),
    ("muting", Bool),
    ("muting_notifications", Bool),
    ("requested", Bool),
    ("domain_blocking", Bool),
    ("endorsed", Bool),
    ("note", Text),
]);

/// Notification.
pub(super) const NOTIFICATION: Kind = Of(&[
    ("id", Id),
    ("type", Text),
    ("created_at", Time),
    ("group_key", Text),
    ("account", ACCOUNT),
]);

const LIMITS: &[(&str, Kind)] = &[
    ("accounts", Of(&[("max_featured_tags", Int)])),
    (
        "statuses",
        Of(&[
            ("max_characters", Int),
            ("max_media_attachments", Int),
            ("characters_reserved_per_url", Int),
        ]),
    ),
    (
        "media_attachments",
        Of(&[
            ("description_limit", Int),
            ("supported_mime_types", List(&Text)),
            ("image_size_limit", Int),
            ("image_matrix_limit", Int),
            ("video_size_limit", Int),
            ("video_frame_rate_limit", Int),
            ("video_matrix_limit", Int),
        ]),
    ),
    (
        "polls",
        Of(&[
            ("max_options", Int),
            ("max_characters_per_option", Int),
            ("min_expiration", Int),
            ("max_expiration", Int),
        ]),
    ),
];

/// Instance, first version.
pub(super) const INSTANCE_V1: Kind = Of(&[
    ("uri", Text),
    ("title", Text),
    ("short_description", Text),
    ("description", Text),
    ("email", Text),
    ("version", Text),
    ("urls", Object),
    (
        "stats",
        Of(&[("user_count", Int), ("status_count", Int), ("domain_count", Int)]),
    ),
    ("thumbnail", Or(&Url)),
    ("languages", List(&Text)),
    ("registrations", Bool),
    ("approval_required", Bool),
    ("invites_enabled", Bool),
    ("configuration", Of(LIMITS)),
    ("contact_account", Or(&ACCOUNT)),
    ("rules", List(&Object)),
]);

/// Instance, second version.
pub(super) const INSTANCE_V2: Kind = Of(&[
    ("domain", Text),
    ("title", Text),
    ("version", Text),
    ("source_url", Url),
    ("description", Text),
    ("usage", Of(&[("users", Of(&[("active_month", Int)]))])),
    (
        "thumbnail",
        Of(&[("url", Url), ("blurhash", Or(&Text)), ("versions", Object)]),
    ),
    ("icon", List(&Of(&[("src", Url), ("size", Text)]))),
    ("languages", List(&Text)),
    ("configuration", Of(LIMITS)),
    (
        "registrations",
        Of(&[
            ("enabled", Bool),
            ("approval_required", Bool),
            ("reason_required", Bool),
            ("message", Or(&Text)),
        ]),
    ),
    ("api_versions", Of(&[("mastodon", Int)])),
    ("contact", Of(&[("email", Text), ("account", Or(&ACCOUNT))])),
    ("rules", List(&Object)),
]);

/// Application.
pub(super) const APPLICATION: Kind = Of(&[
    ("id", Id),
    ("name", Text),
    ("website", Or(&Text)),
    ("scopes", List(&Text)),
    ("redirect_uris", List(&Text)),
    ("redirect_uri", Text),
    ("vapid_key", Text),
]);

/// Error.
pub(super) const ERROR: Kind = Of(&[("error", Text)]);
