//! Sending pushes: a worker of its own, so that a slow push service holds up nothing else. A push is claimed, written and sealed
//! from its row, handed to the push service and settled; several go at a time.
//!
//! A process that is killed after a push service took one and before that is written down leaves it claimed; when the lease
//! ends it is sent once more, under the same topic and tag, so that it takes the place of the first one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use chrono::{DateTime, TimeDelta};
use futures::future::join_all;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::app::App;
use crate::apub::http::{Answer, HttpError};
use crate::db::pushes::Push;
use crate::db::types::UtcTime;
use crate::domain::push::sending::{self, Fate, Outgoing, Verdict};
use crate::domain::push::{keys, queue};
use crate::domain::{Error, Result, leases};
use crate::id::random_token;
use crate::web::push_words;
use crate::web_push;

use super::POLL;

/// Pushes that go at a time.
const AT_A_TIME: usize = 8;
/// How long a push service is left alone that did not answer.
const REST: TimeDelta = TimeDelta::minutes(1);
/// Longest that one may have a browser left alone.
const REST_MAX: TimeDelta = TimeDelta::hours(12);
/// What says that there is no such browser any more.
const GONE: [StatusCode; 2] = [StatusCode::NOT_FOUND, StatusCode::GONE];

/// Somebody who sends.
struct Sender {
    app: App,
    name: String,
    /// Push services that did not answer, and until when they are left alone.
    resting: Mutex<HashMap<String, UtcTime>>,
}

