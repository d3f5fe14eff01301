//! Follows and their answers, what forums turn down, on the priority stream, and changed profiles.

use federation::audience::{self, Recipients};
use federation::build::{self, Envelope, Wire};
use serde_json::Value;
use url::Url;

use crate::apub::documents::actors::{self as documents, part};
use crate::apub::documents::url;
use crate::db::actors::{self, Actor};
use crate::db::types::{ActorId, Scope, Stream};
use crate::db::{events, forums};
use crate::domain::Result;

use super::draft::Draft;
use super::plan::Plan;
use super::reach;

/// A member asks to follow somebody elsewhere.
pub(super) async fn requested(mut plan: Plan<'_>, target: ActorId, uri: &str) -> Result<Vec<Draft>> {
    let target = actors::get(&mut plan.conn, target).await?;
    let id = url(uri)?;
    let wire = follow(&id, &plan.actor, &target)?;
    plan.addressed("Follow", &id, wire, &target).await
}

/// A member follows somebody elsewhere no longer.
pub(super) async fn ended(mut plan: Plan<'_>, target: ActorId, uri: &str) -> Result<Vec<Draft>> {
    let target = actors::get(&mut plan.conn, target).await?;
    let id = plan.id("undo")?;
    let inner = follow(&url(uri)?, &plan.actor, &target)?;
    let wire = build::undo(&to(&id, &plan.actor, &target)?, inner);
    plan.addressed("Undo", &id, wire, &target).await
}

/// One of ours answers who asked to follow it. The question goes along as it arrived.
pub(super) async fn answered(mut plan: Plan<'_>, follower: ActorId, uri: &str, accepted: bool) -> Result<Vec<Draft>> {
    let follower = actors::get(&mut plan.conn, follower).await?;
    let received = match plan.row.inbox_id {
        Some(id) => events::find_cause(&mut plan.conn, id).await?,
        None => None,
    };
    let asked: Option<Value> = received
        .and_then(|body| serde_json::from_str(&body).ok())
        .filter(|asked: &Value| asked["type"] == "Follow" && asked["id"] == uri);
    let asked = match asked {
        Some(asked) => asked,
        None => follow(&url(uri)?, &follower, &plan.actor)?.embed(),
    };
    let (kind, id) = if accepted {
        ("Accept", plan.id("accept")?)
    } else {
        ("Reject", plan.id("reject")?)
    };
    let envelope = to(&id, &plan.actor, &follower)?;
    let wire = if accepted {
        build::accept(&envelope, &asked)
    } else {
        build::reject(&envelope, &asked)
    };
    plan.addressed(kind, &id, wire, &follower).await
}

/// A forum of ours does not take what somebody elsewhere sent it.
pub(super) async fn turned_down(mut plan: Plan<'_>, author: ActorId, uri: &str, reason: &str) -> Result<Vec<Draft>> {
    let author = actors::get(&mut plan.conn, author).await?;
    let id = plan.id("reject")?;
    let wire = build::refuse(&to(&id, &plan.actor, &author)?, &url(uri)?, reason);
    plan.addressed("Reject", &id, wire, &author).await
}

/// A member or forum of ours changed its profile.
pub(super) async fn profile(mut plan: Plan<'_>) -> Result<Vec<Draft>> {
    if !plan.actor.is_local() {
        return Ok(Vec::new());
    }
    let forum = forums::find_by_actor(&mut plan.conn, plan.actor.id).await?;
    let scope = forum.as_ref().map_or(Scope::Public, |forum| forum.scope);
    if scope.stays_here() {
        return Ok(Vec::new());
    }
    let is_public = scope == Scope::Public;
    let followers = part(&plan.actor, "followers")?;
    let recipients = if is_public {
        Recipients {
            to: vec![audience::public()],
            cc: vec![followers],
        }
    } else {
        Recipients {
            to: vec![followers],
            cc: Vec::new(),
        }
    };
    let id = plan.id("update")?;
    let envelope = Envelope {
        id: id.clone(),
        actor: url(&plan.actor.uri)?,
        recipients,
        group: None,
    };
    let wire = build::update(&envelope, documents::wire(plan.core, &plan.actor, forum.as_ref())?);
    let inboxes = reach::followers(&mut plan.conn, plan.actor.id).await?;
    Ok(vec![Draft {
        uri: id.to_string(),
        actor_id: plan.actor.id,
        kind: "Update",
        body: wire.document().to_string(),
        is_listed: false,
        post_id: None,
        stream: Stream::Normal,
        inboxes: reach::permitted(plan.core, &mut plan.conn, inboxes, is_public).await?,
    }])
}

impl Plan<'_> {
    /// An activity for one actor's own inbox.
    pub(super) async fn addressed(
        &mut self,
        kind: &'static str,
        id: &Url,
        wire: Wire,
        target: &Actor,
    ) -> Result<Vec<Draft>> {
        let inbox = target.instance_id.map(|instance| (instance, target.inbox.clone()));
        // Whoever is asked or answered knows of it already: trust does not matter here. A wish to follow is a reason to try
        // even a server that was given up.
        let inboxes = inbox.into_iter().collect();
        let inboxes = if kind == "Follow" {
            reach::welcome(self.core, &mut self.conn, inboxes, true).await?
        } else {
            reach::permitted(self.core, &mut self.conn, inboxes, true).await?
        };
        Ok(vec![Draft {
            uri: id.to_string(),
            actor_id: self.actor.id,
            kind,
            body: wire.document().to_string(),
            is_listed: false,
            post_id: None,
            stream: Stream::Priority,
            inboxes,
        }])
    }
}

fn follow(id: &Url, follower: &Actor, target: &Actor) -> Result<Wire> {
    Ok(build::follow(&to(id, follower, target)?, &url(&target.uri)?))
}

pub(super) fn to(id: &Url, actor: &Actor, target: &Actor) -> Result<Envelope> {
    Ok(Envelope {
        id: id.clone(),
        actor: url(&actor.uri)?,
        recipients: Recipients {
            to: vec![url(&target.uri)?],
            cc: Vec::new(),
        },
        group: None,
    })
}
