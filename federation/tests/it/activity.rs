use federation::{
    Activity, Error, Reference,
    activity::{ActivityRef, Announced, InboxError},
    parse::{BATCH_ITEMS, ParseError},
};
use serde_json::{Value, json};

use crate::url;

fn base(kind: &str) -> Value {
    json!({ "type": kind, "id": "https://a.example/1", "actor": "https://a.example/u/ada" })
}

fn with(kind: &str, key: &str, value: Value) -> Value {
    let mut activity = base(kind);
    activity[key] = value;
    activity
}

#[test]
fn an_error_names_the_activity_and_the_field() {
    let error = |value: Value| Activity::read(&value).unwrap_err().to_string();

    assert_eq!(error(base("Like")), "Like: missing field `object`");
    assert_eq!(
        error(with("Add", "object", json!("https://a.example/2"))),
        "Add: missing field `target`"
    );
    assert_eq!(
        error(with("Like", "object", json!(7))),
        "Like: field `object` is not an id or an object with an id"
    );
    assert_eq!(
        error(json!({ "type": "Like", "id": "nonsense" })),
        "Like: field `id` is not a URL"
    );
    assert_eq!(
        error(json!({ "id": "https://a.example/1", "actor": "https://a.example/u" })),
        "activity: missing field `type`"
    );
    assert_eq!(error(json!([])), "activity: not an object");
    assert_eq!(
        error(with("Announce", "object", base("Like"))),
        "Announce: object: Like: missing field `object`"
    );
}

#[test]
fn an_id_is_a_string_and_nothing_else() {
    for id in [
        json!(["https://a.example/1"]),
        json!({ "id": "https://a.example/1" }),
        json!(7),
    ] {
        let mut like = with("Like", "object", json!("https://b.example/1"));
        like["id"] = id;
        assert!(Activity::read(&like).is_err(), "{like}");
    }
}

#[test]
fn serde_gives_the_same_error() {
    let error = serde_json::from_value::<Activity>(base("Like")).unwrap_err();

    assert_eq!(error.to_string(), "Like: missing field `object`");
}

#[test]
fn a_type_may_be_an_array_and_the_first_known_one_counts() {
    let activity = with("", "object", json!("https://b.example/1"));
    let mut activity = activity;
    activity["type"] = json!(["https://x.example/Wave", "Like", "Follow"]);

    assert!(matches!(Activity::read(&activity).unwrap(), Activity::Like(_)));
}

#[test]
fn every_property_may_be_a_string_an_object_or_an_array() {
    for object in [
        json!("https://b.example/1"),
        json!({ "id": "https://b.example/1", "type": "Note" }),
        json!(["https://b.example/1"]),
        json!([{ "id": "https://b.example/1" }]),
    ] {
        let mut like = with("Like", "object", object.clone());
        like["actor"] = json!({ "id": "https://a.example/u/ada", "type": "Person" });
        let Activity::Like(like) = Activity::read(&like).unwrap() else {
            panic!("not a Like")
        };
        assert_eq!(like.object, url("https://b.example/1"), "{object}");
        assert_eq!(like.head.actor, url("https://a.example/u/ada"));
    }
}

#[test]
fn missing_addressees_are_nobody_and_a_lone_one_is_one() {
    let mut like = with("Like", "object", json!("https://b.example/1"));
    assert!(Activity::read(&like).unwrap().recipients().to.is_empty());

    like["to"] = json!("as:Public");
    like["cc"] = json!([null, 7, "nonsense", "https://c.example/u"]);
    let activity = Activity::read(&like).unwrap();
    assert_eq!(activity.recipients().to, [federation::audience::public()]);
    assert_eq!(activity.recipients().cc, [url("https://c.example/u")]);
}

#[test]
fn an_emoji_reaction_is_a_like() {
    let mut reaction = with("EmojiReact", "object", json!("https://b.example/1"));
    reaction["content"] = json!("🔧");

    let Activity::Like(like) = Activity::read(&reaction).unwrap() else {
        panic!("not a Like")
    };
    assert_eq!(like.content.as_deref(), Some("🔧"));
}

#[test]
fn an_unknown_type_is_kept_apart_and_its_name_is_bounded() {
    let Activity::Unknown(unknown) = Activity::read(&base(&"x".repeat(500))).unwrap() else {
        panic!("known?")
    };

    assert_eq!(unknown.kind.len(), 64);
}

#[test]
fn an_announce_may_be_an_id_an_activity_or_an_object() {
    let announced = |object: Value| match Activity::read(&with("Announce", "object", object)).unwrap() {
        Activity::Announce(announce) => announce.object,
        other => panic!("{other:?}"),
    };
    let like = with("Like", "object", json!("https://b.example/1"));
    let page = json!({ "id": "https://b.example/1", "type": "Page", "attributedTo": "https://b.example/u" });

    assert_eq!(
        announced(json!("https://b.example/1")),
        Announced::Id(url("https://b.example/1"))
    );
    assert!(matches!(announced(page), Announced::Object(object) if object.kind == "Page"));
    let Announced::Activity(relayed) = announced(like.clone()) else {
        panic!("not an activity")
    };
    assert_eq!(relayed.raw, like);
    assert!(matches!(*relayed.activity, Activity::Like(_)));
}

