//! Who follows whom: members follow forums and people, here and elsewhere; others follow ours.

use crate::db::actors::{self, Actor};
use crate::db::follows::{self, Follow};
use crate::db::types::{ActorId, ActorKind, FollowState, NotificationKind};
use crate::db::{Conn, forums};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::posts::viewer_of;
use super::privacy::{consents, former};
use super::{Core, Principal, notifications};

/// A member follows a forum or a person. Here it holds at once; elsewhere it is pending until the other server accepts.
/// Following again while it is pending asks again; once it holds, nothing happens.
///
/// # Errors
/// [`Error::NotFound`] if the member may not know of the target, or the target is no forum or person.
pub async fn follow(core: &Core, by: &Principal, target: ActorId) -> Result<Follow> {
    core.change(async |conn| {
        let target = followable(core, conn, by, target).await?;
        let known = follows::find(conn, by.actor_id, target.id).await?;
        if let Some(known) = known.as_ref().filter(|known| known.state == FollowState::Accepted) {
            return Ok(known.clone());
        }
        let id = core.ids.next();
        let follow = Follow {
            id,
            follower_id: by.actor_id,
            target_id: target.id,
            uri: core.config.link(&format!("/activities/follow/{id}")),
            state: if target.is_local() {
                FollowState::Accepted
            } else {
                FollowState::Pending
            },
            created_at: core.clock.now(),
        };
        let (follow, is_new) = follows::upsert(conn, &follow).await?;
        if !is_new {
            return Ok(follow);
        }
        if target.is_local() {
            hold(core, conn, by.actor_id, &target).await?;
        } else {
            event::record(
                core,
                conn,
                by,
                &Event::FollowRequested {
                    target: target.id,
                    uri: follow.uri.clone(),
                },
            )
            .await?;
        }
        Ok(follow)
    })
    .await
}

async fn followable(core: &Core, conn: &mut Conn, by: &Principal, target: ActorId) -> Result<Actor> {
    let target = actors::get(conn, target).await?;
    if target.deleted_at.is_some() || target.kind == ActorKind::Application || target.id == by.actor_id {
        return Err(Error::NotFound);
    }
    if former::is_former(&target) {
        return Err(Error::NotFound);
    }
    if !consents::may_follow(conn, by, target.id).await? {
        return Err(Error::NotFound);
    }
    if let Some(forum) = forums::find_by_actor(conn, target.id).await?
        && !viewer_of(core, conn, by).await?.may_enter(forum.scope)
    {
        return Err(Error::NotFound);
    }
    Ok(target)
}

/// A follow that begins to hold: counters, and a notice to a person.
async fn hold(core: &Core, conn: &mut Conn, follower: ActorId, target: &Actor) -> Result<()> {
    actors::add_counts(conn, target.id, 1, 0, 0).await?;
    actors::add_counts(conn, follower, 0, 1, 0).await?;
    notifications::tell(core, conn, NotificationKind::Follow, target.id, follower, None).await
}

/// A member follows something no longer. Without a follow nothing happens.
///
/// # Errors
/// If the database fails.
pub async fn unfollow(core: &Core, by: &Principal, target: ActorId) -> Result<()> {
    core.change(async |conn| {
        let Some(follow) = follows::find(conn, by.actor_id, target).await? else {
            return Ok(());
        };
        if !end(conn, &follow).await? || actors::get(conn, target).await?.is_local() {
            return Ok(());
        }
        event::record(
            core,
            conn,
            by,
            &Event::Unfollowed {
                target,
                uri: follow.uri,
            },
        )
        .await
    })
    .await
}

/// Ends a follow; says whether it was still there.
async fn end(conn: &mut Conn, follow: &Follow) -> Result<bool> {
    let ended = follows::delete(conn, follow.id).await?;
    if ended == Some(FollowState::Accepted) {
        uncount(conn, follow).await?;
    }
    Ok(ended.is_some())
}

async fn uncount(conn: &mut Conn, follow: &Follow) -> Result<()> {
    actors::add_counts(conn, follow.target_id, -1, 0, 0).await?;
    Ok(actors::add_counts(conn, follow.follower_id, 0, -1, 0).await?)
}

