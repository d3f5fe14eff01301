//! `/live`: the one address at which pages listen, by WebSocket or, where that does not get through, by server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::{SinkExt, Stream, StreamExt, stream};
use serde::Deserialize;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

use crate::app::App;
use crate::db::types::{ConversationId, PostId};
use crate::domain::live::Place;
use crate::domain::{self, Denied, Principal, live};
use crate::error::{Failure, Result};
use crate::web::forms::Query;
use crate::web::i18n::Locale;
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::hub::{Joined, Notice, Watcher};
use super::wire::{After, message};

/// How often a connection is asked whether anybody is there.
const BEAT: Duration = Duration::from_secs(30);
/// How long a client may take to accept a message.
const PATIENCE: Duration = Duration::from_secs(10);
/// Buffers of one connection, in bytes. Messages are short, and ten thousand connections wait most of the time.
const BUFFER: usize = 1024;
/// Largest message from a client, in bytes; it has nothing to say.
const HEARD_MAX: usize = 512;

/// Routes of the live stream.
pub fn routes() -> Router<App> {
    Router::new().route(paths::LIVE, get(listen))
}

/// What a page listens to.
#[derive(Debug, Deserialize)]
struct Listening {
    /// The thread it shows.
    thread: Option<i64>,
    /// The conversation it shows.
    conversation: Option<i64>,
    /// Since when.
    after: Option<String>,
}

impl Listening {
    fn place(&self) -> Option<Place> {
        let thread = self.thread.map(|id| Place::Thread(PostId(id)));
        thread.or_else(|| self.conversation.map(|id| Place::Conversation(ConversationId(id))))
    }
}

async fn listen(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(listening): Query<Listening>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response> {
    let signed_in = visitor.signed_in.as_ref();
    let signed_in = signed_in.ok_or(domain::Error::Forbidden(Denied::SignIn))?;
    let place = match listening.place() {
        Some(place) => {
            let by = Principal::member(&app.core, &signed_in.account)?;
            Some(live::watchable(&app.core, &by, &visitor.viewer, place).await?)
        }
        None => None,
    };
    let wants_socket = headers.contains_key(header::UPGRADE);
    if wants_socket {
        require_own_page(&app, &headers)?;
    }
    let watcher = Watcher {
        session: signed_in.session.id,
        account: signed_in.account.id,
        viewer: visitor.viewer,
        place,
    };
    let joined = app.live.join(watcher).ok_or_else(|| Failure {
        retry_after: Some(60),
        ..Failure::status(StatusCode::SERVICE_UNAVAILABLE)
    })?;
    let after = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let after = after
        .or(listening.after.as_deref())
        .and_then(|after| after.parse().ok());
    let missed = missed(&app, &watcher, after).await?;
    let locale = visitor.locale();
    if !wants_socket {
        return Ok(events(joined, missed, locale).into_response());
    }
    let upgrade = upgrade.map_err(|rejection| Failure::status(rejection.into_response().status()))?;
    Ok(upgrade
        .read_buffer_size(BUFFER)
        .write_buffer_size(0)
        .max_message_size(HEARD_MAX)
        .max_frame_size(HEARD_MAX)
        .on_upgrade(async move |socket| talk(socket, joined, missed, locale).await))
}

/// Browsers let any page open a socket to anywhere, with cookies; they say which page it was.
fn require_own_page(app: &App, headers: &HeaderMap) -> Result<()> {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    if origin == Some(app.core.config.instance.url.origin().ascii_serialization().as_str()) {
        Ok(())
    } else {
        Err(Failure::status(StatusCode::FORBIDDEN))
    }
}

/// What happened between the moment that a page names and now. Asked for after joining, so that nothing falls in between;
/// what is told twice for it changes nothing the second time.
async fn missed(app: &App, watcher: &Watcher, after: Option<After>) -> Result<Vec<Notice>> {
    let (Some(place), Some(After(since))) = (watcher.place, after) else {
        return Ok(Vec::new());
    };
    Ok(match live::missed(&app.core, place, since).await? {
        Some(changes) => changes
            .iter()
            .filter(|change| change.is_for(&watcher.viewer))
            .map(Notice::of)
            .collect(),
        None => vec![Notice::Stale],
    })
}

fn events(joined: Joined, missed: Vec<Notice>, locale: Locale) -> impl IntoResponse {
    let event = move |notice: Notice| {
        let (body, after) = message(&notice, locale);
        let event = Event::default().data(body);
        Ok::<_, Infallible>(match after {
            Some(after) => event.id(after),
            None => event,
        })
    };
    let stream = stream::iter(missed).chain(notices(joined)).map(event);
    let keep = KeepAlive::new().interval(BEAT);
    // Proxies that gather what they pass on would keep it from the reader.
    ([("x-accel-buffering", "no")], Sse::new(stream).keep_alive(keep))
}

fn notices(joined: Joined) -> impl Stream<Item = Notice> {
    stream::unfold(joined, async |mut joined| {
        let notice = joined.next().await?;
        Some((notice, joined))
    })
}

/// Sends notices until one side ends it. A client that says nothing for two beats, or does not take what it is sent, is gone.
async fn talk(socket: WebSocket, mut joined: Joined, missed: Vec<Notice>, locale: Locale) {
    let (mut out, mut heard) = socket.split();
    let (mut beat, mut is_there) = (beats(), true);
    let mut missed = missed.into_iter();
    loop {
        let next = match missed.next() {
            Some(notice) => Message::text(message(&notice, locale).0),
            None => tokio::select! {
                notice = joined.next() => match notice {
                    Some(notice) => Message::text(message(&notice, locale).0),
                    None => Message::Close(None),
                },
                said = heard.next() => match said {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                    Some(Ok(_)) => {
                        is_there = true;
                        continue;
                    }
                },
                _ = beat.tick() => match std::mem::take(&mut is_there) {
                    true => Message::Ping(Vec::new().into()),
                    false => return,
                },
            },
        };
        let is_last = matches!(next, Message::Close(_));
        if !matches!(timeout(PATIENCE, out.send(next)).await, Ok(Ok(()))) || is_last {
            return;
        }
    }
}

fn beats() -> Interval {
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats.reset();
    beats
}
