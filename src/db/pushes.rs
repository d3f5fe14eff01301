//! What browsers are still to be told. Notifications wait here until they are due; then one row for each browser and thread
//! waits until it was sent. A sender claims it by writing a lease on it; one whose sender died is free when the lease ends.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::notifications::Notification;
use super::posts::Post;
use super::schema::{actors, notifications, posts, push_subscriptions, pushes};
use super::types::{AccountId, ActorId, NotificationId, NotificationKind, PostId, PushId, SubscriptionId, UtcTime};

/// What a browser is told together.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = pushes)]
pub struct Push {
    /// Id.
    pub id: PushId,
    /// Which browser.
    pub subscription_id: SubscriptionId,
    /// What belongs together.
    pub push_key: String,
    /// Another one for whatever else is to be told.
    pub version: i64,
    /// Not before; none if nothing is to be told.
    pub due_at: Option<UtcTime>,
    /// Since when it waits.
    pub since: UtcTime,
    /// How often it was put off.
    pub tries: i32,
    /// When the last one was taken.
    pub sent_at: Option<UtcTime>,
}

/// A notification that waits to be pushed.
#[derive(Debug, Clone, Queryable)]
pub struct Waiting {
    /// Id.
    pub id: NotificationId,
    /// When it was read, if it was.
    pub read_at: Option<UtcTime>,
    /// When it is due.
    pub due: Option<UtcTime>,
    /// What it tells.
    pub kind: NotificationKind,
    /// Who did it.
    pub actor_id: ActorId,
    /// The thread it is about.
    pub root: Option<PostId>,
}

/// Accounts with notifications that are due to be pushed, longest due first; some may stand twice.
pub async fn list_due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<AccountId>> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::push_at.le(now))
        .order(notifications::push_at)
        .limit(limit)
        .select(notifications::account_id)
        .load(c)
        .await)?)
}

/// What waits to be pushed to an account, oldest first.
pub async fn list_waiting(conn: &mut Conn, account: AccountId) -> Result<Vec<Waiting>> {
    Ok(on!(conn, |c| notifications::table
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .filter(notifications::push_at.is_not_null())
        .order(notifications::id)
        .select((
            notifications::id,
            notifications::read_at,
            notifications::push_at,
            notifications::kind,
            notifications::actor_id,
            posts::root_id.nullable(),
        ))
        .load(c)
        .await)?)
}

/// These wait no longer: they are told together under `key`, or not at all.
pub async fn assign(conn: &mut Conn, ids: &[NotificationId], key: Option<&str>) -> Result<()> {
    for some in ids.chunks(500) {
        on!(&mut *conn, |c| diesel::update(
            notifications::table.filter(notifications::id.eq_any(some.iter().copied()))
        )
        .set((
            notifications::push_at.eq(None::<UtcTime>),
            notifications::push_key.eq(key),
        ))
        .execute(c)
        .await)?;
    }
    Ok(())
}