/// Ends every follow by or of somebody who is gone.
pub(super) async fn end_all_of(conn: &mut Conn, actor: ActorId) -> Result<()> {
    for follow in follows::delete_all_of(conn, actor).await? {
        if follow.state == FollowState::Accepted {
            uncount(conn, &follow).await?;
        }
    }
    Ok(())
}

/// Lets go who follows a member from outside the trusted network; their servers are told.
pub(super) async fn end_outside(core: &Core, conn: &mut Conn, by: &Principal) -> Result<()> {
    for follow in follows::list_outside(conn, by.actor_id).await? {
        if end(conn, &follow).await? {
            let event = Event::FollowRejected {
                follower: follow.follower_id,
                uri: follow.uri,
            };
            event::record(core, conn, by, &event).await?;
        }
    }
    Ok(())
}

/// A remote actor asks to follow a local one with the Follow activity `uri`. It is accepted at once; asked again, it is
/// answered again.
///
/// # Errors
/// [`Error::NotFound`] if the target cannot be followed. The asker is told so with a Reject, unless its server may not know
/// of the target: silence is also the answer about what does not exist.
pub async fn receive(core: &Core, by: &Principal, target: ActorId, uri: &str) -> Result<()> {
    core.change(async |conn| {
        let local = actors::get(conn, target).await?;
        let answerer = Principal {
            actor_id: local.id,
            instance_id: None,
            ..by.clone()
        };
        if followable(core, conn, by, target).await.is_err() || !local.is_local() {
            let forum = forums::find_by_actor(conn, local.id).await?;
            let viewer = viewer_of(core, conn, by).await?;
            let may_know = forum.is_none_or(|forum| viewer.may_enter(forum.scope));
            if local.is_local() && may_know {
                let event = Event::FollowRejected {
                    follower: by.actor_id,
                    uri: uri.to_owned(),
                };
                event::record(core, conn, &answerer, &event).await?;
            }
            return Ok(false);
        }
        let follow = Follow {
            id: core.ids.next(),
            follower_id: by.actor_id,
            target_id: target,
            uri: uri.to_owned(),
            state: FollowState::Accepted,
            created_at: core.clock.now(),
        };
        let (known, is_new) = follows::upsert(conn, &follow).await?;
        if is_new {
            hold(core, conn, by.actor_id, &local).await?;
        } else {
            follows::set_uri(conn, known.id, uri).await?;
        }
        let event = Event::FollowAccepted {
            follower: by.actor_id,
            uri: uri.to_owned(),
        };
        event::record(core, conn, &answerer, &event).await?;
        Ok(true)
    })
    .await
    .and_then(|accepted| if accepted { Ok(()) } else { Err(Error::NotFound) })
}

/// A remote actor follows a local one no longer.
///
/// # Errors
/// If the database fails.
pub async fn receive_undo(core: &Core, by: &Principal, target: ActorId) -> Result<()> {
    core.change(async |conn| {
        if let Some(follow) = follows::find(conn, by.actor_id, target).await? {
            end(conn, &follow).await?;
        }
        Ok(())
    })
    .await
}

/// The target of a member's follow answered. `by` is the target.
///
/// # Errors
/// [`Denied::NotAuthor`] if somebody else answered; [`Error::NotFound`] if nobody asked.
pub async fn receive_answer(core: &Core, by: &Principal, uri: &str, accepted: bool) -> Result<Follow> {
    core.change(async |conn| {
        let follow = follows::find_by_uri(conn, uri).await?.ok_or(Error::NotFound)?;
        if follow.target_id != by.actor_id {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        let state = if accepted {
            FollowState::Accepted
        } else {
            FollowState::Rejected
        };
        if follow.state == state || !follows::set_state(conn, follow.id, follow.state, state).await? {
            return Ok(follow);
        }
        if accepted {
            let target = actors::get(conn, follow.target_id).await?;
            hold(core, conn, follow.follower_id, &target).await?;
        } else if follow.state == FollowState::Accepted {
            uncount(conn, &follow).await?;
        }
        Ok(Follow { state, ..follow })
    })
    .await
}

/// How a member stands to an actor.
///
/// # Errors
/// If the database fails.
pub async fn state(core: &Core, member: ActorId, target: ActorId) -> Result<Option<FollowState>> {
    Ok(follows::find(&mut core.db.read().await?, member, target)
        .await?
        .map(|follow| follow.state))
}
