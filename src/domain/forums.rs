//! Forums: making and editing them (admins), finding them, their moderators.

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum, ForumChanges};
use crate::db::instances;
use crate::db::types::{ActorId, ActorKind, ForumId, Posting, Scope};

use super::accounts::require_free_username;
use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::validate::{self, Problem, Problems};
use super::{Core, Principal, Viewer, actors as domain_actors, text};

/// A forum with its actor.
#[derive(Debug, Clone)]
pub struct ForumView {
    /// The forum.
    pub forum: Forum,
    /// Its actor.
    pub actor: Actor,
    /// Host of a remote forum.
    pub host: Option<String>,
}

/// The form of an admin.
#[derive(Debug, Clone, Default)]
pub struct ForumForm {
    /// Name in the handle; fixed once the forum exists.
    pub username: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Arabic description, Markdown.
    pub description_ar: String,
    /// English description, Markdown.
    pub description_en: String,
    /// `instance`, `network` or `public`.
    pub scope: String,
    /// `members` or `moderators`.
    pub posting: String,
    /// Place in the index.
    pub position: i64,
}

fn check(form: &ForumForm) -> (ForumChanges, Problems) {
    let mut problems = Problems::default();
    let name_ar = problems.line("name_ar", &form.name_ar, 0, 80);
    let name_en = problems.line("name_en", &form.name_en, 0, 80);
    if name_ar.is_empty() && name_en.is_empty() {
        problems.add("name_ar", Problem::Required);
    }
    let description_ar = problems.block("description_ar", &form.description_ar, 0, 2_000);
    let description_en = problems.block("description_en", &form.description_en, 0, 2_000);
    let scope = form.scope.parse().unwrap_or_else(|_| {
        problems.add("scope", Problem::Choice);
        Scope::Instance
    });
    let posting = form.posting.parse().unwrap_or_else(|_| {
        problems.add("posting", Problem::Choice);
        Posting::Moderators
    });
    let changes = ForumChanges {
        name_ar,
        name_en,
        description_ar,
        description_en,
        scope,
        posting,
        position: form.position,
    };
    (changes, problems)
}

/// The name and description that other servers see: English if there is one, for it reads everywhere.
fn public_words(changes: &ForumChanges) -> (String, String) {
    let pick = |en: &str, ar: &str| match (en.is_empty(), ar.is_empty()) {
        (false, false) => (en.to_owned(), ar.to_owned()),
        (true, _) => (ar.to_owned(), String::new()),
        (_, true) => (en.to_owned(), String::new()),
    };
    let (name, other) = pick(&changes.name_en, &changes.name_ar);
    let name = if other.is_empty() {
        name
    } else {
        format!("{name} · {other}")
    };
    let (first, second) = pick(&changes.description_en, &changes.description_ar);
    let description = if second.is_empty() {
        first
    } else {
        format!("{first}\n\n{second}")
    };
    (name, description)
}

/// Makes a forum; the admin who makes it is its first moderator.
///
/// # Errors
/// [`Error::Invalid`]; [`super::Denied::NotAdmin`].
pub async fn create(core: &Core, by: &Principal, form: &ForumForm) -> Result<ForumView> {
    by.require_admin()?;
    let (changes, mut problems) = check(form);
    let username = form.username.trim().to_ascii_lowercase();
    if username.is_empty() {
        problems.add("username", Problem::Required);
    } else if !validate::is_username(&username) {
        problems.add("username", Problem::Username);
    }
    problems.into_result(())?;
    let keys = domain_actors::generate_keys(core).await?;
    let (name, description) = public_words(&changes);
    let mut actor = domain_actors::local(
        core,
        ActorKind::Group,
        &username,
        &name,
        &format!("/g/{username}"),
        keys,
    );
    actor.summary_html = text::render(&description, &|_| None);
    actor.summary_source = description;
    let forum = Forum {
        id: core.ids.next(),
        actor_id: actor.id,
        is_local: true,
        name_ar: changes.name_ar,
        name_en: changes.name_en,
        description_ar: changes.description_ar,
        description_en: changes.description_en,
        scope: changes.scope,
        posting: changes.posting,
        position: changes.position,
        topic_count: 0,
        reply_count: 0,
        last_post_id: 0,
        created_at: core.clock.now(),
        sector: None,
    };
    core.change(async |conn| {
        require_free_username(core, conn, &username).await?;
        let actor = actors::insert(conn, &actor).await?;
        forums::insert(conn, &forum).await?;
        forums::insert_moderator(conn, forum.id, by.actor_id, core.clock.now()).await?;
        Ok(ForumView {
            forum,
            actor,
            host: None,
        })
    })
    .await
}

/// Changes a local forum. Narrowing its scope hides what stands in it from those outside, here at once. Making it public
/// shows everybody what was written here; posts from elsewhere stay with those who could read them.
///
/// # Errors
/// [`Error::Invalid`]; [`super::Denied::NotAdmin`]; [`Error::NotFound`] for remote forums.
pub async fn edit(core: &Core, by: &Principal, id: ForumId, form: &ForumForm) -> Result<()> {
    by.require_admin()?;
    let (changes, problems) = check(form);
    problems.into_result(())?;
    let (name, description) = public_words(&changes);
    let html = text::render(&description, &|_| None);
    core.change(async |conn| {
        let (forum, actor) = forums::get(conn, id).await?;
        if !forum.is_local {
            return Err(Error::NotFound);
        }
        forums::update(conn, id, &changes).await?;
        if forum.scope != changes.scope {
            crate::db::posts::set_visibility_in_forum(conn, id, changes.scope.into()).await?;
        }
        actors::update_profile(conn, actor.id, &name, &description, &html).await?;
        let forum_itself = Principal {
            actor_id: actor.id,
            ..by.clone()
        };
        event::record(core, conn, &forum_itself, &Event::ProfileChanged).await
    })
    .await
}

