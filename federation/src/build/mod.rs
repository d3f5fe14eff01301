//! What we send: drafts in, documents out that every known receiver accepts.
//!
//! A draft is a plain struct that knows nothing of JSON-LD. A builder turns it into a [`Wire`], which is either the
//! top of a message ([`Wire::document`], with `@context`) or part of another one ([`Wire::embed`], without).
//! The builders keep the rules that strict receivers impose; `receivers::house` (feature `receivers`) states them as
//! checks. Among them: `to` and `cc` are always arrays and always there; the author is one id; the forum is addressed
//! *and* named as `audience`; topics have no `inReplyTo` and replies always do; attachments are only what Lemmy can read; one
//! key in `contentMap`. Must not know: the database, who may see what.

mod activities;
mod actors;
mod case_study;
mod collections;
mod content;
mod discovery;
mod event;
mod message;
mod parts;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value};

pub use self::{
    activities::{
        BlockDraft, DeleteDraft, Envelope, accept, accept_seat, add, announce_activity, announce_id, announce_object,
        block, choose_answer, create, delete, dislike, flag, follow, ignore, interested, join, leave, like, lock,
        move_topic, perhaps, refuse, reject, reject_seat, remove, undo, update,
    },
    actors::{ApplicationDraft, GroupDraft, PersonDraft, ed25519_key_id, main_key_id},
    case_study::{CaseStudyDraft, CostDraft, FigureDraft, PassageDraft, PlaceDraft, TermDraft, VersionDraft},
    collections::{CollectionDraft, PageDraft, collection, collection_page},
    content::{ArticleDraft, ReplyDraft, TombstoneDraft, TopicDraft},
    discovery::{
        NodeInfoDraft, NodeInfoVersion, WebFingerDraft, host_meta_json, host_meta_xml, node_info, node_info_links,
        site_webfinger, webfinger,
    },
    event::{EventDraft, EventState, SeatsDraft, SessionDraft, VenueDraft},
    message::{MessageDraft, MessageForm},
    parts::{AttachmentDraft, ImageDraft, KeysDraft, Language, ProfileField, TagDraft},
};
use crate::{
    audience::{Recipients, strip_blind},
    context,
};

/// A finished JSON object that still has to be told whether it stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire(Map<String, Value>);

impl Wire {
    /// The object with `@context`, to be sent or served. Never carries blind addressees.
    #[must_use]
    pub fn document(self) -> Value {
        let mut value = Value::Object(self.0);
        let context = context::context_of(&value);
        value["@context"] = context;
        strip_blind(&mut value);
        value
    }

    /// The object without `@context`, to be put inside another one or stored.
    #[must_use]
    pub fn embed(self) -> Value {
        let mut value = Value::Object(self.0);
        strip_blind(&mut value);
        value
    }

    /// Starts an object from `json!({…})`.
    fn new(value: Value) -> Self {
        match value {
            Value::Object(map) => Self(map),
            _ => Self(Map::new()),
        }
    }

    fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Sets the key only when there is something to say; most peers read null and absent alike, some do not.
    fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    fn addressed(self, recipients: &Recipients) -> Self {
        self.set("to", urls(&recipients.to)).set("cc", urls(&recipients.cc))
    }
}

fn urls(urls: &[url::Url]) -> Value {
    urls.iter().map(url::Url::as_str).collect()
}

/// A time as peers expect it: UTC, `Z`, no more digits than needed.
fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
