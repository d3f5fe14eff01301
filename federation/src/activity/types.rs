//! One struct per activity type, each with the fields that mean something to a forum.

use chrono::{DateTime, Utc};
use serde_json::Value;
use url::Url;

use super::{Activity, is_activity};
use crate::{
    Error,
    audience::Recipients,
    lenient::{Embedded, Reader, Reference, many},
    objects::Tombstone,
    parse::BATCH_ITEMS,
};

/// What every activity has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Identifies the activity; receivers drop one they have seen. May have a fragment (Mastodon's often do).
    pub id: Url,
    /// Who did it.
    pub actor: Url,
    /// `to` and `cc`, empty when absent.
    pub recipients: Recipients,
    /// The forum it belongs to.
    pub audience: Option<Url>,
    /// When it happened, by the sender's clock.
    pub published: Option<DateTime<Utc>>,
}

impl Head {
    fn read(reader: &Reader<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: reader.id()?,
            actor: reader.url("actor")?,
            recipients: Recipients {
                to: reader.recipients("to"),
                cc: reader.recipients("cc"),
            },
            audience: reader.opt_url("audience"),
            published: reader.time("published"),
        })
    }
}

/// An activity referred to by another: `Undo`, `Accept`, `Reject`.
#[derive(Debug, Clone, PartialEq)]
pub enum ActivityRef {
    /// Only its id, or an object that is no activity we can read but has an id.
    Id(Url),
    /// Sent along in full.
    Embedded(Box<Activity>),
}

impl ActivityRef {
    fn read(reader: &Reader<'_>) -> Result<Self, Error> {
        let reference = reader.reference("object")?;
        let Reference::Embedded(embedded) = &reference else {
            return reader.url("object").map(Self::Id);
        };
        match (Activity::read(&embedded.value), &embedded.id) {
            (Ok(activity), _) if !matches!(activity, Activity::Unknown(_)) => Ok(Self::Embedded(Box::new(activity))),
            (_, Some(id)) => Ok(Self::Id(id.clone())),
            (Err(source), None) => Err(Error::Inner {
                of: "object".to_owned(),
                source: Box::new(source),
            }),
            (Ok(_), None) => Err(reader.invalid("object", "an activity or its id")),
        }
    }

    /// The id of the activity referred to.
    #[must_use]
    pub fn id(&self) -> &Url {
        match self {
            Self::Id(id) => id,
            Self::Embedded(activity) => activity.id(),
        }
    }
}

/// An activity inside an `Announce`, with its JSON kept so that it can be verified, stored or passed on unchanged.
#[derive(Debug, Clone, PartialEq)]
pub struct Relayed {
    /// What it says.
    pub activity: Box<Activity>,
    /// The JSON as it arrived.
    pub raw: Value,
}

/// What an `Announce` passes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Announced {
    /// An object or activity by id. A boost from Mastodon looks like this.
    Id(Url),
    /// An activity in full (FEP-1b12).
    Activity(Relayed),
    /// An object in full: what groups send for Mastodon's sake next to the activity.
    Object(Embedded),
    /// Several activities at once (PieFed's votes), unreadable ones left out, at most [`BATCH_ITEMS`].
    Batch(Vec<Relayed>),
}

impl Announced {
    fn read(reader: &Reader<'_>) -> Result<Self, Error> {
        let object = reader.get("object");
        if let Value::Array(items) = object
            && items.len() != 1
        {
            return if items.is_empty() {
                Err(reader.missing("object"))
            } else {
                Ok(Self::batch(items))
            };
        }
        match reader.reference("object")? {
            Reference::Id(id) => Ok(Self::Id(id)),
            Reference::Embedded(embedded) => Self::embedded(embedded),
        }
    }

    fn embedded(embedded: Embedded) -> Result<Self, Error> {
        if is_activity(&embedded.value) {
            let activity = Activity::read(&embedded.value).map_err(|source| Error::Inner {
                of: "Announce".to_owned(),
                source: Box::new(source),
            })?;
            return Ok(Self::Activity(Relayed {
                activity: Box::new(activity),
                raw: embedded.value,
            }));
        }
        let items = ["orderedItems", "items"]
            .into_iter()
            .find_map(|key| embedded.value.get(key));
        match items {
            Some(items) if embedded.kind.ends_with("Collection") => Ok(Self::batch(many(items))),
            _ => Ok(Self::Object(embedded)),
        }
    }

