//! Bringing the tables up to date. Both engines carry the same migrations under the same names.

use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_async::AsyncMigrationHarness;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::{Conn, Db};
use super::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Applies what is missing and returns the names of what was applied.
///
/// # Errors
/// [`Error::Migration`] if one fails or the database was made by a newer program.
pub async fn run(db: &Db) -> Result<Vec<String>> {
    match db.write().await? {
        Conn::Sqlite(mut object) => object.spawn_blocking(|c| Ok(apply(c, SQLITE))).await?,
        Conn::Postgres(object) => apply(&mut AsyncMigrationHarness::new(object), POSTGRES),
    }
}

/// The names of what is missing; changes nothing.
///
/// # Errors
/// [`Error::Migration`] if the list of what was applied cannot be read.
pub async fn pending(db: &Db) -> Result<Vec<String>> {
    match db.write().await? {
        Conn::Sqlite(mut object) => object.spawn_blocking(|c| Ok(missing(c, SQLITE))).await?,
        Conn::Postgres(object) => missing(&mut AsyncMigrationHarness::new(object), POSTGRES),
    }
}

fn missing<DB, H>(harness: &mut H, source: EmbeddedMigrations) -> Result<Vec<String>>
where
    DB: diesel::backend::Backend,
    H: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let pending = harness.pending_migrations(source).map_err(failed)?;
    Ok(pending.iter().map(|migration| migration.name().to_string()).collect())
}

/// Takes everything back, newest first; for tests of the way down.
///
/// # Errors
/// [`Error::Migration`] if one fails.
pub async fn revert_all(db: &Db) -> Result<()> {
    match db.write().await? {
        Conn::Sqlite(mut object) => {
            object
                .spawn_blocking(|c| Ok(c.revert_all_migrations(SQLITE).map(drop).map_err(failed)))
                .await?
        }
        Conn::Postgres(object) => AsyncMigrationHarness::new(object)
            .revert_all_migrations(POSTGRES)
            .map(drop)
            .map_err(failed),
    }
}

fn apply<DB, H>(harness: &mut H, source: EmbeddedMigrations) -> Result<Vec<String>>
where
    DB: diesel::backend::Backend,
    H: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    let applied = harness.applied_migrations().map_err(failed)?;
    if let Some(newer) = applied
        .iter()
        .find(|version| known.iter().all(|m| m.name().version() != **version))
    {
        return Err(Error::Migration(format!(
            "the database has `{newer}`, which this program does not know"
        )));
    }
    let versions: Vec<MigrationVersion<'_>> = harness.run_pending_migrations(source).map_err(failed)?;
    Ok(versions.iter().map(ToString::to_string).collect())
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function in map_err")]
fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Migration(error.to_string())
}
