//! Events of other servers, in the shapes of Mobilizon, Gancio and Friendica, however strange: what of them becomes a training.

use majlis::db::posts::Post;
use majlis::db::types::{Joining, PostKind, TrainingMode, TrainingState};
use majlis::domain::Viewer;
use majlis::domain::trainings::{self, Training};
use serde_json::{Value, json};

use super::peer::{Peer, Somebody, find_post, followed, one_and_peer, post};
use crate::support::Network;
use crate::support::network::Node;

/// An instance with somebody who follows the forum of a peer.
struct Scene {
    net: Network,
    /// Answers as long as it is kept.
    _peer: Peer,
    group: Somebody,
    bo: Somebody,
}

impl Scene {
    async fn new() -> Self {
        let (net, peer) = one_and_peer().await;
        let noura = net.nodes[0].member("noura").await;
        let (group, bo) = (peer.group("courses"), peer.person("bo"));
        followed(&net.nodes[0], &group, &noura).await;
        Self {
            net,
            _peer: peer,
            group,
            bo,
        }
    }

    fn node(&self) -> &Node {
        &self.net.nodes[0]
    }

    /// An event in the forum of the peer; `extra` wins.
    fn event(&self, number: &str, extra: &Value) -> Value {
        let mut event = self.bo.writes(
            "Event",
            number,
            &self.group.id,
            json!({ "name": format!("Course {number}"), "startTime": "2026-12-06T09:00:00+03:00" }),
        );
        for (key, value) in extra.as_object().expect("an object") {
            event[key] = value.clone();
        }
        event
    }

    /// Has the forum pass an activity about it on.
    async fn pass_on(&self, kind: &str, number: &str, event: &Value) -> Option<Post> {
        let said = self.bo.says(kind, &format!("{kind}{number}"), event.clone());
        let announce = self.group.says("Announce", &format!("a{kind}{number}"), said);
        self.group.tells(self.node(), &announce).await;
        find_post(self.node(), &event["id"]).await
    }

    async fn training(&self, post: &Post) -> Training {
        let viewer = Viewer::Guest;
        trainings::get(self.node().core(), &viewer, post.id)
            .await
            .expect("a training")
            .1
    }

