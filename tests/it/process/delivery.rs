//! Killed while it delivers: a peer gets every activity, in order; what comes twice comes word for word.

use std::collections::HashSet;

use majlis::db::outbox::{self, OutboxActivity};
use majlis::db::types::ActorId;
use majlis::db::{Db, deliveries, events};
use majlis::domain::posts::{self as writing, TopicForm};
use majlis::domain::{Principal, actors, follows};
use majlis::id::random_bytes;
use serde_json::Value;

use super::instance::{Instance, forum};
use super::peer::Peer;
use super::{PATIENCE, eventually};

const TOPICS: usize = 300;

/// A forum that a person of `peer` follows, with topics that were never sent. The forum's actor and the topics' ids.
async fn prepare(instance: &Instance, peer: &Peer) -> (ActorId, Vec<String>) {
    let app = instance.app().await;
    let (boss, forum) = forum(&app).await;
    let bo = actors::store_remote(&app.core, peer.remote("bo"))
        .await
        .expect("an actor");
    let follow = format!("{}#follow", bo.uri);
    follows::receive(&app.core, &Principal::remote(&bo, None, None), forum.actor.id, &follow)
        .await
        .expect("a follow");
    let by = Principal::member(&boss).expect("an active account");
    let mut topics = Vec::new();
    for n in 0..TOPICS {
        let form = TopicForm {
            kind: "discussion".to_owned(),
            title: format!("Shift report {n}"),
            body: "Nothing unusual on the line.".to_owned(),
            language: "en".to_owned(),
        };
        topics.push(
            writing::write_topic(&app.core, &by, forum.forum.id, &form)
                .await
                .expect("a topic")
                .uri,
        );
    }
    (forum.actor.id, topics)
}

async fn is_drained(db: &Db) -> bool {
    let mut conn = db.read().await.expect("a connection");
    let untold = events::list_open(&mut conn, 1).await.expect("a query");
    untold.is_empty() && deliveries::count_waiting(&mut conn).await.expect("a query").is_empty()
}

/// What the forum announced, oldest first.
async fn announced(db: &Db, forum: ActorId) -> Vec<OutboxActivity> {
    let mut conn = db.read().await.expect("a connection");
    let mut all = outbox::list_public(&mut conn, forum, &["Announce"], 10_000)
        .await
        .expect("a query");
    all.reverse();
    all
}

/// Ids and texts of the announcements among what a peer got, as they came.
fn announcements(got: Vec<String>) -> Vec<(String, String)> {
    got.into_iter()
        .filter_map(|text| {
            let activity: Value = serde_json::from_str(&text).expect("JSON");
            (activity["type"] == "Announce").then(|| (activity["id"].as_str().expect("an id").to_owned(), text))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_gets_everything_in_order_whenever_the_process_is_killed() {
    let (mut instance, peer) = (Instance::new().await, Peer::start().await);
    let (forum, topics) = prepare(&instance, &peer).await;
    let [early, late] = random_bytes::<2>().map(usize::from);
    let moments = [20 + early % 150, 270 + late % 150];
    let mut count = peer.count();
    instance.start().await;

    for moment in moments {
        let reached = tokio::time::timeout(PATIENCE, count.wait_for(|now| *now >= moment)).await;
        reached
            .unwrap_or_else(|_| panic!("the peer never got {moment} activities"))
            .expect("a peer");
        instance.kill();
        instance.start().await;
    }
    let db = instance.database.open().await;
    eventually("everything is delivered", async || is_drained(&db).await.then_some(())).await;

    let sent = announced(&db, forum).await;
    let got = announcements(peer.got());
    let mut seen = HashSet::new();
    let first: Vec<&String> = got.iter().map(|(id, _)| id).filter(|id| seen.insert(*id)).collect();
    assert_eq!(
        first,
        sent.iter().map(|activity| &activity.uri).collect::<Vec<_>>(),
        "killed after {moments:?}"
    );
    for (id, text) in &got {
        let made = sent.iter().find(|activity| activity.uri == *id).expect("it was made");
        assert_eq!(*text, made.body, "{id} came with other words, killed after {moments:?}");
    }
    let told: HashSet<String> = sent.iter().filter_map(|activity| about(&activity.body)).collect();
    for topic in &topics {
        assert!(
            told.contains(topic),
            "{topic} was never announced, killed after {moments:?}"
        );
    }
}

/// The topic that an announcement of an id is about.
fn about(body: &str) -> Option<String> {
    let activity: Value = serde_json::from_str(body).expect("JSON");
    activity["object"].as_str().map(ToOwned::to_owned)
}
