//! What comes of seats: saying that one was there by the code, certificates, what those who were there say, and erasure.

use chrono::TimeDelta;
use majlis::db::trainings::seat_lists;
use majlis::db::types::{ErasureMode, NotificationKind, SeatState};
use majlis::domain::privacy::erasure;
use majlis::domain::trainings::TrainingForm;
use majlis::domain::trainings::seats::{self, Mark};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Result};

use crate::support::seats::{SeatScene, check};
use crate::support::{PASSWORD, Person, training};

fn denied<T: std::fmt::Debug>(answer: Result<T>) -> Denied {
    match answer {
        Err(Error::Forbidden(why)) => why,
        other => panic!("it was not refused: {other:?}"),
    }
}

/// From the moment every test begins to 6 December, 09:30 in Riyadh.
fn to_the_room() -> TimeDelta {
    TimeDelta::days(13) + TimeDelta::minutes(20 * 60 + 30)
}

impl SeatScene {
    async fn type_code(&self, by: &Person, code: &str) -> Result<()> {
        seats::present(self.core(), &by.principal(), self.post.id, code).await
    }

    async fn new_code(&self) -> String {
        let code = seats::new_code(self.core(), &self.noura.principal(), self.post.id).await;
        code.expect("a code")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_seat_and_types_the_code_in_time_was_there() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    let code = scene.new_code().await;
    assert_eq!(denied(scene.type_code(&ali, &code).await), Denied::TrainingAhead);
    scene.test.advance(to_the_room());
    assert_eq!(
        denied(scene.type_code(&badr, &code).await),
        Denied::SeatLost,
        "who waits was not there"
    );
    let spoken = format!(" {}-{} ", code[..3].to_lowercase(), &code[3..]);
    scene.type_code(&ali, &spoken).await.expect("there");
    assert_eq!(scene.state(&ali).await, Some(SeatState::Attended));
    scene.type_code(&ali, "whatever").await.expect("there already");
    scene.test.advance(TimeDelta::days(2));
    let late = scene.type_code(&badr, &code).await;
    assert_eq!(denied(late), Denied::TrainingOver);
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_cannot_be_guessed() {
    let scene = SeatScene::of(2).await;
    let eve = scene.test.member("eve").await;
    scene.seat(&eve).await;
    scene.test.advance(to_the_room());
    let problem = async |code: &str| match scene.type_code(&eve, code).await {
        Err(Error::Invalid(problems)) => problems.of("code"),
        other => panic!("it was not refused: {other:?}"),
    };
    assert_eq!(
        problem("").await,
        Some(Problem::RoomCode),
        "as long as there is none, an empty one is wrong, too"
    );
    let code = scene.new_code().await;
    for wrong in 0..9 {
        assert_eq!(problem(&format!("AAAA{wrong}A")).await, Some(Problem::RoomCode));
    }
    assert_eq!(problem(&code).await, Some(Problem::RoomCodeTries), "even the right one");
    assert_eq!(scene.state(&eve).await, Some(SeatState::Confirmed));
    let row = scene.row(eve.actor.id).await.expect("a row");
    seats::mark(scene.core(), &scene.noura.principal(), row.id, Mark::Attended)
        .await
        .expect("the organiser knows");
    assert_eq!(scene.state(&eve).await, Some(SeatState::Attended));
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_were_there_get_a_certificate_once_and_it_can_be_withdrawn() {
    let scene = SeatScene::of(3).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    scene.test.advance(to_the_room());
    let code = scene.new_code().await;
    scene.type_code(&ali, &code).await.expect("there");
    assert!(
        seats::held(scene.core(), &ali.principal())
            .await
            .expect("a list")
            .is_empty(),
        "not before it is over"
    );
    scene.test.advance(TimeDelta::hours(3));
    scene.test.run_jobs().await;
    seats::come_over(scene.core(), scene.post.id)
        .await
        .expect("a second time");
    let told = [NotificationKind::CertificateReady, NotificationKind::EvaluationWanted];
    assert_eq!(scene.told(&ali).await, told);
    assert_eq!(scene.told(&badr).await, [NotificationKind::EvaluationWanted]);
    let held = seats::held(scene.core(), &ali.principal()).await.expect("a list");
    let [certificate] = &held[..] else { panic!("{held:?}") };
    assert_eq!((certificate.holder.as_str(), certificate.minutes), ("ali", 180));
    let found = seats::of_code(scene.core(), &certificate.code.to_lowercase())
        .await
        .expect("found");
    assert_eq!((&found.title, found.withdrawn_at), (&scene.post.title, None));
    assert!(matches!(
        seats::of_code(scene.core(), "0000000000000000").await,
        Err(Error::NotFound)
    ));

    let (core, by) = (scene.core(), scene.noura.principal());
    let seat = certificate.seat_id.expect("a seat");
    seats::mark(core, &by, seat, Mark::NoShow).await.expect("marked");
    let found = seats::of_code(core, &certificate.code).await.expect("found");
    assert!(found.withdrawn_at.is_some());
    seats::mark(core, &by, seat, Mark::Attended).await.expect("marked");
    let found = seats::of_code(core, &certificate.code).await.expect("found");
    assert_eq!(found.withdrawn_at, None);
    assert_eq!(seats::held(core, &ali.principal()).await.expect("a list").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_leaves_no_name_and_their_seat_goes_to_the_next() {
    let mut scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.test.advance(to_the_room());
    let code = scene.new_code().await;
    scene.type_code(&ali, &code).await.expect("there");
    scene.test.advance(TimeDelta::hours(3));
    scene.test.run_jobs().await;
    let held = seats::held(scene.core(), &ali.principal()).await.expect("a list");
    let later = TrainingForm {
        starts: "2027-01-10T09:00".to_owned(),
        ends: "2027-01-10T12:00".to_owned(),
        ..scene.form.clone()
    };
    let past = std::mem::replace(
        &mut scene.post,
        training::publish(&scene.test, &scene.noura, &later).await,
    );
    scene.seat(&ali).await;
    scene.seat(&badr).await;

    let by = ali.principal();
    erasure::request(scene.core(), &by, PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("asked");
    scene.test.advance(TimeDelta::days(14));
    for _ in 0..3 {
        scene.test.run_jobs().await;
    }
    assert_eq!(scene.state(&badr).await, Some(SeatState::Offered));
    assert_eq!(scene.check().await, (1, 0));
    assert_eq!(
        check(scene.core(), past.id).await,
        (1, 0),
        "that somebody was there is counted still"
    );
    let gone = seats::of_code(scene.core(), &held[0].code).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    let mut conn = scene.core().db.read().await.expect("a connection");
    let rows = seat_lists::list_all_of(&mut conn, ali.actor.id).await.expect("a list");
    assert!(rows.is_empty(), "{rows:?}");
}
