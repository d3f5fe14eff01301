//! What a scope hides stays hidden, whichever way one asks.

use super::{House, SCOPES, caller, ids, post};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_members_is_not_there_for_guests() {
    let house = House::new().await;
    for scope in ["instance", "network"] {
        let name = format!("for_{scope}");
        let inside = house.app.forum(&house.admin, &name, scope).await;
        let topic = house
            .app
            .topic(&house.noura, &inside, "discussion", "About #prices inside")
            .await;
        let reply = house.app.reply(&house.ali, topic.id, "Agreed on #prices").await;
        let guest = house.app.guest();
        let member = caller(&house.app, &house.ali, SCOPES).await;
        for id in [topic.id, reply.id] {
            for path in ["", "/context", "/favourited_by"] {
                let path = format!("/api/v1/statuses/{id}{path}");
                assert_eq!(guest.get(&path).await.status, 404, "{path}");
                assert_eq!(member.get(&path).await.status, 200, "{path}");
            }
        }
        let forum = inside.actor.id;
        for path in [
            format!("/api/v1/accounts/{forum}"),
            format!("/api/v1/accounts/lookup?acct={name}"),
        ] {
            assert_eq!(guest.get(&path).await.status, 404, "{path}");
            assert_eq!(member.get(&path).await.status, 200, "{path}");
        }
        let read = member.get(&format!("/api/v1/statuses/{}", topic.id)).await.json();
        assert_eq!(read["visibility"], "private");
        for path in [
            "/api/v1/timelines/public".to_owned(),
            "/api/v1/timelines/tag/prices".to_owned(),
            format!("/api/v1/accounts/{}/statuses", house.noura.actor.id),
        ] {
            assert!(ids(&guest.get(&path).await).is_empty(), "{path}");
            assert!(!ids(&member.get(&path).await).is_empty(), "{path}");
        }
        let found = guest.get(&format!("/api/v2/search?q={}", topic.uri)).await.json();
        assert_eq!(found["statuses"], serde_json::json!([]));
        let found = guest.get(&format!("/api/v2/search?q={name}")).await.json();
        assert_eq!(found["accounts"], serde_json::json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_votes_for_what_they_may_not_see() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "discussion", "Soon to be gone")
        .await;
    majlis::domain::posts::remove(house.app.core(), &house.noura.principal(), topic.id)
        .await
        .expect("removed");
    let ali = caller(&house.app, &house.ali, SCOPES).await;
    for verb in ["favourite", "unfavourite"] {
        let page = post(&ali, &format!("/api/v1/statuses/{}/{verb}", topic.id), &[]).await;
        assert_eq!(page.status, 404, "{verb}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_private_stands_in_any_answer() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "discussion", "Open to all")
        .await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    for path in [
        "/api/v1/accounts/verify_credentials".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v2/instance".to_owned(),
        format!("/api/v1/statuses/{}", topic.id),
    ] {
        let page = noura.get(&path).await;
        for secret in ["factory.example", "argon2", "PRIVATE KEY", "password"] {
            assert!(!page.body.contains(secret), "{path} holds {secret}");
        }
    }
}
