use federation::{
    Activity,
    objects::ContentDocument,
    origin::{
        CanonicalHost, IdError, Policy, Trust, authority, check_activity, check_fetchable, check_id, is_own_document,
        owns, same_origin, trust,
    },
};
use serde_json::json;

use crate::url;

const PUBLIC: Policy = Policy { allow_private: false };
const PRIVATE: Policy = Policy { allow_private: true };

#[test]
fn ids_that_break_a_rule_are_refused_for_that_rule() {
    let cases = [
        ("http://a.example/1", IdError::Scheme),
        ("ftp://a.example/1", IdError::Scheme),
        ("data:application/json,{}", IdError::Scheme),
        ("file:///etc/passwd", IdError::Scheme),
        ("acct:ada@a.example", IdError::Scheme),
        ("https://victim.example@evil.example/1", IdError::Userinfo),
        ("https://:secret@a.example/1", IdError::Userinfo),
        ("https://a.example:8443/1", IdError::Port),
        ("https://localhost/1", IdError::Host),
        ("https://intranet/1", IdError::Host),
        ("https://printer.local/1", IdError::Host),
        ("https://db.internal/1", IdError::Host),
        ("https://127.0.0.1/1", IdError::Host),
        ("https://2130706433/1", IdError::Host),
        ("https://0x7f.1/1", IdError::Host),
        ("https://[::1]/1", IdError::Host),
        ("https://a_b.example/1", IdError::Host),
        ("https://a.example./1", IdError::TrailingDot),
    ];

    for (id, expected) in cases {
        assert_eq!(check_id(&url(id), PUBLIC), Err(expected), "{id}");
    }
    let long = format!("https://a.example/{}", "x".repeat(2048));
    assert_eq!(check_id(&url(&long), PUBLIC), Err(IdError::TooLong));
}

#[test]
fn ordinary_ids_pass() {
    for id in [
        "https://a.example/u/ada",
        "https://xn--mgbh0fb.example/1",
        "https://A.Example/1",
        "https://a.example:443/1",
    ] {
        assert_eq!(check_id(&url(id), PUBLIC), Ok(()), "{id}");
    }
}

#[test]
fn development_permits_loopback_but_not_tricks() {
    for id in [
        "http://127.0.0.1:8001/1",
        "http://localhost:8001/1",
        "http://[::1]:8001/1",
        "http://east/1",
    ] {
        assert_eq!(check_id(&url(id), PRIVATE), Ok(()), "{id}");
    }
    assert_eq!(
        check_id(&url("http://a@127.0.0.1:8001/1"), PRIVATE),
        Err(IdError::Userinfo)
    );
    assert_eq!(check_id(&url("data:,x"), PRIVATE), Err(IdError::Scheme));
}

#[test]
fn a_fragment_is_fine_in_an_activity_id_and_not_in_something_to_fetch() {
    let id = url("https://a.example/u/ada#likes/1");

    assert_eq!(check_id(&id, PUBLIC), Ok(()));
    assert_eq!(check_fetchable(&id, PUBLIC), Err(IdError::Fragment));
}

#[test]
fn one_host_has_one_spelling() {
    let spellings = [
        "مثال.example",
        "xn--mgbh0fb.example",
        "XN--MGBH0FB.EXAMPLE",
        "xn--mgbh0fb.example.",
        "مثال。example",
        " xn--mgbh0fb.example ",
    ];

    for spelling in spellings {
        assert_eq!(
            CanonicalHost::parse(spelling).unwrap().as_str(),
            "xn--mgbh0fb.example",
            "{spelling}"
        );
    }
    for nonsense in ["", ".", "a b", "a/b", "a@b", "a:80"] {
        assert!(CanonicalHost::parse(nonsense).is_err(), "{nonsense}");
    }
}

#[test]
fn invisible_characters_do_not_make_a_new_host() {
    // A soft hyphen is ignored by IDNA, so it names the same host; the form we store is the same too.
    assert_eq!(
        CanonicalHost::parse("vic\u{ad}tim.example").unwrap(),
        CanonicalHost::parse("victim.example").unwrap()
    );
    assert_eq!(
        CanonicalHost::parse("ｖictim．example").unwrap().as_str(),
        "victim.example"
    );
}

#[test]
fn lookalike_origins_are_different_origins() {
    let victim = url("https://victim.example/u/ada");
    let others = [
        "https://victim.example@evil.example/u/ada",
        "https://victim.example.evil.example/u/ada",
        "https://evil-victim.example/u/ada",
        "https://sub.victim.example/u/ada",
        "http://victim.example/u/ada",
        "https://victim.example:8443/u/ada",
        "https://evil@victim.example/u/ada",
        "https://v\u{456}ctim.example/u/ada",
    ];

    for other in others {
        assert!(!same_origin(&victim, &url(other)), "{other}");
    }
    for same in [
        "https://VICTIM.example/x",
        "https://victim.example:443/",
        "https://victim.example./x",
    ] {
        assert!(same_origin(&victim, &url(same)), "{same}");
    }
    assert!(!same_origin(&url("data:,x"), &url("data:,x")));
}

