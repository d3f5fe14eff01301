//! Counting tries while others forget them.

use chrono::TimeDelta;
use majlis::db::{Error, sign_ins};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_try_is_counted_while_another_browser_succeeds() {
    let test = TestApp::new().await;
    let now = test.clock.now();
    let db = test.core().db.clone();

    let forgetting = tokio::spawn({
        let db = db.clone();
        async move {
            loop {
                let mut conn = db.write().await.expect("a connection");
                sign_ins::delete_tries(&mut conn, "noura").await.expect("a query");
                drop(conn);
                tokio::task::yield_now().await;
            }
        }
    });
    for _ in 0..300 {
        let counted: Result<_, Error> = db
            .transaction(async |conn| {
                sign_ins::count_try(conn, "noura", None, now, now.plus(-TimeDelta::minutes(1))).await
            })
            .await;
        counted.expect("it is counted");
    }
    forgetting.abort();
}
