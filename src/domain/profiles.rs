//! People as others see them: who they are, what they know, what they wrote.

use crate::db::accounts::{self, Account};
use crate::db::actors::{self, Actor};
use crate::db::people;
use crate::db::timelines::{self, Window};
use crate::db::types::{ActorKind, PostId, Role};

use super::error::{Error, Result};
use super::privacy::consents;
use super::topics::Shown;
use super::{Core, Principal, Viewer, actors as domain_actors};

/// Posts on one page of a profile.
const POSTS_PER_PAGE: i64 = 20;

/// A person with what stands on their page.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub actor: Actor,
    /// Host of a remote person.
    pub host: Option<String>,
    /// Rights on this instance.
    pub role: Role,
    /// What they know, as typed.
    pub expertise: Vec<String>,
    /// Topics they began.
    pub topics: i64,
    /// Replies they wrote.
    pub replies: i64,
    /// Answers of theirs that were accepted.
    pub accepted: i64,
    /// Whether the viewer sees no more than the name: a guest, of a member who did not choose to be public.
    pub is_hidden: bool,
}

/// The person with this handle: `name` here, `name@host` elsewhere.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Gone`] if the account was deleted.
pub async fn find(core: &Core, viewer: &Viewer, handle: &str) -> Result<PersonView> {
    let (mut actor, host) = find_actor(core, handle).await?;
    let mut conn = core.db.read().await?;
    let is_hidden = matches!(viewer, Viewer::Guest) && !consents::is_public(&actor);
    if is_hidden {
        actor.summary_html.clear();
    }
    let account = accounts::find_by_actor(&mut conn, actor.id).await?;
    let expertise = actors::list_expertise(&mut conn, actor.id).await?;
    let (topics, replies) = people::count_posts(&mut conn, actor.id, viewer.visibilities()).await?;
    let accepted = people::count_accepted(&mut conn, actor.id, viewer.visibilities()).await?;
    Ok(PersonView {
        actor,
        host,
        role: account.map_or(Role::Member, |account| account.role),
        expertise: expertise
            .into_iter()
            .filter(|_| !is_hidden)
            .map(|(_, name)| name)
            .collect(),
        is_hidden,
        topics,
        replies,
        accepted,
    })
}

/// The actor of the person with this handle, and their host if it is not ours.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Gone`] if the account was deleted.
pub async fn find_actor(core: &Core, handle: &str) -> Result<(Actor, Option<String>)> {
    let mut conn = core.db.read().await?;
    let (actor, host) = domain_actors::find_by_handle(core, &mut conn, handle).await?;
    if matches!(actor.kind, ActorKind::Group | ActorKind::Application) {
        return Err(Error::NotFound);
    }
    if actor.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    Ok((actor, host))
}

/// A page of what a person wrote, newest first: their topics, or everything. With the id to go on from.
///
/// # Errors
/// If the database fails.
pub async fn posts(
    core: &Core,
    viewer: &Viewer,
    person: &Actor,
    with_replies: bool,
    before: Option<PostId>,
) -> Result<(Shown, Option<PostId>)> {
    let mut conn = core.db.read().await?;
    let window = Window {
        max: before,
        since: None,
        min: None,
        limit: POSTS_PER_PAGE + 1,
    };
    if matches!(viewer, Viewer::Guest) && !consents::is_public(person) {
        return Ok((Shown::load(&mut conn, viewer, Vec::new()).await?, None));
    }
    let mut rows =
        timelines::list_by_author(&mut conn, person.id, viewer.visibilities(), !with_replies, window).await?;
    let has_more = rows.len() > usize::try_from(POSTS_PER_PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(POSTS_PER_PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| has_more).map(|post| post.id);
    Ok((Shown::load(&mut conn, viewer, rows).await?, next))
}

/// What a member said they know, for the form that changes it.
///
/// # Errors
/// If the database fails.
pub async fn expertise(core: &Core, by: &Principal) -> Result<Vec<String>> {
    let tags = actors::list_expertise(&mut core.db.read().await?, by.actor_id).await?;
    Ok(tags.into_iter().map(|(_, name)| name).collect())
}

/// The admins of this instance, the first ones first.
///
/// # Errors
/// If the database fails.
pub async fn admins(core: &Core) -> Result<Vec<(Account, Actor)>> {
    Ok(people::list_by_role(&mut core.db.read().await?, Role::Admin).await?)
}