    fn batch(items: &[Value]) -> Self {
        let one = |item: &Value| {
            let activity = Box::new(Activity::read(item).ok()?);
            Some(Relayed {
                activity,
                raw: item.clone(),
            })
        };
        Self::Batch(items.iter().take(BATCH_ITEMS).filter_map(one).collect())
    }

    /// The id of the one thing announced.
    #[must_use]
    pub fn id(&self) -> Option<&Url> {
        match self {
            Self::Id(id) => Some(id),
            Self::Activity(relayed) => Some(relayed.activity.id()),
            Self::Object(embedded) => embedded.id.as_ref(),
            Self::Batch(_) => None,
        }
    }
}

/// Defines an activity struct whose fields are read by the given expressions.
macro_rules! activity {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = $read:expr,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Id, actor, addressees.
            pub head: Head,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $name {
            pub(super) fn read(reader: &Reader<'_>) -> Result<Self, Error> {
                let reading = Reading(reader);
                Ok(Self { head: Head::read(reader)?, $($field: ($read)(&reading)?,)* })
            }
        }
    };
}

/// Gives the field readers of [`activity!`] one shape: a function from the object to a result.
struct Reading<'a>(&'a Reader<'a>);

type Read<T> = Result<T, Error>;

fn object(reading: &Reading<'_>) -> Read<Url> {
    reading.0.url("object")
}

fn target(reading: &Reading<'_>) -> Read<Url> {
    reading.0.url("target")
}

fn payload(reading: &Reading<'_>) -> Read<Reference> {
    reading.0.reference("object")
}

fn activity_ref(reading: &Reading<'_>) -> Read<ActivityRef> {
    ActivityRef::read(reading.0)
}

fn access(reading: &Reading<'_>) -> Read<Option<(String, String)>> {
    let access = reading.0.get("access");
    let word = |key: &str| access.get(key).and_then(Value::as_str).map(str::to_owned);
    Ok(access.is_object().then(|| {
        (
            word("onlineLink").unwrap_or_default(),
            word("directions").unwrap_or_default(),
        )
    }))
}

fn summary(reading: &Reading<'_>) -> Read<Option<String>> {
    Ok(reading.0.text("summary"))
}

fn content(reading: &Reading<'_>) -> Read<Option<String>> {
    Ok(reading.0.text("content"))
}

fn remove_data(reading: &Reading<'_>) -> Read<bool> {
    Ok(reading.0.flag("removeData").unwrap_or(false))
}

activity!(
    /// A new object, embedded or by id.
    Create {
        /// Trust an embedded object only as far as its origin and author match the sender's.
        object: Reference = payload,
    }
);

activity!(
    /// A new version of an object or of an actor.
    Update {
        /// As in [`Create`].
        object: Reference = payload,
    }
);

activity!(
    /// An object or actor is gone.
    Delete {
        /// The id of what is gone.
        object: Url = object,
        /// The tombstone, when the sender put one in `object`.
        tombstone: Option<Tombstone> =
            |r: &Reading<'_>| -> Read<_> { Ok(many(r.0.get("object")).first().and_then(|object| Tombstone::read(object).ok())) },
        /// Lemmy's mark of a removal by a moderator, with the reason.
        summary: Option<String> = summary,
        /// Deleting an actor: also delete what it wrote (Lemmy).
        remove_data: bool = remove_data,
        /// Also delete the replies (Lemmy 1.0).
        with_replies: bool = |r: &Reading<'_>| -> Read<_> { Ok(r.0.flag("withReplies").unwrap_or(false)) },
    }
);

activity!(
    /// Takes an earlier activity of the same actor back.
    Undo {
        /// What is taken back. An embedded copy proves nothing; look the activity up.
        object: ActivityRef = activity_ref,
    }
);

activity!(
    /// An up-vote.
    Like {
        /// What is liked.
        object: Url = object,
        /// The emoji, when this is a reaction; it counts as a like all the same.
        content: Option<String> = content,
    }
);

activity!(
    /// A down-vote.
    Dislike {
        /// What is disliked.
        object: Url = object,
    }
);

activity!(
    /// A forum passes something on, or a person boosts it.
    Announce {
        /// What is passed on.
        object: Announced = |r: &Reading<'_>| -> Read<_> { Announced::read(r.0) },
    }
);

