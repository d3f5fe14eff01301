//! A database for one test.

use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};

/// The address of an empty database that no other test uses; a file in `folder`, or a schema on the test server.
pub async fn fresh(folder: &Path) -> String {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => new_schema(&server).await,
        Err(_) => folder.join("majlis.db").display().to_string(),
    }
}

/// Whether this run tests PostgreSQL.
pub fn is_postgres() -> bool {
    std::env::var("TEST_DATABASE_URL").is_ok()
}

async fn new_schema(server: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("t{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut conn = AsyncPgConnection::establish(server)
        .await
        .expect("the test server answers");
    conn.batch_execute(&format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name};"))
        .await
        .expect("a schema for the test");
    let separator = if server.contains('?') { '&' } else { '?' };
    format!("{server}{separator}options=-csearch_path%3D{name}")
}