    async fn heard(&self, number: &str, extra: &Value) -> Training {
        let event = self.event(number, extra);
        let post = self.pass_on("Create", number, &event).await.expect("it is kept");
        assert_eq!(post.kind, PostKind::Training, "{event:#}");
        self.training(&post).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_mobilizon_becomes_a_training_with_its_place_and_seats() {
    let scene = Scene::new().await;
    let training = scene
        .heard(
            "1",
            &json!({
                "uuid": "7f", "category": "LEARNING", "endTime": "2026-12-06T12:00:00+03:00", "timezone": "Asia/Riyadh",
                "joinMode": "restricted", "status": "TENTATIVE", "draft": false, "isOnline": true, "inLanguage": "ar",
                "maximumAttendeeCapacity": 30, "remainingAttendeeCapacity": 12, "participantCount": 18,
                "repliesModerationOption": "allow_all", "anonymousParticipationEnabled": true,
                "location": { "type": "Place", "name": "Chamber hall", "latitude": 27.01, "longitude": 49.65,
                    "address": { "type": "PostalAddress", "streetAddress": "King Fahd Road", "addressLocality": "Jubail",
                        "addressRegion": "Eastern Province", "addressCountry": "Saudi Arabia" } },
                "attachment": [{ "type": "Link", "mediaType": "text/html", "name": "Website", "href": "https://lean.example" }]
            }),
        )
        .await;
    assert_eq!(
        (training.state, training.mode),
        (TrainingState::Tentative, TrainingMode::Hybrid)
    );
    assert_eq!(
        (training.joining, training.seating.capacity, training.seating.taken),
        (Joining::Approval, Some(30), 18)
    );
    assert_eq!(
        (training.place.venue.as_str(), training.place.locality.as_str()),
        ("Chamber hall", "Jubail")
    );
    assert_eq!(training.place.region.as_deref(), Some("SA-04"), "known by its name");
    assert_eq!(training.starts.rfc3339(), "2026-12-06T09:00:00+03:00");
    assert!(training.price.is_none() && training.programme.contains("Post 1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_events_are_kept_as_far_as_they_make_sense() {
    type Check = fn(&Training);
    let scene = Scene::new().await;
    let table: Vec<(&str, Value, Check)> = vec![
        ("no end", json!({ "endTime": null }), |it| {
            assert_eq!(it.ends.at.millis() - it.starts.at.millis(), 3_600_000);
        }),
        (
            "an end before the beginning",
            json!({ "endTime": "2026-12-06T08:00:00+03:00" }),
            |it| {
                assert!(it.ends.at > it.starts.at);
            },
        ),
        (
            "an end in a thousand years",
            json!({ "endTime": "3026-12-06T08:00:00+03:00" }),
            |it| {
                assert_eq!(it.ends.at.millis() - it.starts.at.millis(), 3_600_000);
            },
        ),
        (
            "a zone that does not exist",
            json!({ "timezone": "Asia/Atlantis" }),
            |it| {
                assert_eq!(it.starts.zone.name(), "Asia/Riyadh");
            },
        ),
        (
            "a place of Gancio",
            json!({ "location": [{ "type": "Place", "name": "Makerspace", "address": "Main Street 1" }, { "type": "VirtualLocation", "url": "https://meet.example/secret" }] }),
            |it| {
                assert_eq!(
                    (it.mode, it.place.address.as_str()),
                    (TrainingMode::Hybrid, "Main Street 1")
                );
                assert!(
                    !format!("{it:?}").contains("meet.example"),
                    "where to meet is not for everybody"
                );
            },
        ),
        ("a place of Friendica", json!({ "location": "The old mill" }), |it| {
            assert_eq!(it.place.venue, "The old mill");
        }),
        (
            "degrees that are none",
            json!({ "location": { "name": "x", "latitude": 900, "longitude": 1 } }),
            |it| {
                assert!(it.place.point.is_none());
            },
        ),
        (
            "hostile words",
            json!({ "provider": "<script>alert(1)</script>\u{202e}x", "trainer": "a\nb", "externalParticipationUrl": "javascript:alert(1)", "joinMode": "external", "programme": "<p onclick=x>Hi<script>y</script></p>" }),
            |it| {
                assert_eq!((it.trainer.as_str(), it.external_url.as_str()), ("a b", ""));
                assert!(!it.provider.contains('\u{202e}'));
                assert!(
                    !it.programme.contains("script") && !it.programme.contains("onclick"),
                    "{}",
                    it.programme
                );
            },
        ),
        (
            "numbers that are none",
            json!({ "maximumAttendeeCapacity": -4, "participantCount": "many", "price": "ten", "feeAmount": 12, "feeCurrency": "EUR" }),
            |it| {
                assert_eq!((it.seating.capacity, it.seating.taken, it.price), (None, 0, None));
            },
        ),
        (
            "a flood of meetings",
            json!({ "sessions": vec![json!({ "startTime": "2026-12-06T09:00:00Z", "endTime": "2026-12-06T10:00:00Z" }); 500] }),
            |it| {
                assert_eq!(it.sessions.len(), 20);
            },
        ),
        (
            "unknown technologies",
            json!({ "technologies": [{ "code": "quantum-welding" }, { "code": "a b<c>" }, { "name": "Machine vision" }] }),
            |it| {
                assert_eq!(it.technologies, ["quantum-welding", "machine-vision"]);
            },
        ),
    ];
    for (number, (_, extra, check)) in table.into_iter().enumerate() {
        check(&scene.heard(&number.to_string(), &extra).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_does_not_say_when_is_a_topic() {
    let scene = Scene::new().await;
    let event = scene.event("1", &json!({ "startTime": "soon" }));
    let found = scene.pass_on("Create", "1", &event).await.expect("it is kept");
    assert_eq!(found.kind, PostKind::Topic);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_reach_us_and_a_late_one_changes_nothing() {
    let scene = Scene::new().await;
    let event = scene.event("1", &json!({ "participantCount": 3, "maximumAttendeeCapacity": 10 }));
    let known = scene.pass_on("Create", "1", &event).await.expect("it is kept");
    let mut moved = event.clone();
    moved["startTime"] = json!("2026-12-07T09:00:00+03:00");
    moved["eventStatus"] = json!("EventCancelled");
    moved["participantCount"] = json!(4);
    moved["updated"] = json!("2026-11-22T10:00:00Z");
    scene.pass_on("Update", "1", &moved).await;
    let after = scene.training(&known).await;
    assert_eq!((after.state, after.change_number), (TrainingState::Cancelled, 1));
    assert_eq!(
        (after.starts.typed().as_str(), after.seating.taken),
        ("2026-12-07T09:00", 4)
    );
    let mut late = event;
    late["updated"] = json!("2026-11-22T09:30:00Z");
    scene.pass_on("Update", "late", &late).await;
    assert_eq!(scene.training(&known).await, after);
    let gone = scene
        .bo
        .says("Delete", "gone", json!({ "id": moved["id"], "type": "Tombstone" }));
    let announce = scene.group.says("Announce", "agone", gone);
    scene.group.tells(scene.node(), &announce).await;
    assert!(post(scene.node(), known.id).await.is_removed());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_the_page_of_a_training_is_said_of_the_training() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let noura = node.member("noura").await;
    let group = node.forum(&admin, "courses", "public").await.actor;
    let form = crate::support::training::form("courses");
    let course = trainings::publish(node.core(), &noura.principal(), &form, majlis::web::present::wording)
        .await
        .expect("published");
    let bo = peer.person("bo");
    let page = format!("{}/page", course.uri);
    let note = bo.writes(
        "Note",
        "1",
        &group.uri,
        json!({ "inReplyTo": page, "content": "<p>Is there a bus?</p>" }),
    );
    bo.tells(node, &bo.says("Create", "1", note.clone())).await;
    let reply = find_post(node, &note["id"]).await.expect("it is kept");
    assert_eq!((reply.root_id, reply.parent_id), (course.id, Some(course.id)));
    bo.tells(node, &bo.says("Like", "2", json!(page))).await;
    assert_eq!(post(node, course.id).await.vote_count, 1);
}
