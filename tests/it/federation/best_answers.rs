//! Best answers, chosen elsewhere.

use majlis::domain::{Viewer, forums};
use serde_json::json;

use super::peer::{find_post, followed, one_and_peer, post};

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_chooses_the_best_answer_and_nobody_else() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let view = node.forum(&admin, "cnc", "public").await;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let question = bo.writes(
        "Page",
        "1",
        &view.actor.uri,
        json!({ "name": "Which coolant?", "isQuestion": true }),
    );
    bo.tells(node, &bo.says("Create", "1", question.clone())).await;
    let topic = find_post(node, &question["id"]).await.unwrap();
    let answer = node.reply(&admin, topic.id, "Emulsion.").await;

    eve.tells(node, &eve.says("ChooseAnswer", "2", json!(answer.uri))).await;
    assert_eq!(post(node, topic.id).await.accepted_id, None);
    let choice = bo.says("ChooseAnswer", "3", json!(answer.uri));
    bo.tells(node, &choice).await;
    assert_eq!(post(node, topic.id).await.accepted_id, Some(answer.id));
    eve.tells(
        node,
        &eve.says("Undo", "4", eve.says("ChooseAnswer", "5", json!(answer.uri))),
    )
    .await;
    assert_eq!(post(node, topic.id).await.accepted_id, Some(answer.id));
    bo.tells(node, &bo.says("Undo", "6", choice)).await;
    assert_eq!(post(node, topic.id).await.accepted_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_topic_itself_may_name_its_best_answer() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let view = node.forum(&admin, "cnc", "public").await;
    let bo = peer.person("bo");
    let mut question = bo.writes(
        "Page",
        "1",
        &view.actor.uri,
        json!({ "name": "Which coolant?", "isQuestion": true }),
    );
    bo.tells(node, &bo.says("Create", "1", question.clone())).await;
    let topic = find_post(node, &question["id"]).await.unwrap();
    let answer = node.reply(&admin, topic.id, "Emulsion.").await;
    question["acceptedAnswer"] = json!(answer.uri);
    bo.tells(node, &bo.says("Update", "2", question.clone())).await;
    assert_eq!(post(node, topic.id).await.accepted_id, Some(answer.id));
    question["acceptedAnswer"] = json!(null);
    bo.tells(node, &bo.says("Update", "3", question)).await;
    assert_eq!(post(node, topic.id).await.accepted_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_elsewhere_announces_the_choice() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let question = bo.writes(
        "Page",
        "1",
        &group.id,
        json!({ "name": "Which coolant?", "isQuestion": true }),
    );
    group
        .tells(
            node,
            &group.says("Announce", "1", bo.says("Create", "1", question.clone())),
        )
        .await;
    let topic = find_post(node, &question["id"]).await.unwrap();
    let answer = node.reply(&noura, topic.id, "Emulsion.").await;
    let choice = bo.says("ChooseAnswer", "2", json!(answer.uri));
    group.tells(node, &group.says("Announce", "2", choice.clone())).await;
    assert_eq!(post(node, topic.id).await.accepted_id, Some(answer.id));
    group
        .tells(node, &group.says("Announce", "3", bo.says("Undo", "3", choice)))
        .await;
    assert_eq!(post(node, topic.id).await.accepted_id, None);
    let handle = format!("cnc@{}", peer.host());
    let view = forums::find(node.core(), &Viewer::Guest, &handle).await.unwrap();
    assert_eq!(view.forum.topic_count, 1);
}
