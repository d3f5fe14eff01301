//! A database for each test: on the PostgreSQL server that `TEST_DATABASE_URL` names, else in a SQLite file.
//!
//! Migrations run once; each test gets a copy of the result. Tests may be threads of one process or of several
//! at a time, so the original carries the migrations' hash in its name and is made under a lock.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process, thread};

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use majlis::db::{Db, migrate};
use tempfile::TempDir;
use url::Url;

/// A migrated, empty database, gone when this is dropped.
pub(crate) struct TestDatabase {
    /// How [`Db::open`] and the configuration name it.
    pub(crate) url: String,
    place: Place,
}

enum Place {
    Sqlite { _folder: TempDir },
    Postgres { server: Url, name: String },
}

impl TestDatabase {
    /// A database for one test. Needs a runtime with several threads, as migrations do.
    pub(crate) async fn create() -> Self {
        match env::var("TEST_DATABASE_URL") {
            Ok(server) => postgres(server.parse().unwrap()).await,
            Err(_) => sqlite().await,
        }
    }

    /// Opens it, with as many connections as a test uses at once.
    pub(crate) async fn open(&self) -> Db {
        Db::open(&self.url, 4).await.unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Place::Postgres { server, name } = &self.place else {
            return;
        };
        let (server, statement) = (server.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // Dropping is not async, and may happen inside a runtime: a thread has room for one of its own.
        let dropping = thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(execute(&server, &statement));
        });
        let outcome = dropping.join();
        if !thread::panicking() {
            outcome.unwrap();
        }
    }
}

async fn sqlite() -> TestDatabase {
    let original = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("majlis-{:x}.db", migrations_hash()));
    if !original.exists() {
        // Made beside it and moved into place, so that nobody copies half of one.
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let made = folder.path().join("made.db");
        let whole = folder.path().join("whole.db");
        let db = Db::open(made.to_str().unwrap(), 1).await.unwrap();
        migrate::run(&db).await.unwrap();
        // One file without its write-ahead log.
        vacuum_into(&db, &whole).await;
        fs::rename(whole, &original).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("majlis.db");
    fs::copy(original, &path).unwrap();
    TestDatabase {
        url: path.to_str().unwrap().to_owned(),
        place: Place::Sqlite { _folder: folder },
    }
}

async fn vacuum_into(db: &Db, path: &Path) {
    let majlis::db::Conn::Sqlite(mut conn) = db.write().await.unwrap() else {
        unreachable!("the file is SQLite's")
    };
    conn.batch_execute(&format!("VACUUM INTO '{}'", path.display()))
        .await
        .unwrap();
}

async fn postgres(server: Url) -> TestDatabase {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let original = format!("majlis_{:x}", migrations_hash());
    make_original(&server, &original).await;

    let name = format!("{original}_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    execute(
        &server,
        &format!("CREATE DATABASE {name} TEMPLATE {original} STRATEGY FILE_COPY"),
    )
    .await;
    TestDatabase {
        url: named(&server, &name).into(),
        place: Place::Postgres { server, name },
    }
}

/// Makes the migrated database that the others are copied from, unless somebody has, or is about to.
async fn make_original(server: &Url, original: &str) {
    let mut lock = AsyncPgConnection::establish(server.as_str()).await.unwrap();
    lock.batch_execute(&format!("SELECT pg_advisory_lock({})", migrations_hash() >> 1))
        .await
        .unwrap();
    // It is marked as an original only when it is whole. A half-made one is thrown away.
    let is_whole = format!(
        "DO $$ BEGIN ASSERT EXISTS (SELECT FROM pg_database WHERE datname = '{original}' AND datistemplate); END $$"
    );
    if lock.batch_execute(&is_whole).await.is_err() {
        execute(server, &format!("DROP DATABASE IF EXISTS {original} WITH (FORCE)")).await;
        execute(server, &format!("CREATE DATABASE {original}")).await;
        let db = Db::open(named(server, original).as_str(), 1).await.unwrap();
        migrate::run(&db).await.unwrap();
        drop(db);
        execute(server, &format!("ALTER DATABASE {original} IS_TEMPLATE true")).await;
    }
    // The lock goes with its connection.
}

async fn execute(server: &Url, statement: &str) {
    let mut conn = AsyncPgConnection::establish(server.as_str()).await.unwrap();
    conn.batch_execute(statement).await.unwrap();
}

/// The address of the database `name` on `server`.
fn named(server: &Url, name: &str) -> Url {
    let mut url = server.clone();
    url.set_path(name);
    url
}

/// A number that changes with every migration of this engine or the other.
fn migrations_hash() -> u64 {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(&file).unwrap().hash(&mut hasher);
        file.hash(&mut hasher);
    }
    hasher.finish()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_test_has_a_migrated_database_of_its_own() {
    let (one, other) = (TestDatabase::create().await, TestDatabase::create().await);
    assert_ne!(one.url, other.url);
    for database in [&one, &other] {
        let nothing_left = migrate::run(&database.open().await).await.unwrap();
        assert_eq!(nothing_left, [""; 0]);
    }
    let wanted = if env::var_os("TEST_DATABASE_URL").is_some() {
        "postgresql"
    } else {
        "sqlite"
    };
    assert_eq!(one.open().await.engine(), wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_migrations_can_be_taken_back_and_applied_again() {
    let database = TestDatabase::create().await;
    let db = database.open().await;
    migrate::revert_all(&db).await.unwrap();
    let applied = migrate::run(&db).await.unwrap();
    assert!(!applied.is_empty());
}
