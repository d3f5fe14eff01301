//! Putting together what is due to be pushed: one push for each thread and browser of a member. What was read meanwhile is told
//! by none. What waited long, through quiet hours or because nothing was sent, is not told thread by thread: one push says how
//! much there is.

use chrono::TimeDelta;

use crate::db::pushes::{self as rows, Waiting};
use crate::db::types::{AccountId, NotificationId, UtcTime};
use crate::db::{Conn, accounts, push_subscriptions};
use crate::domain::Core;
use crate::domain::error::Result;
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::told;
use crate::id::time_of;

use super::tell;

/// What says only how much there is.
pub(in crate::domain) const SUMMARY: &str = "summary";
/// What is older when it is sent is late.
pub(super) const LATE: TimeDelta = TimeDelta::minutes(10);
/// Most threads that are told one by one at a time.
const THREADS_MOST: usize = 3;
/// Notifications looked at in one turn.
const AT_A_TIME: i64 = 200;
/// How long what was sent is remembered.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Hands on what is due; says for how many members.
///
/// # Errors
/// If the database fails; what was handed on stays.
pub async fn make_due(core: &Core) -> Result<usize> {
    let now = core.clock.now();
    let mut due = rows::list_due(&mut core.db.read().await?, now, AT_A_TIME).await?;
    due.sort_unstable();
    due.dedup();
    for account in &due {
        core.change(async |conn| of_account(core, conn, *account).await).await?;
    }
    Ok(due.len())
}

/// Forgets what was sent long ago.
///
/// # Errors
/// If the database fails.
pub async fn sweep(core: &Core) -> Result<()> {
    let until = core.clock.now().plus(-KEPT);
    rows::delete_settled(&mut core.db.write().await?, until).await?;
    Ok(())
}

/// Notifications that are told together.
struct Thread {
    key: String,
    group: Group,
    members: Vec<Waiting>,
}

async fn of_account(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    // Of two at once the second one finds nothing to do.
    accounts::lock(conn, account).await?;
    let now = core.clock.now();
    let mut threads: Vec<Thread> = Vec::new();
    for one in rows::list_waiting(conn, account).await? {
        let (key, group) = (key_of(&one), Group::of(one.kind));
        match threads.iter_mut().find(|thread| thread.key == key) {
            Some(known) => known.members.push(one),
            None => threads.push(Thread {
                key,
                group,
                members: vec![one],
            }),
        }
    }
    // What is not due yet goes along with what is, if it is of the same thread.
    threads.retain(|thread| thread.members.iter().any(|one| is_due(one, now)));
    let mut news: Vec<Thread> = Vec::new();
    for thread in threads {
        let (read, unread): (Vec<Waiting>, Vec<Waiting>) =
            thread.members.into_iter().partition(|one| one.read_at.is_some());
        rows::assign(conn, &ids(&read), None).await?;
        rows::assign(conn, &ids(&unread), Some(&thread.key)).await?;
        if !unread.is_empty() {
            news.push(Thread {
                members: unread,
                ..thread
            });
        }
    }
    hand_on(core, conn, account, &news, now).await?;
    // Whoever has no browser any more is told nothing.
    told::settle(conn, account, now).await
}

async fn hand_on(core: &Core, conn: &mut Conn, account: AccountId, news: &[Thread], now: UtcTime) -> Result<()> {
    let is_late = news
        .iter()
        .flat_map(|thread| &thread.members)
        .any(|one| waited(one, now));
    let is_much = news.len() > THREADS_MOST || (is_late && news.len() > 1);
    for (browser, _) in push_subscriptions::list(conn, account, now).await? {
        if is_much {
            tell(core, conn, browser.id, (SUMMARY, TimeDelta::zero()), now).await?;
            continue;
        }
        for thread in news {
            tell(core, conn, browser.id, (&thread.key, thread.group.push_pause()), now).await?;
        }
    }
    Ok(())
}

fn is_due(one: &Waiting, now: UtcTime) -> bool {
    one.due.is_some_and(|due| due <= now)
}

/// Whether it waited longer than news do.
fn waited(one: &Waiting, now: UtcTime) -> bool {
    let held = Group::of(one.kind).holds();
    time_of(one.id.0).plus(held + LATE) < now
}

fn ids(some: &[Waiting]) -> Vec<NotificationId> {
    some.iter().map(|one| one.id).collect()
}

/// What is told together: messages of one person, the news of a thread, its votes, or what a group tells without a thread.
fn key_of(one: &Waiting) -> String {
    let group = Group::of(one.kind);
    match (one.root, group) {
        (_, Group::Messages) => format!("messages-{}", one.actor_id),
        (Some(root), Group::Votes) => format!("votes-{root}"),
        (Some(root), _) => format!("thread-{root}"),
        (None, _) => format!("group-{}", group.as_str()),
    }
}
