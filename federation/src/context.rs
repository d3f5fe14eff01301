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
/// The terms of a case study, on `Article`, are in `docs/federation/case-studies.md`; those of a training, on `Event`, in
/// `docs/federation/trainings.md`.
///
/// `acceptedAnswer` on a `Page` is schema.org's word and needs none of ours.
pub const NAMESPACE: &str = "https://majlis.example/ns#";

/// The terms of a case study, declared only by documents that carry one. Bare words are terms of our namespace.
fn case_study_terms() -> Value {
    let one = [
        "caseStudy",
        "problem",
        "solution",
        "lessons",
        "sector",
        "companySize",
        "organisation",
        "cost",
        "amount",
        "currency",
        "band",
        "paybackMonths",
        "unit",
        "before",
        "after",
        "period",
        "dimension",
        "month",
        "contact",
        "code",
        "region",
        "industrialCity",
    ];
    let many = [
        "technologies",
        "vendors",
        "metrics",
        "readiness",
        "milestones",
        "versions",
    ];
    let one = one
        .iter()
        .map(|term| ((*term).to_owned(), Value::from(format!("majlis:{term}"))));
    let many = many.iter().map(|term| {
        let meaning = json!({ "@id": format!("majlis:{term}"), "@container": "@list" });
        ((*term).to_owned(), meaning)
    });
    let mut terms: serde_json::Map<String, Value> = one.chain(many).collect();
    let grew_from = json!({ "@id": "majlis:grewFrom", "@type": "@id" });
    terms.insert("grewFrom".to_owned(), grew_from);
    for term in [
        "address",
        "PostalAddress",
        "addressLocality",
        "addressRegion",
        "addressCountry",
    ] {
        terms.insert(term.to_owned(), format!("sc:{term}").into());
    }
    Value::Object(terms)
}

/// The terms of a training, declared only by documents that carry one: those of Mobilizon, of schema.org, and ours.
fn training_terms() -> Value {
    let ours = [
        "training",
        "programme",
        "teaser",
        "mode",
        "taughtIn",
        "level",
        "trainer",
        "certificate",
        "price",
        "waitingList",
        "registrationOpens",
        "registrationCloses",
        "access",
        "refusal",
        "heldUntil",
        "directions",
        "code",
        "region",
        "industrialCity",
        // Read by PieFed; no vocabulary names them.
        "onlineLink",
        "anonymousParticipation",
        "buyTicketsLink",
        "feeCurrency",
        "feeAmount",
    ];
    let mobilizon = [
        "timezone",
        "joinMode",
        "externalParticipationUrl",
        "remainingAttendeeCapacity",
        "participantCount",
        "repliesModerationOption",
        "anonymousParticipationEnabled",
        "isOnline",
        "draft",
        "participationMessage",
    ];
    let schema = [
        "provider",
        "eventStatus",
        "maximumAttendeeCapacity",
        "inLanguage",
        "category",
        "address",
        "PostalAddress",
        "streetAddress",
        "addressLocality",
        "addressRegion",
        "addressCountry",
    ];
    let of = |prefix: &'static str, terms: &[&str]| -> Vec<(String, Value)> {
        let named = terms
            .iter()
            .map(|term| ((*term).to_owned(), Value::from(format!("{prefix}:{term}"))));
        named.collect()
    };
    let mut terms: serde_json::Map<String, Value> = of("majlis", &ours)
        .into_iter()
        .chain(of("mz", &mobilizon))
        .chain(of("sc", &schema))
        .collect();
    for term in ["technologies", "sessions"] {
        let meaning = json!({ "@id": format!("majlis:{term}"), "@container": "@list" });
        terms.insert(term.to_owned(), meaning);
    }
    let others = [
        ("mz", "https://joinmobilizon.org/ns#"),
        ("ical", "http://www.w3.org/2002/12/cal/ical#"),
        ("status", "ical:status"),
        ("organizers", "https://w3id.org/fep/8a8e/organizers"),
        ("attendees", "https://w3id.org/fep/8a8e/attendees"),
    ];
    terms.extend(others.map(|(term, meaning)| (term.to_owned(), meaning.into())));
    Value::Object(terms)
}

/// The `@context` value of a document: that of all, and the terms of a case study or a training if there is one in it.
#[must_use]
pub fn context_of(document: &Value) -> Value {
    let mut context = context();
    if let Some(layers) = context.as_array_mut() {
        layers.extend(tells_of(document, "caseStudy").then(case_study_terms));
        let tells_of_training = tells_of(document, "training")
            || tells_of(document, "participationMessage")
            || tells_of(document, "access")
            || tells_of(document, "refusal")
            || tells_of(document, "heldUntil");
        layers.extend(tells_of_training.then(training_terms));
    }
    context
}

/// Whether something with this key stands somewhere in what a document carries.
fn tells_of(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(map) => {
            let carried = ["object", "orderedItems", "items", "first"];
            let mut carried = carried.iter().filter_map(|key| map.get(*key));
            map.contains_key(key) || carried.any(|value| tells_of(value, key))
        }
        Value::Array(items) => items.iter().any(|value| tells_of(value, key)),
        _ => false,
    }
}

/// All terms of ours in one document, which every instance serves at `/ns` for whoever wants to look them up.
#[must_use]
pub fn vocabulary() -> Value {
    let mut context = context();
    if let Some(layers) = context.as_array_mut() {
        layers.extend([case_study_terms(), training_terms()]);
    }
    json!({ "@context": context })
}

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
            "identifier": "sc:identifier",
            "blurhash": "toot:blurhash",
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
