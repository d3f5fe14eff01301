//! Events: what we write we read again, strict readers have no complaints, every term is declared, and what others send as an event
//! is understood.

use chrono::{DateTime, FixedOffset};
use federation::{
    build::{
        Envelope, EventDraft, EventState, PassageDraft, SeatsDraft, SessionDraft, TermDraft, VenueDraft,
        announce_object, create,
    },
    context,
    objects::{
        ContentDocument, ContentKind,
        case_study::{Passage, Term},
        event::{EventDocument, EventStatus, Session, Venue},
    },
    origin::Policy,
    receivers::{Complaint, complaints},
};
use serde_json::{Value, json};

use crate::case_study::{declared, keys};
use crate::{drafts, url};

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn training() -> EventDraft {
    let term = |code: &str, name: &str| TermDraft {
        code: code.to_owned(),
        name: name.to_owned(),
    };
    EventDraft {
        topic: drafts::topic(),
        summary: "6 December 2026, Jubail".to_owned(),
        starts: at("2026-12-06T09:00:00+03:00"),
        ends: at("2026-12-07T12:00:00+03:00"),
        timezone: "Asia/Riyadh".to_owned(),
        state: EventState::Scheduled,
        join_mode: "restricted".to_owned(),
        external_url: None,
        seats: SeatsDraft {
            capacity: Some(20),
            taken: 3,
            has_waiting_list: true,
            opens: None,
            closes: Some(at("2026-12-05T12:00:00+03:00")),
        },
        fee: Some(250),
        is_online: true,
        venue: Some(VenueDraft {
            name: "Chamber of commerce".to_owned(),
            street: "King Fahd Road".to_owned(),
            locality: "Jubail".to_owned(),
            region: Some(term("SA-04", "Eastern Province")),
            city: Some(term("jubail-1", "Jubail 1")),
            point: Some((27.0, 49.65)),
        }),
        programme: PassageDraft {
            html: "<p>Ladder diagrams</p>".to_owned(),
            markdown: text("Ladder diagrams"),
        },
        teaser: "Find the fault.".to_owned(),
        taught_in: vec!["ar".to_owned(), "en".to_owned()],
        level: text("beginner"),
        technologies: vec![term("plc", "PLC")],
        trainer: "Eng. Salem".to_owned(),
        provider: "Gulf Automation".to_owned(),
        certificate: "attendance".to_owned(),
        sessions: vec![SessionDraft {
            starts: at("2026-12-06T09:00:00+03:00"),
            ends: at("2026-12-06T12:00:00+03:00"),
            topic: "Inputs".to_owned(),
        }],
    }
}

fn read(value: &Value) -> EventDocument {
    *ContentDocument::read(value).unwrap().event.unwrap()
}

#[test]
fn everything_that_is_written_is_read() {
    let document = training().build().document();
    let term = |code: &str, name: &str| Term {
        code: text(code),
        name: text(name),
    };
    let expected = EventDocument {
        starts: at("2026-12-06T09:00:00+03:00"),
        ends: Some(at("2026-12-07T12:00:00+03:00")),
        timezone: text("Asia/Riyadh"),
        status: EventStatus::Scheduled,
        join_mode: text("restricted"),
        external_url: None,
        capacity: Some(20),
        participants: 3,
        has_waiting_list: true,
        opens: None,
        closes: Some(at("2026-12-05T12:00:00+03:00")),
        fee: text("250"),
        currency: text("SAR"),
        mode: "hybrid".to_owned(),
        venue: Some(Venue {
            name: text("Chamber of commerce"),
            street: text("King Fahd Road"),
            locality: text("Jubail"),
            region: Some(term("SA-04", "Eastern Province")),
            city: Some(term("jubail-1", "Jubail 1")),
            point: Some((27.0, 49.65)),
        }),
        programme: Some(Passage {
            html: "<p>Ladder diagrams</p>".to_owned(),
            markdown: text("Ladder diagrams"),
        }),
        teaser: text("Find the fault."),
        taught_in: vec!["ar".to_owned(), "en".to_owned()],
        level: text("beginner"),
        technologies: vec![term("plc", "PLC")],
        trainer: text("Eng. Salem"),
        provider: text("Gulf Automation"),
        certificate: text("attendance"),
        sessions: vec![Session {
            starts: at("2026-12-06T09:00:00+03:00"),
            ends: at("2026-12-06T12:00:00+03:00"),
            topic: text("Inputs"),
        }],
    };
    assert_eq!(read(&document), expected);
    assert_eq!(document["remainingAttendeeCapacity"], 17);
    assert!(
        document["location"]["latitude"].is_f64(),
        "Mobilizon drops whole degrees"
    );
}

