//! Seats asked for by other software, in its own shapes, doubled, late and hostile; and organisers elsewhere who answer so.

use majlis::db::posts::Post;
use majlis::db::trainings::seats as rows;
use majlis::db::types::{ErasureMode, SeatState, Stream};
use majlis::db::{actors, deliveries};
use majlis::domain::instances;
use majlis::domain::privacy::erasure;
use majlis::domain::trainings::seats::{self, Seat, Wish};
use majlis::domain::trainings::{self, TrainingForm};
use majlis::web::present::wording;
use serde_json::{Value, json};

use super::peer::{Peer, Somebody, find_post, followed, one_and_peer};
use crate::support::network::Node;
use crate::support::{Network, PASSWORD, Person, training};

/// A training of ours, and somebody elsewhere.
struct Scene {
    net: Network,
    peer: Peer,
    bo: Somebody,
    course: Post,
}

impl Scene {
    async fn new(change: impl FnOnce(&mut TrainingForm)) -> Self {
        let (net, peer) = one_and_peer().await;
        let node = &net.nodes[0];
        let admin = node.admin("salma").await;
        let noura = node.member("noura").await;
        node.forum(&admin, "courses", "public").await;
        let mut form = training::form("courses");
        change(&mut form);
        let course = trainings::publish(node.core(), &noura.principal(), &form, wording)
            .await
            .expect("published");
        let bo = peer.person("bo");
        Self { net, peer, bo, course }
    }

    fn node(&self) -> &Node {
        &self.net.nodes[0]
    }

    async fn seat_of(&self, who: &Somebody) -> Option<Seat> {
        let mut conn = self.node().core().db.read().await.expect("a connection");
        let actor = actors::find_by_uri(&mut conn, &who.id).await.expect("a query")?;
        rows::find_of(&mut conn, self.course.id, actor.id)
            .await
            .expect("a query")
    }

    async fn state(&self) -> Option<SeatState> {
        self.seat_of(&self.bo).await.map(|seat| seat.state)
    }

    async fn taken(&self) -> i64 {
        let viewer = majlis::domain::Viewer::Guest;
        let training = trainings::get(self.node().core(), &viewer, self.course.id)
            .await
            .expect("a training");
        training.1.seating.taken
    }

    /// What was said to the peer about seats, in order: type, type of what is answered, and its id.
    async fn answers(&self) -> Vec<(String, String)> {
        let said = sent(self.node(), self.peer.host()).await;
        let answers = said.iter().filter(|said| said["object"]["type"].is_string());
        answers
            .map(|said| {
                let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                (word(&said["type"]), word(&said["object"]["id"]))
            })
            .collect()
    }
}

/// Everything that waits for a server on the stream of answers.
async fn sent(node: &Node, host: &str) -> Vec<Value> {
    majlis::apub::outbox::run_due(&node.app)
        .await
        .expect("the events can be read");
    let peer = instances::meet(node.core(), host).await.expect("a server");
    let mut conn = node.core().db.read().await.expect("a connection");
    let items = deliveries::list_items(&mut conn, peer.id, Stream::Priority, 1000)
        .await
        .expect("a query");
    items
        .into_iter()
        .map(|item| serde_json::from_str(&item.body).expect("a document"))
        .collect()
}

fn join(who: &Somebody, number: &str, course: &Post) -> Value {
    let mut join = who.says("Join", number, json!(course.uri));
    join["participationMessage"] = json!("<p>Two people</p>");
    join
}

