//! Many who want the same seats at the same moment: none is given twice, none is lost, and the list moves in its order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use majlis::db::trainings::{seat_lists, seats as rows};
use majlis::db::types::{AccountId, ActorId, PostId, SeatState};
use majlis::domain::trainings::seats::{self, Seat};
use majlis::domain::{Core, Denied, Error, Principal, posts};

use crate::domain::organisations::{factory, staff};
use crate::support::attendance;
use crate::support::crowd::GAP;
use crate::support::run_sql;
use crate::support::seats::{SeatScene, again, ask};

/// As many members like Noura.
async fn crowd_of(scene: &SeatScene, count: usize) -> Vec<Principal> {
    let (actor, account) = (scene.noura.actor.id.0, scene.noura.account.id.0);
    let mut conn = scene.core().db.write().await.expect("a connection");
    for statement in attendance::people(actor, account, count) {
        run_sql(&mut conn, &statement).await;
    }
    (1..=i64::try_from(count).expect("few"))
        .map(|number| Principal {
            actor_id: ActorId(actor - GAP - number),
            account_id: Some(AccountId(account - GAP - number)),
            ..scene.noura.principal()
        })
        .collect()
}

/// Everybody at once.
async fn all_ask(scene: &SeatScene, people: &[Principal]) -> Vec<Result<Seat, Error>> {
    let (core, training) = (scene.core(), scene.post.id);
    let tasks: Vec<_> = people
        .iter()
        .map(|by| tokio::spawn(ask(core.clone(), by.clone(), training)))
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.expect("no task panics"));
    }
    answers
}

/// Looks at how many seats are given as long as `stop` is not set: never more than `most`, never fewer than `least`.
async fn watch(core: Core, training: PostId, stop: Arc<AtomicBool>, (least, most): (i64, i64)) -> usize {
    let mut looks = 0;
    while !stop.load(Ordering::SeqCst) {
        if let Ok(mut conn) = core.db.read().await {
            let counts = seat_lists::count_by_state(&mut conn, training).await.expect("counts");
            let given = counts.iter().filter(|(state, _)| state.is_taken());
            let given: i64 = given.map(|(_, count)| count).sum();
            assert!((least..=most).contains(&given), "{given} seats are given: {counts:?}");
            looks += 1;
        }
        tokio::task::yield_now().await;
    }
    looks
}

/// Runs `work` while somebody looks.
async fn watched<T>(scene: &SeatScene, bounds: (i64, i64), work: impl Future<Output = T>) -> T {
    let stop = Arc::new(AtomicBool::new(false));
    let watcher = tokio::spawn(watch(scene.core().clone(), scene.post.id, Arc::clone(&stop), bounds));
    let done = work.await;
    stop.store(true, Ordering::SeqCst);
    assert!(watcher.await.expect("never more, never fewer") > 0, "somebody looked");
    done
}

async fn line(scene: &SeatScene) -> Vec<Seat> {
    let mut conn = scene.core().db.read().await.expect("a connection");
    rows::list_in_line(&mut conn, scene.post.id, 0, 1_000)
        .await
        .expect("a line")
}

async fn offered(scene: &SeatScene) -> Vec<Seat> {
    let mut conn = scene.core().db.read().await.expect("a connection");
    let mut offered = rows::list_offered(&mut conn, scene.post.id).await.expect("a list");
    offered.sort_by_key(|seat| seat.id);
    offered
}

