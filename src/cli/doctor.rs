//! `doctor`: looks whether everything the server needs is in order. Exit code 1 if something is not.

use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use anyhow::bail;
use clap::Args;
use url::Url;

use crate::app;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, migrate};
use crate::rsa_keys::RsaKeys;
use crate::secrets::Secrets;

use super::print::line;

/// How long an address may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The clock of the machine cannot be earlier than this program: 2026-01-01.
const EARLIEST_MILLIS: i64 = 1_767_225_600_000;

/// What to look at.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Only ask the server how it is, for container health checks: at this address, such as http://127.0.0.1:8080, or
    /// where the configuration says that it listens.
    #[arg(long, value_name = "URL")]
    health: Option<Option<Url>>,
}

/// What was found; printed line by line.
#[derive(Default)]
struct Report {
    faults: usize,
}

impl Report {
    fn good(&self, what: &str, detail: impl Display) -> anyhow::Result<()> {
        Ok(line(format_args!("ok     {what}: {detail}"))?)
    }

    fn warn(&self, what: &str, detail: impl Display) -> anyhow::Result<()> {
        Ok(line(format_args!("WARN   {what}: {detail}"))?)
    }

    fn bad(&mut self, what: &str, detail: impl Display) -> anyhow::Result<()> {
        self.faults += 1;
        Ok(line(format_args!("FAULT  {what}: {detail}"))?)
    }

    fn of<T, E: Display>(&mut self, what: &str, result: Result<T, E>, good: &str) -> anyhow::Result<Option<T>> {
        match result {
            Ok(value) => {
                self.good(what, good)?;
                Ok(Some(value))
            }
            Err(error) => {
                self.bad(what, error)?;
                Ok(None)
            }
        }
    }
}

/// Looks, prints what it found, and fails if something is wrong.
pub(super) async fn run(config: Config, doctor: Doctor) -> anyhow::Result<()> {
    if let Some(url) = doctor.health {
        return ask(&url.map_or_else(|| listening(&config), Ok)?).await;
    }
    let mut report = Report::default();
    report.good("configuration", config.base())?;
    clock(&mut report)?;
    folder(&config, &mut report)?;
    database(&config, &mut report).await?;
    if config.federation.allow_private {
        report.warn(
            "DEVELOPMENT MODE",
            "federation.allow_private is on: http, ports and private addresses are allowed. Never on the Internet.",
        )?;
    }
    if config.database.url.starts_with("postgres") && config.database.connections < 4 {
        report.warn("database.connections", "fewer than 4 are slow under load")?;
    }
    match ask(&config.instance.url).await {
        Ok(()) => report.good("own address", format_args!("{} answers", config.base()))?,
        Err(error) => report.warn("own address", format_args!("{error:#}; is the server running?"))?,
    }
    if report.faults > 0 {
        bail!("{} of the above must be repaired", report.faults);
    }
    Ok(())
}

/// Where a server with this configuration listens, as seen from the same machine.
fn listening(config: &Config) -> anyhow::Result<Url> {
    let mut address = config.server.listen;
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    Ok(Url::parse(&format!("http://{address}"))?)
}

fn clock(report: &mut Report) -> anyhow::Result<()> {
    let now = Clock::system().now();
    if now.millis() < EARLIEST_MILLIS {
        return report.bad(
            "clock",
            format_args!("{} is in the past; signatures will fail", now.rfc3339()),
        );
    }
    report.good("clock", now.rfc3339())
}

fn folder(config: &Config, report: &mut Report) -> anyhow::Result<()> {
    let folder = &config.storage.data_dir;
    if !app::has_data(config) {
        return report.warn(
            "data folder",
            format_args!("{} is made at the first start", folder.display()),
        );
    }
    let secret = folder.join("secret.key");
    if !config.security.secret.is_empty() || secret.is_file() {
        report.of(
            "secret",
            Secrets::load(&config.security.secret, &secret, RsaKeys::fresh()),
            "can be read",
        )?;
    }
    if secret.is_file() && is_open_to_others(&secret)? {
        report.bad(
            "secret",
            format_args!("others may read {}; run chmod 600 on it", secret.display()),
        )?;
    }
    let is_read_only = std::fs::metadata(folder)?.permissions().readonly();
    if is_read_only {
        return report.bad("data folder", format_args!("{} cannot be written", folder.display()));
    }
    report.good("data folder", folder.display())
}

#[cfg(unix)]
fn is_open_to_others(file: &std::path::Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(file)?.permissions().mode() & 0o077 != 0)
}

async fn database(config: &Config, report: &mut Report) -> anyhow::Result<()> {
    let address = config.database_url();
    let is_file = !address.contains("://");
    if is_file && !std::path::Path::new(&address).is_file() {
        return report.warn("database", "is made at the first start");
    }
    let opened = Db::open(&address, config.database.connections).await;
    let Some(db) = report.of("database", opened, "answers")? else {
        return Ok(());
    };
    match migrate::pending(&db).await {
        Ok(pending) if pending.is_empty() => report.good("migrations", "up to date")?,
        Ok(pending) => report.warn(
            "migrations",
            format_args!("{} wait for the next start", pending.join(", ")),
        )?,
        Err(error) => report.bad("migrations", error)?,
    }
    Ok(())
}

/// Asks the server at `url` how it is.
async fn ask(url: &Url) -> anyhow::Result<()> {
    let client = reqwest::Client::builder()
        .timeout(TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let answer = client.get(url.join("/health")?).send().await?;
    if !answer.status().is_success() {
        bail!("{url} answers {}", answer.status());
    }
    Ok(())
}
