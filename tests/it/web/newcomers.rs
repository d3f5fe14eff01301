//! Coming in: registering, confirming, signing in, and the first admin.

use chrono::TimeDelta;
use majlis::domain::accounts;

use crate::support::{PASSWORD, TestApp};

use super::letters;

const EMAIL: &str = "noura@factory.example";

fn form<'a>(username: &'a str, email: &'a str, password: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("display_name", "Noura"),
        ("username", username),
        ("email", email),
        ("password", password),
        ("accept_notice", "1"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_registers_confirms_and_signs_in() {
    let test = TestApp::new().await;
    let client = test.guest().with_header("accept-language", "en");
    let page = client.submit("/register", &form("noura", EMAIL, PASSWORD)).await;
    assert_eq!((page.status, page.header("location")), (303, "/check-mail"));
    assert!(client.get("/check-mail").await.body.contains(EMAIL));

    test.run_jobs().await;
    let link = letters::confirmation(&test, EMAIL);
    let page = client
        .submit("/sign-in", &[("email", EMAIL), ("password", PASSWORD)])
        .await;
    assert_eq!(page.status, 403, "nobody signs in before confirming");

    let page = client.submit(&link, &[]).await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
    assert_eq!(client.get("/sign-in").await.count(".flash"), 1);
    assert_eq!(
        client.get("/sign-in").await.count(".flash"),
        0,
        "a message is shown once"
    );

    let page = client
        .submit("/sign-in", &[("email", "noura"), ("password", PASSWORD)])
        .await;
    assert_eq!((page.status, page.header("location")), (303, "/"));
    assert_eq!(client.get("/settings/sessions").await.count(".session"), 1);

    let page = client.submit("/about", &[]).await;
    assert_eq!((page.status, page.header("location")), (303, "/"), "signing out");
    let page = client
        .with_header("accept", "text/html")
        .get("/settings/sessions")
        .await;
    assert_eq!(page.header("location"), "/sign-in?next=%2Fsettings%2Fsessions");
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_the_link_confirms_nothing_and_using_it_twice_neither() {
    let test = TestApp::new().await;
    let client = test.guest().with_header("accept-language", "en");
    client.submit("/register", &form("noura", EMAIL, PASSWORD)).await;
    test.run_jobs().await;
    let link = letters::confirmation(&test, EMAIL);
    for _ in 0..2 {
        assert_eq!(client.get(&link).await.status, 200);
    }
    let again = client.get(&link).await;
    let token = again.attribute("input[name=csrf]", "value").expect("a token");
    assert_eq!(client.post(&link, &[("csrf", &token)]).await.status, 303);
    assert_eq!(client.post(&link, &[("csrf", &token)]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_too_old_can_be_asked_for_again() {
    let test = TestApp::new().await;
    let client = test.guest().with_header("accept-language", "en");
    client.submit("/register", &form("noura", EMAIL, PASSWORD)).await;
    test.run_jobs().await;
    let link = letters::confirmation(&test, EMAIL);
    test.advance(TimeDelta::hours(49));
    assert_eq!(client.submit(&link, &[]).await.status, 422);

    let page = client.submit("/check-mail", &[("email", EMAIL)]).await;
    assert_eq!(page.header("location"), "/check-mail");
    let before = letters::all(&test.app).len();
    test.run_jobs().await;
    assert_eq!(letters::all(&test.app).len(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_registration_comes_back_with_everything_but_the_password() {
    let test = TestApp::new().await;
    test.member("salem").await;
    let table = [
        (form("", EMAIL, PASSWORD), "username"),
        (form("نورة", EMAIL, PASSWORD), "username"),
        (form("salem", EMAIL, PASSWORD), "username"),
        (form("admin", EMAIL, PASSWORD), "username"),
        (form("noura", "noura at factory", PASSWORD), "email"),
        (form("noura", EMAIL, "short"), "password"),
        (form("noura", EMAIL, "1234567890"), "password"),
    ];
    for (fields, wrong) in table {
        let page = test.guest().submit("/register", &fields).await;
        assert_eq!(page.status, 422, "{wrong}: {}", page.body);
        assert_eq!(page.count(&format!("#{wrong}[aria-invalid='true']")), 1, "{wrong}");
        assert_eq!(page.count(&format!(".error-summary a[href='#{wrong}']")), 1, "{wrong}");
        assert_eq!(page.attribute("#username", "value").as_deref(), Some(fields[1].1));
        assert_eq!(page.attribute("#email", "value").as_deref(), Some(fields[2].1));
        assert_eq!(page.attribute("#password", "value").as_deref(), Some(""));
        if !fields[3].1.is_empty() {
            assert!(!page.body.contains(fields[3].1), "the password stays out of the page");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_whether_an_address_is_registered() {
    let test = TestApp::new().await;
    let salem = test.member("salem").await;
    let known = test
        .guest()
        .submit("/register", &form("noura", &salem.account.email, PASSWORD))
        .await;
    let unknown = test.guest().submit("/register", &form("huda", EMAIL, PASSWORD)).await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.header("location"), unknown.header("location"));

    test.run_jobs().await;
    let letters = letters::all(&test.app);
    let to_salem: Vec<_> = letters
        .iter()
        .filter(|letter| letter.contains(&salem.account.email))
        .collect();
    assert_eq!(to_salem.len(), 1);
    assert!(to_salem[0].contains("/sign-in") && !to_salem[0].contains("/confirm/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn registration_can_be_closed() {
    let test = TestApp::with(|config| config.instance.registration = false).await;
    let page = test.guest().with_header("accept", "text/html").get("/register").await;
    assert_eq!(page.status, 403);
    assert_eq!(page.count("h1"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_set_up_link_makes_one_admin_and_no_more() {
    let test = TestApp::new().await;
    let token = accounts::new_setup_token(test.core())
        .await
        .expect("a token")
        .expect("no admin yet");
    let path = format!("/set-up/{token}");
    let client = test.guest();
    let wrong = client.submit(&path, &form("", EMAIL, PASSWORD)[..4]).await;
    assert_eq!(wrong.status, 422, "a mistake does not use the link up");

    let page = client.submit(&path, &form("majid", EMAIL, PASSWORD)[..4]).await;
    assert_eq!((page.status, page.header("location")), (303, "/admin/forums"));
    assert_eq!(client.get("/admin/forums").await.status, 200);
    assert_eq!(test.guest().get(&path).await.status, 404);
}
