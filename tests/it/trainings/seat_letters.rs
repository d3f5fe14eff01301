//! Letters about seats: which, in whose language and zone, and none twice.

use chrono::TimeDelta;
use majlis::domain::trainings::seats;

use crate::support::Person;
use crate::support::seats::SeatScene;

/// The subjects of the letters to somebody, in no order.
async fn subjects(scene: &SeatScene, to: &Person) -> Vec<String> {
    let mut found: Vec<String> = letters(scene, to)
        .await
        .iter()
        .map(|letter| {
            let subject = letter.lines().find_map(|line| line.strip_prefix("Subject: "));
            subject.unwrap_or_default().to_owned()
        })
        .collect();
    found.sort();
    found
}

async fn letters(scene: &SeatScene, to: &Person) -> Vec<String> {
    // What reminds queues letters of its own.
    for _ in 0..2 {
        scene.test.run_jobs().await;
    }
    let address = format!("{}>", to.account.email);
    let all = crate::web::letters::all(&scene.test.app);
    all.into_iter().filter(|letter| letter.contains(&address)).collect()
}

/// How many letters to somebody begin so.
async fn count(scene: &SeatScene, to: &Person, subject: &str) -> usize {
    let all = subjects(scene, to).await;
    all.iter().filter(|found| found.starts_with(subject)).count()
}

/// From the moment every test begins to the hour of the training on the day before it.
fn to_the_day_before() -> TimeDelta {
    TimeDelta::days(12) + TimeDelta::hours(20)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_a_seat_is_written_to_once() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    let [letter] = &letters(&scene, &ali).await[..] else {
        panic!("one letter")
    };
    assert!(letter.contains("Sunday 6 Dec 2026 09:00"), "{letter}");
    assert!(letter.contains(&format!("/trainings/{}/seat", scene.post.id)));
    assert!(!letter.contains("plc-4711"), "where to meet is on the page: {letter}");
    assert!(letters(&scene, &badr).await.is_empty(), "who waits has seen so");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_up_on_the_last_day_is_told_so() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    scene.test.advance(TimeDelta::days(13));
    scene.leave(&ali).await.expect("given back");
    assert_eq!(subjects(&scene, &badr).await.len(), 1);
    assert_eq!(count(&scene, &badr, "You have a seat now").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_confirms_a_seat_that_was_held_has_two_letters_and_no_more() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    scene.leave(&ali).await.expect("given back");
    assert_eq!(count(&scene, &badr, "A seat is held for you").await, 1);
    let seat = scene.row(badr.actor.id).await.expect("a seat");
    for _ in 0..2 {
        seats::confirm(scene.core(), &badr.principal(), seat.id)
            .await
            .expect("confirmed");
    }
    assert_eq!(count(&scene, &badr, "You have a seat").await, 1);
    assert_eq!(letters(&scene, &badr).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_reads_why() {
    let scene = SeatScene::with(|form| form.joining = "approval".to_owned()).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    let (core, by) = (scene.core(), scene.noura.principal());
    let seat = scene.seat(&ali).await;
    seats::decline(core, &by, seat.id, "For electricians only")
        .await
        .expect("declined");
    let all = letters(&scene, &ali).await;
    assert_eq!(all.len(), 1);
    assert!(all[0].contains("For electricians only"), "{}", all[0]);
    let seat = scene.seat(&badr).await;
    seats::decline(core, &by, seat.id, "").await.expect("declined");
    assert!(letters(&scene, &badr).await[0].contains("none was given"));
    seats::approve(core, &by, seat.id).await.expect("approved after all");
    assert_eq!(count(&scene, &badr, "You have a seat").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_seat_is_reminded_a_day_before_at_the_hour_of_the_training() {
    let scene = SeatScene::of(2).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    scene.leave(&badr).await.expect("given back");
    scene.test.advance(to_the_day_before() - TimeDelta::minutes(1));
    assert_eq!(count(&scene, &ali, "Tomorrow").await, 0);
    scene.test.advance(TimeDelta::minutes(1));
    assert_eq!(count(&scene, &ali, "Tomorrow").await, 1);
    for _ in 0..2 {
        seats::remind(scene.core(), scene.post.id).await.expect("once more");
    }
    assert_eq!(
        count(&scene, &ali, "Tomorrow").await,
        1,
        "once, however often the job runs"
    );
    assert_eq!(count(&scene, &badr, "Tomorrow").await, 0, "who gave it back is not");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_that_is_moved_is_reminded_of_at_its_new_time_only() {
    let mut scene = SeatScene::of(2).await;
    let ali = scene.test.member("ali").await;
    scene.seat(&ali).await;
    scene
        .change(|form| {
            form.starts = "2026-12-09T09:00".to_owned();
            form.ends = "2026-12-09T12:00".to_owned();
        })
        .await
        .expect("moved");
    scene.test.advance(to_the_day_before() + TimeDelta::hours(1));
    assert_eq!(count(&scene, &ali, "Tomorrow").await, 0);
    scene.test.advance(TimeDelta::days(3));
    assert_eq!(count(&scene, &ali, "Tomorrow").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_reminded_of_what_does_not_take_place_or_has_begun() {
    let scene = SeatScene::of(2).await;
    let ali = scene.test.member("ali").await;
    scene.seat(&ali).await;
    let by = scene.noura.principal();
    majlis::domain::trainings::cancel(
        scene.core(),
        &by,
        scene.post.id,
        "The room is flooded",
        majlis::web::present::wording,
    )
    .await
    .expect("called off");
    scene.test.advance(to_the_day_before());
    assert_eq!(count(&scene, &ali, "Tomorrow").await, 0);

    let late = SeatScene::of(2).await;
    let badr = late.test.member("badr").await;
    late.seat(&badr).await;
    late.test.advance(TimeDelta::days(14));
    assert_eq!(count(&late, &badr, "Tomorrow").await, 0, "the server was down that day");
}
