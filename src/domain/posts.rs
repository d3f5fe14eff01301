//! Writing: topics and replies, from here and from elsewhere, through the same functions.

use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::types::{
    ActorId, Closing, Deed, ForumId, NotificationKind, PostId, PostKind, Posting, TopicKind, UtcTime, Visibility,
};
use crate::db::{Conn, actors, instances, questions};

use super::cases::replications;
use super::content::Content;
use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::media::{NewAttachment, attaching};
use super::moderation::guard::{self, Verdict};
use super::moderation::{held, reports};
use super::reading::watchers;
use super::told::Told;
use super::validate::{Problem, Problems};
use super::verification::rights;
use super::{Core, Principal, Viewer, notifications, search, similar, submissions, text, undo};

pub use super::edits::{Edit, edit, rewrite, rewrite_with};
pub use super::removal::{may_remove, remove, remove_because};

/// Replies deeper than this stay on this level (Lemmy refuses deeper ones).
pub const DEPTH_MAX: i32 = 50;

/// A topic to be published.
#[derive(Debug, Clone)]
pub struct NewTopic {
    /// Kind.
    pub kind: TopicKind,
    /// Title, plain text.
    pub title: String,
    /// Body.
    pub content: Content,
    /// Where it comes from; none if it is written here.
    pub remote: Option<RemoteIdentity>,
    /// Whether its author may take it back for a while before anybody is told. See [`undo`].
    pub is_held: bool,
    /// Its record, if another server tells it as a case study or a training.
    pub told: Option<Told>,
}

/// A reply to be published.
#[derive(Debug, Clone)]
pub struct NewReply {
    /// What it answers.
    pub parent: PostId,
    /// Body.
    pub content: Content,
    /// Where it comes from; none if it is written here.
    pub remote: Option<RemoteIdentity>,
    /// Whether its author may take it back for a while before anybody is told. See [`undo`].
    pub is_held: bool,
    /// How it went where its author did what the case study tells of, too.
    pub report: Option<replications::Report>,
}

/// What its home server gave a post.
#[derive(Debug, Clone)]
pub struct RemoteIdentity {
    /// ActivityPub id.
    pub uri: String,
    /// Page for people.
    pub url: String,
    /// Publication.
    pub published_at: UtcTime,
    /// Whether it is addressed to the public; narrower than its forum's scope if not.
    pub is_public: bool,
}

/// The form of a topic.
#[derive(Debug, Clone, Default)]
pub struct TopicForm {
    /// `discussion`, `question` or `announcement`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Body, Markdown.
    pub body: String,
    /// BCP 47.
    pub language: String,
}

/// Publishes what a member typed as a topic of `forum`.
///
/// # Errors
/// [`Error::Invalid`]; see [`publish_topic`].
pub async fn write_topic(core: &Core, by: &Principal, forum: ForumId, form: &TopicForm) -> Result<Post> {
    write_topic_with(core, by, forum, form, Vec::new()).await
}

/// The same with files.
///
/// # Errors
/// [`Error::Invalid`], also on `files`; see [`publish_topic`].
pub async fn write_topic_with(
    core: &Core,
    by: &Principal,
    forum: ForumId,
    form: &TopicForm,
    files: Vec<NewAttachment>,
) -> Result<Post> {
    let mut problems = Problems::default();
    let title = problems.line("title", &form.title, 5, text::TITLE_MAX);
    let body = problems.block("body", &form.body, 10, text::BODY_MAX);
    let kind = form.kind.parse().unwrap_or_else(|_| {
        problems.add("kind", Problem::Choice);
        TopicKind::Discussion
    });
    problems.into_result(())?;
    attaching::check(&files)?;
    let content = Content::written(core, &body, &form.language).await?.with(files);
    publish_topic(
        core,
        by,
        forum,
        NewTopic {
            kind,
            title,
            content,
            remote: None,
            is_held: true,
            told: None,
        },
    )
    .await
}

/// Publishes what a member typed as a reply to `parent`.
///
/// # Errors
/// [`Error::Invalid`]; see [`publish_reply`].
pub async fn write_reply(core: &Core, by: &Principal, parent: PostId, body: &str, language: &str) -> Result<Post> {
    write_reply_with(core, by, parent, body, language, Vec::new()).await
}

/// The same with files.
///
/// # Errors
/// [`Error::Invalid`], also on `files`; see [`publish_reply`].
pub async fn write_reply_with(
    core: &Core,
    by: &Principal,
    parent: PostId,
    body: &str,
    language: &str,
    files: Vec<NewAttachment>,
) -> Result<Post> {
    let mut problems = Problems::default();
    let body = problems.block("body", body, 1, text::BODY_MAX);
    problems.into_result(())?;
    attaching::check(&files)?;
    let content = Content::written(core, &body, language).await?.with(files);
    publish_reply(
        core,
        by,
        NewReply {
            parent,
            content,
            remote: None,
            is_held: true,
            report: None,
        },
    )
    .await
}