#[test]
fn strict_readers_of_events_have_no_complaints() {
    let online = EventDraft {
        venue: None,
        fee: None,
        seats: SeatsDraft::default(),
        external_url: Some(url("https://tickets.example/7")),
        join_mode: "external".to_owned(),
        state: EventState::Cancelled,
        sessions: vec![],
        ..training()
    };
    for draft in [training(), online] {
        let envelope = Envelope {
            id: url("https://east.example/activities/create/1"),
            actor: url("https://east.example/u/noura"),
            group: draft.topic.group.clone(),
            recipients: draft.topic.recipients.clone(),
        };
        let group = Envelope {
            id: url("https://east.example/activities/announce/1"),
            actor: url("https://east.example/g/maintenance"),
            ..envelope.clone()
        };
        let documents = [
            draft.build().document(),
            create(&envelope, draft.build()).document(),
            announce_object(&group, draft.build()).document(),
        ];
        for document in documents {
            let complaints: Vec<String> = complaints(&document, Policy { allow_private: false })
                .iter()
                .map(Complaint::to_string)
                .collect();
            assert_eq!(complaints, Vec::<String>::new(), "{document:#}");
        }
    }
}

#[test]
fn every_term_is_declared_where_it_is_used_and_in_the_vocabulary() {
    let draft = EventDraft {
        external_url: Some(url("https://tickets.example/7")),
        ..training()
    };
    let document = draft.build().document();
    let mut used = Vec::new();
    keys(&document, &mut used);
    for term in &used {
        assert!(declared(&document["@context"], term), "{term} is not declared");
        assert!(
            declared(&context::vocabulary()["@context"], term),
            "{term} cannot be looked up"
        );
    }
    let topic = drafts::topic().build().document();
    assert_eq!(topic["@context"], context::context());
}

#[test]
fn the_schema_says_what_is_sent() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/federation/training.schema.json")).unwrap();
    let described = schema["properties"].as_object().unwrap();
    let plain = drafts::topic().build().document();
    let draft = EventDraft {
        seats: SeatsDraft {
            opens: Some(at("2026-11-01T12:00:00+03:00")),
            ..training().seats
        },
        ..training()
    };
    let document = draft.build().document();
    let sent = document.as_object().unwrap().keys();
    let ours: Vec<&String> = sent
        .filter(|key| plain.get(*key).is_none() && *key != "actor")
        .collect();
    for key in &ours {
        assert!(described.contains_key(*key), "{key} is not described");
    }
    for key in described.keys() {
        assert!(ours.contains(&key), "{key} is described and not sent");
    }
}

#[test]
fn an_event_of_mobilizon_is_understood() {
    let event = read(&json!({
        "type": "Event", "id": "https://agenda.example/events/7f", "uuid": "7f", "name": "Lean breakfast",
        "actor": "https://agenda.example/@rita", "attributedTo": "https://agenda.example/@lean",
        "to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": [], "category": "MEETING",
        "content": "<p>Come along</p>", "mediaType": "text/html", "published": "2026-11-01T08:00:00Z",
        "startTime": "2026-12-03T08:00:00+01:00", "endTime": "2026-12-03T10:00:00+01:00", "timezone": "Europe/Berlin",
        "joinMode": "free", "ical:status": "TENTATIVE", "draft": false, "isOnline": true, "inLanguage": "de",
        "maximumAttendeeCapacity": 30, "remainingAttendeeCapacity": 12, "participantCount": 18,
        "location": { "type": "Place", "id": "https://agenda.example/address/1", "name": "Werkhalle",
            "address": { "type": "PostalAddress", "streetAddress": "Hafenstr. 3", "addressLocality": "Bremen",
                "addressRegion": "Bremen", "postalCode": "28217", "addressCountry": "Germany" },
            "latitude": 53.09, "longitude": 8.79 },
        "attachment": [{ "type": "Link", "mediaType": "text/html", "name": "Website", "href": "https://lean.example" },
            { "type": "PropertyValue", "name": "mz:live:x", "propertyID": "mz:live:x", "value": "true" }]
    }));
    let venue = event.venue.unwrap();
    assert_eq!(
        (event.capacity, event.participants, event.status),
        (Some(30), 18, EventStatus::Tentative)
    );
    assert_eq!(
        (event.mode.as_str(), event.timezone.as_deref()),
        ("hybrid", Some("Europe/Berlin"))
    );
    assert_eq!((venue.street, venue.locality), (text("Hafenstr. 3"), text("Bremen")));
    assert_eq!((event.fee, event.taught_in), (None, vec!["de".to_owned()]));
}

