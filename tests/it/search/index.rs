//! What becomes of a post in the index when it changes, goes, comes back or moves.

use chrono::TimeDelta;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, sql_query};
use diesel_async::RunQueryDsl;
use majlis::db::Conn;
use majlis::db::types::ErasureMode;
use majlis::domain::moderation::{hiding, moves, tags};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::privacy::erasure;
use majlis::domain::{search, undo};

use super::{Scene, address, found, reply, topic};
use crate::conversation::scene::{Scene as Network, copied};
use crate::support::{PASSWORD, TestApp};

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many posts stand in the index.
async fn indexed(test: &TestApp) -> i64 {
    let counted = sql_query("SELECT COUNT(*) AS number FROM post_search");
    let row: Number = match &mut test.core().db.read().await.expect("a connection") {
        Conn::Sqlite(object) => counted.get_result(&mut **object).await,
        Conn::Postgres(object) => counted.get_result(&mut **object).await,
    }
    .expect("a count");
    row.number
}

async fn empty_index(test: &TestApp) {
    let emptied = sql_query("DELETE FROM post_search");
    match &mut test.core().db.write().await.expect("a connection") {
        Conn::Sqlite(object) => emptied.execute(&mut **object).await,
        Conn::Postgres(object) => emptied.execute(&mut **object).await,
    }
    .expect("emptied");
}

