//! Making letters of notifications that are due to be told at once: one for each thread of each member. What was read meanwhile
//! is told by none. A letter that waits (quiet hours, a mail server that is down) takes in what comes after it.

use serde_json::json;

use crate::db::notices::{self as rows, Waiting};
use crate::db::types::{AccountId, LetterId, NotificationId, Pace};
use crate::db::{Conn, accounts, letters as queue};
use crate::domain::error::Result;
use crate::domain::letters::LetterKind;
use crate::domain::{Core, letters};

use super::matrix::Group;
use super::settings;

/// Notifications looked at in one turn.
const AT_A_TIME: i64 = 200;

/// Makes letters of what is due; says for how many members.
///
/// # Errors
/// If the database fails; what was made stays.
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

async fn of_account(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    // Of two at once the second one finds nothing to do.
    accounts::lock(conn, account).await?;
    let now = core.clock.now();
    let (wishes, _) = settings::of(conn, account).await?;
    let waiting = rows::list_waiting(conn, account, Pace::Now).await?;
    let (read, unread): (Vec<Waiting>, Vec<Waiting>) = waiting.into_iter().partition(|one| one.read_at.is_some());
    rows::assign(conn, &ids(&read), None).await?;
    for (key, members) in by_thread(unread) {
        // What is not due yet goes along with what is: a thread waits for as long as its first news, however often it goes on.
        if members.iter().any(|one| one.due.is_some_and(|due| due <= now)) {
            let letter = open(core, conn, account, &key, &wishes).await?;
            rows::assign(conn, &ids(&members), Some(letter)).await?;
        }
    }
    Ok(())
}

fn by_thread(waiting: Vec<Waiting>) -> Vec<(String, Vec<Waiting>)> {
    let mut threads: Vec<(String, Vec<Waiting>)> = Vec::new();
    for one in waiting {
        let key = thread(&one);
        match threads.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(one),
            None => threads.push((key, vec![one])),
        }
    }
    threads
}

/// The letter of a thread that waits, or a new one.
async fn open(
    core: &Core,
    conn: &mut Conn,
    account: AccountId,
    thread: &str,
    wishes: &settings::Wishes,
) -> Result<LetterId> {
    if let Some((waiting, _)) = queue::hold_open(conn, account, LetterKind::Notices.as_str(), thread).await? {
        return Ok(waiting);
    }
    let payload = json!({ "account_id": account.0 });
    let at = wishes.allowed(core.clock.now());
    letters::put(
        core,
        conn,
        (LetterKind::Notices, &payload, Some(account)),
        (None, thread),
        at,
    )
    .await
}

pub(super) fn ids(some: &[Waiting]) -> Vec<NotificationId> {
    some.iter().map(|one| one.id).collect()
}

/// What is told together: the news of a thread, its votes, or what a group tells without a thread.
fn thread(one: &Waiting) -> String {
    let group = Group::of(one.kind);
    match (one.root, group) {
        (Some(root), Group::Votes) => format!("votes-{root}"),
        (Some(root), _) => format!("thread-{root}"),
        (None, _) => format!("group-{}", group.as_str()),
    }
}
