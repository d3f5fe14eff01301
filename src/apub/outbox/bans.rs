//! Who is kept out: `Block` and its `Undo`, by the moderator. Of a forum of ours, the forum announces it to its followers; of a
//! forum elsewhere, that forum's server gets it; of all of ours, everybody who follows one of our forums. The server of the
//! person gets it in any case.

use federation::build::{self, BlockDraft};
use serde_json::Value;
use url::Url;

use crate::apub::documents::url;
use crate::db::actors::{self, Actor};
use crate::db::types::{ActorId, ForumId, Scope, Stream};
use crate::db::{events, forums};
use crate::domain::actors::INSTANCE_USERNAME;
use crate::domain::event::BanWords;
use crate::domain::{Error, Result};

use super::draft::{Draft, Place};
use super::plan::Plan;
use super::reach::{self, Inbox};

/// What a ban, or its end, makes us say.
pub(super) async fn drafts(mut plan: Plan<'_>, who: ActorId, ban: &BanWords, is_lifted: bool) -> Result<Vec<Draft>> {
    let person = actors::get(&mut plan.conn, who).await?;
    match ban.forum {
        Some(forum) => from_forum(plan, forum, &person, ban, is_lifted).await,
        None => from_here(plan, &person, ban, is_lifted).await,
    }
}

async fn from_forum(
    mut plan: Plan<'_>,
    forum: ForumId,
    person: &Actor,
    ban: &BanWords,
    is_lifted: bool,
) -> Result<Vec<Draft>> {
    let (forum, group) = forums::get(&mut plan.conn, forum).await?;
    let is_theirs = !plan.actor.is_local() && !forum.is_local;
    if forum.scope.stays_here() || is_theirs {
        return Ok(Vec::new());
    }
    let place = Place {
        visibility: forum.scope.into(),
        forum,
        group,
    };
    let mut drafts = Vec::new();
    let said = if plan.actor.is_local() {
        None
    } else {
        received(&mut plan).await?
    };
    let (kind, id, wire) = wire(&plan, &place, &place.id()?, person, ban, is_lifted)?;
    if place.forum.is_local {
        let embedded = said.unwrap_or_else(|| wire.clone().embed());
        let announce_id = plan.id(&format!("announce-{}", kind.to_ascii_lowercase()))?;
        let announce = place.announce(&announce_id, &embedded)?;
        let inboxes = reach::followers(&mut plan.conn, place.group.id).await?;
        let inboxes = reach::permitted(plan.core, &mut plan.conn, inboxes, place.is_public()).await?;
        let body = announce.document().to_string();
        drafts.push(draft(place.group.id, "Announce", &announce_id, body, inboxes));
    }
    if plan.actor.is_local() {
        let mut inboxes = reach::of([person]);
        if !place.forum.is_local {
            inboxes.extend(reach::of([&place.group]));
        }
        let inboxes = reach::permitted(plan.core, &mut plan.conn, inboxes, place.is_public()).await?;
        drafts.push(draft(plan.actor.id, kind, &id, wire.document().to_string(), inboxes));
    }
    Ok(drafts)
}

async fn from_here(mut plan: Plan<'_>, person: &Actor, ban: &BanWords, is_lifted: bool) -> Result<Vec<Draft>> {
    if !plan.actor.is_local() {
        return Ok(Vec::new());
    }
    let site = actors::find_by_handle(&mut plan.conn, None, INSTANCE_USERNAME).await?;
    let site = site.ok_or(Error::NotFound)?;
    let mut inboxes = reach::of([person]);
    for (_, group) in forums::list_local(&mut plan.conn, &[Scope::Public, Scope::Network]).await? {
        inboxes.extend(reach::followers(&mut plan.conn, group.id).await?);
    }
    let inboxes = reach::permitted(plan.core, &mut plan.conn, inboxes, true).await?;
    let recipients = federation::audience::Recipients {
        to: vec![federation::audience::public()],
        cc: Vec::new(),
    };
    let envelope = |id: Url| -> Result<build::Envelope> {
        Ok(build::Envelope {
            id,
            actor: url(&plan.actor.uri)?,
            recipients: recipients.clone(),
            group: None,
        })
    };
    let block = build::block(&envelope(url(&ban.uri)?)?, &words(&url(&site.uri)?, person, ban)?);
    let (kind, id, wire) = if is_lifted {
        let id = plan.id("undo")?;
        ("Undo", id.clone(), build::undo(&envelope(id)?, block))
    } else {
        ("Block", url(&ban.uri)?, block)
    };
    let body = wire.document().to_string();
    Ok(vec![draft(plan.actor.id, kind, &id, body, inboxes)])
}

fn words(target: &Url, person: &Actor, ban: &BanWords) -> Result<BlockDraft> {
    Ok(BlockDraft {
        person: url(&person.uri)?,
        place: target.clone(),
        reason: ban.reason.clone(),
        until: ban.until.map(|until| until.utc()),
        with_posts: ban.with_posts,
    })
}

fn wire(
    plan: &Plan<'_>,
    place: &Place,
    target: &Url,
    person: &Actor,
    ban: &BanWords,
    is_lifted: bool,
) -> Result<(&'static str, Url, build::Wire)> {
    let block_id = url(&ban.uri)?;
    let envelope = place.envelope(block_id.clone(), &plan.actor, place.everybody()?)?;
    let block = build::block(&envelope, &words(target, person, ban)?);
    if !is_lifted {
        return Ok(("Block", block_id, block));
    }
    let id = plan.id("undo")?;
    let outside = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
    Ok(("Undo", id, build::undo(&outside, block)))
}

/// The received activity behind the event, to be passed on word for word.
async fn received(plan: &mut Plan<'_>) -> Result<Option<Value>> {
    let Some(id) = plan.row.inbox_id else {
        return Ok(None);
    };
    let body = events::find_cause(&mut plan.conn, id).await?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

fn draft(actor: ActorId, kind: &'static str, id: &Url, body: String, inboxes: Vec<Inbox>) -> Draft {
    Draft {
        uri: id.to_string(),
        actor_id: actor,
        kind,
        body,
        is_listed: false,
        post_id: None,
        stream: Stream::Normal,
        inboxes,
    }
}
