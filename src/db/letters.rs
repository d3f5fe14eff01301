//! The queue of letters. A sender claims a letter by writing a lease on it, as workers do with jobs ([`super::queue`]); one whose
//! sender died is free again when the lease ends. What a settled letter was made from is forgotten.

use diesel::dsl::{max, min};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::accounts::Account;
use super::conn::{Conn, on};
use super::schema::{accounts, letters};
use super::types::{AccountId, LetterId, LetterState, UtcTime};
use super::{Keyset, Result};

/// A letter.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = letters)]
pub struct Letter {
    /// Id.
    pub id: LetterId,
    /// Which letter.
    pub kind: String,
    /// To whom, if it goes to a member.
    pub account_id: Option<AccountId>,
    /// What it is written from.
    pub payload: Value,
    /// What it belongs to: letters with the same key are one conversation. Empty for none.
    pub thread_key: String,
    /// Its `Message-ID`, the same however often it is tried.
    pub message_id: String,
    /// Life.
    pub state: LetterState,
    /// Why it waits or was not sent, as a word or what the server said.
    pub reason: String,
    /// How often the server put it off.
    pub tries: i32,
    /// Not before.
    pub next_try_at: UtcTime,
    /// When it was queued.
    pub created_at: UtcTime,
    /// When the server took it.
    pub sent_at: Option<UtcTime>,
}

/// A new letter.
#[derive(Debug)]
pub struct NewLetter<'a> {
    /// See [`Letter`].
    pub id: LetterId,
    /// See [`Letter`].
    pub kind: &'a str,
    /// See [`Letter`].
    pub account_id: Option<AccountId>,
    /// See [`Letter`].
    pub payload: &'a Value,
    /// While a letter with this key waits, no other is added.
    pub dedup_key: Option<&'a str>,
    /// See [`Letter`].
    pub thread_key: &'a str,
    /// See [`Letter`].
    pub message_id: &'a str,
    /// See [`Letter`].
    pub next_try_at: UtcTime,
    /// See [`Letter`].
    pub created_at: UtcTime,
}

