//! Reads what is new and hands it to the hub. One for each process that serves.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::domain::Result;
use crate::domain::live::desk::{Desk, figures};
use crate::domain::live::{self, Cursor, Place};

/// How often to look without being rung for: what other processes did is seen then, where no Redis rings.
const POLL: Duration = Duration::from_secs(2);
/// Rest between two looks, so that many changes are read together.
const REST: Duration = Duration::from_millis(40);
/// Share of the time that asking for the sessions may take, or counting: one part in this many.
const SHARE: u32 = 20;

/// How far this process has read.
#[derive(Debug)]
pub struct Tail {
    cursor: Cursor,
    /// When the sessions are asked for again at the earliest.
    sessions_at: Instant,
    /// What desks counted last, of those that somebody looks at.
    desks: HashMap<Desk, Vec<i64>>,
    /// When they are counted again at the earliest.
    desks_at: Instant,
}

impl Tail {
    /// From now on.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn new(app: &App) -> Result<Self> {
        Ok(Self {
            cursor: Cursor::now(&app.core).await?,
            sessions_at: Instant::now(),
            desks: HashMap::new(),
            desks_at: Instant::now(),
        })
    }

    /// Hands out what is new.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn step(&mut self, app: &App) -> Result<()> {
        self.keep(app).await?;
        let hub = &app.live;
        let news = live::news(&app.core, &mut self.cursor, |account| hub.has(account)).await?;
        news.changes.iter().for_each(|change| hub.tell_change(change));
        for (account, waiting) in &news.waiting {
            hub.tell_waiting(*account, *waiting);
        }
        self.count(app).await
    }

    /// Counts what waits at the desks that somebody looks at, and tells them if it is not what it was.
    async fn count(&mut self, app: &App) -> Result<()> {
        let began = Instant::now();
        if began < self.desks_at {
            return Ok(());
        }
        let mut watched = Desk::ALL.to_vec();
        watched.retain(|desk| app.live.is_watched(Place::Desk(*desk)));
        self.desks.retain(|desk, _| watched.contains(desk));
        for desk in watched {
            let figures = figures(&app.core, desk).await?;
            let before = self.desks.insert(desk, figures.clone());
            if before.is_some_and(|before| before != figures) {
                app.live.tell_figures(Place::Desk(desk));
            }
        }
        self.desks_at = Instant::now() + began.elapsed() * SHARE;
        Ok(())
    }

    /// Closes what is not to be open any more, and looks again at who may see what. At once where few are connected; with
    /// many, as often as it does not keep the process from its work.
    async fn keep(&mut self, app: &App) -> Result<()> {
        let began = Instant::now();
        if began < self.sessions_at {
            return Ok(());
        }
        let sessions = app.live.sessions();
        let standing = live::standing(&app.core, &sessions).await?;
        app.live.keep(&sessions, &standing);
        self.sessions_at = Instant::now() + began.elapsed() * SHARE;
        Ok(())
    }
}

/// Hands out what is new until `stop` is cancelled, then closes all connections.
pub(super) async fn work(app: App, stop: CancellationToken) {
    let mut rung = app.core.wake.live.subscribe();
    let mut tail = None;
    while !stop.is_cancelled() {
        look(&app, &mut tail).await;
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            () = stop.cancelled() => break,
        }
        tokio::select! {
            _ = rung.changed() => {}
            () = app.live.rung() => {}
            () = tokio::time::sleep(POLL) => {}
            () = stop.cancelled() => {}
        }
    }
    app.live.close();
}

/// Looks once. After a failure it begins anew: all connections are closed then, and those behind them come back and say what
/// they heard last.
async fn look(app: &App, tail: &mut Option<Tail>) {
    let step = async {
        let tail = match tail {
            Some(tail) => tail,
            None => tail.insert(Tail::new(app).await?),
        };
        tail.step(app).await
    };
    if let Err(error) = step.await {
        tracing::warn!(%error, "what is new could not be read for those who watch");
        *tail = None;
        app.live.clear();
    }
}