#[test]
fn a_batch_is_capped_and_leaves_out_what_it_cannot_read() {
    let like = with("Like", "object", json!("https://b.example/1"));
    let mut items = vec![json!("https://b.example/no"), json!({ "type": "Like" })];
    items.extend(std::iter::repeat_n(like, BATCH_ITEMS + 10));
    let collection = json!({ "type": "OrderedCollection", "orderedItems": items });

    for object in [json!(items), collection] {
        let Activity::Announce(announce) = Activity::read(&with("Announce", "object", object)).unwrap() else {
            panic!("not an Announce")
        };
        let Announced::Batch(batch) = announce.object else {
            panic!("not a batch")
        };
        assert_eq!(batch.len(), BATCH_ITEMS - 2);
    }
}

#[test]
fn an_undo_may_embed_the_activity_or_name_it() {
    let undone = |object: Value| match Activity::read(&with("Undo", "object", object)).unwrap() {
        Activity::Undo(undo) => undo.object,
        other => panic!("{other:?}"),
    };
    let like = with("Like", "object", json!("https://b.example/1"));

    assert_eq!(
        undone(json!("https://a.example/1")),
        ActivityRef::Id(url("https://a.example/1"))
    );
    assert!(matches!(undone(like), ActivityRef::Embedded(activity) if matches!(*activity, Activity::Like(_))));
    let odd = json!({ "id": "https://a.example/9", "type": "Wave", "actor": "https://a.example/u" });
    assert_eq!(undone(odd), ActivityRef::Id(url("https://a.example/9")));
}

#[test]
fn a_delete_may_name_or_embed_a_tombstone() {
    let tombstone = json!({ "type": "Tombstone", "id": "https://a.example/t/1", "formerType": "Page" });
    let Activity::Delete(delete) = Activity::read(&with("Delete", "object", tombstone)).unwrap() else {
        panic!()
    };
    assert_eq!(delete.object, url("https://a.example/t/1"));
    assert_eq!(delete.tombstone.unwrap().former_type.as_deref(), Some("Page"));

    let mut removal = with("Delete", "object", json!("https://a.example/t/1"));
    removal["summary"] = json!("Advertising");
    let Activity::Delete(delete) = Activity::read(&removal).unwrap() else {
        panic!()
    };
    assert_eq!(delete.summary.as_deref(), Some("Advertising"));
    assert!(delete.tombstone.is_none());
}

#[test]
fn a_flag_may_name_several_things() {
    let reported = json!(["https://b.example/u/spam", "https://b.example/t/9"]);
    let Activity::Flag(flag) = Activity::read(&with("Flag", "object", reported)).unwrap() else {
        panic!()
    };

    assert_eq!(
        flag.objects,
        [url("https://b.example/u/spam"), url("https://b.example/t/9")]
    );
}

#[test]
fn a_create_keeps_an_embedded_object_as_it_came() {
    let note = json!({ "id": "https://a.example/n/1", "type": "Note", "x": [1] });
    let Activity::Create(create) = Activity::read(&with("Create", "object", note.clone())).unwrap() else {
        panic!()
    };

    assert!(matches!(create.object, Reference::Embedded(embedded) if embedded.value == note));
}

#[test]
fn json_ld_restructuring_gives_no_authority() {
    let like = with("Like", "object", json!("https://b.example/1"));
    let refused = [
        json!({ "@graph": [like] }),
        json!({ "@included": [like], "id": "https://a.example/1" }),
        json!({ "@type": "Like", "@id": "https://a.example/1", "actor": "https://a.example/u", "object": "https://b.example/1" }),
    ];
    for value in refused {
        assert!(Activity::read(&value).is_err(), "{value}");
    }

    let aliased = json!({
        "@context": { "id": "https://x.example/other", "actor": { "@id": "as:actor" }, "performer": "as:actor" },
        "type": "Like", "id": "https://a.example/1", "@id": "https://victim.example/1",
        "actor": "https://a.example/u", "performer": "https://victim.example/u",
        "object": { "@context": { "id": "@type" }, "id": "https://b.example/1" },
        "signature": { "type": "RsaSignature2017", "creator": "https://victim.example/u#main-key" },
    });
    let activity = Activity::read(&aliased).unwrap();
    assert_eq!(activity.id(), &url("https://a.example/1"));
    assert_eq!(activity.actor(), &url("https://a.example/u"));
    assert_eq!(activity.object_id(), Some(&url("https://b.example/1")));
}

#[test]
fn errors_can_be_told_apart() {
    let error = Activity::read(&base("Follow")).unwrap_err();

    assert_eq!(
        error,
        Error::Missing {
            of: "Follow".to_owned(),
            field: "object"
        }
    );
}

#[test]
fn only_a_batch_may_be_large() {
    let like = with("Like", "object", json!("https://b.example/1"));
    let mut padded = like.clone();
    padded["content"] = json!("x".repeat(600 * 1024));
    let mut one = like;
    one["content"] = json!("x".repeat(1200));
    let batch = with("Announce", "object", json!(vec![one; 500]));
    let read = |value: &Value| Activity::from_inbox(value.to_string().as_bytes());

    assert_eq!(
        read(&padded),
        Err(InboxError::Parse(ParseError::TooLarge { limit: 512 * 1024 }))
    );
    let (activity, stored) = read(&batch).unwrap();
    assert_eq!((activity.kind(), stored), ("Announce", batch));
    assert!(matches!(Activity::from_inbox(b"{}"), Err(InboxError::Read(_))));
}