fn sorted_ids(seats: &[Seat]) -> Vec<i64> {
    let mut ids: Vec<i64> = seats.iter().map(|seat| seat.id.0).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_want_twenty_seats_and_exactly_twenty_are_given_at_every_moment() {
    let scene = SeatScene::of(20).await;
    let people = crowd_of(&scene, 200).await;
    let answers = watched(&scene, (0, 20), all_ask(&scene, &people)).await;
    let seats: Vec<Seat> = answers
        .into_iter()
        .map(|answer| answer.expect("a seat or a place"))
        .collect();
    let confirmed: Vec<&Seat> = seats.iter().filter(|seat| seat.state == SeatState::Confirmed).collect();
    assert_eq!(confirmed.len(), 20);
    assert_eq!(scene.check().await, (20, 180));
    let waiting = line(&scene).await;
    let places: Vec<i64> = waiting.iter().filter_map(|seat| seat.place).collect();
    assert_eq!(
        places,
        (1..=180).collect::<Vec<i64>>(),
        "everybody has a place of their own"
    );

    // Eight who have a seat and five who wait go, all at once: the seats of the eight go to the first eight who stay.
    let leaving: Vec<ActorId> = confirmed.iter().take(8).filter_map(|seat| seat.actor_id).collect();
    let bored: Vec<ActorId> = [0, 3, 40, 41, 99]
        .iter()
        .filter_map(|at: &usize| waiting[*at].actor_id)
        .collect();
    let gone: Vec<ActorId> = leaving.iter().chain(&bored).copied().collect();
    let (core, training) = (scene.core(), scene.post.id);
    let give_back = async {
        let tasks: Vec<_> = people
            .iter()
            .filter(|by| gone.contains(&by.actor_id))
            .map(|by| {
                let (core, by) = (core.clone(), by.clone());
                tokio::spawn(async move { again(|| async { seats::leave(&core, &by, training).await }).await })
            })
            .collect();
        for task in tasks {
            task.await.expect("no task panics").expect("given back");
        }
    };
    watched(&scene, (20, 20), give_back).await;
    let (taken, still) = scene.check().await;
    assert_eq!(taken, 20);
    let held = offered(&scene).await;
    let rest = line(&scene).await;
    assert_eq!(i64::try_from(rest.len()).expect("few"), still);
    // Whoever of the five was offered a seat before they went handed it on: eight are held whatever came first.
    assert_eq!(held.len(), 8);
    let stayed: Vec<Seat> = waiting
        .iter()
        .filter(|seat| seat.actor_id.is_some_and(|who| !bored.contains(&who)))
        .cloned()
        .collect();
    assert_eq!(sorted_ids(&held), sorted_ids(&stayed[..8]), "strictly in order");
    assert_eq!(rest.first().map(|seat| seat.id), Some(stayed[8].id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_want_the_last_seat_one_gets_it() {
    for has_list in ["yes", ""] {
        let scene = SeatScene::with(|form| {
            form.capacity = "1".to_owned();
            form.waiting_list = has_list.to_owned();
        })
        .await;
        let people = crowd_of(&scene, 2).await;
        let answers = all_ask(&scene, &people).await;
        let seated = answers
            .iter()
            .flatten()
            .filter(|seat| seat.state == SeatState::Confirmed);
        assert_eq!(seated.count(), 1);
        let (other, full) = (answers.iter().flatten().count(), Error::Forbidden(Denied::FullyBooked));
        if has_list.is_empty() {
            assert_eq!(other, 1);
            let refused = answers.iter().find_map(|answer| answer.as_ref().err());
            assert_eq!(refused.map(ToString::to_string), Some(full.to_string()));
        } else {
            assert_eq!(scene.check().await, (1, 1));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_person_who_asks_ten_times_at_once_has_one_seat() {
    let scene = SeatScene::of(20).await;
    let one = crowd_of(&scene, 1).await.remove(0);
    let answers = all_ask(&scene, &vec![one; 10]).await;
    let ids: Vec<i64> = answers.iter().flatten().map(|seat| seat.id.0).collect();
    assert!(ids.len() == 10 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(scene.check().await, (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_organisation_never_has_more_seats_than_it_may() {
    let scene = SeatScene::with(|form| form.seats_per_organisation = "2".to_owned()).await;
    let owner = scene.test.member("owner").await;
    let plant = factory(&scene.test, &owner).await;
    let mut people = vec![owner.principal()];
    for number in 0..4 {
        let person = scene.test.member(&format!("staff{number}")).await;
        staff(&scene.test, &plant, &owner, &person).await;
        people.push(person.principal());
    }
    let answers = all_ask(&scene, &people).await;
    assert_eq!(answers.iter().flatten().count(), 2);
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(
        refused
            .into_iter()
            .all(|why| matches!(why, Error::Forbidden(Denied::OrganisationFull))),
        "{answers:?}"
    );
    assert_eq!(scene.check().await, (2, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_training_that_goes_while_people_confirm_leaves_everybody_in_a_right_state() {
    let mut scene = SeatScene::of(4).await;
    let people = crowd_of(&scene, 12).await;
    all_ask(&scene, &people).await;
    scene
        .change(|form| form.capacity = "12".to_owned())
        .await
        .expect("more seats");
    let held = offered(&scene).await;
    assert_eq!(held.len(), 8);
    let (core, training, author) = (scene.core(), scene.post.id, scene.noura.principal());
    let tasks: Vec<_> = held
        .iter()
        .map(|seat| {
            let by = people.iter().find(|by| Some(by.actor_id) == seat.actor_id).cloned();
            let (core, by, id) = (core.clone(), by.expect("one of them"), seat.id);
            tokio::spawn(async move { again(|| async { seats::confirm(&core, &by, id).await }).await })
        })
        .collect();
    again(|| async { posts::remove(core, &author, training).await })
        .await
        .expect("removed");
    for task in tasks {
        let answer = task.await.expect("no task panics");
        assert!(
            matches!(answer, Ok(_) | Err(Error::Gone | Error::NotFound)),
            "{answer:?}"
        );
    }
    let late = ask(core.clone(), people[0].clone(), training).await;
    assert!(matches!(late, Err(Error::Gone | Error::NotFound)), "{late:?}");
}
