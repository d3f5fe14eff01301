//! Activities as they arrive: one struct per type, one enum over all of them.
//!
//! [`Activity`] is read by hand rather than with `#[serde(untagged)]`, so that an error says "Like: missing field
//! object" and not "no variant matched". To add a type: a struct in `types.rs`, a variant and the arms the compiler
//! asks for here, a fixture. What is *not* decided here: whether the sender may do this. That needs [`crate::origin`],
//! the signature and the database.

mod types;

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;
use url::Url;

pub use self::types::{
    Accept, ActivityRef, Add, Announce, Announced, Block, ChooseAnswer, Create, Delete, Dislike, Flag, Follow, Head,
    Ignore, Join, Leave, Like, Lock, Move, Reject, Relayed, Remove, TentativeAccept, Undo, Unknown, Update,
};
use crate::{
    Error,
    audience::Recipients,
    lenient::{self, Reader},
    parse::{self, Limits, ParseError},
};

/// Why a body posted to an inbox was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxError {
    /// It breaks a limit or is not JSON. Answer 413 to [`ParseError::TooLarge`], else 400.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// It is no activity, or lacks something. Answer 400.
    #[error(transparent)]
    Read(#[from] Error),
}

/// An activity somebody sent us.
#[derive(Debug, Clone, PartialEq)]
pub enum Activity {
    /// A new object.
    Create(Create),
    /// A new version of an object or actor.
    Update(Update),
    /// An object or actor is gone, or was removed by a moderator.
    Delete(Delete),
    /// Takes an earlier activity back.
    Undo(Undo),
    /// An up-vote. `EmojiReact` and `Like` with `content` arrive here too.
    Like(Like),
    /// A down-vote; kept so that it can be told from an unknown type, otherwise ignored.
    Dislike(Dislike),
    /// A forum passes something on to its followers, or a person boosts it.
    Announce(Announce),
    /// Asks to follow.
    Follow(Follow),
    /// Says yes, usually to a [`Follow`].
    Accept(Accept),
    /// Says no.
    Reject(Reject),
    /// Says perhaps, usually to an event.
    TentativeAccept(TentativeAccept),
    /// Passes something over, usually a [`Join`].
    Ignore(Ignore),
    /// Asks for a place at an event.
    Join(Join),
    /// Gives it back.
    Leave(Leave),
    /// Adds to a collection: pinned topics, moderators.
    Add(Add),
    /// Removes from a collection.
    Remove(Remove),
    /// Closes a topic for replies.
    Lock(Lock),
    /// Marks the best answer of a question.
    ChooseAnswer(ChooseAnswer),
    /// Bans or blocks an actor.
    Block(Block),
    /// Reports something.
    Flag(Flag),
    /// An account has moved.
    Move(Move),
    /// A type we do not know. Answered 202 and forgotten.
    Unknown(Unknown),
}

/// The types we read, as the sender may spell them.
const KNOWN: [&str; 22] = [
    "Create",
    "Update",
    "Delete",
    "Undo",
    "Like",
    "EmojiReact",
    "Dislike",
    "Announce",
    "Follow",
    "Accept",
    "Reject",
    "TentativeAccept",
    "Ignore",
    "Join",
    "Leave",
    "Add",
    "Remove",
    "Lock",
    "ChooseAnswer",
    "Block",
    "Flag",
    "Move",
];

impl Activity {
    /// Reads the body of a POST to an inbox, and returns its JSON too, to be stored. Only an `Announce` of a batch may be
    /// larger than [`Limits::INBOX`], up to [`Limits::COLLECTION`].
    ///
    /// # Errors
    /// See [`InboxError`].
    pub fn from_inbox(body: &[u8]) -> Result<(Self, Value), InboxError> {
        let value = parse::json(body, Limits::COLLECTION)?;
        let activity = Self::read(&value)?;
        let is_batch = matches!(
            &activity,
            Self::Announce(Announce {
                object: Announced::Batch(_),
                ..
            })
        );
        if body.len() > Limits::INBOX.bytes && !is_batch {
            return Err(ParseError::TooLarge {
                limit: Limits::INBOX.bytes,
            }
            .into());
        }
        Ok((activity, value))
    }

