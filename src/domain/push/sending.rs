//! The life of a push: who may claim it, whether it may go now, what it tells, and what becomes of it. Knows nothing of HTTP.

use chrono::TimeDelta;

use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::privacy::erasures;
use crate::db::push_subscriptions::{self, Subscription};
use crate::db::pushes::{self as rows, Push};
use crate::db::types::{AccountState, UtcTime};
use crate::db::{Conn, accounts};
use crate::domain::Core;
use crate::domain::error::Result;
use crate::domain::leases::LEASE;
use crate::domain::moderation::guard;
use crate::domain::notifications::letter::{Told, is_worth_telling};
use crate::domain::notifications::{settings, told};

use super::queue::{LATE, SUMMARY};
use super::{TEST, tell};

/// The first pause after a push service did not take one; each one after is twice as long.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// The longest.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);
/// How often one is tried.
const TRIES_MOST: i32 = 12;
/// What is older is no news any more; the push service forgets it then, too.
const NEWS: TimeDelta = TimeDelta::hours(12);
/// Most notifications that one push counts.
const TOLD_MOST: i64 = 100;
/// How often in a row a browser's pushes may be refused.
const FAILURES_MOST: i32 = 10;

/// A push that may go.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// To which browser.
    pub browser: Subscription,
    /// Whose that is.
    pub account: Account,
    /// The same in public.
    pub actor: Actor,
    /// What it says.
    pub words: Words,
    /// What belongs together, as browsers and push services are told: says nothing to either.
    pub topic: String,
    /// For how many seconds the push service keeps it.
    pub ttl: i64,
}

/// What a push says.
#[derive(Debug, Clone)]
pub enum Words {
    /// The news of a thread, oldest first.
    News(Vec<Told>),
    /// How much there is.
    Summary(i64),
    /// That pushes arrive.
    Test,
}

/// What becomes of a push that is claimed.
#[derive(Debug)]
pub enum Verdict {
    /// It goes.
    Go(Box<Outgoing>),
    /// It does not.
    Stay(Fate),
}

/// What became of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The push service took it.
    Taken,
    /// There is no such browser any more.
    Gone,
    /// The push service will not take it.
    Refused,
    /// It does not take it now, or until then.
    PutOff(Option<UtcTime>),
    /// It has to wait until then, which is nobody's fault.
    Wait(UtcTime),
    /// There is nothing to tell any more, or nobody to tell.
    Dropped,
    /// Another push tells it.
    Gathered,
}

/// Claims the next push that is due for `sender`.
///
/// # Errors
/// If the database fails.
pub async fn claim(core: &Core, sender: &str) -> Result<Option<Push>> {
    let now = core.clock.now();
    Ok(rows::claim(&mut core.db.write().await?, sender, now, now.plus(LEASE)).await?)
}

/// Keeps a push that `sender` has; says whether it still had it.
///
/// # Errors
/// If the database fails.
pub async fn renew(core: &Core, push: &Push, sender: &str) -> Result<bool> {
    let until = core.clock.now().plus(LEASE);
    Ok(rows::renew(&mut core.db.write().await?, (push, sender), until).await?)
}

/// Whether a push may go, and what it tells: asked when it goes, so that nobody is called for what they have read.
///
/// # Errors
/// If the database fails.
pub async fn verdict(core: &Core, push: &Push) -> Result<Verdict> {
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    let Some((browser, session)) = push_subscriptions::find(&mut conn, push.subscription_id).await? else {
        return Ok(Verdict::Stay(Fate::Dropped));
    };
    if session.expires_at <= now {
        return Ok(Verdict::Stay(Fate::Gone));
    }
    let (account, actor) = accounts::get_with_actor(&mut conn, browser.account_id).await?;
    let left = push.since.plus(NEWS).millis() - now.millis();
    if left <= 0 || !core.config.push.enabled || !may_be_told(core, &mut conn, &account).await? {
        return Ok(Verdict::Stay(Fate::Dropped));
    }
    let is_test = push.push_key == TEST;
    let allowed = settings::of(&mut conn, account.id).await?.0.allowed(now);
    if !is_test && allowed > now {
        return Ok(Verdict::Stay(Fate::Wait(allowed)));
    }
    let Some(words) = words(core, &mut conn, &account, push).await? else {
        return Ok(Verdict::Stay(Fate::Dropped));
    };
    drop(conn);
    if !is_test && gather(core, push, now).await? {
        return Ok(Verdict::Stay(Fate::Gathered));
    }
    let name = format!("{} {}", push.subscription_id, push.push_key);
    Ok(Verdict::Go(Box::new(Outgoing {
        topic: core.secrets.mac("push topic", &name).chars().take(32).collect(),
        ttl: left / 1000,
        browser,
        account,
        actor,
        words,
    })))
}