/// Adds a letter, unless one with its key waits already.
pub async fn insert(conn: &mut Conn, new: &NewLetter<'_>) -> Result<()> {
    on!(conn, |c| diesel::insert_into(letters::table)
        .values((
            letters::id.eq(new.id),
            letters::kind.eq(new.kind),
            letters::account_id.eq(new.account_id),
            letters::payload.eq(new.payload),
            letters::dedup_key.eq(new.dedup_key),
            letters::thread_key.eq(new.thread_key),
            letters::message_id.eq(new.message_id),
            letters::state.eq(LetterState::Queued),
            letters::reason.eq(""),
            letters::tries.eq(0),
            letters::next_try_at.eq(new.next_try_at),
            letters::created_at.eq(new.created_at),
        ))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Claims the next due letter for `sender` until `lease_until`: one that nobody has, or whose sender is gone.
pub async fn claim(conn: &mut Conn, sender: &str, now: UtcTime, lease_until: UtcTime) -> Result<Option<Letter>> {
    let due: Vec<LetterId> = on!(&mut *conn, |c| letters::table
        .filter(letters::state.eq_any([LetterState::Queued, LetterState::Sending]))
        .filter(letters::next_try_at.le(now))
        .filter(letters::lease_until.is_null().or(letters::lease_until.lt(now)))
        .order((letters::next_try_at, letters::id))
        .limit(5)
        .select(letters::id)
        .load(c)
        .await)?;
    for id in due {
        let claimed = on!(&mut *conn, |c| diesel::update(
            letters::table
                .find(id)
                .filter(letters::state.eq_any([LetterState::Queued, LetterState::Sending]))
                .filter(letters::lease_until.is_null().or(letters::lease_until.lt(now)))
        )
        .set((
            letters::state.eq(LetterState::Sending),
            letters::lease.eq(sender),
            letters::lease_until.eq(lease_until),
        ))
        .returning(Letter::as_returning())
        .get_result(c)
        .await
        .optional())?;
        if claimed.is_some() {
            return Ok(claimed);
        }
    }
    Ok(None)
}

/// A letter and the sender that claimed it.
pub type Held<'a> = (LetterId, &'a str);

/// Keeps a letter until `until`; says whether the sender still held it.
pub async fn renew(conn: &mut Conn, (id, sender): Held<'_>, until: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::lease.eq(sender))
    )
    .set(letters::lease_until.eq(until))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Settles a letter: it was sent, refused or dropped. Says whether its sender still had it.
pub async fn settle(
    conn: &mut Conn,
    (id, sender): Held<'_>,
    state: LetterState,
    reason: &str,
    now: UtcTime,
) -> Result<bool> {
    let sent_at = (state == LetterState::Sent).then_some(now);
    let rows = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::lease.eq(sender))
    )
    .set((
        letters::state.eq(state),
        letters::reason.eq(reason),
        letters::sent_at.eq(sent_at),
        letters::payload.eq(json!({})),
        letters::dedup_key.eq(None::<String>),
        letters::lease.eq(None::<String>),
        letters::lease_until.eq(None::<UtcTime>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// Puts a letter back, to be tried again at `at`; `tries` counts the times that the server put it off. Says whether its sender
/// still had it.
pub async fn postpone(conn: &mut Conn, (id, sender): Held<'_>, tries: i32, reason: &str, at: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::lease.eq(sender))
    )
    .set((
        letters::state.eq(LetterState::Queued),
        letters::tries.eq(tries),
        letters::reason.eq(reason),
        letters::next_try_at.eq(at),
        letters::lease.eq(None::<String>),
        letters::lease_until.eq(None::<UtcTime>),
    ))
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// The letter of a kind and conversation that waits for this account and that nobody is sending, held until the transaction
/// ends, so that it can be added to.
pub async fn hold_open(
    conn: &mut Conn,
    account: AccountId,
    kind: &str,
    thread: &str,
) -> Result<Option<(LetterId, Value)>> {
    let open: Option<(LetterId, Value)> = on!(&mut *conn, |c| letters::table
        .filter(letters::account_id.eq(account))
        .filter(letters::kind.eq(kind))
        .filter(letters::sent_at.is_null())
        .filter(letters::state.eq(LetterState::Queued))
        .filter(letters::thread_key.eq(thread))
        .order(letters::id)
        .select((letters::id, letters::payload))
        .first(c)
        .await
        .optional())?;
    let Some((id, payload)) = open else {
        return Ok(None);
    };
    // Writing is what both engines lock a row by.
    let held = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::state.eq(LetterState::Queued))
    )
    .set(letters::kind.eq(letters::kind))
    .execute(c)
    .await)?;
    Ok((held > 0).then_some((id, payload)))
}

/// Sets what a letter is written from that waits.
pub async fn set_payload(conn: &mut Conn, id: LetterId, payload: &Value) -> Result<()> {
    on!(conn, |c| diesel::update(letters::table.find(id))
        .set(letters::payload.eq(payload))
        .execute(c)
        .await)?;
    Ok(())
}

/// The letters of a kind that wait for this account.
pub async fn list_open(conn: &mut Conn, account: AccountId, kind: &str) -> Result<Vec<LetterId>> {
    Ok(on!(conn, |c| letters::table
        .filter(letters::account_id.eq(account))
        .filter(letters::kind.eq(kind))
        .filter(letters::sent_at.is_null())
        .filter(letters::state.eq(LetterState::Queued))
        .order(letters::id)
        .select(letters::id)
        .load(c)
        .await)?)
}

/// Drops a letter that waits; says whether it did.
pub async fn drop_waiting(conn: &mut Conn, id: LetterId, reason: &str) -> Result<bool> {
    let dropped = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::state.eq(LetterState::Queued))
    )
    .set((
        letters::state.eq(LetterState::Dropped),
        letters::reason.eq(reason),
        letters::payload.eq(json!({})),
        letters::dedup_key.eq(None::<String>),
    ))
    .execute(c)
    .await)?;
    Ok(dropped > 0)
}

