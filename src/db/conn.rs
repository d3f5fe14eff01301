//! Connections to either engine, and the one place that knows there are two.
//!
//! [`Db`] hands out [`Conn`]s for reading and for writing; [`on!`] runs one diesel statement on whichever engine a `Conn`
//! belongs to. SQLite reads run inline on the calling thread (they are short: indexed and paged), writes go through a
//! single connection on a thread of its own, so that nobody ever waits for a lock. On PostgreSQL both are the same pool.

use std::path::Path;
use std::time::Duration;

use diesel::connection::AnsiTransactionManager;
use diesel::{Connection, ConnectionError, SqliteConnection};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::sync_connection_wrapper::SyncConnectionWrapper;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection, TransactionManager};
use futures::FutureExt;

use super::Error;
use super::thread::SqliteThread;
use super::watch::Watch;

/// A SQLite connection in async clothes.
pub(super) type Sqlite = SyncConnectionWrapper<SqliteConnection, SqliteThread>;
/// A PostgreSQL connection.
pub(super) type Postgres = AsyncPgConnection;

/// How long to wait for a free or a new connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The database: pools of one engine. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    watch: Watch,
}

#[derive(Clone)]
enum Pools {
    Sqlite { read: Pool<Sqlite>, write: Pool<Sqlite> },
    Postgres(Pool<Postgres>),
}

/// One connection, of either engine, taken from a pool until dropped.
#[expect(
    clippy::large_enum_variant,
    reason = "a box would cost each statement a hop, and few exist at a time"
)]
pub enum Conn {
    /// Embedded.
    Sqlite(Object<Sqlite>),
    /// A server.
    Postgres(Object<Postgres>),
}

/// Runs one statement on the engine of `conn`: `on!(conn, |c| posts::table.find(id).first(c).await)`.
///
/// The body is compiled once for each engine, so keep it to a single statement and put logic around it. Lints read it once: the
/// other half is the same words, and its types are half of what is dear about this crate.
macro_rules! on {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::conn::Conn::Sqlite(object) => {
                let $c = &mut **object;
                $body
            }
            #[cfg(not(clippy))]
            $crate::conn::Conn::Postgres(object) => {
                let $c = &mut **object;
                $body
            }
            #[cfg(clippy)]
            $crate::conn::Conn::Postgres(_) => ::std::unreachable!("nothing runs that clippy reads"),
        }
    };
}
pub(crate) use on;

/// Builds a pool; a macro because diesel-async's bounds on a generic connection are longer than the code.
macro_rules! pool {
    ($manager:expr, $size:expr) => {
        Pool::builder($manager)
            .max_size(std::cmp::max($size, 1))
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(Error::pool)
    };
}

impl Db {
    /// Opens the database that `url` names: `postgres://…` or the path of a SQLite file (created if its folder exists).
    ///
    /// # Errors
    /// If the server or the file cannot be reached.
    pub async fn open(url: &str, connections: usize) -> Result<Self, Error> {
        let watch = Watch::default();
        let pools = if is_postgres(url) {
            Pools::Postgres(pool!(postgres_manager(url, &watch), connections)?)
        } else {
            let path = url.strip_prefix("sqlite://").unwrap_or(url);
            check_folder(path)?;
            // The writer comes first: it switches the file to WAL before readers look at it.
            let write = pool!(sqlite_manager(path, &watch, SqliteThread::dedicated), 1)?;
            drop(write.get().await.map_err(Error::pool)?);
            Pools::Sqlite {
                read: pool!(sqlite_manager(path, &watch, || SqliteThread::Inline), connections)?,
                write,
            }
        };
        let db = Self { pools, watch };
        drop(db.read().await?);
        Ok(db)
    }

    /// A connection for queries that change nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if none is free in time or the server is gone.
    pub async fn read(&self) -> Result<Conn, Error> {
        match &self.pools {
            Pools::Sqlite { read, .. } => read.get().await.map(Conn::Sqlite).map_err(Error::pool),
            Pools::Postgres(pool) => pool.get().await.map(Conn::Postgres).map_err(Error::pool),
        }
    }

    /// A connection for changes. On SQLite there is one, so keep it short and never hold it across network calls.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if none is free in time or the server is gone.
    pub async fn write(&self) -> Result<Conn, Error> {
        match &self.pools {
            Pools::Sqlite { write, .. } => write.get().await.map(Conn::Sqlite).map_err(Error::pool),
            Pools::Postgres(pool) => pool.get().await.map(Conn::Postgres).map_err(Error::pool),
        }
    }

