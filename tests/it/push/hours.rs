//! When pushes come: what members chose, quiet hours, days of rest, and no flood after any of them.

use majlis::db::pushes;
use majlis::domain::notifications;
use majlis::domain::notifications::settings::{self as rules, WishesForm};

use super::{PAGE, Scene};
use crate::support::Client;

/// Answers `count` topics of noura, each in a thread of its own.
async fn answers(scene: &Scene, count: usize) {
    for number in 0..count {
        let title = format!("Topic {number}");
        let topic = scene.test.topic(&scene.noura, &scene.forum, "discussion", &title).await;
        scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_quiet_hours_one_push_says_how_much_waits() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    // 13:00 in Riyadh; to 22:30.
    scene.after(9 * 60 + 30).await;
    answers(&scene, 4).await;
    scene.after(60).await;
    assert!(scene.service.received().is_empty(), "quiet hours");
    scene.after(8 * 60).await;
    let told = scene.told(&browser);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["title"], "4 notifications wait for you");
    assert_eq!(told[0]["url"], "/notifications");
    scene.after(60).await;
    assert!(scene.service.received().is_empty(), "and no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_meanwhile_is_not_told() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    answers(&scene, 1).await;
    notifications::mark_all_read(scene.test.core(), scene.noura.account.id)
        .await
        .expect("read");
    scene.after(1).await;
    assert!(scene.service.received().is_empty(), "it was read before it was due");

    // It was due, the push service was down, and then it was read.
    scene.service.answer(503, "");
    answers(&scene, 1).await;
    scene.after(1).await;
    assert_eq!(scene.told(&browser).len(), 1, "tried");
    notifications::mark_all_read(scene.test.core(), scene.noura.account.id)
        .await
        .expect("read");
    scene.after(60).await;
    assert!(scene.service.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_thread_calls_once_in_five_minutes() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Busy thread")
        .await;
    for number in 0..5 {
        scene
            .test
            .reply(&scene.faisal, topic.id, &format!("Answer {number}."))
            .await;
        scene.after(1).await;
    }
    scene.after(5).await;
    let told = scene.told(&browser);
    let titles: Vec<_> = told
        .iter()
        .map(|push| push["title"].as_str().expect("a title"))
        .collect();
    assert_eq!(titles, ["faisal replied to you", "5 new notifications"]);
    assert_eq!(
        told[0]["tag"], told[1]["tag"],
        "the later one takes the place of the former"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_on_days_of_rest() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let form = WishesForm {
        channels: Vec::new(),
        is_quiet: false,
        quiet_from: "22".to_owned(),
        quiet_to: "7".to_owned(),
        rests_weekend: true,
        digest_hour: "7".to_owned(),
        news: "never".to_owned(),
    };
    rules::save(scene.test.core(), &scene.noura.principal(), &form)
        .await
        .expect("wishes");
    // Sunday noon to Friday noon.
    scene.after(5 * 24 * 60).await;
    answers(&scene, 2).await;
    scene.after(24 * 60).await;
    assert!(scene.service.received().is_empty(), "Saturday");
    scene.after(12 * 60).await;
    assert_eq!(scene.titles(&browser), ["2 notifications wait for you"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_chooses_in_the_matrix_what_is_pushed() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    let page = client.get(PAGE).await;
    assert_eq!(page.count("[name=push_answers][checked]"), 1, "answers come");
    assert_eq!(page.count("[name=push_votes][checked]"), 0, "votes do not");
    let saved = client
        .submit(
            PAGE,
            &[("push_votes", "yes"), ("push_answers", "no"), ("mail_answers", "never")],
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = client.get(PAGE).await;
    assert_eq!(page.count("[name=push_answers][checked]"), 0);
    assert_eq!(page.count("[name=push_votes][checked]"), 1);

    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Voted")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Not told.").await;
    majlis::domain::votes::cast(scene.test.core(), &scene.faisal.principal(), topic.id, None)
        .await
        .expect("a vote");
    scene.after(1).await;
    assert!(scene.service.received().is_empty(), "votes are collected for an hour");
    scene.after(61).await;
    assert_eq!(scene.titles(&browser), ["faisal voted for what you wrote"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_stands_nowhere_else_is_read_once_it_was_told() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    client
        .submit(
            PAGE,
            &[
                ("app_answers", "no"),
                ("push_answers", "yes"),
                ("mail_answers", "never"),
            ],
        )
        .await;
    answers(&scene, 1).await;
    scene.after(1).await;
    assert_eq!(scene.titles(&browser), ["faisal replied to you"]);
    assert_eq!(client.get("/notifications").await.count(".notice"), 0);
    answers(&scene, 1).await;
    scene.after(10).await;
    assert_eq!(
        scene.titles(&browser),
        ["faisal replied to you"],
        "the first one is over"
    );
}

/// Noura has answers pushed, and mailed if `mail` says so, and nothing of them on the site.
async fn not_on_the_site(client: &Client, mail: &str) {
    let wishes = [("app_answers", "no"), ("push_answers", "yes"), ("mail_answers", mail)];
    let saved = client.submit(PAGE, &wishes).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
}

/// How much noura has not read of what was pushed.
async fn unread(scene: &Scene) -> i64 {
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    pushes::count_unread(&mut conn, scene.noura.account.id)
        .await
        .expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_letter_told_first_is_read_once_it_was_pushed_too() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    not_on_the_site(&client, "now").await;
    // To 22:30: both wait for the morning.
    scene.after(9 * 60 + 30).await;
    answers(&scene, 1).await;
    scene.after(9 * 60).await;
    assert_eq!(scene.titles(&browser), ["faisal replied to you"]);
    assert_eq!(unread(&scene).await, 0, "the letter went before it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_summary_told_is_read() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    not_on_the_site(&client, "never").await;
    scene.after(9 * 60 + 30).await;
    answers(&scene, 4).await;
    scene.after(9 * 60).await;
    assert_eq!(scene.titles(&browser), ["4 notifications wait for you"]);
    assert_eq!(unread(&scene).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_told_later_is_told_all_the_same() {
    let scene = Scene::new().await;
    let (client, _one) = scene.browser(&scene.noura).await;
    let (_client, _other) = scene.browser(&scene.noura).await;
    not_on_the_site(&client, "never").await;
    scene.service.answer(429, "300");
    answers(&scene, 1).await;
    scene.after(1).await;
    // Whichever was refused was received, too.
    assert_eq!(scene.service.received().len(), 2);
    assert_eq!(unread(&scene).await, 1, "one browser waits");
    scene.after(6).await;
    assert_eq!(scene.service.received().len(), 1, "the one that waited");
    assert_eq!(unread(&scene).await, 0);
}
