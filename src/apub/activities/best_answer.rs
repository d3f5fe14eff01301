//! `ChooseAnswer`: the best answer of a question.

use federation::activity::ChooseAnswer;

use crate::domain::answers;

use super::super::error::Result;
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::{post_of, sender};

pub(super) async fn receive(session: &Session, choice: &ChooseAnswer, cause: &Cause) -> Result<()> {
    let answer = post_of(session, &choice.object, cause).await?;
    let by = cause.principal(&sender(session, &choice.head.actor).await?);
    Ok(answers::accept(&session.core, &by, answer.id).await?)
}
