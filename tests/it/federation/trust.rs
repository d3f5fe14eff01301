//! What a forum's word is worth: what it may say by itself, and what is fetched from its origin all the same.

use majlis::db::types::{InstancePolicy, RemovedBy};
use majlis::domain::instances;
use serde_json::json;

use super::peer::{Peer, find_post, followed, logged, one_and_peer, post};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_forum_says_in_a_strangers_name_is_fetched_from_the_stranger() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let shop = Peer::start().await;
    let bo = shop.person("bo");
    let real = bo.writes("Page", "1", &group.id, json!({ "name": "What bo wrote" }));
    shop.show(&real);
    let mut forged = real.clone();
    forged["name"] = json!("What bo never wrote");
    group
        .tells(node, &group.says("Announce", "1", bo.says("Create", "1", forged)))
        .await;
    let topic = find_post(node, &real["id"]).await.unwrap();
    assert_eq!(topic.title, "What bo wrote");

    let mut rewritten = real.clone();
    rewritten["name"] = json!("Changed behind the author's back");
    group
        .tells(node, &group.says("Announce", "2", bo.says("Update", "2", rewritten)))
        .await;
    assert_eq!(post(node, topic.id).await.title, "What bo wrote");

    let invented = bo.writes("Page", "9", &group.id, json!({ "name": "Nowhere to be found" }));
    group
        .tells(
            node,
            &group.says("Announce", "3", bo.says("Create", "3", invented.clone())),
        )
        .await;
    assert!(find_post(node, &invented["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_in_an_authors_name_is_a_removal_unless_the_author_deleted() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let shop = Peer::start().await;
    let bo = shop.person("bo");
    let pages = ["1", "2"].map(|number| bo.writes("Page", number, &group.id, json!({ "name": "To be or not" })));
    for (index, page) in pages.iter().enumerate() {
        shop.show(page);
        group
            .tells(node, &group.says("Announce", &format!("c{index}"), page["id"].clone()))
            .await;
    }
    shop.show_at("/u/bo/posts/2", 410, "text/plain", json!(null));
    for (index, page) in pages.iter().enumerate() {
        let delete = bo.says("Delete", &format!("d{index}"), page["id"].clone());
        group
            .tells(node, &group.says("Announce", &format!("d{index}"), delete))
            .await;
    }
    let by = [
        find_post(node, &pages[0]["id"]).await.unwrap().removed_by,
        find_post(node, &pages[1]["id"]).await.unwrap().removed_by,
    ];
    assert_eq!(by, [Some(RemovedBy::Moderator), Some(RemovedBy::Author)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_has_no_say_in_another() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (cnc, welding) = (peer.group("cnc"), peer.group("welding"));
    followed(node, &cnc, &noura).await;
    followed(node, &welding, &noura).await;
    let bo = peer.person("bo");
    let page = bo.writes("Page", "1", &cnc.id, json!({ "name": "In cnc and nowhere else" }));
    welding
        .tells(
            node,
            &welding.says("Announce", "0", bo.says("Create", "0", page.clone())),
        )
        .await;
    assert!(
        find_post(node, &page["id"]).await.is_none(),
        "not addressed to the announcing forum"
    );
    cnc.tells(node, &cnc.says("Announce", "1", bo.says("Create", "1", page.clone())))
        .await;
    let topic = find_post(node, &page["id"]).await.unwrap();

    let eve = peer.person("eve");
    let reply = eve.writes("Note", "7", &welding.id, json!({ "inReplyTo": page["id"] }));
    for (number, inner) in [
        ("2", eve.says("Like", "2", page["id"].clone())),
        ("3", eve.says("Lock", "3", page["id"].clone())),
        ("4", eve.says("Delete", "4", page["id"].clone())),
        ("5", eve.says("Create", "5", reply.clone())),
    ] {
        let announce = welding.says("Announce", number, inner);
        welding.tells(node, &announce).await;
        assert!(logged(node, &announce).await.unwrap().error.is_some(), "{number}");
    }
    let stood = post(node, topic.id).await;
    assert!(!stood.is_locked && !stood.is_removed() && stood.vote_count == 0 && stood.reply_count == 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_announce_nothing() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let page = bo.writes("Page", "1", &cnc.uri, json!({ "name": "Carried by eve" }));
    eve.tells(node, &eve.says("Announce", "1", bo.says("Create", "1", page.clone())))
        .await;
    peer.show(&page);
    eve.tells(node, &eve.says("Announce", "2", page["id"].clone())).await;
    assert!(find_post(node, &page["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn some_things_are_not_for_a_forum_to_pass_on() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let bo = peer.person("bo");
    let inner = group.says("Announce", "x", bo.says("Like", "1", json!("https://other.example/1")));
    for (number, inner) in [
        ("1", bo.says("Follow", "1", json!(noura.actor.uri))),
        ("2", bo.says("Accept", "2", json!("https://other.example/1"))),
        ("3", bo.says("Delete", "3", json!(bo.id))),
        ("4", inner),
    ] {
        let announce = group.says("Announce", number, inner);
        group.tells(node, &announce).await;
        assert!(logged(node, &announce).await.unwrap().error.is_some(), "{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_server_does_not_get_in_through_a_forum() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let group = peer.group("cnc");
    followed(node, &group, &admin).await;
    let shop = Peer::start().await;
    let bo = shop.person("bo");
    let page = bo.writes("Page", "1", &group.id, json!({ "name": "From a blocked server" }));
    shop.show(&page);
    let policy = InstancePolicy::Blocked;
    instances::set_policy(node.core(), &admin.principal(), shop.host(), policy, false, "")
        .await
        .unwrap();
    group
        .tells(node, &group.says("Announce", "1", bo.says("Create", "1", page.clone())))
        .await;
    group
        .tells(node, &group.says("Announce", "2", page["id"].clone()))
        .await;
    assert!(find_post(node, &page["id"]).await.is_none());
    assert_eq!(shop.asked(), [""; 0]);
}
