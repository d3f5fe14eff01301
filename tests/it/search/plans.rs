//! That a search begins with its index.

use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName};
use diesel_async::RunQueryDsl;
use majlis::db::Conn;
use tempfile::TempDir;

use super::Scene;
use crate::support::TestApp;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_walks_the_index_backwards_and_sorts_nothing() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("plans.db").to_str().expect("a path").to_owned();
    let url = file.clone();
    let scene = Scene::of(TestApp::with(|config| config.database.url = url).await).await;
    scene.topic("Gearbox noise #steel").await;
    let mut sqlite = diesel::SqliteConnection::establish(&file).expect("the same file");
    let watch = scene.test.core().db.watch();
    watch.keep_texts();
    for path in [
        "/search?q=gearbox",
        "/search?q=gearbox&type=replies&is=open&tag=steel",
        "/search?q=gearbox&sort=newest&by=noura&forum=energy&since=week&language=en",
    ] {
        assert_eq!(scene.guest().get(path).await.status, 200);
    }
    let texts = watch.take_texts();
    let searches: Vec<&String> = texts.iter().filter(|text| text.contains("MATCH")).collect();
    assert_eq!(searches.len(), 6, "a list and a count each: {searches:#?}");
    for text in searches {
        let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {text}"));
        let steps: Vec<Step> = diesel::RunQueryDsl::load(plan, &mut sqlite).expect("a plan");
        let steps: Vec<&str> = steps.iter().map(|step| step.detail.as_str()).collect();
        let first = steps.iter().find(|step| step.starts_with("SCAN post_search"));
        assert!(
            first.is_some_and(|step| step.contains("VIRTUAL TABLE INDEX") && step.contains('M')),
            "{steps:#?}"
        );
        let is_bad = |step: &&&str| step.contains("TEMP B-TREE") || step.starts_with("SCAN posts");
        assert_eq!(steps.iter().find(is_bad), None, "{steps:#?}");
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    #[diesel(column_name = "QUERY PLAN")]
    plan: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_can_ask_its_index() {
    let scene = Scene::new().await;
    scene.topic("Gearbox noise").await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    let Conn::Postgres(object) = &mut conn else { return };
    let off = diesel::sql_query("SET enable_seqscan = off");
    off.execute(&mut **object).await.expect("set");
    let plan = diesel::sql_query(
        "EXPLAIN SELECT posts.id FROM post_search INNER JOIN posts ON posts.id = post_search.post_id \
         WHERE post_search.words @@ CAST('(''gear'':*) & (''noise'')' AS TSQUERY) ORDER BY posts.id DESC LIMIT 500",
    );
    let lines: Vec<Line> = plan.load(&mut **object).await.expect("a plan");
    let reset = diesel::sql_query("RESET enable_seqscan");
    reset.execute(&mut **object).await.expect("set back");
    assert!(
        lines.iter().any(|line| line.plan.contains("post_search_words")),
        "{:#?}",
        lines.iter().map(|line| &line.plan).collect::<Vec<_>>()
    );
}
