//! Killed while it takes activities: what was answered 202 is applied, and applied once.

use std::sync::Arc;

use chrono::TimeDelta;
use majlis::clock::Clock;
use majlis::db::posts::{self, Post};
use majlis::db::types::InboxState;
use majlis::db::{Db, inbox};
use majlis::domain::Principal;
use majlis::domain::posts::{self as writing, TopicForm};
use majlis::id::random_bytes;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::Url;

use super::instance::{Instance, forum};
use super::peer::Peer;
use super::{GLANCE, PATIENCE, eventually};

const TOPICS: usize = 20;
const PEOPLE: usize = 10;
/// Requests at the same time.
const SENDERS: usize = 4;
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// What the peer sends: everybody votes for each topic and answers it.
struct Mail {
    activities: Vec<Value>,
    topics: Vec<Post>,
}

/// A forum with topics, and what `peer` is going to send about them.
async fn prepare(instance: &Instance, peer: &Peer) -> Mail {
    let app = instance.app().await;
    let (boss, forum) = forum(&app).await;
    let by = Principal::member(&app.core, &boss).expect("an active account");
    let mut topics = Vec::new();
    for n in 0..TOPICS {
        let form = TopicForm {
            kind: "discussion".to_owned(),
            title: format!("Pump {n} on the test bench"),
            body: "Readings of the last week, one by one.".to_owned(),
            language: "en".to_owned(),
        };
        topics.push(
            writing::write_topic(&app.core, &by, forum.forum.id, &form)
                .await
                .expect("a topic"),
        );
    }
    let mut activities = Vec::new();
    for person in 0..PEOPLE {
        let actor = peer.person(&format!("p{person}"));
        for (n, topic) in topics.iter().enumerate() {
            activities.push(like(&actor, n, topic));
            activities.push(answer(&actor, n, topic, &forum.actor.uri));
        }
    }
    Mail { activities, topics }
}

fn like(actor: &str, n: usize, topic: &Post) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{actor}/likes/{n}"),
        "type": "Like",
        "actor": actor,
        "object": topic.uri,
        "to": [PUBLIC],
    })
}

fn answer(actor: &str, n: usize, topic: &Post, group: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("{actor}/notes/{n}/create"),
        "type": "Create",
        "actor": actor,
        "to": [PUBLIC],
        "cc": [group],
        "object": {
            "id": format!("{actor}/notes/{n}"),
            "type": "Note",
            "attributedTo": actor,
            "content": "<p>Ours runs at 4.1 mm/s.</p>",
            "inReplyTo": topic.uri,
            "to": [PUBLIC],
            "cc": [group],
            "audience": group,
        },
    })
}

/// Sends every activity until it is answered 202, some at a time, and never again after that.
fn send_all(peer: &Arc<Peer>, inbox: &Url, activities: &[Value], answered: &watch::Sender<usize>) {
    for sender in 0..SENDERS {
        let mine: Vec<Value> = activities.iter().skip(sender).step_by(SENDERS).cloned().collect();
        let (peer, inbox, answered) = (Arc::clone(peer), inbox.clone(), answered.clone());
        tokio::spawn(async move {
            let mut pause = tokio::time::interval(GLANCE);
            for activity in mine {
                while peer.send(&inbox, &activity).await != Some(202) {
                    pause.tick().await;
                }
                answered.send_modify(|count| *count += 1);
            }
        });
    }
}

/// Waits until so many activities were answered.
async fn reach(answered: &mut watch::Receiver<usize>, count: usize) {
    let reached = tokio::time::timeout(PATIENCE, answered.wait_for(|now| *now >= count)).await;
    reached
        .unwrap_or_else(|_| panic!("{count} activities were not taken"))
        .expect("senders");
}

async fn is_drained(db: &Db) -> bool {
    let mut conn = db.read().await.expect("a connection");
    let soon = Clock::system().now().plus(TimeDelta::hours(2));
    inbox::list_due_hosts(&mut conn, "", soon, 1)
        .await
        .expect("a query")
        .is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_202_is_applied_once_whenever_the_process_is_killed() {
    let (mut instance, peer) = (Instance::new().await, Arc::new(Peer::start().await));
    let mail = prepare(&instance, &peer).await;
    let total = mail.activities.len();
    let moments: Vec<usize> = (0..3)
        .zip(random_bytes::<3>())
        .map(|(n, byte)| (2 * n + 1) * total / 8 + usize::from(byte) % 40)
        .collect();
    let inbox: Url = format!("{}/inbox", instance.base).parse().expect("an address");
    instance.start().await;

    let answered = watch::Sender::new(0);
    let mut count = answered.subscribe();
    send_all(&peer, &inbox, &mail.activities, &answered);
    for moment in &moments {
        reach(&mut count, *moment).await;
        instance.kill();
        instance.start().await;
    }
    reach(&mut count, total).await;
    let db = instance.database.open().await;
    eventually("everything is applied", async || is_drained(&db).await.then_some(())).await;

    let mut conn = db.read().await.expect("a connection");
    for activity in &mail.activities {
        let id = activity["id"].as_str().expect("an id");
        let row = inbox::find_by_uri(&mut conn, id).await.expect("a query");
        let state = row.map(|row| row.state);
        assert_eq!(state, Some(InboxState::Done), "{id}, killed after {moments:?}");
        if let Some(note) = activity["object"]["id"].as_str() {
            let post = posts::find_by_uri(&mut conn, note).await.expect("a query");
            assert!(post.is_some(), "{note} was accepted and lost, killed after {moments:?}");
        }
    }
    for topic in &mail.topics {
        let topic = posts::get(&mut conn, topic.id).await.expect("the topic");
        let counted = (topic.vote_count, topic.reply_count);
        assert_eq!(counted, (10, 10), "{}, killed after {moments:?}", topic.title);
    }
}
