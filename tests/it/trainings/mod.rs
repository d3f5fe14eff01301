//! Trainings: offering one and changing it, and what everybody may see of it.

mod after_seats;
mod calendar;
mod evaluations;
mod exams;
mod ics;
mod import;
mod markup;
pub(crate) mod requests;
mod rsvp;
mod seat_desk;
mod seat_letters;
mod seat_pages;
mod seats;
mod seats_at_once;
mod travel;
mod waiting;

use majlis::db::trainings;
use majlis::db::types::ErasureMode;
use majlis::domain::privacy::erasure;
use majlis::domain::trainings::{self as rules, TrainingForm};
use majlis::domain::validate::Problem;
use majlis::domain::{Error, Viewer};
use majlis::web::present::wording;

use crate::support::{PASSWORD, Person, TestApp, training};

mod composer;
mod standing;

/// A forum of trainings, who runs it and who offers one there.
struct Scene {
    test: TestApp,
    majid: Person,
    noura: Person,
}

/// Erases the account of who offers trainings, and leaves what they wrote without their name.
async fn erase(scene: &Scene) {
    let (core, by) = (scene.test.core(), scene.noura.principal());
    erasure::request(core, &by, PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("requested");
    for _ in 0..3 {
        scene.test.advance(chrono::TimeDelta::days(14));
        scene.test.run_jobs().await;
    }
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::new().await;
        let admin = test.admin("majid").await;
        test.forum(&admin, "training", "public").await;
        let noura = test.member("noura").await;
        Self {
            test,
            majid: admin,
            noura,
        }
    }

    /// What is wrong with a training of this form.
    async fn fault(&self, field: &str, change: impl FnOnce(&mut TrainingForm)) -> Option<Problem> {
        let mut form = training::form("training");
        change(&mut form);
        match rules::publish(self.test.core(), &self.noura.principal(), &form, wording).await {
            Err(Error::Invalid(problems)) => problems.of(field),
            _ => None,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_is_shown_with_everything_but_what_only_those_with_a_seat_may_know() {
    let scene = Scene::new().await;
    let post = training::publish(&scene.test, &scene.noura, &training::form("training")).await;
    let (post, shown) = rules::get(scene.test.core(), &Viewer::Guest, post.id)
        .await
        .expect("a training");
    assert_eq!(shown.starts.rfc3339(), "2026-12-06T09:00:00+03:00");
    assert_eq!(shown.seating.capacity, Some(20));
    assert!(post.html.contains("King Fahd Road") && post.html.contains("Ladder diagrams"));
    for secret in ["plc-4711", "gate 3"] {
        assert!(
            !format!("{post:?}{shown:?}").contains(secret),
            "{secret} is for those with a seat"
        );
    }
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let access = trainings::get_access(&mut conn, post.id)
        .await
        .expect("what they may know");
    assert!(access.online_link.contains("plc-4711"));
}

#[tokio::test(flavor = "multi_thread")]
async fn times_that_make_no_sense_are_refused_in_words() {
    let scene = Scene::new().await;
    assert_eq!(
        scene
            .fault("ends", |form| form.ends = "2026-12-06T08:00".to_owned())
            .await,
        Some(Problem::EndsBefore)
    );
    assert_eq!(
        scene
            .fault("starts", |form| form.starts = "2026-11-20T09:00".to_owned())
            .await,
        Some(Problem::Past)
    );
    assert_eq!(
        scene
            .fault("timezone", |form| form.timezone = "Asia/Atlantis".to_owned())
            .await,
        Some(Problem::Zone)
    );
    let gap = |form: &mut TrainingForm| {
        form.timezone = "Europe/Berlin".to_owned();
        form.starts = "2027-03-28T02:30".to_owned();
        form.ends = "2027-03-28T05:00".to_owned();
    };
    assert_eq!(scene.fault("starts", gap).await, Some(Problem::NoSuchHour));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_seen_and_counted() {
    let scene = Scene::new().await;
    let mut form = training::form("training");
    let post = training::publish(&scene.test, &scene.noura, &form).await;
    form.venue = "Hall 5".to_owned();
    let by = scene.noura.principal();
    rules::change(scene.test.core(), &by, post.id, &form, wording)
        .await
        .expect("changed");
    let (post, shown) = rules::get(scene.test.core(), &Viewer::Guest, post.id)
        .await
        .expect("a training");
    assert_eq!((shown.place.venue.as_str(), shown.change_number), ("Hall 5", 1));
    assert!(post.html.contains("Hall 5") && post.edited_at.is_some());
}
