//! What members are told about.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::actors::Actor;
use super::conn::{Conn, on};
use super::posts::Post;
use super::schema::{actors, notifications, posts};
use super::timelines::Window;
use super::types::{AccountId, ActorId, LogId, NotificationId, NotificationKind, PostId, UtcTime};
use super::{Keyset, Result};

/// A notification.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = notifications)]
pub struct Notification {
    /// Id.
    pub id: NotificationId,
    /// Who is told.
    pub account_id: AccountId,
    /// What happened.
    pub kind: NotificationKind,
    /// Who did it.
    pub actor_id: ActorId,
    /// Which post it is about.
    pub post_id: Option<PostId>,
    /// When it was read.
    pub read_at: Option<UtcTime>,
    /// What moderators did.
    pub log_id: Option<LogId>,
}

/// Whether an account was told this about a post already.
pub async fn exists(conn: &mut Conn, account: AccountId, kind: NotificationKind, post: PostId) -> Result<bool> {
    let count: i64 = on!(conn, |c| notifications::table
        .filter(notifications::post_id.eq(post))
        .filter(notifications::account_id.eq(account))
        .filter(notifications::kind.eq(kind))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// Who of these accounts was told this about a post already.
pub async fn list_told(
    conn: &mut Conn,
    members: &[AccountId],
    kind: NotificationKind,
    post: PostId,
) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::post_id.eq(post))
        .filter(notifications::kind.eq(kind))
        .filter(notifications::account_id.eq_any(members.iter().copied()))
        .select(notifications::account_id)
        .load(c)
        .await)?)
}

/// Forgets what an account was told of these kinds about a post.
pub async fn delete_about(conn: &mut Conn, account: AccountId, post: PostId, kinds: &[NotificationKind]) -> Result<()> {
    on!(conn, |c| diesel::delete(
        notifications::table
            .filter(notifications::post_id.eq(post))
            .filter(notifications::account_id.eq(account))
            .filter(notifications::kind.eq_any(kinds.iter().copied()))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// A page of notifications, newest first.
pub async fn list(
    conn: &mut Conn,
    account: AccountId,
    page: Keyset,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    list_of(conn, account, NotificationKind::ALL, page).await
}

/// A page of notifications of these kinds, newest first.
pub async fn list_of(
    conn: &mut Conn,
    account: AccountId,
    kinds: &[NotificationKind],
    page: Keyset,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| notifications::table
        .inner_join(actors::table)
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .filter(notifications::in_app.eq(true))
        .filter(notifications::kind.eq_any(kinds.iter().copied()))
        .filter(notifications::id.lt(NotificationId(before)))
        .order(notifications::id.desc())
        .limit(page.limit)
        .select((
            Notification::as_select(),
            Actor::as_select(),
            Option::<Post>::as_select()
        ))
        .load(c)
        .await)?)
}

/// A window of the notifications of these kinds about posts that still stand, newest first.
pub async fn list_window(
    conn: &mut Conn,
    account: AccountId,
    kinds: &[NotificationKind],
    actor: Option<ActorId>,
    window: Window,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    let (below, above) = window.bounds();
    let mut rows: Vec<(Notification, Actor, Option<Post>)> = on!(conn, |c| {
        let mut query = notifications::table
            .inner_join(actors::table)
            .left_join(posts::table)
            .filter(notifications::account_id.eq(account))
            .filter(notifications::in_app.eq(true))
            .filter(notifications::kind.eq_any(kinds.iter().copied()))
            .filter(posts::removed_at.is_null())
            .filter(notifications::id.lt(NotificationId(below)))
            .filter(notifications::id.gt(NotificationId(above)))
            .limit(window.limit)
            .select((
                Notification::as_select(),
                Actor::as_select(),
                Option::<Post>::as_select(),
            ))
            .into_boxed();
        if let Some(actor) = actor {
            query = query.filter(notifications::actor_id.eq(actor));
        }
        query = if window.min.is_some() {
            query.order(notifications::id.asc())
        } else {
            query.order(notifications::id.desc())
        };
        query.load(c).await
    })?;
    if window.min.is_some() {
        rows.reverse();
    }
    Ok(rows)
}

/// One notification of an account.
pub async fn find(
    conn: &mut Conn,
    account: AccountId,
    id: NotificationId,
) -> Result<Option<(Notification, Actor, Option<Post>)>> {
    Ok(on!(conn, |c| notifications::table
        .inner_join(actors::table)
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .filter(notifications::id.eq(id))
        .filter(posts::removed_at.is_null())
        .select((
            Notification::as_select(),
            Actor::as_select(),
            Option::<Post>::as_select()
        ))
        .first(c)
        .await
        .optional())?)
}

/// How many are unread.
pub async fn count_unread(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::account_id.eq(account))
        .filter(notifications::read_at.is_null())
        .filter(notifications::in_app.eq(true))
        .count()
        .get_result(c)
        .await)?)
}

/// Marks everything as read.
pub async fn set_all_read(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(
            notifications::table
                .filter(notifications::account_id.eq(account))
                .filter(notifications::in_app.eq(true))
                .filter(notifications::read_at.is_null()),
        )
        .set(notifications::read_at.eq(now))
        .execute(c)
        .await
    })?;
    Ok(())
}
