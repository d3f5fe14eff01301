//! What a forum of ours passes on of what it received, and what it says instead.

use majlis::apub::outbox;
use majlis::db::deliveries;
use majlis::db::types::{InstancePolicy, Stream, Visibility};
use majlis::domain::forums::ForumForm;
use majlis::domain::{forums, instances};
use serde_json::{Value, json};

use super::peer::{PUBLIC, Peer, find_post, one_and_peer, post};
use crate::support::network::Node;

/// What waits for the peer, in order.
async fn waiting(node: &Node, peer: &Peer) -> Vec<Value> {
    outbox::run_due(&node.app).await.unwrap();
    let instance = instances::meet(node.core(), peer.host()).await.unwrap();
    let mut conn = node.core().db.read().await.unwrap();
    let items = deliveries::list_items(&mut conn, instance.id, Stream::Normal, 100)
        .await
        .unwrap();
    items
        .iter()
        .map(|item| serde_json::from_str(&item.body).unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_became_private_is_taken_down_and_not_passed_on() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, ada) = (peer.person("bo"), peer.person("ada"));
    ada.tells(node, &ada.says("Follow", "f", json!(cnc.uri))).await;
    let mut page = bo.writes("Page", "1", &cnc.uri, json!({ "name": "For everybody" }));
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    let before = waiting(node, &peer).await.len();

    page["to"] = json!([format!("{}/followers", bo.id)]);
    page["content"] = json!("<p>For friends only</p>");
    page["updated"] = json!("2026-11-22T09:30:00Z");
    bo.tells(node, &bo.says("Update", "2", page.clone())).await;
    assert!(find_post(node, &page["id"]).await.unwrap().is_removed());
    let told = waiting(node, &peer).await.split_off(before);
    assert_eq!(told.len(), 1, "{told:#?}");
    let delete = &told[0]["object"];
    assert_eq!(
        (&told[0]["type"], &delete["type"]),
        (&json!("Announce"), &json!("Delete"))
    );
    assert_eq!(
        (&delete["actor"], &delete["object"]["id"]),
        (&json!(cnc.uri), &page["id"])
    );
    assert!(!told[0].to_string().contains("friends"), "{told:#?}");
    let outbox = node
        .guest()
        .with_header("accept", "application/activity+json")
        .get("/g/cnc/outbox")
        .await;
    assert!(
        !outbox.body.contains("friends") && !outbox.body.contains("For everybody"),
        "{}",
        outbox.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_post_of_an_actor_that_left_has_a_delete_of_its_own() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, ada) = (peer.person("bo"), peer.person("ada"));
    ada.tells(node, &ada.says("Follow", "f", json!(cnc.uri))).await;
    let pages = ["1", "2"].map(|number| bo.writes("Page", number, &cnc.uri, json!({ "name": "A farewell" })));
    for (number, page) in pages.iter().enumerate() {
        bo.tells(node, &bo.says("Create", &format!("c{number}"), page.clone()))
            .await;
    }
    let before = waiting(node, &peer).await.len();
    peer.show_at("/u/bo", 410, "text/plain", json!(null));
    let mut delete = bo.says("Delete", "3", json!(bo.id));
    delete["to"] = json!([PUBLIC]);
    bo.tells(node, &delete).await;
    let told = waiting(node, &peer).await.split_off(before);
    let mut gone: Vec<&Value> = told.iter().map(|one| &one["object"]["object"]["id"]).collect();
    gone.sort_by_key(|id| id.to_string());
    assert_eq!(gone, [&pages[0]["id"], &pages[1]["id"]], "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_forum_does_not_open_what_others_wrote_for_its_members() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let by = admin.principal();
    instances::set_policy(node.core(), &by, peer.host(), InstancePolicy::Default, true, "")
        .await
        .unwrap();
    let view = node.forum(&admin, "suppliers", "network").await;
    let own = node.topic(&admin, &view, "discussion", "Written at home").await;
    let bo = peer.person("bo");
    let group = &view.actor.uri;
    let page = bo.writes("Page", "1", group, json!({ "name": "For the group", "to": [group] }));
    let mut create = bo.says("Create", "1", page.clone());
    create["to"] = json!([group]);
    bo.tells(node, &create).await;
    let theirs = find_post(node, &page["id"]).await.unwrap();
    let answer = node.reply(&admin, theirs.id, "An answer in the group.").await;
    let form = ForumForm {
        username: "suppliers".to_owned(),
        name_ar: "الموردون".to_owned(),
        name_en: "Suppliers".to_owned(),
        scope: "public".to_owned(),
        posting: "members".to_owned(),
        ..ForumForm::default()
    };
    forums::edit(node.core(), &by, view.forum.id, &form).await.unwrap();
    assert_eq!(post(node, own.id).await.visibility, Visibility::Public);
    assert_eq!(post(node, theirs.id).await.visibility, Visibility::Network);
    assert_eq!(post(node, answer.id).await.visibility, Visibility::Network);
}
