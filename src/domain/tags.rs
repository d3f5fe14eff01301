//! Subjects: the topics that carry a hashtag, and the hashtags in use in a forum.

use std::collections::HashMap;

use crate::db::reading::tags::{self as rows, Choice};
use crate::db::topics::list_tags_from;
use crate::db::types::{ForumId, PostId};

use super::error::Result;
use super::paging::cut_page;
use super::topics::{Shown, TOPICS_PER_PAGE, TopicList};
use super::{Core, Viewer, text};

/// Tags of a forum that are shown.
const SHOWN_IN_FORUM: usize = 12;

/// Which of the topics with a tag.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of one forum.
    pub forum: Option<ForumId>,
    /// Questions without a best answer.
    pub is_open: bool,
}

/// Uses of subjects that are looked at to find some that begin like a text.
const LOOKED_AT: i64 = 100;

/// Subjects that posts the viewer may read carry and that begin with `start`, as somebody typed them.
///
/// # Errors
/// If the database fails.
pub async fn beginning_with(core: &Core, viewer: &Viewer, start: &str, limit: usize) -> Result<Vec<String>> {
    let folded = text::fold_tag(start);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = core.db.read().await?;
    let known = list_tags_from(&mut conn, &folded, viewer.visibilities(), LOOKED_AT).await?;
    let mut names: Vec<(String, String)> = Vec::new();
    for (tag, name) in known {
        if tag.starts_with(&folded) && names.iter().all(|(known, _)| *known != tag) {
            names.push((tag, name));
        }
    }
    names.truncate(limit);
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

/// A page of the topics tagged `tag` (in any spelling), newest first; `after` is the id of the last one looked at.
///
/// # Errors
/// If the database fails.
pub async fn topics(core: &Core, viewer: &Viewer, tag: &str, filter: Filter, after: Option<i64>) -> Result<TopicList> {
    let mut conn = core.db.read().await?;
    let tag = text::fold_tag(tag);
    let choice = Choice {
        tag: &tag,
        forum: filter.forum,
        is_open: filter.is_open,
        visibilities: viewer.visibilities(),
        before: PostId(after.unwrap_or(i64::MAX)),
    };
    let last = rows::last_looked_at(&mut conn, &tag, choice.before).await?;
    let mut found = rows::list(&mut conn, choice, last, TOPICS_PER_PAGE + 1).await?;
    let next = if cut_page(&mut found, TOPICS_PER_PAGE) {
        found.last().map(|post| post.id)
    } else {
        last
    };
    let shown = Shown::load_for_list(core, &mut conn, viewer, found).await?;
    Ok(TopicList {
        pinned: Vec::new(),
        shown,
        next: next.map(|id| (id.0, id.0)),
    })
}

/// The tags of the latest topics of a forum, the most used first: name, and how many topics.
///
/// # Errors
/// If the database fails.
pub async fn of_forum(core: &Core, viewer: &Viewer, forum: ForumId) -> Result<Vec<(String, i64)>> {
    let mut conn = core.db.read().await?;
    let uses = rows::list_in_forum(&mut conn, forum, viewer.visibilities()).await?;
    let mut counts: HashMap<String, (i64, String)> = HashMap::new();
    for (tag, name) in uses {
        counts.entry(tag).or_insert((0, name)).0 += 1;
    }
    let mut known: Vec<(i64, String)> = counts.into_values().collect();
    known.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    known.truncate(SHOWN_IN_FORUM);
    Ok(known.into_iter().map(|(count, name)| (name, count)).collect())
}
