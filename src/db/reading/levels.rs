//! What members watch and mute.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::accounts::Account;
use crate::actors::Actor;
use crate::conn::{Conn, on};
use crate::forums::Forum;
use crate::posts::Post;
use crate::schema::{accounts, actors, forum_levels, forums, notifications, posts, topic_levels};
use crate::types::{AccountId, AccountState, ForumId, NotificationId, PostId, WatchLevel};
use crate::{Keyset, Result};

/// The level of a forum, if the member set one.
pub async fn find_forum(conn: &mut Conn, account: AccountId, forum: ForumId) -> Result<Option<WatchLevel>> {
    Ok(on!(conn, |c| forum_levels::table
        .find((account, forum))
        .select(forum_levels::level)
        .first(c)
        .await
        .optional())?)
}

/// Sets the level of a forum, or forgets it.
pub async fn set_forum(conn: &mut Conn, account: AccountId, forum: ForumId, level: Option<WatchLevel>) -> Result<()> {
    let row = forum_levels::table.find((account, forum));
    let Some(level) = level else {
        on!(conn, |c| diesel::delete(row).execute(c).await)?;
        return Ok(());
    };
    on!(conn, |c| diesel::insert_into(forum_levels::table)
        .values((
            forum_levels::account_id.eq(account),
            forum_levels::forum_id.eq(forum),
            forum_levels::level.eq(level),
        ))
        .on_conflict((forum_levels::account_id, forum_levels::forum_id))
        .do_update()
        .set(forum_levels::level.eq(level))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets the level of a topic, or forgets it.
pub async fn set_topic(conn: &mut Conn, account: AccountId, topic: PostId, level: Option<WatchLevel>) -> Result<()> {
    let row = topic_levels::table.find((account, topic));
    let Some(level) = level else {
        on!(conn, |c| diesel::delete(row).execute(c).await)?;
        return Ok(());
    };
    on!(conn, |c| diesel::insert_into(topic_levels::table)
        .values((
            topic_levels::account_id.eq(account),
            topic_levels::topic_id.eq(topic),
            topic_levels::level.eq(level),
        ))
        .on_conflict((topic_levels::account_id, topic_levels::topic_id))
        .do_update()
        .set(topic_levels::level.eq(level))
        .execute(c)
        .await)?;
    Ok(())
}

/// The forums of which a member set a level.
pub async fn list_forums(conn: &mut Conn, account: AccountId) -> Result<Vec<(WatchLevel, Forum, Actor)>> {
    Ok(on!(conn, |c| forum_levels::table
        .inner_join(forums::table.inner_join(actors::table))
        .filter(forum_levels::account_id.eq(account))
        .order(forum_levels::forum_id)
        .select((forum_levels::level, Forum::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// The forums that a member mutes.
pub async fn list_muted_forums(conn: &mut Conn, account: AccountId) -> Result<Vec<ForumId>> {
    Ok(on!(conn, |c| forum_levels::table
        .filter(forum_levels::account_id.eq(account))
        .filter(forum_levels::level.eq(WatchLevel::Mute))
        .select(forum_levels::forum_id)
        .load(c)
        .await)?)
}

/// A page of the topics of which a member set a level, newest topic first.
pub async fn list_topics(conn: &mut Conn, account: AccountId, page: Keyset) -> Result<Vec<(WatchLevel, Post)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| topic_levels::table
        .inner_join(posts::table)
        .filter(topic_levels::account_id.eq(account))
        .filter(topic_levels::topic_id.lt(PostId(before)))
        .order(topic_levels::topic_id.desc())
        .limit(page.limit)
        .select((topic_levels::level, Post::as_select()))
        .load(c)
        .await)?)
}

/// The levels that a member chose for a topic and for its forum.
pub async fn find_both(
    conn: &mut Conn,
    account: AccountId,
    forum: Option<ForumId>,
    topic: PostId,
) -> Result<(Option<WatchLevel>, Option<WatchLevel>)> {
    let forum = forum.unwrap_or(ForumId(0));
    Ok(on!(conn, |c| diesel::select((
        topic_levels::table
            .find((account, topic))
            .select(topic_levels::level)
            .single_value(),
        forum_levels::table
            .find((account, forum))
            .select(forum_levels::level)
            .single_value(),
    ))
    .get_result(c)
    .await)?)
}

/// Whether a member wants to hear nothing of what is written in a topic of a forum.
pub async fn is_muted(conn: &mut Conn, account: AccountId, forum: Option<ForumId>, topic: PostId) -> Result<bool> {
    let (of_topic, of_forum) = find_both(conn, account, forum, topic).await?;
    Ok(of_topic.or(of_forum) == Some(WatchLevel::Mute))
}

/// Who of these members wants to hear nothing of what is written in a topic of a forum.
pub async fn list_muting(
    conn: &mut Conn,
    members: &[AccountId],
    forum: Option<ForumId>,
    topic: PostId,
) -> Result<Vec<AccountId>> {
    let of_topic: Vec<(AccountId, WatchLevel)> = on!(&mut *conn, |c| topic_levels::table
        .filter(topic_levels::topic_id.eq(topic))
        .filter(topic_levels::account_id.eq_any(members.iter().copied()))
        .select((topic_levels::account_id, topic_levels::level))
        .load(c)
        .await)?;
    let of_forum: Vec<(AccountId, WatchLevel)> = match forum {
        Some(forum) => on!(conn, |c| forum_levels::table
            .filter(forum_levels::forum_id.eq(forum))
            .filter(forum_levels::account_id.eq_any(members.iter().copied()))
            .select((forum_levels::account_id, forum_levels::level))
            .load(c)
            .await)?,
        None => Vec::new(),
    };
    let level = |levels: &[(AccountId, WatchLevel)], member: AccountId| {
        levels
            .iter()
            .find(|(account, _)| *account == member)
            .map(|(_, level)| *level)
    };
    let is_muting =
        |member: &AccountId| level(&of_topic, *member).or(level(&of_forum, *member)) == Some(WatchLevel::Mute);
    Ok(members.iter().copied().filter(is_muting).collect())
}

/// Whether anybody watches a forum or a topic.
pub async fn is_watched(conn: &mut Conn, post: &Post) -> Result<bool> {
    let watcher: Option<AccountId> = if post.id == post.root_id {
        let Some(forum) = post.forum_id else { return Ok(false) };
        on!(conn, |c| forum_levels::table
            .filter(forum_levels::forum_id.eq(forum))
            .filter(forum_levels::level.eq(WatchLevel::Watch))
            .select(forum_levels::account_id)
            .first(c)
            .await
            .optional())?
    } else {
        on!(conn, |c| topic_levels::table
            .filter(topic_levels::topic_id.eq(post.root_id))
            .filter(topic_levels::level.eq(WatchLevel::Watch))
            .select(topic_levels::account_id)
            .first(c)
            .await
            .optional())?
    };
    Ok(watcher.is_some())
}

/// A page of the members in use who watch a forum, by account, from after `after`.
pub async fn list_forum_watchers(
    conn: &mut Conn,
    forum: ForumId,
    after: AccountId,
    limit: i64,
) -> Result<Vec<Account>> {
    Ok(on!(conn, |c| forum_levels::table
        .inner_join(accounts::table)
        .filter(forum_levels::forum_id.eq(forum))
        .filter(forum_levels::level.eq(WatchLevel::Watch))
        .filter(forum_levels::account_id.gt(after))
        .filter(accounts::state.eq(AccountState::Active))
        .order(forum_levels::account_id)
        .limit(limit)
        .select(Account::as_select())
        .load(c)
        .await)?)
}

/// A page of the members in use who watch a topic, by account, from after `after`.
pub async fn list_topic_watchers(conn: &mut Conn, topic: PostId, after: AccountId, limit: i64) -> Result<Vec<Account>> {
    Ok(on!(conn, |c| topic_levels::table
        .inner_join(accounts::table)
        .filter(topic_levels::topic_id.eq(topic))
        .filter(topic_levels::level.eq(WatchLevel::Watch))
        .filter(topic_levels::account_id.gt(after))
        .filter(accounts::state.eq(AccountState::Active))
        .order(topic_levels::account_id)
        .limit(limit)
        .select(Account::as_select())
        .load(c)
        .await)?)
}

/// Who of these members was told of a post already.
pub async fn list_told(conn: &mut Conn, members: &[AccountId], post: PostId) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::account_id.eq_any(members.iter().copied()))
        .filter(notifications::id.gt(NotificationId(post.0)))
        .filter(notifications::post_id.eq(post))
        .select(notifications::account_id)
        .load(c)
        .await)?)
}

/// Every topic of which a member set a level, for the copy of their data: level, address.
pub async fn list_all_topics(conn: &mut Conn, account: AccountId) -> Result<Vec<(WatchLevel, String)>> {
    Ok(on!(conn, |c| topic_levels::table
        .inner_join(posts::table)
        .filter(topic_levels::account_id.eq(account))
        .order(topic_levels::topic_id)
        .select((topic_levels::level, posts::url))
        .load(c)
        .await)?)
}
