use federation::{
    Error,
    objects::{ActorDocument, ActorKind, CollectionDocument, ContentDocument, ContentKind, Document, KeyMaterial, Tag},
};
use serde_json::{Value, json};

use crate::url;

fn note(key: &str, value: Value) -> ContentDocument {
    let mut note = json!({ "id": "https://a.example/1", "type": "Note", "attributedTo": "https://a.example/u" });
    note[key] = value;
    ContentDocument::read(&note).unwrap()
}

fn person(key: &str, value: Value) -> Value {
    let mut person = json!({
        "id": "https://a.example/u", "type": "Person", "preferredUsername": "u", "inbox": "https://a.example/u/inbox",
    });
    person[key] = value;
    person
}

#[test]
fn the_author_is_found_in_every_shape() {
    for author in [
        json!("https://a.example/u"),
        json!({ "type": "Person", "id": "https://a.example/u" }),
        json!([{ "type": "Group", "id": "https://a.example/channel" }, { "type": "Person", "id": "https://a.example/u" }]),
        json!(["https://a.example/u", "https://a.example/v"]),
    ] {
        assert_eq!(
            note("attributedTo", author.clone()).attributed_to,
            url("https://a.example/u"),
            "{author}"
        );
    }
}

#[test]
fn the_page_for_people_is_the_html_link() {
    let links = json!([
        { "type": "Link", "mediaType": "application/x-bittorrent", "href": "magnet:?x" },
        { "type": "Link", "mediaType": "video/mp4", "href": "https://a.example/v.mp4" },
        { "type": "Link", "mediaType": "text/html", "href": "https://a.example/watch" },
    ]);

    assert_eq!(note("url", links).url, Some(url("https://a.example/watch")));
    assert_eq!(
        note("url", json!("https://a.example/1")).url,
        Some(url("https://a.example/1"))
    );
    assert_eq!(note("url", json!("javascript:alert(1)")).url, None);
}

#[test]
fn one_odd_attachment_or_tag_is_not_fatal() {
    let content = note(
        "attachment",
        json!([
            null, 7, "text", {}, { "type": "PropertyValue", "name": "x", "value": "y" },
            { "type": "Image", "url": "data:image/png,x" },
            { "type": "Document", "mediaType": "image/png", "url": "https://a.example/i.png", "name": "A press" },
            { "type": "Link", "href": "https://b.example/" },
            { "type": "Image", "url": [{ "type": "Link", "href": "https://a.example/j.png" }] },
        ]),
    );
    let addresses: Vec<&str> = content.attachments.iter().map(|one| one.url.as_str()).collect();
    assert_eq!(
        addresses,
        [
            "https://a.example/i.png",
            "https://b.example/",
            "https://a.example/j.png"
        ]
    );
    assert_eq!(content.attachments[0].description.as_deref(), Some("A press"));

    let content = note(
        "tag",
        json!([
            null, { "type": "Mention" }, { "type": "Hashtag", "name": "#cnc" }, { "name": "no type" },
            { "type": ["Mention", "Link"], "href": "https://b.example/u" },
        ]),
    );
    assert_eq!(
        content.tags,
        [
            Tag::Hashtag {
                name: "cnc".to_owned(),
                href: None
            },
            Tag::Mention {
                href: url("https://b.example/u"),
                name: None
            }
        ]
    );
}

#[test]
fn the_language_is_found_wherever_it_is_said() {
    assert_eq!(
        note("language", json!({ "identifier": "ar", "name": "العربية" }))
            .language
            .as_deref(),
        Some("ar")
    );
    assert_eq!(note("language", json!("en")).language.as_deref(), Some("en"));
    assert_eq!(
        note("contentMap", json!({ "it": "ciao" })).language.as_deref(),
        Some("it")
    );
    assert_eq!(
        note("language", json!({ "identifier": "und", "name": "Undetermined" })).language,
        None
    );
    assert_eq!(
        note("contentMap", json!({ "it": "ciao" })).content.as_deref(),
        Some("ciao")
    );
}

#[test]
fn a_source_counts_only_when_it_is_markdown() {
    let markdown = json!({ "content": "*hi*", "mediaType": "text/markdown" });

    assert_eq!(note("source", markdown).source_markdown.as_deref(), Some("*hi*"));
    assert_eq!(
        note("source", json!({ "content": "[b]hi[/b]", "mediaType": "text/bbcode" })).source_markdown,
        None
    );
    assert_eq!(note("source", json!("hi")).source_markdown, None);
}

#[test]
fn an_unknown_type_is_content_when_it_has_an_author_and_a_text() {
    let review = json!({ "id": "https://a.example/1", "type": "Review", "attributedTo": "https://a.example/u", "content": "Good" });
    let key = json!({ "id": "https://a.example/1", "type": "Key" });

    assert_eq!(
        ContentDocument::read(&review).unwrap().kind,
        ContentKind::Other("Review".to_owned())
    );
    assert!(matches!(ContentDocument::read(&key), Err(Error::Unsupported { .. })));
}

