//! The request desk: what people ask about their data, and the 30 days in which the law wants an answer (once as many more,
//! for a reason that is told before they are over).

use chrono::TimeDelta;
use serde_json::json;

use crate::db::privacy::own::{self, OwnRequest};
use crate::db::privacy::requests::{self, DataRequest};
use crate::db::types::{AccountId, DataRequestId, RequestKind, RequestState, UtcTime};
use crate::db::{Conn, accounts};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, letters};

use super::journal;

/// Days to answer.
const DAYS: i64 = 30;
/// Longest text, in characters.
const TEXT_MAX: usize = 4_000;
/// Most open requests of one member.
const OPEN_MAX: i64 = 5;
/// Requests on the page of staff.
const SHOWN: i64 = 200;

/// A member files a request.
///
/// # Errors
/// [`Error::Invalid`] on `kind` or `message`.
pub async fn file(core: &Core, by: &Principal, kind: &str, message: &str) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let message = problems.block("message", message, 1, TEXT_MAX);
    let kind = kind.parse::<RequestKind>();
    if kind.is_err() {
        problems.add("kind", Problem::Choice);
    }
    problems.into_result(())?;
    let kind = kind.map_err(|error| Error::Internal(error.to_string()))?;
    core.change(async |conn| {
        if requests::count_open_of(conn, account).await? >= OPEN_MAX {
            let limit = usize::try_from(OPEN_MAX).unwrap_or(0);
            return Err(Error::Invalid(Problems::one("message", Problem::TooMany(limit))));
        }
        let now = core.clock.now();
        insert(core, conn, (Some(account), ""), kind, &message, now)
            .await
            .map(|_| ())
    })
    .await
}

/// A request that staff enter, because it came by another way.
#[derive(Debug, Clone, Default)]
pub struct Received {
    /// Kind.
    pub kind: String,
    /// Who asks, and how to reach them.
    pub requester: String,
    /// What they ask.
    pub message: String,
    /// The day on which it came, as `2026-11-22`.
    pub received_on: String,
}

/// Enters a request that came by letter or at the door; gives its number.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`].
pub async fn enter(core: &Core, by: &Principal, form: &Received) -> Result<DataRequestId> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let requester = problems.line("requester", &form.requester, 1, 200);
    let message = problems.block("message", &form.message, 1, TEXT_MAX);
    let kind = form.kind.parse::<RequestKind>();
    if kind.is_err() {
        problems.add("kind", Problem::Choice);
    }
    let received = super::day(&form.received_on).filter(|day| *day <= core.clock.now());
    if received.is_none() {
        problems.add("received_on", Problem::Day);
    }
    problems.into_result(())?;
    let (Ok(kind), Some(received)) = (kind, received) else {
        return Err(Error::Internal("a checked form".to_owned()));
    };
    core.change(async |conn| {
        let id = insert(core, conn, (None, &requester), kind, &message, received).await?;
        journal::note(core, conn, by, "request_entered", Some(id.0)).await?;
        Ok(id)
    })
    .await
}

async fn insert(
    core: &Core,
    conn: &mut Conn,
    (account_id, requester): (Option<AccountId>, &str),
    kind: RequestKind,
    message: &str,
    received_at: UtcTime,
) -> Result<DataRequestId> {
    let request = DataRequest {
        id: core.ids.next(),
        kind,
        account_id,
        requester: requester.to_owned(),
        message: message.to_owned(),
        state: RequestState::Open,
        // Who is signed in has shown who they are.
        is_identified: account_id.is_some(),
        is_extended: false,
        extension_reason: String::new(),
        notes: String::new(),
        answer: String::new(),
        received_at,
        due_at: received_at.plus(TimeDelta::days(DAYS)),
        closed_at: None,
    };
    requests::insert(conn, &request).await?;
    Ok(request.id)
}

/// Requests of a member, newest first.
///
/// # Errors
/// If the database fails.
pub async fn list_own(core: &Core, account: AccountId) -> Result<Vec<OwnRequest>> {
    Ok(own::requests(&mut core.db.read().await?, account).await?)
}

/// Requests that wait, the most urgent first, and those that were answered.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<(Vec<DataRequest>, Vec<DataRequest>)> {
    by.require_admin()?;
    let mut conn = core.db.read().await?;
    let open = requests::list_open(&mut conn, SHOWN).await?;
    Ok((open, requests::list_closed(&mut conn, SHOWN).await?))
}

/// A request, and the display name of the member who filed it.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`].
pub async fn get(core: &Core, by: &Principal, id: DataRequestId) -> Result<(DataRequest, Option<String>)> {
    by.require_admin()?;
    let mut conn = core.db.read().await?;
    let request = requests::get(&mut conn, id).await?;
    let name = match request.account_id {
        Some(account) => Some(accounts::get_with_actor(&mut conn, account).await?.1.username),
        None => None,
    };
    Ok((request, name))
}

/// Writes down what staff note, and whether they made sure who asks.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`].
pub async fn note(core: &Core, by: &Principal, id: DataRequestId, notes: &str, is_identified: bool) -> Result<()> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let notes = problems.block("notes", notes, 0, TEXT_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        requests::get(conn, id).await?;
        requests::set_notes(conn, id, &notes, is_identified).await?;
        journal::note(core, conn, by, "request_noted", Some(id.0)).await
    })
    .await
}

/// Takes 30 more days, once, while the first are not over. The member is told why.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`] on `reason`.
pub async fn extend(core: &Core, by: &Principal, id: DataRequestId, reason: &str) -> Result<()> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let reason = problems.block("reason", reason, 1, TEXT_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let request = requests::get(conn, id).await?;
        let due = request.due_at.plus(TimeDelta::days(DAYS));
        let is_late = request.due_at < core.clock.now();
        if is_late || !requests::extend(conn, id, &reason, due).await? {
            return Err(Error::Invalid(Problems::one("reason", Problem::TooLate)));
        }
        journal::note(core, conn, by, "request_extended", Some(id.0)).await?;
        tell(core, conn, &request).await
    })
    .await
}

/// Answers a request. A refusal needs reasons; who asks must be known.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`] on `answer`.
pub async fn answer(core: &Core, by: &Principal, id: DataRequestId, is_granted: bool, answer: &str) -> Result<()> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let answer = problems.block("answer", answer, 1, TEXT_MAX);
    problems.into_result(())?;
    let state = if is_granted {
        RequestState::Granted
    } else {
        RequestState::Refused
    };
    core.change(async |conn| {
        let request = requests::get(conn, id).await?;
        if !request.is_identified {
            return Err(Error::Invalid(Problems::one("answer", Problem::Unidentified)));
        }
        if !requests::close(conn, id, state, &answer, core.clock.now()).await? {
            return Err(Error::Invalid(Problems::one("answer", Problem::TooLate)));
        }
        journal::note(core, conn, by, "request_answered", Some(id.0)).await?;
        tell(core, conn, &request).await
    })
    .await
}

/// Has a member told that something happened to their request; what, stands on their page and in no letter.
async fn tell(core: &Core, conn: &mut Conn, request: &DataRequest) -> Result<()> {
    let Some(account) = request.account_id else {
        return Ok(());
    };
    let payload = json!({ "account_id": account.0 });
    let now = core.clock.now();
    letters::queue(core, conn, LetterKind::RequestAnswered, &payload, None, now).await
}