/// Sends pushes until `stop`.
pub(super) async fn work(app: App, bell: Arc<Notify>, stop: CancellationToken) {
    let sender = Sender::new(app);
    while !stop.is_cancelled() {
        match Box::pin(sender.turn()).await {
            Ok(0) => tokio::select! {
                () = bell.notified() => {}
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            },
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the sender of pushes could not read its queue");
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

/// Sends whatever is due now.
pub(super) async fn send_due(app: &App) -> Result<usize> {
    let sender = Sender::new(app.clone());
    let mut count = 0;
    loop {
        match Box::pin(sender.turn()).await? {
            0 => return Ok(count),
            sent => count += sent,
        }
    }
}

impl Sender {
    fn new(app: App) -> Self {
        Self {
            app,
            name: random_token(),
            resting: Mutex::default(),
        }
    }

    /// Puts together what is due and sends some of it; says how much.
    async fn turn(&self) -> Result<usize> {
        let core = &self.app.core;
        while queue::make_due(core).await? > 0 {}
        let mut claimed = Vec::new();
        while claimed.len() < AT_A_TIME {
            match sending::claim(core, &self.name).await? {
                Some(push) => claimed.push(push),
                None => break,
            }
        }
        let sent = join_all(claimed.iter().map(|push| Box::pin(self.send(push)))).await;
        sent.into_iter().collect::<Result<Vec<()>>>()?;
        Ok(claimed.len())
    }

    async fn send(&self, push: &Push) -> Result<()> {
        let core = &self.app.core;
        let renew = || sending::renew(core, push, &self.name);
        let fate = match leases::while_held(Box::pin(self.try_to_send(push)), renew).await {
            Ok(fate) => fate,
            Err(error) => {
                tracing::warn!(push = %push.id, %error, "push {} could not be sent", push.id);
                Fate::PutOff(None)
            }
        };
        if fate == Fate::Refused {
            tracing::warn!(push = %push.id, "push {} was refused", push.id);
        }
        if !sending::settle(core, push, &self.name, fate).await? {
            tracing::debug!(push = %push.id, "push {} is not ours any more", push.id);
        }
        Ok(())
    }

    async fn try_to_send(&self, push: &Push) -> Result<Fate> {
        match sending::verdict(&self.app.core, push).await? {
            Verdict::Stay(fate) => Ok(fate),
            Verdict::Go(outgoing) => self.deliver(push, &outgoing).await,
        }
    }

    async fn deliver(&self, push: &Push, outgoing: &Outgoing) -> Result<Fate> {
        let now = self.app.core.clock.now();
        let Ok(url) = Url::parse(&outgoing.browser.endpoint) else {
            return Ok(Fate::Gone);
        };
        let service = url.origin().ascii_serialization();
        if let Some(until) = self.rests(&service, now) {
            return Ok(Fate::Wait(until));
        }
        let payload = push_words::write(&self.app, outgoing).await?;
        let payload = serde_json::to_vec(&payload).map_err(|error| Error::Internal(error.to_string()))?;
        let browser = &outgoing.browser;
        let Ok(sealed) = web_push::seal(&payload, &browser.p256dh, &browser.auth) else {
            return Ok(Fate::Refused);
        };
        let headers = self.headers(outgoing, &service).await?;
        let answer = self.app.apub.http().post(&url, headers, Bytes::from(sealed)).await;
        let fate = fate(&answer, now);
        if matches!(fate, Fate::PutOff(_)) {
            tracing::debug!(push = %push.id, "push {} was put off", push.id);
            // Too many for one browser says nothing of the others.
            let is_theirs = matches!(&answer, Ok(answer) if answer.status == StatusCode::TOO_MANY_REQUESTS);
            if !is_theirs {
                self.rest(service, now.plus(REST));
            }
        }
        Ok(fate)
    }

    async fn headers(&self, outgoing: &Outgoing, service: &str) -> Result<HeaderMap> {
        let core = &self.app.core;
        let key = keys::get(core).await?;
        let proof = web_push::authorization(
            &core.secrets,
            &key,
            service,
            sending::proven_until(core),
            &sending::subject(core),
        )?;
        let value = |text: &str| HeaderValue::from_str(text).map_err(|error| Error::Internal(error.to_string()));
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, value(&proof)?);
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        );
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
        headers.insert("ttl", value(&outgoing.ttl.to_string())?);
        headers.insert("topic", value(&outgoing.topic)?);
        headers.insert(
            "urgency",
            HeaderValue::from_static(push_words::urgency(&outgoing.words)),
        );
        Ok(headers)
    }

    fn rests(&self, service: &str, now: UtcTime) -> Option<UtcTime> {
        let mut resting = self.resting.lock().ok()?;
        resting.retain(|_, until| *until > now);
        resting.get(service).copied()
    }

    fn rest(&self, service: String, until: UtcTime) {
        if let Ok(mut resting) = self.resting.lock() {
            resting.insert(service, until);
        }
    }
}

fn fate(answer: &std::result::Result<Answer, HttpError>, now: UtcTime) -> Fate {
    match answer {
        Ok(answer) if answer.status.is_success() => Fate::Taken,
        Ok(answer) if GONE.contains(&answer.status) => Fate::Gone,
        Ok(answer) if HttpError::Status(answer.status).is_passing() => Fate::PutOff(retry_after(answer, now)),
        Err(error) if error.is_passing() => Fate::PutOff(None),
        // An address that we do not ask.
        Err(HttpError::Refused(_) | HttpError::Own) => Fate::Gone,
        Ok(_) | Err(_) => Fate::Refused,
    }
}

/// When a push service wants to be asked again: after so many seconds, or at a moment.
fn retry_after(answer: &Answer, now: UtcTime) -> Option<UtcTime> {
    let value = answer.headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let at = match value.parse::<i64>() {
        Ok(seconds) => now.plus(TimeDelta::try_seconds(seconds.max(0))?),
        Err(_) => UtcTime::new(DateTime::parse_from_rfc2822(value).ok()?.to_utc()),
    };
    Some(at.min(now.plus(REST_MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, after: &str) -> std::result::Result<Answer, HttpError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_str(after).unwrap());
        Ok(Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            url: Url::parse("https://push.example/").unwrap(),
            body: Bytes::new(),
        })
    }

    #[test]
    fn a_push_service_is_believed() {
        let now = UtcTime::from_millis(1_795_341_600_000);
        let later = |seconds| Fate::PutOff(Some(now.plus(TimeDelta::seconds(seconds))));
        let table = [
            (201, "", Fate::Taken),
            (404, "", Fate::Gone),
            (410, "", Fate::Gone),
            (400, "", Fate::Refused),
            (413, "", Fate::Refused),
            (302, "", Fate::Refused),
            (500, "", Fate::PutOff(None)),
            (429, "90", later(90)),
            (503, "Sun, 22 Nov 2026 10:01:00 GMT", later(60)),
            (429, "99999999", later(12 * 3600)),
        ];
        for (status, after, expected) in table {
            assert_eq!(fate(&answer(status, after), now), expected, "{status} {after}");
        }
        assert_eq!(fate(&Err(HttpError::Late), now), Fate::PutOff(None));
        assert_eq!(fate(&Err(HttpError::Own), now), Fate::Gone);
    }
}
