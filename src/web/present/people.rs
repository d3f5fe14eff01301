//! People as bylines and lines.

use crate::db::actors::Actor;
use crate::db::posts::Post;
use crate::domain::privacy::former;
use crate::domain::topics::Shown;
use crate::id::time_of;
use crate::web::paths;
use crate::web::view::{Byline, PersonLine, Role, Stamp};

use super::{stamp, standing};

/// The handle without the leading `@`: `sara` here, `sara@jeddah.example` elsewhere.
pub fn handle(actor: &Actor, host: Option<&str>) -> String {
    match host {
        Some(host) => format!("{}@{host}", actor.username),
        None => actor.username.clone(),
    }
}

/// Who wrote a post and when.
pub fn byline(post: &Post, shown: &Shown, moderators: &[Actor]) -> Byline {
    let author = shown.author(post);
    let host = author.and_then(|author| shown.host(author));
    let is_moderator = moderators.iter().any(|moderator| moderator.id == post.actor_id);
    let is_gone = author.is_none_or(|author| author.deleted_at.is_some() || former::is_former(author));
    Byline {
        name: author
            .filter(|_| !is_gone)
            .map_or_else(|| former::NAME.to_owned(), |author| author.display_name().to_owned()),
        handle: author
            .filter(|_| !is_gone)
            .map(|author| handle(author, host))
            .unwrap_or_default(),
        role: is_moderator.then_some(Role::Moderator),
        origin: host.map(ToOwned::to_owned),
        standing: shown.standings.get(&post.actor_id).map(standing),
        at: stamp(post.published_at),
        edited_at: post.edited_at.map(stamp),
        history: post.edited_at.map(|_| paths::history(&post.id.0)).unwrap_or_default(),
    }
}

/// A person in a list.
pub fn person_line(actor: &Actor, host: Option<&str>) -> PersonLine {
    PersonLine {
        name: actor.display_name().to_owned(),
        handle: handle(actor, host),
        origin: host.map(ToOwned::to_owned),
    }
}

/// When something with this id came to be.
pub(super) fn stamp_of_id(id: i64) -> Stamp {
    stamp(time_of(id))
}
