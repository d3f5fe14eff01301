//! Posts that appear, change and go: Create, Update, Delete.

use federation::build::{self, DeleteDraft};
use serde_json::Value;

use crate::apub::documents::{posts as documents, url};
use crate::db::Conn;
use crate::db::actors::{self, Actor};
use crate::db::outbox;
use crate::db::posts::Post;
use crate::domain::Result;

use super::companion::{self, Turn};
use super::draft::Draft;
use super::forum;
use super::plan::{Deed, Plan, Scene};

/// A member wrote something.
pub(super) async fn published(mut plan: Plan<'_>, scene: Scene) -> Result<Vec<Draft>> {
    let Scene { post, loaded, place } = &scene;
    if post.is_removed() {
        // Its Delete follows; the text is gone already.
        return Ok(Vec::new());
    }
    let id = plan.id("create")?;
    let envelope = place.envelope(id.clone(), &plan.actor, loaded.recipients(post)?)?;
    let deed = Deed {
        kind: "Create",
        id,
        actor: plan.actor.clone(),
        wire: build::create(&envelope, loaded.wire(plan.core, post)?),
        people: loaded.people(post).into_iter().cloned().collect(),
        to_followers: true,
        is_shown: true,
    };
    let mut drafts = plan.tell(post, place, deed).await?;
    if place.forum.is_local && post.kind.is_head() {
        drafts.push(plan.announce_topic(post, place).await?);
    }
    drafts.extend(companion::tell(&mut plan, &scene, Turn::Created).await?);
    Ok(drafts)
}

/// A post goes to its forum elsewhere once more, as a new activity: that server may know the former one as settled.
pub(super) async fn sent_again(mut plan: Plan<'_>, scene: Scene) -> Result<Vec<Draft>> {
    let Scene { post, loaded, place } = &scene;
    if post.is_removed() || place.forum.is_local {
        return Ok(Vec::new());
    }
    let id = plan.id("create")?;
    let envelope = place.envelope(id.clone(), &plan.actor, loaded.recipients(post)?)?;
    let deed = Deed {
        kind: "Create",
        id,
        actor: plan.actor.clone(),
        wire: build::create(&envelope, loaded.wire(plan.core, post)?),
        people: Vec::new(),
        to_followers: false,
        is_shown: false,
    };
    plan.tell(post, place, deed).await
}

/// A member changed what they wrote.
pub(super) async fn edited(mut plan: Plan<'_>, scene: Scene) -> Result<Vec<Draft>> {
    if scene.post.is_removed() {
        return Ok(Vec::new());
    }
    let mut drafts = update(&mut plan, &scene).await?;
    drafts.extend(companion::tell(&mut plan, &scene, Turn::Changed).await?);
    Ok(drafts)
}

/// The `Update` of a post written here, by its author.
pub(super) async fn update(plan: &mut Plan<'_>, scene: &Scene) -> Result<Vec<Draft>> {
    let Scene { post, loaded, place } = scene;
    let author = loaded.author(post)?.clone();
    let id = plan.id("update")?;
    let envelope = place.envelope(id.clone(), &author, loaded.recipients(post)?)?;
    let deed = Deed {
        kind: "Update",
        id,
        actor: author,
        wire: build::update(&envelope, loaded.wire(plan.core, post)?),
        people: loaded.people(post).into_iter().cloned().collect(),
        to_followers: true,
        is_shown: false,
    };
    plan.tell(post, place, deed).await
}

/// A member took their own post back, or a moderator removed one for a `reason`.
pub(super) async fn removed(mut plan: Plan<'_>, scene: Scene, reason: Option<&str>) -> Result<Vec<Draft>> {
    let Scene { post, place, .. } = &scene;
    let id = plan.id("delete")?;
    let envelope = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
    let deed = Deed {
        kind: "Delete",
        id,
        actor: plan.actor.clone(),
        wire: build::delete(&envelope, &gone(post, reason)?),
        people: concerned(&mut plan, &scene).await?,
        to_followers: reason.is_none(),
        is_shown: false,
    };
    let mut drafts = plan.tell(post, place, deed).await?;
    drafts.extend(companion::tell(&mut plan, &scene, Turn::Gone).await?);
    Ok(drafts)
}

fn gone(post: &Post, reason: Option<&str>) -> Result<DeleteDraft> {
    Ok(match reason {
        Some(reason) => DeleteDraft::Removal {
            object: url(&post.uri)?,
            reason: reason.to_owned(),
        },
        None => DeleteDraft::Content(documents::tombstone(post)?),
    })
}

/// A moderator brought a post back: the removal is undone, and its author's server shows it again, as an `Update` for those who
/// forgot it.
pub(super) async fn restored(mut plan: Plan<'_>, scene: Scene) -> Result<Vec<Draft>> {
    let Scene { post, place, .. } = &scene;
    if post.is_removed() {
        return Ok(Vec::new());
    }
    let removal = forum::former(&mut plan, post.id, "Delete", "delete").await?;
    let inner = place.envelope(removal, &plan.actor, place.everybody()?)?;
    let id = plan.id("undo")?;
    let outside = place.envelope(id.clone(), &plan.actor, place.everybody()?)?;
    let deed = Deed {
        kind: "Undo",
        id,
        actor: plan.actor.clone(),
        wire: build::undo(&outside, build::delete(&inner, &gone(post, Some(""))?)),
        people: concerned(&mut plan, &scene).await?,
        to_followers: false,
        is_shown: false,
    };
    let mut drafts = plan.tell(post, place, deed).await?;
    if post.is_local {
        drafts.extend(update(&mut plan, &scene).await?);
        drafts.extend(companion::tell(&mut plan, &scene, Turn::Created).await?);
    }
    Ok(drafts)
}

/// Whom it concerns by name that a post goes or comes back.
async fn concerned(plan: &mut Plan<'_>, scene: &Scene) -> Result<Vec<Actor>> {
    let Scene { post, loaded, .. } = scene;
    let mut people: Vec<Actor> = loaded.people(post).into_iter().cloned().collect();
    people.extend(told_before(&mut plan.conn, post).await?);
    if !post.is_local {
        people.push(loaded.author(post)?.clone());
    }
    Ok(people)
}

/// Whom the Create of a post was addressed to. Its mentions are gone with its text, but they have to hear of the end, too.
async fn told_before(conn: &mut Conn, post: &Post) -> Result<Vec<Actor>> {
    let Some(created) = outbox::find_newest(conn, "Create", post.id).await? else {
        return Ok(Vec::new());
    };
    let document: Value = serde_json::from_str(&created.body).unwrap_or_default();
    let addressed: Vec<&str> = ["to", "cc"]
        .iter()
        .filter_map(|key| document[*key].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    Ok(actors::list_by_uris(conn, &addressed).await?)
}
