//! Activities. Each takes an [`Envelope`] and what it is about. Retries must resend the same bytes, so store the result.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::Url;

use super::{TombstoneDraft, Wire, time, urls};
use crate::audience::Recipients;

/// The outside of an activity.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The activity's id, on the actor's host, never used twice.
    pub id: Url,
    /// Who does it.
    pub actor: Url,
    /// Who is addressed; give content activities the same as their object.
    pub recipients: Recipients,
    /// The forum it belongs to. Added to the recipients if it is not among them.
    pub group: Option<Url>,
}

impl Envelope {
    fn wire(&self, kind: &str, object: impl Into<Value>) -> Wire {
        let recipients = match &self.group {
            Some(group) => self.recipients.clone().with_group(group),
            None => self.recipients.clone(),
        };
        Wire::new(json!({ "id": self.id, "type": kind, "actor": self.actor }))
            .addressed(&recipients)
            .set("object", object)
            .maybe("audience", self.group.as_ref().map(Url::as_str))
    }
}

/// `Create` of a topic or reply.
#[must_use]
pub fn create(envelope: &Envelope, object: Wire) -> Wire {
    let published = object.0.get("published").cloned();
    envelope.wire("Create", object.embed()).maybe("published", published)
}

/// `Update` of a topic, reply or actor.
#[must_use]
pub fn update(envelope: &Envelope, object: Wire) -> Wire {
    envelope.wire("Update", object.embed())
}

/// What a `Delete` says.
#[derive(Debug, Clone)]
pub enum DeleteDraft {
    /// The author deleted it; a tombstone goes along.
    Content(TombstoneDraft),
    /// A moderator removed it, for this reason (may be empty). Lemmy takes the presence of a reason as the mark of a removal.
    Removal {
        /// The id of what was removed.
        object: Url,
        /// Plain text.
        reason: String,
    },
    /// An account is gone, with everything it wrote.
    Actor(Url),
}

/// `Delete`.
#[must_use]
pub fn delete(envelope: &Envelope, what: &DeleteDraft) -> Wire {
    match what {
        DeleteDraft::Content(tombstone) => envelope.wire("Delete", tombstone.build().embed()),
        DeleteDraft::Removal { object, reason } => {
            envelope.wire("Delete", object.as_str()).set("summary", reason.as_str())
        }
        DeleteDraft::Actor(actor) => envelope.wire("Delete", actor.as_str()).set("removeData", true),
    }
}

/// `Undo` of an activity, which goes along in full. For an activity about something not public, keep only ids in it.
#[must_use]
pub fn undo(envelope: &Envelope, activity: Wire) -> Wire {
    envelope.wire("Undo", activity.embed())
}

/// `Like`: an up-vote.
#[must_use]
pub fn like(envelope: &Envelope, object: &Url) -> Wire {
    envelope.wire("Like", object.as_str())
}

/// `Dislike`: a down-vote.
#[must_use]
pub fn dislike(envelope: &Envelope, object: &Url) -> Wire {
    envelope.wire("Dislike", object.as_str())
}

/// A forum's `Announce` of an activity it accepted, the activity unchanged (FEP-1b12). Forums on Lemmy's model read this.
#[must_use]
pub fn announce_activity(envelope: &Envelope, activity: &Value) -> Wire {
    envelope.wire("Announce", activity.clone())
}

/// A forum's `Announce` of a new topic by id. Mastodon reads this and fetches the topic.
#[must_use]
pub fn announce_id(envelope: &Envelope, object: &Url) -> Wire {
    envelope.wire("Announce", object.as_str())
}

/// As [`announce_id`], with the topic in full for those who do not fetch.
#[must_use]
pub fn announce_object(envelope: &Envelope, object: Wire) -> Wire {
    envelope.wire("Announce", object.embed())
}

/// `Follow`. Address it to whom it is about; no forum.
#[must_use]
pub fn follow(envelope: &Envelope, object: &Url) -> Wire {
    envelope.wire("Follow", object.as_str())
}

/// `Accept` of a `Follow` or `Join`, embedded as it arrived: senders find their request by its id or by actor and object.
#[must_use]
pub fn accept(envelope: &Envelope, follow: &Value) -> Wire {
    envelope.wire("Accept", without_context(follow))
}

/// `Reject` of a `Follow` or `Join`; later also removes a follower, or takes a place away.
#[must_use]
pub fn reject(envelope: &Envelope, follow: &Value) -> Wire {
    envelope.wire("Reject", without_context(follow))
}

/// A forum's `Reject` of what somebody sent it, by its id, with the reason (FEP-1b12 leaves it to forums).
#[must_use]
pub fn refuse(envelope: &Envelope, object: &Url, reason: &str) -> Wire {
    envelope.wire("Reject", object.as_str()).set("summary", reason)
}

/// `Join`: asks for a place at an event, with a word to the organiser (Mobilizon reads it).
#[must_use]
pub fn join(envelope: &Envelope, event: &Url, message: &str) -> Wire {
    let message = Some(message).filter(|message| !message.is_empty());
    envelope
        .wire("Join", event.as_str())
        .maybe("participationMessage", message)
}