/// Publishes a topic. A remote topic that is known already is given back as it is.
///
/// # Errors
/// [`Error::NotFound`] if the author may not know of the forum, [`Error::Gone`] if the topic was deleted before it came,
/// [`Denied::ModeratorsOnly`]; [`Error::Held`] if it waits for a moderator; see [`guard::judge`].
pub async fn publish_topic(core: &Core, by: &Principal, forum: ForumId, new: NewTopic) -> Result<Post> {
    let published = core
        .change(async |conn| topic_in(core, conn, by, forum, &new, Approval::Needed).await)
        .await?;
    published.ok_or(Error::Held)
}

/// Whether rules decide if a new post appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Approval {
    /// They do.
    Needed,
    /// A moderator has decided.
    Given,
}

/// The same inside a transaction. A post that a moderator has approved is judged no more; nothing is given back for one that
/// waits for that.
pub(super) async fn topic_in(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    forum: ForumId,
    new: &NewTopic,
    approval: Approval,
) -> Result<Option<Post>> {
    if let Some(known) = known_remote(conn, new.remote.as_ref()).await? {
        return Ok(Some(known));
    }
    let (forum, forum_actor) = forums::get(conn, forum).await?;
    require_entry(core, conn, by, &forum).await?;
    rights::require_to_open(core, conn, by, &forum, &forum_actor).await?;
    let staff_only = forum.posting == Posting::Moderators || new.kind == TopicKind::Announcement;
    if staff_only && !by.moderates(conn, &forum, &forum_actor).await? {
        return Err(Error::Forbidden(Denied::ModeratorsOnly));
    }
    let place = (&forum, &forum_actor);
    let all_said = new.told.as_ref().map(|told| told.all_said(&new.content));
    let said = (new.title.as_str(), all_said.as_ref().unwrap_or(&new.content));
    let verdict = judged(core, conn, by, place, said, approval).await?;
    if let Verdict::Hold(cause, phrase) = verdict {
        held::hold(core, conn, by, &forum, held::Waiting::Topic(new), cause, phrase).await?;
        return Ok(None);
    }
    let kind = new.told.as_ref().map_or(PostKind::Topic, Told::kind);
    let mut post = base(core, by, Some(&forum), kind, &new.content, new.remote.as_ref());
    post.topic_kind = new.told.is_none().then_some(new.kind);
    post.title = new.title.clone();
    posts::insert(conn, &post).await?;
    forums::add_counts(conn, forum.id, i64::from(new.told.is_none()), 0, Some(post.id)).await?;
    if let Some(told) = &new.told {
        told.hear(core, conn, &post, by.instance_id).await?;
    }
    similar::index(conn, &post).await?;
    let until = undo::until(core, new.is_held);
    finish(core, conn, by, &post, &new.content, None, until).await?;
    submissions::sent(core, conn, by, Some(forum.id), (post.id, Deed::Post)).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    Ok(Some(post))
}

/// What rules say of a new post, unless a moderator decided.
pub(super) async fn judged(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    place: (&Forum, &Actor),
    (title, content): (&str, &Content),
    approval: Approval,
) -> Result<Verdict> {
    if approval == Approval::Given {
        guard::require_welcome(core, conn, by, place).await?;
        return Ok(Verdict::Pass);
    }
    guard::judge(core, conn, by, place, title, content).await
}

/// Publishes a reply. A remote reply that is known already is given back as it is.
///
/// # Errors
/// [`Error::NotFound`] if the author may not know of what it answers, [`Error::Gone`] if that or the reply itself was
/// deleted, [`Denied::Locked`]; [`Error::Held`] if it waits for a moderator; see [`guard::judge`].
pub async fn publish_reply(core: &Core, by: &Principal, new: NewReply) -> Result<Post> {
    let published = core
        .change(async |conn| reply_in(core, conn, by, &new, Approval::Needed).await)
        .await?;
    published.ok_or(Error::Held)
}

