//! Replies in reading order: three levels are moved in, deeper ones go on flat and say whom they answer.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::posts::Post;
use crate::db::types::{PostId, TopicKind, UtcTime};
use crate::domain::topics::Thread;
use crate::domain::{Core, Viewer};
use crate::web::view::{ReplyRef, ReplyView};

use super::category_key;
use super::files::files;
use super::people::byline;
use super::sending::sending;
use super::topics::{home, kept, undo_until, vote};

/// The deepest level that is moved in.
const DEPTH_SHOWN: i32 = 2;

/// The replies of this page.
pub fn replies(
    core: &Core,
    thread: &Thread,
    viewer: &Viewer,
    moderators: &[Actor],
    open: &[(PostId, UtcTime)],
) -> Vec<ReplyView> {
    let by_id: HashMap<PostId, &Post> = thread.replies.iter().map(|post| (post.id, post)).collect();
    thread
        .replies
        .iter()
        .map(|post| ReplyView {
            replying_to: answered(post, thread, &by_id),
            ..reply(core, post, thread, viewer, moderators, open)
        })
        .collect()
}

/// Marks what others wrote after `before`, the newest post that the viewer saw, and gives the first of them.
pub fn mark_new(views: &mut [ReplyView], thread: &Thread, viewer: &Viewer, before: Option<PostId>) -> Option<i64> {
    let before = before?;
    for (view, post) in views.iter_mut().zip(&thread.replies) {
        view.is_new = post.id > before && !post.is_removed() && viewer.actor_id() != Some(post.actor_id);
    }
    views.iter().find(|view| view.is_new).map(|view| view.id)
}

/// Whom a reply answers, where it is moved in no further than its parent.
fn answered(post: &Post, thread: &Thread, by_id: &HashMap<PostId, &Post>) -> Option<ReplyRef> {
    if level(post) <= DEPTH_SHOWN {
        return None;
    }
    let parent = by_id.get(&post.parent_id?).filter(|parent| !parent.is_removed())?;
    let name = thread.shown.author(parent)?.display_name().to_owned();
    Some(ReplyRef { id: parent.id.0, name })
}

/// Steps below a direct reply to the topic.
fn level(post: &Post) -> i32 {
    post.depth - 1
}

/// One reply.
pub(super) fn reply(
    core: &Core,
    post: &Post,
    thread: &Thread,
    viewer: &Viewer,
    moderators: &[Actor],
    open: &[(PostId, UtcTime)],
) -> ReplyView {
    let topic = &thread.topic;
    let is_author = viewer.actor_id() == Some(post.actor_id);
    let asked = viewer.actor_id() == Some(topic.actor_id);
    let is_question = topic.topic_kind == Some(TopicKind::Question);
    let is_there = !post.is_removed();
    ReplyView {
        id: post.id.0,
        depth: u8::try_from(level(post).clamp(0, DEPTH_SHOWN)).unwrap_or(0),
        replying_to: None,
        lang: post.language.clone().unwrap_or_default(),
        html: post.html.clone(),
        author: byline(post, &thread.shown, moderators),
        vote: vote(post, &thread.shown, viewer),
        accepted: topic.accepted_id == Some(post.id),
        deleted: post.is_removed(),
        files: files(core, post, &thread.shown),
        hidden: thread.hidden.get(&post.id).map(|category| category_key(*category)),
        remote_url: home(post),
        may_reply: is_there && thread.is_level_met && (!topic.is_locked || thread.is_moderator),
        may_accept: is_there && is_question && (asked || thread.is_moderator),
        is_asker: asked,
        may_edit: is_there && is_author,
        undo_until: undo_until(post, open),
        may_delete: (is_there && is_author)
            || thread.is_moderator && (is_there || thread.hidden.contains_key(&post.id)),
        kept: kept(post, &thread.shown, viewer),
        is_new: false,
        sending: sending(post, thread),
    }
}
