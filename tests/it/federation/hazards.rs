//! Things that come in the wrong order, twice, or never.

use chrono::TimeDelta;
use majlis::db::types::InboxState;
use majlis::domain::{Viewer, forums};

use serde_json::{Value, json};

use super::peer::{Somebody, find_post, followed, logged, one_and_peer, post, work};
use crate::support::network::Node;

async fn forum(node: &Node) -> String {
    let admin = node.admin("salma").await;
    node.forum(&admin, "cnc", "public").await.actor.uri
}

fn topic(bo: &Somebody, cnc: &str) -> Value {
    bo.writes("Page", "1", cnc, json!({ "name": "First version" }))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_before_its_create_is_the_version_that_stays() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    let mut newer = page.clone();
    newer["name"] = json!("Second version");
    bo.tells(node, &bo.says("Update", "2", newer)).await;
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    assert_eq!(find_post(node, &page["id"]).await.unwrap().title, "Second version");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_update_changes_nothing() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    for (number, name, at) in [("3", "Third version", "09:40"), ("2", "Second version", "09:20")] {
        let mut version = page.clone();
        version["name"] = json!(name);
        version["updated"] = json!(format!("2026-11-22T{at}:00Z"));
        bo.tells(node, &bo.says("Update", number, version)).await;
    }
    assert_eq!(find_post(node, &page["id"]).await.unwrap().title, "Third version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_create_after_its_delete_revives_nothing() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let page = topic(&bo, &cnc);
    bo.tells(node, &bo.says("Delete", "2", page["id"].clone())).await;
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    assert!(find_post(node, &page["id"]).await.is_none());
    // On its own server everybody may be staff, but nobody elsewhere buries anything.
    let other = crate::federation::peer::Peer::start().await;
    let mallory = other.person("mallory");
    let second = eve.writes("Page", "2", &cnc, json!({ "name": "Not to be buried" }));
    mallory
        .tells(node, &mallory.says("Delete", "1", second["id"].clone()))
        .await;
    eve.tells(node, &eve.says("Create", "3", second.clone())).await;
    assert!(find_post(node, &second["id"]).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_before_its_like_takes_the_vote() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    let ada = peer.person("ada");
    let like = ada.says("Like", "like", page["id"].clone());
    ada.tells(node, &ada.says("Undo", "undo", like.clone())).await;
    ada.tells(node, &like).await;
    assert_eq!(find_post(node, &page["id"]).await.unwrap().vote_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_fetches_what_it_answers() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    peer.show(&page);
    let middle = bo.writes("Note", "2", &cnc, json!({ "inReplyTo": page["id"] }));
    peer.show(&middle);
    let last = bo.writes("Note", "3", &cnc, json!({ "inReplyTo": middle["id"] }));
    bo.tells(node, &bo.says("Create", "3", last.clone())).await;
    let last = find_post(node, &last["id"]).await.unwrap();
    assert_eq!(last.depth, 2);
    assert_eq!(last.root_id, find_post(node, &page["id"]).await.unwrap().id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_waits_for_a_topic_that_cannot_be_had_now() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    peer.show_at("/u/bo/posts/1", 503, "text/plain", json!(null));
    let reply = bo.writes("Note", "2", &cnc, json!({ "inReplyTo": page["id"] }));
    let create = bo.says("Create", "2", reply.clone());
    bo.tells(node, &create).await;
    assert_eq!(logged(node, &create).await.unwrap().state, InboxState::Parked);
    // It holds nobody up.
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    assert!(find_post(node, &page["id"]).await.is_some());
    node.advance(TimeDelta::minutes(1));
    work(node).await;
    assert!(find_post(node, &reply["id"]).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_comes_is_given_up() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    peer.show_at("/u/bo/posts/1", 503, "text/plain", json!(null));
    let parent = format!("{}/posts/1", bo.id);
    let create = bo.says(
        "Create",
        "2",
        bo.writes("Note", "2", &cnc, json!({ "inReplyTo": parent })),
    );
    bo.tells(node, &create).await;
    for minutes in [1, 10, 60] {
        assert_eq!(logged(node, &create).await.unwrap().state, InboxState::Parked);
        node.advance(TimeDelta::minutes(minutes));
        work(node).await;
    }
    assert_eq!(logged(node, &create).await.unwrap().state, InboxState::Failed);
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_that_answer_each_other_end() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let first = bo.writes("Note", "1", &cnc, json!({ "inReplyTo": format!("{}/posts/2", bo.id) }));
    let second = bo.writes("Note", "2", &cnc, json!({ "inReplyTo": first["id"] }));
    peer.show(&first);
    peer.show(&second);
    bo.tells(node, &bo.says("Create", "1", first.clone())).await;
    assert!(find_post(node, &first["id"]).await.is_none());
    assert!(peer.asked().len() <= 60, "{} requests", peer.asked().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn applying_again_changes_nothing() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let page = topic(&bo, &cnc);
    let reply = bo.writes("Note", "2", &cnc, json!({ "inReplyTo": page["id"] }));
    let ada = peer.person("ada");
    let said = [
        bo.says("Create", "1", page.clone()),
        bo.says("Create", "2", reply.clone()),
        ada.says("Like", "3", page["id"].clone()),
        ada.says("Follow", "4", json!(cnc)),
    ];
    for activity in &said {
        let by = if activity["actor"] == json!(bo.id) { &bo } else { &ada };
        by.tells(node, activity).await;
    }
    let before = find_post(node, &page["id"]).await.unwrap();
    // As if the process had died after applying them and before writing that down.
    let core = node.core();
    for activity in &said {
        let row = logged(node, activity).await.unwrap();
        let mut conn = core.db.write().await.unwrap();
        let now = core.clock.now();
        majlis::db::inbox::settle(&mut conn, row.id, InboxState::Queued, 0, now, None)
            .await
            .unwrap();
    }
    work(node).await;
    let after = post(node, before.id).await;
    assert_eq!((after.reply_count, after.vote_count), (1, 1));
    assert_eq!((before.reply_count, before.vote_count), (1, 1));
    let forum = super::peer::find_actor(node, &cnc).await.unwrap();
    assert_eq!(forum.follower_count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_applied_is_forgotten_after_two_weeks_and_a_late_repeat_harms_nobody() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let create = bo.says("Create", "1", topic(&bo, &cnc));
    bo.tells(node, &create).await;
    let core = node.core();
    let until = core.clock.now().plus(TimeDelta::seconds(1));
    let forgotten = majlis::db::inbox::delete_settled(&mut core.db.write().await.unwrap(), until)
        .await
        .unwrap();
    assert_eq!(forgotten, 1);
    bo.tells(node, &create).await;
    let view = forums::find(core, &Viewer::Guest, "cnc").await.unwrap();
    assert_eq!(view.forum.topic_count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_post_comes_back_confirmed() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("welding");
    let actor = followed(node, &group, &noura).await;
    let handle = format!("welding@{}", peer.host());
    let view = forums::find(node.core(), &noura.viewer(), &handle).await.unwrap();
    let topic = node
        .topic(&noura, &view, "discussion", "Which gas for thin sheet")
        .await;
    assert_eq!(topic.announced_at, None);
    let create = json!({
        "id": node.core().config.link("/activities/create/1"), "type": "Create", "actor": noura.actor.uri,
        "object": { "id": topic.uri, "type": "Page", "attributedTo": noura.actor.uri, "name": "Not what we wrote" },
        "to": [group.id], "cc": [],
    });
    group.tells(node, &group.says("Announce", "1", create)).await;
    let stood = post(node, topic.id).await;
    assert!(stood.announced_at.is_some());
    assert_eq!(stood.title, "Which gas for thin sheet");
    assert_eq!(actor.username, "welding");
    // A forum may take our post out of itself.
    let mut delete = group.says("Delete", "2", json!(topic.uri));
    delete["summary"] = json!("Off topic");
    group.tells(node, &group.says("Announce", "3", delete)).await;
    assert!(post(node, topic.id).await.is_removed());
}
