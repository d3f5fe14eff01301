//! Topics that may be about the same: those whose title shares words with another one.
//!
//! Each title stands in an index of folded words. For each word that says something, the newest topics are looked up; those
//! that share most words come first.

use std::collections::HashMap;

use crate::db::posts::{self, Post, PostText};
use crate::db::types::{PostId, PostKind};
use crate::db::{Conn, settings, topic_words};

use super::error::Result;
use super::{Core, Viewer, fold};

/// Topics offered.
const OFFERED: usize = 5;
/// Words of a title that are looked up.
const WORDS_MAX: usize = 8;
/// Topics looked at for each word: enough to find the likely ones, and no more for a word that stands everywhere.
const TOPICS_MAX: i64 = 100;
/// Where it stands how far topics from before this index are in it.
const FILLED: &str = "topic_words_filled";
/// Topics put into the index at once.
const BATCH: i64 = 200;

/// Words that stand in every other title, as folded.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "by",
    "is",
    "are",
    "do",
    "does",
    "be",
    "how",
    "what",
    "why",
    "which",
    "who",
    "when",
    "where",
    "can",
    "we",
    "our",
    "my",
    "it",
    "this",
    "that",
    "after",
    "not",
    "في",
    "من",
    "علي",
    "عن",
    "الي",
    "ما",
    "هل",
    "كيف",
    "لماذا",
    "متي",
    "اين",
    "مع",
    "بعد",
    "قبل",
    "هذا",
    "هذه",
    "لا",
    "او",
    "ان",
    "عند",
    "لدي",
    "لدينا",
];

fn words(title: &str) -> Vec<String> {
    let mut words = fold::query_words(title, 40);
    words.retain(|word| word.chars().count() > 1 && !FILLERS.contains(&word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}

/// Puts a topic into the index: a new one, or one that came back. Other posts are left alone.
pub(super) async fn index(conn: &mut Conn, topic: &Post) -> Result<()> {
    if topic.kind != PostKind::Topic {
        return Ok(());
    }
    Ok(topic_words::set(conn, topic.id, &words(&topic.title)).await?)
}

/// Puts a topic into the index under its new title.
pub(super) async fn reindex(conn: &mut Conn, topic: &Post, new: &PostText) -> Result<()> {
    if topic.kind != PostKind::Topic || topic.title == new.title {
        return Ok(());
    }
    Ok(topic_words::set(conn, topic.id, &words(&new.title)).await?)
}

/// Takes a topic out of the index.
pub(super) async fn forget(conn: &mut Conn, topic: PostId) -> Result<()> {
    Ok(topic_words::set(conn, topic, &[]).await?)
}

/// The topics the viewer may read that are most like a title, the likeliest first. `except` is the topic itself.
///
/// # Errors
/// If the database fails.
pub async fn to_title(core: &Core, viewer: &Viewer, title: &str, except: Option<PostId>) -> Result<Vec<Post>> {
    let mut wanted = words(title);
    // Long words say more than short ones.
    wanted.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    wanted.truncate(WORDS_MAX);
    let mut conn = core.db.read().await?;
    let mut shared: HashMap<PostId, usize> = HashMap::new();
    for word in &wanted {
        for topic in topic_words::list_with(&mut conn, word, TOPICS_MAX).await? {
            *shared.entry(topic).or_default() += 1;
        }
    }
    // One word in common is chance, unless there is hardly more to share.
    let least = if wanted.len() > 2 { 2 } else { 1 };
    let mut likely: Vec<(usize, PostId)> = shared
        .into_iter()
        .filter(|(topic, count)| *count >= least && Some(*topic) != except)
        .map(|(topic, count)| (count, topic))
        .collect();
    likely.sort_unstable_by(|a, b| b.cmp(a));
    likely.truncate(OFFERED * 4);
    let ids: Vec<PostId> = likely.iter().map(|(_, id)| *id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = posts::list_by_ids(&mut conn, &ids).await?;
    found.retain(|post| !post.is_removed() && viewer.may_read(post));
    found.sort_by_key(|post| ids.iter().position(|id| *id == post.id));
    found.truncate(OFFERED);
    Ok(found)
}

/// Puts topics from before there was an index into it, some at a time, until all are.
///
/// # Errors
/// If the database fails; what was put in stays.
pub async fn fill(core: &Core) -> Result<()> {
    let known = settings::find(&mut core.db.read().await?, FILLED).await?;
    let mut after = PostId(known.and_then(|value| value.as_i64()).unwrap_or(0));
    loop {
        let page = topic_words::list_titles(&mut core.db.read().await?, after, BATCH).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        core.change(async |conn| {
            for (topic, title) in &page {
                topic_words::set(conn, *topic, &words(title)).await?;
            }
            Ok(settings::set(conn, FILLED, &after.0.into(), core.clock.now()).await?)
        })
        .await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_something_are_kept_as_folded() {
        assert_eq!(words("How do we align the Pump?"), ["align", "pump"]);
        assert_eq!(
            words("كيف نضبط محاذاة المضخة بعد الصيانة"),
            ["صيانه", "محاذاه", "مضخه", "نضبط"]
        );
        assert!(words("what is it").is_empty());
    }
}
