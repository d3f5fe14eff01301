//! Topics near another one: those that share its tags, the more the nearer, and then the latest of its forum.

use std::collections::HashMap;

use crate::db::posts::{self, Post};
use crate::db::reading::merged;
use crate::db::types::PostId;
use crate::domain::error::Result;
use crate::domain::text::fold_tag;
use crate::domain::topics::Thread;
use crate::domain::{Core, Viewer};

/// So many are shown.
const SHOWN: usize = 5;
/// So many tags are looked at.
const TAGS_MOST: usize = 5;

/// The topics near that of `thread`, nearest first.
///
/// # Errors
/// If the database fails.
pub async fn topics(core: &Core, viewer: &Viewer, thread: &Thread) -> Result<Vec<Post>> {
    let topic = &thread.topic;
    let names = thread.shown.tags.get(&topic.id).map_or(&[][..], Vec::as_slice);
    let tags: Vec<String> = names.iter().take(TAGS_MOST).map(|name| fold_tag(name)).collect();
    let (forum, visibilities) = (thread.forum.forum.id, viewer.visibilities());
    let mut conn = core.db.read().await?;
    let limit = i64::try_from(SHOWN).unwrap_or(0);
    let found = merged::near(&mut conn, topic.id, forum, &tags, visibilities, limit).await?;
    let nearest = nearest(found);
    if nearest.is_empty() {
        return Ok(Vec::new());
    }
    let mut loaded = posts::list_by_ids(&mut conn, &nearest).await?;
    loaded.sort_by_key(|post| nearest.iter().position(|id| *id == post.id));
    Ok(loaded)
}

/// Those with the most tags in common first, then the newest.
fn nearest(found: Vec<(i64, PostId)>) -> Vec<PostId> {
    let mut weights: HashMap<PostId, i64> = HashMap::new();
    for (weight, id) in found {
        *weights.entry(id).or_default() += weight;
    }
    let mut ranked: Vec<(i64, PostId)> = weights.into_iter().map(|(id, weight)| (weight, id)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.truncate(SHOWN);
    ranked.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_tags_in_common_are_nearer_and_then_newer_ones() {
        let found = [(1, 10), (1, 20), (1, 10), (0, 30), (0, 20)];
        let found = found.into_iter().map(|(weight, id)| (weight, PostId(id))).collect();
        assert_eq!(nearest(found), [PostId(10), PostId(20), PostId(30)]);
    }
}
