//! The bell between processes. What rings carries nothing: whoever hears it looks into the database. Beside it goes who is in
//! a conversation, as numbers; whoever hears that asks the database who may see it.

use std::time::{Duration, Instant};

use futures::StreamExt;
use redis::aio::MultiplexedConnection;
use redis::{AsyncTypedCommands, Client, Msg, RedisError};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

use crate::app::App;

use super::presence::{self, Signal};

/// Rest between two rings of one process.
const REST: Duration = Duration::from_millis(20);
/// Longest time that Redis may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// After how long a Redis that is away is called again, at first and at most.
const AGAIN: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(15));

/// Where the processes of an instance call each other: several instances may share a Redis.
struct Channels {
    bell: String,
    presence: String,
}

impl Channels {
    fn of(app: &App) -> Self {
        let host = app.core.config.host();
        Self {
            bell: format!("majlis:{host}:live"),
            presence: format!("majlis:{host}:presence"),
        }
    }
}

fn client(app: &App) -> Option<Client> {
    let url = &app.core.config.live.redis_url;
    if url.is_empty() {
        return None;
    }
    // The address stays out of the log: it holds a password.
    Client::open(url.as_str())
        .inspect_err(|error| tracing::error!(kind = ?error.kind(), "live.redis_url cannot be used"))
        .ok()
}

/// Rings in other processes for what happens in this one.
pub(super) async fn tell(app: App, stop: CancellationToken) {
    let Some(client) = client(&app) else { return };
    let channels = Channels::of(&app);
    let mut rung = app.core.wake.live.subscribe();
    let mut signals = app.live.presence().signals();
    let mut wait = AGAIN.0;
    while !stop.is_cancelled() {
        let began = Instant::now();
        let told = tokio::select! {
            told = call(&app, &client, &channels, (&mut rung, &mut signals)) => told,
            () = stop.cancelled() => return,
        };
        wait = away(told, began, wait, &stop).await;
    }
}

/// Rings, and says who is where, until the connection breaks or nobody rings any more.
async fn call(
    app: &App,
    client: &Client,
    channels: &Channels,
    (rung, signals): (&mut watch::Receiver<u64>, &mut broadcast::Receiver<Signal>),
) -> Result<(), RedisError> {
    let mut conn = connect(client).await?;
    // What happened while Redis was away.
    conn.publish(&channels.bell, "").await?;
    loop {
        tokio::select! {
            ring = rung.changed() => {
                if ring.is_err() {
                    return Ok(());
                }
                conn.publish(&channels.bell, "").await?;
                tokio::time::sleep(REST).await;
            }
            signal = signals.recv() => match signal {
                Ok(signal) => drop(conn.publish(&channels.presence, app.live.presence().text(&signal)).await?),
                // Who is where is said again soon.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Ok(()),
            },
        }
    }
}

async fn connect(client: &Client) -> Result<MultiplexedConnection, RedisError> {
    let config = redis::AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE));
    client.get_multiplexed_async_connection_with_config(&config).await
}

/// Hears other processes ring.
pub(super) async fn listen(app: App, stop: CancellationToken) {
    let Some(client) = client(&app) else { return };
    let channels = Channels::of(&app);
    let mut wait = AGAIN.0;
    while !stop.is_cancelled() {
        let began = Instant::now();
        let heard = tokio::select! {
            heard = hear(&app, &client, &channels) => heard,
            () = stop.cancelled() => return,
        };
        wait = away(heard, began, wait, &stop).await;
    }
}

async fn hear(app: &App, client: &Client, channels: &Channels) -> Result<(), RedisError> {
    let mut conn = client.get_async_pubsub().await?;
    conn.subscribe(&[&channels.bell, &channels.presence]).await?;
    tracing::info!("processes are heard through Redis");
    // What rang while nobody listened.
    app.live.ring();
    let mut messages = conn.into_on_message();
    while let Some(message) = messages.next().await {
        if message.get_channel_name() == channels.bell {
            app.live.ring();
        } else if let Some(signal) = signal(app, &message)
            && let Err(error) = presence::hear(app, signal).await
        {
            tracing::warn!(%error, "who is in a conversation could not be told");
        }
    }
    Ok(())
}

fn signal(app: &App, message: &Msg) -> Option<Signal> {
    let text: String = message.get_payload().ok()?;
    app.live.presence().read(&text)
}

/// Waits before Redis is called again after a connection that `began` then; says how long to wait the next time. Meanwhile
/// pages look by themselves.
async fn away(ended: Result<(), RedisError>, began: Instant, wait: Duration, stop: &CancellationToken) -> Duration {
    match &ended {
        Ok(()) => tracing::warn!("Redis hung up; other processes are heard of with a delay"),
        Err(error) => {
            tracing::warn!(kind = ?error.kind(), "Redis is away; other processes are heard of with a delay");
        }
    }
    // One that had answered for a while is called again soon.
    let wait = if began.elapsed() > AGAIN.1 { AGAIN.0 } else { wait };
    tokio::select! {
        () = tokio::time::sleep(wait) => {}
        () = stop.cancelled() => {}
    }
    (wait * 2).min(AGAIN.1)
}