#[tokio::test(flavor = "multi_thread")]
async fn a_join_of_mobilizon_is_accepted_once_and_answered_as_often_as_it_comes() {
    let scene = Scene::new(|_| {}).await;
    let first = join(&scene.bo, "1", &scene.course);
    scene.bo.tells(scene.node(), &first).await;
    let seat = scene.seat_of(&scene.bo).await.expect("a seat");
    assert_eq!(
        (seat.state, seat.message.as_str()),
        (SeatState::Confirmed, "Two people")
    );
    let again = join(&scene.bo, "2", &scene.course);
    scene.bo.tells(scene.node(), &again).await;
    assert_eq!(scene.taken().await, 1, "one seat, however often it is asked for");
    let answers = scene.answers().await;
    assert_eq!(answers.len(), 2, "{answers:?}");
    assert!(answers.iter().all(|(kind, _)| kind == "Accept"));
    let said = sent(scene.node(), scene.peer.host()).await;
    assert_eq!(said[0]["object"], {
        let mut bare = first.clone();
        bare.as_object_mut().expect("an object").remove("@context");
        bare
    });
    assert_eq!(said[0]["access"]["onlineLink"], "https://meet.example/plc-4711");
    scene
        .bo
        .tells(scene.node(), &scene.bo.says("Leave", "3", json!(scene.course.uri)))
        .await;
    assert_eq!(
        (scene.state().await, scene.taken().await),
        (Some(SeatState::Cancelled), 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn friendica_accepts_perhaps_and_rejects_the_event_itself() {
    let scene = Scene::new(|_| {}).await;
    let say = async |kind: &str, number: &str| {
        scene
            .bo
            .tells(scene.node(), &scene.bo.says(kind, number, json!(scene.course.uri)))
            .await;
        scene.state().await
    };
    assert_eq!(say("TentativeAccept", "1").await, Some(SeatState::Interested));
    assert_eq!(say("Accept", "2").await, Some(SeatState::Confirmed));
    assert_eq!(say("Reject", "3").await, Some(SeatState::Cancelled));
    assert_eq!(say("Accept", "4").await, Some(SeatState::Confirmed));
    let accepted = scene.bo.says("Accept", "4", json!(scene.course.uri));
    scene
        .bo
        .tells(scene.node(), &scene.bo.says("Undo", "5", accepted))
        .await;
    assert_eq!(
        (scene.state().await, scene.taken().await),
        (Some(SeatState::Cancelled), 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_before_it_came_gives_no_seat() {
    let scene = Scene::new(|_| {}).await;
    let asked = join(&scene.bo, "1", &scene.course);
    scene
        .bo
        .tells(scene.node(), &scene.bo.says("Undo", "2", asked.clone()))
        .await;
    scene.bo.tells(scene.node(), &asked).await;
    assert_eq!((scene.state().await, scene.taken().await), (None, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_wanted_or_comes_too_late_is_told_so() {
    let scene = Scene::new(|form| {
        form.joining = "external".to_owned();
        form.external_url = "https://tickets.example/7".to_owned();
    })
    .await;
    scene.bo.tells(scene.node(), &join(&scene.bo, "1", &scene.course)).await;
    assert_eq!(
        scene
            .answers()
            .await
            .iter()
            .map(|(kind, _)| kind.as_str())
            .collect::<Vec<_>>(),
        ["Ignore"]
    );

    let full = Scene::new(|form| {
        form.capacity = "1".to_owned();
        form.waiting_list = String::new();
    })
    .await;
    let eve = full.peer.person("eve");
    full.bo.tells(full.node(), &join(&full.bo, "1", &full.course)).await;
    eve.tells(full.node(), &join(&eve, "1", &full.course)).await;
    let kinds: Vec<String> = full.answers().await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        (kinds, full.taken().await),
        (vec!["Accept".to_owned(), "Reject".to_owned()], 1)
    );
    assert!(full.seat_of(&eve).await.is_none_or(|seat| !seat.state.is_living()));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_or_leaves_in_the_name_of_others() {
    let scene = Scene::new(|_| {}).await;
    let eve = scene.peer.person("eve");
    scene.bo.tells(scene.node(), &join(&scene.bo, "1", &scene.course)).await;
    let mut forged = scene.bo.says("Leave", "2", json!(scene.course.uri));
    forged["id"] = json!(format!("{}/activities/2", eve.id));
    eve.sends(scene.node(), &forged).await;
    super::peer::work(scene.node()).await;
    assert_eq!(scene.state().await, Some(SeatState::Confirmed));
    eve.tells(scene.node(), &eve.says("Leave", "3", json!(scene.course.uri)))
        .await;
    let taken_back = scene.bo.says("Join", "1", json!(scene.course.uri));
    eve.tells(scene.node(), &eve.says("Undo", "4", taken_back)).await;
    assert_eq!(
        (scene.state().await, scene.taken().await),
        (Some(SeatState::Confirmed), 1)
    );
}

/// A course elsewhere that one of ours asks for.
async fn elsewhere() -> (Network, Peer, Somebody, Person, Post) {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("courses"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let event = bo.writes("Event", "1", &group.id, json!({
        "name": "Course", "startTime": "2027-02-03T09:00:00+03:00", "endTime": "2027-02-03T12:00:00+03:00", "joinMode": "free",
    }));
    let announce = group.says("Announce", "a1", bo.says("Create", "c1", event.clone()));
    group.tells(node, &announce).await;
    let course = find_post(node, &event["id"]).await.expect("a training");
    (net, peer, bo, noura, course)
}

async fn own_seat(node: &Node, course: &Post, person: &Person) -> Seat {
    let mut conn = node.core().db.read().await.expect("a connection");
    rows::find_of(&mut conn, course.id, person.actor.id)
        .await
        .expect("a query")
        .expect("a seat")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_leaves_the_wish_open_and_it_can_be_sent_again() {
    let (net, peer, bo, noura, course) = elsewhere().await;
    let node = &net.nodes[0];
    let by = noura.principal();
    let ask = async || {
        seats::join(node.core(), &by, course.id, &Wish::default())
            .await
            .expect("asked")
    };
    let first = ask().await;
    super::peer::work(node).await;
    assert_eq!(ask().await.join_uri, first.join_uri, "not twice in a row");
    node.advance(chrono::TimeDelta::hours(2));
    let second = ask().await;
    super::peer::work(node).await;
    assert_ne!(second.join_uri, first.join_uri);
    let joins: Vec<Value> = sent(node, peer.host())
        .await
        .into_iter()
        .filter(|said| said["type"] == "Join")
        .collect();
    assert_eq!(joins.len(), 2);
    assert_eq!(
        (joins[1]["object"].as_str(), joins[1]["to"][0].as_str()),
        (Some(course.uri.as_str()), Some(bo.id.as_str()))
    );
    // The answer to the first comes at last, with all of it, as Mobilizon sends it.
    bo.tells(node, &bo.says("Accept", "late", joins[0].clone())).await;
    assert_eq!(own_seat(node, &course, &noura).await.state, SeatState::Confirmed);
    bo.tells(node, &bo.says("Reject", "sorry", json!(second.join_uri)))
        .await;
    assert_eq!(own_seat(node, &course, &noura).await.state, SeatState::Declined);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_one_left_is_answered_with_leaving_again() {
    let (net, peer, bo, noura, course) = elsewhere().await;
    let node = &net.nodes[0];
    let by = noura.principal();
    let asked = seats::join(node.core(), &by, course.id, &Wish::default())
        .await
        .expect("asked");
    seats::leave(node.core(), &by, course.id).await.expect("given back");
    bo.tells(node, &bo.says("Accept", "late", json!(asked.join_uri))).await;
    super::peer::work(node).await;
    assert_eq!(own_seat(node, &course, &noura).await.state, SeatState::Cancelled);
    let leaves = sent(node, peer.host())
        .await
        .into_iter()
        .filter(|said| said["type"] == "Leave")
        .count();
    assert_eq!(leaves, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organiser_hears_from_whoever_is_erased_that_they_leave() {
    let (net, peer, _, noura, course) = elsewhere().await;
    let node = &net.nodes[0];
    seats::join(node.core(), &noura.principal(), course.id, &Wish::default())
        .await
        .expect("asked");
    erasure::request(node.core(), &noura.principal(), PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("to be erased");
    node.advance(chrono::TimeDelta::days(14));
    majlis::jobs::run_due(&node.app).await.expect("the queue can be read");
    let said = sent(node, peer.host()).await;
    let leave = said.iter().find(|said| said["type"] == "Leave").expect("a Leave");
    assert_eq!(
        (leave["object"].as_str(), leave["actor"].as_str()),
        (Some(course.uri.as_str()), Some(noura.actor.uri.as_str()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_server_of_the_training_answers() {
    let (net, _peer, _, noura, course) = elsewhere().await;
    let node = &net.nodes[0];
    let asked = seats::join(node.core(), &noura.principal(), course.id, &Wish::default())
        .await
        .expect("asked");
    let other = Peer::start().await;
    let eve = other.person("eve");
    eve.tells(node, &eve.says("Accept", "1", json!(asked.join_uri))).await;
    eve.tells(node, &eve.says("Reject", "2", json!(asked.join_uri))).await;
    assert_eq!(own_seat(node, &course, &noura).await.state, SeatState::Pending);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_in_the_words_of_another_server_is_quoted_as_such() {
    let (net, _peer, bo, noura, course) = elsewhere().await;
    let node = &net.nodes[0];
    let asked = seats::join(node.core(), &noura.principal(), course.id, &Wish::default())
        .await
        .expect("asked");
    let mut reject = bo.says("Reject", "no", json!(asked.join_uri));
    reject["summary"] = json!("<b>Nur für Mitglieder</b>");
    reject["refusal"] = json!("because");
    bo.tells(node, &reject).await;
    let page = node
        .sign_in(&noura)
        .await
        .get(&format!("/trainings/{}/seat", course.id))
        .await;
    assert_eq!(page.text("q").as_deref(), Some("Nur für Mitglieder"), "{}", page.body);
}
