//! Private messages from elsewhere, in the shapes that other software sends, and what becomes of them.

use majlis::apub::outbox;
use majlis::db::messages::deliveries;
use majlis::db::messages::members::Folder;
use majlis::db::messages::texts::{self, Message};
use majlis::db::types::MessageState;
use majlis::domain::messages::{self, blocks, show};
use serde_json::{Value, json};

use super::peer::{PUBLIC, Somebody, find_actor, find_post, logged, one_and_peer};
use crate::support::Person;
use crate::support::network::Node;

async fn find(node: &Node, object: &Value) -> Option<Message> {
    let mut conn = node.core().db.read().await.unwrap();
    texts::find_by_uri(&mut conn, object["id"].as_str().unwrap())
        .await
        .unwrap()
}

async fn requests(node: &Node, who: &Person) -> usize {
    let found = show::list(node.core(), &who.principal(), Folder::Requests, None).await;
    found.unwrap().lines.len()
}

/// A note to one person, as Mastodon sends it; `extra` wins.
fn direct(from: &Somebody, number: &str, to: &Person, extra: &Value) -> Value {
    let id = &to.actor.uri;
    let mut note = json!({
        "id": format!("{}/posts/{number}", from.id), "type": "Note", "attributedTo": from.id,
        "to": [id], "cc": [], "published": "2026-11-22T09:00:00Z",
        "tag": [{ "type": "Mention", "href": id, "name": "@noura" }],
        "content": format!("<p><span class=\"h-card\"><a href=\"{id}\" class=\"u-url mention\">@<span>noura</span></a></span> Message {number}</p>"),
    });
    for (key, value) in extra.as_object().unwrap() {
        note[key] = value.clone();
    }
    note
}

fn create(from: &Somebody, number: &str, note: &Value) -> Value {
    let mut create = from.says("Create", number, note.clone());
    create["to"] = note["to"].clone();
    create["cc"] = json!([]);
    create
}

