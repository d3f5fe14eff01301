//! What is done to posts and forums: votes, best answers, pins, locks, moderators.

use federation::audience::Recipients;
use federation::build::{self, Wire};
use serde_json::Value;
use url::Url;

use crate::apub::documents::actors::part;
use crate::apub::documents::url;
use crate::db::actors::{self, Actor};
use crate::db::forums;
use crate::db::types::{ActorId, PostId, Stream};
use crate::db::{outbox, posts};
use crate::domain::{Error, Result};

use super::content;
use super::draft::{Draft, Place};
use super::plan::{Deed, Plan, Scene};
use super::reach;

/// A member votes, or takes the vote back. Only the forum and the author are addressed: votes are nobody's news.
pub(super) async fn vote(mut plan: Plan<'_>, scene: Scene, uri: &str, retracted: bool) -> Result<Vec<Draft>> {
    let Scene { post, loaded, place } = &scene;
    let recipients = Recipients {
        to: vec![place.id()?],
        cc: Vec::new(),
    };
    let like_id = url(uri)?;
    let envelope = place.envelope(like_id.clone(), &plan.actor, recipients.clone())?;
    let like = build::like(&envelope, &url(&post.uri)?);
    let (kind, id, wire) = if retracted {
        let id = plan.id("undo")?;
        let outside = place.envelope(id.clone(), &plan.actor, recipients)?;
        ("Undo", id, build::undo(&outside, like))
    } else {
        ("Like", like_id, like)
    };
    let deed = Deed {
        kind,
        id,
        actor: plan.actor.clone(),
        wire,
        people: vec![loaded.author(post)?.clone()],
        to_followers: false,
        is_shown: false,
    };
    plan.tell(post, place, deed).await
}

/// A question gets or loses its best answer. Whoever reads the topic later finds the mark in it, hence the Update; only
/// its author's server can send that.
pub(super) async fn answer(mut plan: Plan<'_>, scene: Scene, answer: PostId, accepted: bool) -> Result<Vec<Draft>> {
    let Scene { post, loaded, place } = &scene;
    let answer = posts::get(&mut plan.conn, answer).await?;
    let author = actors::get(&mut plan.conn, answer.actor_id).await?;
    let reply = url(&answer.uri)?;
    let choice = |plan: &Plan<'_>, id: Url| -> Result<Wire> {
        let envelope = place.envelope(id, &plan.actor, place.everybody()?)?;
        Ok(build::choose_answer(&envelope, &reply))
    };
    let (kind, id, wire) = if accepted {
        let id = plan.id("answer")?;
        ("ChooseAnswer", id.clone(), choice(&plan, id)?)
    } else {
        let chosen = former(&mut plan, post.id, "ChooseAnswer", "answer").await?;
        let inner = choice(&plan, chosen)?;
        let id = plan.id("undo")?;
        let outside = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
        ("Undo", id, build::undo(&outside, inner))
    };
    let deed = Deed {
        kind,
        id,
        actor: plan.actor.clone(),
        wire,
        people: vec![author, loaded.author(post)?.clone()],
        to_followers: false,
        is_shown: false,
    };
    let mut drafts = plan.tell(post, place, deed).await?;
    if post.is_local && !post.is_removed() {
        drafts.extend(content::update(&mut plan, &scene).await?);
    }
    Ok(drafts)
}

/// A topic is pinned to its forum, or no longer.
pub(super) async fn pin(mut plan: Plan<'_>, scene: Scene, pinned: bool) -> Result<Vec<Draft>> {
    let Scene { post, place, .. } = &scene;
    let featured = match place.group.featured.as_deref() {
        Some(address) => url(address)?,
        None => part(&place.group, "featured")?,
    };
    let topic = url(&post.uri)?;
    let (kind, id) = if pinned {
        ("Add", plan.id("add")?)
    } else {
        ("Remove", plan.id("remove")?)
    };
    let envelope = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
    let wire = if pinned {
        build::add(&envelope, &topic, &featured)
    } else {
        build::remove(&envelope, &topic, &featured)
    };
    let deed = Deed::quiet(kind, id, &plan.actor, wire);
    plan.tell(post, place, deed).await
}