#[test]
fn an_authority_keeps_a_port_that_is_not_the_default() {
    assert_eq!(authority(&url("https://A.example:443/x")).unwrap(), "a.example");
    assert_eq!(authority(&url("http://127.0.0.1:8001/x")).unwrap(), "127.0.0.1:8001");
}

#[test]
fn a_subdomain_is_within_its_domain_and_a_lookalike_is_not() {
    let host = |text| CanonicalHost::parse(text).unwrap();

    assert!(host("a.evil.example").is_within(&host("evil.example")));
    assert!(host("evil.example").is_within(&host("evil.example")));
    assert!(!host("notevil.example").is_within(&host("evil.example")));
}

#[test]
fn an_activity_speaks_for_an_actor_of_its_own_origin_only() {
    let like = |id: &str, actor: &str| {
        Activity::read(&json!({ "type": "Like", "id": id, "actor": actor, "object": "https://c.example/1" })).unwrap()
    };

    assert_eq!(
        check_activity(&like("https://a.example/1", "https://a.example/u"), PUBLIC),
        Ok(())
    );
    assert_eq!(
        check_activity(&like("https://b.example/1", "https://a.example/u"), PUBLIC),
        Err(IdError::ForeignActor)
    );
    assert_eq!(
        check_activity(&like("https://a.example/1", "https://a.example@b.example/u"), PUBLIC),
        Err(IdError::Userinfo)
    );
}

#[test]
fn a_fetched_document_is_its_own_only_under_its_very_id() {
    let id = url("https://a.example/1");

    assert!(is_own_document(&id, &url("https://a.example/1")));
    for other in [
        "https://a.example/1?x",
        "https://a.example/1/",
        "https://a.example/1#x",
        "https://b.example/1",
    ] {
        assert!(!is_own_document(&id, &url(other)), "{other}");
    }
}

#[test]
fn a_forum_is_believed_about_votes_and_not_about_what_others_said() {
    let forum = url("https://forum.example/g");
    let relayed = |kind: &str, host: &str| {
        let activity = json!({
            "type": kind, "id": format!("https://{host}/1"), "actor": format!("https://{host}/u"),
            "object": "https://third.example/n", "target": "https://forum.example/g/featured",
        });
        trust(&forum, &Activity::read(&activity).unwrap())
    };

    for kind in ["Create", "Update", "Delete"] {
        assert_eq!(
            relayed(kind, "other.example"),
            Trust::Fetch(url("https://third.example/n")),
            "{kind}"
        );
        assert_eq!(relayed(kind, "forum.example"), Trust::Signed, "{kind}");
    }
    for kind in [
        "Like",
        "Dislike",
        "Undo",
        "Lock",
        "ChooseAnswer",
        "Add",
        "Remove",
        "Block",
    ] {
        assert_eq!(relayed(kind, "other.example"), Trust::ForumsWord, "{kind}");
    }
    for kind in ["Follow", "Accept", "Reject", "Announce", "Move", "Wave"] {
        assert_eq!(relayed(kind, "forum.example"), Trust::Refuse, "{kind}");
    }
}

#[test]
fn a_relayed_activity_whose_id_is_foreign_to_its_actor_is_refused() {
    let forged = json!({
        "type": "Like", "id": "https://other.example/1", "actor": "https://victim.example/u", "object": "https://third.example/n",
    });

    assert_eq!(
        trust(&url("https://forum.example/g"), &Activity::read(&forged).unwrap()),
        Trust::Refuse
    );
}

#[test]
fn a_forum_is_believed_when_its_moderator_removes_something() {
    let forum = url("https://forum.example/g");
    let removal = json!({
        "type": "Delete", "id": "https://other.example/1", "actor": "https://other.example/u/mod",
        "object": "https://third.example/n", "summary": "Advertising",
    });

    assert_eq!(trust(&forum, &Activity::read(&removal).unwrap()), Trust::ForumsWord);
}

#[test]
fn an_embedded_object_counts_only_from_its_author_on_its_own_host() {
    let actor = url("https://a.example/u");
    let note = |id: &str, author: &str| {
        ContentDocument::read(&json!({ "type": "Note", "id": id, "attributedTo": author, "content": "x" })).unwrap()
    };

    assert!(owns(&actor, &note("https://a.example/n", "https://a.example/u")));
    assert!(!owns(&actor, &note("https://victim.example/n", "https://a.example/u")));
    assert!(!owns(&actor, &note("https://a.example/n", "https://victim.example/u")));
    assert!(!owns(&actor, &note("https://a.example/n", "https://a.example/other")));
}
