//! What those who were there say of a training: who may, what is shown of it and to whom, and that nobody's marks or words can be
//! told to be theirs.

use chrono::TimeDelta;
use majlis::db::types::ErasureMode;
use majlis::domain::privacy::erasure;
use majlis::domain::requests::providers;
use majlis::domain::trainings::seats::{self, Average, EvaluationForm, Mark, Results};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Result, Viewer};

use crate::domain::organisations;
use crate::support::seats::SeatScene;
use crate::support::{PASSWORD, Person, training};

fn form(mark: u8, comment: &str) -> EvaluationForm {
    EvaluationForm {
        content: mark.to_string(),
        trainer: "5".to_owned(),
        organisation: "4".to_owned(),
        comment: comment.to_owned(),
    }
}

async fn say(scene: &SeatScene, by: &Person, mark: u8, comment: &str) -> Result<()> {
    seats::evaluate(scene.core(), &by.principal(), scene.post.id, &form(mark, comment)).await
}

async fn take_back(scene: &SeatScene, by: &Person) {
    seats::take_back(scene.core(), &by.principal(), scene.post.id)
        .await
        .expect("taken back");
}

/// What everybody sees, as a guest and in the results of the organiser, which never differ.
async fn shown(scene: &SeatScene) -> Option<Average> {
    let everybody = seats::look(scene.core(), &Viewer::Guest, &scene.post)
        .await
        .expect("a page")
        .average;
    let organiser = results(scene).await.map(|results| results.average);
    assert_eq!(everybody, organiser);
    everybody
}

async fn results(scene: &SeatScene) -> Option<Results> {
    let results = seats::results(scene.core(), &scene.noura.viewer(), scene.post.id).await;
    results.expect("the organiser may ask").1
}

