//! Whole documents as they are served.

use federation::origin::Policy;
use federation::receivers::complaints;
use majlis::domain::{answers, posts};
use serde_json::Value;

use super::tell;
use crate::support::{Page, TestApp};

const ACTIVITY: &str = "application/activity+json";

async fn get(app: &TestApp, path: &str) -> Page {
    app.guest().with_header("accept", ACTIVITY).get(path).await
}

/// A document with ids numbered in order of appearance and keys left out, so that it reads the same in each run.
fn tidy(value: &Value) -> Value {
    let text = value.to_string();
    let mut ids: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if digits.len() > 14 {
            let at = ids.iter().position(|id| *id == digits).unwrap_or_else(|| {
                ids.push(digits.clone());
                ids.len() - 1
            });
            out.push_str(&format!("ID{}", at + 1));
        } else {
            out.push_str(&digits);
        }
        digits.clear();
        out.push(c);
    }
    let mut value: Value = serde_json::from_str(&out).unwrap();
    hide_keys(&mut value);
    value
}

fn hide_keys(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("@context");
            for (key, value) in map {
                if matches!(key.as_str(), "publicKeyPem" | "publicKeyMultibase") {
                    assert!(value.as_str().is_some_and(|key| !key.is_empty()));
                    *value = "KEY".into();
                }
                hide_keys(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_keys),
        _ => {}
    }
}

fn assert_pleases_everybody(document: &Value) {
    let found: Vec<String> = complaints(document, Policy::default())
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{found:?}\n{document:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn actors_are_served_whole() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    app.forum(&admin, "machining", "public").await;
    for (name, path) in [
        ("person", "/u/salma"),
        ("group", "/g/machining"),
        ("application", "/actor"),
    ] {
        let page = get(&app, path).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, ACTIVITY),
            "{}",
            page.body
        );
        assert_eq!(page.json()["id"], format!("https://majlis.example{path}"));
        assert_pleases_everybody(&page.json());
        assert!(!page.body.contains("factory.example"), "{}", page.body);
        insta::assert_json_snapshot!(name, tidy(&page.json()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_and_its_best_answer_are_served_whole() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let noura = app.member("noura").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app.topic(&noura, &forum, "question", "Which tool path? #milling").await;
    let reply = app.reply(&admin, topic.id, "Trochoidal milling.").await;
    answers::accept(app.core(), &noura.principal(), reply.id).await.unwrap();
    tell(&app).await;
    for (name, path) in [
        ("page", format!("/topics/{}", topic.id)),
        ("note", format!("/replies/{}", reply.id)),
        ("context", format!("/topics/{}/context", topic.id)),
        ("outbox", "/g/machining/outbox".to_owned()),
        ("moderators", "/g/machining/moderators".to_owned()),
        ("followers", "/g/machining/followers".to_owned()),
        ("featured", "/g/machining/featured".to_owned()),
        ("person_outbox", "/u/noura/outbox".to_owned()),
    ] {
        let page = get(&app, &path).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, ACTIVITY),
            "{path}: {}",
            page.body
        );
        if matches!(name, "page" | "note") {
            assert_pleases_everybody(&page.json());
        }
        insta::assert_json_snapshot!(name, tidy(&page.json()));
    }
    let outbox = get(&app, "/g/machining/outbox").await.json();
    let id = outbox["orderedItems"][0]["id"].as_str().unwrap().to_owned();
    let one = get(&app, id.strip_prefix("https://majlis.example").unwrap()).await;
    assert_eq!((one.status, one.json()["id"].as_str()), (200, Some(id.as_str())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_post_leaves_a_tombstone() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app.topic(&admin, &forum, "discussion", "To be deleted").await;
    posts::remove(app.core(), &admin.principal(), topic.id).await.unwrap();
    let page = get(&app, &format!("/topics/{}", topic.id)).await;
    assert_eq!(page.status, 410);
    assert_eq!(page.json()["type"], "Tombstone");
    assert!(!page.body.contains("To be deleted"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_profile_is_served_at_once() {
    let app = TestApp::new().await;
    let noura = app.member("noura").await;
    assert_eq!(get(&app, "/u/noura").await.json()["name"], "noura");
    let form = majlis::domain::own_profile::ProfileForm {
        display_name: "Noura Al Harbi".to_owned(),
        ..Default::default()
    };
    majlis::domain::own_profile::save(app.core(), &noura.principal(), &form)
        .await
        .unwrap();
    tell(&app).await;
    assert_eq!(get(&app, "/u/noura").await.json()["name"], "Noura Al Harbi");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_come_to_a_documents_address_are_led_to_its_page() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app.topic(&admin, &forum, "discussion", "Chatter when milling").await;
    let reply = app.reply(&admin, topic.id, "Slow down.").await;
    let browser = app.guest().with_header("accept", "text/html");
    for (from, to) in [
        ("/u/salma".to_owned(), "/@salma".to_owned()),
        ("/g/machining".to_owned(), "/forums/machining".to_owned()),
        (
            format!("/replies/{}", reply.id),
            format!("/topics/{}#reply-{}", topic.id, reply.id),
        ),
    ] {
        let page = browser.get(&from).await;
        assert_eq!((page.status, page.header("location")), (303, to.as_str()));
    }
    let front = get(&app, "/").await;
    assert_eq!(front.header("location"), "https://majlis.example/actor");
}
