//! Every answer has the shape that the strictest client wants.

use majlis::domain::follows;

use super::schema::{
    ACCOUNT, CONTEXT, CREDENTIALS, INSTANCE_V1, INSTANCE_V2, Kind, NOTIFICATION, OWN, RELATIONSHIP, STATUS, check,
};
use super::{House, SCOPES, caller};
use crate::support::Client;

/// A house with a topic, a reply that names somebody, a vote and follows.
async fn lived_in() -> (House, Client, String) {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "question", "Bearing noise #oee")
        .await;
    house
        .app
        .reply(&house.ali, topic.id, "Check the grease, @noura. #صيانة")
        .await;
    for target in [house.forum.actor.id, house.ali.actor.id] {
        follows::follow(house.app.core(), &house.noura.principal(), target)
            .await
            .expect("a follow");
    }
    let client = caller(&house.app, &house.noura, SCOPES).await;
    (house, client, topic.id.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_of_statuses_holds_whole_statuses() {
    let (house, noura, _) = lived_in().await;
    let forum = house.forum.actor.id;
    let author = house.noura.actor.id;
    for path in [
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/timelines/public?local=true".to_owned(),
        "/api/v1/timelines/tag/%D8%B5%D9%8A%D8%A7%D9%86%D8%A9".to_owned(),
        format!("/api/v1/accounts/{author}/statuses"),
        format!("/api/v1/accounts/{forum}/statuses"),
        format!("/api/v1/accounts/{forum}/statuses?exclude_reblogs=true"),
    ] {
        let page = noura.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        let list = page.json();
        assert!(!list.as_array().expect("a list").is_empty(), "{path} is empty");
        check(&list, Kind::List(&STATUS), &path);
        check(&list, Kind::List(&OWN), &path);
        for status in list.as_array().expect("a list") {
            if !status["reblog"].is_null() {
                check(&status["reblog"], STATUS, &path);
                assert!(status["reblog"]["reblog"].is_null(), "{path} nests twice");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_and_what_stands_around_it_are_whole() {
    let (house, noura, topic) = lived_in().await;
    for client in [&noura, &house.app.guest()] {
        let status = client.get(&format!("/api/v1/statuses/{topic}")).await;
        check(&status.json(), STATUS, "status");
        let context = client.get(&format!("/api/v1/statuses/{topic}/context")).await;
        check(&context.json(), CONTEXT, "context");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_told_nothing_of_votes_of_their_own() {
    let (house, _, topic) = lived_in().await;
    let status = house.app.guest().get(&format!("/api/v1/statuses/{topic}")).await.json();
    for key in ["favourited", "reblogged", "muted", "bookmarked", "pinned", "filtered"] {
        assert!(status.get(key).is_none(), "{key} in {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_whole_wherever_they_stand() {
    let (house, noura, _) = lived_in().await;
    let (author, forum) = (house.noura.actor.id, house.forum.actor.id);
    for path in [
        format!("/api/v1/accounts/{author}"),
        format!("/api/v1/accounts/{forum}"),
        "/api/v1/accounts/lookup?acct=maintenance".to_owned(),
        "/api/v1/accounts/verify_credentials".to_owned(),
    ] {
        check(&noura.get(&path).await.json(), ACCOUNT, &path);
    }
    for path in [
        format!("/api/v1/accounts/{author}/following"),
        format!("/api/v1/accounts/{forum}/followers"),
        "/api/v1/accounts/search?q=nou".to_owned(),
    ] {
        let list = noura.get(&path).await.json();
        assert!(!list.as_array().expect("a list").is_empty(), "{path} is empty");
        check(&list, Kind::List(&ACCOUNT), &path);
    }
    let own = noura.get("/api/v1/accounts/verify_credentials").await.json();
    check(&own, CREDENTIALS, "verify_credentials");
}

#[tokio::test(flavor = "multi_thread")]
async fn relationships_and_notifications_are_whole() {
    let (house, noura, _) = lived_in().await;
    let id = house.ali.actor.id;
    let path = format!("/api/v1/accounts/relationships?id[]={id}");
    check(&noura.get(&path).await.json(), Kind::List(&RELATIONSHIP), &path);
    let told = noura.get("/api/v1/notifications").await.json();
    assert!(!told.as_array().expect("a list").is_empty());
    check(&told, Kind::List(&NOTIFICATION), "notifications");
    for notification in told.as_array().expect("a list") {
        if notification["type"] != "follow" {
            check(&notification["status"], STATUS, "notification.status");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_instance_describes_itself_in_both_versions() {
    let (house, _, _) = lived_in().await;
    let guest = house.app.guest();
    let (v1, v2) = (
        guest.get("/api/v1/instance").await.json(),
        guest.get("/api/v2/instance").await.json(),
    );
    check(&v1, INSTANCE_V1, "instance v1");
    check(&v2, INSTANCE_V2, "instance v2");
    assert_eq!(v1["uri"], "majlis.example");
    assert_eq!(v1["title"], v2["title"]);
    assert_eq!(v1["stats"]["user_count"], 3);
    assert_eq!(v1["stats"]["status_count"], 2);
    let version = v1["version"].as_str().expect("a version");
    assert!(version.starts_with("4.3.0 (compatible; Majlis "), "{version}");
    assert!(v2["configuration"]["urls"].get("streaming").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_and_search_always_have_all_their_keys() {
    let (_house, noura, _) = lived_in().await;
    let preferences = noura.get("/api/v1/preferences").await.json();
    for key in [
        "posting:default:visibility",
        "posting:default:sensitive",
        "posting:default:language",
        "reading:expand:media",
        "reading:expand:spoilers",
    ] {
        assert!(preferences.get(key).is_some(), "{key}");
    }
    for query in ["q=noura", "q=nobody", "q=noura&type=accounts", "q=x&offset=20"] {
        let found = noura.get(&format!("/api/v2/search?{query}")).await.json();
        check(&found["accounts"], Kind::List(&ACCOUNT), query);
        check(&found["statuses"], Kind::List(&STATUS), query);
        check(&found["hashtags"], Kind::List(&Kind::Object), query);
    }
}
