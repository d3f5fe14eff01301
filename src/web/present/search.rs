//! What a search found, as rows.

use crate::db::posts::Post;
use crate::db::types::{Language, PostKind};
use crate::domain::search::{Excerpt, Found};
use crate::domain::text;
use crate::web::paths;
use crate::web::view::{HitRow, Marked};

use super::people::byline;
use super::topics::kind;
use super::{count, forum_line};

/// The rows of a page of a search.
pub fn hit_rows(found: &Found, language: Language) -> Vec<HitRow> {
    found
        .shown
        .posts
        .iter()
        .map(|post| row(post, found, language))
        .collect()
}

fn row(post: &Post, found: &Found, language: Language) -> HitRow {
    let shown = &found.shown;
    let is_reply = post.kind == PostKind::Reply;
    let head = if is_reply {
        found.heads.get(&post.root_id)
    } else {
        Some(post)
    };
    let forum = post.forum_id.and_then(|id| shown.forums.get(&id));
    HitRow {
        href: if is_reply {
            paths::reply(&post.id.0)
        } else {
            paths::topic(&post.id.0)
        },
        title: head.map_or_else(Vec::new, |head| marked(found.marker.mark(&head.title))),
        title_lang: head.and_then(|head| head.language.clone()).unwrap_or_default(),
        excerpt: marked(found.marker.excerpt(&text::plain(&post.html))),
        lang: post.language.clone().unwrap_or_default(),
        kind: kind(head.unwrap_or(post), shown),
        is_reply,
        is_accepted: head.is_some_and(|head| head.accepted_id == Some(post.id)),
        author: byline(post, shown, &[]),
        forum: forum.map(|(forum, actor)| forum_line(forum, actor, shown.host(actor), language)),
        replies: count(post.reply_count),
    }
}

fn marked(pieces: Vec<Excerpt>) -> Vec<Marked> {
    let pieces = pieces.into_iter();
    pieces
        .map(|piece| Marked {
            text: piece.text,
            is_hit: piece.is_hit,
        })
        .collect()
}
