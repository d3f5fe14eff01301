//! The page of notifications: what belongs together stands together, read or not, and can be muted there.

use chrono::TimeDelta;
use majlis::domain::messages;
use majlis::domain::notifications;

use crate::messages::{friends, words};
use crate::support::{Person, TestApp};

async fn say(test: &TestApp, from: &Person, to: &Person) {
    messages::start(test.core(), &from.principal(), &[to.actor.id], "", &words("Hello"))
        .await
        .expect("a message");
}

async fn read_all(test: &TestApp, who: &Person) {
    notifications::mark_all_read(test.core(), who.account.id)
        .await
        .expect("read");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_of_a_conversation_stands_together_for_each_day() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    read_all(&test, &noura).await;
    let client = test.sign_in(&noura).await;
    let before = client.get("/notifications").await.count("article.notice");
    for _ in 0..3 {
        say(&test, &sami, &noura).await;
        read_all(&test, &noura).await;
        test.advance(TimeDelta::minutes(10));
    }
    say(&test, &sami, &noura).await;
    let page = client.get("/notifications").await;
    assert_eq!(page.count("article.notice"), before + 1, "{}", page.body);
    assert_eq!(page.count("article.notice li"), 4, "each can be seen: {}", page.body);
    assert_eq!(page.count("article.notice-unread"), 1, "one of them is not read");

    read_all(&test, &noura).await;
    test.advance(TimeDelta::days(1));
    say(&test, &sami, &noura).await;
    let page = client.get("/notifications").await;
    assert_eq!(page.count("article.notice"), before + 2, "another day stands apart");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_of_a_topic_stands_together_for_each_day() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let (noura, faisal) = (test.member("noura").await, test.member("faisal").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Cavitation").await;
    for text in ["One.", "Two.", "Three."] {
        test.reply(&faisal, topic.id, text).await;
        read_all(&test, &noura).await;
    }
    let page = test.sign_in(&noura).await.get("/notifications").await;
    assert_eq!(page.count("article.notice"), 1, "{}", page.body);
    assert_eq!(page.count("article.notice li"), 3, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_muted_from_its_notification_and_heard_of_no_more() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    say(&test, &sami, &noura).await;
    let client = test.sign_in(&noura).await;
    let page = client.get("/notifications?of=messages").await;
    let action = page
        .attribute("form[action$='/mute']", "action")
        .expect("a conversation can be muted");
    let stranger = test.sign_in(&sami).await;
    assert_eq!(post(&stranger, &action).await, 404, "nobody mutes for another");
    assert_eq!(
        client.post_form("/notifications?of=messages", &action).await.status,
        303
    );
    assert!(
        client
            .get("/notifications")
            .await
            .body
            .contains("conversation is muted")
    );

    read_all(&test, &noura).await;
    say(&test, &sami, &noura).await;
    let unread = notifications::unread(test.core(), noura.account.id).await;
    assert_eq!(unread.expect("a count"), 0);
}

/// Sends what a form of one's own page would send to another's address.
async fn post(client: &crate::support::Client, action: &str) -> u16 {
    let page = client.get("/notifications").await;
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    client.post(action, &[("csrf", &token)]).await.status
}