/// Has a letter that waits tried at once; says whether one waits.
pub async fn hurry(conn: &mut Conn, id: LetterId, now: UtcTime) -> Result<bool> {
    let hurried = on!(conn, |c| diesel::update(
        letters::table.find(id).filter(letters::state.eq(LetterState::Queued))
    )
    .set(letters::next_try_at.eq(now))
    .execute(c)
    .await)?;
    Ok(hurried > 0)
}

/// How many letters of a kind an account was sent since then, and when the first of them was.
pub async fn count_sent(
    conn: &mut Conn,
    account: AccountId,
    kind: &str,
    since: UtcTime,
) -> Result<(i64, Option<UtcTime>)> {
    let of_account = letters::table
        .filter(letters::account_id.eq(account))
        .filter(letters::kind.eq(kind))
        .filter(letters::sent_at.gt(since));
    Ok(on!(conn, |c| of_account
        .select((diesel::dsl::count_star(), min(letters::sent_at)))
        .first(c)
        .await)?)
}

/// How many letters are in each state, and when the oldest and the newest of them were queued.
pub async fn counts(conn: &mut Conn) -> Result<Vec<(LetterState, i64, Option<UtcTime>, Option<UtcTime>)>> {
    Ok(on!(conn, |c| letters::table
        .group_by(letters::state)
        .select((
            letters::state,
            diesel::dsl::count_star(),
            min(letters::created_at),
            max(letters::created_at),
        ))
        .load(c)
        .await)?)
}

/// A page of the letters in a state, newest first, with the accounts they go to.
pub async fn list(conn: &mut Conn, state: LetterState, page: Keyset) -> Result<Vec<(Letter, Option<Account>)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| letters::table
        .left_join(accounts::table)
        .filter(letters::state.eq(state))
        .filter(letters::id.lt(LetterId(before)))
        .order(letters::id.desc())
        .limit(page.limit)
        .select((Letter::as_select(), Option::<Account>::as_select()))
        .load(c)
        .await)?)
}

/// Notes that a letter came back, if it was sent; gives whom it went to.
pub async fn set_bounced(conn: &mut Conn, message_id: &str, reason: &str) -> Result<Option<Letter>> {
    Ok(on!(conn, |c| diesel::update(
        letters::table
            .filter(letters::message_id.eq(message_id))
            .filter(letters::state.eq_any([LetterState::Sent, LetterState::Bounced]))
    )
    .set((letters::state.eq(LetterState::Bounced), letters::reason.eq(reason)))
    .returning(Letter::as_returning())
    .get_result(c)
    .await
    .optional())?)
}

/// Deletes the letters that wait and for which `is_about` says so.
pub async fn delete_waiting(conn: &mut Conn, is_about: impl Fn(&Value) -> bool) -> Result<()> {
    let waiting: Vec<(LetterId, Value)> = on!(&mut *conn, |c| letters::table
        .filter(letters::state.eq_any([LetterState::Queued, LetterState::Sending]))
        .select((letters::id, letters::payload))
        .load(c)
        .await)?;
    for (id, _) in waiting.into_iter().filter(|(_, payload)| is_about(payload)) {
        on!(&mut *conn, |c| diesel::delete(letters::table.find(id)).execute(c).await)?;
    }
    Ok(())
}

/// Deletes settled letters that were queued before `until`.
pub async fn delete_settled(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        letters::table
            .filter(letters::created_at.lt(until))
            .filter(letters::state.ne_all([LetterState::Queued, LetterState::Sending]))
    )
    .execute(c)
    .await)?)
}

/// Every letter to an account, for the copy of their data: kind, state, when it was queued, when it was sent.
pub async fn list_all(
    conn: &mut Conn,
    account: AccountId,
) -> Result<Vec<(String, LetterState, UtcTime, Option<UtcTime>)>> {
    Ok(on!(conn, |c| letters::table
        .filter(letters::account_id.eq(account))
        .order(letters::id)
        .select((letters::kind, letters::state, letters::created_at, letters::sent_at))
        .load(c)
        .await)?)
}
