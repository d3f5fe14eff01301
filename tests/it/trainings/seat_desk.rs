//! What organisers decide about seats, and seats that one takes for colleagues.

use chrono::TimeDelta;
use majlis::db::types::{NotificationKind, SeatId, SeatState};
use majlis::domain::trainings::seats::{self, ColleaguesForm, Mark};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Result};

use crate::domain::organisations::{factory, staff};
use crate::support::Person;
use crate::support::seats::SeatScene;

fn denied<T: std::fmt::Debug>(answer: Result<T>) -> Denied {
    match answer {
        Err(Error::Forbidden(why)) => why,
        other => panic!("it was not refused: {other:?}"),
    }
}

fn problem<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> Option<Problem> {
    match answer {
        Err(Error::Invalid(problems)) => problems.of(field),
        other => panic!("it was not refused: {other:?}"),
    }
}

async fn id_of(scene: &SeatScene, person: &Person) -> SeatId {
    scene.row(person.actor.id).await.expect("a row").id
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_organiser_agrees_nobody_has_a_seat_before() {
    let scene = SeatScene::with(|form| {
        form.joining = "approval".to_owned();
        form.capacity = "1".to_owned();
    })
    .await;
    let (ali, badr, celia) = (
        scene.test.member("ali").await,
        scene.test.member("badr").await,
        scene.test.member("celia").await,
    );
    for person in [&ali, &badr, &celia] {
        assert_eq!(scene.seat(person).await.state, SeatState::Pending);
    }
    assert_eq!(scene.check().await, (0, 0));
    assert_eq!(scene.told(&scene.noura).await, [NotificationKind::SeatAsked; 3]);
    let (core, by) = (scene.core(), scene.noura.principal());
    seats::approve(core, &by, id_of(&scene, &ali).await)
        .await
        .expect("a seat");
    seats::approve(core, &by, id_of(&scene, &badr).await)
        .await
        .expect("a place");
    seats::decline(core, &by, id_of(&scene, &celia).await, "For technicians only")
        .await
        .expect("declined");
    assert_eq!(scene.state(&ali).await, Some(SeatState::Confirmed));
    assert_eq!(scene.state(&badr).await, Some(SeatState::Waiting));
    assert_eq!(scene.told(&ali).await, [NotificationKind::SeatConfirmed]);
    assert_eq!(scene.told(&badr).await, [NotificationKind::SeatWaiting]);
    assert_eq!(scene.told(&celia).await, [NotificationKind::SeatDeclined]);
    let refused = scene.row(celia.actor.id).await.expect("a row");
    assert_eq!(refused.reason, "For technicians only");
    assert_eq!(denied(scene.join(&celia).await), Denied::SeatRefused);
    let twice = seats::approve(core, &by, id_of(&scene, &ali).await).await;
    assert_eq!(denied(twice), Denied::SeatLost);
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_taken_away_for_a_reason_and_goes_to_the_next() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    let (core, id) = (scene.core(), id_of(&scene, &ali).await);
    let without = seats::remove(core, &scene.noura.principal(), id, " ").await;
    assert_eq!(problem(without, "reason"), Some(Problem::Required));
    seats::remove(core, &scene.noura.principal(), id, "Another branch")
        .await
        .expect("taken away");
    assert_eq!(scene.state(&ali).await, Some(SeatState::Declined));
    assert_eq!(scene.told(&ali).await, [NotificationKind::SeatRemoved]);
    assert_eq!(scene.state(&badr).await, Some(SeatState::Offered));
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_looks_after_a_training_decides_about_its_seats() {
    let scene = SeatScene::of(2).await;
    let (ali, eve) = (scene.test.member("ali").await, scene.test.member("eve").await);
    scene.seat(&ali).await;
    scene.seat(&eve).await;
    let (core, id) = (scene.core(), id_of(&scene, &ali).await);
    scene.test.advance(TimeDelta::days(14));
    for by in [eve.principal(), ali.principal()] {
        assert_eq!(denied(seats::approve(core, &by, id).await), Denied::NotAuthor);
        assert_eq!(
            denied(seats::decline(core, &by, id, "because").await),
            Denied::NotAuthor
        );
        assert_eq!(denied(seats::remove(core, &by, id, "because").await), Denied::NotAuthor);
        assert_eq!(
            denied(seats::mark(core, &by, id, Mark::Attended).await),
            Denied::NotAuthor
        );
        assert_eq!(
            denied(seats::room_code(core, &by, scene.post.id).await),
            Denied::NotAuthor
        );
        assert_eq!(
            denied(seats::new_code(core, &by, scene.post.id).await),
            Denied::NotAuthor
        );
    }
    assert!(matches!(
        seats::confirm(core, &eve.principal(), id).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        seats::cancel_for(core, &eve.principal(), id).await,
        Err(Error::NotFound)
    ));
    assert_eq!(scene.state(&ali).await, Some(SeatState::Confirmed));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_there_is_marked_from_half_an_hour_before_it_begins() {
    let scene = SeatScene::of(2).await;
    let ali = scene.test.member("ali").await;
    scene.seat(&ali).await;
    let (core, by, id) = (scene.core(), scene.noura.principal(), id_of(&scene, &ali).await);
    assert_eq!(
        denied(seats::mark(core, &by, id, Mark::Attended).await),
        Denied::TrainingAhead
    );
    // To 6 December, 08:30 in Riyadh.
    scene
        .test
        .advance(TimeDelta::days(13) + TimeDelta::minutes(19 * 60 + 30));
    for (mark, state) in [
        (Mark::Attended, SeatState::Attended),
        (Mark::NoShow, SeatState::NoShow),
        (Mark::None, SeatState::Confirmed),
    ] {
        seats::mark(core, &by, id, mark).await.expect("marked");
        assert_eq!(scene.state(&ali).await, Some(state));
        assert_eq!(scene.check().await, (1, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_for_colleagues_are_taken_all_or_none() {
    let scene = SeatScene::with(|form| {
        form.capacity = "4".to_owned();
        form.waiting_list = String::new();
        form.seats_per_organisation = "4".to_owned();
    })
    .await;
    let (owner, salem, stranger) = (
        scene.test.member("owner").await,
        scene.test.member("salem").await,
        scene.test.member("stranger").await,
    );
    let plant = factory(&scene.test, &owner).await;
    staff(&scene.test, &plant, &owner, &salem).await;
    let form = |members: &[&Person], names: &str| ColleaguesForm {
        organisation: plant.id.to_string(),
        members: members.iter().map(|person| person.account.id.to_string()).collect(),
        names: names.to_owned(),
    };
    let book = async |by: &Person, form: ColleaguesForm| {
        seats::book_for(scene.core(), &by.principal(), scene.post.id, &form).await
    };
    assert_eq!(
        problem(book(&stranger, form(&[], "Ahmad")).await, "organisation"),
        Some(Problem::Choice)
    );
    assert_eq!(
        problem(book(&owner, form(&[&stranger], "")).await, "members"),
        Some(Problem::Choice)
    );
    assert_eq!(
        problem(book(&owner, form(&[], " ")).await, "names"),
        Some(Problem::Required)
    );
    let five = "Ahmad\nBasim\nCamal\nDawud\nEyad";
    assert_eq!(
        problem(book(&owner, form(&[], five)).await, "names"),
        Some(Problem::SeatsLeft(4))
    );
    assert_eq!(scene.check().await, (0, 0), "not even some of them");

    let booked = book(&owner, form(&[&salem], "Ahmad\nBasim\n\nAhmad"))
        .await
        .expect("booked");
    assert_eq!(booked.len(), 3);
    assert!(booked.iter().all(|seat| seat.state == SeatState::Confirmed));
    assert_eq!(scene.told(&salem).await.last(), Some(&NotificationKind::SeatConfirmed));
    assert_eq!(
        problem(book(&owner, form(&[&salem], "")).await, "members"),
        Some(Problem::Seated)
    );
    scene.seat(&stranger).await;
    assert_eq!(
        problem(book(&owner, form(&[], "Camal")).await, "names"),
        Some(Problem::SeatsLeft(0))
    );

    seats::cancel_for(scene.core(), &owner.principal(), booked[0].id)
        .await
        .expect("given back");
    assert_eq!(scene.told(&salem).await.last(), Some(&NotificationKind::SeatRemoved));
    assert_eq!(scene.check().await, (3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_booked_for_a_colleague_without_an_account_is_asked_to_confirm() {
    let scene = SeatScene::of(1).await;
    let (ali, owner) = (scene.test.member("ali").await, scene.test.member("owner").await);
    let plant = factory(&scene.test, &owner).await;
    scene.seat(&ali).await;
    let form = ColleaguesForm {
        organisation: plant.id.to_string(),
        members: Vec::new(),
        names: "أحمد العتيبي".to_owned(),
    };
    let booked = seats::book_for(scene.core(), &owner.principal(), scene.post.id, &form)
        .await
        .expect("a place");
    assert_eq!(booked[0].state, SeatState::Waiting);
    scene.leave(&ali).await.expect("given back");
    assert_eq!(scene.told(&owner).await, [NotificationKind::SeatOffered]);
    assert!(matches!(
        seats::confirm(scene.core(), &ali.principal(), booked[0].id).await,
        Err(Error::NotFound)
    ));
    let seat = seats::confirm(scene.core(), &owner.principal(), booked[0].id)
        .await
        .expect("confirmed");
    assert_eq!(seat.state, SeatState::Confirmed);
    let mut conn = scene.core().db.read().await.expect("a connection");
    let concerned = seats::concerned(&mut conn, scene.post.id).await.expect("accounts");
    assert_eq!(concerned, [owner.account.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_tells_of_a_seat_that_is_held_once_and_only_while_it_is() {
    let scene = SeatScene::of(1).await;
    let (ali, badr, celia) = (
        scene.test.member("ali").await,
        scene.test.member("badr").await,
        scene.test.member("celia").await,
    );
    for person in [&ali, &badr, &celia] {
        scene.seat(person).await;
    }
    scene.leave(&ali).await.expect("given back");
    // Badr gives it on before anybody wrote to him.
    scene.leave(&badr).await.expect("given back");
    scene.test.run_jobs().await;
    scene.test.run_jobs().await;
    let letters = crate::web::letters::all(&scene.test.app);
    let held: Vec<&String> = letters
        .iter()
        .filter(|letter| letter.contains("A seat is held for you"))
        .collect();
    assert_eq!(held.len(), 1, "{letters:?}");
    assert!(
        held[0].contains("celia@factory.example") && !held[0].contains("plc-4711"),
        "{}",
        held[0]
    );
}
