//! `/live`: the one address at which pages listen, by WebSocket or, where that does not get through, by server-sent events.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State as Shared;
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
use crate::domain::live::desk::Desk;
use crate::domain::{self, Denied, Principal, live};
use crate::error::{Failure, Result};
use crate::web::forms::Query;
use crate::web::i18n::Locale;
use crate::web::paths;
use crate::web::visitor::Visitor;

use super::hub::{Joined, Notice, Watcher};
use super::presence::{self, Allowance, State};
use super::wire::{After, message, said};

/// How often a connection is asked whether anybody is there.
const BEAT: Duration = Duration::from_secs(30);
/// How long a client may take to accept a message.
const PATIENCE: Duration = Duration::from_secs(10);
/// Buffers of one connection, in bytes. Messages are short, and ten thousand connections wait most of the time.
const BUFFER: usize = 1024;
/// Largest message from a client, in bytes; it has little to say.
const HEARD_MAX: usize = 512;

/// Routes of the live stream.
pub fn routes() -> Router<App> {
    Router::new().route(paths::LIVE, get(listen))
}

/// Figures that a page shows.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Figures {
    Library,
    Verification,
    Letters,
}

impl Figures {
    const fn place(self) -> Place {
        match self {
            Self::Library => Place::Library,
            Self::Verification => Place::Desk(Desk::Verification),
            Self::Letters => Place::Desk(Desk::Letters),
        }
    }
}

/// What a page listens to.
#[derive(Debug, Deserialize)]
struct Listening {
    /// The thread it shows.
    thread: Option<i64>,
    /// The conversation it shows.
    conversation: Option<i64>,
    /// What it counts.
    figures: Option<Figures>,
    /// Since when.
    after: Option<String>,
}

impl Listening {
    fn place(&self) -> Option<Place> {
        let thread = self.thread.map(|id| Place::Thread(PostId(id)));
        let conversation = self.conversation.map(|id| Place::Conversation(ConversationId(id)));
        thread.or(conversation).or(self.figures.map(Figures::place))
    }
}

async fn listen(
    Shared(app): Shared<App>,
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
    let mut missed = missed(&app, &watcher, after).await?;
    missed.extend(presence::present(&app, &watcher).await?);
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
        .on_upgrade(async move |socket| {
            let line = Line {
                app,
                watcher,
                joined,
                locale,
            };
            line.work(socket, missed).await;
        }))
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
    if matches!(place, Place::Desk(_)) {
        // Nobody knows since when a desk counts what it counts. The page asks once more.
        return Ok(vec![Notice::Figures]);
    }
    Ok(match live::missed(&app.core, place, since).await? {
        Some(changes) => changes
            .iter()
            .filter(|change| change.is_for(&watcher.viewer))
            .map(|change| Notice::of(change, place))
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

/// One connection of a page.
struct Line {
    app: App,
    watcher: Watcher,
    joined: Joined,
    locale: Locale,
}

/// What comes next on a connection.
enum Next {
    Send(Message),
    Heard(State),
    Alive,
    End,
}

impl Line {
    /// Works until one side ends it.
    async fn work(mut self, socket: WebSocket, missed: Vec<Notice>) {
        self.talk(socket, missed).await;
        let Self {
            app, watcher, joined, ..
        } = self;
        drop(joined);
        told(Box::pin(presence::leave(&app, &watcher)).await);
    }

    /// Sends notices, and hears where the reader is. A client that says nothing for two beats, or does not take what it is
    /// sent, is gone.
    async fn talk(&mut self, socket: WebSocket, missed: Vec<Notice>) {
        let (mut out, mut heard) = socket.split();
        let (mut beat, mut is_there) = (beats(), true);
        let mut allowance = Allowance::new(Instant::now());
        let mut missed = missed.into_iter();
        loop {
            let next = match missed.next() {
                Some(notice) => Next::Send(self.message(&notice)),
                None => tokio::select! {
                    notice = self.joined.next() => {
                        Next::Send(notice.map_or(Message::Close(None), |notice| self.message(&notice)))
                    }
                    said = heard.next() => hear(said),
                    _ = beat.tick() => match std::mem::take(&mut is_there) {
                        true => Next::Send(Message::Ping(Vec::new().into())),
                        false => Next::End,
                    },
                },
            };
            match next {
                Next::Send(message) => {
                    let is_last = matches!(message, Message::Close(_));
                    if !matches!(timeout(PATIENCE, out.send(message)).await, Ok(Ok(()))) || is_last {
                        return;
                    }
                }
                Next::Heard(state) => {
                    is_there = true;
                    if allowance.take(Instant::now()) {
                        // Boxed, so that a connection that waits does not hold room for queries.
                        told(Box::pin(presence::say(&self.app, &self.watcher, state)).await);
                    }
                }
                Next::Alive => is_there = true,
                Next::End => return,
            }
        }
    }

    fn message(&self, notice: &Notice) -> Message {
        Message::text(message(notice, self.locale).0)
    }
}

fn hear(heard: Option<Result<Message, axum::Error>>) -> Next {
    match heard {
        Some(Ok(Message::Close(_)) | Err(_)) | None => Next::End,
        Some(Ok(Message::Text(text))) => said(&text).map_or(Next::Alive, Next::Heard),
        Some(Ok(_)) => Next::Alive,
    }
}

/// Where somebody is may stay untold.
fn told(done: domain::Result<()>) {
    if let Err(error) = done {
        tracing::warn!(%error, "who is in a conversation could not be told");
    }
}

fn beats() -> Interval {
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats.reset();
    beats
}
