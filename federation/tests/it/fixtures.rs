//! Recreations of what other software sends (hosts and people are invented), all of which must be readable.

use std::path::{Path, PathBuf};

use federation::{
    Activity, Reference,
    activity::{ActivityRef, Announced},
    audience::{Known, Visibility},
    objects::{ActorDocument, ActorKind, ContentDocument, ContentKind, Document, Tag},
    origin::{Policy, check_activity},
    parse::{self, Limits},
};
use serde_json::{Value, json};

use crate::url;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn read(path: &Path) -> Value {
    parse::json(&std::fs::read(path).unwrap(), Limits::INBOX).unwrap()
}

fn fixture(name: &str) -> Value {
    read(&root().join(format!("{name}.json")))
}

fn files(kind: &str) -> Vec<PathBuf> {
    let list = |path: PathBuf| {
        std::fs::read_dir(path)
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
    };
    let mut files: Vec<PathBuf> = list(root()).flat_map(|software| list(software.join(kind))).collect();
    files.sort();
    files
}

fn activity(name: &str) -> Activity {
    Activity::read(&fixture(name)).unwrap()
}

fn content(name: &str) -> ContentDocument {
    ContentDocument::read(&fixture(name)).unwrap()
}

fn actor(name: &str) -> ActorDocument {
    ActorDocument::read(&fixture(name)).unwrap()
}

