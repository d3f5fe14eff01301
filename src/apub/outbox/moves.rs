//! Topics that change forums. The forum that a topic leaves announces a `Move`; the one it comes to announces the topic by its
//! id. Where the new forum does not leave this instance, the old one announces a `Delete`: it is not for them any more.

use federation::build::{self, DeleteDraft};

use crate::apub::documents::posts::Posts;
use crate::apub::documents::url;
use crate::db::types::{ForumId, Visibility};
use crate::db::{forums, posts};
use crate::domain::{Error, Result};

use super::content;
use super::draft::{Draft, Place};
use super::plan::{Plan, Scene};

/// What a move makes us say.
pub(super) async fn drafts(mut plan: Plan<'_>, from: ForumId) -> Result<Vec<Draft>> {
    let post = posts::get(&mut plan.conn, plan.row.post_id.ok_or(Error::NotFound)?).await?;
    let (forum, group) = forums::get(&mut plan.conn, from).await?;
    let (new, new_group) = forums::get(&mut plan.conn, post.forum_id.ok_or(Error::NotFound)?).await?;
    if !forum.is_local || !plan.actor.is_local() || forum.scope.stays_here() {
        return Ok(Vec::new());
    }
    let old = Place {
        visibility: forum.scope.into(),
        forum,
        group,
    };
    let topic = url(&post.uri)?;
    if new.scope.stays_here() {
        let envelope = old.envelope(plan.id("delete")?, &plan.actor, old.everybody()?)?;
        let removal = DeleteDraft::Removal {
            object: topic,
            reason: "moved".to_owned(),
        };
        let delete = build::delete(&envelope, &removal).embed();
        return Ok(vec![
            plan.announce(&post, &old, "announce-delete", &delete, false).await?,
        ]);
    }
    let envelope = old.envelope(plan.id("move")?, &plan.actor, old.everybody()?)?;
    let moved = build::move_topic(&envelope, &topic, &old.id()?, &url(&new_group.uri)?).embed();
    let mut drafts = vec![plan.announce(&post, &old, "announce-move", &moved, false).await?];
    let place = Place {
        visibility: Visibility::from(new.scope).narrower(post.visibility),
        forum: new,
        group: new_group,
    };
    drafts.push(plan.announce_topic(&post, &place).await?);
    if post.is_local && !post.is_removed() {
        let loaded = Posts::load(&mut plan.conn, std::slice::from_ref(&post)).await?;
        let scene = Scene { post, loaded, place };
        drafts.extend(content::update(&mut plan, &scene).await?);
    }
    Ok(drafts)
}