#[test]
fn events_of_gancio_friendica_piefed_and_fep_8a8e_are_understood() {
    let gancio = read(&json!({
        "type": "Event", "id": "https://gancio.example/federation/m/9", "name": "Repair café", "attributedTo": "https://gancio.example/federation/u/relay",
        "startTime": "2026-12-05T16:00:00+03:00", "content": "…",
        "location": [{ "type": "Place", "name": "Makerspace", "address": "Main Street 1" },
            { "type": "VirtualLocation", "url": "https://meet.example/x" }]
    }));
    assert_eq!((gancio.mode.as_str(), gancio.ends), ("hybrid", None));
    assert_eq!(gancio.venue.unwrap().street, text("Main Street 1"));
    let friendica = read(&json!({
        "type": "Event", "id": "https://friendica.example/objects/3", "attributedTo": "https://friendica.example/profile/u",
        "name": "Meet", "content": "x", "startTime": "2026-12-05T16:00:00Z", "endTime": "2026-12-05T15:00:00Z", "location": "The old mill"
    }));
    assert_eq!(friendica.ends, None, "an end before the beginning is none");
    assert_eq!(friendica.venue.unwrap().name, text("The old mill"));
    let piefed = read(&json!({
        "type": "Event", "id": "https://piefed.example/post/1", "attributedTo": "https://piefed.example/u/a", "name": "Meet",
        "startTime": "2026-12-05T16:00:00+00:00", "endTime": null, "timezone": "UTC", "maximumAttendeeCapacity": 0,
        "participantCount": 2, "onlineLink": "https://meet.example/1", "joinMode": "external",
        "externalParticipationUrl": "https://tickets.example/1", "isOnline": true, "feeCurrency": "EUR", "feeAmount": 12.5
    }));
    assert_eq!(
        (piefed.mode.as_str(), piefed.capacity, piefed.participants),
        ("online", None, 2)
    );
    assert_eq!((piefed.fee, piefed.currency), (text("12.5"), text("EUR")));
    let fep = read(&json!({
        "type": "Event", "id": "https://wp.example/e/1", "attributedTo": "https://wp.example/u/a", "name": "Meet",
        "startTime": "2026-12-05T16:00:00Z", "eventStatus": "https://schema.org/EventCancelled", "attendees": { "type": "Collection", "totalItems": 4 }
    }));
    assert_eq!((fep.status, fep.participants), (EventStatus::Cancelled, 4));
}

#[test]
fn strange_values_leave_a_readable_event_and_no_beginning_leaves_something_to_read() {
    let strange = read(&json!({
        "type": ["Event", "Object"], "id": "https://odd.example/1", "attributedTo": "https://odd.example/u", "name": "x",
        "startTime": "2026-12-05T16:00:00+03:00", "endTime": 5, "location": [null, 7, { "latitude": "NaN" }, {}],
        "maximumAttendeeCapacity": -3, "participantCount": "many", "sessions": [{ "startTime": "x" }, null, 4],
        "technologies": { "code": 7 }, "taughtIn": [1, "ar"], "price": { "amount": 1 }, "level": ["x"], "mode": 4
    }));
    assert_eq!(
        (strange.ends, strange.venue, strange.capacity, strange.participants),
        (None, None, None, 0)
    );
    assert_eq!((strange.sessions, strange.taught_in), (vec![], vec!["ar".to_owned()]));
    let timeless = json!({
        "type": "Event", "id": "https://odd.example/2", "attributedTo": "https://odd.example/u", "name": "x", "startTime": "soon"
    });
    let document = ContentDocument::read(&timeless).unwrap();
    assert_eq!((document.kind, document.event), (ContentKind::Event, None));
}