/// The forum with this address: `name` here, `name@host` elsewhere.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not know of it.
pub async fn find(core: &Core, viewer: &Viewer, handle: &str) -> Result<ForumView> {
    let mut conn = core.db.read().await?;
    let (actor, host) = domain_actors::find_forum_by_handle(core, &mut conn, handle).await?;
    let forum = forums::find_by_actor(&mut conn, actor.id)
        .await?
        .ok_or(Error::NotFound)?;
    if actor.deleted_at.is_some() || !viewer.may_enter(forum.scope) {
        return Err(Error::NotFound);
    }
    Ok(ForumView { forum, actor, host })
}

/// The forum of ours that somebody chose for what they write; none if they chose none, or none that they may know of.
///
/// # Errors
/// [`Denied::SignIn`]; if the database fails.
pub(super) async fn choose(
    core: &Core,
    by: &Principal,
    typed: &str,
    problems: &mut Problems,
) -> Result<Option<ForumId>> {
    let name = typed.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    match find(core, &viewer, name).await {
        Ok(found) if found.forum.is_local => Ok(Some(found.forum.id)),
        Ok(_) | Err(Error::NotFound) => {
            problems.add("forum", Problem::Choice);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// The forum with this id.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not know of it.
pub async fn get(core: &Core, viewer: &Viewer, id: ForumId) -> Result<ForumView> {
    let mut conn = core.db.read().await?;
    let (forum, actor) = forums::get(&mut conn, id).await?;
    if !viewer.may_enter(forum.scope) {
        return Err(Error::NotFound);
    }
    let host = match actor.instance_id {
        Some(instance) => Some(instances::get(&mut conn, instance).await?.host),
        None => None,
    };
    Ok(ForumView { forum, actor, host })
}

/// The forums of the index: local ones in the admin's order, then remote ones that somebody here follows.
///
/// # Errors
/// If the database fails.
pub async fn index(core: &Core, viewer: &Viewer) -> Result<(Vec<ForumView>, Vec<ForumView>)> {
    let mut conn = core.db.read().await?;
    let local = forums::list_local(&mut conn, viewer.scopes()).await?;
    let remote = forums::list_remote(&mut conn, viewer.scopes(), 100).await?;
    let remote = with_hosts(core, remote).await?;
    Ok((
        local
            .into_iter()
            .map(|(forum, actor)| ForumView {
                forum,
                actor,
                host: None,
            })
            .collect(),
        remote,
    ))
}

/// The forums a member follows, latest activity first.
///
/// # Errors
/// If the database fails.
pub async fn followed(core: &Core, member: ActorId) -> Result<Vec<ForumView>> {
    let rows = forums::list_followed(&mut core.db.read().await?, member).await?;
    with_hosts(core, rows).await
}

/// Adds the hosts of remote forums, in one query.
pub(super) async fn with_hosts(core: &Core, rows: Vec<(Forum, Actor)>) -> Result<Vec<ForumView>> {
    let ids: Vec<_> = rows.iter().filter_map(|(_, actor)| actor.instance_id).collect();
    let known = instances::list_by_ids(&mut core.db.read().await?, &ids).await?;
    let host = |actor: &Actor| {
        let id = actor.instance_id?;
        known
            .iter()
            .find(|instance| instance.id == id)
            .map(|instance| instance.host.clone())
    };
    Ok(rows
        .into_iter()
        .map(|(forum, actor)| ForumView {
            host: host(&actor),
            forum,
            actor,
        })
        .collect())
}

/// The moderators of a forum.
///
/// # Errors
/// If the database fails.
pub async fn moderators(core: &Core, id: ForumId) -> Result<Vec<Actor>> {
    Ok(forums::list_moderators(&mut core.db.read().await?, id).await?)
}

/// Appoints or dismisses a moderator of a forum: admins for local forums, the forum's own word for remote ones.
///
/// # Errors
/// [`super::Denied::NotModerator`] or [`super::Denied::NotAdmin`].
pub async fn set_moderator(
    core: &Core,
    by: &Principal,
    id: ForumId,
    moderator: ActorId,
    appointed: bool,
) -> Result<()> {
    core.change(async |conn| {
        let (forum, actor) = forums::get(conn, id).await?;
        if forum.is_local {
            by.require_admin()?;
        } else {
            by.require_moderator(conn, &forum, &actor).await?;
        }
        if forums::is_moderator(conn, id, moderator).await? == appointed {
            return Ok(());
        }
        if appointed {
            forums::insert_moderator(conn, id, moderator, core.clock.now()).await?;
        } else {
            forums::delete_moderator(conn, id, moderator).await?;
        }
        if !forum.is_local {
            return Ok(());
        }
        let forum_itself = Principal {
            actor_id: actor.id,
            ..by.clone()
        };
        event::record(
            core,
            conn,
            &forum_itself,
            &Event::ModeratorChanged { moderator, appointed },
        )
        .await
    })
    .await
}
