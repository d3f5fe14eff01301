//! `demo`: two instances with sample content in one process, talking to each other over loopback.
//!
//! Safe to run again: what was filled is not filled twice. Everything it tells people goes to stderr.

mod between;
mod cases;
mod content;
mod folder;
mod organisations;
mod plan;
mod report;
mod requests;
mod seed;
mod trainings;

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::{Config, FederationMode};

use self::between::Side;
use self::content::Sample;
use self::folder::{Folder, Progress};
use self::report::{Running, say};

const SLUGS: [&str; 2] = ["riyadh", "jeddah"];

/// What `demo` can be told.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Folder of both instances.
    #[arg(long, default_value = "var/demo")]
    data_dir: PathBuf,
    /// Throw earlier sample content away.
    #[arg(long)]
    fresh: bool,
    /// When everything is ready, print one line of JSON with addresses and sign-ins.
    #[arg(long)]
    print_json: bool,
    /// Ports of the two instances; 0 picks a free one.
    #[arg(long, value_delimiter = ',', num_args = 1, default_value = "7401,7402")]
    ports: Vec<u16>,
}

/// Runs both instances until the process is asked to stop.
pub(super) async fn run(base: &Config, options: &Demo) -> anyhow::Result<()> {
    let stop = super::serve::stop_signal();
    let tasks = TaskTracker::new();
    let result = tokio::select! {
        result = open(base, options, &tasks, &stop) => result,
        () = stop.cancelled() => Ok(()),
    };
    if result.is_ok() {
        stop.cancelled().await;
    }
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    result
}

/// Starts, fills and connects the instances and tells about them.
async fn open(base: &Config, options: &Demo, tasks: &TaskTracker, stop: &CancellationToken) -> anyhow::Result<()> {
    let samples = content::samples()?;
    let (folder, progress) = Folder::open(&options.data_dir, options.fresh)?;
    let listeners = listen(options, progress.as_ref()).await?;
    let ports = [listeners[0].local_addr()?.port(), listeners[1].local_addr()?.port()];
    let mut apps = Vec::new();
    for ((sample, slug), port) in samples.iter().zip(SLUGS).zip(ports) {
        let config = configure(base, sample, folder.instance(slug), port)?;
        let app = App::start(config, Clock::system()).await?;
        if progress.is_none() {
            say(&format!("Filling {} …", sample.place.name_en));
            seed::fill(&app.core, sample, slug).await?;
        }
        apps.push(app);
    }
    let mut progress = progress.unwrap_or(Progress {
        ports,
        is_connected: false,
    });
    folder.note(&progress)?;
    for (app, listener) in apps.iter().zip(listeners) {
        app.spawn_workers(tasks, stop);
        app.spawn_live(tasks, stop);
        let (app, stop) = (app.clone(), stop.clone());
        tasks.spawn(async move {
            if let Err(error) = app::serve(&app, listener, stop.clone()).await {
                tracing::error!(%error, "an instance stopped serving");
                stop.cancel();
            }
        });
    }
    if !progress.is_connected {
        connect(&samples, &apps).await?;
        progress.is_connected = true;
        folder.note(&progress)?;
    }
    let running: Vec<Running<'_>> = samples
        .iter()
        .zip(SLUGS)
        .zip(&apps)
        .map(|((sample, slug), app)| Running {
            place: &sample.place,
            slug,
            url: app.core.config.base(),
            mail: app.core.config.mail_folder(),
        })
        .collect();
    report::print_table(&running);
    if options.print_json {
        report::print_json(&running)?;
    }
    Ok(())
}

/// Lets the instances follow each other and hold a conversation.
async fn connect(samples: &[Sample; 2], apps: &[App]) -> anyhow::Result<()> {
    let [here, there] = apps else {
        bail!("a network of samples has two instances");
    };
    let mut sides = Vec::new();
    for ((app, sample), slug) in [here, there].into_iter().zip(samples).zip(SLUGS) {
        sides.push(Side {
            app,
            core: seed::reconfigured(&app.core, |config| config.composer.undo_seconds = 0),
            sample,
            people: seed::people(&app.core, &sample.place, slug).await?,
        });
    }
    between::connect(&sides[0], &sides[1], &content::between()?).await
}

/// The sample instances' sockets. Addresses hold the port, so filled instances keep theirs.
async fn listen(options: &Demo, progress: Option<&Progress>) -> anyhow::Result<[TcpListener; 2]> {
    let &[first, second] = options.ports.as_slice() else {
        bail!("--ports takes two numbers, such as 7401,7402");
    };
    let mut wanted = [first, second];
    if let Some(progress) = progress {
        for (wanted, known) in wanted.iter_mut().zip(progress.ports) {
            if *wanted != 0 && *wanted != known {
                bail!("the sample content was made for port {known}; use that, or start again with --fresh");
            }
            *wanted = known;
        }
    }
    Ok([bind(wanted[0]).await?, bind(wanted[1]).await?])
}

async fn bind(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} is taken; choose others with --ports"))
}

fn configure(base: &Config, sample: &Sample, data_dir: PathBuf, port: u16) -> anyhow::Result<Config> {
    let mut config = base.clone();
    let place = &sample.place;
    config.instance.url = Url::parse(&format!("http://localhost:{port}"))?;
    config.instance.name_en.clone_from(&place.name_en);
    config.instance.name_ar.clone_from(&place.name_ar);
    config.instance.description_en.clone_from(&place.description_en);
    config.instance.description_ar.clone_from(&place.description_ar);
    config.instance.registration = true;
    config.server.listen = ([127, 0, 0, 1], port).into();
    config.database.url = String::new();
    config.storage.data_dir = data_dir;
    config.mail.folder = PathBuf::new();
    config.federation.enabled = true;
    config.federation.mode = FederationMode::Open;
    config.federation.allow_private = true;
    // Everybody who tries the samples comes from the same address.
    config.security.credentials_per_minute = 600;
    config.security.api_per_five_minutes = 30_000;
    // And nobody has a phone for their admins.
    config.security.staff_second_factor = false;
    Ok(config)
}
