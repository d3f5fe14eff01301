//! How far a question is, who has the same problem, and closing what was asked before.

use majlis::db::types::NotificationKind::{Accepted, Duplicate, Solved};
use majlis::db::types::WatchLevel;
use majlis::domain::questions::{self, solved};
use majlis::domain::reading::levels;
use majlis::domain::{Denied, Error, answers, posts};

use super::crowd::crowd;
use super::{Scene, plain};
use crate::support::{Client, TestApp};

/// The badge of a topic in the list of its forum.
async fn badge(client: &Client, title: &str) -> String {
    let page = client.get("/forums/maintenance").await;
    let rows = page.texts(".topic-row");
    let row = rows.iter().find(|row| row.contains(title)).expect("a row").clone();
    let kinds = [
        "Question with answers",
        "Asked before",
        "Closed question",
        "Answered",
        "Question",
    ];
    kinds
        .into_iter()
        .find(|kind| row.contains(kind))
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_from_open_to_answered_to_accepted() {
    let scene = Scene::new(TestApp::new().await).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let asked = scene.question("Which seal for hot oil?").await;
    assert_eq!(badge(&client, "Which seal").await, "Question");
    assert_eq!(client.get("/questions").await.count(".topic-row"), 1);
    let first = scene.test.reply(&scene.ali, asked.id, "Graphite.").await;
    let second = scene.test.reply(&scene.admin, asked.id, "PTFE.").await;
    assert_eq!(badge(&client, "Which seal").await, "Question with answers");
    assert_eq!(client.get("/questions").await.count(".topic-row"), 0);
    assert_eq!(client.get("/questions?show=open").await.count(".topic-row"), 1);

    let page = format!("/topics/{}", asked.id);
    client.submit(&page, &[("accept", "yes")]).await;
    let shown = client.get(&page).await;
    assert_eq!(
        shown.text(".accepted .prose").as_deref(),
        Some("Graphite."),
        "pinned under the question"
    );
    assert_eq!(
        shown.count(&format!(".accepted a[href='#reply-{}']", first.id)),
        1,
        "with the way to its place"
    );
    answers::accept(scene.test.core(), &scene.admin.principal(), second.id)
        .await
        .expect("changed");
    let shown = client.get(&page).await;
    assert_eq!(shown.text(".accepted .prose").as_deref(), Some("PTFE."));
    assert!(
        shown.text(".accepted-by").expect("who").contains("majid"),
        "others see who accepted it"
    );
    assert_eq!(badge(&client, "Which seal").await, "Answered");
    assert_eq!(client.get("/questions?show=accepted").await.count(".topic-row"), 1);
    assert_eq!(client.get("/questions?show=open").await.count(".topic-row"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_have_the_same_problem_are_told_once_each_and_a_hidden_answer_is_told_to_nobody() {
    let scene = Scene::new(TestApp::new().await).await;
    let asked = scene.question("Which seal for hot oil?").await;
    let mut many = crowd(&scene.test, &scene.noura, 230).await;
    for person in &many {
        questions::set_same(scene.test.core(), &person.principal(), asked.id, true)
            .await
            .expect("noted");
    }
    let deaf = many.pop().expect("somebody");
    levels::set_topic(scene.test.core(), &deaf.principal(), asked.id, WatchLevel::Mute)
        .await
        .expect("muted");
    let answer = scene.test.reply(&scene.ali, asked.id, "Graphite.").await;
    answers::accept(scene.test.core(), &scene.noura.principal(), answer.id)
        .await
        .expect("accepted");
    scene.test.run_jobs().await;
    // The job may run twice.
    solved::tell(scene.test.core(), answer.id, scene.noura.actor.id)
        .await
        .expect("told");

    for person in &many {
        assert_eq!(scene.told(person).await, [Solved], "{}", person.actor.username);
    }
    assert!(scene.told(&deaf).await.is_empty());

    let other = scene.test.reply(&scene.ali, asked.id, "Or steel.").await;
    answers::accept(scene.test.core(), &scene.noura.principal(), other.id)
        .await
        .expect("accepted");
    posts::remove(scene.test.core(), &scene.ali.principal(), other.id)
        .await
        .expect("removed");
    scene.test.run_jobs().await;
    assert_eq!(scene.told(&many[0]).await, [Solved]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_same_problem_hears_of_the_answer() {
    let scene = Scene::new(TestApp::new().await).await;
    let sara = scene.test.member("sara").await;
    let asked = scene.question("Which seal for hot oil?").await;
    let page = format!("/topics/{}", asked.id);
    for person in [&scene.ali, &sara] {
        let client = scene.test.sign_in(person).await;
        for _ in 0..2 {
            client.submit(&page, &[("same", "yes")]).await;
        }
    }
    let guest = scene.guest().get(&page).await;
    assert!(
        plain(&guest).contains("2 members have the same problem"),
        "{}",
        guest.body
    );
    let own = scene.test.sign_in(&scene.noura).await;
    assert_eq!(
        own.get(&page).await.count("button[name=same]"),
        0,
        "who asked has it anyway"
    );
    let refused = questions::set_same(scene.test.core(), &scene.noura.principal(), asked.id, true).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::OwnPost))));

    let answer = scene.test.reply(&scene.ali, asked.id, "Graphite.").await;
    answers::accept(scene.test.core(), &scene.noura.principal(), answer.id)
        .await
        .expect("accepted");
    scene.test.run_jobs().await;
    assert_eq!(scene.told(&sara).await, [Solved]);
    assert_eq!(
        scene.told(&scene.ali).await,
        [Accepted],
        "who answered hears of that alone"
    );
    let client = scene.test.sign_in(&sara).await;
    assert!(
        client
            .get("/notifications")
            .await
            .body
            .contains("a problem you have, too")
    );
    client.submit(&page, &[("same", "no")]).await;
    let left = scene.guest().get(&page).await;
    assert!(plain(&left).contains("1 member has the same problem"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_was_asked_before_leads_to_the_earlier_one() {
    let scene = Scene::new(TestApp::new().await).await;
    let first = scene.question("Which seal for hot oil?").await;
    let second = scene
        .test
        .topic(&scene.ali, &scene.forum, "question", "A seal for oil at 300 degrees?")
        .await;
    let page = format!("/topics/{}", second.id);
    let stranger = scene.test.member("sara").await;
    let refused = questions::close_as_duplicate(
        scene.test.core(),
        &stranger.principal(),
        second.id,
        &first.id.to_string(),
    )
    .await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    let client = scene.test.sign_in(&scene.admin).await;
    for wrong in ["nonsense", &second.id.to_string(), "/topics/1"] {
        client.submit(&page, &[("original", wrong)]).await;
        assert_eq!(client.get(&page).await.count("input[name=original]"), 1, "{wrong}");
    }
    let address = format!("https://majlis.example/topics/{}?after=5#x", first.id);
    client.submit(&page, &[("original", &address)]).await;
    let shown = scene.guest().get(&page).await;
    assert_eq!(
        shown.count(&format!(".banner a[href='/topics/{}']", first.id)),
        1,
        "{}",
        shown.body
    );
    assert_eq!(scene.told(&scene.ali).await, [Duplicate]);
    assert_eq!(badge(&client, "A seal for oil").await, "Asked before");
    assert_eq!(
        client.get("/questions").await.count(".topic-row"),
        1,
        "it waits for nobody any more"
    );
    client.submit(&page, &[("close", "reopen")]).await;
    assert_eq!(badge(&client, "A seal for oil").await, "Question");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_question_that_a_reader_may_not_see_is_not_named_to_them() {
    let scene = Scene::new(TestApp::new().await).await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    let secret = scene
        .test
        .topic(&scene.noura, &inner, "question", "The hidden earlier question?")
        .await;
    let asked = scene.question("Which seal for hot oil?").await;
    questions::close_as_duplicate(
        scene.test.core(),
        &scene.noura.principal(),
        asked.id,
        &secret.id.to_string(),
    )
    .await
    .expect("closed");
    let page = scene.guest().get(&format!("/topics/{}", asked.id)).await;
    assert!(!page.body.contains("hidden earlier"));
}
