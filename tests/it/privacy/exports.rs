//! The copy of one's data: complete, of oneself alone, for oneself alone, and not for ever.

use std::io::{Cursor, Read};

use axum::body::Body;
use axum::http::{Method, Request};
use chrono::TimeDelta;
use majlis::app;
use majlis::domain::export;
use majlis::domain::trainings::calendar::addresses;
use serde_json::Value;
use tower::ServiceExt;

use crate::support::markers::{self, AGENT, BIO, DISPLAY, EMAIL, EXPERTISE, NAME};
use crate::support::{Client, TestApp};

/// The bytes of a file that a signed-in browser fetches.
async fn bytes(test: &TestApp, client: &Client, path: &str) -> Vec<u8> {
    let request: Request<Body> = client
        .request(Method::GET, path)
        .body(Body::empty())
        .expect("a request");
    let answer = app::build_router(&test.app).oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    let whole = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .expect("a body");
    whole.to_vec()
}

fn read(archive: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut file = zip.by_name(name).unwrap_or_else(|_| panic!("no {name}"));
    let mut text = String::new();
    file.read_to_string(&mut text).expect("text");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_holds_everything_of_the_member_and_nothing_that_others_said() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    let person = markers::person(&test).await;
    let forum = test.forum(&boss, "energy", "public").await;
    let topic = test.topic(&person, &forum, "question", "=Leaks?").await;
    test.reply(&noura, topic.id, &format!("Words of somebody else for @{NAME}"))
        .await;
    let client = test.sign_in(&person).await;
    let asked = client.post_form("/settings/privacy", "/settings/privacy/export").await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    // The copy, and then the letter.
    test.run_jobs().await;
    test.run_jobs().await;
    let letter = crate::web::letters::path(&test, EMAIL, "/settings/privacy");
    assert!(letter.is_some(), "a letter tells that it is ready");
    let page = client.get("/settings/privacy").await;
    let link = page.attribute("a[download]", "href").expect("a link");
    let archive = bytes(&test, &client, &link).await;

    let index = read(&archive, "index.html");
    for wanted in [
        "dir=\"rtl\"",
        "dir=\"ltr\"",
        "الحساب",
        "Account",
        DISPLAY,
        EMAIL,
        BIO,
        EXPERTISE,
        AGENT,
        "=Leaks?",
    ] {
        assert!(index.contains(wanted), "{wanted}");
    }
    let posts: Value = serde_json::from_str(&read(&archive, "data/posts.json")).expect("JSON");
    assert_eq!(posts[0]["title"], "=Leaks?");
    assert_eq!(posts[0]["source"], "=Leaks?: the whole story.");
    let table = read(&archive, "posts.csv");
    assert!(table.contains("\"'=Leaks?\""), "no cell is a formula: {table}");
    for name in [
        "account",
        "profile",
        "votes",
        "following",
        "notifications",
        "sessions",
        "consents",
        "requests",
    ] {
        let section: Value = serde_json::from_str(&read(&archive, &format!("data/{name}.json"))).expect("JSON");
        assert!(section.is_array(), "{name}");
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(&archive)).expect("an archive");
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let (name, mut text) = (file.name().expect("a name").into_owned(), String::new());
        file.read_to_string(&mut text).expect("text");
        for never in [
            "Words of somebody else",
            "argon2",
            "noura@factory.example",
            "token_hash",
        ] {
            assert!(!text.contains(never), "{name} holds {never}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_fetched_by_its_owner_alone_and_deleted_after_its_days() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (own, other) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    own.post_form("/settings/privacy", "/settings/privacy/export").await;
    own.post_form("/settings/privacy", "/settings/privacy/export").await;
    test.run_jobs().await;
    let page = own.get("/settings/privacy").await;
    assert_eq!(page.count("a[download]"), 1, "asked twice, made once");
    let link = page.attribute("a[download]", "href").expect("a link");
    assert_eq!(other.get(&link).await.status, 404);
    assert_eq!(test.guest().get(&link).await.status, 401);
    let found = own.get(&link).await;
    assert_eq!((found.status, found.header("cache-control")), (200, "no-store"));
    assert!(found.header("content-disposition").starts_with("attachment"));

    let folder = test.core().config.storage.data_dir.join("exports");
    let files = || std::fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(files(), 1);
    std::fs::write(folder.join("stray.zip"), b"left behind").expect("a stray file");
    test.advance(TimeDelta::days(8));
    assert_eq!(own.get(&link).await.status, 410);
    majlis::domain::privacy::retention::run(test.core())
        .await
        .expect("destroyed");
    assert_eq!(files(), 0, "what is over and what was left behind");
    assert_eq!(own.get("/settings/privacy").await.count("a[download]"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_says_that_ones_calendar_has_a_secret_address_and_not_which() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let section = async || {
        let (_, all) = export::collect(test.core(), noura.account.id).await.expect("a copy");
        let found = all.into_iter().find(|section| section.name == "calendar_address");
        found.expect("a section")
    };
    assert!(section().await.rows.is_empty());
    let secret = addresses::renew(test.core(), &noura.principal())
        .await
        .expect("an address");
    let now = section().await;
    assert_eq!(now.rows.len(), 1);
    assert!(!format!("{now:?}").contains(&secret));
}
