//! Who really sent a request: the signature has to be that of the activity's actor.

use std::time::Duration;

use axum::body::Bytes;
use federation::signature::{Request, Signed};
use federation::{Activity, origin};
use http::request::Parts;
use url::Url;

use crate::app::App;
use crate::db::types::UtcTime;

use super::super::error::{Error, Result as BridgeResult};
use super::super::keys::RemoteKeys;
use super::super::objects::PeerActor;
use super::problem::Problem;

/// Patience for a sender's key.
const KEY_DEADLINE: Duration = Duration::from_secs(5);

/// That the activity's own actor signed this request, for us, a short while ago.
pub(super) async fn signature(app: &App, parts: &Parts, body: &Bytes, activity: &Activity) -> Result<(), Problem> {
    let config = &app.core.config;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let host = config.host();
    let request = Request {
        method: &parts.method,
        path_and_query: path,
        headers: &parts.headers,
        authority: &host,
        scheme: config.instance.url.scheme(),
    };
    let signed = Signed::read(&request, body, app.core.clock.now().utc())
        .map_err(|error| Problem::unsigned(error.to_string()))?;
    let actor = activity.actor();
    let key_id = Url::parse(signed.key_id()).map_err(|_| Problem::unsigned("the key id is no address"))?;
    if !origin::same_origin(&key_id, actor) {
        return Err(Problem::other_signer());
    }
    match of_actor(app, &signed, actor).await {
        // Who is gone has no key to show any more; that it is gone is what the activity says.
        Err(Refusal::Gone) if matches!(activity, Activity::Delete(delete) if delete.object == *actor) => Ok(()),
        Err(refusal) => Err(refusal.into()),
        Ok(()) => Ok(()),
    }
}

enum Refusal {
    Wrong,
    Gone,
    NoKey,
    Later,
    Broken(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wrong => Self::unsigned("the signature is wrong"),
            Refusal::Gone | Refusal::NoKey => Self::unsigned("the actor has no key that we can use"),
            Refusal::Later => Self::later("the actor's key cannot be had now"),
            Refusal::Broken(error) => {
                tracing::error!(%error, "a signature could not be checked");
                Self::later("try again later")
            }
        }
    }
}

/// With keys we know; if they do not fit or are old, with those that the actor's server shows now.
async fn of_actor(app: &App, signed: &Signed, actor: &Url) -> Result<(), Refusal> {
    let now = app.core.clock.now();
    let keys = app.apub.keys();
    let known = keys.remote(&app.core, actor.as_str()).await?;
    if let Some(known) = &known {
        match settle(known, signed, now) {
            Some(answer) => return answer,
            None => tracing::debug!(%actor, "asking for the actor's keys again"),
        }
    }
    let old = known.filter(|known| !known.keys.is_empty());
    match fetch(app, actor).await {
        Ok(fresh) => verdict(&fresh, signed),
        // Our own trouble is over when the sender tries again; nothing of it is the actor's.
        Err(error) if error.is_ours() => match old {
            Some(old) if verdict(&old, signed).is_ok() => Ok(()),
            _ => Err(Refusal::Broken(error)),
        },
        Err(error) => {
            if let Some(old) = old {
                keys.remember_attempt(actor.as_str(), now).await;
                let may_be_gone = error.is_gone();
                return verdict(&old, signed).map_err(|wrong| if may_be_gone { Refusal::Gone } else { wrong });
            }
            keys.remember_vain(actor.as_str(), error.is_passing(), now).await;
            match error {
                error if error.is_gone() => Err(Refusal::Gone),
                error if error.is_passing() => Err(Refusal::Later),
                _ => Err(Refusal::NoKey),
            }
        }
    }
}

/// What known keys decide without asking for new ones; none if they do not.
fn settle(known: &RemoteKeys, signed: &Signed, now: UtcTime) -> Option<Result<(), Refusal>> {
    if known.keys.is_empty() {
        let refusal = if known.may_come { Refusal::Later } else { Refusal::NoKey };
        return known.holds(now).then_some(Err(refusal));
    }
    let verdict = verdict(known, signed);
    let is_final = known.holds(now) && (verdict.is_ok() || !known.may_refresh(now));
    is_final.then_some(verdict)
}

fn verdict(known: &RemoteKeys, signed: &Signed) -> Result<(), Refusal> {
    if known.keys.iter().any(|key| signed.verify(key).is_ok()) {
        Ok(())
    } else {
        Err(Refusal::Wrong)
    }
}

async fn fetch(app: &App, actor: &Url) -> BridgeResult<RemoteKeys> {
    let session = app.apub.session();
    let fetched = tokio::time::timeout(KEY_DEADLINE, PeerActor::renew(&session, actor)).await;
    let row = fetched.map_err(|_| super::super::http::HttpError::Late)??;
    Ok(app.apub.keys().remember(&row).await)
}
