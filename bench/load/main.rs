//! The load program behind `make bench`: builds an instance with realistic content, asks it for pages and documents,
//! sends it activities, lets it deliver, and prints a table. Everything stays on loopback and is bounded in time and count.
//! What the rows mean stands in `bench/README.md`.

mod database;
mod delivery;
mod drive;
mod growth;
mod http;
mod ingestion;
mod library;
mod lines;
mod peers;
mod process;
mod reading;
mod report;
mod settings;
mod sockets;
mod stage;

use report::Report;
use settings::Settings;
use stage::Stage;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    if lines::is_meant() {
        return lines::run().await;
    }
    let settings = Settings::from_env()?;
    let database = database::Database::create().await?;
    let mut report = Report::default();
    let result = measure(&settings, &database, &mut report).await;
    database.drop().await?;
    report.print()?;
    result?;
    report.verdict()
}

async fn measure(settings: &Settings, database: &database::Database, report: &mut Report) -> anyhow::Result<()> {
    let stage = Stage::build(settings, &database.url).await?;
    report.about(&stage, settings);
    if settings.wants("reading") {
        reading::measure(&stage, settings, report).await?;
    }
    if settings.wants("ingestion") {
        ingestion::measure(&stage, settings, report).await?;
    }
    if settings.wants("delivery") {
        delivery::measure(&stage, settings, report).await?;
    }
    if settings.wants("process") {
        process::measure(&stage, settings, report).await?;
    }
    if settings.wants("sockets") {
        sockets::measure(&stage, settings, report).await?;
    }
    if settings.wants("growth") {
        growth::measure(&stage, settings, report).await?;
    }
    if settings.wants("library") {
        library::measure(&stage, settings, report).await?;
    }
    stage.end().await
}
