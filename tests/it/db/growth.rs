//! What a page reads from a forum of a hundred thousand topics and from a topic of five thousand replies: no more than from
//! small ones. PostgreSQL counts the rows that it fetches. SQLite tells nobody; there the plans of `statements.rs` stand
//! for it, the pages are asked for all the same, and `make bench` has their times.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use majlis::db::Conn;

use crate::support::{Client, Person, TestApp, crowd};

const TOPICS: usize = 100_000;
const REPLIES: usize = 5_000;
/// Connections of the application under test, all of which have something to tell.
pub(super) const CONNECTIONS: usize = 4;
/// Rows that a page may read beyond what the same page read when everything was small: lists that were short are a page
/// long now, with everything beside each of their rows.
const ROOM: i64 = 1_500;

/// A forum with a long topic in it.
struct Scene {
    test: TestApp,
    reader: Person,
    topic: i64,
    reply: i64,
}

/// Rows that one table gave.
#[derive(QueryableByName, Debug, PartialEq, Eq)]
pub(super) struct Fetched {
    #[diesel(sql_type = Text)]
    relname: String,
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::with(|config| config.database.connections = CONNECTIONS).await;
        let admin = test.admin("majid").await;
        let writer = test.member("one").await;
        let forum = test.forum(&admin, "energy", "public").await;
        for n in 0..3 {
            test.topic(&writer, &forum, "question", &format!("Compressor {n} #energy"))
                .await;
        }
        let topic = test
            .topic(&writer, &forum, "question", "Compressor leaks #energy")
            .await;
        let reply = test.reply(&writer, topic.id, "Look at the leaks #energy").await;
        Self {
            test,
            reader: admin,
            topic: topic.id.0,
            reply: reply.id.0,
        }
    }

    async fn grow(&self) {
        for statement in crowd::topics(self.topic, TOPICS)
            .into_iter()
            .chain(crowd::replies(self.reply, REPLIES))
        {
            execute(&self.test, &statement).await;
        }
        execute(&self.test, "ANALYZE").await;
    }

    /// Pages, feeds and documents that are made of topics or replies: the first pages, and some from the middle. Not the
    /// context that apps ask for, which is the whole thread by contract, and not the figures of whoever wrote all this.
    fn paths(&self) -> Vec<String> {
        let (topic, own) = (self.topic, self.reader.actor.id);
        let middle = self.topic - 1_000_000 - TOPICS as i64 / 2;
        let in_topic = self.reply + 1_000_000 + REPLIES as i64 / 2;
        let mut paths = vec![
            format!("/topics/{topic}"),
            format!("/topics/{topic}?after={in_topic}"),
            format!("/replies/{in_topic}"),
            format!("/topics/{topic}/replies"),
            format!("/topics/{topic}/context"),
            format!("/api/v1/statuses/{topic}"),
            format!("/api/v1/accounts/{own}/statuses"),
            format!("/api/v1/timelines/public?max_id={middle}"),
            format!("/forums/energy?sort=top&after=0.{middle}"),
            "/tags/crowd".to_owned(),
            "/tags/crowd/feed".to_owned(),
            "/forums/energy/feed".to_owned(),
            "/complete/similar?q=compressor+energy".to_owned(),
            "/complete/tags?q=cr".to_owned(),
            "/u/one/outbox?page=true".to_owned(),
            "/g/energy/outbox?page=true".to_owned(),
        ];
        for sort in ["active", "new", "top", "unanswered"] {
            paths.push(format!("/forums/energy?sort={sort}"));
            paths.push(format!("/forums/energy?tab=questions&sort={sort}"));
            if sort != "top" {
                paths.push(format!("/forums/energy?sort={sort}&after={middle}.{middle}"));
            }
        }
        paths.extend(
            [
                "/",
                "/home",
                "/forums",
                "/questions",
                "/questions?show=open",
                "/questions?show=accepted",
                "/questions?show=all",
                "/api/v1/timelines/public",
                "/api/v1/timelines/public?local=true",
            ]
            .map(str::to_owned),
        );
        paths
    }

    /// Rows that the second look at a page fetched from each table; the first may fill caches and renew the session.
    async fn rows(&self, browser: &Client, path: &str) -> Vec<Fetched> {
        browser.get(path).await;
        let before = fetched(&self.test).await;
        let page = browser.get(path).await;
        // Some are for members only.
        let is_answered = matches!(page.status, 200 | 303 | 401);
        assert!(is_answered, "{path}: {} {}", page.status, page.body);
        let mut after = fetched(&self.test).await;
        for table in &mut after {
            let had = before.iter().find(|had| had.relname == table.relname);
            table.rows -= had.map_or(0, |had| had.rows);
        }
        after.retain(|table| table.rows > 0);
        after
    }
}

/// Runs a statement as it stands.
pub(super) async fn execute(test: &TestApp, statement: &str) {
    let outcome = match test.core().db.write().await.expect("a connection") {
        Conn::Sqlite(mut c) => c.batch_execute(statement).await,
        Conn::Postgres(mut c) => c.batch_execute(statement).await,
    };
    outcome.unwrap_or_else(|error| panic!("{error}: {statement}"));
}

/// What PostgreSQL has counted so far, once every connection has reported.
pub(super) async fn fetched(test: &TestApp) -> Vec<Fetched> {
    let mut all = Vec::new();
    for _ in 0..CONNECTIONS {
        all.push(test.core().db.read().await.expect("a connection"));
    }
    let mut rows = Vec::new();
    for conn in &mut all {
        let Conn::Postgres(conn) = conn else { return rows };
        conn.batch_execute("SELECT pg_stat_force_next_flush()")
            .await
            .expect("flushed");
    }
    if let Some(Conn::Postgres(conn)) = all.first_mut() {
        let counted = "SELECT relname::text AS relname, COALESCE(seq_tup_read, 0) + COALESCE((SELECT SUM(idx_tup_read) \
                       FROM pg_stat_user_indexes i WHERE i.relid = t.relid), 0)::bigint AS rows \
                       FROM pg_stat_user_tables t";
        rows = diesel::sql_query(counted).load(&mut **conn).await.expect("counted");
    }
    rows
}

/// Rows of all tables.
pub(super) fn total(rows: &[Fetched]) -> i64 {
    rows.iter().map(|table| table.rows).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_reads_no_more_rows_from_a_large_forum_than_from_a_small_one() {
    let scene = Scene::new().await;
    let browser = scene.test.sign_in(&scene.reader).await;
    let guest = scene.test.guest();
    let mut small = Vec::new();
    for path in scene.paths() {
        // What is in the middle of the large forum is not there yet.
        if browser.get(&path).await.status == 404 {
            small.push((0, 0));
            continue;
        }
        let (member, nobody) = (scene.rows(&browser, &path).await, scene.rows(&guest, &path).await);
        small.push((total(&member), total(&nobody)));
    }
    scene.grow().await;
    let mut bad = Vec::new();
    for (path, (few, fewer)) in scene.paths().into_iter().zip(small) {
        for (who, browser, few) in [("member", &browser, few), ("guest", &guest, fewer)] {
            let rows = scene.rows(browser, &path).await;
            if total(&rows) > few + ROOM {
                bad.push(format!("{path} as {who}: {few} rows became {}: {rows:?}", total(&rows)));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
