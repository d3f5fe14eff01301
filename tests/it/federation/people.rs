//! Following people elsewhere: what they write outside forums comes here for those who follow them, and nothing else does.

use majlis::apub::objects::PeerActor;
use majlis::db::types::PostKind;
use majlis::domain::{follows, notes};
use serde_json::{Value, json};
use url::Url;

use super::peer::{PUBLIC, Peer, Somebody, find_post, one_and_peer};
use crate::support::Person;
use crate::support::network::Node;

/// A note by `author` to these.
fn note(author: &Somebody, number: &str, to: &[&str], extra: &Value) -> Value {
    let mut note = json!({
        "id": format!("{}/notes/{number}", author.id), "type": "Note", "attributedTo": author.id,
        "url": format!("{}/@/{number}", author.id), "content": format!("<p>Note {number}</p>"),
        "to": to, "cc": [format!("{}/followers", author.id)], "published": "2026-11-22T09:00:00Z",
    });
    for (key, value) in extra.as_object().unwrap() {
        note[key] = value.clone();
    }
    note
}

/// `member` asks to follow `whom`, who accepts.
async fn follow(node: &Node, member: &Person, whom: &Somebody) {
    let id = Url::parse(&whom.id).unwrap();
    let actor = PeerActor::get(&node.app.apub.session(), &id).await.unwrap();
    let asked = follows::follow(node.core(), &member.principal(), actor.id)
        .await
        .unwrap();
    whom.tells(node, &whom.says("Accept", "accept-1", json!(asked.uri)))
        .await;
}

/// Shows an outbox with what was created, newest first.
fn show_outbox(peer: &Peer, of: &Somebody, created: &[&Value]) {
    let items: Vec<Value> = created
        .iter()
        .enumerate()
        .map(|(n, object)| of.says("Create", &format!("c{n}"), (*object).clone()))
        .collect();
    peer.show(&json!({ "id": format!("{}/outbox", of.id), "type": "OrderedCollection", "orderedItems": items }));
    created.iter().for_each(|object| peer.show(object));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_a_person_finds_what_they_wrote_and_write() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let bo = peer.person("bo");
    let old = note(&bo, "1", &[PUBLIC], &json!({}));
    let answer = note(&bo, "2", &[PUBLIC], &json!({ "inReplyTo": "https://other.example/1" }));
    show_outbox(&peer, &bo, &[&answer, &old]);
    follow(node, &noura, &bo).await;
    node.run_jobs().await;
    let new = note(
        &bo,
        "3",
        &[PUBLIC],
        &json!({ "content": "<p>Chips again<script>1</script></p>" }),
    );
    bo.tells(node, &bo.says("Create", "c9", new.clone())).await;

    let kept = find_post(node, &old["id"]).await.unwrap();
    assert_eq!((kept.kind, kept.forum_id), (PostKind::Note, None));
    assert!(
        find_post(node, &answer["id"]).await.is_none(),
        "answers stay where they are"
    );
    let client = node.sign_in(&noura).await;
    let home = client.get("/home").await;
    assert!(
        home.body.contains("Chips again") && home.body.contains("Note 1"),
        "{}",
        home.body
    );
    assert!(!home.body.contains("<script>1"));
    let page = client.get(&format!("/topics/{}", kept.id)).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, old["url"].as_str().unwrap())
    );

    let mut edited = new.clone();
    edited["content"] = json!("<p>Chips no more</p>");
    edited["updated"] = json!("2026-11-22T10:00:00Z");
    bo.tells(node, &bo.says("Update", "u1", edited)).await;
    assert!(find_post(node, &new["id"]).await.unwrap().html.contains("no more"));
    bo.tells(node, &bo.says("Delete", "d1", new["id"].clone())).await;
    assert!(find_post(node, &new["id"]).await.unwrap().is_removed());
    let latest = notes::latest(node.core(), &noura.viewer()).await.unwrap();
    assert_eq!(latest.posts.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_stands_in_a_forum_or_comes_from_a_stranger_is_no_note() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    follow(node, &noura, &bo).await;
    let followers = format!("{}/followers", bo.id);
    let group = peer.group("cnc").id;
    let refused = [
        (&bo, note(&bo, "1", &[&followers], &json!({}))),
        (&bo, note(&bo, "2", &[&noura.actor.uri], &json!({ "cc": [] }))),
        (&bo, note(&bo, "3", &[PUBLIC, &group], &json!({ "audience": group }))),
        (&eve, note(&eve, "4", &[PUBLIC], &json!({}))),
    ];
    for (n, (author, note)) in refused.iter().enumerate() {
        author
            .tells(node, &author.says("Create", &format!("c{n}"), note.clone()))
            .await;
        assert!(find_post(node, &note["id"]).await.is_none(), "{note}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_followers_here_no_more_notes_come() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let bo = peer.person("bo");
    follow(node, &noura, &bo).await;
    let first = note(&bo, "1", &[PUBLIC], &json!({}));
    bo.tells(node, &bo.says("Create", "c1", first.clone())).await;
    let kept = find_post(node, &first["id"]).await.unwrap();
    follows::unfollow(node.core(), &noura.principal(), kept.actor_id)
        .await
        .unwrap();
    let second = note(&bo, "2", &[PUBLIC], &json!({}));
    bo.tells(node, &bo.says("Create", "c2", second.clone())).await;

    assert!(find_post(node, &second["id"]).await.is_none());
    let latest = notes::latest(node.core(), &noura.viewer()).await.unwrap();
    assert!(latest.posts.is_empty());
}
