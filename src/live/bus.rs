//! The bell between processes. What rings carries nothing: whoever hears it looks into the database.

use std::time::{Duration, Instant};

use futures::StreamExt;
use redis::aio::MultiplexedConnection;
use redis::{AsyncTypedCommands, Client, RedisError};
use tokio::sync::watch::Receiver;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// Rest between two rings of one process.
const REST: Duration = Duration::from_millis(20);
/// Longest time that Redis may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// After how long a Redis that is away is called again, at first and at most.
const AGAIN: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(15));

/// Where an instance rings: several may share a Redis.
fn channel(app: &App) -> String {
    format!("majlis:{}:live", app.core.config.host())
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
    let channel = channel(&app);
    let mut rung = app.core.wake.live.subscribe();
    let mut wait = AGAIN.0;
    while !stop.is_cancelled() {
        let began = Instant::now();
        let told = tokio::select! {
            told = ring_on(&client, &channel, &mut rung) => told,
            () = stop.cancelled() => return,
        };
        wait = away(told, began, wait, &stop).await;
    }
}

/// Rings until the connection breaks or nobody rings any more.
async fn ring_on(client: &Client, channel: &str, rung: &mut Receiver<u64>) -> Result<(), RedisError> {
    let mut conn = connect(client).await?;
    // What happened while Redis was away.
    conn.publish(channel, "").await?;
    while rung.changed().await.is_ok() {
        conn.publish(channel, "").await?;
        tokio::time::sleep(REST).await;
    }
    Ok(())
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
    let channel = channel(&app);
    let mut wait = AGAIN.0;
    while !stop.is_cancelled() {
        let began = Instant::now();
        let heard = tokio::select! {
            heard = hear(&app, &client, &channel) => heard,
            () = stop.cancelled() => return,
        };
        wait = away(heard, began, wait, &stop).await;
    }
}

async fn hear(app: &App, client: &Client, channel: &str) -> Result<(), RedisError> {
    let mut conn = client.get_async_pubsub().await?;
    conn.subscribe(channel).await?;
    tracing::info!("processes are heard through Redis");
    // What rang while nobody listened.
    app.live.ring();
    let mut messages = conn.into_on_message();
    while messages.next().await.is_some() {
        app.live.ring();
    }
    Ok(())
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
