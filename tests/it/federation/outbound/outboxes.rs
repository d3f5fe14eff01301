//! What outboxes still show of what was changed or taken back since.

use majlis::domain::forums::{self, ForumForm};
use majlis::domain::posts::{self, TopicForm};
use serde_json::Value;

use super::tell;
use crate::support::{Page, TestApp};

async fn get(app: &TestApp, path: &str) -> Page {
    app.guest()
        .with_header("accept", "application/activity+json")
        .get(path)
        .await
}

/// Ids of what stands in an outbox, as paths.
fn paths(outbox: &Page) -> Vec<String> {
    outbox.json()["orderedItems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap().replace("https://majlis.example", ""))
        .collect()
}

fn long(title: &str, body: String) -> TopicForm {
    TopicForm {
        kind: "discussion".to_owned(),
        title: title.to_owned(),
        body,
        language: "ar".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_post_is_in_no_outbox_and_at_no_address_of_its_activities() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app
        .topic(&admin, &forum, "discussion", "An alloy nobody should know")
        .await;
    tell(&app).await;
    let mut shown = Vec::new();
    for outbox in ["/g/machining/outbox", "/u/salma/outbox"] {
        let page = get(&app, outbox).await;
        assert!(page.body.contains("An alloy"), "{outbox}: {}", page.body);
        shown.extend(paths(&page));
    }
    assert_eq!(shown.len(), 2);
    for path in &shown {
        assert_eq!(get(&app, path).await.status, 200, "{path}");
    }
    posts::remove(app.core(), &admin.principal(), topic.id).await.unwrap();
    // At once, and not only when others have been told.
    for _ in 0..2 {
        for outbox in ["/g/machining/outbox", "/u/salma/outbox"] {
            let page = get(&app, outbox).await;
            assert_eq!(page.json()["totalItems"], 0, "{outbox}");
            assert_eq!(paths(&page), [""; 0], "{outbox}");
        }
        for path in &shown {
            assert_eq!(get(&app, path).await.status, 404, "{path}");
        }
        tell(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_post_stands_in_outboxes_as_it_is_now() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app.topic(&admin, &forum, "discussion", "A slip of the pen").await;
    tell(&app).await;
    let shown = paths(&get(&app, "/g/machining/outbox").await);
    let form = long("What was meant from the start", "Said in other words.".to_owned());
    posts::rewrite(app.core(), &admin.principal(), topic.id, &form)
        .await
        .unwrap();
    tell(&app).await;
    for path in ["/g/machining/outbox", "/u/salma/outbox", shown[0].as_str()] {
        let page = get(&app, path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("slip of the pen"), "{path}: {}", page.body);
        assert!(page.body.contains("What was meant"), "{path}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_forum_hides_is_hidden_in_its_members_outboxes_too() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    app.topic(&admin, &forum, "discussion", "Not for everybody any more")
        .await;
    tell(&app).await;
    let shown = paths(&get(&app, "/u/salma/outbox").await);
    let form = ForumForm {
        username: "machining".to_owned(),
        name_ar: "الصيانة".to_owned(),
        name_en: "machining".to_owned(),
        scope: "instance".to_owned(),
        posting: "members".to_owned(),
        ..ForumForm::default()
    };
    forums::edit(app.core(), &admin.principal(), forum.forum.id, &form)
        .await
        .unwrap();
    assert_eq!(get(&app, "/u/salma/outbox").await.json()["totalItems"], 0);
    assert_eq!(get(&app, &shown[0]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outbox_of_long_posts_fits_into_what_readers_take() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    for n in 0..12 {
        let form = long(&format!("A long story, part {n}"), "صيانة ".repeat(3300));
        posts::write_topic(app.core(), &admin.principal(), forum.forum.id, &form)
            .await
            .unwrap();
    }
    tell(&app).await;
    let outbox = get(&app, "/g/machining/outbox").await;
    assert!(outbox.body.len() < 1024 * 1024, "{}", outbox.body.len());
    assert!(outbox.body.contains("part 11"), "the newest are there");
    assert_eq!(outbox.json()["totalItems"], 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_conversation_is_read_page_by_page_to_its_end() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let topic = app
        .topic(&admin, &forum, "discussion", "A question with many answers")
        .await;
    for n in 0..205 {
        app.reply(&admin, topic.id, &format!("Answer {n}")).await;
    }
    for (collection, expected) in [("context", 206), ("replies", 205)] {
        let whole = get(&app, &format!("/topics/{}/{collection}", topic.id)).await.json();
        assert_eq!(whole["totalItems"], expected);
        assert!(whole["orderedItems"].is_null());
        let (mut next, mut seen) = (whole["first"].clone(), Vec::<Value>::new());
        while let Some(address) = next.as_str() {
            let page = get(&app, &address.replace("https://majlis.example", "")).await.json();
            assert_eq!((&page["id"], &page["partOf"]), (&next, &whole["id"]));
            seen.extend(page["orderedItems"].as_array().unwrap().iter().cloned());
            next = page["next"].clone();
        }
        seen.sort_by_key(ToString::to_string);
        seen.dedup();
        assert_eq!(seen.len(), expected, "{collection}");
    }
}
