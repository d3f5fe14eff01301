//! The second process of the load program: holds the browsers' ends of many connections and says what it heard.
//!
//! Says two lines of JSON: how many connections are open, and, once its input ends, how many notices came and how long they took.

use std::env;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use futures::StreamExt;
use majlis::clock::Clock;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// Where the server listens.
pub(crate) const ADDRESS: &str = "BENCH_LINES_ADDRESS";
/// Of which site the pages are.
pub(crate) const ORIGIN: &str = "BENCH_LINES_ORIGIN";
/// Whose they are.
pub(crate) const COOKIE: &str = "BENCH_LINES_COOKIE";
/// What they show, separated by commas.
pub(crate) const THREADS: &str = "BENCH_LINES_THREADS";
/// How many.
pub(crate) const COUNT: &str = "BENCH_LINES_COUNT";

/// Connections that are opened at the same time.
const AT_ONCE: usize = 64;

/// What was heard: how long each notice took, in milliseconds.
type Heard = Arc<Mutex<Vec<i64>>>;

/// Whether this process is that one.
pub(crate) fn is_meant() -> bool {
    env::var_os(ADDRESS).is_some()
}

/// Opens them, listens until the input ends, and says what was heard.
pub(crate) async fn run() -> anyhow::Result<()> {
    let count: usize = env::var(COUNT)?.parse()?;
    let threads = env::var(THREADS)?;
    let threads: Vec<String> = threads.split(',').map(ToOwned::to_owned).collect();
    let heard = Heard::default();
    let mut open = 0;
    let mut opening = JoinSet::new();
    for n in 0..count {
        if opening.len() >= AT_ONCE {
            open += usize::from(opened(opening.join_next().await, &heard)?);
        }
        opening.spawn(connect(threads[n % threads.len()].clone()));
    }
    while !opening.is_empty() {
        open += usize::from(opened(opening.join_next().await, &heard)?);
    }
    say(&json!({ "open": open }))?;
    tokio::task::spawn_blocking(|| io::stdin().read_to_end(&mut Vec::new())).await??;
    let mut times = heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied();
    say(&json!({ "heard": times.len(), "median": at(50), "most": at(99), "last": times.last() }))
}

fn say(line: &Value) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Listens to a connection that was opened; says whether it was.
fn opened(
    done: Option<Result<anyhow::Result<WebSocketStream<TcpStream>>, tokio::task::JoinError>>,
    heard: &Heard,
) -> anyhow::Result<bool> {
    let Some(socket) = done else { return Ok(false) };
    tokio::spawn(listen(socket??, heard.clone()));
    Ok(true)
}

async fn connect(thread: String) -> anyhow::Result<WebSocketStream<TcpStream>> {
    let address = env::var(ADDRESS)?;
    let origin = env::var(ORIGIN)?;
    let host = origin.split_once("://").context("an origin")?.1;
    let mut request = format!("ws://{host}/live?thread={thread}").into_client_request()?;
    request.headers_mut().insert("origin", origin.parse()?);
    request.headers_mut().insert("cookie", env::var(COOKIE)?.parse()?);
    // Ten thousand buffers of the size that one connection would like are a gigabyte.
    let config = WebSocketConfig::default().read_buffer_size(1024).write_buffer_size(0);
    let stream = TcpStream::connect(address).await?;
    Ok(client_async_with_config(request, stream, Some(config)).await?.0)
}

async fn listen(mut socket: WebSocketStream<TcpStream>, heard: Heard) {
    while let Some(Ok(message)) = socket.next().await {
        let Ok(text) = message.to_text() else { continue };
        let told = serde_json::from_str(text).ok().and_then(|notice: Value| {
            let (millis, _) = notice["after"].as_str()?.split_once('-')?;
            millis.parse::<i64>().ok()
        });
        let now = Clock::system().now().millis();
        if let Some(told) = told {
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(now - told);
        }
    }
}
