//! `Flag`: another server, or somebody there, reports what is ours to judge. It may name a person, posts, or both; each post is
//! a report of its own.

use federation::activity::Flag;

use crate::db::actors;
use crate::db::posts;
use crate::db::types::ActorKind;
use crate::domain::Error as DomainError;
use crate::domain::moderation::reports::{self, Matter};

use super::super::error::{Error, Result};
use super::super::objects::store::Cause;
use super::super::session::Session;
use super::sender;

/// Most posts of one report.
const POSTS_MAX: usize = 20;

pub(super) async fn receive(session: &Session, flag: &Flag, cause: &Cause) -> Result<()> {
    let core = &session.core;
    if cause.announced_by.is_some() {
        return Err(Error::Refused("reports are not announced"));
    }
    let by = cause.principal(&sender(session, &flag.head.actor).await?);
    let words = flag.content.as_deref().or(flag.summary.as_deref());
    let (mut matters, mut person) = (Vec::new(), None);
    let mut conn = core.db.read().await?;
    for id in flag.objects.iter().take(POSTS_MAX + 1) {
        if let Some(post) = posts::find_by_uri(&mut conn, id.as_str()).await? {
            matters.push(Matter::Post(post.id));
        } else if let Some(actor) = actors::find_by_uri(&mut conn, id.as_str()).await? {
            let is_person = !matches!(actor.kind, ActorKind::Group | ActorKind::Application);
            person = person.or(is_person.then_some(Matter::Person(actor.id)));
        }
    }
    drop(conn);
    if matters.is_empty() {
        matters.extend(person);
    }
    let mut is_taken = false;
    for (number, matter) in matters.into_iter().enumerate() {
        let uri = match number {
            0 => flag.head.id.to_string(),
            more => format!("{}#{more}", flag.head.id),
        };
        match reports::receive(core, &by, &uri, matter, words).await {
            Ok(()) => is_taken = true,
            Err(DomainError::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    if is_taken {
        Ok(())
    } else {
        Err(Error::Ignored("it is about nothing that is ours to judge"))
    }
}
