//! Trainings between two instances: nothing is lost on the way, what is for those with a seat stays at home, and changes follow.

use majlis::db::posts::Post;
use majlis::db::trainings;
use majlis::db::types::TrainingState;
use majlis::domain::trainings::{self as rules, SessionForm, Training, TrainingForm};
use majlis::domain::{Viewer, posts};
use majlis::web::present::wording;

use crate::conversation::scene::{Scene, copied};
use crate::support::network::Node;
use crate::support::{Person, training};

async fn seen(node: &Node, post: &Post) -> Training {
    rules::get(node.core(), &Viewer::Guest, post.id)
        .await
        .expect("a training")
        .1
}

/// Everything that it says, in words that can be compared between instances.
fn said(training: &Training) -> String {
    let Training {
        state,
        // Why it is called off stands in the text.
        reason: _,
        // What is held again, and pages of organisations, are known at home only.
        series: _,
        provider_id: _,
        languages,
        summary,
        programme,
        programme_source,
        level,
        technologies,
        mode,
        place,
        starts,
        ends,
        sessions,
        price,
        certificate,
        trainer,
        provider,
        joining,
        external_url,
        change_number: _,
        seating,
    } = training;
    format!(
        "{:#?}",
        (
            (
                state,
                languages,
                summary,
                programme,
                programme_source,
                level,
                technologies,
                mode
            ),
            (
                place,
                starts,
                ends,
                sessions,
                price,
                certificate,
                trainer,
                provider,
                joining,
                external_url
            ),
            (
                seating.capacity,
                seating.taken,
                seating.has_waiting_list,
                seating.opens_at,
                seating.closes_at
            ),
        )
    )
}

async fn publish(node: &Node, by: &Person, form: &TrainingForm) -> Post {
    rules::publish(node.core(), &by.principal(), form, wording)
        .await
        .expect("published")
}

/// A training with everything in it.
fn whole() -> TrainingForm {
    let session = |starts: &str, ends: &str, topic: &str| SessionForm {
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        topic: topic.to_owned(),
    };
    TrainingForm {
        sessions: vec![
            session("2026-12-06T09:00", "2026-12-06T12:00", "Inputs & <outputs>"),
            session("2026-12-07T09:00", "2026-12-07T12:00", ""),
        ],
        provider: "Gulf \"Automation\"".to_owned(),
        city: "jubail".to_owned(),
        latitude: "27.0".to_owned(),
        longitude: "49.65".to_owned(),
        joining: "approval".to_owned(),
        closes: "2026-12-05T12:00".to_owned(),
        ..training::form("maintenance")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_survives_the_journey_and_readers_that_know_nothing_can_read_it() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let post = publish(home, &scene.noura, &whole()).await;
    scene.network.settle().await;
    let there = copied(away, &post).await;
    assert_eq!(
        (&there.title, &there.source, there.kind),
        (&post.title, &post.source, post.kind)
    );
    let at_home = said(&seen(home, &post).await);
    assert_eq!(at_home, said(&seen(away, &there).await));
    for part in [
        "Inputs & <outputs>",
        "Gulf",
        "King Fahd Road",
        "**Ladder diagrams**",
        "Approval",
        "49.65",
    ] {
        assert!(at_home.contains(part), "{part}: {at_home}");
    }
    let reader = home.guest().with_header("accept", "application/activity+json");
    let document = reader.get(&format!("/trainings/{}", post.id)).await.json();
    let policy = federation::origin::Policy { allow_private: true };
    let complaints = federation::receivers::complaints(&document, policy);
    assert!(complaints.is_empty(), "{complaints:?}");
    let content = document["content"].as_str().expect("a text");
    for part in ["King Fahd Road", "Ladder diagrams", "2026-12-06 09:00", "Eng. Salem"] {
        assert!(content.contains(part), "{part} can be read: {content}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_those_with_a_seat_never_travels() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let post = publish(home, &scene.noura, &whole()).await;
    scene.network.settle().await;
    let reader = home.guest().with_header("accept", "application/activity+json");
    for path in [format!("/trainings/{}", post.id), "/g/maintenance/outbox".to_owned()] {
        let said = reader.get(&path).await.body;
        assert!(!said.contains("plc-4711") && !said.contains("gate 3"), "{path}: {said}");
    }
    let there = copied(away, &post).await;
    let mut conn = away.core().db.read().await.expect("a connection");
    let access = trainings::get_access(&mut conn, there.id).await.expect("a query");
    assert_eq!(access, trainings::Access::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_and_removal_follow() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let by = scene.noura.principal();
    let post = publish(home, &scene.noura, &whole()).await;
    scene.network.settle().await;
    let there = copied(away, &post).await;
    home.advance(chrono::TimeDelta::minutes(5));
    let changed = TrainingForm {
        venue: "Hall 5".to_owned(),
        ..whole()
    };
    rules::change(home.core(), &by, post.id, &changed, wording)
        .await
        .expect("changed");
    rules::cancel(home.core(), &by, post.id, "The trainer is ill", wording)
        .await
        .expect("called off");
    scene.network.settle().await;
    let after = seen(away, &there).await;
    assert_eq!(
        (after.state, after.place.venue.as_str()),
        (TrainingState::Cancelled, "Hall 5")
    );
    assert_eq!(said(&after), said(&seen(home, &post).await));
    posts::remove(home.core(), &by, post.id).await.expect("removed");
    scene.network.settle().await;
    assert!(rules::get(away.core(), &Viewer::Guest, there.id).await.is_err());
}
