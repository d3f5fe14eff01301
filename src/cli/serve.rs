//! `serve`, `worker` and `migrate`.

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::accounts;

/// Serves until the process is asked to stop.
pub(super) async fn serve(config: Config) -> anyhow::Result<()> {
    let listen = config.server.listen;
    let app = App::start(config, Clock::system()).await?;
    let listener = TcpListener::bind(listen).await?;
    announce(&app).await?;
    let (tasks, stop) = (TaskTracker::new(), stop_signal());
    if app.core.config.server.worker {
        app.spawn_workers(&tasks, &stop);
    }
    app.spawn_live(&tasks, &stop);
    app.spawn_bell(&tasks, &stop);
    app::serve(&app, listener, stop).await?;
    tasks.close();
    tasks.wait().await;
    Ok(())
}

/// Does the background work until the process is asked to stop.
pub(super) async fn worker(config: Config) -> anyhow::Result<()> {
    let app = App::start(config, Clock::system()).await?;
    let (tasks, stop) = (TaskTracker::new(), stop_signal());
    app.spawn_workers(&tasks, &stop);
    app.spawn_bell(&tasks, &stop);
    stop.cancelled().await;
    tasks.close();
    tasks.wait().await;
    Ok(())
}

/// Brings the database up to date.
pub(super) async fn migrate(config: Config) -> anyhow::Result<()> {
    App::start(config, Clock::system()).await?;
    tracing::info!("the database is up to date");
    Ok(())
}

/// Says where we are, shouts about development mode, and shows the set-up link while there is no admin.
async fn announce(app: &App) -> anyhow::Result<()> {
    let config = &app.core.config;
    tracing::info!(
        url = %config.instance.url,
        listen = %config.server.listen,
        engine = app.core.db.engine(),
        "serving {} on {}", config.base(), config.server.listen
    );
    if config.federation.allow_private {
        tracing::warn!(
            "DEVELOPMENT MODE: http, ports and private addresses are allowed. Never run this on the Internet."
        );
    }
    if let Some(token) = accounts::new_setup_token(&app.core).await? {
        tracing::info!("no admin yet: open {}", config.link(&format!("/set-up/{token}")));
    }
    Ok(())
}

/// Cancelled by Ctrl-C or SIGTERM.
pub(super) fn stop_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let signalled = stop.clone();
    tokio::spawn(async move {
        wait_for_signal().await;
        tracing::info!("stopping");
        signalled.cancel();
    });
    stop
}

async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(error) => {
            tracing::warn!(%error, "SIGTERM cannot be heard; only Ctrl-C stops cleanly");
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
