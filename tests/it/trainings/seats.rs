//! Seats of trainings: who gets one, who waits, and until when.

use chrono::TimeDelta;
use majlis::db::types::{NotificationKind, SeatState};
use majlis::domain::moderation::Why;
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::trainings::seats::{self, Ask, Wish};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Result, Viewer};

use crate::support::seats::SeatScene;
use crate::support::{Person, TestApp, run_sql, training};

fn denied<T: std::fmt::Debug>(answer: Result<T>) -> Denied {
    match answer {
        Err(Error::Forbidden(why)) => why,
        other => panic!("it was not refused: {other:?}"),
    }
}

async fn people(test: &TestApp, names: &[&str]) -> Vec<Person> {
    let mut people = Vec::new();
    for name in names {
        people.push(test.member(name).await);
    }
    people
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_runs_out_goes_to_the_next_in_line() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr", "celia", "dana"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    let [ali, badr, celia, dana] = &people[..] else {
        panic!("four")
    };
    scene.leave(ali).await.expect("given back");
    assert_eq!(scene.state(badr).await, Some(SeatState::Offered));
    assert_eq!(scene.told(badr).await, [NotificationKind::SeatOffered]);
    assert_eq!(scene.check().await, (1, 2), "an offered seat is nobody else's");

    scene.test.advance(TimeDelta::hours(23));
    scene.test.run_jobs().await;
    assert_eq!(
        scene.state(badr).await,
        Some(SeatState::Offered),
        "a day is not over yet"
    );
    scene.test.advance(TimeDelta::hours(1));
    scene.test.run_jobs().await;
    assert_eq!(scene.state(badr).await, Some(SeatState::Cancelled));
    assert_eq!(scene.state(celia).await, Some(SeatState::Offered));
    let expired = [NotificationKind::SeatOffered, NotificationKind::SeatExpired];
    assert_eq!(scene.told(badr).await, expired);

    let late = seats::confirm(
        scene.core(),
        &badr.principal(),
        scene.row(badr.actor.id).await.expect("a row").id,
    )
    .await;
    assert_eq!(denied(late), Denied::SeatLost);
    let held = scene.row(celia.actor.id).await.expect("a row");
    seats::confirm(scene.core(), &celia.principal(), held.id)
        .await
        .expect("confirmed");
    scene.test.advance(TimeDelta::days(2));
    scene.test.run_jobs().await;
    assert_eq!(scene.state(celia).await, Some(SeatState::Confirmed));
    assert_eq!(scene.state(dana).await, Some(SeatState::Waiting));
    assert_eq!(scene.check().await, (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_runs_out_also_if_its_job_was_lost() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr", "celia"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    scene.leave(&people[0]).await.expect("given back");
    scene.test.advance(TimeDelta::hours(25));
    // No job ran; the next deed of anybody sets it right.
    let again = scene.seat(&people[0]).await;
    assert_eq!(
        again.state,
        SeatState::Waiting,
        "the seat went to the next in line, not to who asked just now"
    );
    assert_eq!(scene.state(&people[1]).await, Some(SeatState::Cancelled));
    assert_eq!(scene.state(&people[2]).await, Some(SeatState::Offered));
    scene.test.advance(TimeDelta::hours(25));
    seats::upkeep(scene.core()).await.expect("set right");
    assert_eq!(scene.state(&people[2]).await, Some(SeatState::Cancelled));
    assert_eq!(scene.state(&people[0]).await, Some(SeatState::Offered));
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_last_day_a_seat_goes_to_the_next_without_asking() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    // 22 November, 10:00 UTC, to 6 December, 09:00 in Riyadh.
    scene.test.advance(TimeDelta::days(13));
    scene.leave(&people[0]).await.expect("given back");
    assert_eq!(scene.state(&people[1]).await, Some(SeatState::Confirmed));
    assert_eq!(scene.told(&people[1]).await, [NotificationKind::SeatConfirmed]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_has_longer_to_confirm_than_registration_is_open() {
    let scene = SeatScene::with(|form| {
        form.capacity = "1".to_owned();
        form.closes = "2026-11-23T09:00".to_owned();
    })
    .await;
    let people = people(&scene.test, &["ali", "badr"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    scene.leave(&people[0]).await.expect("given back");
    let held = scene.row(people[1].actor.id).await.expect("a row");
    let until = held.deadline.map(|until| until.rfc3339());
    assert_eq!(until.as_deref(), Some("2026-11-23T06:00:00.000Z"));
}

#[tokio::test(flavor = "multi_thread")]
async fn there_may_not_be_fewer_seats_than_are_given_and_more_go_to_those_who_wait() {
    let mut scene = SeatScene::of(2).await;
    let people = people(&scene.test, &["ali", "badr", "celia", "dana"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    match scene.change(|form| form.capacity = "1".to_owned()).await {
        Err(Error::Invalid(problems)) => assert_eq!(problems.of("capacity"), Some(Problem::SeatsGiven(2))),
        other => panic!("it was not refused: {other:?}"),
    }
    assert_eq!(scene.check().await, (2, 2));
    scene
        .change(|form| form.capacity = "3".to_owned())
        .await
        .expect("more seats");
    assert_eq!(scene.state(&people[2]).await, Some(SeatState::Offered));
    assert_eq!(scene.state(&people[3]).await, Some(SeatState::Waiting));
    scene
        .change(|form| form.capacity = String::new())
        .await
        .expect("room for all");
    assert_eq!(scene.state(&people[3]).await, Some(SeatState::Offered));
    assert_eq!(scene.check().await, (4, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_are_given_only_while_registration_is_open() {
    let scene = SeatScene::with(|form| {
        form.opens = "2026-11-23T09:00".to_owned();
        form.closes = "2026-12-01T09:00".to_owned();
    })
    .await;
    let ali = scene.test.member("ali").await;
    assert_eq!(denied(scene.join(&ali).await), Denied::SeatsNotYet);
    scene.test.advance(TimeDelta::days(1));
    scene.seat(&ali).await;
    scene.leave(&ali).await.expect("given back");
    scene.test.advance(TimeDelta::days(8));
    assert_eq!(denied(scene.join(&ali).await), Denied::SeatsClosed);
    scene.test.advance(TimeDelta::days(10));
    assert_eq!(denied(scene.join(&ali).await), Denied::TrainingOver);
    let mut conn = scene.core().db.write().await.expect("a connection");
    run_sql(&mut conn, "UPDATE trainings SET state = 'cancelled'").await;
    drop(conn);
    assert_eq!(denied(scene.join(&ali).await), Denied::TrainingCancelled);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_one_just_comes_or_asks_elsewhere_no_seat_is_given_but_one_may_be_interested() {
    let scene = SeatScene::with(|form| {
        form.joining = "external".to_owned();
        form.external_url = "https://provider.example/plc".to_owned();
    })
    .await;
    let ali = scene.test.member("ali").await;
    assert_eq!(denied(scene.join(&ali).await), Denied::NoSeatsHere);
    let wish = Wish {
        interested_only: true,
        ..Wish::default()
    };
    let by = ali.principal();
    let seat = seats::join(scene.core(), &by, scene.post.id, &wish)
        .await
        .expect("interested");
    assert_eq!(seat.state, SeatState::Interested);
    assert_eq!(scene.check().await, (0, 0));
    let mut conn = scene.core().db.read().await.expect("a connection");
    let standing = seats::standing(scene.core(), &mut conn, &ali.viewer(), &scene.post)
        .await
        .expect("a standing");
    assert_eq!(standing.ask, Ask::External("https://provider.example/plc".to_owned()));
    let concerned = seats::concerned(&mut conn, scene.post.id).await.expect("accounts");
    assert_eq!(concerned, [ali.account.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_read_of_a_training_or_is_banned_gets_no_seat() {
    let scene = SeatScene::of(5).await;
    let eve = scene.test.member("eve").await;
    let (forum, _) = {
        let mut conn = scene.core().db.read().await.expect("a connection");
        majlis::db::forums::get(&mut conn, scene.post.forum_id.expect("a forum"))
            .await
            .expect("the forum")
    };
    let ban = NewBan {
        who: eve.actor.id,
        place: Place::Forum(forum.id),
        why: Why::default(),
        until: None,
        with_posts: false,
        uri: None,
    };
    bans::ban(scene.core(), &scene.admin.principal(), &ban)
        .await
        .expect("banned");
    assert_eq!(denied(scene.join(&eve).await), Denied::Banned);

    scene.test.forum(&scene.admin, "inner", "verified").await;
    let form = training::form("inner");
    let inner = majlis::domain::trainings::publish(
        scene.core(),
        &scene.admin.principal(),
        &form,
        majlis::web::present::wording,
    )
    .await;
    if let Ok(inner) = inner {
        let ali = scene.test.member("ali").await;
        let answer = seats::join(scene.core(), &ali.principal(), inner.id, &Wish::default()).await;
        let reads = ali.viewer().may_read(&inner);
        assert_eq!(matches!(answer, Err(Error::NotFound)), !reads, "{answer:?}");
    }
    assert_eq!(scene.check().await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_and_the_names_are_for_those_with_a_seat_and_the_organiser() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr", "celia"]).await;
    let [ali, badr, celia] = &people[..] else {
        panic!("three")
    };
    scene.seat(ali).await;
    scene.seat(badr).await;
    let wish = Wish {
        interested_only: true,
        ..Wish::default()
    };
    seats::join(scene.core(), &celia.principal(), scene.post.id, &wish)
        .await
        .expect("interested");
    let mut conn = scene.core().db.read().await.expect("a connection");
    for (viewer, may) in [
        (ali.viewer(), true),
        (scene.noura.viewer(), true),
        (scene.admin.viewer(), true),
        (badr.viewer(), false),
        (celia.viewer(), false),
        (Viewer::Guest, false),
    ] {
        let knows = seats::may_know_access(&mut conn, &viewer, &scene.post)
            .await
            .expect("an answer");
        assert_eq!(knows, may, "{viewer:?}");
        let standing = seats::standing(scene.core(), &mut conn, &viewer, &scene.post)
            .await
            .expect("a standing");
        assert_eq!(standing.access.is_some(), may, "{viewer:?}");
        assert_eq!(standing.attendees.is_some(), may, "{viewer:?}");
        if !may {
            assert!(!format!("{standing:?}").contains("plc-4711"));
            assert!(
                !format!("{standing:?}").contains("\"ali\""),
                "{viewer:?} learns who comes"
            );
        }
    }
    drop(conn);
    scene.leave(ali).await.expect("given back");
    let mut conn = scene.core().db.read().await.expect("a connection");
    for person in [ali, badr] {
        let knows = seats::may_know_access(&mut conn, &person.viewer(), &scene.post)
            .await
            .expect("an answer");
        assert!(!knows, "neither who gave it back nor who has not confirmed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_in_the_list_gets_better_as_others_go() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr", "celia", "dana"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    let position = async |person: &Person| {
        let mut conn = scene.core().db.read().await.expect("a connection");
        let standing = seats::standing(scene.core(), &mut conn, &person.viewer(), &scene.post).await;
        standing.expect("a standing").position
    };
    assert_eq!(position(&people[3]).await, Some(3));
    scene.leave(&people[1]).await.expect("gone");
    assert_eq!(position(&people[3]).await, Some(2));
    scene.leave(&people[0]).await.expect("gone");
    assert_eq!(position(&people[3]).await, Some(1));
    // Whoever comes back stands at the end.
    scene.seat(&people[1]).await;
    assert_eq!(position(&people[1]).await, Some(2));
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_offered_in_a_cancelled_training_ends_and_goes_to_nobody() {
    let scene = SeatScene::of(1).await;
    let people = people(&scene.test, &["ali", "badr", "celia"]).await;
    for person in &people {
        scene.seat(person).await;
    }
    scene.leave(&people[0]).await.expect("given back");
    let mut conn = scene.core().db.write().await.expect("a connection");
    run_sql(&mut conn, "UPDATE trainings SET state = 'cancelled'").await;
    drop(conn);
    let held = scene.row(people[1].actor.id).await.expect("a row");
    let answer = seats::confirm(scene.core(), &people[1].principal(), held.id).await;
    assert_eq!(denied(answer), Denied::TrainingCancelled);
    scene.test.advance(TimeDelta::days(20));
    scene.test.run_jobs().await;
    seats::upkeep(scene.core()).await.expect("set right");
    assert_eq!(scene.state(&people[1]).await, Some(SeatState::Cancelled));
    assert_eq!(scene.state(&people[2]).await, Some(SeatState::Waiting));
    assert_eq!(scene.told(&people[1]).await, [NotificationKind::SeatOffered]);
    assert_eq!(scene.check().await, (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_another_server_stands_in_the_same_line() {
    let scene = SeatScene::of(1).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    // Told apart from a member by nothing but the server.
    let away = format!("UPDATE actors SET instance_id = 77 WHERE id = {}", badr.actor.id);
    let mut conn = scene.core().db.write().await.expect("a connection");
    let server = "INSERT INTO instances (id, host, policy, is_trusted, note, created_at) \
                  SELECT 77, 'jeddah.example', 'default', is_trusted, '', published_at FROM \
                  (SELECT published_at, is_locked AS is_trusted FROM actors LIMIT 1) AS one";
    run_sql(&mut conn, server).await;
    run_sql(&mut conn, &away).await;
    let actor = majlis::db::actors::get(&mut conn, badr.actor.id)
        .await
        .expect("an actor");
    drop(conn);
    let remote = majlis::domain::Principal::remote(&actor, None, None);
    scene.seat(&ali).await;
    let wish = Wish {
        join_uri: Some("https://jeddah.example/joins/1".to_owned()),
        ..Wish::default()
    };
    let seat = seats::join(scene.core(), &remote, scene.post.id, &wish)
        .await
        .expect("a place");
    assert_eq!(seat.state, SeatState::Waiting);
    assert_eq!(seat.join_uri.as_deref(), Some("https://jeddah.example/joins/1"));
    let twice = seats::join(scene.core(), &remote, scene.post.id, &wish)
        .await
        .expect("the same");
    assert_eq!(twice.id, seat.id);
    scene.leave(&ali).await.expect("given back");
    let seat = seats::confirm(scene.core(), &remote, seat.id).await.expect("confirmed");
    assert_eq!(seat.state, SeatState::Confirmed);
    let mut conn = scene.core().db.read().await.expect("a connection");
    let standing = seats::standing(scene.core(), &mut conn, &Viewer::Guest, &scene.post).await;
    assert!(standing.expect("a standing").access.is_none());
    scene.check().await;
}
