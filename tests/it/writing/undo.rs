//! For some seconds nobody is told of a new post, and its author can take it back.

use chrono::TimeDelta;
use majlis::db::types::{EventId, NotificationKind, PostId};
use majlis::db::{events, posts as rows};
use majlis::domain::{Denied, Error, drafts, posts, undo, votes};

use super::Scene;
use crate::support::TestApp;

async fn scene() -> Scene {
    let test = TestApp::with(|config| config.composer.undo_seconds = 30).await;
    let scene = Scene::new(test).await;
    // What the scene itself did is nobody's concern.
    tell(&scene).await;
    scene
}

async fn tell(scene: &Scene) -> usize {
    majlis::apub::outbox::run_due(&scene.test.app).await.expect("told")
}

async fn is_there(scene: &Scene, id: PostId) -> bool {
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    rows::find(&mut conn, id).await.expect("a query").is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_a_new_post_until_the_time_is_over() {
    let scene = scene().await;
    let topic = scene.question("Which seal for hot oil?").await;
    scene.test.advance(TimeDelta::seconds(31));
    tell(&scene).await;
    let reply = scene.test.reply(&scene.ali, topic.id, "Ask @majid, he knows.").await;
    scene.test.run_jobs().await;
    assert_eq!(tell(&scene).await, 0, "nothing goes out");
    assert!(scene.told(&scene.noura).await.is_empty() && scene.told(&scene.admin).await.is_empty());
    let document = scene.guest().with_header("accept", "application/activity+json");
    assert_eq!(
        document.get(&format!("/replies/{}", reply.id)).await.status,
        404,
        "nor is it handed out"
    );

    scene.test.advance(TimeDelta::seconds(31));
    scene.test.run_jobs().await;
    assert_eq!(tell(&scene).await, 1);
    assert_eq!(scene.told(&scene.noura).await, [NotificationKind::Reply]);
    assert_eq!(scene.told(&scene.admin).await, [NotificationKind::Mention]);
    undo::tell(scene.test.core(), reply.id).await.expect("again");
    assert_eq!(scene.told(&scene.noura).await.len(), 1, "nobody is told twice");
    assert_eq!(document.get(&format!("/replies/{}", reply.id)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_taken_back_was_never_there_and_its_text_is_a_draft() {
    let scene = scene().await;
    let topic = scene.question("Which seal for hot oil?").await;
    let client = scene.test.sign_in(&scene.ali).await;
    let path = format!("/topics/{}", topic.id);
    client.submit(&path, &[("body", "It is the *wrong* seal.")]).await;
    let page = client.get(&path).await;
    let action = page.attribute("form[data-undo]", "action").expect("a button to undo");
    assert_eq!(
        scene.guest().get(&path).await.count("form[data-undo]"),
        0,
        "for the writer alone"
    );
    let undone = client.post_form(&path, &action).await;
    assert_eq!(undone.status, 303, "{}", undone.body);
    let again = client
        .get(undone.header("location").split('#').next().unwrap_or_default())
        .await;
    assert_eq!(again.text("#body-new").as_deref(), Some("It is the *wrong* seal."));
    let topic = scene.test.post(topic.id).await;
    assert_eq!((topic.reply_count, topic.last_post_id), (0, topic.id));

    scene.test.advance(TimeDelta::minutes(2));
    scene.test.run_jobs().await;
    assert_eq!(tell(&scene).await, 1, "the topic and nothing else");
    assert!(scene.told(&scene.noura).await.is_empty());
    let published = client
        .submit(again_path(&undone), &[("body", "It is the right seal.")])
        .await;
    assert_eq!(published.status, 303, "{}", published.body);
    let left = drafts::list(scene.test.core(), scene.ali.account.id)
        .await
        .expect("drafts");
    assert!(left.is_empty(), "what is published is no draft");
}

fn again_path(undone: &crate::support::Page) -> &str {
    undone.header("location").split('#').next().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_built_on_or_heard_of_is_not_taken_back() {
    let scene = scene().await;
    let core = scene.test.core();
    let topic = scene.question("Which seal for hot oil?").await;
    scene.test.reply(&scene.ali, topic.id, "Graphite.").await;
    let answered = undo::undo(core, &scene.noura.principal(), topic.id).await;
    assert!(matches!(answered, Err(Error::Forbidden(Denied::Answered))));

    let other = scene.question("Which grease for the kiln?").await;
    let stranger = undo::undo(core, &scene.ali.principal(), other.id).await;
    assert!(matches!(stranger, Err(Error::Forbidden(Denied::NotAuthor))));
    scene.test.advance(TimeDelta::seconds(31));
    let late = undo::undo(core, &scene.noura.principal(), other.id).await;
    assert!(matches!(late, Err(Error::Forbidden(Denied::ToldAlready))));
    assert!(is_there(&scene, other.id).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_a_post_waits_for_the_post_itself() {
    let scene = scene().await;
    let core = scene.test.core();
    let topic = scene.question("Which seal for hot oil?").await;
    votes::cast(core, &scene.ali.principal(), topic.id, None)
        .await
        .expect("a vote");
    scene.rewrite(&scene.noura, &topic, "Another text altogether.").await;
    assert_eq!(tell(&scene).await, 0);
    scene.test.advance(TimeDelta::seconds(31));
    let mut conn = core.db.read().await.expect("a connection");
    let open = events::list_open(&mut conn, core.clock.now(), 10)
        .await
        .expect("events");
    let kinds: Vec<&str> = open.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["post_published", "vote_cast", "post_edited"]);
    assert!(open.is_sorted_by_key(|event| -> EventId { event.id }));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elsewhere_is_asked_to_forget_what_they_never_heard_of() {
    let scene = scene().await;
    let topic = scene.question("Which seal for hot oil?").await;
    posts::remove(scene.test.core(), &scene.noura.principal(), topic.id)
        .await
        .expect("removed");
    scene.test.advance(TimeDelta::minutes(2));
    scene.test.run_jobs().await;
    assert_eq!(tell(&scene).await, 0);
}
