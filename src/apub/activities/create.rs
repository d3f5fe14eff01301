//! `Create`: a topic or a reply.

use federation::activity::Create;

use super::super::error::Result;
use super::super::objects::store::{self, Cause};
use super::super::session::Session;
use super::object;

pub(super) async fn receive(session: &Session, create: &Create, cause: &Cause) -> Result<()> {
    let document = object::content(session, &create.object, &create.head.actor, cause).await?;
    let cause = Cause {
        recipients: Some(create.head.recipients.clone()),
        ..cause.clone()
    };
    store::content(session, &document, &cause).await?;
    Ok(())
}