async fn replies(scene: &Scene, query: &str) -> Vec<String> {
    let page = scene.guest().get(&format!("{}&type=replies", address(query))).await;
    page.attributes(".hit-row h3 a", "href")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_post_is_found_by_what_it_says_now() {
    let scene = Scene::new().await;
    let post = scene.topic("Gearbox noise #steel").await;
    let form = TopicForm {
        title: "Coupling wear".to_owned(),
        body: "After the change of #copper parts".to_owned(),
        language: "en".to_owned(),
        ..TopicForm::default()
    };
    posts::rewrite(scene.test.core(), &scene.noura.principal(), post.id, &form)
        .await
        .expect("rewritten");
    for (query, is_found) in [
        ("gearbox", false),
        ("steel", false),
        ("coupling", true),
        ("copper", true),
    ] {
        assert_eq!(scene.found(query).await.len(), usize::from(is_found), "{query}");
    }
    assert_eq!(indexed(&scene.test).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_removed_or_hidden_is_not_found_and_what_is_restored_is() {
    let scene = Scene::new().await;
    let (core, admin) = (scene.test.core(), scene.admin.principal());
    let first = scene.topic("Gearbox noise").await;
    let answer = scene.test.reply(&scene.noura, first.id, "Check the backlash").await;
    assert_eq!(replies(&scene, "backlash").await, [reply(&answer)]);
    let form = crate::moderation::form("spam", "Ads");
    hiding::hide(core, &admin, answer.id, &form).await.expect("hidden");
    assert_eq!(replies(&scene, "backlash").await, [""; 0]);
    assert_eq!(indexed(&scene.test).await, 1);
    hiding::restore(core, &admin, answer.id).await.expect("restored");
    assert_eq!(replies(&scene, "backlash").await, [reply(&answer)]);

    posts::remove(core, &scene.noura.principal(), first.id)
        .await
        .expect("removed");
    assert_eq!(scene.found("gearbox").await, [""; 0]);
    assert_eq!(
        replies(&scene, "backlash").await,
        [""; 0],
        "nor a reply below what is gone"
    );
    assert_eq!(indexed(&scene.test).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_was_never_there() {
    let scene = Scene::of(TestApp::with(|config| config.composer.undo_seconds = 30).await).await;
    let post = scene.topic("Gearbox noise").await;
    assert_eq!(scene.found("gearbox").await.len(), 1);
    undo::undo(scene.test.core(), &scene.noura.principal(), post.id)
        .await
        .expect("taken back");
    assert_eq!(scene.found("gearbox").await, [""; 0]);
    assert_eq!(indexed(&scene.test).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn moved_split_merged_and_retagged_posts_are_found_where_they_stand() {
    let scene = Scene::new().await;
    let (core, admin) = (scene.test.core(), scene.admin.principal());
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    let first = scene.topic("Gearbox noise").await;
    let aside = scene.test.reply(&scene.noura, first.id, "Who sells lubricants?").await;
    let made = moves::split(core, &admin, aside.id, "Lubricant vendors near Dammam")
        .await
        .expect("split");
    assert_eq!(scene.found("dammam").await, [topic(&made)]);
    assert_eq!(replies(&scene, "lubricants").await, [""; 0]);
    tags::set(core, &admin, made.id, "tribology").await.expect("tagged");
    assert_eq!(scene.found("tribology").await, [topic(&made)]);
    assert_eq!(scene.found("tag:tribology").await, [topic(&made)]);
    moves::merge(core, &admin, made.id, first.id).await.expect("merged");
    assert_eq!(replies(&scene, "lubricants").await, [reply(&made)]);
    assert_eq!(scene.found("lubricants").await, [""; 0]);

    moves::move_topic(core, &admin, first.id, inner.forum.id)
        .await
        .expect("moved");
    assert_eq!(scene.found("gearbox").await, [""; 0], "guests may not follow it");
    assert_eq!(replies(&scene, "lubricants").await, [""; 0]);
    let member = scene.test.sign_in(&scene.noura).await;
    assert_eq!(found(&member, "gearbox forum:inner").await, [topic(&first)]);
    assert_eq!(found(&member, "gearbox forum:energy").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_the_index_is_put_into_it() {
    let scene = Scene::new().await;
    let first = scene.topic("Gearbox noise #steel").await;
    let answer = scene.test.reply(&scene.noura, first.id, "Check the backlash").await;
    let gone = scene.topic("Gearbox sale").await;
    posts::remove(scene.test.core(), &scene.noura.principal(), gone.id)
        .await
        .expect("removed");
    empty_index(&scene.test).await;
    assert_eq!(scene.found("gearbox").await, [""; 0]);
    for _ in 0..2 {
        search::fill(scene.test.core()).await.expect("filled");
        assert_eq!(scene.found("gearbox").await, [topic(&first)]);
        assert_eq!(scene.found("steel").await, [topic(&first)]);
        assert_eq!(replies(&scene, "backlash").await, [reply(&answer)]);
        assert_eq!(indexed(&scene.test).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_of_other_servers_are_found_as_they_stand() {
    let scene = Network::new(2).await;
    let (away, ali) = scene.away(0);
    let post = scene
        .home()
        .topic(&scene.noura, &scene.forum, "question", "Gearbox noise #steel")
        .await;
    scene.network.settle().await;
    let copy = copied(away, &post).await;
    let client = away.sign_in(ali).await;
    assert_eq!(found(&client, "gearbox").await, [topic(&copy)]);
    let host = scene.home().host();
    for query in [
        format!("gearbox from:{host}"),
        format!("gearbox forum:maintenance@{host}"),
        format!("gearbox author:noura@{host}"),
    ] {
        assert_eq!(found(&client, &query).await, [topic(&copy)], "{query}");
    }
    assert_eq!(found(&client, &format!("gearbox from:{}", away.host())).await, [""; 0]);
    let form = TopicForm {
        title: "Coupling wear".to_owned(),
        body: "Something else".to_owned(),
        language: "en".to_owned(),
        ..TopicForm::default()
    };
    posts::rewrite(scene.home().core(), &scene.noura.principal(), post.id, &form)
        .await
        .expect("rewritten");
    scene.network.settle().await;
    assert_eq!(found(&client, "gearbox").await, [""; 0]);
    assert_eq!(found(&client, "coupling").await, [topic(&copy)]);
    posts::remove(scene.home().core(), &scene.noura.principal(), post.id)
        .await
        .expect("removed");
    scene.network.settle().await;
    assert_eq!(found(&client, "coupling").await, [""; 0]);
    assert_eq!(indexed(away).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_erasure_neither_the_name_nor_the_words_are_found() {
    let scene = Scene::new().await;
    let sara = scene.test.member("saraatwork").await;
    let post = scene.topic("Ask @saraatwork about seals").await;
    scene
        .test
        .topic(&sara, &scene.forum, "discussion", "Gearbox noise")
        .await;
    assert_eq!(scene.found("saraatwork").await, [topic(&post)]);
    erasure::request(scene.test.core(), &sara.principal(), PASSWORD, ErasureMode::Remove)
        .await
        .expect("asked");
    scene.test.advance(TimeDelta::days(15));
    for _ in 0..3 {
        scene.test.run_jobs().await;
        majlis::apub::outbox::run_due(&scene.test.app).await.expect("told");
        scene.test.advance(TimeDelta::minutes(11));
    }
    scene.test.run_jobs().await;
    assert_eq!(scene.found("gearbox").await, [""; 0]);
    assert_eq!(scene.found("saraatwork").await, [""; 0]);
    assert_eq!(scene.found("seals").await, [topic(&post)], "what others said stays");
}