activity!(
    /// Asks to follow an actor.
    Follow {
        /// Whom to follow.
        object: Url = object,
    }
);

activity!(
    /// Says yes.
    Accept {
        /// What is accepted: a `Follow` or `Join`, or an event (Friendica).
        object: ActivityRef = activity_ref,
        /// With a seat: where to meet online, and how to get there (our term).
        access: Option<(String, String)> = access,
    }
);

activity!(
    /// Says no; for a follow that was accepted before, ends it.
    Reject {
        /// What is rejected: a `Follow`, or what somebody sent to a forum.
        object: ActivityRef = activity_ref,
        /// Why.
        summary: Option<String> = summary,
        /// The same as a code (our term).
        refusal: Option<String> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.text("refusal")) },
    }
);

activity!(
    /// Says perhaps: to an event (Friendica, and we), or to a `Join`.
    TentativeAccept {
        /// What is answered.
        object: ActivityRef = activity_ref,
        /// Until when a seat is held, in the notation of RFC 3339 (our term).
        held_until: Option<String> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.text("heldUntil")) },
    }
);

activity!(
    /// Says that it does not deal with something: with a `Join`, where one takes no part that way (FEP-8a8e).
    Ignore {
        /// What is passed over.
        object: ActivityRef = activity_ref,
    }
);

activity!(
    /// Asks for a place at an event (Mobilizon).
    Join {
        /// The event.
        object: Url = object,
        /// What the organiser is told (Mobilizon).
        message: Option<String> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.text("participationMessage")) },
    }
);

activity!(
    /// Gives a place at an event back (Mobilizon).
    Leave {
        /// The event.
        object: Url = object,
    }
);

activity!(
    /// Adds to a collection.
    Add {
        /// What is added: a topic, or a new moderator.
        object: Url = object,
        /// The collection: a forum's `featured` or `moderators`.
        target: Url = target,
    }
);

activity!(
    /// Removes from a collection.
    Remove {
        /// What is removed.
        object: Url = object,
        /// The collection.
        target: Url = target,
    }
);

activity!(
    /// Closes a topic for replies.
    Lock {
        /// The topic.
        object: Url = object,
        /// The moderator's reason.
        summary: Option<String> = summary,
    }
);

activity!(
    /// Marks a reply as the best answer (PieFed's activity; see the crate's `context` module).
    ChooseAnswer {
        /// The reply.
        object: Url = object,
    }
);

activity!(
    /// A ban from a forum or site, or a block between people.
    Block {
        /// Who is blocked.
        object: Url = object,
        /// Where: a forum or a site's actor. Absent when one person blocks another.
        target: Option<Url> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.opt_url("target")) },
        /// The moderator's reason.
        summary: Option<String> = summary,
        /// Also remove what the person wrote there.
        remove_data: bool = remove_data,
        /// When the ban ends; absent for ever.
        end_time: Option<DateTime<Utc>> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.time("endTime").or_else(|| r.0.time("expires"))) },
    }
);

activity!(
    /// A report to moderators.
    Flag {
        /// The reported actor and posts, in the sender's order; at least one.
        objects: Vec<Url> = |r: &Reading<'_>| -> Read<_> { r.0.url("object").map(|_| r.0.urls("object")) },
        /// The reason (Lemmy).
        summary: Option<String> = summary,
        /// The reason (Mastodon).
        content: Option<String> = content,
    }
);

activity!(
    /// An account has moved to another, or a topic to another forum.
    Move {
        /// The old account, or the topic.
        object: Url = object,
        /// The new account, believed only when it names the old one in `alsoKnownAs`; or the new forum.
        target: Url = target,
        /// The forum that the topic leaves.
        origin: Option<Url> = |r: &Reading<'_>| -> Read<_> { Ok(r.0.opt_url("origin")) },
    }
);

/// An activity of a type we do not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// Id, actor, addressees.
    pub head: Head,
    /// The first `type`, as sent; at most 64 characters so that it can be logged.
    pub kind: String,
}

impl Unknown {
    pub(super) fn read(value: &Value) -> Result<Self, Error> {
        let reader = Reader::new("activity", value)?;
        let kind = crate::lenient::kinds(value)
            .next()
            .ok_or_else(|| reader.missing("type"))?;
        Ok(Self {
            head: Head::read(&reader)?,
            kind: kind.chars().take(64).collect(),
        })
    }
}
