//! Delivery: topics of a forum that many servers follow, until every one of them has everything.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::ensure;
use federation::signature::PrivateKey;
use majlis::apub::{delivery, outbox};
use majlis::domain::{Principal, actors, follows};

use crate::drive::{median, per_second};
use crate::peers::Taker;
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::{self, Stage};

/// Measures how many deliveries are settled in a second, over all peers.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let taken = Arc::new(AtomicU64::new(0));
    follow(stage, settings, &taken).await?;
    // What waits from before, and the answers to the followers, are the warm-up.
    outbox::run_due(&stage.app).await?;
    delivery::run_due(&stage.app).await?;
    let mut rates = Vec::with_capacity(settings.runs);
    let mut total = 0;
    for run in 0..settings.runs {
        for n in 0..settings.posts {
            stage::topic(&stage.app, &stage.member, &stage.forum, run * settings.posts + n).await?;
        }
        outbox::run_due(&stage.app).await?;
        let (before, began) = (taken.load(Ordering::Relaxed), Instant::now());
        let settled = delivery::run_due(&stage.app).await?;
        let time = began.elapsed();
        total = taken.load(Ordering::Relaxed) - before;
        let least = (settings.posts * settings.peers) as u64;
        ensure!(
            total >= least && total >= settled as u64,
            "{total} deliveries arrived, at least {least} should"
        );
        rates.push(per_second(total, time));
    }
    let what = format!("delivery to {} peers", settings.peers);
    report.rate(
        &what,
        median(rates),
        &format!("{total} signed requests in a run, RSA-2048"),
    );
    Ok(())
}

/// Lets somebody of each of many servers follow the forum.
async fn follow(stage: &Stage, settings: &Settings, taken: &Arc<AtomicU64>) -> anyhow::Result<()> {
    let pem = PrivateKey::generate_rsa()?.public_key()?.to_pem()?;
    let core = &stage.app.core;
    for _ in 0..settings.peers {
        let peer = Taker::start(&pem, taken).await?;
        let follower = actors::store_remote(core, peer.follower()).await?;
        let by = Principal::remote(&follower, None, None);
        let uri = format!("{}#follow", follower.uri);
        follows::receive(core, &by, stage.forum.actor.id, &uri).await?;
    }
    Ok(())
}
