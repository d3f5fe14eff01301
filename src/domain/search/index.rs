//! Putting posts into the index, and taking them out, in the transaction that changes them.

use crate::db::posts::{self, Post};
use crate::db::search::{self, Document, Part};
use crate::db::types::{PostId, PostKind};
use crate::db::{Conn, settings};

use super::synonyms::stems;
use crate::domain::error::Result;
use crate::domain::{Core, fold, text};

/// Words of a text that are indexed.
const WORDS_MAX: usize = 7_500;
/// Where it stands how far posts from before this index are in it.
const FILLED: &str = "post_search_filled";
/// Posts put into the index at once.
const BATCH: i64 = 100;

/// Puts a new post into the index.
pub(in crate::domain) async fn add(conn: &mut Conn, post: &Post, tags: &[(String, String)]) -> Result<()> {
    if post.kind == PostKind::Note {
        return Ok(());
    }
    let names = tags.iter().map(|(_, name)| name.as_str());
    Ok(search::put(conn, post.id, &document(&post.title, &post.html, names)).await?)
}

/// Brings the index up to what a post says now.
pub(in crate::domain) async fn renew(conn: &mut Conn, id: PostId) -> Result<()> {
    let post = posts::get(conn, id).await?;
    if post.is_removed() {
        return forget(conn, id).await;
    }
    let tags: Vec<_> = posts::list_tags(conn, &[id])
        .await?
        .into_iter()
        .map(|(_, tag, name)| (tag, name))
        .collect();
    add(conn, &post, &tags).await
}

/// Takes a post out of the index.
pub(in crate::domain) async fn forget(conn: &mut Conn, id: PostId) -> Result<()> {
    Ok(search::forget(conn, id).await?)
}

/// Puts posts that are missing in the index into it, some at a time: those from before there was one, and those that an
/// older program wrote meanwhile.
///
/// # Errors
/// If the database fails; what was put in stays.
pub async fn fill(core: &Core) -> Result<()> {
    let known = settings::find(&mut core.db.read().await?, FILLED).await?;
    let mut after = PostId(known.and_then(|value| value.as_i64()).unwrap_or(0));
    loop {
        let mut conn = core.db.read().await?;
        let page = search::list_missing(&mut conn, after, BATCH).await?;
        let Some(last) = page.last().map(|source| source.id) else {
            return Ok(());
        };
        let ids: Vec<PostId> = page.iter().map(|source| source.id).collect();
        let tags = posts::list_tags(&mut conn, &ids).await?;
        drop(conn);
        let documents = page.iter().map(|source| {
            let own = tags.iter().filter(|(post, ..)| *post == source.id);
            document(&source.title, &source.html, own.map(|(_, _, name)| name.as_str()))
        });
        let documents: Vec<Document> = documents.collect();
        core.change(async |conn| {
            for (source, document) in page.iter().zip(&documents) {
                // It may have been changed or removed since it was read.
                let now = posts::get_locked(conn, source.id).await?;
                if now.title == source.title && now.html == source.html {
                    search::put(conn, source.id, document).await?;
                } else {
                    renew(conn, source.id).await?;
                }
            }
            Ok(settings::set(conn, FILLED, &last.0.into(), core.clock.now()).await?)
        })
        .await?;
        after = last;
    }
}

fn document<'a>(title: &str, html: &str, tags: impl Iterator<Item = &'a str>) -> Document {
    let tags: Vec<&str> = tags.collect();
    Document {
        title: part(title),
        tags: part(&tags.join(" ")),
        body: part(&text::plain(html)),
    }
}

fn part(text: &str) -> Part {
    let mut words = fold::words(text);
    words.truncate(WORDS_MAX);
    let mut stems = stems(&words);
    if stems == words {
        stems.clear();
    }
    Part { words, stems }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_indexed_by_its_words_and_their_stems() {
        let document = document("Two pumps", "<p>صيانة المضخة</p>", ["Energy"].into_iter());
        assert_eq!(document.title.words, ["two", "pumps"]);
        assert_eq!(document.title.stems, ["two", "pump"]);
        assert_eq!(document.tags.words, ["energy"]);
        assert!(document.tags.stems.is_empty());
        assert_eq!(document.body.words, ["صيانه", "المضخه"]);
        assert_eq!(document.body.stems, ["صيانه", "مضخه"]);
    }
}