/// What is pushed under `key` and its reader has not read, oldest first.
pub async fn list_unread(
    conn: &mut Conn,
    account: AccountId,
    key: &str,
    limit: i64,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    Ok(on!(conn, |c| notifications::table
        .inner_join(actors::table)
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .filter(notifications::push_key.eq(key))
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

/// How much was pushed, or is to be, that its reader has not read.
pub async fn count_unread(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| notifications::table
        .filter(notifications::account_id.eq(account))
        .filter(notifications::push_key.is_not_null())
        .filter(notifications::read_at.is_null())
        .count()
        .get_result(c)
        .await)?)
}

/// The keys under which browsers of an account are still to be told something.
pub async fn list_waiting_keys(conn: &mut Conn, account: AccountId) -> Result<Vec<String>> {
    Ok(on!(conn, |c| pushes::table
        .inner_join(push_subscriptions::table)
        .filter(push_subscriptions::account_id.eq(account))
        .filter(pushes::due_at.is_not_null())
        .select(pushes::push_key)
        .load(c)
        .await)?)
}

/// What a browser was told last, or is to be, under `key`.
pub async fn find(conn: &mut Conn, subscription: SubscriptionId, key: &str) -> Result<Option<Push>> {
    Ok(on!(conn, |c| pushes::table
        .filter(pushes::subscription_id.eq(subscription))
        .filter(pushes::push_key.eq(key))
        .select(Push::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Has a browser told; what waits for it under the same key is told with it.
pub async fn queue(conn: &mut Conn, new: &Push) -> Result<()> {
    on!(conn, |c| diesel::insert_into(pushes::table)
        .values(new)
        .on_conflict((pushes::subscription_id, pushes::push_key))
        .do_update()
        .set((
            pushes::version.eq(new.version),
            pushes::due_at.eq(new.due_at),
            pushes::since.eq(new.since),
            pushes::tries.eq(new.tries),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Claims the next due push for `sender` until `lease_until`. Those for one browser go one after another.
pub async fn claim(conn: &mut Conn, sender: &str, now: UtcTime, lease_until: UtcTime) -> Result<Option<Push>> {
    let leased = diesel::alias!(pushes as leased);
    let due: Vec<PushId> = on!(&mut *conn, |c| pushes::table
        .filter(pushes::due_at.le(now))
        .filter(
            pushes::subscription_id.ne_all(
                leased
                    .filter(leased.field(pushes::lease_until).ge(now))
                    .select(leased.field(pushes::subscription_id))
            )
        )
        .order((pushes::due_at, pushes::id))
        .limit(5)
        .select(pushes::id)
        .load(c)
        .await)?;
    for id in due {
        let claimed = on!(&mut *conn, |c| diesel::update(
            pushes::table
                .find(id)
                .filter(pushes::due_at.le(now))
                .filter(pushes::lease.is_null().or(pushes::lease_until.lt(now)))
        )
        .set((pushes::lease.eq(sender), pushes::lease_until.eq(lease_until)))
        .returning(Push::as_returning())
        .get_result(c)
        .await
        .optional())?;
        if claimed.is_some() {
            return Ok(claimed);
        }
    }
    Ok(None)
}

/// A push and the sender that claimed it.
pub type Held<'a> = (&'a Push, &'a str);

/// Keeps a push until `until`; says whether the sender still held it.
pub async fn renew(conn: &mut Conn, (push, sender): Held<'_>, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        pushes::table.find(push.id).filter(pushes::lease.eq(sender))
    )
    .set(pushes::lease_until.eq(until))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Settles a push; what came while it was on its way goes on waiting. Says whether its sender still had it.
pub async fn settle(conn: &mut Conn, (push, sender): Held<'_>, sent_at: Option<UtcTime>) -> Result<bool> {
    on!(&mut *conn, |c| diesel::update(
        pushes::table
            .find(push.id)
            .filter(pushes::lease.eq(sender))
            .filter(pushes::version.eq(push.version))
    )
    .set((pushes::due_at.eq(None::<UtcTime>), pushes::tries.eq(0)))
    .execute(c)
    .await)?;
    let rows = on!(conn, |c| diesel::update(
        pushes::table.find(push.id).filter(pushes::lease.eq(sender))
    )
    .set((
        pushes::sent_at.eq(sent_at.or(push.sent_at)),
        pushes::lease.eq(None::<String>),
        pushes::lease_until.eq(None::<UtcTime>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Puts a push back, to be tried again at `at`. Says whether its sender still had it.
pub async fn postpone(conn: &mut Conn, (push, sender): Held<'_>, tries: i32, at: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        pushes::table.find(push.id).filter(pushes::lease.eq(sender))
    )
    .set((
        pushes::due_at.eq(at),
        pushes::tries.eq(tries),
        pushes::lease.eq(None::<String>),
        pushes::lease_until.eq(None::<UtcTime>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// What else waits for a browser that is late: it is due, or was put off before. What a sender has is left out.
pub async fn list_late(conn: &mut Conn, beside: &Push, now: UtcTime) -> Result<Vec<PushId>> {
    Ok(on!(conn, |c| pushes::table
        .filter(pushes::subscription_id.eq(beside.subscription_id))
        .filter(pushes::id.ne(beside.id))
        .filter(
            pushes::due_at
                .le(now)
                .or(pushes::due_at.is_not_null().and(pushes::tries.gt(0)))
        )
        .filter(pushes::lease.is_null())
        .select(pushes::id)
        .load(c)
        .await)?)
}

/// These are told no more.
pub async fn clear(conn: &mut Conn, ids: &[PushId]) -> Result<()> {
    on!(conn, |c| diesel::update(
        pushes::table.filter(pushes::id.eq_any(ids.iter().copied()))
    )
    .set((pushes::due_at.eq(None::<UtcTime>), pushes::tries.eq(0)))
    .execute(c)
    .await)?;
    Ok(())
}

/// Forgets pushes of before `until` for which nothing waits.
pub async fn delete_settled(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        pushes::table
            .filter(pushes::due_at.is_null())
            .filter(pushes::since.lt(until))
    )
    .execute(c)
    .await)?)
}
