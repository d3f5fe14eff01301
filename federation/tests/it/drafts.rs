//! The documents we send, filled with a small conversation between two instances.

use chrono::{DateTime, Utc};
use federation::{
    audience::{Known, Recipients, Visibility, public},
    build::{
        self, ApplicationDraft, AttachmentDraft, CollectionDraft, DeleteDraft, Envelope, GroupDraft, ImageDraft,
        KeysDraft, Language, MessageDraft, MessageForm, PageDraft, PersonDraft, ProfileField, ReplyDraft, TagDraft,
        TombstoneDraft, TopicDraft, Wire,
    },
};
use serde_json::{Value, json};
use url::Url;

use crate::{keys::RSA_2048, time, url};

fn east(path: &str) -> Url {
    url(&format!("https://east.example{path}"))
}

fn west(path: &str) -> Url {
    url(&format!("https://west.example{path}"))
}

fn noon() -> DateTime<Utc> {
    time("2026-11-22T12:00:00Z")
}

fn keys() -> KeysDraft {
    KeysDraft {
        rsa_pem: RSA_2048.to_owned(),
        ed25519_multibase: Some("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2".to_owned()),
    }
}

fn arabic() -> Language {
    Language {
        identifier: "ar".to_owned(),
        name: "العربية".to_owned(),
    }
}

fn icon(path: &str) -> Option<ImageDraft> {
    Some(ImageDraft {
        url: east(path),
        media_type: "image/webp".to_owned(),
    })
}

pub(crate) fn person() -> PersonDraft {
    PersonDraft {
        id: east("/u/noura"),
        username: "noura".to_owned(),
        name: "Noura Alharbi · نورة الحربي".to_owned(),
        summary_html: Some("<p>Maintenance planner</p>".to_owned()),
        url: east("/@noura"),
        inbox: east("/u/noura/inbox"),
        outbox: east("/u/noura/outbox"),
        followers: east("/u/noura/followers"),
        following: east("/u/noura/following"),
        featured: Some(east("/u/noura/featured")),
        shared_inbox: east("/inbox"),
        icon: icon("/media/noura.webp"),
        image: None,
        fields: vec![ProfileField {
            name: "Expertise".to_owned(),
            value: "Vibration analysis".to_owned(),
        }],
        is_bot: false,
        discoverable: true,
        indexable: true,
        manually_approves_followers: false,
        published: noon(),
        updated: Some(time("2026-11-23T08:30:00.250Z")),
        moved_to: None,
        also_known_as: vec![],
        keys: keys(),
    }
}

pub(crate) fn group() -> GroupDraft {
    GroupDraft {
        id: east("/g/maintenance"),
        username: "maintenance".to_owned(),
        name: "Maintenance".to_owned(),
        summary_html: Some("<p>Keeping machines running.</p>".to_owned()),
        summary_markdown: Some("Keeping machines running.".to_owned()),
        url: east("/g/maintenance"),
        inbox: east("/g/maintenance/inbox"),
        outbox: east("/g/maintenance/outbox"),
        followers: east("/g/maintenance/followers"),
        moderators: east("/g/maintenance/moderators"),
        featured: east("/g/maintenance/featured"),
        shared_inbox: east("/inbox"),
        icon: None,
        image: None,
        posting_restricted_to_mods: false,
        manually_approves_followers: false,
        discoverable: true,
        question_answer: true,
        languages: vec![arabic()],
        published: noon(),
        updated: None,
        keys: keys(),
    }
}

pub(crate) fn application() -> ApplicationDraft {
    ApplicationDraft {
        id: east("/actor"),
        username: "east.example".to_owned(),
        name: "East Industrial Cluster".to_owned(),
        summary_html: None,
        url: east("/"),
        inbox: east("/inbox"),
        outbox: east("/actor/outbox"),
        icon: None,
        published: noon(),
        keys: keys(),
    }
}

fn recipients(mentions: &[Url]) -> Recipients {
    let known = Known {
        followers: Some(&east("/u/noura/followers")),
        group: Some(&east("/g/maintenance")),
        group_followers: None,
    };
    Recipients::new(Visibility::Public, known, mentions)
}