/// A topic is locked, or open again.
pub(super) async fn lock(mut plan: Plan<'_>, scene: Scene, locked: bool) -> Result<Vec<Draft>> {
    let Scene { post, place, .. } = &scene;
    let topic = url(&post.uri)?;
    let lock_id = if locked {
        plan.id("lock")?
    } else {
        former(&mut plan, post.id, "Lock", "lock").await?
    };
    let envelope = place.envelope(lock_id.clone(), &plan.actor, place.everybody()?)?;
    let lock = build::lock(&envelope, &topic, None);
    let (kind, id, wire) = if locked {
        ("Lock", lock_id, lock)
    } else {
        let id = plan.id("undo")?;
        let outside = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
        ("Undo", id, build::undo(&outside, lock))
    };
    let deed = Deed::quiet(kind, id, &plan.actor, wire);
    let mut drafts = plan.tell(post, place, deed).await?;
    // Peers that know no `Lock` (Mobilizon, PeerTube) read `commentsEnabled` of the topic instead.
    if post.is_local && !post.is_removed() {
        drafts.extend(content::update(&mut plan, &scene).await?);
    }
    Ok(drafts)
}

/// A forum of ours appoints or dismisses a moderator. The forum itself says so: whoever decided it is not its concern.
pub(super) async fn moderator(mut plan: Plan<'_>, moderator: ActorId, appointed: bool) -> Result<Vec<Draft>> {
    let forum = forums::find_by_actor(&mut plan.conn, plan.actor.id)
        .await?
        .ok_or(Error::NotFound)?;
    if forum.scope.stays_here() || !forum.is_local {
        return Ok(Vec::new());
    }
    let person = actors::get(&mut plan.conn, moderator).await?;
    let place = Place {
        visibility: forum.scope.into(),
        forum,
        group: plan.actor.clone(),
    };
    let (kind, id) = if appointed {
        ("Add", plan.id("add")?)
    } else {
        ("Remove", plan.id("remove")?)
    };
    let envelope = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
    let (who, list) = (url(&person.uri)?, part(&plan.actor, "moderators")?);
    let wire = if appointed {
        build::add(&envelope, &who, &list)
    } else {
        build::remove(&envelope, &who, &list)
    };
    let announce_id = plan.id(&format!("announce-{}", kind.to_ascii_lowercase()))?;
    let announce = place.announce(&announce_id, &wire.embed())?;
    let inboxes = reach::followers(&mut plan.conn, plan.actor.id).await?;
    Ok(vec![Draft {
        uri: announce_id.to_string(),
        actor_id: plan.actor.id,
        kind: "Announce",
        body: announce.document().to_string(),
        is_listed: false,
        post_id: None,
        stream: Stream::Normal,
        inboxes: reach::permitted(plan.core, &mut plan.conn, inboxes, place.is_public()).await?,
    }])
}

impl Deed {
    /// What concerns nobody but the forum.
    fn quiet(kind: &'static str, id: Url, actor: &Actor, wire: Wire) -> Self {
        Self {
            kind,
            id,
            actor: actor.clone(),
            wire,
            people: Vec::new(),
            to_followers: false,
            is_shown: false,
        }
    }
}

/// The id of the activity that is undone: ours if we sent one, else one that nobody knows, which receivers that look at
/// the content do not mind.
pub(super) async fn former(plan: &mut Plan<'_>, post: PostId, kind: &str, slug: &str) -> Result<Url> {
    let sent = outbox::find_newest(&mut plan.conn, kind, post).await?;
    let own = sent.filter(|sent| sent.actor_id == plan.actor.id);
    own.map_or_else(
        || plan.id(slug),
        |sent| {
            let document: Value = serde_json::from_str(&sent.body).unwrap_or_default();
            url(document["id"].as_str().unwrap_or(&sent.uri))
        },
    )
}
