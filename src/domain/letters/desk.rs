//! The queue of letters as those see it who run the instance: kinds, states and times, no text, addresses only as a hint.

use crate::db::Keyset;
use crate::db::letters as rows;
use crate::db::types::{LetterId, LetterState, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::paging::cut_page;
use crate::domain::{Core, Principal};

/// Letters on one page.
const PER_PAGE: i64 = 50;

/// How many letters are in a state.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// The state.
    pub state: LetterState,
    /// How many.
    pub count: i64,
    /// When the oldest of them was queued.
    pub oldest: Option<UtcTime>,
}

/// A letter without what it says.
#[derive(Debug, Clone)]
pub struct Line {
    /// Id.
    pub id: LetterId,
    /// Which letter; none for one that this version does not know.
    pub kind: Option<LetterKind>,
    /// The address, as a hint; none where it is known only when the letter is written.
    pub to: Option<String>,
    /// State.
    pub state: LetterState,
    /// Why it waits or was not sent.
    pub reason: String,
    /// How often the server put it off.
    pub tries: i32,
    /// When it is tried next.
    pub next_try_at: UtcTime,
    /// When it was queued.
    pub created_at: UtcTime,
    /// When it was sent.
    pub sent_at: Option<UtcTime>,
}

/// How many letters there are in each state.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn counts(core: &Core, by: &Principal) -> Result<Vec<Count>> {
    by.require_admin()?;
    let rows = rows::counts(&mut core.db.read().await?).await?;
    let of = |state: LetterState| {
        let found = rows.iter().find(|(known, ..)| *known == state);
        let (count, oldest) = found.map_or((0, None), |(_, count, oldest, _)| (*count, *oldest));
        Count { state, count, oldest }
    };
    Ok(LetterState::ALL.iter().copied().map(of).collect())
}

/// A page of the letters in a state, newest first, and the id of the last one if there are more.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(
    core: &Core,
    by: &Principal,
    state: LetterState,
    after: Option<i64>,
) -> Result<(Vec<Line>, Option<i64>)> {
    by.require_admin()?;
    let page = Keyset {
        after: after.map(|id| (id, 0)),
        limit: PER_PAGE + 1,
    };
    let mut rows = rows::list(&mut core.db.read().await?, state, page).await?;
    let has_more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|(letter, _)| letter.id.0);
    let lines = rows.into_iter().map(|(letter, account)| Line {
        id: letter.id,
        kind: LetterKind::named(&letter.kind),
        to: account.map(|account| masked(&account.email)),
        state: letter.state,
        reason: letter.reason,
        tries: letter.tries,
        next_try_at: letter.next_try_at,
        created_at: letter.created_at,
        sent_at: letter.sent_at,
    });
    Ok((lines.collect(), next))
}

/// Has a letter that waits tried at once.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`] if it does not wait.
pub async fn hurry(core: &Core, by: &Principal, id: LetterId) -> Result<()> {
    by.require_admin()?;
    let is_waiting = core
        .change(async |conn| Ok(rows::hurry(conn, id, core.clock.now()).await?))
        .await?;
    if is_waiting { Ok(()) } else { Err(Error::NotFound) }
}

/// Drops a letter that waits.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::NotFound`] if it does not wait.
pub async fn drop_letter(core: &Core, by: &Principal, id: LetterId) -> Result<()> {
    by.require_admin()?;
    let was_waiting = core
        .change(async |conn| Ok(rows::drop_waiting(conn, id, "by_hand").await?))
        .await?;
    if was_waiting { Ok(()) } else { Err(Error::NotFound) }
}

/// An address as a hint: its first letter and its domain.
fn masked(email: &str) -> String {
    let (name, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{domain}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_is_only_hinted_at() {
        assert_eq!(super::masked("noura@factory.example"), "n…@factory.example");
    }
}
