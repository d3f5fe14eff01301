//! Every document we send, shown to every model of a strict receiver; and proof that each model can refuse.

use federation::{
    origin::Policy,
    receivers::{Complaint, complaints},
};
use serde_json::{Value, json};

use crate::drafts;

const PUBLIC: Policy = Policy { allow_private: false };

fn document(name: &str) -> Value {
    drafts::documents().into_iter().find(|(one, _)| *one == name).unwrap().1
}

/// Who complains when `change` is done to a good document.
fn refused_by(name: &str, change: impl Fn(&mut Value)) -> Vec<&'static str> {
    let mut document = document(name);
    change(&mut document);
    complaints(&document, PUBLIC)
        .into_iter()
        .map(|complaint| complaint.receiver)
        .collect()
}

#[test]
fn every_receiver_can_read_everything_we_send() {
    for (name, document) in drafts::documents() {
        // Tombstones are served where something was; nobody parses more than their type.
        if name == "tombstone" {
            continue;
        }
        let complaints: Vec<String> = complaints(&document, PUBLIC).iter().map(Complaint::to_string).collect();
        assert_eq!(complaints, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_bare_string_in_to_is_read_as_letters() {
    let refused = refused_by("create_page", |page| {
        page["object"]["to"] = json!("https://east.example/g/maintenance");
    });

    assert!(
        refused.contains(&"NodeBB") && refused.contains(&"house rules"),
        "{refused:?}"
    );
}

#[test]
fn a_missing_cc_breaks_mbin() {
    let refused = refused_by("page", |page| {
        page.as_object_mut().unwrap().remove("cc");
    });

    assert!(refused.contains(&"Mbin"), "{refused:?}");
}

#[test]
fn one_odd_attachment_breaks_lemmy() {
    let refused = refused_by("create_page", |page| {
        page["object"]["attachment"] = json!([{ "type": "PropertyValue", "name": "x", "value": "y" }]);
    });

    assert!(refused.contains(&"Lemmy"), "{refused:?}");
}

#[test]
fn a_topic_with_in_reply_to_and_a_reply_without_break_lemmy() {
    let topic = refused_by("page", |page| page["inReplyTo"] = json!("https://west.example/1"));
    let reply = refused_by("note", |note| note["inReplyTo"] = Value::Null);

    assert!(topic.contains(&"Lemmy"), "{topic:?}");
    assert!(reply.contains(&"Lemmy"), "{reply:?}");
}

#[test]
fn a_forum_that_is_not_addressed_cannot_be_found() {
    let refused = refused_by("create_page", |page| {
        page["audience"] = json!("https://east.example/g/other");
    });

    assert!(
        refused.contains(&"Lemmy") && refused.contains(&"house rules"),
        "{refused:?}"
    );
}

#[test]
fn a_bare_language_breaks_lemmy() {
    let refused = refused_by("page", |page| page["language"] = json!("ar"));

    assert!(refused.contains(&"Lemmy"), "{refused:?}");
}

#[test]
fn several_authors_break_most() {
    let refused = refused_by("create_page", |page| {
        page["object"]["attributedTo"] = json!(["https://east.example/u/noura"]);
    });

    for receiver in ["house rules", "Lemmy", "NodeBB", "Mastodon", "GoToSocial"] {
        assert!(refused.contains(&receiver), "{receiver}: {refused:?}");
    }
}

#[test]
fn a_missing_context_breaks_mastodon() {
    let refused = refused_by("like", |like| {
        like.as_object_mut().unwrap().remove("@context");
    });

    assert!(refused.contains(&"Mastodon"), "{refused:?}");
}

#[test]
fn a_mention_that_is_not_addressed_is_noticed() {
    let refused = refused_by("note", |note| note["cc"] = json!([]));

    assert!(refused.contains(&"Mastodon"), "{refused:?}");
}

#[test]
fn a_group_without_its_flags_breaks_piefed() {
    let refused = refused_by("group", |group| {
        group.as_object_mut().unwrap().remove("postingRestrictedToMods");
    });

    assert_eq!(refused, ["PieFed"]);
}

#[test]
fn an_actor_without_a_readable_key_breaks_gotosocial() {
    let refused = refused_by("person", |person| {
        person["publicKey"]["publicKeyPem"] = json!("nonsense");
    });

    assert_eq!(refused, ["GoToSocial"]);
}

#[test]
fn a_note_by_somebody_else_breaks_pixelfed() {
    let refused = refused_by("create_note", |note| {
        note["actor"] = json!("https://east.example/u/mod");
    });

    assert!(refused.contains(&"Pixelfed"), "{refused:?}");
}

#[test]
fn ids_with_ports_pass_only_in_development() {
    let text = document("like")
        .to_string()
        .replace("https://east.example", "http://127.0.0.1:8001");
    let like: Value = serde_json::from_str(&text).unwrap();

    assert_eq!(complaints(&like, Policy { allow_private: true }), []);
    assert!(!complaints(&like, PUBLIC).is_empty());
}

fn event() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams"],
        "id": "https://east.example/e/5", "type": "Event", "attributedTo": "https://east.example/u/noura",
        "to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": [], "name": "Vibration analysis, 2 days",
        "content": "<p>Programme</p>", "published": "2026-11-22T09:00:00Z", "url": "https://east.example/e/5", "tag": [],
        "startTime": "2027-02-03T09:00:00+03:00", "endTime": "2027-02-04T17:00:00+03:00", "timezone": "Asia/Riyadh",
        "maximumAttendeeCapacity": 12, "participantCount": 3, "onlineLink": null, "joinMode": "restricted",
        "externalParticipationUrl": null, "anonymousParticipation": false, "isOnline": false, "buyTicketsLink": null,
        "feeCurrency": null, "feeAmount": 0,
        "location": { "type": "Place", "name": "Hall 2", "latitude": 26.43, "longitude": 50.1 },
        "attachment": [{ "type": "Document", "mediaType": "image/jpeg", "name": "Banner", "url": "https://east.example/e.jpg" }],
    })
}

#[test]
fn an_event_must_please_mobilizon_gancio_and_piefed() {
    let refused = |key: &str, value: Value| {
        let mut event = event();
        event[key] = value;
        complaints(&event, PUBLIC)
            .into_iter()
            .map(|complaint| complaint.receiver)
            .collect::<Vec<_>>()
    };

    assert_eq!(complaints(&event(), PUBLIC), []);
    assert_eq!(refused("location", json!([])), ["Mobilizon"]);
    assert_eq!(
        refused("location", json!({ "type": "Place", "latitude": 26 })),
        ["Mobilizon"]
    );
    let link = json!([{ "type": "Link", "href": "https://east.example/" }]);
    assert_eq!(refused("attachment", link), ["Gancio"]);
    let mut event = event();
    event.as_object_mut().unwrap().remove("feeAmount");
    assert_eq!(complaints(&event, PUBLIC)[0].receiver, "PieFed");
}