/// The same inside a transaction, as [`topic_in`].
pub(super) async fn reply_in(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    new: &NewReply,
    approval: Approval,
) -> Result<Option<Post>> {
    if let Some(known) = known_remote(conn, new.remote.as_ref()).await? {
        return Ok(Some(known));
    }
    // The head first: what happens to a thread happens one after another, and its forum may have just changed.
    let (root, parent) = thread_of(conn, new.parent).await?;
    let (forum, forum_actor) = forums::get(conn, root.forum_id.ok_or(Error::NotFound)?).await?;
    require_entry(core, conn, by, &forum).await?;
    rights::require_to_reply(core, conn, by, &root, (&forum, &forum_actor)).await?;
    if by.is_local() && (parent.is_removed() || root.is_removed()) {
        return Err(Error::Gone);
    }
    if root.is_locked && !by.moderates(conn, &forum, &forum_actor).await? {
        return Err(Error::Forbidden(Denied::Locked));
    }
    let verdict = judged(core, conn, by, (&forum, &forum_actor), ("", &new.content), approval).await?;
    if let Verdict::Hold(cause, phrase) = verdict {
        held::hold(core, conn, by, &forum, held::Waiting::Reply(new), cause, phrase).await?;
        return Ok(None);
    }
    let mut post = base(
        core,
        by,
        Some(&forum),
        PostKind::Reply,
        &new.content,
        new.remote.as_ref(),
    );
    post.root_id = root.id;
    post.parent_id = Some(parent.id);
    post.branch_id = parent.branch_id.or(Some(post.id));
    post.depth = (parent.depth + 1).min(DEPTH_MAX);
    post.visibility = post.visibility.narrower(root.visibility);
    posts::insert(conn, &post).await?;
    if let Some(report) = &new.report {
        replications::attach(conn, by, &post, report).await?;
    }
    count_reply(conn, &post, 1).await?;
    posts::set_newest(conn, root.id, post.id).await?;
    forums::add_counts(conn, forum.id, 0, 1, Some(post.id)).await?;
    if root.topic_kind == Some(TopicKind::Question) {
        questions::reopen(conn, root.id, &[Closing::Stale]).await?;
    }
    let until = undo::until(core, new.is_held);
    finish(core, conn, by, &post, &new.content, Some(&parent), until).await?;
    submissions::sent(core, conn, by, Some(forum.id), (post.id, Deed::Post)).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    Ok(Some(post))
}

/// A post and the head of its thread, which is held until the transaction ends.
pub(super) async fn thread_of(conn: &mut Conn, id: PostId) -> Result<(Post, Post)> {
    loop {
        let before = posts::get(conn, id).await?;
        let root = posts::get_locked(conn, before.root_id).await?;
        if root.id == id {
            return Ok((root.clone(), root));
        }
        let post = posts::get(conn, id).await?;
        // Somebody split or merged the thread while we waited for it.
        if post.root_id == root.id {
            return Ok((root, post));
        }
    }
}

pub(super) async fn known_remote(conn: &mut Conn, remote: Option<&RemoteIdentity>) -> Result<Option<Post>> {
    let Some(remote) = remote else { return Ok(None) };
    if posts::has_grave(conn, &remote.uri).await? {
        return Err(Error::Gone);
    }
    Ok(posts::find_by_uri(conn, &remote.uri).await?)
}

