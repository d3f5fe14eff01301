//! Topics that may be about the same: those that share words of the title or tags with another one, the more the likelier.
//!
//! Each title stands in an index of folded words, beside that of tags. For each tag and each word that says something, the
//! newest topics are looked up. While somebody asks, only words count; beside a topic, what is missing is filled up with the
//! latest of its forum.

use std::collections::HashMap;
use std::hash::Hash;

use crate::db::posts::{self, Post, PostText};
use crate::db::reading::merged::{self, Alike, FoundBy};
use crate::db::types::{PostId, PostKind};
use crate::db::{Conn, settings, topic_words};

use super::error::Result;
use super::topics::Thread;
use super::{Core, Viewer, fold, text};

/// Topics offered.
const OFFERED: usize = 5;
/// Words of a title that are looked up.
const WORDS_MAX: usize = 8;
/// Tags that are looked up.
const TAGS_MAX: usize = 5;
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

/// The words of a title that say something, as folded: what it is found by.
pub(super) fn words(title: &str) -> Vec<String> {
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

/// The topics the viewer may read that are most like a title, the likeliest first.
///
/// # Errors
/// If the database fails.
pub async fn to_title(core: &Core, viewer: &Viewer, title: &str) -> Result<Vec<Post>> {
    let words = telling(title);
    let wanted = Alike {
        tags: &[],
        words: &words,
        forum: None,
        except: PostId(0),
        visibilities: viewer.visibilities(),
        limit: 0,
    };
    likeliest(core, wanted).await
}

/// The topics near that of `thread`, the likeliest first.
///
/// # Errors
/// If the database fails.
pub async fn to_topic(core: &Core, viewer: &Viewer, thread: &Thread) -> Result<Vec<Post>> {
    let topic = &thread.topic;
    let names = thread.shown.tags.get(&topic.id).map_or(&[][..], Vec::as_slice);
    let tags: Vec<String> = names.iter().take(TAGS_MAX).map(|name| text::fold_tag(name)).collect();
    let words = telling(&topic.title);
    let wanted = Alike {
        tags: &tags,
        words: &words,
        forum: Some(thread.forum.forum.id),
        except: topic.id,
        visibilities: viewer.visibilities(),
        limit: i64::try_from(OFFERED).unwrap_or(0),
    };
    likeliest(core, wanted).await
}

/// The words of a title that say most: long ones before short ones.
pub(super) fn telling(title: &str) -> Vec<String> {
    let mut wanted = words(title);
    wanted.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    wanted.truncate(WORDS_MAX);
    wanted
}

async fn likeliest(core: &Core, wanted: Alike<'_>) -> Result<Vec<Post>> {
    let mut conn = core.db.read().await?;
    let ids = rank(merged::alike(&mut conn, wanted).await?, wanted.words.len());
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = posts::list_by_ids(&mut conn, &ids).await?;
    found.sort_by_key(|post| ids.iter().position(|id| *id == post.id));
    Ok(found)
}

/// Those with the most tags and words in common first, then the newest. `asked` is how many words were looked up. Whatever has an
/// index of such words is ranked here, so that there is one notion of alike.
pub(super) fn rank<Id: Copy + Ord + Hash>(found: Vec<(FoundBy, Id)>, asked: usize) -> Vec<Id> {
    // One word in common is chance, unless there is hardly more to share.
    let least = if asked > 2 { 2 } else { 1 };
    let mut shared: HashMap<Id, (usize, usize, bool)> = HashMap::new();
    for (by, one) in found {
        let (tags, words, is_near) = shared.entry(one).or_default();
        match by {
            FoundBy::Tag => *tags += 1,
            FoundBy::Word => *words += 1,
            FoundBy::Forum => *is_near = true,
        }
    }
    let mut likely: Vec<(usize, Id)> = shared
        .into_iter()
        .map(|(one, (tags, words, is_near))| (tags, if words >= least { words } else { 0 }, is_near, one))
        .filter(|(tags, words, is_near, _)| tags + words > 0 || *is_near)
        .map(|(tags, words, _, one)| (tags + words, one))
        .collect();
    likely.sort_unstable_by(|a, b| b.cmp(a));
    likely.truncate(OFFERED);
    likely.into_iter().map(|(_, id)| id).collect()
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
    fn more_in_common_is_likelier_then_newer_and_one_word_of_many_is_chance() {
        use FoundBy::{Forum, Tag, Word};
        let found = [
            (Tag, 10),
            (Tag, 20),
            (Tag, 10),
            (Forum, 30),
            (Forum, 20),
            (Word, 40),
            (Word, 10),
        ];
        let found: Vec<_> = found.into_iter().map(|(by, id)| (by, PostId(id))).collect();
        assert_eq!(rank(found.clone(), 3), [PostId(10), PostId(20), PostId(30)]);
        assert_eq!(rank(found, 2), [PostId(10), PostId(40), PostId(20), PostId(30)]);
        assert_eq!(rank(vec![(Word, PostId(7)), (Word, PostId(7))], 5), [PostId(7)]);
    }

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
