//! Notifications as mail sees them: which wait for a letter, and which a letter tells.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::notifications::Notification;
use super::posts::Post;
use super::schema::{actors, letters, notifications, posts};
use super::types::{
    AccountId, ActorId, LetterId, LetterState, NotificationId, NotificationKind, Pace, PostId, UtcTime,
};

/// How a notification is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Whether it stands on the site.
    pub in_app: bool,
    /// How it waits for mail, if it does.
    pub mail: Option<Pace>,
    /// When it is due, if it does not wait for a digest.
    pub mail_at: Option<UtcTime>,
    /// When it is due to be pushed to browsers, if it is.
    pub push_at: Option<UtcTime>,
}

/// Adds a notification that is told in this way.
pub async fn insert(conn: &mut Conn, new: &Notification, way: Way) -> Result<()> {
    on!(conn, |c| diesel::insert_into(notifications::table)
        .values((
            new,
            notifications::in_app.eq(way.in_app),
            notifications::mail.eq(way.mail),
            notifications::mail_at.eq(way.mail_at),
            notifications::push_at.eq(way.push_at),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Accounts with notifications that are due to be told by mail, longest due first; some may stand twice.
pub async fn list_due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::mail_at.le(now))
        .order(notifications::mail_at)
        .limit(limit)
        .select(notifications::account_id)
        .load(c)
        .await)?)
}

/// A notification that waits to be told by mail.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Waiting {
    /// Id.
    pub id: NotificationId,
    /// When it was read, if it was.
    pub read_at: Option<UtcTime>,
    /// When it is due, if it does not wait for a digest.
    pub due: Option<UtcTime>,
    /// What it tells.
    pub kind: NotificationKind,
    /// The thread it is about.
    pub root: Option<PostId>,
}

/// What waits to be told to an account at this pace, oldest first.
pub async fn list_waiting(conn: &mut Conn, account: AccountId, pace: Pace) -> Result<Vec<Waiting>> {
    Ok(on!(conn, |c| notifications::table
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .filter(notifications::mail.eq(pace))
        .order(notifications::id)
        .select((
            notifications::id,
            notifications::read_at,
            notifications::mail_at,
            notifications::kind,
            posts::root_id.nullable(),
        ))
        .load(c)
        .await)?)
}

/// Whether anything waits for a digest of an account.
pub async fn waits_for_digest(conn: &mut Conn, account: AccountId) -> Result<bool> {
    let first: Option<NotificationId> = on!(conn, |c| notifications::table
        .filter(notifications::account_id.eq(account))
        .filter(notifications::mail.eq_any([Pace::Daily, Pace::Weekly]))
        .select(notifications::id)
        .first(c)
        .await
        .optional())?;
    Ok(first.is_some())
}

/// These wait no longer: `letter` tells them, or nothing does.
pub async fn assign(conn: &mut Conn, ids: &[NotificationId], letter: Option<LetterId>) -> Result<()> {
    for some in ids.chunks(500) {
        on!(&mut *conn, |c| diesel::update(
            notifications::table.filter(notifications::id.eq_any(some.iter().copied()))
        )
        .set((
            notifications::mail.eq(None::<Pace>),
            notifications::mail_at.eq(None::<UtcTime>),
            notifications::letter_id.eq(letter),
        ))
        .execute(c)
        .await)?;
    }
    Ok(())
}

/// Gives what the letters `from` tell to the letter `to`.
pub async fn merge(conn: &mut Conn, from: &[LetterId], to: LetterId) -> Result<()> {
    on!(conn, |c| diesel::update(notifications::table.filter(
        notifications::letter_id.eq_any(from.iter().copied().map(Some))
    ))
    .set(notifications::letter_id.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}

/// What a letter tells and its reader has not read, oldest first.
pub async fn list_of_letter(
    conn: &mut Conn,
    letter: LetterId,
    limit: i64,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    Ok(on!(conn, |c| notifications::table
        .inner_join(actors::table)
        .left_join(posts::table)
        .filter(notifications::letter_id.eq(letter))
        .filter(notifications::read_at.is_null())
        .order(notifications::id)
        .limit(limit)
        .select((
            Notification::as_select(),
            Actor::as_select(),
            Option::<Post>::as_select()
        ))
        .load(c)
        .await)?)
}

/// What stands in no list of an account, is not read and waits for no letter: and under which key it is pushed, if it is.
pub async fn list_unlisted(conn: &mut Conn, account: AccountId) -> Result<Vec<(NotificationId, Option<String>)>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::account_id.eq(account))
        .filter(notifications::in_app.eq(false))
        .filter(notifications::read_at.is_null())
        .filter(notifications::mail.is_null())
        .filter(notifications::push_at.is_null())
        .filter(
            notifications::letter_id.is_null().or(notifications::letter_id.ne_all(
                letters::table
                    .filter(letters::account_id.eq(account))
                    .filter(letters::state.eq(LetterState::Queued))
                    .select(letters::id.nullable())
            ))
        )
        .select((notifications::id, notifications::push_key))
        .load(c)
        .await)?)
}

/// Marks these notifications of an account as read.
pub async fn set_read(conn: &mut Conn, account: AccountId, ids: &[NotificationId], now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::update(
        notifications::table
            .filter(notifications::id.eq_any(ids.iter().copied()))
            .filter(notifications::account_id.eq(account))
            .filter(notifications::read_at.is_null())
    )
    .set(notifications::read_at.eq(now))
    .execute(c)
    .await)?;
    Ok(())
}

/// Forgets what an actor's vote told and nobody read.
pub async fn delete_vote(conn: &mut Conn, post: PostId, voter: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        notifications::table
            .filter(notifications::post_id.eq(post))
            .filter(notifications::actor_id.eq(voter))
            .filter(notifications::kind.eq(NotificationKind::Vote))
            .filter(notifications::read_at.is_null())
    )
    .execute(c)
    .await)?;
    Ok(())
}