#[tokio::test(flavor = "multi_thread")]
async fn every_software_is_understood() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (noura, sami) = (node.member("noura").await, node.member("sami").await);
    let id = &noura.actor.uri;
    let shapes = [
        (
            "Mastodon",
            json!({ "sensitive": false, "conversation": "tag:a,2026:objectId=1", "contentMap": { "en": "x" } }),
        ),
        ("Mastodon limited", json!({ "tag": [], "content": "<p>Message 1</p>" })),
        (
            "GoToSocial",
            json!({ "to": id, "cc": [], "interactionPolicy": {}, "attachment": [] }),
        ),
        (
            "Lemmy 1.0",
            json!({ "tag": null, "content": "<p>Message 3</p>", "mediaType": "text/html",
            "source": { "content": "Message 3", "mediaType": "text/markdown" } }),
        ),
        (
            "Lemmy 0.19",
            json!({ "type": "ChatMessage", "content": "<p>Message 4</p>" }),
        ),
        (
            "Mbin",
            json!({ "type": "ChatMessage", "content": "<p>Message 5</p>", "to": [id] }),
        ),
        (
            "PieFed",
            json!({ "content": "<p>Message 6</p>", "name": "Message", "tag": [] }),
        ),
        (
            "NodeBB",
            json!({ "to": [id, sami.actor.uri], "content": "<p>Message 7</p>", "name": null }),
        ),
        (
            "Pixelfed",
            json!({ "summary": null, "attachment": [], "tag": { "type": "Mention", "href": id, "name": "@noura" } }),
        ),
    ];
    for (number, (software, extra)) in shapes.iter().enumerate() {
        let from = peer.person(&format!("bo{number}"));
        let note = direct(&from, &number.to_string(), &noura, extra);
        from.tells(node, &create(&from, &number.to_string(), &note)).await;
        let error = logged(node, &create(&from, &number.to_string(), &note)).await.unwrap();
        let kept = find(node, &note).await;
        let kept = kept.unwrap_or_else(|| panic!("{software}: {:?}", error.error));
        assert_eq!(kept.excerpt, format!("Message {number}"), "{software}");
        assert!(find_post(node, &note["id"]).await.is_none(), "{software}");
        assert_eq!(error.body, "{}", "{software}: what was said stands in one place");
    }
    assert_eq!(requests(node, &noura).await, shapes.len());
    assert_eq!(requests(node, &sami).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_twice_late_or_after_its_end_is_taken_once() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (noura, bo) = (node.member("noura").await, peer.person("bo"));
    let first = direct(&bo, "1", &noura, &json!({}));
    for number in ["c1", "c2", "c3"] {
        bo.tells(node, &create(&bo, number, &first)).await;
    }
    // The second one was lost; the third answers it and goes where its people are.
    let third = direct(&bo, "3", &noura, &json!({ "inReplyTo": format!("{}/posts/2", bo.id) }));
    bo.tells(node, &create(&bo, "c4", &third)).await;
    let (one, other) = (find(node, &first).await.unwrap(), find(node, &third).await.unwrap());
    assert_eq!(one.conversation_id, other.conversation_id);
    assert_eq!((one.number, other.number), (1, 2));
    // Changed and taken back by its author, and by nobody else.
    let eve = peer.person("eve");
    let edited = direct(
        &bo,
        "1",
        &noura,
        &json!({ "content": "<p>Better</p>", "updated": "2026-11-22T09:30:00Z" }),
    );
    let mut update = create(&bo, "u1", &edited);
    update["type"] = json!("Update");
    bo.tells(node, &update).await;
    assert_eq!(find(node, &first).await.unwrap().excerpt, "Better");
    bo.tells(node, &bo.says("Delete", "d1", first["id"].clone())).await;
    assert!(find(node, &first).await.unwrap().deleted_at.is_some());
    // What was taken back before it came does not come.
    let late = direct(&eve, "9", &noura, &json!({}));
    eve.tells(node, &eve.says("Delete", "d9", late["id"].clone())).await;
    eve.tells(node, &create(&eve, "c9", &late)).await;
    assert!(find(node, &late).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_others_for_nobody_or_from_the_unwelcome_is_dropped() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (noura, bo, eve) = (node.member("noura").await, peer.person("bo"), peer.person("eve"));
    let admin = node.admin("salma").await;
    let forum = node.forum(&admin, "cnc", "public").await.actor.uri;
    let followers = format!("{}/followers", bo.id);
    let stranger = format!("{}/u/nobody", "https://elsewhere.example");
    let dropped = [
        ("to somebody elsewhere", json!({ "to": [stranger] })),
        ("to followers, too", json!({ "cc": [followers] })),
        ("to a forum, too", json!({ "to": [noura.actor.uri, forum] })),
        (
            "a vote",
            json!({ "name": "Yes", "content": null, "inReplyTo": "https://a.example/poll" }),
        ),
        ("to everybody", json!({ "to": [noura.actor.uri, PUBLIC] })),
    ];
    for (number, (what, extra)) in dropped.iter().enumerate() {
        let note = direct(&bo, &number.to_string(), &noura, extra);
        bo.tells(node, &create(&bo, &format!("c{number}"), &note)).await;
        assert!(find(node, &note).await.is_none(), "{what}");
        assert!(find_post(node, &note["id"]).await.is_none(), "{what}");
    }
    // Of whom one blocks, nothing is kept, and their server is told what it is always told.
    eve.tells(node, &create(&eve, "e1", &direct(&eve, "1", &noura, &json!({}))))
        .await;
    let known = find_actor(node, &eve.id).await.unwrap();
    blocks::set(node.core(), &noura.principal(), known.id, true)
        .await
        .unwrap();
    let second = direct(&eve, "2", &noura, &json!({}));
    let answer = eve.sends(node, &create(&eve, "e2", &second)).await;
    assert_eq!(answer.status, 202);
    super::peer::work(node).await;
    assert!(find(node, &second).await.is_none());
    assert_eq!(logged(node, &create(&eve, "e2", &second)).await.unwrap().body, "{}");
    // Passed on by a forum it is no longer private, and not taken.
    let group = peer.group("welding");
    let third = direct(&bo, "x", &noura, &json!({}));
    peer.show(&third);
    group
        .tells(node, &group.says("Announce", "a1", create(&bo, "cx", &third)))
        .await;
    assert!(find(node, &third).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_to_a_public_topic_is_no_reply() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let view = node.forum(&admin, "cnc", "public").await;
    let topic = node.topic(&admin, &view, "question", "Which coolant?").await;
    let bo = peer.person("bo");
    let note = direct(
        &bo,
        "1",
        &admin,
        &json!({ "inReplyTo": topic.uri, "content": "<p>In private</p>" }),
    );
    bo.tells(node, &create(&bo, "c1", &note)).await;
    assert_eq!(find(node, &note).await.unwrap().excerpt, "In private");
    assert_eq!(node.post(topic.id).await.reply_count, 0);
    assert!(
        !node
            .guest()
            .get(&format!("/topics/{}", topic.id))
            .await
            .body
            .contains("In private")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_to_somebody_elsewhere_who_blocks_the_author_stays_here_and_looks_sent() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (noura, bo) = (node.member("noura").await, peer.person("bo"));
    let first = direct(&bo, "1", &noura, &json!({}));
    bo.tells(node, &create(&bo, "c1", &first)).await;
    let talk = find(node, &first).await.unwrap().conversation_id;
    let core = node.core();
    let carried = async |text: &str| {
        let form = crate::messages::words(text);
        let sent = messages::send(core, &noura.principal(), talk, &form).await.unwrap();
        outbox::run_due(&node.app).await.unwrap();
        let mut conn = core.db.read().await.unwrap();
        let row = deliveries::list(&mut conn, &[sent.id]).await.unwrap()[0].clone();
        (row.outbox_id.is_some(), row.state)
    };
    assert_eq!(carried("Second").await, (true, MessageState::Sent));

    let mut block = bo.says("Block", "b1", json!(noura.actor.uri));
    block["to"] = json!([noura.actor.uri]);
    // Somebody else says it of bo, and a forum passes it on: neither is a word of bo's.
    let group = peer.group("welding");
    group.tells(node, &group.says("Announce", "a1", block.clone())).await;
    assert_eq!(carried("Third").await, (true, MessageState::Sent));
    bo.tells(node, &block).await;
    assert_eq!(carried("Fourth").await, (false, MessageState::Delivered));
    bo.tells(node, &bo.says("Undo", "u1", block)).await;
    assert_eq!(carried("Fifth").await, (true, MessageState::Sent));
}
