//! Documents that become topics, case studies and replies: which are wanted here and where they belong. What is kept at all, see
//! [`admission`].

use federation::audience::Recipients;
use federation::objects::ContentDocument;
use federation::origin;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, ActorKind, Deed, InboxId, PostKind, TopicKind, UtcTime, Visibility};
use crate::db::{Conn, follows};
use crate::domain::cases::replications;
use crate::domain::content::Content;
use crate::domain::posts::{self as writing, Edit, NewReply, NewTopic, RemoteIdentity};
use crate::domain::{Error as DomainError, Principal, submissions};

use super::super::documents::companion;
use super::super::error::{Error, Result};
use super::super::session::Session;
use super::post::{Found, PeerPost};
use super::{PeerActor, admission, body, note, replication, told};

/// Longest chain of parents that is fetched.
const PARENTS_MAX: usize = 50;

/// Why a document came to us.
#[derive(Debug, Clone, Default)]
pub struct Cause {
    /// The received activity.
    pub inbox_id: Option<InboxId>,
    /// The remote forum that announced it.
    pub announced_by: Option<Actor>,
    /// Addressees of the activity that carried it; with the document's own, the narrower reading counts.
    pub recipients: Option<Recipients>,
    /// It was asked for here, so nobody has to follow its forum yet.
    pub is_wanted: bool,
}

impl Cause {
    /// The author as a principal.
    pub fn principal(&self, actor: &Actor) -> Principal {
        Principal::remote(actor, self.inbox_id, self.announced_by.as_ref().map(|group| group.id))
    }

    pub(super) fn is_announced_by(&self, actor: ActorId) -> bool {
        self.announced_by.as_ref().is_some_and(|group| group.id == actor)
    }
}

/// Stores a document that is proven to be its author's word, if it is wanted here. One that is stored is given back.
///
/// # Errors
/// [`Error::Ignored`] if nobody here asked for it, [`Error::Refused`] if it breaks a rule, [`Error::Missing`] if what it
/// answers cannot be had now.
pub async fn content(session: &Session, document: &ContentDocument, cause: &Cause) -> Result<Post> {
    let core = &session.core;
    if origin::authority(&document.id).is_none_or(|host| host == core.config.host()) {
        return Err(Error::Ignored("it claims to be ours"));
    }
    let known = posts::find_by_uri(&mut core.db.read().await?, document.id.as_str()).await?;
    if let Some(known) = known {
        confirm(session, &known, cause).await?;
        return Ok(known);
    }
    admission::require_policy(session, &document.id).await?;
    admission::require_readable(document)?;
    let parent = match &document.in_reply_to {
        Some(parent) => Some(parent_of(session, document, parent, cause).await?),
        None => None,
    };
    place(session, document, parent, cause).await
}

/// Stores a document below what it answers, or as a topic.
async fn place(session: &Session, document: &ContentDocument, parent: Option<Post>, cause: &Cause) -> Result<Post> {
    admission::require_policy(session, &document.id).await?;
    admission::require_readable(document)?;
    let author = PeerActor::get(session, &document.attributed_to).await?;
    let post = match parent {
        Some(parent) => reply(session, document, &parent, &author, cause).await?,
        None => topic(session, document, &author, cause).await?,
    };
    confirm(session, &post, cause).await?;
    Ok(post)
}

/// Notes that the forum passed the post on, if it is the forum that did.
async fn confirm(session: &Session, post: &Post, cause: &Cause) -> Result<()> {
    if post.announced_at.is_some() || cause.announced_by.is_none() {
        return Ok(());
    }
    let forum = forum_of(&mut session.core.db.read().await?, post).await?;
    if forum.is_some_and(|(_, actor)| cause.is_announced_by(actor.id)) {
        submissions::confirm(&session.core, (post.id, post.actor_id, Deed::Post)).await?;
    }
    Ok(())
}

/// The forum a post stands in.
pub async fn forum_of(conn: &mut Conn, post: &Post) -> Result<Option<(Forum, Actor)>> {
    match post.forum_id {
        Some(id) => Ok(Some(forums::get(conn, id).await?)),
        None => Ok(None),
    }
}

async fn reply(
    session: &Session,
    document: &ContentDocument,
    parent: &Post,
    author: &Actor,
    cause: &Cause,
) -> Result<Post> {
    let core = &session.core;
    let forum = forum_of(&mut core.db.read().await?, parent).await?;
    let (forum, group) = forum.ok_or(Error::Ignored("it answers something outside any forum"))?;
    if !forum.is_local && cause.announced_by.is_some() && !cause.is_announced_by(group.id) {
        return Err(Error::Refused("announced by another forum than that of its topic"));
    }
    let is_public = admission::to_forum(session, document, author, (&forum, &group), cause).await?;
    let new = NewReply {
        parent: parent.id,
        content: body::read(session, document).await?,
        remote: Some(identity(session, document, is_public)),
        is_held: false,
        report: replication::read(document),
    };
    kept(writing::publish_reply(core, &cause.principal(author), new).await)
}

