//! A forum of ours, written in from elsewhere.

use majlis::db::types::{PostKind, RemovedBy, TopicKind, Visibility};
use majlis::domain::forums;
use serde_json::json;

use super::peer::{PUBLIC, find_actor, find_post, logged, one_and_peer, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_written_edited_answered_voted_for_and_deleted() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, ada) = (peer.person("bo"), peer.person("ada"));

    let mut page = bo.writes(
        "Page",
        "1",
        &cnc.uri,
        json!({
            "name": "Chatter when milling 316L", "isQuestion": true,
            "content": "<p>Which path?</p><script>alert(1)</script>",
        }),
    );
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    assert_eq!(
        (topic.kind, topic.topic_kind),
        (PostKind::Topic, Some(TopicKind::Question))
    );
    assert_eq!(topic.title, "Chatter when milling 316L");
    assert!(
        topic.html.contains("Which path?") && !topic.html.contains("script"),
        "{}",
        topic.html
    );
    assert_eq!(topic.visibility, Visibility::Public);

    let note = ada.writes("Note", "2", &cnc.uri, json!({ "inReplyTo": page["id"] }));
    ada.tells(node, &ada.says("Create", "2", note.clone())).await;
    let reply = find_post(node, &note["id"]).await.unwrap();
    assert_eq!(
        (reply.root_id, reply.parent_id, reply.depth),
        (topic.id, Some(topic.id), 1)
    );

    ada.tells(node, &ada.says("Like", "3", page["id"].clone())).await;
    assert_eq!(post(node, topic.id).await.vote_count, 1);
    ada.tells(node, &ada.says("Undo", "4", ada.says("Like", "3", page["id"].clone())))
        .await;
    assert_eq!(post(node, topic.id).await.vote_count, 0);

    page["name"] = json!("Chatter when milling 316L, solved");
    page["updated"] = json!("2026-11-22T09:30:00Z");
    bo.tells(node, &bo.says("Update", "5", page.clone())).await;
    assert_eq!(post(node, topic.id).await.title, "Chatter when milling 316L, solved");

    ada.tells(node, &ada.says("Delete", "6", note["id"].clone())).await;
    assert_eq!(post(node, reply.id).await.removed_by, Some(RemovedBy::Author));
    assert_eq!(post(node, topic.id).await.reply_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn private_posts_are_not_kept() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let followers = format!("{}/followers", bo.id);
    for (number, to) in [("1", json!([&cnc.uri, followers])), ("2", json!([&admin.actor.uri]))] {
        let note = bo.writes("Note", number, &cnc.uri, json!({ "to": to, "audience": null }));
        let mut create = bo.says("Create", number, note.clone());
        create["to"] = to;
        bo.tells(node, &create).await;
        assert!(find_post(node, &note["id"]).await.is_none(), "{number}");
    }
    // The activity says it to everybody, the object to followers: the narrower counts.
    let note = bo.writes("Note", "3", &cnc.uri, json!({ "to": [followers, &cnc.uri] }));
    bo.tells(node, &bo.says("Create", "3", note.clone())).await;
    assert!(find_post(node, &note["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_here_reads_is_not_kept() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (bo, group) = (peer.person("bo"), peer.group("welding"));
    let page = bo.writes("Page", "1", &group.id, json!({ "name": "Somewhere else" }));
    let create = bo.says("Create", "1", page.clone());
    bo.tells(node, &create).await;
    group.tells(node, &group.says("Announce", "2", create)).await;
    peer.show(&page);
    group
        .tells(node, &group.says("Announce", "3", page["id"].clone()))
        .await;
    let reply = bo.writes("Note", "4", &group.id, json!({ "inReplyTo": page["id"] }));
    bo.tells(node, &bo.says("Create", "4", reply.clone())).await;
    for object in [page, reply] {
        assert!(find_post(node, &object["id"]).await.is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_moderators_lock_pin_and_remove() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let view = node.forum(&admin, "cnc", "public").await;
    let (bo, mo) = (peer.person("bo"), peer.person("mo"));
    let topic = node.topic(&admin, &view, "discussion", "Coolant for titanium").await;
    let featured = view.actor.featured.clone().unwrap();
    let acts = |number: &str| {
        let mut add = mo.says("Add", &format!("add{number}"), json!(topic.uri));
        add["target"] = json!(featured);
        add["audience"] = json!(view.actor.uri);
        [mo.says("Lock", &format!("lock{number}"), json!(topic.uri)), add]
    };
    for act in acts("1") {
        mo.tells(node, &act).await;
        assert!(logged(node, &act).await.unwrap().error.is_some());
    }
    let stood = post(node, topic.id).await;
    assert!(!stood.is_locked && !stood.is_pinned);

    let moderator = find_actor(node, &mo.id).await.unwrap();
    forums::set_moderator(node.core(), &admin.principal(), view.forum.id, moderator.id, true)
        .await
        .unwrap();
    for act in acts("2") {
        mo.tells(node, &act).await;
    }
    let stood = post(node, topic.id).await;
    assert!(stood.is_locked && stood.is_pinned);
    let late = bo.writes("Note", "late", &view.actor.uri, json!({ "inReplyTo": topic.uri }));
    bo.tells(node, &bo.says("Create", "late", late.clone())).await;
    assert!(find_post(node, &late["id"]).await.is_none(), "locked");

    mo.tells(node, &mo.says("Undo", "3", mo.says("Lock", "lock2", json!(topic.uri))))
        .await;
    assert!(!post(node, topic.id).await.is_locked);

    bo.tells(node, &bo.says("Delete", "5", json!(topic.uri))).await;
    assert!(!post(node, topic.id).await.is_removed(), "a stranger removes nothing");
    mo.tells(node, &mo.says("Delete", "6", json!(topic.uri))).await;
    assert_eq!(post(node, topic.id).await.removed_by, Some(RemovedBy::Moderator));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_from_outside_appoints_moderators_of_ours() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let view = node.forum(&admin, "cnc", "public").await;
    let eve = peer.person("eve");
    let mut add = eve.says("Add", "1", json!(eve.id));
    add["target"] = json!(view.actor.moderators);
    add["audience"] = json!(view.actor.uri);
    eve.tells(node, &add).await;
    assert_eq!(forums::moderators(node.core(), view.forum.id).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_actor_that_leaves_takes_its_words_along() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let page = bo.writes("Page", "1", &cnc.uri, json!({ "name": "A farewell to follow" }));
    bo.tells(node, &bo.says("Create", "1", page.clone())).await;
    peer.show_at("/u/bo", 410, "text/plain", json!(null));
    let mut delete = bo.says("Delete", "2", json!(bo.id));
    delete["to"] = json!([PUBLIC]);
    bo.tells(node, &delete).await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    assert!(topic.is_removed() && topic.html.is_empty());
    assert!(find_actor(node, &bo.id).await.unwrap().deleted_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_speaks_for_oneself_only() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let mut page = bo.writes("Page", "1", &cnc.uri, json!({ "name": "Written by bo" }));
    eve.tells(node, &eve.says("Create", "1", page.clone())).await;
    assert!(
        find_post(node, &page["id"]).await.is_none(),
        "a Create by somebody else"
    );
    bo.tells(node, &bo.says("Create", "2", page.clone())).await;
    let topic = find_post(node, &page["id"]).await.unwrap();

    page["name"] = json!("Changed by eve");
    eve.tells(node, &eve.says("Update", "3", page.clone())).await;
    page["attributedTo"] = json!(eve.id);
    eve.tells(node, &eve.says("Update", "4", page.clone())).await;
    page["updated"] = json!("2027-11-22T09:30:00Z");
    page["attributedTo"] = json!(bo.id);
    bo.tells(node, &bo.says("Update", "5", page.clone())).await;
    assert_eq!(post(node, topic.id).await.title, "Written by bo");

    let mut group = bo.document("Group", "bo");
    group["name"] = json!("Now a forum");
    bo.tells(node, &bo.says("Update", "6", group)).await;
    assert_eq!(find_actor(node, &bo.id).await.unwrap().kind.as_str(), "person");
    eve.tells(node, &eve.says("Update", "7", bo.document("Person", "robert")))
        .await;
    assert_eq!(find_actor(node, &bo.id).await.unwrap().username, "bo");
    let mut renamed = bo.document("Person", "bo");
    renamed["name"] = json!("Bo Lindqvist");
    bo.tells(node, &bo.says("Update", "8", renamed)).await;
    assert_eq!(find_actor(node, &bo.id).await.unwrap().name, "Bo Lindqvist");
}