/// That the author may know of the forum at all.
pub(super) async fn require_entry(core: &Core, conn: &mut Conn, by: &Principal, forum: &Forum) -> Result<()> {
    let viewer = viewer_of(core, conn, by).await?;
    if viewer.may_enter(forum.scope) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// What a principal may see: a member's view, or that of its server.
pub(super) async fn viewer_of(core: &Core, conn: &mut Conn, by: &Principal) -> Result<Viewer> {
    if let Some(member) = Viewer::of_member(core, by) {
        return Ok(member);
    }
    let Some(id) = by.instance_id else {
        return Ok(Viewer::Guest);
    };
    let instance = instances::get(conn, id).await?;
    Ok(Viewer::Peer {
        instance_id: id,
        is_trusted: instance.is_trusted,
    })
}

/// A post with everything that all kinds have in common.
pub(super) fn base(
    core: &Core,
    by: &Principal,
    forum: Option<&Forum>,
    kind: PostKind,
    content: &Content,
    remote: Option<&RemoteIdentity>,
) -> Post {
    let now = core.clock.now();
    let published_at = remote.map_or(now, |remote| remote.published_at.min(now));
    let id: PostId = if remote.is_some() {
        core.ids.at(published_at)
    } else {
        core.ids.next()
    };
    let folder = match kind {
        PostKind::Reply => "replies",
        PostKind::CaseStudy => "cases",
        PostKind::Training => "trainings",
        _ => "topics",
    };
    let own = || core.config.link(&format!("/{folder}/{id}"));
    let scope = forum.map_or(Visibility::Public, |forum| Visibility::from(forum.scope));
    Post {
        id,
        uri: remote.map_or_else(own, |remote| remote.uri.clone()),
        url: remote.map_or_else(own, |remote| remote.url.clone()),
        kind,
        topic_kind: None,
        actor_id: by.actor_id,
        forum_id: forum.map(|forum| forum.id),
        root_id: id,
        branch_id: None,
        parent_id: None,
        depth: 0,
        title: String::new(),
        source: content.source.clone(),
        html: content.html.clone(),
        excerpt: content.excerpt.clone(),
        language: content.language.clone(),
        visibility: if remote.is_some_and(|remote| !remote.is_public) {
            scope.narrower(Visibility::Network)
        } else {
            scope
        },
        is_local: remote.is_none(),
        is_pinned: false,
        is_locked: false,
        accepted_id: None,
        reply_count: 0,
        vote_count: 0,
        last_post_id: id,
        announced_at: forum.filter(|forum| forum.is_local).map(|_| now),
        edited_at: None,
        removed_at: None,
        removed_by: None,
        published_at,
    }
}

/// Tags, mentions, counters, notices and the event of a new post; notices and event wait if it is `held` until some time.
pub(super) async fn finish(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: &Post,
    content: &Content,
    parent: Option<&Post>,
    held: Option<UtcTime>,
) -> Result<()> {
    posts::set_tags(conn, post.id, &content.tags).await?;
    search::add(conn, post, &content.tags).await?;
    posts::set_mentions(conn, post.id, &content.mentions).await?;
    if let Some(files) = content.attachments.as_ref().filter(|files| !files.is_empty()) {
        attaching::set(core, conn, by, post, files).await?;
    }
    actors::add_counts(conn, by.actor_id, 0, 0, 1).await?;
    match held {
        Some(until) => undo::tell_later(core, conn, post.id, until).await?,
        None => {
            tell(
                core,
                conn,
                post,
                parent.map(|parent| parent.actor_id),
                &content.mentions,
            )
            .await?;
        }
    }
    let above: Vec<PostId> = parent
        .map(|parent| [parent.id, post.root_id])
        .into_iter()
        .flatten()
        .collect();
    event::record_after(core, conn, by, &Event::PostPublished(post.id), &above, held).await
}

/// Tells whom a new post answers, and whom it names.
pub(super) async fn tell(
    core: &Core,
    conn: &mut Conn,
    post: &Post,
    answered: Option<ActorId>,
    mentions: &[ActorId],
) -> Result<()> {
    let kind = if answered.is_some() && replications::is_report(conn, post).await? {
        NotificationKind::Replicated
    } else {
        NotificationKind::Reply
    };
    let told = answered.map(|author| (kind, author));
    let named = mentions.iter().filter(|actor| Some(**actor) != answered);
    let named = named.map(|actor| (NotificationKind::Mention, *actor));
    for (kind, actor) in told.into_iter().chain(named) {
        notifications::tell(core, conn, kind, actor, post.actor_id, Some(post)).await?;
    }
    watchers::call(core, conn, post).await
}

/// Counts a reply (or its removal) at the thread's head and at what it answers.
async fn count_reply(conn: &mut Conn, reply: &Post, by: i64) -> Result<()> {
    posts::add_replies(conn, reply.root_id, by).await?;
    match reply.parent_id {
        Some(parent) if parent != reply.root_id => Ok(posts::add_replies(conn, parent, by).await?),
        _ => Ok(()),
    }
}

/// Counts a post that came back (1) or went (-1).
pub(super) async fn count(conn: &mut Conn, post: &Post, by: i64) -> Result<()> {
    actors::add_counts(conn, post.actor_id, 0, 0, by).await?;
    let Some(forum) = post.forum_id.filter(|_| !post.kind.has_record()) else {
        return Ok(());
    };
    if post.kind != PostKind::Reply {
        return Ok(forums::add_counts(conn, forum, by, 0, None).await?);
    }
    count_reply(conn, post, by).await?;
    replications::replied(conn, post).await?;
    let root = posts::get(conn, post.root_id).await?;
    if by < 0 && root.accepted_id == Some(post.id) {
        posts::set_accepted(conn, root.id, None).await?;
        questions::set_accepted_by(conn, root.id, None).await?;
    }
    Ok(forums::add_counts(conn, forum, 0, by, None).await?)
}

/// Remembers that an object was deleted before we ever saw it, so that a late Create does not revive it.
///
/// # Errors
/// If the database fails.
pub async fn bury(core: &Core, uri: &str) -> Result<()> {
    Ok(posts::insert_grave(&mut core.db.write().await?, uri, core.clock.now()).await?)
}

/// Whether a member may change this post's text.
pub fn may_edit(viewer: &Viewer, post: &Post) -> bool {
    viewer.actor_id() == Some(post.actor_id) && !post.is_removed()
}