/// A training that is over, and as many people who were there.
async fn over(count: usize) -> (SeatScene, Vec<Person>) {
    let scene = SeatScene::of(40).await;
    let mut there = Vec::new();
    for n in 0..count {
        let person = scene.test.member(&format!("worker{n}")).await;
        scene.seat(&person).await;
        there.push(person);
    }
    scene.test.advance(TimeDelta::days(14));
    (scene, there)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_were_there_say_how_it_was_and_only_afterwards() {
    let scene = SeatScene::of(5).await;
    let (ali, eve) = (scene.test.member("ali").await, scene.test.member("eve").await);
    scene.seat(&ali).await;
    let early = say(&scene, &ali, 4, "").await;
    assert!(
        matches!(early, Err(Error::Forbidden(Denied::TrainingAhead))),
        "{early:?}"
    );
    scene.test.advance(TimeDelta::days(14));
    let other = say(&scene, &eve, 1, "").await;
    assert!(matches!(other, Err(Error::Forbidden(Denied::NotAttended))), "{other:?}");
    match say(&scene, &ali, 6, "").await {
        Err(Error::Invalid(problems)) => assert_eq!(problems.of("content"), Some(Problem::Required)),
        other => panic!("it was not refused: {other:?}"),
    }
    say(&scene, &ali, 4, "").await.expect("said");
    let others = seats::results(scene.core(), &eve.viewer(), scene.post.id).await;
    assert!(matches!(others, Err(Error::Forbidden(Denied::NotAuthor))), "{others:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_four_say_is_shown_to_nobody_and_what_five_say_without_names() {
    let (scene, there) = over(5).await;
    for (n, person) in there[..4].iter().enumerate() {
        say(&scene, person, 4, &format!("More exercises, {n}"))
            .await
            .expect("said");
    }
    say(&scene, &there[0], 3, "More exercises, 0")
        .await
        .expect("said otherwise");
    assert_eq!(results(&scene).await, None);
    assert_eq!(shown(&scene).await, None);
    say(&scene, &there[4], 5, "").await.expect("said");
    let average = shown(&scene).await.expect("five");
    assert_eq!((average.count, average.content, average.trainer), (5, 40, 50));
    let results = results(&scene).await.expect("five");
    assert_eq!(results.comments.len(), 4);
    assert!(!format!("{results:?}").contains("worker"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attacker_who_looks_between_two_answers_learns_nothing_of_either() {
    let (scene, there) = over(12).await;
    for person in &there[..5] {
        say(&scene, person, 5, "Well done").await.expect("said");
    }
    let first = results(&scene).await.expect("five");
    // A sixth comes, and says something that would give them away.
    say(&scene, &there[5], 1, "I sat in the first row").await.expect("said");
    assert_eq!(results(&scene).await.as_ref(), Some(&first));

    // The attacker was there, too; whatever they do again and again, nothing moves.
    let attacker = &there[0];
    for mark in [1, 2, 3, 4, 5, 1, 2] {
        say(&scene, attacker, mark, "").await.expect("changed");
        assert_eq!(shown(&scene).await.as_ref(), Some(&first.average), "changed to {mark}");
        take_back(&scene, attacker).await;
        assert_eq!(
            shown(&scene).await.as_ref(),
            Some(&first.average),
            "taken back after {mark}"
        );
        say(&scene, attacker, mark, "").await.expect("anew");
        assert_eq!(shown(&scene).await.as_ref(), Some(&first.average), "anew with {mark}");
    }
    // Nor when the sixth goes, and comes again.
    take_back(&scene, &there[5]).await;
    assert_eq!(shown(&scene).await.as_ref(), Some(&first.average));
    say(&scene, &there[5], 1, "I sat in the first row")
        .await
        .expect("said again");
    for person in &there[6..8] {
        say(&scene, person, 3, "").await.expect("said");
        assert_eq!(shown(&scene).await.as_ref(), Some(&first.average));
    }
    let so_far = results(&scene).await.expect("shown still").comments;
    assert!(!so_far.iter().any(|words| words.contains("first row")), "{so_far:?}");
    // The attacker, the sixth, two others, and with the next one five.
    say(&scene, &there[8], 3, "").await.expect("said");
    let second = results(&scene).await.expect("moved");
    assert_eq!(second.average.count, 9);
    assert!(second.comments.iter().any(|words| words.contains("first row")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_is_gone_at_once_and_the_figures_stand_still() {
    let (scene, there) = over(6).await;
    for (n, person) in there.iter().enumerate() {
        say(&scene, person, 4, &format!("Words of {n}")).await.expect("said");
    }
    let first = shown(&scene).await.expect("five of six");
    assert_eq!(first.count, 5);
    take_back(&scene, &there[0]).await;
    let mine = seats::mine(scene.core(), &there[0].principal(), scene.post.id).await;
    assert_eq!(mine.expect("asked"), None);
    let now = results(&scene).await.expect("five are left");
    assert_eq!(now.average, first);
    assert!(!now.comments.iter().any(|words| words == "Words of 0"), "{now:?}");
    say(&scene, &there[0], 1, "Second thoughts").await.expect("said anew");
    let now = results(&scene).await.expect("six");
    assert_eq!(now.average, first);
    assert!(
        !now.comments.iter().any(|words| words == "Second thoughts"),
        "new words wait for others: {now:?}"
    );
    take_back(&scene, &there[0]).await;
    take_back(&scene, &there[1]).await;
    assert_eq!(shown(&scene).await, None, "four are too few");
    say(&scene, &there[1], 1, "").await.expect("said again");
    assert_eq!(shown(&scene).await, Some(first), "it stands as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_does_not_show_what_they_said_by_going() {
    let (scene, there) = over(7).await;
    for person in &there[..5] {
        say(&scene, person, 5, "Fine").await.expect("said");
    }
    say(&scene, &there[5], 1, "").await.expect("said");
    let first = shown(&scene).await;
    assert!(first.is_some());
    for person in [&there[4], &there[5]] {
        let ended = erasure::request(scene.core(), &person.principal(), PASSWORD, ErasureMode::Anonymise).await;
        ended.expect("asked");
    }
    scene.test.advance(TimeDelta::days(14));
    for _ in 0..3 {
        scene.test.run_jobs().await;
    }
    assert_eq!(shown(&scene).await, None, "four are left");
    say(&scene, &there[6], 2, "").await.expect("said");
    assert_eq!(shown(&scene).await, first, "one came for the two that went");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organiser_takes_nobody_out_of_the_figures() {
    let (scene, there) = over(6).await;
    for person in &there {
        say(&scene, person, 4, "").await.expect("said");
    }
    let first = shown(&scene).await;
    let (core, by) = (scene.core(), scene.noura.principal());
    for person in &there {
        let seat = scene.row(person.actor.id).await.expect("a seat");
        seats::mark(core, &by, seat.id, Mark::NoShow).await.expect("marked");
        assert_eq!(shown(&scene).await, first);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_same_moment_are_all_counted() {
    let (scene, there) = over(20).await;
    let all = there.iter().map(|person| {
        let (core, by, post) = (scene.core().clone(), person.principal(), scene.post.id);
        tokio::spawn(crate::support::seats::again(move || {
            let (core, by) = (core.clone(), by.clone());
            async move { seats::evaluate(&core, &by, post, &form(4, "")).await }
        }))
    });
    for one in all.collect::<Vec<_>>() {
        one.await.expect("ran").expect("said");
    }
    assert_eq!(shown(&scene).await.map(|average| average.count), Some(20));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_of_a_provider_is_made_of_what_is_shown_of_its_trainings() {
    let mut scene = SeatScene::of(40).await;
    let owner = scene.test.member("owner").await;
    let academy = organisations::factory(&scene.test, &owner).await;
    organisations::staff(&scene.test, &academy, &owner, &scene.noura).await;
    let taught = majlis::domain::trainings::TrainingForm {
        provider_id: academy.id.to_string(),
        capacity: "40".to_owned(),
        ..training::form("training")
    };
    scene.post = training::publish(&scene.test, &scene.noura, &taught).await;
    let mut there = Vec::new();
    for n in 0..6 {
        let person = scene.test.member(&format!("worker{n}")).await;
        scene.seat(&person).await;
        there.push(person);
    }
    scene.test.advance(TimeDelta::days(14));
    let stands = async || {
        let found = providers::teaching(scene.core(), &owner.viewer(), academy.id).await;
        found.expect("asked").expect("a provider").record.rating
    };
    for person in &there[..4] {
        say(&scene, person, 5, "").await.expect("said");
    }
    assert_eq!(stands().await, None);
    say(&scene, &there[4], 5, "").await.expect("said");
    let first = stands().await;
    assert_eq!(first, Some((5, 47)), "five people; 5, 5 and 4 of each");
    say(&scene, &there[5], 1, "").await.expect("said");
    assert_eq!(stands().await, first, "a sixth moves nothing here either");
    let page = scene.test.guest();
    assert_eq!(page.get("/providers").await.status, 401, "for members");
}
