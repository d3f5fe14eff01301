//! The command line: reads the configuration, builds the application, runs one command.

mod admin;
mod demo;
mod doctor;
mod print;
mod serve;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::{Config, Log, LogFormat};

/// A federated community server for industrial clusters and chambers of commerce.
#[derive(Debug, Parser)]
#[command(name = "majlis", version, about)]
struct Cli {
    /// Configuration file.
    #[arg(long, short, global = true, env = "MAJLIS_CONFIG")]
    config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages, applications and other servers; with server.worker also do the background work.
    Serve,
    /// Do only the background work.
    Worker,
    /// Bring the database up to date and stop.
    Migrate,
    /// Make or list admins.
    #[command(subcommand)]
    Admin(admin::Command),
    /// Look whether everything the server needs is in order.
    Doctor(doctor::Doctor),
    /// Try it out: two instances with sample content that talk to each other.
    Demo(demo::Demo),
}

/// Runs the command that the arguments name, and everything it needs: the runtime begins here, so that the program is
/// compiled with the library and not once more for the binary.
///
/// # Errors
/// If the configuration cannot be used or the command fails.
pub fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(Cli::parse()))
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    let mut config = Config::load(cli.config.as_deref())?;
    if matches!(cli.command, Command::Demo(_)) && config.log.filter == Log::default().filter {
        // The table of sign-ins must not drown.
        "warn".clone_into(&mut config.log.filter);
    }
    init_log(&config.log)?;
    match cli.command {
        Command::Serve => serve::serve(config).await,
        Command::Worker => serve::worker(config).await,
        Command::Migrate => serve::migrate(config).await,
        Command::Admin(command) => admin::run(config, command).await,
        Command::Doctor(doctor) => doctor::run(config, doctor).await,
        Command::Demo(options) => demo::run(&config, &options).await,
    }
}

fn init_log(log: &Log) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&log.filter)?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
    Ok(())
}
