//! `Follow`: somebody elsewhere follows one of ours.

use federation::activity::Follow;

use crate::db::actors::{self, Actor};
use crate::db::posts;
use crate::domain::follows;

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::sender;

pub(super) async fn receive(session: &Session, follow: &Follow, cause: &Cause) -> Result<()> {
    let core = &session.core;
    let mut conn = core.db.read().await?;
    let target = actors::find_by_uri(&mut conn, follow.object.as_str()).await?;
    let target = target
        .filter(Actor::is_local)
        .ok_or(Error::Ignored("nobody here is meant"))?;
    if posts::has_grave(&mut conn, follow.head.id.as_str()).await? {
        return Err(Error::Ignored("it was taken back before it came"));
    }
    drop(conn);
    let by = cause.principal(&sender(session, &follow.head.actor).await?);
    Ok(follows::receive(core, &by, target.id, follow.head.id.as_str()).await?)
}
