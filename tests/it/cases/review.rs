//! The editors: what waits for them, what they decide, and hiding.

use majlis::domain::Error;
use majlis::domain::cases::{self, drafts};
use majlis::domain::forums;
use majlis::domain::moderation::hiding;
use majlis::web::present::wording;

use super::Scene;
use crate::support::TestApp;

async fn reviewed() -> Scene {
    Scene::of(TestApp::with(|config| config.cases.review = true).await, "public").await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_editors_look_first_nothing_appears_before_they_did() {
    let scene = reviewed().await;
    let draft = scene.draft(&scene.noura, &[]).await;
    let preview = format!("/cases/{draft}/edit/preview");
    let offered = scene.browser(&scene.noura).await.get(&preview).await;
    assert!(offered.body.contains("Hand in to the editors"), "the author knows");
    let held = cases::publish(scene.test.core(), &scene.noura.principal(), draft, wording).await;
    assert!(matches!(held, Err(Error::Held)), "{held:?}");
    assert_eq!(scene.guest().get("/cases").await.count(".case-card"), 0);
    let editor = scene.browser(&scene.admin).await;
    let page = format!("/cases/{draft}/review");
    let queue = editor.get("/cases/review").await;
    assert_eq!(queue.count(&format!("a[href='{page}']")), 1);
    assert!(
        queue.text("main").expect("a page").contains("noura"),
        "editors see whose it is"
    );
    assert_eq!(scene.browser(&scene.ali).await.get(&page).await.status, 403);

    let wordless = editor.submit(&page, &[("note", ""), ("intent", "return")]).await;
    assert_eq!(wordless.status, 422);
    let returned = editor
        .submit(&page, &[("note", "Say what the cameras cost."), ("intent", "return")])
        .await;
    assert_eq!(returned.status, 303, "{}", returned.body);
    let author = scene.browser(&scene.noura).await;
    let told = author.get("/notifications").await;
    assert!(told.body.contains("sent your case study back"), "{}", told.body);
    let step = author.get(&format!("/cases/{draft}/edit/means")).await;
    assert!(step.body.contains("Say what the cameras cost."));

    let held = cases::publish(scene.test.core(), &scene.noura.principal(), draft, wording).await;
    assert!(matches!(held, Err(Error::Held)), "{held:?}");
    let token = editor
        .get(&page)
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    let published = editor.post(&page, &[("csrf", &token), ("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let read = scene.guest().get(published.header("location")).await;
    assert!(read.body.contains("noura") && read.body.contains("Four cameras"));
    let told = author.get("/notifications").await;
    assert!(told.body.contains("published your case study"), "{}", told.body);
    let again = editor.post(&page, &[("csrf", &token), ("intent", "publish")]).await;
    assert_eq!(again.status, 404, "of two editors one is too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_are_offered_to_publish_their_own_at_once() {
    let scene = reviewed().await;
    let draft = scene.draft(&scene.admin, &[]).await;
    let editor = scene.browser(&scene.admin).await;
    let preview = editor.get(&format!("/cases/{draft}/edit/preview")).await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert!(!preview.body.contains("Hand in to the editors"));
    assert!(
        cases::publish(scene.test.core(), &scene.admin.principal(), draft, wording)
            .await
            .is_ok()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_case_study_comes_back_whole() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let (core, by) = (scene.test.core(), scene.admin.principal());
    hiding::hide(core, &by, case.id, &crate::moderation::form("spam", "Ads"))
        .await
        .expect("hidden");
    for path in ["/cases", "/cases/table.csv", "/cases/feed", "/cases?sector=22"] {
        assert!(!scene.guest().get(path).await.body.contains("Scrap down"), "{path}");
    }
    hiding::restore(core, &by, case.id).await.expect("restored");
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert!(
        page.text(".case-sheet")
            .expect("a case study")
            .contains("Basira Vision")
    );
    assert_eq!(scene.guest().get("/cases").await.count(".case-card"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_of_a_forum_decide_about_its_case_studies_and_no_others() {
    let scene = reviewed().await;
    let (core, admin) = (scene.test.core(), scene.admin.principal());
    let moderator = scene.test.member("rami").await;
    let elsewhere = scene.test.member("huda").await;
    let other = scene.test.forum(&scene.admin, "energy", "public").await;
    for (forum, person) in [(&scene.forum, &moderator), (&other, &elsewhere)] {
        forums::set_moderator(core, &admin, forum.forum.id, person.actor.id, true)
            .await
            .expect("a moderator");
    }
    let draft = scene.draft(&scene.noura, &[]).await;
    let held = cases::publish(core, &scene.noura.principal(), draft, wording).await;
    assert!(matches!(held, Err(Error::Held)), "{held:?}");
    let page = format!("/cases/{draft}/review");
    let stranger = scene.browser(&elsewhere).await;
    assert_eq!(
        stranger.get("/cases/review").await.count(&format!("a[href='{page}']")),
        0
    );
    assert_eq!(stranger.get(&page).await.status, 404);
    let editor = scene.browser(&moderator).await;
    assert_eq!(editor.get("/cases").await.count("a[href='/cases/review']"), 1);
    assert_eq!(editor.get("/cases/review").await.count(&format!("a[href='{page}']")), 1);
    let published = editor.submit(&page, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn case_studies_begun_and_left_are_destroyed_after_a_while() {
    let scene = reviewed().await;
    let core = scene.test.core();
    let begun = scene.draft(&scene.noura, &[]).await;
    let waiting = scene.draft(&scene.ali, &[]).await;
    let held = cases::publish(core, &scene.ali.principal(), waiting, wording).await;
    assert!(matches!(held, Err(Error::Held)), "{held:?}");
    let days = core.config.privacy.draft_days;
    scene.test.advance(chrono::TimeDelta::days(days - 1));
    majlis::domain::privacy::retention::run(core).await.expect("run");
    assert!(drafts::get(core, &scene.noura.principal(), begun).await.is_ok());
    scene.test.advance(chrono::TimeDelta::days(2));
    majlis::domain::privacy::retention::run(core).await.expect("run");
    let gone = drafts::get(core, &scene.noura.principal(), begun).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    assert!(
        drafts::get(core, &scene.ali.principal(), waiting).await.is_ok(),
        "what waits for the editors is not theirs to lose"
    );
}
