//! What we send, word for word. A change here is a change of the protocol: look twice before accepting it.

use federation::{
    Activity,
    build::{self, NodeInfoDraft, NodeInfoVersion, WebFingerDraft},
    objects::Document,
};
use serde_json::Value;

use crate::{drafts, url};

fn check(name: &str, value: &Value) {
    // Another crate in the build may make maps keep their order; the files must not care.
    insta::with_settings!({ sort_maps => true, omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!(name, value);
    });
}

#[test]
fn documents_are_sent_as_agreed() {
    for (name, document) in drafts::documents() {
        let mut document = document;
        // The same in all of them, and checked below.
        document.as_object_mut().unwrap().remove("@context");
        check(name, &document);
    }
}

#[test]
fn collections_are_served_as_agreed() {
    for (name, document) in drafts::collections() {
        let mut document = document;
        document.as_object_mut().unwrap().remove("@context");
        check(&format!("collection_{name}"), &document);
    }
}

#[test]
fn every_document_has_the_same_context() {
    check("at_context", &federation::context::context());
    for (name, document) in drafts::documents().into_iter().chain(drafts::collections()) {
        assert_eq!(document["@context"], federation::context::context(), "{name}");
    }
}

#[test]
fn nothing_embedded_has_a_context_of_its_own_unless_it_is_somebody_elses() {
    for (name, document) in drafts::documents() {
        if name != "announce_create" {
            assert!(document["object"].get("@context").is_none(), "{name}");
        }
    }
}

#[test]
fn what_is_announced_is_passed_on_unchanged() {
    let documents = drafts::documents();
    let (_, announce) = documents.iter().find(|(name, _)| *name == "announce_create").unwrap();

    assert_eq!(
        announce["object"]["theirs"],
        serde_json::json!({ "kept": [1, 2.5, null] })
    );
}

#[test]
fn we_can_read_everything_we_send() {
    for (name, document) in drafts::documents() {
        if document.get("actor").is_some() {
            let activity = Activity::read(&document).unwrap();
            assert!(!matches!(activity, Activity::Unknown(_)), "{name}");
        } else {
            Document::read(&document).unwrap();
        }
    }
}

#[test]
fn a_topic_survives_the_journey() {
    let Document::Content(page) = Document::read(&drafts::topic().build().document()).unwrap() else {
        panic!()
    };
    let draft = drafts::topic();

    assert_eq!(page.id, draft.id);
    assert_eq!(page.name, Some(draft.title));
    assert_eq!(page.content, Some(draft.content_html));
    assert_eq!(page.source_markdown, draft.source_markdown);
    assert_eq!(page.language.as_deref(), Some("ar"));
    assert_eq!(page.audience, draft.group);
    assert_eq!(page.recipients, draft.recipients);
    assert_eq!(page.attachments.len(), 3);
    assert!(page.is_question);
    assert_eq!(page.published, Some(draft.published));
}

#[test]
fn a_long_title_is_cut_between_characters() {
    let topic = build::TopicDraft {
        title: "ع".repeat(300),
        ..drafts::topic()
    };

    assert_eq!(topic.build().embed()["name"].as_str().unwrap().chars().count(), 200);
}

#[test]
fn discovery_documents_are_served_as_agreed() {
    let site = url("https://east.example/");
    let webfinger = WebFingerDraft {
        username: "maintenance".to_owned(),
        host: "east.example".to_owned(),
        actor: url("https://east.example/g/maintenance"),
        kind: "Group",
        profile: url("https://east.example/g/maintenance"),
        subscribe_template: Some("https://east.example/authorize_interaction?uri={uri}".to_owned()),
    };
    let info = NodeInfoDraft {
        software: "majlis".to_owned(),
        version: "0.1.0".to_owned(),
        repository: Some("https://code.example/majlis".to_owned()),
        homepage: None,
        node_name: "East Industrial Cluster".to_owned(),
        node_description: "Factories of the east".to_owned(),
        staff_accounts: vec![url("https://east.example/u/mod")],
        open_registrations: true,
        users_total: Some(120),
        users_active_month: None,
        users_active_halfyear: None,
        local_posts: Some(300),
        local_comments: Some(900),
        federation_enabled: true,
    };
    let application = url("https://east.example/actor");

    check("webfinger", &build::webfinger(&webfinger));
    check("webfinger_site", &build::site_webfinger(&site, &application));
    check("host_meta", &build::host_meta_json(&site));
    check("nodeinfo_20", &build::node_info(&info, NodeInfoVersion::V20));
    check("nodeinfo_21", &build::node_info(&info, NodeInfoVersion::V21));
    check("nodeinfo_links", &build::node_info_links(&site, &application));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("host_meta_xml", build::host_meta_xml(&site));
    });
}
