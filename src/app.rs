//! The application: what every layer shares, the router, and the life of the process.

use std::net::SocketAddr;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, migrate};
use crate::domain::{Core, actors, privacy};
use crate::mail::Mailer;
use crate::media::Store;
use crate::rsa_keys::RsaKeys;
use crate::secrets::Secrets;
use crate::{api, apub, jobs, live, openid, web};

/// Everything a handler needs. One pointer: axum clones it for every layer around every route, many times a request.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] points to.
pub struct Parts {
    /// Database, clock, ids, configuration: what the rules need.
    pub core: Core,
    /// Talking to other servers.
    pub apub: apub::Federation,
    /// Other providers that people sign in with.
    pub openid: openid::Providers,
    /// What the pages share.
    pub web: web::Shared,
    /// Where letters go.
    pub mail: Mailer,
    /// Who looks at pages now.
    pub live: live::Hub,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What an application takes from the world around it. A clock alone stands for one that lives in the real one.
pub struct Surroundings {
    /// Where the time comes from.
    pub clock: Clock,
    /// Where the RSA pairs of new actors come from.
    pub rsa_keys: RsaKeys,
}

impl From<Clock> for Surroundings {
    fn from(clock: Clock) -> Self {
        Self {
            clock,
            rsa_keys: RsaKeys::fresh(),
        }
    }
}

impl App {
    /// Opens the database, brings it up to date and puts the application together.
    ///
    /// # Errors
    /// If the data folder, the secret or the database cannot be used.
    pub async fn start(config: Config, around: impl Into<Surroundings>) -> anyhow::Result<Self> {
        let Surroundings { clock, rsa_keys } = around.into();
        let data_dir = &config.storage.data_dir;
        std::fs::create_dir_all(data_dir).with_context(|| format!("data folder {}", data_dir.display()))?;
        let secrets = Secrets::load(&config.security.secret, &data_dir.join("secret.key"), rsa_keys)?;
        let db = Db::open(&config.database_url(), config.database.connections).await?;
        for name in migrate::run(&db).await? {
            tracing::info!(migration = name, "migration {name} applied");
        }
        let media = Store::open(&config).context("media store")?;
        let core = Core::new(db, clock, secrets, media, Arc::new(config));
        actors::instance_actor(&core).await.context("instance actor")?;
        privacy::notices::ship(&core).await.context("privacy notice")?;
        privacy::processing::ship(&core).await.context("record of processing")?;
        let apub = apub::Federation::new(&core).await?;
        let openid = openid::Providers::new(&core.config, &core.clock, apub.http());
        let web = web::Shared::new(&core);
        let mail = Mailer::new(&core.config).context("mail")?;
        let live = live::Hub::new(&core.config.live);
        Ok(Self(Arc::new(Parts {
            core,
            apub,
            openid,
            web,
            mail,
            live,
        })))
    }

    /// Starts the background workers; they end when `stop` is cancelled.
    pub fn spawn_workers(&self, tasks: &TaskTracker, stop: &CancellationToken) {
        apub::spawn_workers(self, tasks, stop);
        jobs::spawn_workers(self, tasks, stop);
    }

    /// Starts telling other processes that something happened in this one; ends when `stop` is cancelled.
    pub fn spawn_bell(&self, tasks: &TaskTracker, stop: &CancellationToken) {
        live::spawn_bell(self, tasks, stop);
    }

    /// Starts telling those who look at pages of this process what is new; ends when `stop` is cancelled.
    pub fn spawn_live(&self, tasks: &TaskTracker, stop: &CancellationToken) {
        live::spawn(self, tasks, stop);
    }
}

/// Every route of the server with every layer around it; the same for the process and for tests.
pub fn build_router(app: &App) -> Router {
    let router = Router::new()
        .merge(web::routes(app))
        .merge(api::routes(app))
        .merge(live::routes())
        .merge(apub::routes(app))
        .layer(middleware::from_fn_with_state(app.clone(), apub::negotiate));
    web::layers(app, router).with_state(app.clone())
}

/// Serves on `listener` until `stop` is cancelled, then lets requests in flight finish.
///
/// # Errors
/// If the listener fails.
pub async fn serve(app: &App, listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let service = build_router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await?;
    Ok(())
}

/// Whether the data folder of `config` exists; `majlis doctor` and `demo` ask before they make one.
pub fn has_data(config: &Config) -> bool {
    Path::new(&config.storage.data_dir).is_dir()
}
