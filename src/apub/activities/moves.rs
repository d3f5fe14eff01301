//! `Move`: a forum gives a topic to another forum of its server. Accounts that move are not followed.

use federation::activity::Move;

use crate::db::forums;
use crate::db::types::ActorKind;
use crate::domain::moderation::moves;

use super::super::error::{Error, Result};
use super::super::objects::PeerActor;
use super::super::objects::store::{Cause, forum_of};
use super::super::session::Session;
use super::post_of;

pub(super) async fn receive(session: &Session, moved: &Move, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let Some(group) = &cause.announced_by else {
        return Err(Error::Ignored("accounts that move are not followed"));
    };
    let topic = post_of(session, &moved.object, cause).await?;
    let target = PeerActor::get(session, &moved.target).await?;
    if target.kind != ActorKind::Group || target.instance_id != group.instance_id {
        return Err(Error::Refused("a topic moves between forums of one server"));
    }
    let mut conn = core.db.read().await?;
    let is_here = forum_of(&mut conn, &topic)
        .await?
        .is_some_and(|(_, actor)| actor.id == group.id);
    let forum = forums::find_by_actor(&mut conn, target.id).await?;
    drop(conn);
    let forum = forum
        .filter(|_| is_here)
        .ok_or(Error::Ignored("the forum is not here"))?;
    // The forum itself gives it away; which moderator wished it is its own affair.
    Ok(moves::move_topic(core, &cause.principal(group), topic.id, forum.id).await?)
}
