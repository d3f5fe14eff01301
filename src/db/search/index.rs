//! What stands in the index.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use diesel_async::RunQueryDsl;

use super::BOUNDARY;
use crate::Result;
use crate::conn::{Conn, on};
use crate::types::PostId;

/// Positions after which PostgreSQL counts no further.
const POSITION_MAX: usize = 16_383;

/// A text as it is indexed: its words in order, and the same words as stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The words as compared.
    pub words: Vec<String>,
    /// Their stems, as many, in the same order; empty where none differs from its word.
    pub stems: Vec<String>,
}

/// A post as it is indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Title: found here counts most.
    pub title: Part,
    /// Tags: found here counts more than in the text.
    pub tags: Part,
    /// Text.
    pub body: Part,
}

/// Puts a post into the index, or in place of what stands there of it.
pub async fn put(conn: &mut Conn, post: PostId, document: &Document) -> Result<()> {
    match conn {
        Conn::Sqlite(object) => {
            diesel::sql_query("INSERT OR REPLACE INTO post_search (rowid, title, tags, body) VALUES (?, ?, ?, ?)")
                .bind::<BigInt, _>(post)
                .bind::<Text, _>(document.title.spaced())
                .bind::<Text, _>(document.tags.spaced())
                .bind::<Text, _>(document.body.spaced())
                .execute(&mut **object)
                .await?;
        }
        Conn::Postgres(object) => {
            diesel::sql_query(
                "INSERT INTO post_search (post_id, words) VALUES ($1, CAST($2 AS TSVECTOR)) \
                 ON CONFLICT (post_id) DO UPDATE SET words = EXCLUDED.words",
            )
            .bind::<BigInt, _>(post)
            .bind::<Text, _>(document.vector())
            .execute(&mut **object)
            .await?;
        }
    }
    Ok(())
}

/// Takes a post out of the index.
pub async fn forget(conn: &mut Conn, post: PostId) -> Result<()> {
    match conn {
        Conn::Sqlite(object) => {
            diesel::sql_query("DELETE FROM post_search WHERE rowid = ?")
                .bind::<BigInt, _>(post)
                .execute(&mut **object)
                .await?;
        }
        Conn::Postgres(object) => {
            diesel::sql_query("DELETE FROM post_search WHERE post_id = $1")
                .bind::<BigInt, _>(post)
                .execute(&mut **object)
                .await?;
        }
    }
    Ok(())
}

/// What a post is indexed from.
#[derive(Debug, Clone, QueryableByName)]
pub struct Source {
    /// Which.
    #[diesel(sql_type = BigInt)]
    pub id: PostId,
    /// Plain text.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// Sanitised HTML.
    #[diesel(sql_type = Text)]
    pub html: String,
}

/// Topics and replies after the id `after` that do not stand in the index and should, oldest first.
pub async fn list_missing(conn: &mut Conn, after: PostId, limit: i64) -> Result<Vec<Source>> {
    let (place, bounds) = match conn {
        Conn::Sqlite(_) => ("rowid", ("?", "?")),
        Conn::Postgres(_) => ("post_id", ("$1", "$2")),
    };
    let statement = format!(
        "SELECT posts.id, posts.title, posts.html FROM posts WHERE posts.id > {} AND posts.kind <> 'note' \
         AND posts.removed_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM post_search WHERE post_search.{place} = posts.id) ORDER BY posts.id LIMIT {}",
        bounds.0, bounds.1
    );
    Ok(on!(conn, |c| diesel::sql_query(statement)
        .bind::<BigInt, _>(after)
        .bind::<BigInt, _>(limit)
        .load(c)
        .await)?)
}

impl Part {
    /// As FTS5 keeps it: the words, and behind a boundary their stems.
    pub fn spaced(&self) -> String {
        let mut text = self.words.join(" ");
        if !self.stems.is_empty() {
            text = format!("{text} {BOUNDARY} {}", self.stems.join(" "));
        }
        text
    }
}

impl Document {
    /// A document as PostgreSQL reads it: each word with its place and weight. Parts and stems stand two places apart, so that no
    /// phrase reaches across.
    pub fn vector(&self) -> String {
        let mut text = String::new();
        let mut at = 0;
        for (part, weight) in [(&self.title, "A"), (&self.tags, "B"), (&self.body, "D")] {
            for words in [&part.words, &part.stems] {
                at += 1;
                for word in words {
                    at += 1;
                    let place = at.min(POSITION_MAX);
                    text.push_str(&format!("'{word}':{place}{weight} "));
                }
            }
        }
        text
    }
}
