//! Private messages through the client API: direct statuses and conversations, for those who are in them.

use majlis::domain::messages::{self, MessageForm};
use serde_json::Value;

use super::{House, SCOPES, caller, post};

#[tokio::test(flavor = "multi_thread")]
async fn direct_statuses_are_messages_of_those_they_name() {
    let house = House::new().await;
    let mine = caller(&house.app, &house.noura, SCOPES).await;
    let sami = house.app.member("sami").await;
    let sent = post(
        &mine,
        "/api/v1/statuses",
        &[("status", "@sami The pump leaks"), ("visibility", "direct")],
    )
    .await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let status: Value = sent.json();
    assert_eq!(status["visibility"], "direct");
    assert_eq!(status["mentions"][0]["acct"], "sami");
    let id = status["id"].as_str().unwrap().to_owned();
    let list = mine.get("/api/v1/conversations").await.json();
    assert_eq!(list[0]["last_status"]["id"], status["id"], "{list}");
    assert_eq!(list[0]["accounts"][0]["acct"], "sami");
    // Answered here, gone on there.
    let number: i64 = id.parse().unwrap();
    let mut conn = house.app.core().db.read().await.unwrap();
    let message = majlis::db::messages::texts::find(&mut conn, majlis::db::types::MessageId(number))
        .await
        .unwrap()
        .unwrap();
    drop(conn);
    let form = MessageForm {
        body: "Since when?".to_owned(),
        files: Vec::new(),
    };
    messages::send(house.app.core(), &sami.principal(), message.conversation_id, &form)
        .await
        .unwrap();
    // Told as a mention, whose status is direct.
    let told = mine.get("/api/v1/notifications").await.json();
    assert_eq!(
        (&told[0]["type"], told.as_array().map(Vec::len)),
        (&"mention".into(), Some(1)),
        "{told}"
    );
    assert_eq!(told[0]["account"]["acct"], "sami");
    assert_eq!(told[0]["status"]["visibility"], "direct");
    assert_eq!(told[0]["status"]["content"], "<p>Since when?</p>");
    let list = mine.get("/api/v1/conversations").await.json();
    assert_eq!(list[0]["unread"], true, "{list}");
    let talk = list[0]["id"].as_str().unwrap().to_owned();
    let read = post(&mine, &format!("/api/v1/conversations/{talk}/read"), &[]).await;
    assert_eq!(read.json()["unread"], false, "{}", read.body);
    let fields = [
        ("status", "Since Sunday"),
        ("visibility", "direct"),
        ("in_reply_to_id", id.as_str()),
    ];
    assert_eq!(post(&mine, "/api/v1/statuses", &fields).await.status, 200);
    let context = mine.get(&format!("/api/v1/statuses/{id}/context")).await;
    assert_eq!(context.status, 200, "{}", context.body);
    assert_eq!(mine.get(&format!("/api/v1/statuses/{id}")).await.status, 200);
    assert_ne!(
        house.app.guest().get(&format!("/api/v1/statuses/{id}")).await.status,
        200
    );
    // What is for everybody is still written on our pages.
    let public = post(
        &mine,
        "/api/v1/statuses",
        &[("status", "Hello"), ("visibility", "public")],
    )
    .await;
    assert_eq!(public.status, 403);
}