/// Not whoever is suspended, kept out of everything here, or on the way out.
async fn may_be_told(core: &Core, conn: &mut Conn, account: &Account) -> Result<bool> {
    if account.state != AccountState::Active || erasures::find_waiting(conn, account.id).await?.is_some() {
        return Ok(false);
    }
    guard::is_welcome_here(core, conn, account.actor_id).await
}

async fn words(core: &Core, conn: &mut Conn, account: &Account, push: &Push) -> Result<Option<Words>> {
    match push.push_key.as_str() {
        TEST => Ok(Some(Words::Test)),
        SUMMARY => {
            let count = rows::count_unread(conn, account.id).await?;
            Ok((count > 0).then_some(Words::Summary(count)))
        }
        key => {
            let mut told = Vec::new();
            for one in rows::list_unread(conn, account.id, key, TOLD_MOST).await? {
                if is_worth_telling(core, conn, account, &one).await? {
                    told.push(one);
                }
            }
            Ok((!told.is_empty()).then_some(Words::News(told)))
        }
    }
}

/// What is late goes into one push that says how much there is; says whether this one went there.
async fn gather(core: &Core, push: &Push, now: UtcTime) -> Result<bool> {
    let is_late = push.tries > 0 || push.since.plus(LATE) < now;
    if !is_late {
        return Ok(false);
    }
    core.change(async |conn| {
        let mut others = rows::list_late(conn, push, now).await?;
        if push.push_key == SUMMARY {
            rows::clear(conn, &others).await?;
            return Ok(false);
        }
        if others.is_empty() {
            return Ok(false);
        }
        others.push(push.id);
        rows::clear(conn, &others).await?;
        tell(core, conn, push.subscription_id, (SUMMARY, TimeDelta::zero()), now).await?;
        Ok(true)
    })
    .await
}

/// Writes down what became of a push; nothing, if `sender` does not have it any more. Says whether it still had it.
///
/// # Errors
/// If the database fails.
pub async fn settle(core: &Core, push: &Push, sender: &str, fate: Fate) -> Result<bool> {
    let now = core.clock.now();
    let own = (push, sender);
    core.change(async |conn| {
        let Some((browser, _)) = push_subscriptions::find(conn, push.subscription_id).await? else {
            // Its pushes went with it.
            return Ok(false);
        };
        let was_held = match fate {
            Fate::Gone => push_subscriptions::delete(conn, browser.account_id, browser.id).await?,
            Fate::Wait(until) => rows::postpone(conn, own, push.tries, until).await?,
            Fate::PutOff(until) if push.tries < TRIES_MOST => {
                let pause = now.plus(pause(push.tries));
                let latest = push.since.plus(NEWS);
                let at = until.map_or(pause, |until| until.max(pause)).min(latest);
                rows::postpone(conn, own, push.tries + 1, at).await?
            }
            Fate::Taken => rows::settle(conn, own, Some(now)).await?,
            Fate::Refused | Fate::PutOff(_) | Fate::Dropped | Fate::Gathered => rows::settle(conn, own, None).await?,
        };
        if !was_held {
            return Ok(false);
        }
        match fate {
            Fate::Taken => push_subscriptions::succeeded(conn, browser.id, now).await?,
            Fate::Refused => push_subscriptions::failed(conn, browser.id, FAILURES_MOST).await?,
            Fate::PutOff(_) if push.tries >= TRIES_MOST => {
                push_subscriptions::failed(conn, browser.id, FAILURES_MOST).await?;
            }
            _ => {}
        }
        told::settle(conn, browser.account_id, now).await?;
        Ok(true)
    })
    .await
}

fn pause(tries: i32) -> TimeDelta {
    let doubled = FIRST_PAUSE * 2_i32.pow(u32::try_from(tries.clamp(0, 10)).unwrap_or(0));
    doubled.min(LONGEST_PAUSE)
}

/// Where the operator of a push service reaches ours.
pub fn subject(core: &Core) -> String {
    let contact = core.config.instance.contact.trim();
    match contact {
        "" => core.config.base(),
        link if link.starts_with("https://") || link.starts_with("mailto:") => link.to_owned(),
        address if address.contains('@') => format!("mailto:{address}"),
        _ => core.config.base(),
    }
}

/// Until when a proof of ours counts that is made now, in seconds since 1970.
pub fn proven_until(core: &Core) -> i64 {
    core.clock.now().plus(TimeDelta::hours(12)).millis() / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_an_hour() {
        assert_eq!(pause(0), TimeDelta::minutes(1));
        assert_eq!(pause(1), TimeDelta::minutes(2));
        assert_eq!(pause(30), TimeDelta::hours(1));
    }
}
