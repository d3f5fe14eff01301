//! Transactions, and what happens when many write at once or a client goes away in the middle.

use chrono::TimeDelta;
use diesel_async::SimpleAsyncConnection;
use futures::future::join_all;
use majlis::db::{Conn, Error, settings};
use serde_json::json;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_fails_leaves_nothing_behind() {
    let test = TestApp::new().await;
    let now = test.clock.now();

    let failed: Result<(), Error> = test
        .core()
        .db
        .transaction(async |conn| {
            settings::set(conn, "half", &json!(1), now).await?;
            Err(Error::NotFound)
        })
        .await;

    assert!(failed.is_err());
    let mut conn = test.core().db.read().await.expect("a connection");
    assert_eq!(settings::find(&mut conn, "half").await.expect("a query"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_read_then_write_transactions_all_succeed() {
    let test = TestApp::new().await;
    let now = test.clock.now();

    let writers = (0..100).map(|_| {
        let db = test.core().db.clone();
        tokio::spawn(async move {
            // On PostgreSQL two may read the same number; the row lock of the update makes the second wait, not fail.
            db.transaction(async |conn| {
                settings::find_or_set(conn, "count", &json!(0), now).await?;
                settings::set(conn, "count", &json!(1), now).await
            })
            .await
        })
    });
    for result in join_all(writers).await {
        result.expect("no panic").expect("no writer is turned away");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_leaves_no_row_and_no_broken_connection() {
    let test = TestApp::new().await;
    let now = test.clock.now();
    let (entered, inside) = tokio::sync::oneshot::channel();
    let db = test.core().db.clone();

    let writer = tokio::spawn(async move {
        db.transaction(async |conn| {
            settings::set(conn, "half", &json!(1), now).await?;
            entered.send(()).expect("the test waits");
            std::future::pending::<Result<(), Error>>().await
        })
        .await
    });
    inside.await.expect("the writer is inside its transaction");
    writer.abort();
    assert!(writer.await.is_err());

    let mut conn = test.core().db.write().await.expect("a connection");
    assert_eq!(settings::find(&mut conn, "half").await.expect("a query"), None);
    settings::set(&mut conn, "whole", &json!(2), now)
        .await
        .expect("the connection works");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_is_held_by_one_until_it_ends() {
    let test = TestApp::new().await;
    let now = test.clock.now();
    let until = now.plus(TimeDelta::minutes(1));
    let later = now.plus(TimeDelta::minutes(2));
    let mut conn = test.core().db.write().await.expect("a connection");
    let mut take = async |holder: &str, now, until| {
        majlis::db::queue::acquire_lease(&mut conn, "outbox", holder, now, until)
            .await
            .expect("a query")
    };

    assert!(take("a", now, until).await);
    assert!(!take("b", now, until).await);
    assert!(take("a", now, until).await);
    assert!(take("b", later, later.plus(TimeDelta::minutes(1))).await);
    assert!(!take("a", later, later.plus(TimeDelta::minutes(1))).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ended_are_replaced() {
    let test = TestApp::new().await;
    let db = &test.core().db;
    let held = (db.read().await.expect("one"), db.read().await.expect("another"));
    let (Conn::Postgres(mut own), other) = held else {
        return; // SQLite has no server.
    };

    own.batch_execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .await
    .expect("the right to end them");
    drop((own, other));

    // A connection learns of its end when its task next reads, which may be after it went back.
    for n in 0..8 {
        let mut conn = db.read().await.expect("a connection");
        if settings::find(&mut conn, "any").await.is_ok() {
            continue;
        }
        drop(conn);
        assert!(n < 4, "a closed connection is handed out again and again");
    }
    let mut conn = db.read().await.expect("a connection");
    assert_eq!(settings::find(&mut conn, "any").await.expect("a query"), None);
}
