//! How much is measured; each number can be set by an environment variable.

use std::env;
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context;

/// How much is measured.
pub(crate) struct Settings {
    /// What is measured; empty for everything: `BENCH_PARTS`, separated by commas.
    parts: Vec<String>,
    /// How long each read is repeated in one run: `BENCH_SECONDS`.
    pub(crate) duration: Duration,
    /// Runs of each measurement; the median counts: `BENCH_RUNS`.
    pub(crate) runs: usize,
    /// Connections of the client: `BENCH_CONNECTIONS`.
    pub(crate) connections: usize,
    /// Topics in the forum: `BENCH_TOPICS`.
    pub(crate) topics: usize,
    /// Activities sent in one run: `BENCH_ACTIVITIES`.
    pub(crate) activities: usize,
    /// Servers that follow the forum: `BENCH_PEERS`.
    pub(crate) peers: usize,
    /// Topics delivered in one run: `BENCH_POSTS`.
    pub(crate) posts: usize,
    /// Connections of pages that are looked at: `BENCH_SOCKETS`.
    pub(crate) sockets: usize,
    /// Topics of the large forum: `BENCH_CROWD_TOPICS`.
    pub(crate) crowd_topics: usize,
    /// Replies in its longest topic: `BENCH_CROWD_REPLIES`.
    pub(crate) crowd_replies: usize,
    /// Case studies in the large library: `BENCH_CROWD_CASES`.
    pub(crate) crowd_cases: usize,
}

impl Settings {
    /// What the environment says, else what `make bench` measures.
    pub(crate) fn from_env() -> anyhow::Result<Self> {
        let parts = env::var("BENCH_PARTS").unwrap_or_default();
        Ok(Self {
            parts: parts
                .split(',')
                .map(str::to_owned)
                .filter(|part| !part.is_empty())
                .collect(),
            duration: Duration::from_secs(number("BENCH_SECONDS", 5)?),
            runs: number("BENCH_RUNS", 3)?,
            connections: number("BENCH_CONNECTIONS", 16)?,
            topics: number("BENCH_TOPICS", 1_000)?,
            activities: number("BENCH_ACTIVITIES", 2_000)?,
            peers: number("BENCH_PEERS", 50)?,
            posts: number("BENCH_POSTS", 40)?,
            sockets: number("BENCH_SOCKETS", 10_000)?,
            crowd_topics: number("BENCH_CROWD_TOPICS", 100_000)?,
            crowd_replies: number("BENCH_CROWD_REPLIES", 5_000)?,
            crowd_cases: number("BENCH_CROWD_CASES", 50_000)?,
        })
    }

    /// Whether a part is measured.
    pub(crate) fn wants(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|wanted| wanted == part)
    }
}

fn number<T>(name: &str, default: T) -> anyhow::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    match env::var(name) {
        Ok(text) => text.parse().with_context(|| format!("{name}={text}")),
        Err(_) => Ok(default),
    }
}
