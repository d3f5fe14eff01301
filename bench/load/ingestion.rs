//! Signed activities, from the wire to the tables: how many are answered 202 in a second, and how many are applied.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::TimeDelta;
use federation::signature::PrivateKey;
use majlis::db::{inbox, posts};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::drive::{self, median, per_second};
use crate::peers::Sender;
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

/// Servers that send; activities of one server are applied one after the other.
const SERVERS: usize = 4;
/// People of each server.
const PEOPLE: usize = 5;
/// Sent before anything is measured, so that keys and documents are known.
const WARM_UP: usize = 100;
/// Longest wait for everything to be applied.
const PATIENCE: Duration = Duration::from_secs(120);
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Measures `Like` and `Create` of a reply, with all workers running.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let key = PrivateKey::generate_rsa()?;
    let mut senders = Vec::with_capacity(SERVERS);
    for _ in 0..SERVERS {
        senders.push(Sender::start(&key).await?);
    }
    let inbox = stage.app.core.config.link("/inbox").parse()?;
    let mailer = Mailer { stage, senders, inbox };
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    stage.app.spawn_workers(&tasks, &stop);
    let measured = async {
        mailer.measure("Like", like, settings, report).await?;
        mailer.measure("Create of a Note", answer, settings, report).await
    };
    let result = measured.await;
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    result
}

/// An activity of `actor`, the `n`-th, about the topic `about` in the forum `group`.
type Make = fn(actor: &str, n: usize, about: &str, group: &str) -> Value;

struct Mailer<'a> {
    stage: &'a Stage,
    senders: Vec<Sender>,
    inbox: Url,
}

impl Mailer<'_> {
    async fn measure(&self, what: &str, make: Make, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
        let last = WARM_UP + settings.runs * settings.activities;
        let most = self.stage.topics.len() * SERVERS * PEOPLE;
        ensure!(
            last <= most,
            "{last} activities need more topics: everybody votes once for each"
        );
        self.send(0, WARM_UP, make, settings).await?;
        let (mut answered, mut applied) = (Vec::new(), Vec::new());
        for run in 0..settings.runs {
            let first = WARM_UP + run * settings.activities;
            let (taken, done) = self.send(first, settings.activities, make, settings).await?;
            answered.push(per_second(settings.activities as u64, taken));
            applied.push(per_second(settings.activities as u64, done));
        }
        report.rate(
            &format!("signed {what}: answered 202"),
            median(answered),
            "durable; workers run beside it",
        );
        report.rate(
            &format!("signed {what}: applied"),
            median(applied),
            "from the first request until nothing waits",
        );
        Ok(())
    }

    /// Sends `count` activities; how long the answers took, and how long it took until all were applied.
    async fn send(
        &self,
        first: usize,
        count: usize,
        make: Make,
        settings: &Settings,
    ) -> anyhow::Result<(Duration, Duration)> {
        let group = &self.stage.forum.actor.uri;
        let mut requests = Vec::with_capacity(count);
        let mut ids = Vec::with_capacity(count);
        for n in first..first + count {
            // Everybody in turn, for one topic after the other.
            let sender = &self.senders[n % SERVERS];
            let actor = sender.person(n / SERVERS % PEOPLE);
            let topic = &self.stage.topics[n / (SERVERS * PEOPLE)];
            let activity = make(&actor, n, &topic.uri, group);
            requests.push(sender.request(&self.inbox, &actor, &activity)?);
            ids.push(activity["id"].as_str().context("an id")?.to_owned());
        }
        let began = Instant::now();
        let taken = drive::send_all(self.stage.address, requests, settings.connections, 202).await?;
        tokio::time::timeout(PATIENCE, self.drained())
            .await
            .context("activities still wait")??;
        let done = began.elapsed();
        self.check(&ids).await?;
        Ok((taken, done))
    }

    async fn drained(&self) -> anyhow::Result<()> {
        let core = &self.stage.app.core;
        let mut glances = tokio::time::interval(Duration::from_millis(5));
        loop {
            glances.tick().await;
            let soon = core.clock.now().plus(TimeDelta::hours(2));
            if inbox::list_due_hosts(&mut core.db.read().await?, "", soon, 1)
                .await?
                .is_empty()
            {
                return Ok(());
            }
        }
    }

    /// That what is measured is work that was done: looks at some.
    async fn check(&self, ids: &[String]) -> anyhow::Result<()> {
        let mut conn = self.stage.app.core.db.read().await?;
        for id in ids.iter().step_by(25) {
            let row = inbox::find_by_uri(&mut conn, id)
                .await?
                .context("it was answered 202")?;
            ensure!(row.error.is_none(), "{id} was not applied: {:?}", row.error);
            if let Some(note) = id.strip_suffix("/create") {
                posts::find_by_uri(&mut conn, note)
                    .await?
                    .context("the reply is not there")?;
            }
        }
        Ok(())
    }
}

fn like(actor: &str, n: usize, about: &str, group: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{actor}/likes/{n}"),
        "type": "Like",
        "actor": actor,
        "object": about,
        "to": [PUBLIC],
        "audience": group,
    })
}

fn answer(actor: &str, n: usize, about: &str, group: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{actor}/notes/{n}/create"),
        "type": "Create",
        "actor": actor,
        "to": [PUBLIC],
        "cc": [group],
        "object": {
            "id": format!("{actor}/notes/{n}"),
            "type": "Note",
            "attributedTo": actor,
            "content": "<p>Ours runs at <strong>4.1 mm/s</strong>; we stop at 7.1, as ISO 20816 says for this class.</p>",
            "inReplyTo": about,
            "to": [PUBLIC],
            "cc": [group],
            "audience": group,
        },
    })
}
