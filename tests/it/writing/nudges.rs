//! Questions that nobody answers or settles: experts are asked, askers reminded, and in the end it is closed.

use chrono::TimeDelta;
use majlis::db::types::NotificationKind::{Nudge, Reminder, Reply};
use majlis::domain::own_profile::{self, ProfileForm};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::questions::upkeep;

use super::Scene;
use crate::support::{Person, TestApp};

async fn expert(scene: &Scene, name: &str) -> Person {
    let person = scene.test.member(name).await;
    let form = ProfileForm {
        display_name: name.to_owned(),
        expertise: "seals, pumps".to_owned(),
        ..ProfileForm::default()
    };
    own_profile::save(scene.test.core(), &person.principal(), &form)
        .await
        .expect("a profile");
    person
}

async fn ask(scene: &Scene, title: &str) -> majlis::db::posts::Post {
    scene.test.advance(TimeDelta::seconds(1));
    let form = TopicForm {
        kind: "question".to_owned(),
        title: title.to_owned(),
        body: "It leaks after a week. #seals".to_owned(),
        language: "en".to_owned(),
    };
    posts::write_topic(scene.test.core(), &scene.noura.principal(), scene.forum.forum.id, &form)
        .await
        .expect("a question")
}

async fn hour(scene: &Scene) {
    upkeep::run(scene.test.core()).await.expect("upkeep");
}

#[tokio::test(flavor = "multi_thread")]
async fn experts_are_asked_once_and_not_too_often_and_only_if_they_want() {
    let scene = Scene::new(TestApp::new().await).await;
    let (huda, omar) = (expert(&scene, "huda").await, expert(&scene, "omar").await);
    let client = scene.test.sign_in(&omar).await;
    client.submit("/questions", &[("nudges", "no")]).await;
    ask(&scene, "Which seal for hot oil?").await;
    scene.test.advance(TimeDelta::hours(47));
    hour(&scene).await;
    assert!(scene.told(&huda).await.is_empty(), "not yet");
    scene.test.advance(TimeDelta::hours(2));
    hour(&scene).await;
    hour(&scene).await;
    assert_eq!(scene.told(&huda).await, [Nudge]);
    assert!(scene.told(&omar).await.is_empty(), "who does not want is left alone");
    assert!(
        scene.told(&scene.ali).await.is_empty(),
        "and so is who knows nothing of it"
    );

    for n in 0..3 {
        ask(&scene, &format!("Leak number {n}?")).await;
    }
    scene.test.advance(TimeDelta::hours(49));
    hour(&scene).await;
    assert_eq!(scene.told(&huda).await, [Nudge, Nudge], "two in a week at most");
    client.submit("/questions", &[("nudges", "yes")]).await;
    ask(&scene, "One more leak?").await;
    scene.test.advance(TimeDelta::hours(49));
    hour(&scene).await;
    assert_eq!(scene.told(&omar).await, [Nudge]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answered_question_needs_no_expert_but_its_author_is_reminded() {
    let scene = Scene::new(TestApp::new().await).await;
    let huda = expert(&scene, "huda").await;
    let question = ask(&scene, "Which seal for hot oil?").await;
    let own = ask(&scene, "And which gasket?").await;
    scene.test.reply(&scene.noura, own.id, "I mean the flat one.").await;
    scene.test.reply(&scene.ali, question.id, "Graphite.").await;
    scene.test.advance(TimeDelta::days(15));
    hour(&scene).await;
    hour(&scene).await;
    assert!(scene.told(&huda).await.is_empty());
    assert_eq!(
        scene.told(&scene.noura).await,
        [Reminder, Reply],
        "once, and not of one's own words"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_nobody_goes_on_with_is_closed_until_somebody_does() {
    let scene = Scene::new(TestApp::new().await).await;
    let question = ask(&scene, "Which seal for hot oil?").await;
    let path = format!("/topics/{}", question.id);
    scene.test.advance(TimeDelta::days(179));
    hour(&scene).await;
    assert!(!scene.guest().get(&path).await.body.contains("Closed question"));
    scene.test.advance(TimeDelta::days(2));
    hour(&scene).await;
    assert!(scene.guest().get(&path).await.body.contains("Closed question"));
    assert_eq!(scene.guest().get("/questions").await.count(".topic-row"), 0);
    scene.test.reply(&scene.ali, question.id, "Graphite.").await;
    let page = scene.guest().get(&path).await;
    assert!(page.body.contains("Question with answers"), "{}", page.body);
}