/// A post, if it appears; one that waits for a moderator is kept by them.
fn kept(published: Result<Post, DomainError>) -> Result<Post> {
    match published {
        Err(DomainError::Held) => Err(Error::Ignored("it waits for a moderator")),
        other => Ok(other?),
    }
}

/// What a reply answers: here already, or fetched and stored with everything above it if the thread is wanted here.
async fn parent_of(session: &Session, document: &ContentDocument, parent: &Url, cause: &Cause) -> Result<Post> {
    let core = &session.core;
    let meant = companion::meant(parent.as_str(), &core.config.link(""));
    let known = posts::find_by_uri(&mut core.db.read().await?, meant).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let forum = find_forum(&mut core.db.read().await?, document, cause).await?;
    if !cause.is_wanted && forum.is_none() {
        return Err(Error::Ignored("it answers something that nobody here reads"));
    }
    let (mut above, chain) = climb(session, document, parent).await?;
    let cause = Cause {
        recipients: None,
        ..cause.clone()
    };
    for document in chain.iter().rev() {
        above = Some(place(session, document, above, &cause).await?);
    }
    above.ok_or(Error::Ignored("what it answers cannot be had"))
}

/// Climbs a thread to its topic or to a post that is here, and gives that post and the documents below it, the lowest
/// first. A loop and not a recursion: the height is a stranger's choice.
async fn climb(
    session: &Session,
    document: &ContentDocument,
    parent: &Url,
) -> Result<(Option<Post>, Vec<ContentDocument>)> {
    let mut chain: Vec<ContentDocument> = Vec::new();
    let mut next = parent.clone();
    while chain.len() < PARENTS_MAX {
        if next == document.id || chain.iter().any(|below| below.id == next) {
            return Err(Error::Refused("the thread runs in a circle"));
        }
        match fetch_above(session, &next).await? {
            Found::Stored(post) => return Ok((Some(*post), chain)),
            Found::Fetched(above) => {
                let parent = above.in_reply_to.clone();
                chain.push(*above);
                match parent {
                    Some(parent) => next = parent,
                    None => return Ok((None, chain)),
                }
            }
        }
    }
    Err(Error::Refused("the thread is too deep"))
}

async fn fetch_above(session: &Session, id: &Url) -> Result<Found> {
    let core = &session.core;
    if posts::has_grave(&mut core.db.read().await?, id.as_str()).await? {
        return Err(Error::Ignored("it answers something that was deleted"));
    }
    let is_ours = origin::authority(id).is_some_and(|host| host == core.config.host());
    match PeerPost::get(session, id).await {
        Ok(found) => Ok(found),
        Err(error) if error.is_passing() && !is_ours => Err(Error::missing(id)),
        Err(_) => Err(Error::Ignored("what it answers cannot be had")),
    }
}

async fn topic(session: &Session, document: &ContentDocument, author: &Actor, cause: &Cause) -> Result<Post> {
    let core = &session.core;
    let found = find_forum(&mut core.db.read().await?, document, cause).await?;
    let Some((forum, group)) = found else {
        return note::store(session, document, author, cause).await;
    };
    let is_public = admission::to_forum(session, document, author, (&forum, &group), cause).await?;
    let content = body::read(session, document).await?;
    let title = body::title(document, &content.html, &group.username);
    let new = NewTopic {
        kind: kind(document),
        title,
        content,
        remote: Some(identity(session, document, is_public)),
        is_held: false,
        told: told(document),
    };
    let post = kept(writing::publish_topic(core, &cause.principal(author), forum.id, new).await)?;
    if document.comments_enabled == Some(false) && !forum.is_local {
        crate::domain::moderation::set_locked(core, &cause.principal(&group), post.id, true).await?;
    }
    Ok(post)
}

/// The kind of a topic: a question if its server says so or it has a best answer.
pub fn kind(document: &ContentDocument) -> TopicKind {
    if document.is_question || document.accepted_answer.is_some() {
        TopicKind::Question
    } else {
        TopicKind::Discussion
    }
}

