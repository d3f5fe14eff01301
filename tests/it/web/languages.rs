//! Both languages: every page in each, the switch, and where the choice is kept.

use crate::support::{Client, TestApp};

/// Asserts that a page is whole and in this language.
async fn is_in(client: &Client, path: &str, lang: &str, dir: &str) {
    let page = client.get(path).await;
    assert!([200, 404].contains(&page.status), "{path}: {}", page.status);
    let said = ["lang", "dir"].map(|name| page.attribute("html", name).unwrap_or_default());
    assert_eq!(said, [lang, dir], "{path}");
    assert_eq!(page.header("content-language"), lang, "{path}");
    assert_eq!(page.count("h1"), 1, "{path}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there_in_both_languages() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "energy", "public").await;
    let member = test.sign_in(&admin).await.with_header("accept", "text/html");
    for (lang, dir) in [("ar", "rtl"), ("en", "ltr")] {
        let guest = test
            .guest()
            .with_header("accept", "text/html")
            .with_header("accept-language", lang);
        for path in [
            "/",
            "/about",
            "/sign-in",
            "/register",
            "/check-mail",
            "/confirm/x",
            "/forums",
            "/@majid",
            "/x",
        ] {
            is_in(&guest, path, lang, dir).await;
        }
        member.get(&format!("/about?lang={lang}")).await;
        for path in [
            "/",
            "/notifications",
            "/settings/profile",
            "/settings/sessions",
            "/admin/forums",
            "/admin/forums/new",
            "/admin/forums/energy",
            "/admin/federation",
            "/@majid",
            "/@majid?show=replies",
        ] {
            is_in(&member, path, lang, dir).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_stays_on_the_page_and_keeps_the_rest_of_its_address() {
    let test = TestApp::new().await;
    let guest = test.guest().with_header("accept-language", "en");
    let page = guest.get("/forums?show=local&lang=ar").await;
    assert_eq!((page.status, page.header("location")), (303, "/forums?show=local"));
    assert_eq!(
        guest.get("/forums").await.attribute("html", "lang").as_deref(),
        Some("ar")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_finds_the_same_language_in_every_browser() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    test.sign_in(&noura).await.get("/about?lang=ar").await;
    let elsewhere = test.sign_in(&noura).await.with_header("accept-language", "en");
    assert_eq!(
        elsewhere.get("/about").await.attribute("html", "lang").as_deref(),
        Some("ar")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_on_another_site_does_not_change_an_account() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    client
        .clone()
        .with_header("sec-fetch-site", "cross-site")
        .get("/about?lang=ar")
        .await;
    assert_eq!(
        client.get("/about").await.attribute("html", "lang").as_deref(),
        Some("en")
    );
}
