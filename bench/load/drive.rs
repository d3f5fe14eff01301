//! Drives a server with many connections at once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::task::JoinSet;

use crate::http::Connection;
use crate::settings::Settings;

/// Most requests of one connection in one run.
const REQUESTS_MAX: u64 = 1_000_000;
/// Before anything is counted.
const WARM_UP: Duration = Duration::from_secs(1);

/// Repeats one request and says how often it was answered with 200 in a second: the median of all runs.
pub(crate) async fn repeat(address: SocketAddr, request: Vec<u8>, settings: &Settings) -> anyhow::Result<f64> {
    let request: Arc<[u8]> = request.into();
    run(address, &request, settings.connections, WARM_UP.min(settings.duration)).await?;
    let mut rates = Vec::with_capacity(settings.runs);
    for _ in 0..settings.runs {
        rates.push(run(address, &request, settings.connections, settings.duration).await?);
    }
    Ok(median(rates))
}

async fn run(address: SocketAddr, request: &Arc<[u8]>, connections: usize, duration: Duration) -> anyhow::Result<f64> {
    let began = Instant::now();
    let end = began + duration;
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let request = Arc::clone(request);
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut count: u64 = 0;
            while count < REQUESTS_MAX && Instant::now() < end {
                let status = connection.send(&request).await?.status;
                ensure!(status == 200, "answered {status}");
                count += 1;
            }
            Ok(count)
        });
    }
    let mut total = 0;
    while let Some(count) = tasks.join_next().await {
        total += count??;
    }
    Ok(per_second(total, began.elapsed()))
}

/// Sends each request once, as many at a time as there are connections, and says how long the answers (all `expected`)
/// took.
pub(crate) async fn send_all(
    address: SocketAddr,
    requests: Vec<Vec<u8>>,
    connections: usize,
    expected: u16,
) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let mut tasks: JoinSet<anyhow::Result<()>> = JoinSet::new();
    for _ in 0..connections {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let answer = connection.send(request).await?;
                let (status, body) = (answer.status, String::from_utf8_lossy(answer.body));
                ensure!(status == expected, "answered {status}: {body}");
            }
            Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(began.elapsed())
}

/// How many in a second.
pub(crate) fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
