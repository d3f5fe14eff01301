//! An activity on its way into the outbox, and where it goes.

use federation::audience::Recipients;
use federation::build::{self, Envelope, Wire};
use serde_json::Value;
use url::Url;

use crate::apub::documents::url;
use crate::db::actors::Actor;
use crate::db::events::EventRow;
use crate::db::forums::Forum;
use crate::db::types::{ActorId, PostId, Stream, Visibility};
use crate::domain::{Core, Result};

use super::reach::Inbox;

/// An activity to be stored and delivered.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// ActivityPub id.
    pub uri: String,
    /// Who signs it.
    pub actor_id: ActorId,
    /// ActivityStreams type.
    pub kind: &'static str,
    /// The document, final.
    pub body: String,
    /// Whether it stands in the outbox of its actor.
    pub is_listed: bool,
    /// The post concerned.
    pub post_id: Option<PostId>,
    /// The stream it goes with.
    pub stream: Stream,
    /// Who gets it.
    pub inboxes: Vec<Inbox>,
}

impl Draft {
    /// An activity in the ordinary stream about a post.
    pub(super) fn about(post: PostId, actor: ActorId, kind: &'static str, uri: &Url, wire: Wire) -> Self {
        Self {
            uri: uri.to_string(),
            actor_id: actor,
            kind,
            body: wire.document().to_string(),
            is_listed: false,
            post_id: Some(post),
            stream: Stream::Normal,
            inboxes: Vec::new(),
        }
    }
}

/// The forum that something happens in.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The forum.
    pub forum: Forum,
    /// Its actor.
    pub group: Actor,
    /// Who may read what happens.
    pub visibility: Visibility,
}

impl Place {
    /// The forum's id.
    pub(super) fn id(&self) -> Result<Url> {
        url(&self.group.uri)
    }

    /// Whether everybody may read it.
    pub(super) fn is_public(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// The addressees of what everybody in the forum should know.
    pub(super) fn everybody(&self) -> Result<Recipients> {
        let group = self.id()?;
        let followers = self.group.followers.as_deref().map(url).transpose()?;
        Ok(if self.is_public() {
            Recipients {
                to: vec![federation::audience::public()],
                cc: vec![group],
            }
        } else {
            Recipients {
                to: vec![group],
                cc: followers.into_iter().collect(),
            }
        })
    }

    /// The outside of a deed in this forum.
    pub(super) fn envelope(&self, id: Url, actor: &Actor, recipients: Recipients) -> Result<Envelope> {
        Ok(Envelope {
            id,
            actor: url(&actor.uri)?,
            recipients,
            group: Some(self.id()?),
        })
    }

    /// The forum's `Announce` of an activity that it accepted.
    pub(super) fn announce(&self, id: &Url, activity: &Value) -> Result<Wire> {
        Ok(build::announce_activity(&self.announce_envelope(id)?, activity))
    }

    /// The forum's `Announce` of a topic by its id.
    pub(super) fn announce_id(&self, id: &Url, topic: &Url) -> Result<Wire> {
        Ok(build::announce_id(&self.announce_envelope(id)?, topic))
    }

    fn announce_envelope(&self, id: &Url) -> Result<Envelope> {
        let followers: Vec<Url> = self
            .group
            .followers
            .as_deref()
            .map(url)
            .transpose()?
            .into_iter()
            .collect();
        let recipients = if self.is_public() {
            Recipients {
                to: vec![federation::audience::public()],
                cc: followers,
            }
        } else {
            Recipients {
                to: followers,
                cc: Vec::new(),
            }
        };
        Ok(Envelope {
            id: id.clone(),
            actor: self.id()?,
            recipients,
            group: None,
        })
    }
}

/// The id of an activity that follows from an event. It depends on nothing else, so telling an event twice makes the
/// same id twice.
pub(super) fn activity_id(core: &Core, kind: &str, event: &EventRow) -> Result<Url> {
    url(&core.config.link(&format!("/activities/{kind}/{}", event.id)))
}
