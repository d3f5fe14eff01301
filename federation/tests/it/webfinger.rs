use federation::{
    build::{self, WebFingerDraft},
    media_type::{ACCEPT, ACTIVITY_JSON, is_activity_pub, wants_activity_pub},
    origin::Policy,
    webfinger::{Answer, Handle, Sigil},
};
use serde_json::json;

use crate::url;

const PUBLIC: Policy = Policy { allow_private: false };
const PRIVATE: Policy = Policy { allow_private: true };

#[test]
fn a_handle_is_read_in_all_its_spellings() {
    for (text, sigil) in [
        ("@noura@east.example", Sigil::At),
        ("!noura@east.example", Sigil::Bang),
        ("noura@East.Example.", Sigil::None),
        ("  acct:noura@east.example ", Sigil::None),
    ] {
        let handle = Handle::parse(text, PUBLIC).unwrap();
        assert_eq!(
            (handle.sigil, handle.resource().as_str()),
            (sigil, "acct:noura@east.example"),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_handle_is_not_read_as_one() {
    let others = [
        "",
        "noura",
        "@noura",
        "@@east.example",
        "@noura@",
        "@a b@east.example",
        "@noura@evil@east.example",
        "@noura@east.example/x",
        "@noura@localhost",
        "@noura@127.0.0.1",
        "@noura@east.example:8443",
        "https://east.example/u/noura",
        "@n/oura@east.example",
    ];

    for text in others {
        assert_eq!(Handle::parse(text, PUBLIC), None, "{text}");
    }
}

#[test]
fn a_port_is_kept_in_development() {
    assert_eq!(
        Handle::parse("!m@127.0.0.1:8001", PRIVATE).unwrap().to_string(),
        "!m@127.0.0.1:8001"
    );
    assert_eq!(Handle::parse("!m@127.0.0.1:8001/x", PRIVATE), None);
    assert_eq!(Handle::parse("!m@u@127.0.0.1:8001", PRIVATE), None);
}

#[test]
fn our_own_answer_is_read_back() {
    let draft = WebFingerDraft {
        username: "m".to_owned(),
        host: "east.example".to_owned(),
        actor: url("https://east.example/g/m"),
        kind: "Group",
        profile: url("https://east.example/forums/m"),
        subscribe_template: Some("https://east.example/follow?uri={uri}".to_owned()),
    };
    let answer = Answer::read(&build::webfinger(&draft)).unwrap();

    assert_eq!(answer.subject.as_deref(), Some("acct:m@east.example"));
    assert_eq!(answer.actor(Sigil::Bang), Some(&draft.actor));
    assert_eq!(answer.subscribe_template, draft.subscribe_template);
}

#[test]
fn a_person_and_a_forum_of_one_name_are_told_apart_by_the_mark() {
    let link = |kind: &str| {
        json!({
            "rel": "self", "type": "application/activity+json", "href": format!("https://a.example/{kind}"),
            "properties": { "https://www.w3.org/ns/activitystreams#type": kind },
        })
    };
    let page = json!({ "rel": "self", "type": "text/html", "href": "https://a.example/page" });
    let answer = Answer::read(&json!({ "links": [page, link("Person"), link("Group")] })).unwrap();

    assert_eq!(answer.actor(Sigil::Bang), Some(&url("https://a.example/Group")));
    assert_eq!(answer.actor(Sigil::At), Some(&url("https://a.example/Person")));
    assert_eq!(answer.actor(Sigil::None), Some(&url("https://a.example/Person")));
    assert_eq!(Answer::read(&json!({})).unwrap().actor(Sigil::At), None);
}

#[test]
fn only_activitypub_content_types_count() {
    for good in [
        ACTIVITY_JSON,
        "Application/Activity+JSON; charset=utf-8",
        r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#,
        r#"application/ld+json; charset=utf-8; profile="https://x.example/p https://www.w3.org/ns/activitystreams""#,
    ] {
        assert!(is_activity_pub(good), "{good}");
    }
    for bad in [
        "",
        "application/json",
        "text/plain",
        "image/png",
        "application/ld+json",
        "application/activity+jsonx",
        r#"application/ld+json; profile="https://evil.example/https://www.w3.org/ns/activitystreams""#,
        "text/html; x=application/activity+json",
    ] {
        assert!(!is_activity_pub(bad), "{bad}");
    }
}

#[test]
fn a_browser_is_told_from_a_server() {
    assert!(wants_activity_pub(ACCEPT));
    assert!(wants_activity_pub("text/html;q=0.5, application/activity+json"));
    assert!(!wants_activity_pub(
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    ));
}
