//! The life of a letter in the queue: who may claim it, whether it may go now, and what becomes of it. Knows nothing of mail
//! servers.

use chrono::TimeDelta;

use crate::db::letters::{self as rows, Letter};
use crate::db::privacy::erasures;
use crate::db::types::{AccountId, AccountState, LetterState, UtcTime};
use crate::db::{accounts, mail_failures, notices};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::domain::leases::LEASE;
use crate::domain::letters::LetterKind;
use crate::domain::notifications::{settings, told};

/// The first pause after a server put a letter off; each one after is twice as long.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(5);
/// The longest.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);
/// Within this time somebody gets so many letters about notifications as are configured.
const RATE_WINDOW: TimeDelta = TimeDelta::hours(1);
/// Letters that go to an address that others come back from: they are how it is put right.
const ALWAYS: [LetterKind; 2] = [LetterKind::ConfirmMail, LetterKind::EmailChange];
/// Longest text of a server that is kept.
const REASON_MOST: usize = 200;

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The server took it.
    Sent,
    /// It is not worth sending, for this reason.
    Dropped(&'static str),
    /// The server will not take it, with its code.
    Refused(String),
    /// The server does not take it now, with its code.
    PutOff(String),
    /// The server cannot be reached until then.
    Unreachable(UtcTime),
    /// It has to wait until then.
    Wait(UtcTime),
}

/// Claims the next letter that is due for `sender`.
///
/// # Errors
/// If the database fails.
pub async fn claim(core: &Core, sender: &str) -> Result<Option<Letter>> {
    let now = core.clock.now();
    Ok(rows::claim(&mut core.db.write().await?, sender, now, now.plus(LEASE)).await?)
}

/// Keeps a letter that `sender` has; says whether it still had it.
///
/// # Errors
/// If the database fails.
pub async fn renew(core: &Core, letter: &Letter, sender: &str) -> Result<bool> {
    let until = core.clock.now().plus(LEASE);
    Ok(rows::renew(&mut core.db.write().await?, (letter.id, sender), until).await?)
}

/// Whether a letter is about notifications: its reader may leave it, and it keeps to their hours.
pub fn is_of_notices(letter: &Letter) -> bool {
    matches!(
        LetterKind::named(&letter.kind),
        Some(LetterKind::Notices | LetterKind::Digest)
    )
}

/// What becomes of a letter before it is written; none if it may go.
///
/// # Errors
/// If the database fails.
pub async fn verdict(core: &Core, letter: &Letter) -> Result<Option<Fate>> {
    let Some(id) = letter.account_id else {
        return Ok(None);
    };
    let mut conn = core.db.read().await?;
    let account = match accounts::get(&mut conn, id).await.map_err(Error::from) {
        Err(Error::NotFound) => return Ok(Some(Fate::Dropped("gone"))),
        other => other?,
    };
    let failure = mail_failures::find(&mut conn, id).await?;
    let is_always = ALWAYS.iter().any(|kind| kind.as_str() == letter.kind);
    if failure.is_some_and(|failure| failure.is_failing) && !is_always {
        return Ok(Some(Fate::Dropped("unreachable")));
    }
    if !is_of_notices(letter) {
        return Ok(None);
    }
    let is_going = erasures::find_waiting(&mut conn, id).await?.is_some();
    if account.state != AccountState::Active || is_going {
        return Ok(Some(Fate::Dropped("inactive")));
    }
    let now = core.clock.now();
    let (wishes, _) = settings::of(&mut conn, id).await?;
    let allowed = wishes.allowed(now);
    if allowed > now {
        return Ok(Some(Fate::Wait(allowed)));
    }
    if letter.kind == LetterKind::Notices.as_str() {
        let since = now.plus(-RATE_WINDOW);
        let (sent, first) = rows::count_sent(&mut conn, id, LetterKind::Notices.as_str(), since).await?;
        drop(conn);
        if sent >= core.config.mail.per_hour {
            gather(core, letter, id).await?;
            let next = first.unwrap_or(now).plus(RATE_WINDOW);
            return Ok(Some(Fate::Wait(next.max(now.plus(TimeDelta::minutes(1))))));
        }
    }
    Ok(None)
}

/// Somebody got many letters: whatever else waits for them goes into this one.
async fn gather(core: &Core, letter: &Letter, account: AccountId) -> Result<()> {
    core.change(async |conn| {
        let mut others = rows::list_open(conn, account, LetterKind::Notices.as_str()).await?;
        others.retain(|id| *id != letter.id);
        notices::merge(conn, &others, letter.id).await?;
        for id in others {
            rows::drop_waiting(conn, id, "bundled").await?;
        }
        Ok(())
    })
    .await
}

/// Writes down what became of a letter; nothing, if `sender` does not have it any more. Says whether it still had it.
///
/// # Errors
/// If the database fails.
pub async fn settle(core: &Core, letter: &Letter, sender: &str, fate: &Fate) -> Result<bool> {
    let now = core.clock.now();
    let own = (letter.id, sender);
    let given_up = letter.created_at.plus(TimeDelta::days(core.config.mail.give_up_days)) <= now;
    core.change(async |conn| {
        let was_held = match fate {
            Fate::Sent => rows::settle(conn, own, LetterState::Sent, "", now).await?,
            Fate::Dropped(why) => rows::settle(conn, own, LetterState::Dropped, why, now).await?,
            Fate::Refused(code) => rows::settle(conn, own, LetterState::Refused, cut(code), now).await?,
            Fate::PutOff(_) | Fate::Unreachable(_) if given_up => {
                rows::settle(conn, own, LetterState::Dropped, "expired", now).await?
            }
            Fate::PutOff(code) => {
                let at = now.plus(pause(letter.tries));
                rows::postpone(conn, own, letter.tries + 1, cut(code), at).await?
            }
            Fate::Unreachable(until) => rows::postpone(conn, own, letter.tries, "no_server", *until).await?,
            Fate::Wait(until) => rows::postpone(conn, own, letter.tries, "", *until).await?,
        };
        let is_settled = matches!(fate, Fate::Sent | Fate::Dropped(_) | Fate::Refused(_));
        if let Some(account) = letter.account_id
            && was_held
            && is_settled
            && is_of_notices(letter)
        {
            told::settle(conn, account, now).await?;
        }
        Ok(was_held)
    })
    .await
}

fn cut(text: &str) -> &str {
    text.char_indices()
        .nth(REASON_MOST)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

fn pause(tries: i32) -> TimeDelta {
    let doubled = FIRST_PAUSE * 2_i32.pow(u32::try_from(tries.clamp(0, 10)).unwrap_or(0));
    doubled.min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_six_hours() {
        assert_eq!(pause(0), TimeDelta::minutes(5));
        assert_eq!(pause(1), TimeDelta::minutes(10));
        assert_eq!(pause(30), TimeDelta::hours(6));
    }
}
