//! The pages, through the router, without script.

use majlis::domain::messages::settings::{self, SettingsForm};

use super::{friends, write};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_by_forms_alone() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let (client, other) = (test.sign_in(&noura).await, test.sign_in(&sami).await);
    let page = client
        .submit("/messages/new?to=sami", &[("to", "sami"), ("body", "The pump leaks")])
        .await;
    assert_eq!(page.status, 303, "{}", page.body);
    let place = page.header("location").to_owned();
    let list = other.get("/messages").await;
    assert!(
        list.body.contains("The pump leaks") && list.body.contains(&place),
        "{}",
        list.body
    );
    let page = other.submit(&place, &[("body", "Since when?")]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let read = client.get(&place).await;
    assert!(read.body.contains("Since when?"), "{}", read.body);
    // Whoever has written to somebody goes on there.
    let again = client.get("/messages/new?to=sami").await;
    assert!(again.header("location").starts_with(&place), "{:?}", again.headers);
    let found = client.get("/messages?q=pump").await;
    assert!(found.body.contains("The pump leaks"));
    for act in ["mute", "unmute", "show-read", "hide-read", "leave"] {
        let page = client.submit(&place, &[("act", act)]).await;
        assert_eq!(page.status, 303, "{act}: {}", page.body);
    }
    assert_eq!(client.get(&place).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let client = test.sign_in(&noura).await;
    let page = client
        .submit(
            "/messages/new",
            &[("to", "nobody.here"), ("title", "T"), ("body", "Kept words")],
        )
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("Kept words") && page.body.contains("nobody.here"),
        "{}",
        page.body
    );
    let page = client.submit("/messages/new", &[("to", "sami"), ("body", " ")]).await;
    assert_eq!(page.status, 422);
    let form = SettingsForm {
        from_whom: "nobody".to_owned(),
        shows_read: false,
        shows_presence: false,
    };
    settings::save(test.core(), &sami.principal(), &form).await.unwrap();
    let page = client
        .submit("/messages/new", &[("to", "sami"), ("body", "Kept words")])
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("Kept words") && page.body.contains("want no messages"),
        "{}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_blocked_from_their_page_and_let_in_from_the_settings() {
    let test = TestApp::new().await;
    let (noura, _) = friends(&test).await;
    let client = test.sign_in(&noura).await;
    let page = client.submit("/@sami", &[("block", "yes")]).await;
    assert_eq!(page.status, 303);
    let page = client.get("/settings/messages").await;
    assert!(
        page.body.contains("@sami") || page.body.contains("sami"),
        "{}",
        page.body
    );
    let page = client.submit("/settings/messages", &[("block", "no")]).await;
    assert_eq!(page.header("location"), "/settings/messages");
    let saved = client.submit("/settings/messages", &[("from_whom", "known")]).await;
    assert_eq!(saved.status, 303);
    assert!(
        client
            .get("/settings/messages")
            .await
            .body
            .contains("value=\"known\" checked")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_the_messages_that_were_chosen_and_no_others() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let rami = test.person("rami", majlis::db::types::Role::Moderator).await;
    let bad = write(&test, &sami, &noura, "An insult").await.unwrap();
    write(&test, &sami, &noura, "A secret of the factory").await.unwrap();
    let client = test.sign_in(&noura).await;
    let place = format!("/messages/{}/report", bad.conversation_id);
    let id = bad.id.to_string();
    let page = client
        .submit(
            &place,
            &[("message", id.as_str()), ("category", "abuse"), ("words", "Rude")],
        )
        .await;
    assert_eq!(page.status, 303, "{}", page.body);
    let desk = test.sign_in(&rami).await;
    let queue = desk.get("/moderation").await;
    let case = queue
        .attribute("a[href^='/moderation/reports/']", "href")
        .expect("a report");
    let case = desk.get(&case).await;
    assert!(case.body.contains("An insult"), "{}", case.body);
    assert!(!case.body.contains("A secret of the factory"));
    assert_eq!(
        desk.get(&format!("/messages/{}", bad.conversation_id)).await.status,
        404
    );
    // The words stay for the moderators when their author takes them back.
    majlis::domain::messages::remove::delete(test.core(), &sami.principal(), bad.id)
        .await
        .unwrap();
    let case = queue
        .attribute("a[href^='/moderation/reports/']", "href")
        .expect("a report");
    assert!(desk.get(&case).await.body.contains("An insult"));
}