pub(crate) fn topic() -> TopicDraft {
    TopicDraft {
        id: east("/t/118"),
        url: east("/t/118/bearing-noise"),
        author: east("/u/noura"),
        group: Some(east("/g/maintenance")),
        title: "ضجيج في محمل المضخة".to_owned(),
        content_html: "<p>كيف أعرف السبب؟</p>".to_owned(),
        source_markdown: Some("كيف أعرف السبب؟".to_owned()),
        language: Some(arabic()),
        recipients: recipients(&[]),
        tags: vec![TagDraft::Hashtag {
            name: "vibration".to_owned(),
            href: east("/tags/vibration"),
        }],
        attachments: vec![
            AttachmentDraft::Image {
                url: east("/media/spectrum.png"),
                media_type: "image/png".to_owned(),
                description: Some("Spectrum with a peak at 120 Hz".to_owned()),
                size: Some((1200, 800)),
                blurhash: None,
            },
            AttachmentDraft::Document {
                url: east("/media/log.csv"),
                media_type: "text/csv".to_owned(),
                name: Some("log.csv".to_owned()),
            },
            AttachmentDraft::Link {
                href: url("https://pumps.example/p-7"),
            },
        ],
        sensitive: false,
        comments_enabled: true,
        stickied: false,
        is_question: true,
        accepted_answer: None,
        context: Some(east("/t/118/context")),
        replies: Some(east("/t/118/replies")),
        published: noon(),
        updated: None,
    }
}

pub(crate) fn reply() -> ReplyDraft {
    let parent_author = west("/u/omar");
    ReplyDraft {
        id: east("/c/931"),
        url: east("/t/118#c931"),
        author: east("/u/noura"),
        group: Some(east("/g/maintenance")),
        in_reply_to: west("/c/44"),
        content_html: "<p>Measured: 120 Hz.</p>".to_owned(),
        source_markdown: Some("Measured: 120 Hz.".to_owned()),
        language: Some(Language {
            identifier: "en".to_owned(),
            name: "English".to_owned(),
        }),
        recipients: recipients(std::slice::from_ref(&parent_author)),
        tags: vec![TagDraft::Mention {
            href: parent_author,
            name: "@omar@west.example".to_owned(),
        }],
        attachments: vec![],
        sensitive: false,
        is_answer: false,
        replication: None,
        context: Some(east("/t/118/context")),
        replies: None,
        published: noon(),
        updated: None,
    }
}

fn by(path: &str, actor: &str, recipients: Recipients, group: bool) -> Envelope {
    Envelope {
        id: east(path),
        actor: east(actor),
        recipients,
        group: group.then(|| east("/g/maintenance")),
    }
}

fn by_author(path: &str) -> Envelope {
    by(path, "/u/noura", recipients(&[]), true)
}

fn by_moderator(path: &str) -> Envelope {
    by(
        path,
        "/u/mod",
        Recipients {
            to: vec![public()],
            cc: vec![],
        },
        true,
    )
}

fn by_group(path: &str) -> Envelope {
    by(
        path,
        "/g/maintenance",
        Recipients {
            to: vec![public()],
            cc: vec![east("/g/maintenance/followers")],
        },
        false,
    )
}

fn vote(path: &str) -> Envelope {
    by(path, "/u/noura", Recipients::default(), true)
}

fn to_one(path: &str, actor: &str, target: Url) -> Envelope {
    by(
        path,
        actor,
        Recipients {
            to: vec![target],
            cc: vec![],
        },
        false,
    )
}

fn tombstone() -> TombstoneDraft {
    TombstoneDraft {
        id: east("/t/118"),
        former_type: "Page".to_owned(),
        deleted: noon(),
    }
}

fn like() -> Wire {
    build::like(&vote("/activities/like/77"), &west("/c/44"))
}

fn choose() -> Wire {
    build::choose_answer(&by_author("/activities/answer/3"), &west("/c/44"))
}

/// A follow as it comes from another server.
fn inbound_follow() -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://west.example/follows/5", "type": "Follow", "actor": "https://west.example/u/omar",
        "object": "https://east.example/g/maintenance",
    })
}

