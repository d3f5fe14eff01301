//! Actors, content, tombstones and collections, read leniently.
//!
//! A document says what its host claims; whether to believe it (origin, signature, ownership) is decided by the caller
//! with [`crate::origin`]. Text is returned as sent: HTML must be sanitized before it is stored or shown.

mod actor;
pub mod case_study;
mod collection;
mod content;
pub mod event;
mod parts;

use serde_json::Value;

pub use self::{
    actor::{ActorDocument, ActorKind, KeyDocument, KeyMaterial},
    case_study::CaseStudyDocument,
    collection::CollectionDocument,
    content::{ContentDocument, ContentKind},
    event::EventDocument,
    parts::{Attachment, Tag, Tombstone},
};
use crate::{Activity, Error, lenient};

/// Anything that can be found at a URL, for "look up this address" boxes and fetches by id.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    /// A person, forum, organization or application.
    Actor(Box<ActorDocument>),
    /// A topic, reply, article, event, video …
    Content(Box<ContentDocument>),
    /// Something that used to be there.
    Tombstone(Tombstone),
    /// A list of ids or objects.
    Collection(Box<CollectionDocument>),
    /// An activity, fetched by its id.
    Activity(Box<Activity>),
}

impl Document {
    /// Reads whatever `value` is.
    ///
    /// # Errors
    /// When it is none of these or lacks a required field.
    pub fn read(value: &Value) -> Result<Self, Error> {
        if lenient::first_kind(value, ActorKind::from_name).is_some() {
            return ActorDocument::read(value).map(|actor| Self::Actor(Box::new(actor)));
        }
        if lenient::kinds(value).any(|kind| kind == "Tombstone") {
            return Tombstone::read(value).map(Self::Tombstone);
        }
        if lenient::kinds(value).any(collection::is_collection) {
            return CollectionDocument::read(value).map(|list| Self::Collection(Box::new(list)));
        }
        match ContentDocument::read(value) {
            Ok(content) => Ok(Self::Content(Box::new(content))),
            Err(Error::Unsupported { .. }) => Activity::read(value).map(|activity| Self::Activity(Box::new(activity))),
            Err(error) => Err(error),
        }
    }
}
