//! How others find us.

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn members_and_forums_are_found_by_handle_and_by_address() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    app.forum(&admin, "machining", "public").await;
    for (resource, id, kind) in [
        ("acct:salma@majlis.example", "/u/salma", "Person"),
        ("acct:SALMA@MAJLIS.example", "/u/salma", "Person"),
        ("https://majlis.example/@salma", "/u/salma", "Person"),
        ("acct:machining@majlis.example", "/g/machining", "Group"),
        ("https://majlis.example/g/machining", "/g/machining", "Group"),
        ("https://majlis.example/actor", "/actor", "Application"),
    ] {
        let page = app
            .guest()
            .get(&format!("/.well-known/webfinger?resource={resource}"))
            .await;
        assert_eq!(page.status, 200, "{resource}: {}", page.body);
        assert_eq!(page.header("content-type"), "application/jrd+json");
        assert_eq!(page.header("access-control-allow-origin"), "*");
        let link = &page.json()["links"][0];
        assert_eq!(link["href"], format!("https://majlis.example{id}"));
        assert_eq!(link["properties"]["https://www.w3.org/ns/activitystreams#type"], kind);
    }
    let site = app
        .guest()
        .get("/.well-known/webfinger?resource=https://majlis.example/")
        .await;
    assert_eq!(site.json()["links"][0]["href"], "https://majlis.example/actor");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_found() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    app.forum(&admin, "board", "instance").await;
    app.forum(&admin, "suppliers", "network").await;
    for resource in [
        "acct:nobody@majlis.example",
        "acct:salma@other.example",
        "acct:board@majlis.example",
        "acct:suppliers@majlis.example",
        "https://majlis.example/g/board",
        "https://other.example/u/salma",
        "https://majlis.example/settings",
        "salma",
    ] {
        let page = app
            .guest()
            .get(&format!("/.well-known/webfinger?resource={resource}"))
            .await;
        assert_eq!(page.status, 404, "{resource}: {}", page.body);
    }
    assert_eq!(app.guest().get("/.well-known/webfinger").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_here_is_told_without_counting_persons() {
    let app = TestApp::new().await;
    app.admin("salma").await;
    let links = app.guest().get("/.well-known/nodeinfo").await.json();
    assert!(links.to_string().contains("https://majlis.example/actor"));
    for version in ["2.0", "2.1"] {
        let page = app.guest().get(&format!("/nodeinfo/{version}")).await;
        assert_eq!(page.status, 200);
        let info = page.json();
        assert_eq!(
            (info["version"].as_str(), info["software"]["name"].as_str()),
            (Some(version), Some("majlis"))
        );
        assert!(info["usage"]["users"]["total"].is_null());
    }
    assert_eq!(app.guest().get("/nodeinfo/3.0").await.status, 404);
    let xml = app.guest().get("/.well-known/host-meta").await;
    assert!(
        xml.body
            .contains("https://majlis.example/.well-known/webfinger?resource={uri}")
    );
    assert!(app.guest().get("/.well-known/host-meta.json").await.json()["links"].is_array());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_reading_must_be_signed_discovery_and_our_key_stay_open() {
    let app = TestApp::with(|config| config.federation.signed_fetch = true).await;
    app.admin("salma").await;
    let reader = app.guest().with_header("accept", "application/activity+json");
    assert_eq!(reader.get("/u/salma").await.status, 401);
    for open in [
        "/actor",
        "/.well-known/webfinger?resource=acct:salma@majlis.example",
        "/.well-known/nodeinfo",
        "/nodeinfo/2.1",
        "/.well-known/host-meta",
    ] {
        assert_eq!(reader.get(open).await.status, 200, "{open}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_about_somebody_leads_servers_to_the_document() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    app.forum(&admin, "machining", "public").await;
    let server = app.guest().with_header("accept", "application/activity+json");
    for (page, document) in [("/@salma", "/u/salma"), ("/forums/machining", "/g/machining")] {
        let answer = server.get(page).await;
        assert_eq!(answer.status, 303, "{page}");
        assert_eq!(answer.header("location"), format!("https://majlis.example{document}"));
        assert_eq!(answer.header("vary"), "Accept");
        let shown = app.guest().get(page).await;
        assert_eq!(shown.status, 200, "{page} for people");
        let link = format!(r#"<link rel="alternate" type="application/activity+json" href="{page}">"#);
        assert!(shown.body.contains(&link), "{}", shown.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_here_may_follow_from_their_own_server() {
    let app = TestApp::new().await;
    app.admin("salma").await;
    let jrd = app
        .guest()
        .get("/.well-known/webfinger?resource=acct:salma@majlis.example")
        .await
        .json();
    let links = jrd["links"].as_array().unwrap();
    let subscribe = links
        .iter()
        .find(|link| link["rel"] == "http://ostatus.org/schema/1.0/subscribe")
        .unwrap();
    assert_eq!(subscribe["template"], "https://majlis.example/connect?address={uri}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_everybody_may_read_is_counted() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    for scope in ["public", "network", "instance"] {
        let forum = app.forum(&admin, scope, scope).await;
        let topic = app.topic(&admin, &forum, "discussion", "One of three").await;
        app.reply(&admin, topic.id, "An answer.").await;
    }
    let usage = app.guest().get("/nodeinfo/2.1").await.json()["usage"].clone();
    assert_eq!((&usage["localPosts"], &usage["localComments"]), (&1.into(), &1.into()));
}