#[test]
fn every_activity_is_read_and_known() {
    let files = files("activities");
    assert!(files.len() >= 30, "{}", files.len());

    for path in files {
        let activity = Activity::read(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!matches!(activity, Activity::Unknown(_)), "{}", path.display());
        assert_eq!(
            check_activity(&activity, Policy::default()),
            Ok(()),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_object_is_read() {
    let files = files("objects");
    assert!(files.len() >= 20, "{}", files.len());

    for path in files {
        let document = Document::read(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!matches!(document, Document::Activity(_)), "{}", path.display());
    }
}

#[test]
fn every_embedded_object_is_read_too() {
    for path in files("activities") {
        let activity = Activity::read(&read(&path)).unwrap();
        let embedded = match &activity {
            Activity::Create(create) => create.object.embedded(),
            Activity::Update(update) => update.object.embedded(),
            _ => None,
        };
        if let Some(embedded) = embedded {
            let read = Document::read(&embedded.value);
            assert!(read.is_ok(), "{}: {read:?}", path.display());
        }
    }
}

#[test]
fn a_lemmy_topic_arrives_whole() {
    let Activity::Announce(announce) = activity("lemmy/activities/announce_create_page") else {
        panic!()
    };
    let Announced::Activity(relayed) = announce.object else {
        panic!()
    };
    let Activity::Create(create) = *relayed.activity else {
        panic!()
    };
    let Reference::Embedded(embedded) = create.object else {
        panic!()
    };
    let page = ContentDocument::read(&embedded.value).unwrap();

    assert_eq!(page.kind, ContentKind::Page);
    assert_eq!(page.name.as_deref(), Some("Tool wear on 1.4301"));
    assert_eq!(page.audience, Some(url("https://lemmy.forge.example/c/cnc")));
    assert_eq!(page.language.as_deref(), Some("de"));
    assert_eq!(page.source_markdown.as_deref(), Some("Which coating lasts?"));
    assert_eq!(page.attachments[0].url, url("https://tools.example/coatings"));
    assert_eq!(page.recipients.visibility(Known::default()), Visibility::Public);
}

#[test]
fn a_lemmy_comment_has_no_language_when_it_is_undetermined() {
    assert_eq!(content("lemmy/objects/note").language, None);
}

#[test]
fn a_lemmy_ban_keeps_its_target_reason_and_end() {
    let Activity::Block(block) = activity("lemmy/activities/block_from_community") else {
        panic!()
    };

    assert_eq!(block.target, Some(url("https://lemmy.forge.example/c/cnc")));
    assert!(block.remove_data);
    assert!(block.end_time.is_some());
}

#[test]
fn a_mastodon_post_that_mentions_a_forum_arrives_whole() {
    let note = content("mastodon/objects/note");

    assert_eq!(note.name, None);
    assert_eq!(note.likes, Some(4));
    assert_eq!(note.language.as_deref(), Some("en"));
    assert_eq!(
        note.mentions().collect::<Vec<_>>(),
        [&url("https://east.example/g/maintenance")]
    );
    assert!(matches!(&note.tags[1], Tag::Emoji { name, .. } if name == ":gear:"));
    assert_eq!(note.attachments[0].description.as_deref(), Some("Gearbox"));
    assert!(actor("mastodon/objects/person").manually_approves_followers);
}

#[test]
fn a_mastodon_poll_is_told_from_a_topic() {
    assert_eq!(content("mastodon/objects/question").kind, ContentKind::Question);
}

#[test]
fn piefeds_best_answer_and_its_undoing_are_read() {
    let Activity::Announce(announce) = activity("piefed/activities/announce_choose_answer") else {
        panic!()
    };
    let Announced::Activity(relayed) = announce.object else {
        panic!()
    };
    let Activity::ChooseAnswer(choice) = *relayed.activity else {
        panic!()
    };
    assert_eq!(choice.object, url("https://piefed.mill.example/comment/5"));
    assert_eq!(choice.head.audience, Some(url("https://piefed.mill.example/c/milling")));

    let Activity::Announce(announce) = activity("piefed/activities/announce_undo_choose_answer") else {
        panic!()
    };
    let Announced::Activity(relayed) = announce.object else {
        panic!()
    };
    let Activity::Undo(undo) = *relayed.activity else {
        panic!()
    };
    assert!(matches!(undo.object, ActivityRef::Embedded(inner) if matches!(*inner, Activity::ChooseAnswer(_))));

    assert!(content("piefed/objects/note_answer").answer);
    assert!(actor("piefed/objects/group").question_answer);
}

#[test]
fn piefeds_batches_are_read_in_order() {
    for (name, kinds) in [
        (
            "piefed/activities/announce_batch_votes",
            vec!["Like", "Dislike", "Undo"],
        ),
        ("piefed/activities/announce_batch_collection", vec!["Like", "Like"]),
    ] {
        let Activity::Announce(announce) = activity(name) else {
            panic!()
        };
        let Announced::Batch(batch) = announce.object else {
            panic!("{name}")
        };
        let found: Vec<&str> = batch.iter().map(|relayed| relayed.activity.kind()).collect();
        assert_eq!(found, kinds);
    }
}

#[test]
fn an_actor_and_author_embedded_by_discourse_are_their_ids() {
    let Activity::Create(create) = activity("discourse/activities/create_note_embedded_actor") else {
        panic!()
    };
    assert_eq!(create.head.actor, url("https://meta.disc.example/ap/actor/u9"));

    let note = ContentDocument::read(&create.object.embedded().unwrap().value).unwrap();
    assert_eq!(note.attributed_to, create.head.actor);
}

#[test]
fn single_values_from_gotosocial_are_lists_of_one() {
    let note = content("gotosocial/objects/note");

    assert_eq!(note.recipients.visibility(Known::default()), Visibility::Public);
    assert_eq!((note.tags.len(), note.attachments.len()), (1, 1));
    assert_eq!(note.in_reply_to, Some(url("https://east.example/t/118")));
}

#[test]
fn a_key_without_a_fragment_is_found_by_its_id() {
    let actor = actor("gotosocial/objects/stub_actor");

    assert!(actor.key("https://gts.spindle.example/users/sami/main-key").is_some());
}

#[test]
fn a_mobilizon_event_keeps_what_it_can() {
    let event = content("mobilizon/objects/event");

    assert_eq!(event.kind, ContentKind::Event);
    assert_eq!(event.attributed_to, url("https://agenda.mobi.example/@chamber"));
    assert_eq!(event.attachments.len(), 2);
    assert_eq!(event.language.as_deref(), Some("en"));
}

#[test]
fn bbcode_from_friendica_is_not_markdown() {
    assert_eq!(content("friendica/objects/note").source_markdown, None);
}

#[test]
fn forums_of_all_software_are_groups() {
    for name in [
        "lemmy/objects/group",
        "piefed/objects/group",
        "mbin/objects/group",
        "nodebb/objects/category",
        "discourse/objects/group",
        "mobilizon/objects/group",
        "friendica/objects/forum",
        "wordpress/objects/blog_actor",
    ] {
        let group = actor(name);
        assert_eq!(group.kind, ActorKind::Group, "{name}");
        assert!(group.shared_inbox.is_some(), "{name}");
        assert_eq!(group.keys.len(), 1, "{name}");
    }
}

#[test]
fn a_peertube_video_is_by_a_person_and_has_a_page() {
    let video = content("peertube/objects/video");

    assert_eq!(video.attributed_to, url("https://tube.lathe.example/accounts/max"));
    assert_eq!(video.url, Some(url("https://tube.lathe.example/videos/watch/9f")));
    assert_eq!(video.media_type.as_deref(), Some("text/markdown"));
}

/// Every place in a document, as a JSON pointer.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                places(
                    value,
                    &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{here}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn nothing_odd_anywhere_makes_a_reader_panic() {
    let odd = [
        json!(null),
        json!(-1),
        json!(""),
        json!("Public"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "id": {} }),
    ];
    for path in files("objects").into_iter().chain(files("activities")) {
        let document = read(&path);
        let mut found = Vec::new();
        places(&document, "", &mut found);
        for (place, odd) in found.iter().flat_map(|place| odd.iter().map(move |odd| (place, odd))) {
            let mut changed = document.clone();
            *changed.pointer_mut(place).unwrap() = odd.clone();
            let _ = Activity::read(&changed).map(|activity| check_activity(&activity, Policy::default()));
            let _ = Document::read(&changed);
        }
    }
}

#[test]
fn odd_details_do_not_make_content_unreadable() {
    let required = ["id", "type", "attributedTo"];
    for path in files("objects") {
        let document = read(&path);
        let Ok(Document::Content(_)) = Document::read(&document) else {
            continue;
        };
        for key in document
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| !required.contains(&key.as_str()))
        {
            for odd in [json!(null), json!(7), json!([7, null, {}]), json!({ "x": [1] })] {
                let mut changed = document.clone();
                changed[key] = odd.clone();
                let read = ContentDocument::read(&changed);
                assert!(read.is_ok(), "{} {key} {odd}: {read:?}", path.display());
            }
        }
    }
}
