//! `Lock`: a topic takes no more replies.

use federation::activity::Lock;

use crate::domain::moderation;

use super::super::error::Result;
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::{post_of, sender};

pub(super) async fn receive(session: &Session, lock: &Lock, cause: &Cause) -> Result<()> {
    let topic = post_of(session, &lock.object, cause).await?;
    let by = cause.principal(&sender(session, &lock.head.actor).await?);
    Ok(moderation::set_locked(&session.core, &by, topic.id, true).await?)
}
