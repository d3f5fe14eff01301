//! The gate: who gets in, who is told why not, and that nothing is taken before it is on disk.

use axum::http::HeaderMap;
use chrono::TimeDelta;
use federation::signature::{PrivateKey, Scheme, digest};
use majlis::db::types::{InboxState, InstancePolicy};
use majlis::domain::instances;
use serde_json::{Value, json};

use super::peer::{Peer, Somebody, deliver, find_actor, find_post, logged, one_and_peer, work};
use crate::support::network::Node;

/// A follow of the forum `cnc` of `node`.
fn follow(bo: &Somebody, node: &Node, number: &str) -> Value {
    bo.says("Follow", number, json!(node.core().config.link("/g/cnc")))
}

async fn forum(node: &Node) -> String {
    let admin = node.admin("salma").await;
    node.forum(&admin, "cnc", "public").await.actor.uri
}

#[tokio::test(flavor = "multi_thread")]
async fn both_schemes_and_both_kinds_of_key_are_taken() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    for (index, scheme) in [Scheme::Cavage, Scheme::Rfc9421].into_iter().enumerate() {
        for (name, key) in [
            ("rsa", PrivateKey::generate_rsa().unwrap()),
            ("ed", PrivateKey::generate_ed25519().unwrap()),
        ] {
            let name = format!("{name}{index}");
            let mut somebody = Somebody::new(&peer.url(&format!("/u/{name}")), key);
            somebody.scheme = scheme;
            peer.show(&somebody.document("Person", &name));
            let answer = somebody.sends(node, &follow(&somebody, node, "1")).await;
            assert_eq!(answer.status, 202, "{name} {scheme:?}: {}", answer.body);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_inbox_is_the_same_inbox() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let activity = follow(&bo, node, "1");
    let body = activity.to_string();
    for path in ["/inbox", "/actor/inbox", "/u/salma/inbox", "/g/cnc/inbox"] {
        let url = url::Url::parse(&node.core().config.link(path)).unwrap();
        let request = federation::signature::Outgoing {
            method: &axum::http::Method::POST,
            url: &url,
            body: Some(body.as_bytes()),
            date: node.core().clock.now().utc(),
        };
        let headers = federation::signature::sign_request(&bo.key, &bo.key_id, Scheme::Cavage, &request).unwrap();
        let answer = deliver(node, path, headers.into_iter().collect(), body.clone()).await;
        assert_eq!(answer.status, 202, "{path}: {}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_by_its_actor_is_refused() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let activity = follow(&bo, node, "1");
    let body = activity.to_string();

    let unsigned = deliver(node, "/inbox", HeaderMap::new(), body.clone()).await;
    assert_eq!(unsigned.status, 401);
    assert_eq!(unsigned.header("content-type"), "application/problem+json");

    let mut forged = bo.sign(node, body.as_bytes());
    let signature = forged["signature"]
        .to_str()
        .unwrap()
        .replace("signature=\"", "signature=\"AAAA");
    forged.insert("signature", signature.parse().unwrap());
    assert_eq!(deliver(node, "/inbox", forged, body.clone()).await.status, 401);

    let other_body = bo.sign(node, b"{}");
    assert_eq!(
        deliver(node, "/inbox", other_body, body.clone()).await.status,
        401,
        "wrong digest"
    );

    let mut swapped = bo.sign(node, b"{}");
    swapped.insert("digest", digest(body.as_bytes()).parse().unwrap());
    assert_eq!(
        deliver(node, "/inbox", swapped, body.clone()).await.status,
        401,
        "digest put in later"
    );

    let mut elsewhere = bo.sign(node, body.as_bytes());
    elsewhere.insert("host", "other.example".parse().unwrap());
    assert_eq!(
        deliver(node, "/inbox", elsewhere, body.clone()).await.status,
        401,
        "meant for another host"
    );

    let eve = peer.person("eve");
    let by_neighbour = eve.sign(node, body.as_bytes());
    assert_eq!(
        deliver(node, "/inbox", by_neighbour, body.clone()).await.status,
        401,
        "a neighbour's key"
    );

    let evil = Peer::start().await;
    let mallory = evil.person("mallory");
    let answer = deliver(node, "/inbox", mallory.sign(node, body.as_bytes()), body).await;
    assert_eq!(answer.status, 401, "a stranger's key");
    assert!(
        answer.json()["type"]
            .as_str()
            .unwrap()
            .ends_with("principal-actor-mismatch")
    );
    assert!(logged(node, &activity).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_is_good_for_a_short_while_only() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let body = follow(&bo, node, "1").to_string();
    let old = bo.sign(node, body.as_bytes());
    node.advance(TimeDelta::hours(13));
    assert_eq!(deliver(node, "/inbox", old, body.clone()).await.status, 401);
    let early = bo.sign(node, body.as_bytes());
    node.advance(TimeDelta::hours(-26));
    assert_eq!(deliver(node, "/inbox", early, body).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_activity_counts_once_however_often_it_is_sent() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let bo = peer.person("bo");
    let activity = follow(&bo, node, "1");
    for _ in 0..3 {
        bo.tells(node, &activity).await;
    }
    assert_eq!(find_actor(node, &cnc).await.unwrap().follower_count, 1);
    assert_eq!(logged(node, &activity).await.unwrap().state, InboxState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_is_on_disk_when_it_is_answered() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let activities: Vec<Value> = (0..60).map(|n| follow(&bo, node, &n.to_string())).collect();
    let sent = activities.iter().map(|activity| bo.sends(node, activity));
    for answer in futures::future::join_all(sent).await {
        assert_eq!(answer.status, 202, "{}", answer.body);
    }
    for activity in &activities {
        assert_eq!(logged(node, activity).await.unwrap().state, InboxState::Queued);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_of_a_known_server_may_begin_with_much_at_once() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    bo.tells(node, &follow(&bo, node, "1")).await;
    let eve = peer.person("eve");
    let activities: Vec<Value> = (0..20).map(|n| follow(&eve, node, &n.to_string())).collect();
    let sent = activities.iter().map(|activity| eve.sends(node, activity));
    for answer in futures::future::join_all(sent).await {
        assert_eq!(answer.status, 202, "{}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_two_servers_or_of_ours_are_refused() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let mut foreign = follow(&bo, node, "1");
    foreign["id"] = json!("https://victim.example/activities/1");
    assert_eq!(bo.sends(node, &foreign).await.status, 400);
    let mut ours = follow(&bo, node, "2");
    ours["id"] = json!(node.core().config.link("/activities/1"));
    ours["actor"] = json!(node.core().config.link("/u/salma"));
    assert_eq!(bo.sends(node, &ours).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn blocked_servers_and_their_subdomains_stay_outside() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    node.forum(&admin, "cnc", "public").await;
    let bo = peer.person("bo");
    let policy = InstancePolicy::Blocked;
    instances::set_policy(node.core(), &admin.principal(), peer.host(), policy, false, "")
        .await
        .unwrap();
    let answer = bo.sends(node, &follow(&bo, node, "1")).await;
    assert_eq!(answer.status, 403);
    assert_eq!(peer.asked(), [""; 0], "a blocked server is not asked for keys");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_have_limits() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let bo = peer.person("bo");
    let mut large = bo.says("Like", "large", json!("https://other.example/1"));
    large["summary"] = json!("x".repeat(600 * 1024));
    assert_eq!(bo.sends(node, &large).await.status, 413);

    let deep = format!("{}1{}", "[".repeat(40), "]".repeat(40));
    let mut nested = bo.says("Like", "deep", json!("https://other.example/1"));
    nested["tag"] = serde_json::from_str(&deep).unwrap();
    assert_eq!(bo.sends(node, &nested).await.status, 400);

    let twice = r#"{"type":"Like","type":"Follow"}"#;
    let headers = bo.sign(node, twice.as_bytes());
    assert_eq!(deliver(node, "/inbox", headers, twice).await.status, 400);

    let mut zipped = bo.sign(node, b"{}");
    zipped.insert("content-encoding", "gzip".parse().unwrap());
    assert_eq!(deliver(node, "/inbox", zipped, "{}").await.status, 415);
    let mut typed = bo.sign(node, b"{}");
    typed.insert("content-type", "application/json".parse().unwrap());
    assert_eq!(deliver(node, "/inbox", typed, "{}").await.status, 415);
    assert_eq!(
        peer.asked(),
        [""; 0],
        "nobody is asked for keys before the body is in order"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_type_is_taken_and_does_nothing() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let bo = peer.person("bo");
    let activity = bo.says("Juggle", "1", json!("https://other.example/1"));
    bo.tells(node, &activity).await;
    assert_eq!(logged(node, &activity).await.unwrap().state, InboxState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_farewell_of_a_stranger_costs_no_request() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let bo = peer.person("bo");
    let delete = bo.says("Delete", "1", json!(bo.id));
    assert_eq!(bo.sends(node, &delete).await.status, 202);
    assert_eq!(peer.asked(), [""; 0]);
    assert!(logged(node, &delete).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_cannot_be_had_is_asked_for_once_in_a_while() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let document = bo.document("Person", "bo");
    peer.show_at("/u/bo", 503, "text/plain", json!("later"));
    let activity = follow(&bo, node, "1");
    assert_eq!(bo.sends(node, &activity).await.status, 503);
    assert_eq!(bo.sends(node, &activity).await.status, 503);
    assert_eq!(peer.asked().len(), 1);
    peer.show(&document);
    node.advance(TimeDelta::minutes(1));
    bo.tells(node, &activity).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_is_found_after_five_minutes() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    bo.tells(node, &follow(&bo, node, "1")).await;
    let renewed = Somebody::new(&bo.id, PrivateKey::generate_rsa().unwrap());
    peer.show(&renewed.document("Person", "bo"));
    let asked = peer.asked().len();
    assert_eq!(renewed.sends(node, &follow(&bo, node, "2")).await.status, 401);
    assert_eq!(peer.asked().len(), asked, "no more than once in five minutes");
    node.advance(TimeDelta::minutes(6));
    renewed.tells(node, &follow(&bo, node, "2")).await;
    assert_eq!(
        bo.sends(node, &follow(&bo, node, "3")).await.status,
        401,
        "the old key is void"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn actors_are_what_their_own_server_shows_as_such() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    forum(node).await;
    let bo = peer.person("bo");
    let document = bo.document("Person", "bo");
    for kind in ["application/json", "text/plain", "image/png", "application/ld+json"] {
        peer.show_at("/u/bo", 200, kind, document.clone());
        assert_eq!(bo.sends(node, &follow(&bo, node, "1")).await.status, 401, "{kind}");
        node.advance(TimeDelta::minutes(16));
    }
    let mut named = document.clone();
    named["id"] = json!("https://victim.example/u/bo");
    peer.show_at("/u/bo", 200, "application/activity+json", named);
    assert_eq!(
        bo.sends(node, &follow(&bo, node, "1")).await.status,
        401,
        "a document of another's id"
    );
    assert!(find_actor(node, "https://victim.example/u/bo").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn linked_data_signatures_give_no_authority() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let cnc = forum(node).await;
    let (bo, eve) = (peer.person("bo"), peer.person("eve"));
    let page = bo.writes("Page", "1", &cnc, json!({ "name": "A forged topic" }));
    let mut create = bo.says("Create", "1", page.clone());
    create["signature"] = json!({ "type": "RsaSignature2017", "creator": bo.key_id, "signatureValue": "AAAA" });
    assert_eq!(eve.sends(node, &create).await.status, 401);
    work(node).await;
    assert!(find_post(node, &page["id"]).await.is_none());
}
