//! What forums ask of those who write: pauses, approval of first posts, watched words.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{forum_rules, mentions, posts, word_rules};
use crate::types::{ActorId, ForumId, PostId, PostKind, UtcTime, WordAction, WordRuleId};

/// What a forum asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = forum_rules)]
pub struct ForumRules {
    /// Which forum.
    pub forum_id: ForumId,
    /// Seconds between two posts of a member; 0 for none.
    pub slow_seconds: i32,
    /// Whether the first post of each member waits for a moderator.
    pub holds_first: bool,
}

/// A word that is watched.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = word_rules)]
pub struct WordRule {
    /// Id.
    pub id: WordRuleId,
    /// In this forum; none for everywhere here.
    pub forum_id: Option<ForumId>,
    /// As typed.
    pub phrase: String,
    /// As compared.
    pub folded: String,
    /// What happens.
    pub action: WordAction,
    /// Since when.
    pub created_at: UtcTime,
}

/// What a forum asks; the usual if nothing was set.
pub async fn get(conn: &mut Conn, forum: ForumId) -> Result<ForumRules> {
    let found = on!(conn, |c| forum_rules::table
        .find(forum)
        .select(ForumRules::as_select())
        .first(c)
        .await
        .optional())?;
    Ok(found.unwrap_or(ForumRules {
        forum_id: forum,
        slow_seconds: 0,
        holds_first: false,
    }))
}

/// Sets what a forum asks.
pub async fn set(conn: &mut Conn, rules: &ForumRules) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(forum_rules::table)
            .values(rules)
            .on_conflict(forum_rules::forum_id)
            .do_update()
            .set(rules)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// The words watched in a forum, those watched everywhere included.
pub async fn list_words_in(conn: &mut Conn, forum: ForumId) -> Result<Vec<WordRule>> {
    Ok(on!(conn, |c| word_rules::table
        .filter(word_rules::forum_id.eq(forum).or(word_rules::forum_id.is_null()))
        .order(word_rules::id)
        .select(WordRule::as_select())
        .load(c)
        .await)?)
}

/// The words watched in this forum alone, or (none) those watched everywhere.
pub async fn list_words(conn: &mut Conn, forum: Option<ForumId>) -> Result<Vec<WordRule>> {
    Ok(on!(conn, |c| {
        let query = word_rules::table
            .order(word_rules::id)
            .select(WordRule::as_select())
            .into_boxed();
        let query = match forum {
            Some(forum) => query.filter(word_rules::forum_id.eq(forum)),
            None => query.filter(word_rules::forum_id.is_null()),
        };
        query.load(c).await
    })?)
}

/// Watches a word.
pub async fn insert_word(conn: &mut Conn, rule: &WordRule) -> Result<()> {
    on!(conn, |c| diesel::insert_into(word_rules::table)
        .values(rule)
        .execute(c)
        .await)?;
    Ok(())
}

/// Watches a word no more; says whether it was watched there.
pub async fn delete_word(conn: &mut Conn, id: WordRuleId, forum: Option<ForumId>) -> Result<bool> {
    let rows = on!(conn, |c| {
        match forum {
            Some(forum) => {
                diesel::delete(word_rules::table.find(id).filter(word_rules::forum_id.eq(forum)))
                    .execute(c)
                    .await
            }
            None => {
                diesel::delete(word_rules::table.find(id).filter(word_rules::forum_id.is_null()))
                    .execute(c)
                    .await
            }
        }
    })?;
    Ok(rows > 0)
}

/// When somebody last wrote in a forum.
pub async fn last_written(conn: &mut Conn, author: ActorId, forum: ForumId) -> Result<Option<UtcTime>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(author))
        .filter(posts::forum_id.eq(forum))
        .order(posts::id.desc())
        .select(posts::published_at)
        .first(c)
        .await
        .optional())?)
}

/// Whether somebody has a post in a forum that still stands.
pub async fn has_written(conn: &mut Conn, author: ActorId, forum: ForumId) -> Result<bool> {
    let first: Option<PostId> = on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(author))
        .filter(posts::forum_id.eq(forum))
        .filter(posts::removed_at.is_null())
        .select(posts::id)
        .first(c)
        .await
        .optional())?;
    Ok(first.is_some())
}

/// How many posts somebody wrote since the id `since`, however they fared.
pub async fn count_written(conn: &mut Conn, author: ActorId, since: PostId) -> Result<i64> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(author))
        .filter(posts::id.gt(since))
        .filter(posts::kind.eq_any([PostKind::Topic, PostKind::Reply]))
        .count()
        .get_result(c)
        .await)?)
}

/// Whom a post names.
pub async fn list_mentions_of(conn: &mut Conn, post: PostId) -> Result<Vec<ActorId>> {
    Ok(on!(conn, |c| mentions::table
        .filter(mentions::post_id.eq(post))
        .select(mentions::actor_id)
        .load(c)
        .await)?)
}
