//! What a member sent to forums elsewhere, in words.

use crate::db::posts::Post;
use crate::db::submissions::Submission;
use crate::db::types::{Deed, PostKind, SendCause, SendState};
use crate::domain::submissions::may_retry;
use crate::domain::topics::{Shown, Thread};
use crate::web::paths;
use crate::web::view::{SendLine, SendLook, SendView};

use super::stamp;

/// What the viewer sent about a post of a thread, as far as it is not confirmed.
pub(super) fn sending(post: &Post, thread: &Thread) -> Vec<SendView> {
    let shown = &thread.shown;
    let is_chosen = |row: &&Submission| row.deed != Deed::Answer || thread.topic.accepted_id == Some(post.id);
    let rows = shown.sent.iter().filter(|row| row.post_id == post.id);
    rows.filter(is_chosen)
        .map(|row| state(row, host(row, shown), thread.topic.is_locked))
        .collect()
}

fn host(row: &Submission, shown: &Shown) -> String {
    let forum = shown.forums.get(&row.forum_id);
    let host = forum.and_then(|(_, group)| shown.host(group));
    host.unwrap_or_default().to_owned()
}

/// A line of the list of everything that a member sent.
pub fn send_line(row: &Submission, post: &Post, host: &str) -> SendLine {
    SendLine {
        post: post.id.0,
        href: match post.kind {
            PostKind::Reply => paths::reply(&post.id.0),
            _ => paths::topic(&post.id.0),
        },
        title: if post.title.is_empty() {
            post.excerpt.clone()
        } else {
            post.title.clone()
        },
        // Whether the topic is still locked is seen on its page.
        state: state(row, host.to_owned(), row.cause == Some(SendCause::Locked)),
        at: stamp(row.sent_at),
    }
}

fn state(row: &Submission, host: String, is_locked: bool) -> SendView {
    SendView {
        key: key(row.deed, row.state),
        look: match row.state {
            SendState::Sent => SendLook::Open,
            SendState::Refused | SendState::Undelivered => SendLook::Failed,
        },
        host,
        why: row.cause.and_then(|cause| why(row.deed, cause)),
        words: row.words.clone(),
        may_retry: may_retry(row, is_locked),
    }
}

fn key(deed: Deed, state: SendState) -> &'static str {
    match (deed, state) {
        (Deed::Post, SendState::Sent) => "send-post-sent",
        (Deed::Post, SendState::Refused) => "send-post-refused",
        (Deed::Post, SendState::Undelivered) => "send-post-undelivered",
        (Deed::Vote, SendState::Sent) => "send-vote-sent",
        (Deed::Vote, SendState::Refused) => "send-vote-refused",
        (Deed::Vote, SendState::Undelivered) => "send-vote-undelivered",
        (Deed::Answer, SendState::Sent) => "send-answer-sent",
        (Deed::Answer, SendState::Refused) => "send-answer-refused",
        (Deed::Answer, SendState::Undelivered) => "send-answer-undelivered",
    }
}

fn why(deed: Deed, cause: SendCause) -> Option<&'static str> {
    Some(match cause {
        SendCause::Locked => "send-why-locked",
        SendCause::Banned => "send-why-banned",
        SendCause::Rejected if deed == Deed::Post => "send-why-rejected",
        SendCause::Rejected => return None,
        SendCause::Missing => "send-why-missing",
        SendCause::Unreachable => "send-why-unreachable",
        SendCause::Blocked => "send-why-blocked",
    })
}
