//! What stands behind an address that a member typed: a forum or person elsewhere, with a glimpse of what is written
//! there. The actor is stored, the posts are not.

use federation::lenient::Reference;
use federation::objects::{ContentDocument, Document};
use federation::webfinger::Handle;
use federation::{Activity, origin};
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorKind, PostId, UtcTime};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{
    Denied, Error as DomainError, Result as DomainResult, Viewer, forums as rules, instances, profiles, text,
};

use super::Federation;
use super::error::{Error, Result};
use super::objects::{PeerActor, body};
use super::session::Session;
use super::{fetch, webfinger};

/// Most posts shown.
const PREVIEWS_MAX: usize = 5;

/// What was found.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The forum or person.
    pub actor: Actor,
    /// The forum, if it is one.
    pub forum: Option<Forum>,
    /// Its server; none for ours.
    pub host: Option<String>,
    /// The post, if the address was that of one that is stored here.
    pub post: Option<Post>,
    /// The latest posts, or the one whose address was given.
    pub previews: Vec<Preview>,
}

/// A post that is not stored here.
#[derive(Debug, Clone)]
pub struct Preview {
    /// ActivityPub id.
    pub uri: String,
    /// Page for people.
    pub url: String,
    /// Title, plain text.
    pub title: String,
    /// First words, plain text.
    pub excerpt: String,
    /// Name in the author's handle.
    pub author: String,
    /// Publication.
    pub published_at: Option<UtcTime>,
}

/// Finds what `address` names: `!forum@host`, `@user@host`, `name@host`, or the address of an actor or post.
///
/// # Errors
/// [`Denied::SignIn`] for guests, who may not make us ask around; [`Denied::Blocked`]; [`Problem::Address`] if it is no
/// address; [`Problem::Unreachable`] if nothing answers there.
pub async fn resolve(app: &App, viewer: &Viewer, address: &str) -> DomainResult<Resolved> {
    if viewer.actor_id().is_none() {
        return Err(DomainError::Forbidden(Denied::SignIn));
    }
    let session = app.apub.session();
    let address = address.trim();
    let address = address.strip_prefix("acct:").unwrap_or(address);
    let found = if address.starts_with("https://") || address.starts_with("http://") {
        let url = Url::parse(address).map_err(|_| problem(Problem::Address))?;
        allow(app, &origin::authority(&url).unwrap_or_default()).await?;
        by_url(&session, viewer, &url).await
    } else {
        let handle = Handle::parse(address, session.http.policy()).ok_or_else(|| problem(Problem::Address))?;
        allow(app, &handle.authority).await?;
        by_handle(&session, viewer, &handle).await
    };
    found.map_err(|error| match error {
        Error::Domain(
            error @ (DomainError::Forbidden(_)
            | DomainError::Conflict(_)
            | DomainError::Internal(_)
            | DomainError::Unavailable(_)),
        ) => error,
        error => {
            tracing::info!(address, %error, "an address leads nowhere");
            problem(Problem::Unreachable)
        }
    })
}

impl Federation {
    /// The same for pages and the client API, which do not name this module.
    ///
    /// # Errors
    /// See [`resolve`].
    pub async fn resolve(&self, app: &App, viewer: &Viewer, address: &str) -> DomainResult<Resolved> {
        resolve(app, viewer, address).await
    }
}

fn problem(problem: Problem) -> DomainError {
    DomainError::Invalid(Problems::one("address", problem))
}

async fn allow(app: &App, host: &str) -> DomainResult<()> {
    if host == app.core.config.host() || instances::is_allowed(&app.core, host).await? {
        Ok(())
    } else {
        Err(DomainError::Forbidden(Denied::Blocked))
    }
}

async fn by_handle(session: &Session, viewer: &Viewer, handle: &Handle) -> Result<Resolved> {
    if handle.authority == session.core.config.host() {
        let actor = actors::find_by_handle(&mut session.core.db.read().await?, None, &handle.name).await?;
        return local(session, viewer, actor).await;
    }
    let actor = webfinger::actor(session, handle).await?;
    with_latest(session, actor).await
}

async fn by_url(session: &Session, viewer: &Viewer, url: &Url) -> Result<Resolved> {
    let core = &session.core;
    let known = actors::find_by_uri(&mut core.db.read().await?, url.as_str()).await?;
    if let Some(actor) = known {
        return if actor.is_local() {
            local(session, viewer, Some(actor)).await
        } else {
            with_latest(session, PeerActor::get(session, url).await?).await
        };
    }
    let post = posts::find_by_uri(&mut core.db.read().await?, url.as_str()).await?;
    if let Some(post) = post.filter(|post| viewer.may_read(post) && !post.is_removed()) {
        return stored(session, post).await;
    }
    if origin::authority(url).is_some_and(|host| host == core.config.host()) {
        return by_own_page(session, viewer, url.path()).await;
    }
    match Document::read(&fetch::document(session, url).await?)? {
        Document::Actor(document) => with_latest(session, PeerActor::get(session, &document.id).await?).await,
        Document::Content(document) => by_post(session, &document).await,
        _ => Err(Error::Refused("neither an actor nor a post")),
    }
}

/// What a page of ours shows, which may be something from elsewhere that is stored here.
async fn by_own_page(session: &Session, viewer: &Viewer, path: &str) -> Result<Resolved> {
    let core = &session.core;
    if let Some(handle) = path.strip_prefix("/forums/") {
        return as_it_stands(session, rules::find(core, viewer, handle).await?.actor).await;
    }
    if let Some(handle) = path.strip_prefix("/@") {
        return as_it_stands(session, profiles::find_actor(core, handle).await?.0).await;
    }
    let id = ["/topics/", "/cases/", "/trainings/", "/replies/"]
        .iter()
        .find_map(|folder| path.strip_prefix(folder));
    let id: PostId = id.and_then(|id| id.parse().ok()).ok_or(DomainError::NotFound)?;
    let post = posts::get(&mut core.db.read().await?, id).await?;
    if viewer.may_read(&post) && !post.is_removed() {
        stored(session, post).await
    } else {
        Err(DomainError::NotFound.into())
    }
}

