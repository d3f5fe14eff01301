//! The erasure itself: what goes at once.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::db::accounts::{self, Account};
use crate::db::actors::Actor;
use crate::db::privacy::erasures::{self, Erased, Erasure};
use crate::db::privacy::{erase, notices, receipts};
use crate::db::timelines::{self, Window};
use crate::db::types::{ErasureId, ErasureMode, ErasureState, InstanceId, Visibility};
use crate::db::{Conn, actors, letters, queue, revisions};
use crate::domain::error::{Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::{Core, Principal, cases, follows, media, messages, posts, requests, trainings};

use super::super::{files, former, journal};
use super::letters::seal;

/// When it is first looked whether other servers have answered.
const FIRST_LOOK: TimeDelta = TimeDelta::minutes(1);

/// Erases an account whose grace is over. Doing it again does nothing.
///
/// # Errors
/// If the database fails.
pub async fn erase(core: &Core, id: ErasureId) -> Result<()> {
    let mut conn = core.db.read().await?;
    let erasure = erasures::get(&mut conn, id).await?;
    if erasure.state != ErasureState::Waiting || erasure.due_at > core.clock.now() {
        return Ok(());
    }
    let (account, actor) = accounts::get_with_actor(&mut conn, erasure.account_id).await?;
    drop(conn);
    if is_last_admin(core, &account).await? {
        return stop(core, &account, &erasure).await;
    }
    let author = former::author(core).await?;
    if erasure.mode == ErasureMode::Remove {
        remove_posts(core, &account, id).await?;
    }
    let files = core
        .change(async |conn| {
            let destroyed = destroy(core, conn, &erasure, &account, &actor).await?;
            if destroyed.is_some() && erasure.mode == ErasureMode::Anonymise {
                anonymise(conn, &erasure, &author).await?;
            }
            Ok(destroyed.unwrap_or_default())
        })
        .await?;
    files::remove(core, &files).await
}

async fn is_last_admin(core: &Core, account: &Account) -> Result<bool> {
    let mut conn = core.db.read().await?;
    match super::require_another_admin(&mut conn, account).await {
        Err(Error::Invalid(_)) => Ok(true),
        other => other.map(|()| false),
    }
}

/// Since it was asked for, everybody else who ran the instance has gone.
async fn stop(core: &Core, account: &Account, erasure: &Erasure) -> Result<()> {
    core.change(async |conn| {
        erasures::cancel_of(conn, account.id).await?;
        let by = principal(account);
        journal::note(core, conn, &by, "erasure_stopped", Some(erasure.id.0)).await
    })
    .await
}

/// As whom the person's own deeds are undone, whatever the state of the account.
fn principal(account: &Account) -> Principal {
    Principal {
        actor_id: account.actor_id,
        account_id: Some(account.id),
        role: account.role,
        level: 0,
        is_verifier: false,
        instance_id: None,
        inbox_id: None,
        announced_by: None,
    }
}

/// Takes every post away as its author would, so that each is told as any other removal.
async fn remove_posts(core: &Core, account: &Account, id: ErasureId) -> Result<()> {
    let by = principal(account);
    loop {
        let window = Window {
            max: None,
            since: None,
            min: None,
            limit: 50,
        };
        let mut conn = core.db.read().await?;
        let page = timelines::list_by_author(&mut conn, account.actor_id, Visibility::ALL, false, window).await?;
        drop(conn);
        if page.is_empty() {
            return Ok(());
        }
        for post in &page {
            posts::remove(core, &by, post.id).await?;
        }
        let count = i64::try_from(page.len()).unwrap_or(0);
        erasures::add_posts(&mut core.db.write().await?, id, count).await?;
    }
}

/// Destroys what stands about a person; gives the files that remain to be deleted, or nothing if another process was first.
///
/// A new place where personal data stand gets a line here, unless it goes with the row of the account.
async fn destroy(
    core: &Core,
    conn: &mut Conn,
    erasure: &Erasure,
    account: &Account,
    actor: &Actor,
) -> Result<Option<Vec<String>>> {
    let now = core.clock.now();
    let accepted = notices::list_accepted(conn, account.id).await?;
    let erased = Erased {
        state: ErasureState::Telling,
        address: seal(core, &account.email, &actor.name)?,
        notice_version: accepted.first().map(|(version, _)| *version),
        erased_at: now,
    };
    if !erasures::set_erased(conn, erasure.id, &erased).await? {
        return Ok(None);
    }
    let files = erase::export_files(conn, account.id).await?;
    erase::requests(conn, account.id).await?;
    erase::invitations(conn, &account.email).await?;
    erase::jobs(conn, |payload| is_about(payload, account)).await?;
    letters::delete_waiting(conn, |payload| is_about(payload, account)).await?;
    erase::votes(conn, account.actor_id).await?;
    erase::standing(conn, account.actor_id).await?;
    revisions::delete_by(conn, account.actor_id).await?;
    erase::moderation(conn, account.actor_id).await?;
    cases::forget(conn, account.actor_id).await?;
    trainings::forget(core, conn, account.actor_id).await?;
    trainings::seats::forget(core, conn, account.actor_id).await?;
    requests::forget(conn, account.id, erasure.mode == ErasureMode::Remove).await?;
    messages::forget::person(core, conn, account.id, account.actor_id).await?;
    follows::end_all_of(conn, account.actor_id).await?;
    erase::sent(conn, account.actor_id, false).await?;
    erase::profile(conn, account.actor_id, now).await?;
    media::destroy_all_of(core, conn, account.id).await?;
    erase::account(conn, account.id).await?;
    tell(core, conn, erasure, account).await?;
    Ok(Some(files))
}

/// Whether a waiting job is about this account: by its number, or by its address.
fn is_about(payload: &Value, account: &Account) -> bool {
    let number = payload.get("account_id").and_then(Value::as_i64);
    let email = payload.get("email").and_then(Value::as_str);
    number == Some(account.id.0) || email == Some(account.email_normal.as_str())
}

/// Opens a receipt for every server we know, and lets the outbox tell them.
async fn tell(core: &Core, conn: &mut Conn, erasure: &Erasure, account: &Account) -> Result<()> {
    let peers: Vec<InstanceId> = receipts::list_inboxes(conn)
        .await?
        .into_iter()
        .map(|(peer, _)| peer)
        .collect();
    receipts::open(conn, erasure.id, &peers).await?;
    event::record(core, conn, &principal(account), &Event::MemberErased).await?;
    let (id, at) = (erasure.id, core.clock.now().plus(FIRST_LOOK));
    let key = format!("finish-{id}-{}", at.millis());
    let payload = json!({ "erasure_id": id.0 });
    Ok(queue::insert(conn, core.ids.next(), "finish_erasure", &payload, Some(&key), at).await?)
}

/// Posts lose their author, and stay.
async fn anonymise(conn: &mut Conn, erasure: &Erasure, author: &Actor) -> Result<()> {
    let count = erase::posts(conn, erasure.actor_id, author.id).await?;
    let count = i64::try_from(count).unwrap_or(0);
    actors::add_counts(conn, author.id, 0, 0, count).await?;
    Ok(erasures::add_posts(conn, erasure.id, count).await?)
}