    /// Runs `work` in one transaction on a writing connection: all of it happens, or nothing.
    ///
    /// # Errors
    /// Whatever `work` returns, after rolling back; database errors at begin and commit.
    pub async fn transaction<R, E, F>(&self, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<R, E>,
        E: From<Error>,
    {
        self.write().await?.transaction(work).await
    }

    /// Makes what was deleted leave the disk as far as the engine can: SQLite overwrites it as it goes, and here empties its
    /// write-ahead log. PostgreSQL does it in its own time, when it vacuums.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn flush_deleted(&self) -> Result<(), Error> {
        if let Conn::Sqlite(mut object) = self.write().await? {
            object.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Writes the whole database anew, so that not even the gaps between rows remember what was there. Reading goes on;
    /// on SQLite writing waits, on PostgreSQL it goes on, too.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn rewrite(&self) -> Result<(), Error> {
        let mut conn = self.write().await?;
        on!(&mut conn, |c| c.batch_execute("VACUUM").await)?;
        drop(conn);
        self.flush_deleted().await
    }

    /// What is known of its statements.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// The name of the engine, for logs and `doctor`.
    pub fn engine(&self) -> &'static str {
        match &self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgresql",
        }
    }
}

impl Conn {
    /// Runs `work` in one transaction on this connection.
    ///
    /// # Errors
    /// Whatever `work` returns, after rolling back; database errors at begin and commit.
    pub async fn transaction<R, E, F>(&mut self, work: F) -> Result<R, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<R, E>,
        E: From<Error>,
    {
        self.begin().await?;
        match work(self).await {
            Ok(value) => {
                on!(&mut *self, |c| commit(c).await).map_err(Error::from)?;
                Ok(value)
            }
            Err(error) => {
                if let Err(rollback_error) = on!(&mut *self, |c| rollback(c).await) {
                    tracing::warn!(error = %rollback_error, "a transaction could not be rolled back");
                }
                Err(error)
            }
        }
    }

    async fn begin(&mut self) -> Result<(), Error> {
        match self {
            // Taking the write lock at once is what makes read-then-write safe on SQLite.
            Self::Sqlite(object) => {
                object
                    .spawn_blocking(|c| AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"))
                    .await?;
            }
            Self::Postgres(object) => begin(&mut **object).await?,
        }
        Ok(())
    }
}

async fn begin<C: AsyncConnection>(conn: &mut C) -> diesel::QueryResult<()> {
    C::TransactionManager::begin_transaction(conn).await
}

async fn commit<C: AsyncConnection>(conn: &mut C) -> diesel::QueryResult<()> {
    C::TransactionManager::commit_transaction(conn).await
}

async fn rollback<C: AsyncConnection>(conn: &mut C) -> diesel::QueryResult<()> {
    C::TransactionManager::rollback_transaction(conn).await
}

/// Whether a database address names a PostgreSQL server.
pub(super) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// A mistyped address must not silently become a new, empty file somewhere.
fn check_folder(path: &str) -> Result<(), Error> {
    if path.contains("://") {
        return Err(Error::Address(format!(
            "`{path}` is neither a path nor a postgres:// address"
        )));
    }
    match Path::new(path).parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(Error::Address(format!(
            "the folder `{}` does not exist",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

fn postgres_manager(url: &str, watch: &Watch) -> AsyncDieselConnectionManager<Postgres> {
    let mut config = ManagerConfig::<Postgres>::default();
    // A closed connection is known without asking the server, which costs a round trip for each use.
    config.recycling_method = RecyclingMethod::Fast;
    let watch = watch.clone();
    config.custom_setup = Box::new(move |url| {
        let (url, eyes) = (url.to_owned(), watch.eyes());
        async move {
            let mut connection = Postgres::establish(&url).await?;
            connection.set_instrumentation(eyes);
            Ok(connection)
        }
        .boxed()
    });
    AsyncDieselConnectionManager::new_with_config(url, config)
}

fn sqlite_manager(path: &str, watch: &Watch, thread: fn() -> SqliteThread) -> AsyncDieselConnectionManager<Sqlite> {
    let watch = watch.clone();
    let mut config = ManagerConfig::<Sqlite>::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(move |url| {
        let (url, eyes) = (url.to_owned(), watch.eyes());
        async move {
            let connection = SqliteConnection::establish(&url)?;
            let mut connection = Sqlite::with_runtime(connection, thread());
            // FULL: what was acknowledged survives a power cut. Batching pays for the fsync (see `apub::inbox`).
            connection
                .batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; \
                     PRAGMA mmap_size = 134217728; PRAGMA secure_delete = ON;",
                )
                .await
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            connection.set_instrumentation(eyes);
            Ok(connection)
        }
        .boxed()
    });
    AsyncDieselConnectionManager::new_with_config(path, config)
}
