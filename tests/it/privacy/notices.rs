//! The privacy notice: read by everybody, published by admins, accepted by members.

use crate::support::{PASSWORD, TestApp};

const SECOND: [(&str, &str); 3] = [
    ("text_ar", "## الجديد\n\nنحتفظ بأقل من قبل."),
    ("text_en", "## What is new\n\n{site} keeps less than before."),
    ("requires_acceptance", "yes"),
];

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_the_notice_in_both_languages_and_its_older_versions() {
    let test = TestApp::with(|config| config.instance.contact = "dpo@majlis.example".to_owned()).await;
    let boss = test.admin("boss").await;
    for language in ["ar", "en"] {
        let page = test
            .guest()
            .with_header("accept-language", language)
            .get("/privacy")
            .await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("dpo@majlis.example"),
            "names the contact: {language}"
        );
        assert!(
            !page.body.contains("{contact}") && !page.body.contains("{site}"),
            "{language}"
        );
    }
    let published = test.sign_in(&boss).await.submit("/admin/privacy/notice", &SECOND).await;
    assert_eq!((published.status, published.header("location")), (303, "/privacy"));
    let now = test.guest().with_header("accept-language", "en").get("/privacy").await;
    assert!(now.body.contains("Majlis keeps less than before."), "{}", now.body);
    assert_eq!(now.attributes("a[href='/privacy/1']", "href").len(), 1);
    let before = test
        .guest()
        .with_header("accept-language", "en")
        .get("/privacy/1")
        .await;
    assert!(before.body.contains("dpo@majlis.example"));
    assert_eq!(test.guest().get("/privacy/3").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_notice_stops_writing_but_not_reading_until_it_is_accepted() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    test.forum(&boss, "energy", "public").await;
    let client = test.sign_in(&noura).await;
    assert_eq!(client.get("/home").await.count("a[href='/privacy/accept']"), 0);
    test.sign_in(&boss).await.submit("/admin/privacy/notice", &SECOND).await;

    let topic = [
        ("title", "Leaks"),
        ("body", "Where do you look first?"),
        ("kind", "question"),
        ("language", "en"),
    ];
    let page = client.get("/forums/energy/new").await;
    assert_eq!(page.status, 200, "reading stays possible");
    assert_eq!(page.count("a[href='/privacy/accept']"), 1, "{}", page.body);
    let refused = client.submit("/forums/energy/new", &topic).await;
    assert_eq!(refused.status, 403);
    assert!(
        refused.body.contains("Where do you look first?"),
        "what was typed is given back"
    );

    let accepted = client.submit("/privacy/accept", &[("version", "2")]).await;
    assert_eq!(accepted.status, 303);
    assert_eq!(client.get("/home").await.count("a[href='/privacy/accept']"), 0);
    let written = client.submit("/forums/energy/new", &topic).await;
    assert!(written.header("location").starts_with("/topics/"), "{}", written.body);
    let history = client.get("/settings/privacy").await;
    assert_eq!(history.count("details a[href='/privacy/2']"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_version_in_force_is_accepted_and_only_admins_publish() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    let (client, staff) = (test.sign_in(&noura).await, test.sign_in(&boss).await);
    staff.submit("/admin/privacy/notice", &SECOND).await;
    let old = client.submit("/privacy/accept", &[("version", "1")]).await;
    assert_eq!(old.status, 422);
    for path in ["/admin/privacy", "/admin/privacy/notice"] {
        assert_eq!(client.get(path).await.status, 403, "{path}");
        assert_ne!(test.guest().get(path).await.status, 200, "{path}");
    }
    let page = client.get("/privacy/accept").await;
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let fields: Vec<_> = SECOND.into_iter().chain([("csrf", token.as_str())]).collect();
    let forged = client.post("/admin/privacy/notice", &fields).await;
    assert_ne!(forged.header("location"), "/privacy");
    assert_eq!(test.guest().get("/privacy/3").await.status, 404);
    let empty = staff
        .submit("/admin/privacy/notice", &[("text_ar", ""), ("text_en", "x")])
        .await;
    assert_eq!((empty.status, empty.count("#text_ar-error")), (422, 1));
    assert_eq!(
        staff.get("/admin/privacy").await.texts("ul.card-list li").len(),
        1,
        "it stands in the log"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_registers_without_accepting_the_notice() {
    let test = TestApp::new().await;
    let fields = [
        ("display_name", "Noura"),
        ("username", "noura"),
        ("email", "noura@factory.example"),
        ("password", PASSWORD),
    ];
    let page = test.guest().get("/register").await;
    assert_eq!(page.count("input[type=checkbox]"), 5);
    assert_eq!(
        page.count("input[type=checkbox][checked]"),
        0,
        "nothing is ticked beforehand"
    );
    let refused = test.guest().submit("/register", &fields).await;
    assert_eq!((refused.status, refused.count("#accept_notice-error")), (422, 1));
    let newer: Vec<_> = fields.into_iter().chain([("accept_notice", "2")]).collect();
    assert_eq!(test.guest().submit("/register", &newer).await.status, 422);
    let fine: Vec<_> = fields.into_iter().chain([("accept_notice", "1")]).collect();
    assert_eq!(test.guest().submit("/register", &fine).await.status, 303);
}
