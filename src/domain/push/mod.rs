//! Browsers that members have told at once: a member adds the one they sit at, in its session, and it ends with that. What is
//! told is for [`queue`] to put together, and for [`sending`] to hand out; words and the network are others' work.

pub mod keys;
pub mod queue;
pub mod sending;

use chrono::TimeDelta;
use url::Url;

use crate::db::Conn;
use crate::db::push_subscriptions::{self as rows, Subscription};
use crate::db::pushes::{self, Push};
use crate::db::sessions::Session;
use crate::db::types::{SubscriptionId, UtcTime};
use crate::web_push;

use super::error::{Error, Result};
use super::sessions::SignedIn;
use super::validate::{Problem, Problems};
use super::{Core, Principal};

/// Most browsers of one member; one more, and the oldest goes.
const BROWSERS_MAX: usize = 10;
/// Longest address of a push service that is kept.
const ENDPOINT_MAX: usize = 1024;
/// What belongs to no thread: that the member asked for a test.
const TEST: &str = "test";
/// How long after a test the next one goes.
const TEST_PAUSE: TimeDelta = TimeDelta::seconds(10);

/// What a browser says of itself when it is added.
#[derive(Clone, Default)]
pub struct Browser {
    /// Where pushes go.
    pub endpoint: Option<Url>,
    /// Its public key.
    pub p256dh: Vec<u8>,
    /// The secret that it shares with us.
    pub auth: Vec<u8>,
}

impl Browser {
    fn check(&self, core: &Core) -> Result<&Url> {
        let refused = || Error::Invalid(Problems::one("endpoint", Problem::Choice));
        let endpoint = self.endpoint.as_ref().ok_or_else(refused)?;
        let is_secure = endpoint.scheme() == "https" || core.config.federation.allow_private;
        let is_short = endpoint.as_str().len() <= ENDPOINT_MAX;
        if !is_secure || !is_short || !web_push::are_keys(&self.p256dh, &self.auth) {
            return Err(refused());
        }
        Ok(endpoint)
    }
}

/// Adds the browser of a session, in place of what was added there before.
///
/// # Errors
/// [`Error::Invalid`] on `endpoint`; [`Error::NotFound`] where nothing is pushed.
pub async fn add(core: &Core, by: &SignedIn, browser: &Browser) -> Result<()> {
    require_enabled(core)?;
    Principal::member(core, &by.account)?;
    let endpoint = browser.check(core)?;
    let now = core.clock.now();
    let new = Subscription {
        id: core.ids.next(),
        account_id: by.account.id,
        session_id: by.session.id,
        endpoint: endpoint.to_string(),
        p256dh: browser.p256dh.clone(),
        auth: browser.auth.clone(),
        failures: 0,
        created_at: now,
        ok_at: None,
    };
    core.change(async |conn| {
        rows::replace(conn, &new).await?;
        let known = rows::list(conn, by.account.id, now).await?;
        let too_many = known.len().saturating_sub(BROWSERS_MAX);
        for (oldest, _) in known.iter().take(too_many) {
            rows::delete(conn, by.account.id, oldest.id).await?;
        }
        Ok(())
    })
    .await
}

/// The browsers of a member with their sessions, oldest first.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(Subscription, Session)>> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    Ok(rows::list(&mut core.db.read().await?, account, core.clock.now()).await?)
}

/// Has a browser of a member told no more.
///
/// # Errors
/// [`Error::NotFound`] if they have no such browser.
pub async fn remove(core: &Core, by: &Principal, id: SubscriptionId) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    if rows::delete(&mut core.db.write().await?, account, id).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Sends a test to every browser of a member.
///
/// # Errors
/// [`Error::NotFound`] where nothing is pushed.
pub async fn test(core: &Core, by: &Principal) -> Result<()> {
    require_enabled(core)?;
    let browsers = list(core, by).await?;
    let now = core.clock.now();
    core.change(async |conn| {
        for (browser, _) in &browsers {
            tell(core, conn, browser.id, (TEST, TEST_PAUSE), now).await?;
        }
        Ok(())
    })
    .await
}

/// Has a browser told what `key` stands for, not before `pause` after the last time.
async fn tell(
    core: &Core,
    conn: &mut Conn,
    browser: SubscriptionId,
    (key, pause): (&str, TimeDelta),
    now: UtcTime,
) -> Result<()> {
    let id = core.ids.next();
    let last = pushes::find(conn, browser, key).await?.and_then(|push| push.sent_at);
    let push = Push {
        id,
        subscription_id: browser,
        push_key: key.to_owned(),
        version: id.0,
        due_at: Some(last.map_or(now, |last| last.plus(pause).max(now))),
        since: now,
        tries: 0,
        sent_at: None,
    };
    Ok(pushes::queue(conn, &push).await?)
}

fn require_enabled(core: &Core) -> Result<()> {
    if core.config.push.enabled {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