/// `Leave`: gives a place at an event back.
#[must_use]
pub fn leave(envelope: &Envelope, event: &Url) -> Wire {
    envelope.wire("Leave", event.as_str())
}

/// `TentativeAccept` of an event: one is interested (Friendica reads it); [`undo`] takes it back.
#[must_use]
pub fn interested(envelope: &Envelope, event: &Url) -> Wire {
    envelope.wire("TentativeAccept", event.as_str())
}

/// `Accept` of a `Join`, with what only those with a seat may know (our term `access`): where to meet online, and how to get there.
#[must_use]
pub fn accept_seat(envelope: &Envelope, join: &Value, online_link: &str, directions: &str) -> Wire {
    let has_access = !online_link.is_empty() || !directions.is_empty();
    let access = has_access.then(|| json!({ "onlineLink": online_link, "directions": directions }));
    envelope.wire("Accept", without_context(join)).maybe("access", access)
}

/// `Reject` of a `Join`, with the reason in words, which may be empty, and as a code (our term `refusal`), if it is one of those
/// that need no words.
#[must_use]
pub fn reject_seat(envelope: &Envelope, join: &Value, reason: &str, refusal: Option<&str>) -> Wire {
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let wire = envelope.wire("Reject", without_context(join));
    wire.maybe("summary", reason).maybe("refusal", refusal)
}

/// `TentativeAccept` of a `Join`, embedded as it arrived: one waits for a seat, or for the organiser's word; or a seat is held until
/// a moment, for whoever asks once more (our term `heldUntil`).
#[must_use]
pub fn perhaps(envelope: &Envelope, join: &Value, held_until: Option<&str>) -> Wire {
    let wire = envelope.wire("TentativeAccept", without_context(join));
    wire.maybe("heldUntil", held_until)
}

/// `Ignore` of a `Join`: one takes part in this event in another way (FEP-8a8e).
#[must_use]
pub fn ignore(envelope: &Envelope, join: &Value) -> Wire {
    envelope.wire("Ignore", without_context(join))
}

/// `Add` to a collection: pin a topic (`featured`), appoint a moderator (`moderators`).
#[must_use]
pub fn add(envelope: &Envelope, object: &Url, target: &Url) -> Wire {
    envelope.wire("Add", object.as_str()).set("target", target.as_str())
}

/// `Remove` from a collection.
#[must_use]
pub fn remove(envelope: &Envelope, object: &Url, target: &Url) -> Wire {
    envelope.wire("Remove", object.as_str()).set("target", target.as_str())
}

/// `Lock` a topic; [`undo`] unlocks it.
#[must_use]
pub fn lock(envelope: &Envelope, object: &Url, reason: Option<&str>) -> Wire {
    envelope.wire("Lock", object.as_str()).maybe("summary", reason)
}

/// What a `Block` says besides whom.
#[derive(Debug, Clone)]
pub struct BlockDraft {
    /// Who is kept out.
    pub person: Url,
    /// Of what: a forum, or the instance's actor.
    pub place: Url,
    /// Why, plain text.
    pub reason: String,
    /// Until when; none for ever.
    pub until: Option<DateTime<Utc>>,
    /// Whether what they wrote there goes, too.
    pub with_posts: bool,
}

/// `Block`: a ban from a forum or an instance, as Lemmy reads it; [`undo`] ends it. `expires` is what older Lemmys read.
#[must_use]
pub fn block(envelope: &Envelope, ban: &BlockDraft) -> Wire {
    let until = ban.until.map(time);
    envelope
        .wire("Block", ban.person.as_str())
        .set("target", ban.place.as_str())
        .set("removeData", ban.with_posts)
        .set("summary", ban.reason.as_str())
        .maybe("endTime", until.clone())
        .maybe("expires", until)
}

/// `Flag`: a report of a person and, after them, posts. Mastodon reads `content`, Lemmy `summary`.
#[must_use]
pub fn flag(envelope: &Envelope, objects: &[Url], reason: &str) -> Wire {
    envelope
        .wire("Flag", urls(objects))
        .set("summary", reason)
        .set("content", reason)
}

/// `Move` of a topic from one forum of a server to another (PieFed and NodeBB read it).
#[must_use]
pub fn move_topic(envelope: &Envelope, topic: &Url, from: &Url, to: &Url) -> Wire {
    envelope
        .wire("Move", topic.as_str())
        .set("origin", from.as_str())
        .set("target", to.as_str())
}

/// `ChooseAnswer`: marks a reply as the best answer; [`undo`] takes the mark away.
#[must_use]
pub fn choose_answer(envelope: &Envelope, reply: &Url) -> Wire {
    envelope.wire("ChooseAnswer", reply.as_str())
}

fn without_context(activity: &Value) -> Value {
    let mut activity = activity.clone();
    if let Value::Object(map) = &mut activity {
        map.remove("@context");
    }
    activity
}
