//! People as others see them: who they are, what they know, what they wrote.

use crate::db::accounts::Account;
use crate::db::actors::{self, Actor};
use crate::db::organisations::Organisation;
use crate::db::profiles::{self as db_profiles, Profile};
use crate::db::timelines::{self, Window};
use crate::db::types::{ActorId, ActorKind, PostId, Role};
use crate::db::{Conn, organisation_members, people};

use super::error::{Error, Result};
use super::privacy::consents;
use super::topics::Shown;
use super::{Core, Viewer, actors as domain_actors, own_profile};

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
    /// Bio, sanitised HTML.
    pub bio_html: String,
    /// What they do at work; empty if they do not say.
    pub job_title: String,
    /// What else they say, if the viewer may see it.
    pub details: Details,
    /// Topics they began.
    pub topics: i64,
    /// Replies they wrote.
    pub replies: i64,
    /// Answers of theirs that were accepted.
    pub accepted: i64,
    /// Whether the viewer sees no more than the name: a guest, of a member who did not choose to be public.
    pub is_hidden: bool,
}

/// What a member says of themselves besides name, bio, job title and expertise.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Code of their region.
    pub region: Option<String>,
    /// Code of their sector.
    pub sector: Option<String>,
    /// Languages they speak, by tag.
    pub languages: Vec<String>,
    /// Where they work, the place they have had longest first.
    pub organisations: Vec<Organisation>,
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
    let (account, profile) = db_profiles::find_by_actor(&mut conn, actor.id).await?.unzip();
    let said = if is_hidden {
        Said::default()
    } else {
        said(&mut conn, viewer, &actor, profile.flatten()).await?
    };
    let (topics, replies) = people::count_posts(&mut conn, actor.id, viewer.visibilities()).await?;
    let accepted = people::count_accepted(&mut conn, actor.id, viewer.visibilities()).await?;
    Ok(PersonView {
        role: account.map_or(Role::Member, |account| account.role),
        expertise: said.expertise,
        bio_html: said.bio_html,
        job_title: said.job_title,
        details: said.details,
        actor,
        host,
        is_hidden,
        topics,
        replies,
        accepted,
    })
}

#[derive(Default)]
struct Said {
    bio_html: String,
    job_title: String,
    expertise: Vec<String>,
    details: Details,
}

/// What somebody says of themselves, as far as the viewer may see it: the profile of a member of this instance if it is
/// for them, else what stands on the actor, which is public.
async fn said(conn: &mut Conn, viewer: &Viewer, actor: &Actor, profile: Option<Profile>) -> Result<Said> {
    let is_shown = viewer.account_id().is_some() || consents::is_public(actor);
    let shown = profile.filter(|_| is_shown);
    let Some(profile) = shown else {
        let (job_title, expertise) = own_profile::shared_parts(actor);
        return Ok(Said {
            bio_html: actor.summary_html.clone(),
            job_title: job_title.unwrap_or_default(),
            expertise,
            details: Details::default(),
        });
    };
    let expertise = actors::list_expertise(conn, actor.id).await?;
    let places = organisation_members::list_of(conn, &[profile.account_id]).await?;
    Ok(Said {
        bio_html: profile.bio_html,
        job_title: profile.job_title,
        expertise: expertise.into_iter().map(|(_, name)| name).collect(),
        details: Details {
            region: profile.region,
            sector: profile.sector,
            languages: db_profiles::list_languages(conn, profile.account_id).await?,
            organisations: places
                .into_iter()
                .map(|(_, organisation)| Organisation {
                    national_number: None,
                    ..organisation
                })
                .collect(),
        },
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

/// An actor.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn actor(core: &Core, id: ActorId) -> Result<Actor> {
    Ok(actors::get(&mut core.db.read().await?, id).await?)
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
    Ok((Shown::load_for_page(core, &mut conn, viewer, rows).await?, next))
}

/// The admins of this instance, the first ones first.
///
/// # Errors
/// If the database fails.
pub async fn admins(core: &Core) -> Result<Vec<(Account, Actor)>> {
    Ok(people::list_by_role(&mut core.db.read().await?, Role::Admin).await?)
}
