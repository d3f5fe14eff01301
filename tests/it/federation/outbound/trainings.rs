//! Trainings on their way out: as events, and as pages for those who pass events over, never both.

use majlis::db::instances as rows;
use majlis::db::types::{ActorKind, Stream};
use majlis::domain::trainings as rules;
use majlis::domain::{instances, posts};
use majlis::web::present::wording;
use serde_json::Value;

use super::activities::{PEER, shapes, waiting};
use super::{follow, group, remote, tell};
use crate::support::{TestApp, training};

/// What a server of this software is sent of a training that appears, changes and goes.
async fn told(software: &str) -> Vec<(String, Value)> {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let noura = app.member("noura").await;
    let forum = app.forum(&admin, "courses", "public").await;
    let bo = remote(&app, PEER, ActorKind::Person, "bo").await;
    follow(&app, &bo, group(&forum)).await;
    let peer = instances::meet(app.core(), "peer.example").await.unwrap();
    let mut conn = app.core().db.write().await.unwrap();
    rows::set_software(&mut conn, peer.id, software, "1.0").await.unwrap();
    drop(conn);
    let form = training::form("courses");
    let post = training::publish(&app, &noura, &form).await;
    tell(&app).await;
    app.advance(chrono::TimeDelta::minutes(1));
    let moved = rules::TrainingForm {
        venue: "Hall 5".to_owned(),
        ..form
    };
    rules::change(app.core(), &noura.principal(), post.id, &moved, wording)
        .await
        .unwrap();
    tell(&app).await;
    posts::remove(app.core(), &noura.principal(), post.id).await.unwrap();
    tell(&app).await;
    waiting(&app, Stream::Normal).await
}

fn about(items: &[(String, Value)], kind: &str) -> Vec<String> {
    let of_kind = items.iter().filter(|(_, said)| {
        let object = &said["object"]["object"];
        object["type"] == kind || object["formerType"] == kind
    });
    shapes(&of_kind.cloned().collect::<Vec<_>>())
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_read_events_get_the_event_and_no_page() {
    for software in ["mobilizon", "lemmy", "mastodon", "majlis", "something"] {
        let items = told(software).await;
        assert_eq!(about(&items, "Page"), Vec::<String>::new(), "{software}");
        let shapes = about(&items, "Event");
        assert_eq!(
            shapes,
            [
                "Announce(Create(Event))",
                "Announce(Update(Event))",
                "Announce(Delete(Tombstone))"
            ],
            "{software}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_pass_events_over_get_a_page_that_lives_and_goes_with_the_training() {
    for software in ["mbin", "NodeBB"] {
        let items = told(software).await;
        assert_eq!(
            about(&items, "Page"),
            [
                "Announce(Create(Page))",
                "Announce(Update(Page))",
                "Announce(Delete(Tombstone))"
            ],
            "{software}"
        );
        let page = items
            .iter()
            .map(|(_, said)| &said["object"]["object"])
            .find(|object| object["type"] == "Page");
        let page = page.expect("a page");
        let id = page["id"].as_str().expect("an id");
        assert!(id.ends_with("/page") && page["url"].as_str().is_some_and(|url| id.starts_with(url)));
        assert!(
            page["content"]
                .as_str()
                .is_some_and(|text| text.contains("King Fahd Road"))
        );
        assert!(
            !page.to_string().contains("plc-4711"),
            "where to meet is for those with a seat"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_be_fetched_and_is_gone_with_its_training() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let noura = app.member("noura").await;
    app.forum(&admin, "courses", "public").await;
    let topic = app.forum(&admin, "talk", "public").await;
    let topic = app.topic(&noura, &topic, "question", "Is this a training?").await;
    let post = training::publish(&app, &noura, &training::form("courses")).await;
    let reader = app.guest().with_header("accept", "application/activity+json");
    let path = format!("/trainings/{}/page", post.id);
    let page = reader.get(&path).await;
    assert_eq!(
        (page.status, page.json()["type"].as_str()),
        (200, Some("Page")),
        "{}",
        page.body
    );
    assert_eq!(reader.get(&format!("/trainings/{}/page", topic.id)).await.status, 404);
    posts::remove(app.core(), &noura.principal(), post.id).await.unwrap();
    let gone = reader.get(&path).await;
    assert_eq!(
        (gone.status, gone.json()["id"].as_str().map(str::to_owned)),
        (410, Some(format!("https://majlis.example{path}")))
    );
}
