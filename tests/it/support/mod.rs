//! What tests are built from: a whole application on a database of its own, people and forums, clients with cookies.
//!
//! `TEST_DATABASE_URL` chooses the engine: a PostgreSQL server (each test gets a schema of its own), or SQLite files if it
//! is not set. Time stands still until a test moves it. Tests that touch the database need
//! `#[tokio::test(flavor = "multi_thread")]`: migrations on PostgreSQL block.

pub mod app;
pub mod attendance;
pub mod authenticator;
pub mod client;
pub mod crowd;
pub mod database;
pub mod markers;
pub mod network;
pub mod passkey;
pub mod provider;
pub mod push_service;
pub mod rsa_keys;
pub mod seats;
pub mod smtp;
pub mod training;
pub mod wire;

pub use app::{PASSWORD, Person, TestApp};
pub use authenticator::Authenticator;
pub use client::{Client, Page};
pub use network::Network;
pub use passkey::Passkey;
pub use provider::{FakeProvider, Signed};

/// Runs a statement that both engines understand.
pub async fn run_sql(conn: &mut majlis::db::Conn, statement: &str) {
    use diesel_async::SimpleAsyncConnection;
    match conn {
        majlis::db::Conn::Sqlite(object) => object.batch_execute(statement).await,
        majlis::db::Conn::Postgres(object) => object.batch_execute(statement).await,
    }
    .expect("a statement");
}
