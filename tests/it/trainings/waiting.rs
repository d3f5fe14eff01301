//! Trainings that wait for a moderator, and needs whose training a moderator hides.

use chrono::TimeDelta;
use majlis::db::moderation::held::Held;
use majlis::db::types::NeedState;
use majlis::domain::moderation::{held, hiding, rules};
use majlis::domain::trainings::seats::Wish;
use majlis::domain::trainings::{self, TrainingForm, drafts};
use majlis::domain::{Denied, Error, Viewer};
use majlis::web::present::wording;

use crate::support::{Person, TestApp, training};
use crate::trainings::requests::Board;

struct Scene {
    test: TestApp,
    majid: Person,
    noura: Person,
}

impl Scene {
    /// A forum where trainings about ladders wait.
    async fn new() -> Self {
        let test = TestApp::new().await;
        let majid = test.admin("majid").await;
        test.forum(&majid, "training", "public").await;
        let noura = test.member("noura").await;
        rules::watch(test.core(), &majid.principal(), None, "ladder", "hold")
            .await
            .expect("watched");
        Self { test, majid, noura }
    }

    /// Publishes a draft of this.
    async fn publish(&self, form: TrainingForm) -> Error {
        let (core, by) = (self.test.core(), self.noura.principal());
        let draft = drafts::begin_with(core, &by, form).await.expect("a draft");
        let published = drafts::publish(core, &by, draft.id, wording).await;
        published.expect_err("it waits")
    }

    async fn waiting(&self) -> Vec<Held> {
        let (rows, _) = held::queue(self.test.core(), &self.majid.principal(), None)
            .await
            .expect("a queue");
        rows.into_iter().map(|row| row.held).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_waits_and_appears_as_it_was_typed() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    assert!(matches!(scene.publish(training::form("training")).await, Error::Held));
    let listed = scene.test.guest().get("/trainings").await;
    assert!(!listed.body.contains("PLC basics"), "nobody sees it");
    assert!(
        drafts::list(core, &by).await.expect("drafts").is_empty(),
        "it is sent once"
    );
    let own = scene.test.sign_in(&scene.noura).await.get("/waiting").await;
    assert!(own.body.contains("PLC basics"), "its author sees that it waits");
    let [row] = &scene.waiting().await[..] else {
        panic!("one waits")
    };
    let desk = scene.test.sign_in(&scene.majid).await.get("/moderation/held").await;
    assert!(
        desk.body.contains("PLC basics") && !desk.body.contains("plc-4711"),
        "{}",
        desk.body
    );
    held::approve(core, &scene.majid.principal(), row.id)
        .await
        .expect("approved");
    let again = held::approve(core, &scene.majid.principal(), row.id).await;
    assert!(matches!(again, Err(Error::Forbidden(Denied::Decided))), "{again:?}");
    let listed = scene.test.guest().get("/trainings").await;
    assert!(listed.body.contains("PLC basics"), "{}", listed.body);
    let post = trainings::page(core, &Viewer::Guest, found(&scene).await)
        .await
        .expect("a training");
    assert_eq!(post.0.actor_id, scene.noura.actor.id);
    assert_eq!(post.1.seating.capacity, Some(20));
    assert!(post.1.programme.contains("<strong>Ladder diagrams</strong>"));
    let ali = scene.test.member("ali").await;
    let seat = trainings::seats::join(core, &ali.principal(), post.0.id, &Wish::default()).await;
    assert!(seat.expect("a seat").state.is_coming());
}

async fn found(scene: &Scene) -> majlis::db::types::PostId {
    let listed = scene.test.guest().get("/trainings?view=list").await;
    let links = listed.attributes("a[href^='/trainings/']", "href");
    let number = links.iter().find_map(|link| link.rsplit('/').next()?.parse().ok());
    majlis::db::types::PostId(number.expect("a training"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_training_is_a_draft_again() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    scene.publish(training::form("training")).await;
    let row = scene.waiting().await.remove(0);
    held::refuse(core, &scene.majid.principal(), row.id, "Say who teaches.")
        .await
        .expect("refused");
    let drafts = drafts::list(core, &by).await.expect("drafts");
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    let (_, form) = drafts::get(core, &by, draft.id).await.expect("a draft");
    assert_eq!(form, training::form("training"), "nothing typed is lost");
    let own = scene.test.sign_in(&scene.noura).await.get("/waiting").await;
    assert!(own.body.contains("Say who teaches."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_that_is_over_when_somebody_looks_does_not_appear() {
    let scene = Scene::new().await;
    scene.publish(training::form("training")).await;
    scene.test.advance(TimeDelta::days(30));
    let row = scene.waiting().await.remove(0);
    let late = held::approve(scene.test.core(), &scene.majid.principal(), row.id).await;
    assert!(matches!(late, Err(Error::Forbidden(Denied::TrainingOver))), "{late:?}");
    assert_eq!(scene.waiting().await.len(), 1, "it can be refused still");
}

#[tokio::test(flavor = "multi_thread")]
async fn others_neither_see_nor_approve_what_waits() {
    let scene = Scene::new().await;
    scene.publish(training::form("training")).await;
    let row = scene.waiting().await.remove(0);
    for person in [&scene.noura, &scene.test.member("eve").await] {
        let approved = held::approve(scene.test.core(), &person.principal(), row.id).await;
        assert!(matches!(approved, Err(Error::Forbidden(_))), "{approved:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_matched_only_when_its_training_appears_and_open_again_when_that_is_hidden() {
    let board = Board::new().await;
    let core = board.test.core();
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let (offer, _) = board.offered(id, &board.institute).await;
    majlis::domain::requests::pick(core, &board.noura.principal(), offer)
        .await
        .expect("picked");
    rules::watch(core, &board.admin.principal(), None, "maintenance", "hold")
        .await
        .expect("watched");
    let teacher = board.teacher.principal();
    let draft = majlis::domain::requests::write_training(core, &teacher, offer)
        .await
        .expect("a draft");
    let waits = drafts::publish(core, &teacher, draft, wording).await;
    assert!(matches!(waits, Err(Error::Held)), "{waits:?}");
    assert_eq!(board.row(id).await.state, NeedState::Offered, "not yet");
    let by = board.admin.principal();
    let (rows, _) = held::queue(core, &by, None).await.expect("a queue");
    held::approve(core, &by, rows[0].held.id).await.expect("approved");
    let training = board.row(id).await.training_id.expect("a training");
    assert_eq!(board.row(id).await.state, NeedState::Matched);
    let page = board.test.guest().get(&format!("/trainings/{training}")).await;
    assert!(
        page.body.contains(&format!("/requests/{id}")),
        "it says what it answers"
    );
    hiding::hide(core, &by, training, &crate::moderation::form("spam", "Ads"))
        .await
        .expect("hidden");
    assert_eq!(board.row(id).await.state, NeedState::Open);
}
