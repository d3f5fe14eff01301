//! Topics as rows and in full, and the accepted answer.

use crate::db::actors::Actor;
use crate::db::posts::Post;
use crate::db::types::{self, Closing, Language, PostId, UtcTime};
use crate::domain::reading::News;
use crate::domain::topics::{Shown, Thread, TopicList};
use crate::domain::{Core, Viewer};
use crate::web::view::{NearTopic, PostView, QuestionView, Stamp, TopicKind, TopicRow, VoteView};

use super::files::files;
use super::people::{byline, stamp_of_id};
use super::sending::sending;
use super::{count, forum_line, stamp};

/// Type and state.
pub(super) fn kind(topic: &Post, shown: &Shown) -> TopicKind {
    match shown.closed_as(topic.id) {
        Some(Closing::Duplicate) => return TopicKind::Duplicate,
        Some(Closing::Stale) => return TopicKind::Stale,
        None => {}
    }
    plain_kind(topic)
}

/// The same without what only lists know.
fn plain_kind(topic: &Post) -> TopicKind {
    match topic.topic_kind {
        _ if topic.kind == types::PostKind::Note => TopicKind::Note,
        _ if topic.kind == types::PostKind::CaseStudy => TopicKind::CaseStudy,
        _ if topic.kind == types::PostKind::Training => TopicKind::Training,
        Some(types::TopicKind::Question) if topic.accepted_id.is_some() => TopicKind::Answered,
        Some(types::TopicKind::Question) if topic.reply_count > 0 => TopicKind::Waiting,
        Some(types::TopicKind::Question) => TopicKind::Question,
        Some(types::TopicKind::Announcement) => TopicKind::Announcement,
        Some(types::TopicKind::Discussion) | None => TopicKind::Discussion,
    }
}

/// The rows of a list; `with_forum` where it mixes forums.
pub fn topic_rows(list: &TopicList, language: Language, with_forum: bool) -> Vec<TopicRow> {
    let rows = list.shown.posts.iter();
    rows.map(|post| {
        let mut row = topic_row(post, &list.shown, language, with_forum);
        row.pinned = list.pinned.contains(&post.id);
        row
    })
    .collect()
}

/// A topic in a list. A reply or a note has no title: it appears under the beginning of its text.
pub fn topic_row(topic: &Post, shown: &Shown, language: Language, with_forum: bool) -> TopicRow {
    let forum = topic.forum_id.and_then(|id| shown.forums.get(&id));
    let author = byline(topic, shown, &[]);
    let (title, excerpt) = if topic.title.is_empty() {
        (topic.excerpt.clone(), String::new())
    } else {
        (topic.title.clone(), topic.excerpt.clone())
    };
    TopicRow {
        id: topic.id.0,
        title,
        lang: topic.language.clone().unwrap_or_default(),
        kind: kind(topic, shown),
        excerpt,
        forum: forum
            .filter(|_| with_forum)
            .map(|(forum, actor)| forum_line(forum, actor, shown.host(actor), language)),
        origin: author.origin.clone(),
        author,
        replies: count(topic.reply_count),
        votes: count(topic.vote_count),
        active_at: stamp_of_id(topic.last_post_id.0),
        pinned: topic.is_pinned,
        locked: topic.is_locked,
        unread: shown.news.contains_key(&topic.id),
        newer: match shown.news.get(&topic.id) {
            Some(News::Replies(newer)) => count(*newer),
            Some(News::Topic) | None => 0,
        },
    }
}

/// Votes for a post, and whether the viewer may add one: not to their own, not to what is gone.
pub(super) fn vote(post: &Post, shown: &Shown, viewer: &Viewer) -> VoteView {
    let is_other = viewer.actor_id().is_some_and(|actor| actor != post.actor_id);
    VoteView {
        count: count(post.vote_count),
        mine: shown.is_voted(post.id),
        allowed: is_other && !post.is_removed(),
    }
}

/// Whether the viewer keeps a post; nothing for guests.
pub(super) fn kept(post: &Post, shown: &Shown, viewer: &Viewer) -> Option<bool> {
    viewer.account_id().map(|_| shown.is_kept(post.id))
}

/// A topic near another one.
pub fn near_topic(topic: &Post) -> NearTopic {
    NearTopic {
        id: topic.id.0,
        title: topic.title.clone(),
        lang: topic.language.clone().unwrap_or_default(),
        kind: plain_kind(topic),
        replies: count(topic.reply_count),
    }
}

/// The page of a post on its home server.
pub(super) fn home(post: &Post) -> Option<String> {
    (!post.is_local).then(|| post.url.clone())
}

/// A topic in full.
pub fn post_view(
    core: &Core,
    thread: &Thread,
    viewer: &Viewer,
    moderators: &[Actor],
    open: &[(PostId, UtcTime)],
) -> PostView {
    let topic = &thread.topic;
    let is_author = viewer.actor_id() == Some(topic.actor_id);
    PostView {
        id: topic.id.0,
        title: topic.title.clone(),
        lang: topic.language.clone().unwrap_or_default(),
        kind: kind(topic, &thread.shown),
        html: topic.html.clone(),
        author: byline(topic, &thread.shown, moderators),
        vote: vote(topic, &thread.shown, viewer),
        files: files(core, topic, &thread.shown),
        remote_url: home(topic),
        pinned: topic.is_pinned,
        locked: topic.is_locked,
        may_edit: is_author,
        may_delete: is_author || thread.is_moderator,
        may_moderate: thread.is_moderator,
        undo_until: undo_until(topic, open),
        kept: kept(topic, &thread.shown, viewer),
        sending: sending(topic, thread),
    }
}

/// Until when a post can be taken back, if it is among those.
pub(super) fn undo_until(post: &Post, open: &[(PostId, UtcTime)]) -> Option<Stamp> {
    open.iter()
        .find(|(id, _)| *id == post.id)
        .map(|(_, until)| stamp(*until))
}

/// What a question has beside its text and answers.
pub fn question_view(thread: &Thread, viewer: &Viewer) -> Option<QuestionView> {
    let about = thread.question.as_ref()?;
    let asked = viewer.actor_id() == Some(thread.topic.actor_id);
    let original = about.original.as_ref();
    Some(QuestionView {
        original: original.map(|topic| (topic.id.0, topic.title.clone())),
        same: count(about.same_count),
        is_same: about.is_same,
        may_say_same: viewer.account_id().is_some() && !asked,
        may_close: asked || thread.is_moderator,
    })
}

/// The accepted answer, shown under the question.
pub fn answer(
    core: &Core,
    thread: &Thread,
    viewer: &Viewer,
    moderators: &[Actor],
) -> Option<crate::web::view::ReplyView> {
    let answer = thread.accepted.as_ref()?;
    Some(super::replies::reply(core, answer, thread, viewer, moderators, &[]))
}
