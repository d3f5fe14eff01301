//! What readers that know no terms of ours make of a case study, and the terms themselves.

use serde_json::Value;

use super::Scene;

/// What a reader that knows no terms of ours makes of the document: Mastodon shows name, summary and address; Lemmy name and
/// content.
#[tokio::test(flavor = "multi_thread")]
async fn plain_readers_get_a_readable_article() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let reader = scene.test.guest().with_header("accept", "application/activity+json");
    let document = reader.get(&format!("/cases/{}", case.id)).await.json();
    let complaints = federation::receivers::complaints(&document, federation::origin::Policy::default());
    assert!(complaints.is_empty(), "{complaints:?}");
    let text = |key: &str| {
        document[key]
            .as_str()
            .unwrap_or_default()
            .replace(&case.id.to_string(), "ID")
    };
    let mastodon = format!(
        "<h2>{}</h2>\n<p>{}</p>\n<a href=\"{}\">",
        text("name"),
        text("summary"),
        text("url")
    );
    let lemmy = format!("{}\n{}", text("name"), text("content").replace("><", ">\n<"));
    insta::assert_snapshot!("mastodon", mastodon);
    insta::assert_snapshot!("lemmy", lemmy);
    let mut record = document.clone();
    let map = record.as_object_mut().expect("an object");
    for common in [
        "@context",
        "id",
        "url",
        "type",
        "attributedTo",
        "actor",
        "to",
        "cc",
        "audience",
        "tag",
        "attachment",
        "content",
        "contentMap",
        "source",
        "context",
        "replies",
        "language",
        "mediaType",
        "commentsEnabled",
        "stickied",
        "isQuestion",
        "sensitive",
    ] {
        map.remove(common);
    }
    insta::with_settings!({ sort_maps => true, omit_expression => true }, {
        insta::assert_json_snapshot!("record", record);
    });
    let Value::Array(layers) = &document["@context"] else {
        panic!("a context of several layers")
    };
    for key in record.as_object().expect("an object").keys() {
        let is_ours = layers.iter().any(|layer| layer.get(key).is_some());
        let is_common = ["name", "summary", "published", "location"].contains(&key.as_str());
        assert!(is_ours || is_common, "{key} is not declared");
    }
    let served = scene.test.guest().get("/ns").await;
    assert_eq!(
        (served.status, served.header("content-type")),
        (200, "application/ld+json")
    );
    let (vocabulary, declared) = (served.json(), document["@context"].clone());
    let layers = vocabulary["@context"].as_array().expect("layers");
    for layer in declared.as_array().expect("layers") {
        assert!(layers.contains(layer), "{layer} cannot be looked up");
    }
}