/// The forum a document belongs to, if it is ours, followed by somebody here, or asked for: the announcing forum if the
/// document names it, else the first forum it names.
async fn find_forum(conn: &mut Conn, document: &ContentDocument, cause: &Cause) -> Result<Option<(Forum, Actor)>> {
    let carried = cause.recipients.iter().flat_map(Recipients::all);
    let named: Vec<&Url> = document
        .audience
        .iter()
        .chain(document.recipients.all())
        .chain(carried)
        .chain(document.mentions())
        .collect();
    if let Some(group) = &cause.announced_by {
        let is_named = named.iter().any(|id| id.as_str() == group.uri);
        // A reply names its thread by what it answers; the forum's own server need not repeat it.
        return if is_named || document.in_reply_to.is_some() {
            wanted(conn, group.clone(), cause).await
        } else {
            Ok(None)
        };
    }
    for id in named.into_iter().take(40) {
        let Some(actor) = actors::find_by_uri(conn, id.as_str()).await? else {
            continue;
        };
        if actor.kind == ActorKind::Group
            && let Some(found) = wanted(conn, actor, cause).await?
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn wanted(conn: &mut Conn, group: Actor, cause: &Cause) -> Result<Option<(Forum, Actor)>> {
    let Some(forum) = forums::find_by_actor(conn, group.id).await? else {
        return Ok(None);
    };
    let is_read = forum.is_local || cause.is_wanted || follows::has_local_follower(conn, group.id).await?;
    Ok(is_read.then_some((forum, group)))
}

pub(super) fn identity(session: &Session, document: &ContentDocument, is_public: bool) -> RemoteIdentity {
    let policy = session.http.policy();
    let page = document
        .url
        .as_ref()
        .filter(|url| origin::check_id(url, policy).is_ok());
    RemoteIdentity {
        uri: document.id.to_string(),
        url: page.unwrap_or(&document.id).to_string(),
        published_at: document
            .published
            .map_or_else(|| session.core.clock.now(), UtcTime::new),
        is_public,
    }
}

/// Takes a new version of a post by its author. `at` is when it was made.
///
/// # Errors
/// [`Error::Refused`] if it names another author or comes from the future.
pub async fn edit(
    session: &Session,
    post: &Post,
    document: &ContentDocument,
    cause: &Cause,
    at: Option<UtcTime>,
) -> Result<()> {
    let core = &session.core;
    let now = core.clock.now();
    let author = actors::get(&mut core.db.read().await?, post.actor_id).await?;
    if document.attributed_to.as_str() != author.uri {
        return Err(Error::Refused("an update names another author"));
    }
    // Without a time of its own it says nothing new of the text: a lock, a best answer.
    let at = document
        .updated
        .or(document.published)
        .map(UtcTime::new)
        .or(at)
        .unwrap_or(now);
    if at > now.plus(chrono::TimeDelta::hours(1)) {
        return Err(Error::Refused("an update from the future"));
    }
    let place = forum_of(&mut core.db.read().await?, post).await?;
    let group = place.as_ref().map(|(_, group)| group);
    let by = cause.principal(&author);
    let is_public = admission::is_public(document, &author, group, cause).ok();
    if is_public.is_none() || (is_public == Some(false) && post.visibility == Visibility::Public) {
        // It was public and is for fewer now: what we must not show, we do not keep.
        return Ok(writing::remove(core, &by, post.id).await?);
    }
    let content: Content = body::read(session, document).await?;
    let (kind, title) = match (post.kind, group) {
        (PostKind::Reply, _) => (None, String::new()),
        (_, None) => (None, note::title(document)),
        (PostKind::CaseStudy | PostKind::Training, Some(group)) => {
            (None, body::title(document, &content.html, &group.username))
        }
        (_, Some(group)) => {
            let kind = if document.is_question {
                Some(TopicKind::Question)
            } else {
                post.topic_kind
            };
            (kind, body::title(document, &content.html, &group.username))
        }
    };
    let edit = Edit {
        kind,
        title,
        content,
        told: told(document),
        at,
    };
    let edited = writing::edit(core, &by, post.id, &edit).await?;
    if post.kind == PostKind::Reply && edited.edited_at.is_none_or(|last| last <= at) {
        let report = replication::read(document);
        replications::received(core, &by, post.id, report.as_ref()).await?;
    }
    match place {
        Some((forum, group)) => lock(session, post, document, &forum, &group, &author, cause).await,
        None => Ok(()),
    }
}

/// Whether a topic of a remote forum takes replies, as the forum's word or its own server has it.
async fn lock(
    session: &Session,
    post: &Post,
    document: &ContentDocument,
    forum: &Forum,
    group: &Actor,
    author: &Actor,
    cause: &Cause,
) -> Result<()> {
    let Some(is_open) = document.comments_enabled else {
        return Ok(());
    };
    let is_its_word = admission::is_passed_on(author, forum, group, cause);
    let is_head = post.kind.is_head();
    if forum.is_local || !is_head || !is_its_word || post.is_locked != is_open {
        return Ok(());
    }
    let by = cause.principal(group);
    Ok(crate::domain::moderation::set_locked(&session.core, &by, post.id, !is_open).await?)
}
