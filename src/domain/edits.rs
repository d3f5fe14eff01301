//! Changing what posts say: from here and from elsewhere, topics, replies and case studies, through the same functions. What
//! follows from new words (history, tags, index, files, who is told) is in one place, [`put`].

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post, PostText};
use crate::db::types::{PostId, PostKind, TopicKind, UtcTime};

use super::cases::News;
use super::content::Content;
use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::media::{NewAttachment, attaching};
use super::moderation::guard::{self, Verdict};
use super::moderation::{reports, tags};
use super::posts::{TopicForm, thread_of};
use super::told::{self, Told};
use super::validate::Problems;
use super::{Core, Principal, history, search, similar, submissions, text};

/// Changes what a member typed before.
///
/// # Errors
/// [`Error::Invalid`]; see [`edit`].
pub async fn rewrite(core: &Core, by: &Principal, id: PostId, form: &TopicForm) -> Result<Post> {
    rewrite_with(core, by, id, form, None).await
}

/// The same with other files; none leaves those that are there.
///
/// # Errors
/// [`Error::Invalid`], also on `files`; see [`edit`].
pub async fn rewrite_with(
    core: &Core,
    by: &Principal,
    id: PostId,
    form: &TopicForm,
    files: Option<Vec<NewAttachment>>,
) -> Result<Post> {
    let post = posts::get(&mut core.db.read().await?, id).await?;
    // A training is changed with what stands beside it, or its text would say something else.
    if post.kind == PostKind::Training {
        return Err(Error::NotFound);
    }
    let is_reply = post.kind == PostKind::Reply;
    let mut problems = Problems::default();
    let title = if is_reply {
        String::new()
    } else {
        problems.line("title", &form.title, 5, text::TITLE_MAX)
    };
    let body = problems.block("body", &form.body, if is_reply { 1 } else { 10 }, text::BODY_MAX);
    let kind = if is_reply {
        None
    } else {
        form.kind.parse().ok().or(post.topic_kind)
    };
    problems.into_result(())?;
    attaching::check(files.as_deref().unwrap_or_default())?;
    let mut content = Content::written(core, &body, &form.language).await?;
    content.attachments = files;
    let edit_now = Edit {
        kind,
        title,
        content,
        told: None,
        at: core.clock.now(),
    };
    edit(core, by, id, &edit_now).await
}

/// What a post is to say from now on.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The kind of a topic; none leaves it.
    pub kind: Option<TopicKind>,
    /// Title, plain text; empty for a reply.
    pub title: String,
    /// Body.
    pub content: Content,
    /// Its record, if another server tells it as a case study or a training; none leaves what was told before.
    pub told: Option<Told>,
    /// When its author changed it.
    pub at: UtcTime,
}

/// Changes the text of a post. An older change than the last one known does nothing.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::Gone`] if it was removed.
pub async fn edit(core: &Core, by: &Principal, id: PostId, edit: &Edit) -> Result<Post> {
    core.change(async |conn| edit_in(core, conn, by, id, edit).await).await
}

/// The same inside a transaction.
pub(super) async fn edit_in(core: &Core, conn: &mut Conn, by: &Principal, id: PostId, edit: &Edit) -> Result<Post> {
    let (title, content) = (&edit.title, &edit.content);
    let (post, place) = own(core, conn, by, id).await?;
    let at = edit.at.min(core.clock.now());
    if post.edited_at.is_some_and(|last| last > at) {
        return Ok(post);
    }
    let told = edit.told.as_ref().filter(|told| told.kind() == post.kind);
    let (before, news) = match told {
        Some(told) => {
            let before = told::all_said_by(conn, &post).await?;
            (Some(before), told.hear(core, conn, &post, by.instance_id).await?)
        }
        None => (None, News::None),
    };
    // Other servers send an Update also for what is no edit, such as a lock.
    if !by.is_local() && news == News::None && says_the_same(conn, &post, edit).await? {
        return Ok(post);
    }
    let after = told.map(|told| told.all_said(content));
    let (before, after) = (before.as_ref().unwrap_or(&post), after.as_ref().unwrap_or(content));
    let verdict = match &place {
        Some((forum, group)) => guard::judge_edit(conn, by, (forum, group), before, (title, after)).await?,
        None => Verdict::Pass,
    };
    // A question with a best answer stays a question, and announcements are for moderators to make.
    let may_change = post.accepted_id.is_none() && edit.kind != Some(TopicKind::Announcement);
    let kind = if may_change { edit.kind } else { post.topic_kind };
    put(core, conn, by, &post, (kind, title, content), at, news).await?;
    if let Some((forum, _)) = &place {
        reports::by_rule(core, conn, forum, &post, verdict).await?;
    }
    Ok(posts::get(conn, id).await?)
}

/// A post that its author may change, and where it stands.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::Gone`]; whatever keeps members out of the forum.
pub(super) async fn own(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    id: PostId,
) -> Result<(Post, Option<(Forum, Actor)>)> {
    let (_, post) = thread_of(conn, id).await?;
    if post.actor_id != by.actor_id {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    let place = match post.forum_id {
        Some(forum) => Some(forums::get(conn, forum).await?),
        None => None,
    };
    if let (true, Some((forum, group))) = (by.is_local(), &place) {
        guard::require_welcome(core, conn, by, (forum, group)).await?;
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    Ok((post, place))
}

async fn says_the_same(conn: &mut Conn, post: &Post, edit: &Edit) -> Result<bool> {
    let content = &edit.content;
    let are_words = post.html == content.html
        && post.title == edit.title
        && post.language == content.language
        && edit.kind.is_none_or(|kind| post.topic_kind == Some(kind));
    match &content.attachments {
        Some(files) if are_words => attaching::is_same(conn, post.id, files).await,
        _ => Ok(are_words),
    }
}

/// Has a post say something else, with everything that follows from it.
pub(super) async fn put(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: &Post,
    (kind, title, content): (Option<TopicKind>, &str, &Content),
    at: UtcTime,
    news: News,
) -> Result<()> {
    let text = PostText {
        topic_kind: kind,
        title: title.to_owned(),
        source: content.source.clone(),
        html: content.html.clone(),
        excerpt: content.excerpt.clone(),
        language: content.language.clone(),
        edited_at: Some(at),
    };
    history::keep(core, conn, post, &text).await?;
    if news == News::Less {
        history::forget(conn, post.id).await?;
    }
    posts::update_text(conn, post.id, &text).await?;
    similar::reindex(conn, post, &text).await?;
    let tags = tags::after_edit(conn, post.id, &content.tags).await?;
    posts::set_tags(conn, post.id, &tags).await?;
    search::renew(conn, post.id).await?;
    posts::set_mentions(conn, post.id, &content.mentions).await?;
    if let Some(files) = &content.attachments {
        attaching::set(core, conn, by, post, files).await?;
    }
    submissions::sent_again(core, conn, by, post).await?;
    event::record(core, conn, by, &Event::PostEdited(post.id)).await
}
