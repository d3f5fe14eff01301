//! Staff rights wait until there is a second factor: on pages and for applications.

use majlis::db::types::Role;

use crate::support::{Authenticator, Client, TestApp};

use super::apps::let_in;

async fn strict() -> TestApp {
    TestApp::with(|config| config.security.staff_second_factor = true).await
}

/// Whether the member behind this application's token has staff rights.
async fn is_staff_by(test: &TestApp, token: &str) -> bool {
    let holder = majlis::domain::oauth::tokens::find(test.core(), token).await;
    let (account, _) = holder
        .expect("a query")
        .expect("a live token")
        .person
        .expect("a member");
    account.role != Role::Member
}

async fn is_led_to_set_up(client: &Client, path: &str) -> bool {
    let page = client.clone().with_header("accept", "text/html").get(path).await;
    (page.status, page.header("location")) == (303, "/settings/security")
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_without_a_second_factor_are_led_to_set_one_up() {
    let test = strict().await;
    let (boss, mods) = (test.admin("boss").await, test.person("mods", Role::Moderator).await);
    test.forum(&boss, "energy", "public").await;
    for person in [&boss, &mods] {
        let client = test.sign_in(person).await;
        for path in [
            "/admin/forums",
            "/home",
            "/settings/profile",
            "/notifications",
            "/forums/energy/new",
        ] {
            assert!(is_led_to_set_up(&client, path).await, "{path}");
        }
        let page = client.get("/forums/energy").await;
        assert_eq!(page.status, 200, "they may read");
        assert_eq!(page.count("a[href^='/admin']"), 0);
        assert!(
            page.text(".flash").expect("a word").contains("second factor"),
            "{}",
            page.body
        );
        assert_eq!(client.get("/settings/security").await.status, 200);
        assert_eq!(client.submit("/forums/energy", &[("csrf", "")]).await.status, 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_without_a_second_factor_send_is_not_done() {
    let test = strict().await;
    let boss = test.admin("boss").await;
    let client = test.sign_in(&boss).await;
    let page = client.get("/settings/security/confirm").await;
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let fields = [
        ("csrf", token.as_str()),
        ("username", "energy"),
        ("name_en", "Energy"),
        ("scope", "public"),
    ];
    let page = client.post("/admin/forums/new", &fields).await;
    assert_eq!((page.status, page.header("location")), (303, "/settings/security"));
    assert_eq!(client.get("/forums/energy").await.status, 404);
    let page = client.post("/sign-out", &[("csrf", &token)]).await;
    assert_eq!((page.status, page.header("location")), (303, "/"), "they may leave");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_rights_come_with_the_second_factor_and_go_with_it() {
    let test = strict().await;
    let boss = test.admin("boss").await;
    let (client, token) = (test.sign_in(&boss).await, let_in(&test, &boss).await.1);
    assert!(
        !is_staff_by(&test, &token).await,
        "an application has no more rights than pages"
    );
    let (app, _) = Authenticator::set_up(&test, &client).await;
    assert_eq!(client.get("/admin/forums").await.status, 200);
    assert!(is_staff_by(&test, &token).await);
    let off = client
        .submit("/settings/security/app/off", &[("code", &app.code(&test))])
        .await;
    assert_eq!(off.status, 303);
    assert!(is_led_to_set_up(&client, "/admin/forums").await);
    assert!(!is_staff_by(&test, &token).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_need_no_second_factor() {
    let test = strict().await;
    let client = test.sign_in(&test.member("noura").await).await;
    assert_eq!(client.get("/settings/profile").await.status, 200);
}
