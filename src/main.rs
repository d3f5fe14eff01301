//! The `majlis` command.

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    majlis::cli::run(majlis::cli::Cli::parse()).await
}
