//! Subjects: the topics that carry a hashtag.

use crate::db::Keyset;
use crate::db::topics as rows;

use super::error::Result;
use super::topics::{Shown, TOPICS_PER_PAGE, TopicList, cut_page};
use super::{Core, Viewer, text};

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
    let known = rows::list_tags_from(&mut conn, &folded, viewer.visibilities(), LOOKED_AT).await?;
    let mut names: Vec<(String, String)> = Vec::new();
    for (tag, name) in known {
        if tag.starts_with(&folded) && names.iter().all(|(known, _)| *known != tag) {
            names.push((tag, name));
        }
    }
    names.truncate(limit);
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

/// A page of the topics tagged `tag` (in any spelling), newest first; `after` is the id of the last one shown.
///
/// # Errors
/// If the database fails.
pub async fn topics(core: &Core, viewer: &Viewer, tag: &str, after: Option<i64>) -> Result<TopicList> {
    let mut conn = core.db.read().await?;
    let page = Keyset {
        after: after.map(|id| (id, id)),
        limit: TOPICS_PER_PAGE + 1,
    };
    let mut found = rows::list_by_tag(&mut conn, &text::fold_tag(tag), viewer.visibilities(), page).await?;
    let more = cut_page(&mut found, TOPICS_PER_PAGE);
    let next = more.then(|| found.last().map(|post| (post.id.0, post.id.0))).flatten();
    let shown = Shown::load_for_page(core, &mut conn, viewer, found).await?;
    Ok(TopicList {
        pinned: Vec::new(),
        shown,
        next,
    })
}