    /// Reads an activity. `type` may be an array; the first known one counts.
    ///
    /// # Errors
    /// Names the activity and the field that is missing or unusable.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let known = lenient::first_kind(value, |kind| KNOWN.contains(&kind).then(|| kind.to_owned()));
        let Some(kind) = known else {
            return Unknown::read(value).map(Self::Unknown);
        };
        let reader = Reader::new(&kind, value)?;
        Ok(match kind.as_str() {
            "Create" => Self::Create(Create::read(&reader)?),
            "Update" => Self::Update(Update::read(&reader)?),
            "Delete" => Self::Delete(Delete::read(&reader)?),
            "Undo" => Self::Undo(Undo::read(&reader)?),
            "Like" | "EmojiReact" => Self::Like(Like::read(&reader)?),
            "Dislike" => Self::Dislike(Dislike::read(&reader)?),
            "Announce" => Self::Announce(Announce::read(&reader)?),
            "Follow" => Self::Follow(Follow::read(&reader)?),
            "Accept" => Self::Accept(Accept::read(&reader)?),
            "Reject" => Self::Reject(Reject::read(&reader)?),
            "TentativeAccept" => Self::TentativeAccept(TentativeAccept::read(&reader)?),
            "Ignore" => Self::Ignore(Ignore::read(&reader)?),
            "Join" => Self::Join(Join::read(&reader)?),
            "Leave" => Self::Leave(Leave::read(&reader)?),
            "Add" => Self::Add(Add::read(&reader)?),
            "Remove" => Self::Remove(Remove::read(&reader)?),
            "Lock" => Self::Lock(Lock::read(&reader)?),
            "ChooseAnswer" => Self::ChooseAnswer(ChooseAnswer::read(&reader)?),
            "Block" => Self::Block(Block::read(&reader)?),
            "Flag" => Self::Flag(Flag::read(&reader)?),
            "Move" => Self::Move(Move::read(&reader)?),
            _ => Self::Unknown(Unknown::read(value)?),
        })
    }

    /// What every activity has: id, actor, addressees.
    #[must_use]
    pub fn head(&self) -> &Head {
        match self {
            Self::Create(a) => &a.head,
            Self::Update(a) => &a.head,
            Self::Delete(a) => &a.head,
            Self::Undo(a) => &a.head,
            Self::Like(a) => &a.head,
            Self::Dislike(a) => &a.head,
            Self::Announce(a) => &a.head,
            Self::Follow(a) => &a.head,
            Self::Accept(a) => &a.head,
            Self::Reject(a) => &a.head,
            Self::TentativeAccept(a) => &a.head,
            Self::Ignore(a) => &a.head,
            Self::Join(a) => &a.head,
            Self::Leave(a) => &a.head,
            Self::Add(a) => &a.head,
            Self::Remove(a) => &a.head,
            Self::Lock(a) => &a.head,
            Self::ChooseAnswer(a) => &a.head,
            Self::Block(a) => &a.head,
            Self::Flag(a) => &a.head,
            Self::Move(a) => &a.head,
            Self::Unknown(a) => &a.head,
        }
    }

    /// The activity's id.
    #[must_use]
    pub fn id(&self) -> &Url {
        &self.head().id
    }

    /// Who claims to have done it. Compare with the signer before believing it.
    #[must_use]
    pub fn actor(&self) -> &Url {
        &self.head().actor
    }

    /// `to` and `cc`.
    #[must_use]
    pub fn recipients(&self) -> &Recipients {
        &self.head().recipients
    }

    /// The id of what it is about, where that is one thing with an id.
    #[must_use]
    pub fn object_id(&self) -> Option<&Url> {
        match self {
            Self::Create(a) => a.object.id(),
            Self::Update(a) => a.object.id(),
            Self::Delete(a) => Some(&a.object),
            Self::Undo(a) => Some(a.object.id()),
            Self::Accept(a) => Some(a.object.id()),
            Self::Reject(a) => Some(a.object.id()),
            Self::TentativeAccept(a) => Some(a.object.id()),
            Self::Ignore(a) => Some(a.object.id()),
            Self::Join(a) => Some(&a.object),
            Self::Leave(a) => Some(&a.object),
            Self::Like(a) => Some(&a.object),
            Self::Dislike(a) => Some(&a.object),
            Self::Announce(a) => a.object.id(),
            Self::Follow(a) => Some(&a.object),
            Self::Add(a) => Some(&a.object),
            Self::Remove(a) => Some(&a.object),
            Self::Lock(a) => Some(&a.object),
            Self::ChooseAnswer(a) => Some(&a.object),
            Self::Block(a) => Some(&a.object),
            Self::Flag(a) => a.objects.first(),
            Self::Move(a) => Some(&a.object),
            Self::Unknown(_) => None,
        }
    }

    /// The name of the type, for logs and metrics. A remote string only for [`Activity::Unknown`].
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Create(_) => "Create",
            Self::Update(_) => "Update",
            Self::Delete(_) => "Delete",
            Self::Undo(_) => "Undo",
            Self::Like(_) => "Like",
            Self::Dislike(_) => "Dislike",
            Self::Announce(_) => "Announce",
            Self::Follow(_) => "Follow",
            Self::Accept(_) => "Accept",
            Self::Reject(_) => "Reject",
            Self::TentativeAccept(_) => "TentativeAccept",
            Self::Ignore(_) => "Ignore",
            Self::Join(_) => "Join",
            Self::Leave(_) => "Leave",
            Self::Add(_) => "Add",
            Self::Remove(_) => "Remove",
            Self::Lock(_) => "Lock",
            Self::ChooseAnswer(_) => "ChooseAnswer",
            Self::Block(_) => "Block",
            Self::Flag(_) => "Flag",
            Self::Move(_) => "Move",
            Self::Unknown(a) => &a.kind,
        }
    }
}

impl<'de> Deserialize<'de> for Activity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Whether an embedded object is an activity rather than content: a type we know, or the two keys that make one.
fn is_activity(value: &Value) -> bool {
    lenient::kinds(value).any(|kind| KNOWN.contains(&kind))
        || (value.get("actor").is_some() && value.get("object").is_some())
}
