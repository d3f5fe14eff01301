//! Follows that come in, and the answers to ours.

use majlis::db::follows as rows;
use majlis::db::types::FollowState;
use majlis::domain::follows;
use serde_json::json;

use super::peer::{find_actor, one_and_peer};

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_holds_until_it_is_taken_back() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let follow = bo.says("Follow", "1", json!(cnc.uri));
    bo.tells(node, &follow).await;
    assert_eq!(find_actor(node, &cnc.uri).await.unwrap().follower_count, 1);
    bo.tells(node, &bo.says("Undo", "2", follow)).await;
    assert_eq!(find_actor(node, &cnc.uri).await.unwrap().follower_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_back_what_another_did() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let follow = bo.says("Follow", "1", json!(cnc.uri));
    bo.tells(node, &follow).await;
    eve.tells(node, &eve.says("Undo", "2", follow.clone())).await;
    eve.tells(node, &eve.says("Undo", "3", follow["id"].clone())).await;
    assert_eq!(find_actor(node, &cnc.uri).await.unwrap().follower_count, 1);
    bo.tells(node, &bo.says("Undo", "4", follow["id"].clone())).await;
    assert_eq!(find_actor(node, &cnc.uri).await.unwrap().follower_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_that_stays_inside_cannot_be_followed_from_outside() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let board = node.forum(&admin, "board", "instance").await.actor;
    let bo = peer.person("bo");
    bo.tells(node, &bo.says("Follow", "1", json!(board.uri))).await;
    assert_eq!(find_actor(node, &board.uri).await.unwrap().follower_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_followed_one_accepts_or_rejects() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    // The peer becomes known by saying something.
    bo.tells(node, &bo.says("Follow", "1", json!(noura.actor.uri))).await;
    let known = find_actor(node, &bo.id).await.unwrap();
    let follow = follows::follow(node.core(), &noura.principal(), known.id)
        .await
        .unwrap();
    assert_eq!(follow.state, FollowState::Pending);
    let state = || async {
        let mut conn = node.core().db.read().await.unwrap();
        rows::find(&mut conn, noura.actor.id, known.id)
            .await
            .unwrap()
            .unwrap()
            .state
    };
    eve.tells(node, &eve.says("Accept", "2", json!(follow.uri))).await;
    assert_eq!(state().await, FollowState::Pending);
    // Some servers give the follow back with another id or none that they kept.
    let copy = json!({
        "id": "https://elsewhere.example/1", "type": "Follow", "actor": noura.actor.uri, "object": bo.id,
    });
    bo.tells(node, &bo.says("Accept", "3", copy)).await;
    assert_eq!(state().await, FollowState::Accepted);
    bo.tells(node, &bo.says("Reject", "4", json!(follow.uri))).await;
    assert_eq!(state().await, FollowState::Rejected);
}