/// Every document with ActivityStreams in it, by name.
pub(crate) fn documents() -> Vec<(&'static str, Value)> {
    let mut all = actors_and_objects();
    all.extend(content_activities());
    all.extend(social_activities());
    all.extend(group_activities());
    all.into_iter().map(|(name, wire)| (name, wire.document())).collect()
}

fn actors_and_objects() -> Vec<(&'static str, Wire)> {
    let locked = TopicDraft {
        comments_enabled: false,
        stickied: true,
        accepted_answer: Some(west("/c/44")),
        updated: Some(time("2026-11-22T13:00:00Z")),
        ..topic()
    };
    let plain = TopicDraft {
        source_markdown: None,
        language: None,
        tags: vec![],
        attachments: vec![],
        is_question: false,
        context: None,
        replies: None,
        ..topic()
    };
    vec![
        ("person", person().build()),
        (
            "bot",
            PersonDraft {
                is_bot: true,
                featured: None,
                summary_html: None,
                icon: None,
                fields: vec![],
                ..person()
            }
            .build(),
        ),
        ("group", group().build()),
        ("application", application().build()),
        ("page", topic().build()),
        ("page_answered_locked_pinned", locked.build()),
        ("page_plain", plain.build()),
        ("note", reply().build()),
        (
            "note_answer",
            ReplyDraft {
                is_answer: true,
                ..reply()
            }
            .build(),
        ),
        ("tombstone", tombstone().build()),
    ]
}

fn content_activities() -> Vec<(&'static str, Wire)> {
    let removal = DeleteDraft::Removal {
        object: east("/t/118"),
        reason: "Advertising".to_owned(),
    };
    let everybody = Recipients {
        to: vec![public()],
        cc: vec![],
    };
    vec![
        (
            "create_page",
            build::create(&by_author("/activities/create/1"), topic().build()),
        ),
        (
            "create_note",
            build::create(
                &by("/activities/create/2", "/u/noura", recipients(&[west("/u/omar")]), true),
                reply().build(),
            ),
        ),
        (
            "update_page",
            build::update(&by_author("/activities/update/1"), topic().build()),
        ),
        (
            "update_person",
            build::update(
                &by("/activities/update/2", "/u/noura", everybody.clone(), false),
                person().build(),
            ),
        ),
        (
            "update_group",
            build::update(&by_group("/activities/update/3"), group().build()),
        ),
        (
            "delete_page",
            build::delete(&by_author("/activities/delete/1"), &DeleteDraft::Content(tombstone())),
        ),
        (
            "delete_by_moderator",
            build::delete(&by_moderator("/activities/delete/2"), &removal),
        ),
        (
            "delete_person",
            build::delete(
                &by("/activities/delete/3", "/u/noura", everybody, false),
                &DeleteDraft::Actor(east("/u/noura")),
            ),
        ),
    ]
}

/// A private message to somebody elsewhere.
fn private(form: MessageForm) -> Wire {
    let draft = MessageDraft {
        id: east("/pm/77/8"),
        form,
        author: east("/u/noura"),
        recipient: west("/u/omar"),
        handle: "@omar@west.example".to_owned(),
        content_html: "<p dir=\"auto\">Did the bearing arrive?</p>".to_owned(),
        source_markdown: Some("Did the bearing arrive?".to_owned()),
        in_reply_to: Some(west("/posts/12")),
        attachments: vec![AttachmentDraft::Document {
            url: east("/media/abc?pass=x"),
            media_type: "application/pdf".to_owned(),
            name: Some("drawing.pdf".to_owned()),
        }],
        published: noon(),
    };
    let envelope = to_one("/activities/message-8/77", "/u/noura", west("/u/omar"));
    build::create(&envelope, draft.build())
}

fn social_activities() -> Vec<(&'static str, Wire)> {
    let follow = build::follow(
        &to_one("/activities/follow/1", "/u/noura", west("/g/energy")),
        &west("/g/energy"),
    );
    let answer = |path| to_one(path, "/g/maintenance", west("/u/omar"));
    vec![
        ("like", like()),
        (
            "dislike",
            build::dislike(&vote("/activities/dislike/1"), &west("/c/44")),
        ),
        ("undo_like", build::undo(&vote("/activities/undo/1"), like())),
        ("follow", follow.clone()),
        ("create_private_note", private(MessageForm::Note)),
        ("create_chat_message", private(MessageForm::ChatMessage)),
        (
            "undo_follow",
            build::undo(&to_one("/activities/undo/2", "/u/noura", west("/g/energy")), follow),
        ),
        (
            "accept_follow",
            build::accept(&answer("/activities/accept/1"), &inbound_follow()),
        ),
        (
            "reject_follow",
            build::reject(&answer("/activities/reject/1"), &inbound_follow()),
        ),
    ]
}