/// An actor that is here; one from elsewhere with a glimpse of what it wrote lately.
async fn as_it_stands(session: &Session, actor: Actor) -> Result<Resolved> {
    if actor.is_local() {
        found(session, actor, None, Vec::new()).await
    } else {
        with_latest(session, actor).await
    }
}

/// A post that is here, in its forum.
async fn stored(session: &Session, post: Post) -> Result<Resolved> {
    let forum = post.forum_id.ok_or(DomainError::NotFound)?;
    let (_, actor) = forums::get(&mut session.core.db.read().await?, forum).await?;
    found(session, actor, Some(post), Vec::new()).await
}

/// The forum that a post names, or else its author.
async fn by_post(session: &Session, document: &ContentDocument) -> Result<Resolved> {
    let near = |url: &&Url| !federation::audience::is_public(url.as_str());
    let named = document.audience.iter().chain(document.recipients.all().filter(near));
    let own = session.core.config.host();
    for id in named
        .take(5)
        .filter(|id| origin::authority(id).is_some_and(|host| host != own))
    {
        if let Ok(group) = PeerActor::get(session, id).await
            && group.kind == ActorKind::Group
        {
            return found(session, group, None, vec![preview(document)]).await;
        }
    }
    let author = PeerActor::get(session, &document.attributed_to).await?;
    found(session, author, None, vec![preview(document)]).await
}

async fn local(session: &Session, viewer: &Viewer, actor: Option<Actor>) -> Result<Resolved> {
    let actor = actor.filter(|actor| actor.deleted_at.is_none() && actor.kind != ActorKind::Application);
    let actor = actor.ok_or(DomainError::NotFound)?;
    let resolved = found(session, actor, None, Vec::new()).await?;
    match &resolved.forum {
        Some(forum) if !viewer.may_enter(forum.scope) => Err(DomainError::NotFound.into()),
        _ => Ok(resolved),
    }
}

async fn with_latest(session: &Session, actor: Actor) -> Result<Resolved> {
    // The actor is what was asked for; without a glimpse of its posts it is found all the same.
    let previews = latest(session, &actor).await.unwrap_or_else(|error| {
        tracing::debug!(%error, actor = actor.uri, "no glimpse of its posts");
        Vec::new()
    });
    found(session, actor, None, previews).await
}

async fn found(session: &Session, actor: Actor, post: Option<Post>, previews: Vec<Preview>) -> Result<Resolved> {
    let mut conn = session.core.db.read().await?;
    let forum = forums::find_by_actor(&mut conn, actor.id).await?;
    let host = match actor.instance_id {
        Some(id) => Some(crate::db::instances::get(&mut conn, id).await?.host),
        None => None,
    };
    Ok(Resolved {
        actor,
        forum,
        host,
        post,
        previews,
    })
}

/// The latest topics of its outbox.
async fn latest(session: &Session, actor: &Actor) -> Result<Vec<Preview>> {
    let outbox = actor.outbox.as_deref().and_then(|url| Url::parse(url).ok());
    let Some(outbox) = outbox else {
        return Ok(Vec::new());
    };
    let mut previews: Vec<Preview> = Vec::new();
    for item in fetch::collection(session, &outbox, 4 * PREVIEWS_MAX).await? {
        if previews.len() == PREVIEWS_MAX {
            break;
        }
        let Ok(Some(document)) = content_of(session, &outbox, &item).await else {
            continue;
        };
        let is_new = previews.iter().all(|seen| seen.uri != document.id.as_str());
        if document.in_reply_to.is_none() && is_new {
            previews.push(preview(&document));
        }
    }
    Ok(previews)
}

/// The post at the core of an item of an outbox: inside a Create, inside an Announce of one, or bare.
async fn content_of(session: &Session, outbox: &Url, item: &Reference) -> Result<Option<ContentDocument>> {
    let mut value: Value = match item {
        Reference::Embedded(embedded) => embedded.value.clone(),
        Reference::Id(_) => fetch::item(session, outbox, item).await?,
    };
    for _ in 0..3 {
        if let Ok(document) = ContentDocument::read(&value) {
            let is_proven = origin::same_origin(&document.id, outbox);
            let document = if is_proven {
                document
            } else {
                super::objects::PeerPost::fetch(session, &document.id).await?
            };
            return Ok(Some(document));
        }
        let carries = matches!(Activity::read(&value), Ok(Activity::Create(_) | Activity::Announce(_)));
        let inner = value.get("object").filter(|_| carries).and_then(Reference::read);
        value = match inner {
            Some(Reference::Embedded(embedded)) => embedded.value,
            Some(Reference::Id(id)) => fetch::document(session, &id).await?,
            None => return Ok(None),
        };
    }
    Ok(None)
}

fn preview(document: &ContentDocument) -> Preview {
    let clean = text::clean_html(
        document
            .content
            .as_deref()
            .or(document.summary.as_deref())
            .unwrap_or_default(),
    );
    Preview {
        uri: document.id.to_string(),
        url: document.url.as_ref().unwrap_or(&document.id).to_string(),
        title: body::title(document, &clean, ""),
        excerpt: text::excerpt(&clean),
        author: body::last_segment(&document.attributed_to),
        published_at: document.published.map(UtcTime::new),
    }
}
