//! `Like`: an up-vote.

use federation::activity::Like;

use crate::db::posts;
use crate::domain::votes;

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::{post_of, sender};

pub(super) async fn receive(session: &Session, like: &Like, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let uri = like.head.id.as_str();
    if posts::has_grave(&mut core.db.read().await?, uri).await? {
        return Err(Error::Ignored("it was taken back before it came"));
    }
    let post = match post_of(session, &like.object, cause).await {
        // A stranger's vote for a stranger's post is nothing to wait for.
        Err(Error::Missing(_)) if cause.announced_by.is_none() => {
            return Err(Error::Ignored("a vote for something that is not here"));
        }
        other => other?,
    };
    let by = cause.principal(&sender(session, &like.head.actor).await?);
    Ok(votes::cast(core, &by, post.id, Some(uri)).await?)
}
