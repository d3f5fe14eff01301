//! Up-votes. One for each (voter, post); there are no down-votes between identified companies.

use crate::db::types::{Deed, NotificationKind, PostId};
use crate::db::{forums, notices, posts, votes};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::moderation::guard;
use super::posts::viewer_of;
use super::{Core, Principal, notifications, submissions};

/// Votes for a post. A second vote does nothing. `uri` is the Like's id if another server sent it.
///
/// # Errors
/// [`Error::NotFound`] if the voter may not see the post, [`Error::Gone`], [`Denied::Banned`], [`Denied::OwnPost`] for
/// members here.
pub async fn cast(core: &Core, by: &Principal, post: PostId, uri: Option<&str>) -> Result<()> {
    core.change(async |conn| {
        let post = posts::get(conn, post).await?;
        if !viewer_of(core, conn, by).await?.may_read(&post) {
            return Err(Error::NotFound);
        }
        if post.is_removed() {
            return Err(Error::Gone);
        }
        if by.is_local() && post.actor_id == by.actor_id {
            return Err(Error::Forbidden(Denied::OwnPost));
        }
        if let Some(forum) = post.forum_id {
            let (forum, group) = forums::get(conn, forum).await?;
            guard::require_welcome(core, conn, by, (&forum, &group)).await?;
        }
        let id: i64 = core.ids.next();
        let uri = uri.map_or_else(
            || core.config.link(&format!("/activities/like/{id}")),
            ToOwned::to_owned,
        );
        if !votes::insert(conn, post.id, by.actor_id, &uri, core.clock.now()).await? {
            return Ok(());
        }
        posts::add_votes(conn, post.id, 1).await?;
        notifications::tell(
            core,
            conn,
            NotificationKind::Vote,
            post.actor_id,
            by.actor_id,
            Some(&post),
        )
        .await?;
        submissions::sent(core, conn, by, post.forum_id, (post.id, Deed::Vote)).await?;
        event::record(core, conn, by, &Event::VoteCast { post: post.id, uri }).await
    })
    .await
}

/// Takes a vote back. Without a vote nothing happens.
///
/// # Errors
/// [`Error::NotFound`] if there is no such post.
pub async fn retract(core: &Core, by: &Principal, post: PostId) -> Result<()> {
    core.change(async |conn| {
        let post = posts::get(conn, post).await?;
        let Some(uri) = votes::delete(conn, post.id, by.actor_id).await? else {
            return Ok(());
        };
        posts::add_votes(conn, post.id, -1).await?;
        notices::delete_vote(conn, post.id, by.actor_id).await?;
        submissions::taken_back(conn, by, post.id, Deed::Vote).await?;
        event::record(core, conn, by, &Event::VoteRetracted { post: post.id, uri }).await
    })
    .await
}
