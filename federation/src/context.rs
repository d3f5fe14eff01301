//! The `@context` of what we send, and our own namespace.
//!
//! Nobody in the forum fediverse runs a JSON-LD processor on us; they read plain keys. The context is there for those
//! who do, and because Mastodon refuses documents that do not name ActivityStreams. The order matters: ActivityStreams
//! first, extension terms inline last. We never fetch a context.

use serde_json::{Value, json};

/// The ActivityStreams vocabulary.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// The security vocabulary (`publicKey`).
pub const SECURITY: &str = "https://w3id.org/security/v1";
/// Controlled identifiers (`assertionMethod`, `Multikey`; FEP-521a).
pub const CONTROLLED_IDS: &str = "https://www.w3.org/ns/cid/v1";

/// Our own namespace, used for what no other vocabulary names:
///
/// | term | on | meaning |
/// | --- | --- | --- |
/// | `ChooseAnswer` | activity | the asker, or a moderator, marks a reply as the best answer (as PieFed does) |
/// | `answer` | `Note` | true on the reply that is the best answer |
/// | `replication` | `Note` | an object on a reply to a case study whose author did the same elsewhere: `result` (`better`, `same`, `worse`, `failed`), `paybackMonths`, `region`, `sizeClass`, each of them only if its author shows it |
/// | `isQuestion` | `Page` | true when the topic asks for an answer; we never use `Question`, which means a poll |
/// | `questionAnswer` | `Group` | true when topics of the forum can have a best answer (as PieFed does) |
///
/// `acceptedAnswer` on a `Page` is schema.org's word and needs none of ours.
pub const NAMESPACE: &str = "https://majlis.example/ns#";

/// The `@context` value of every document we send.
#[must_use]
pub fn context() -> Value {
    json!([
        ACTIVITY_STREAMS,
        SECURITY,
        CONTROLLED_IDS,
        {
            "toot": "http://joinmastodon.org/ns#",
            "lemmy": "https://join-lemmy.org/ns#",
            "pt": "https://joinpeertube.org/ns#",
            "sc": "http://schema.org/",
            "majlis": NAMESPACE,
            "Hashtag": "as:Hashtag",
            "sensitive": "as:sensitive",
            "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
            "alsoKnownAs": { "@id": "as:alsoKnownAs", "@type": "@id" },
            "movedTo": { "@id": "as:movedTo", "@type": "@id" },
            "discoverable": "toot:discoverable",
            "indexable": "toot:indexable",
            "featured": { "@id": "toot:featured", "@type": "@id" },
            "PropertyValue": "sc:PropertyValue",
            "value": "sc:value",
            "language": "sc:inLanguage",
            "acceptedAnswer": { "@id": "sc:acceptedAnswer", "@type": "@id" },
            "moderators": { "@id": "lemmy:moderators", "@type": "@id" },
            "postingRestrictedToMods": "lemmy:postingRestrictedToMods",
            "stickied": "lemmy:stickied",
            "commentsEnabled": "pt:commentsEnabled",
            "ChooseAnswer": "majlis:ChooseAnswer",
            "answer": "majlis:answer",
            "replication": { "@id": "majlis:replication", "@type": "@json" },
            "isQuestion": "majlis:isQuestion",
            "questionAnswer": "majlis:questionAnswer"
        }
    ])
}
