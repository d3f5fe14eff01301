//! Killed while it delivers: a peer gets every activity, in order; what comes twice comes word for word.

use std::collections::{HashMap, HashSet};

use majlis::db::outbox::{self, OutboxActivity};
use majlis::db::types::UtcTime;
use majlis::db::{Db, deliveries, events};
use majlis::domain::posts::{self as writing, TopicForm};
use majlis::domain::{Principal, actors, follows};
use majlis::id::random_bytes;
use serde_json::Value;

use super::instance::{Instance, forum};
use super::peer::Peer;
use super::{PATIENCE, eventually};

const TOPICS: usize = 300;

/// The ids of topics that were never sent, in a forum that a person of `peer` follows.
async fn prepare(instance: &Instance, peer: &Peer) -> Vec<String> {
    let app = instance.app().await;
    let (boss, forum) = forum(&app).await;
    let bo = actors::store_remote(&app.core, peer.remote("bo"))
        .await
        .expect("an actor");
    let follow = format!("{}#follow", bo.uri);
    follows::receive(&app.core, &Principal::remote(&bo, None, None), forum.actor.id, &follow)
        .await
        .expect("a follow");
    let by = Principal::member(&app.core, &boss).expect("an active account");
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
    topics
}

async fn is_drained(db: &Db) -> bool {
    let mut conn = db.read().await.expect("a connection");
    let untold = events::list_open(&mut conn, UtcTime::from_millis(4_000_000_000_000), 1)
        .await
        .expect("a query");
    untold.is_empty() && deliveries::count_waiting(&mut conn).await.expect("a query").is_empty()
}

/// The announcements with these ids, as the forum made them.
async fn made(db: &Db, ids: &[&String]) -> Vec<OutboxActivity> {
    let mut conn = db.read().await.expect("a connection");
    let mut all = Vec::new();
    for id in ids {
        let found = outbox::find_by_uri(&mut conn, id).await.expect("a query");
        all.push(found.unwrap_or_else(|| panic!("{id} was never made")));
    }
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
    let topics = prepare(&instance, &peer).await;
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

    let got = announcements(peer.got());
    let mut seen = HashSet::new();
    let first: Vec<&String> = got.iter().map(|(id, _)| id).filter(|id| seen.insert(*id)).collect();
    let made = made(&db, &first).await;
    assert!(
        made.is_sorted_by_key(|activity| activity.id),
        "out of order, killed after {moments:?}"
    );
    let texts: HashMap<&str, &str> = made.iter().map(|one| (one.uri.as_str(), one.body.as_str())).collect();
    for (id, text) in &got {
        assert_eq!(
            Some(&text.as_str()),
            texts.get(id.as_str()),
            "{id} came with other words, killed after {moments:?}"
        );
    }
    let told: HashSet<(bool, String)> = made.iter().map(|activity| about(&activity.body)).collect();
    for topic in topics {
        for is_id in [true, false] {
            assert!(
                told.contains(&(is_id, topic.clone())),
                "{topic} was never announced, killed after {moments:?}"
            );
        }
    }
}

/// The topic that an announcement is about, and whether it names its id only.
fn about(body: &str) -> (bool, String) {
    let activity: Value = serde_json::from_str(body).expect("JSON");
    let object = &activity["object"];
    match object.as_str() {
        Some(id) => (true, id.to_owned()),
        None => (false, object["object"]["id"].as_str().expect("a topic").to_owned()),
    }
}
