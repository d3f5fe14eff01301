//! Many who look at pages at once: how much memory their connections take, and how soon they hear what is told.
//!
//! The other ends are held by a second process of this program, for a process may have no more than some twenty thousand
//! files open; see [`crate::lines`]. What is told are changes of replies, put among the told events as the worker would.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};
use majlis::db::events::{self, EventRow};
use majlis::db::types::PostId;
use majlis::domain::sessions;
use majlis::web::cookies::{Cookie, Cookies};
use serde_json::Value;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::lines;
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

/// Events in a second.
const EVENTS: usize = 200;
/// Threads that are looked at; each connection looks at one of them.
const THREADS: usize = 500;

/// Measures connections that wait, and then what they hear.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let app = &stage.app;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    app.spawn_live(&tasks, &stop);
    let threads: Vec<PostId> = stage.topics.iter().take(THREADS).map(|topic| topic.id).collect();
    let before = memory()?;
    let mut lines = open(stage, settings, &threads).await?;
    report.row(
        &format!("memory of a connection, {} open", settings.sockets),
        &format!("{:.1} kB", (memory()? - before) / count(settings)),
        "of the serving process, while all wait",
    );
    tell(stage, settings.duration * 2, &threads).await?;
    let heard = lines.end()?;
    let figure = |name: &str| heard[name].as_f64().unwrap_or(f64::NAN);
    report.row(
        &format!("heard of {EVENTS} events/s, {} open", settings.sockets),
        &format!("{:.0}/s", figure("heard") / (settings.duration * 2).as_secs_f64()),
        "notices that arrived; each event concerns those who look at one thread",
    );
    report.row(
        "from told to heard",
        &format!("{:.0} ms", figure("median")),
        &format!(
            "median; 99 % within {:.0} ms, last {:.0} ms",
            figure("most"),
            figure("last")
        ),
    );
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    Ok(())
}

fn count(settings: &Settings) -> f64 {
    u32::try_from(settings.sockets).map_or(f64::MAX, f64::from)
}

/// Resident memory of this process, in kB.
fn memory() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let figure = line.and_then(|line| line.split_whitespace().next()).context("VmRSS")?;
    Ok(figure.parse()?)
}

/// The process at the other ends.
struct Lines {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Drop for Lines {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Lines {
    fn hear(&mut self) -> anyhow::Result<Value> {
        let mut line = String::new();
        self.said.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }

    /// Lets it hang up, and asks what it heard.
    fn end(&mut self) -> anyhow::Result<Value> {
        drop(self.child.stdin.take());
        self.hear()
    }
}

async fn open(stage: &Stage, settings: &Settings, threads: &[PostId]) -> anyhow::Result<Lines> {
    let core = &stage.app.core;
    let account = stage.member.account_id.context("a member")?;
    let token = sessions::open(core, account, "bench").await?;
    let name = Cookies::new(&core.config).name(Cookie::Session);
    let ids: Vec<String> = threads.iter().map(ToString::to_string).collect();
    let mut child = Command::new(env::current_exe()?)
        .env(lines::ADDRESS, stage.address.to_string())
        .env(lines::ORIGIN, core.config.base())
        .env(lines::COOKIE, format!("{name}={token}"))
        .env(lines::THREADS, ids.join(","))
        .env(lines::COUNT, settings.sockets.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let said = BufReader::new(child.stdout.take().context("an output")?);
    let lines = Lines { child, said };
    let (lines, open) = tokio::task::spawn_blocking(move || {
        let mut lines = lines;
        let said = lines.hear();
        (lines, said)
    })
    .await?;
    let open = open?["open"].as_u64();
    ensure!(
        open == u64::try_from(settings.sockets).ok(),
        "{open:?} connections are open"
    );
    Ok(lines)
}

/// Tells changes of the first posts of threads for so long.
async fn tell(stage: &Stage, duration: Duration, threads: &[PostId]) -> anyhow::Result<()> {
    let core = &stage.app.core;
    let mut ticks = interval(Duration::from_secs(1) / u32::try_from(EVENTS)?);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let total = usize::try_from(duration.as_secs())? * EVENTS;
    for n in 0..total {
        ticks.tick().await;
        let now = core.clock.now();
        let event = EventRow {
            id: core.ids.next(),
            kind: "post_edited".to_owned(),
            actor_id: stage.member.actor_id,
            post_id: Some(threads[n % threads.len()]),
            target_id: None,
            inbox_id: None,
            data: Value::Null,
            created_at: now,
            federated_at: Some(now),
            not_before: None,
        };
        events::insert(&mut core.db.write().await?, &event).await?;
        core.wake.ring_live();
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(())
}