#[test]
fn keys_may_be_one_or_many_and_of_either_kind() {
    let keys = json!([
        { "id": "https://a.example/u#main-key", "owner": "https://a.example/u", "publicKeyPem": "PEM" },
        { "id": "https://a.example/u#other", "owner": "https://a.example/u", "publicKeyPem": "PEM2" },
        { "id": "https://a.example/u#broken" },
    ]);
    let mut document = person("publicKey", keys);
    document["assertionMethod"] = json!({
        "id": "https://a.example/u#ed25519-key", "type": "Multikey", "controller": "https://a.example/u",
        "publicKeyMultibase": "z6Mk",
    });
    let actor = ActorDocument::read(&document).unwrap();

    assert_eq!(actor.keys.len(), 3);
    assert_eq!(
        actor.key("https://a.example/u#other").unwrap().material,
        KeyMaterial::Pem("PEM2".to_owned())
    );
    assert_eq!(
        actor.key("https://a.example/u#ed25519-key").unwrap().material,
        KeyMaterial::Multibase("z6Mk".to_owned())
    );
}

#[test]
fn a_key_of_somebody_else_is_not_the_actors() {
    let stolen = json!([
        { "id": "https://victim.example/u#main-key", "owner": "https://a.example/u", "publicKeyPem": "PEM" },
        { "id": "https://a.example/u#main-key", "owner": "https://victim.example/u", "publicKeyPem": "PEM" },
    ]);
    let actor = ActorDocument::read(&person("publicKey", stolen)).unwrap();

    assert!(actor.key("https://victim.example/u#main-key").is_none());
    assert!(actor.key("https://a.example/u#main-key").is_none());
}

#[test]
fn an_actor_without_an_inbox_is_refused() {
    let error = ActorDocument::read(&person("inbox", Value::Null)).unwrap_err();

    assert_eq!(error.to_string(), "Person: missing field `inbox`");
}

#[test]
fn a_groups_author_is_its_moderators_collection() {
    let group = json!({
        "id": "https://a.example/g", "type": "Group", "preferredUsername": "g", "inbox": "https://a.example/g/inbox",
        "attributedTo": "https://a.example/g/moderators", "postingRestrictedToMods": true,
        "language": [{ "identifier": "en", "name": "English" }],
    });
    let actor = ActorDocument::read(&group).unwrap();

    assert_eq!(actor.kind, ActorKind::Group);
    assert_eq!(actor.moderators, Some(url("https://a.example/g/moderators")));
    assert!(actor.posting_restricted_to_mods);
    assert_eq!(actor.languages, ["en"]);
}

#[test]
fn a_collections_items_may_be_ids_or_objects() {
    let page = json!({
        "type": "OrderedCollectionPage", "id": "https://a.example/o?page=1", "partOf": "https://a.example/o",
        "orderedItems": ["https://a.example/1", { "id": "https://a.example/2", "type": "Note" }, 7],
        "next": "https://a.example/o?page=2",
    });
    let page = CollectionDocument::read(&page).unwrap();

    assert_eq!(page.items.len(), 2);
    assert_eq!(page.items[1].id(), Some(&url("https://a.example/2")));
    assert_eq!(page.next, Some(url("https://a.example/o?page=2")));
}

#[test]
fn anything_found_at_an_address_is_told_apart() {
    let read = |value: Value| Document::read(&value).unwrap();

    assert!(matches!(read(person("name", json!("U"))), Document::Actor(_)));
    assert!(matches!(
        read(json!({ "type": "Tombstone", "id": "https://a.example/1" })),
        Document::Tombstone(_)
    ));
    assert!(matches!(
        read(json!({ "type": "Collection", "totalItems": 3 })),
        Document::Collection(_)
    ));
    let note = json!({ "type": "Note", "id": "https://a.example/1", "attributedTo": "https://a.example/u" });
    assert!(matches!(read(note), Document::Content(_)));
    let like = json!({
        "type": "Like", "id": "https://a.example/1", "actor": "https://a.example/u", "object": "https://b.example/1",
    });
    assert!(matches!(read(like), Document::Activity(_)));
}

#[test]
fn an_actor_or_its_server_may_say_that_it_knows_rfc9421() {
    let implements = json!([{ "href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC-9421" }]);
    let said = |key, value| ActorDocument::read(&person(key, value)).unwrap().implements_rfc9421;

    assert!(said("implements", implements.clone()));
    assert!(said(
        "generator",
        json!({ "type": "Application", "implements": implements })
    ));
    assert!(!said("implements", json!([{ "href": "https://x.example/" }])));
    assert!(!said("generator", json!("https://x.example/")));
}
