//! What stands around a status, and voting.

use majlis::domain::posts as domain_posts;

use super::{House, SCOPES, caller, post};
use crate::support::{Client, TestApp};

/// Ids above and below a status.
async fn around(client: &Client, id: impl std::fmt::Display) -> (Vec<String>, Vec<String>) {
    let page = client.get(&format!("/api/v1/statuses/{id}/context")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let context = page.json();
    let ids = |key: &str| {
        let list = context[key].as_array().expect("a list");
        list.iter()
            .map(|status| status["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    (ids("ancestors"), ids("descendants"))
}

async fn remove(app: &TestApp, by: &crate::support::Person, id: majlis::db::types::PostId) {
    domain_posts::remove(app.core(), &by.principal(), id)
        .await
        .expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_told_depth_first() {
    let house = House::new().await;
    let (app, noura, ali) = (&house.app, &house.noura, &house.ali);
    let topic = app.topic(noura, &house.forum, "question", "Which sensor?").await;
    let a = app.reply(ali, topic.id, "Vibration.").await;
    let b = app.reply(noura, topic.id, "Or heat?").await;
    let a1 = app.reply(noura, a.id, "Which one?").await;
    let a2 = app.reply(ali, a.id, "Three axes.").await;
    let a11 = app.reply(ali, a1.id, "The cheap one.").await;
    let guest = app.guest();
    let (above, below) = around(&guest, topic.id).await;
    assert!(above.is_empty());
    assert_eq!(below, [a.id, a1.id, a11.id, a2.id, b.id].map(|id| id.to_string()));
    let (above, below) = around(&guest, a1.id).await;
    assert_eq!(above, [topic.id, a.id].map(|id| id.to_string()));
    assert_eq!(below, [a11.id.to_string()]);
    let (above, below) = around(&guest, a11.id).await;
    assert_eq!(above, [topic.id, a.id, a1.id].map(|id| id.to_string()));
    assert!(below.is_empty());
    let boost = topic.id.0 + 1;
    assert_eq!(
        around(&guest, boost).await.1.len(),
        5,
        "the boost has the topic's thread"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stood_below_a_removed_reply_moves_up() {
    let house = House::new().await;
    let (app, noura, ali) = (&house.app, &house.noura, &house.ali);
    let topic = app.topic(noura, &house.forum, "question", "Which sensor?").await;
    let a = app.reply(ali, topic.id, "Vibration.").await;
    let a1 = app.reply(ali, a.id, "Rather not.").await;
    let a11 = app.reply(noura, a1.id, "Why?").await;
    remove(app, ali, a1.id).await;
    let guest = app.guest();
    assert_eq!(guest.get(&format!("/api/v1/statuses/{}", a1.id)).await.status, 404);
    let page = guest
        .get(&format!("/api/v1/statuses/{}/context", topic.id))
        .await
        .json();
    let below = page["descendants"].as_array().expect("a list");
    assert_eq!(below.len(), 2);
    assert_eq!(below[1]["id"], a11.id.to_string());
    assert_eq!(
        below[1]["in_reply_to_id"],
        a.id.to_string(),
        "it stands below what is left"
    );
    assert_eq!(below[1]["in_reply_to_account_id"], ali.actor.id.to_string());
    let alone = guest.get(&format!("/api/v1/statuses/{}", a11.id)).await.json();
    assert_eq!(
        alone["in_reply_to_id"],
        topic.id.to_string(),
        "alone it points to the head of the thread"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_told_sixty_replies_and_a_member_all() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "question", "Which sensor?")
        .await;
    for number in 0..65 {
        house.app.reply(&house.ali, topic.id, &format!("Answer {number}")).await;
    }
    assert_eq!(around(&house.app.guest(), topic.id).await.1.len(), 60);
    let member = caller(&house.app, &house.noura, SCOPES).await;
    assert_eq!(around(&member, topic.id).await.1.len(), 65);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_favourite_is_a_vote() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "question", "Which sensor?")
        .await;
    let ali = caller(&house.app, &house.ali, SCOPES).await;
    for _ in 0..2 {
        let page = post(&ali, &format!("/api/v1/statuses/{}/favourite", topic.id), &[]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(page.json()["favourited"], true);
        assert_eq!(page.json()["favourites_count"], 1);
    }
    let read = ali.get(&format!("/api/v1/statuses/{}", topic.id)).await.json();
    assert_eq!(read["favourited"], true);
    let page = post(&ali, &format!("/api/v1/statuses/{}/unfavourite", topic.id), &[]).await;
    assert_eq!(
        (&page.json()["favourited"], &page.json()["favourites_count"]),
        (&false.into(), &0.into())
    );
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    let own = post(&noura, &format!("/api/v1/statuses/{}/favourite", topic.id), &[]).await;
    assert_eq!(own.status, 403, "one does not vote for oneself: {}", own.body);
    let guest = post(
        &house.app.guest(),
        &format!("/api/v1/statuses/{}/favourite", topic.id),
        &[],
    )
    .await;
    assert_eq!(guest.status, 401);
    let reader = caller(&house.app, &house.ali, "read").await;
    let narrow = post(&reader, &format!("/api/v1/statuses/{}/favourite", topic.id), &[]).await;
    assert_eq!(narrow.status, 403);
}