fn group_activities() -> Vec<(&'static str, Wire)> {
    let relayed = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://west.example/activities/create/9", "type": "Create", "actor": "https://west.example/u/omar",
        "to": ["https://www.w3.org/ns/activitystreams#Public", "https://east.example/g/maintenance"], "cc": [],
        "audience": "https://east.example/g/maintenance", "theirs": { "kept": [1, 2.5, null] },
        "object": {
            "id": "https://west.example/c/44", "type": "Note", "attributedTo": "https://west.example/u/omar",
            "inReplyTo": "https://east.example/t/118", "audience": "https://east.example/g/maintenance",
            "to": ["https://www.w3.org/ns/activitystreams#Public", "https://east.example/g/maintenance"], "cc": [],
            "content": "<p>Check the bearing.</p>", "attachment": [], "tag": [], "published": "2026-11-22T12:30:00Z",
        },
    });
    let (featured, moderators) = (east("/g/maintenance/featured"), east("/g/maintenance/moderators"));
    let announce = |path, wire: Wire| build::announce_activity(&by_group(path), &wire.embed());
    let lock = || build::lock(&by_moderator("/activities/lock/1"), &east("/t/118"), Some("Solved"));
    vec![
        (
            "announce_create",
            build::announce_activity(&by_group("/activities/announce/1"), &relayed),
        ),
        (
            "announce_topic",
            build::announce_id(&by_group("/activities/announce/2"), &east("/t/118")),
        ),
        (
            "announce_topic_embedded",
            build::announce_object(&by_group("/activities/announce/3"), topic().build()),
        ),
        ("announce_choose_answer", announce("/activities/announce/4", choose())),
        ("choose_answer", choose()),
        (
            "undo_choose_answer",
            build::undo(&by_author("/activities/undo/3"), choose()),
        ),
        (
            "add_pin",
            build::add(&by_moderator("/activities/add/1"), &east("/t/118"), &featured),
        ),
        (
            "remove_pin",
            build::remove(&by_moderator("/activities/remove/1"), &east("/t/118"), &featured),
        ),
        (
            "add_moderator",
            build::add(&by_moderator("/activities/add/2"), &west("/u/omar"), &moderators),
        ),
        ("lock", lock()),
        ("undo_lock", build::undo(&by_moderator("/activities/undo/4"), lock())),
        ("announce_lock", announce("/activities/announce/5", lock())),
    ]
}

/// Collections, by name. No receiver model looks at them.
pub(crate) fn collections() -> Vec<(&'static str, Value)> {
    let items = vec![json!(east("/t/118")), json!(west("/c/44"))];
    let context = CollectionDraft {
        id: east("/t/118/context"),
        total: 2,
        items: Some(items.clone()),
        first: None,
        last: None,
        attributed_to: Some(east("/g/maintenance")),
    };
    let followers = CollectionDraft {
        id: east("/g/maintenance/followers"),
        total: 42,
        items: None,
        attributed_to: None,
        ..context.clone()
    };
    let outbox = CollectionDraft {
        id: east("/g/maintenance/outbox"),
        first: Some(east("/g/maintenance/outbox?page=1")),
        items: None,
        ..context.clone()
    };
    let page = PageDraft {
        id: east("/g/maintenance/outbox?page=1"),
        part_of: east("/g/maintenance/outbox"),
        items,
        total: 2,
        next: Some(east("/g/maintenance/outbox?page=2")),
        prev: None,
    };
    vec![
        ("context", build::collection(&context).document()),
        ("followers", build::collection(&followers).document()),
        ("outbox", build::collection(&outbox).document()),
        ("outbox_page", build::collection_page(&page).document()),
    ]
}
