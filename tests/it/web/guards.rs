//! What every route promises: no forged form passes, credentials are not guessed, browsers are told what pages may do.

use axum::body::Body;
use axum::http::{Method, header};
use chrono::TimeDelta;

use super::ROUTES;
use crate::support::{PASSWORD, TestApp};

/// Every path of the site that takes a form, its parameters filled in.
fn paths_with_forms() -> Vec<String> {
    let routes = ROUTES.split(".route(").skip(1).filter(|route| route.contains("post("));
    routes
        .filter_map(|route| route.split('"').nth(1))
        // Programs call these; what they carry is their right.
        .filter(|path| !path.starts_with("/unsubscribe/") && !path.starts_with("/hooks/"))
        .map(|path| {
            let parts = path
                .split('{')
                .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
            parts.collect::<Vec<_>>().join("1")
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_passes_without_its_token() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let client = test.sign_in(&admin).await;
    let paths = paths_with_forms();
    assert!(paths.len() > 15, "{paths:?}");
    for path in paths {
        for fields in [&[][..], &[("csrf", "")], &[("csrf", "00.00")]] {
            let page = client.post(&path, fields).await;
            assert_eq!(page.status, 403, "POST {path} {fields:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_of_somebody_else_does_not_pass() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (hers, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    let token = his
        .get("/about")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    assert_eq!(hers.post("/sign-out", &[("csrf", &token)]).await.status, 403);
    assert_eq!(his.post("/sign-out", &[("csrf", &token)]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_on_another_site_does_not_pass_even_with_the_token() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let token = client
        .get("/about")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("x-nothing", "said"),
    ] {
        let request = client
            .request(Method::POST, "/sign-out")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value)
            .body(Body::from(format!("csrf={token}")))
            .expect("a request");
        assert_eq!(client.send(request).await.status, 403, "{name}: {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_passwords_is_slowed_down() {
    let test = TestApp::with(|config| config.security.credentials_per_minute = 3).await;
    let noura = test.member("noura").await;
    let client = test.guest().with_header("accept", "text/html");
    for _ in 0..3 {
        let page = client
            .submit("/sign-in", &[("email", "noura"), ("password", "a guess")])
            .await;
        assert_eq!(page.status, 422);
    }
    let right = [("email", noura.account.email.as_str()), ("password", PASSWORD)];
    let page = client.submit("/sign-in", &right).await;
    assert_eq!((page.status, page.header("retry-after")), (429, "20"));
    assert_eq!(page.count("h1"), 1, "a page says so");

    test.advance(TimeDelta::seconds(20));
    assert_eq!(client.submit("/sign-in", &right).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn browsers_are_told_what_pages_may_do() {
    let test = TestApp::new().await;
    for path in ["/about", "/sign-in", "/nothing-here"] {
        let page = test.guest().with_header("accept", "text/html").get(path).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'"),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
        assert!(
            page.header("strict-transport-security").starts_with("max-age="),
            "{path}"
        );
        assert!(!page.header("permissions-policy").is_empty(), "{path}");
        assert!(!page.header("x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_of_a_session_are_out_of_reach_of_scripts_and_other_sites() {
    let test = TestApp::new().await;
    test.member("noura").await;
    let page = test
        .guest()
        .submit("/sign-in", &[("email", "noura"), ("password", PASSWORD)])
        .await;
    let lines = page.headers.get_all(header::SET_COOKIE).iter();
    let line = lines
        .filter_map(|line| line.to_str().ok())
        .find(|line| line.starts_with("__Host-majlis="))
        .expect("the cookie of the session");
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(line.contains(attribute), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_sets_no_cookie_for_a_guest() {
    let test = TestApp::new().await;
    for path in ["/about", "/forums", "/"] {
        assert!(test.guest().get(path).await.header("set-cookie").is_empty(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_a_page_for_people_and_a_problem_for_programs() {
    let test = TestApp::new().await;
    let page = test
        .guest()
        .with_header("accept", "text/html")
        .get("/nothing-here")
        .await;
    assert_eq!((page.status, page.count("h1")), (404, 1));
    assert!(
        page.text(".error-code")
            .expect("the code")
            .contains(page.header("x-request-id"))
    );

    let problem = test
        .guest()
        .with_header("accept", "application/json")
        .get("/nothing-here")
        .await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert_eq!(problem.json()["status"], 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_too_large_has_its_own_page() {
    let test = TestApp::new().await;
    let client = test.guest().with_header("accept", "text/html");
    let page = client
        .post("/sign-in", &[("email", &"x".repeat(2 * 1024 * 1024))])
        .await;
    assert_eq!((page.status, page.count("h1")), (413, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_says_that_it_is_well() {
    let page = TestApp::new().await.guest().get("/health").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.json()["status"], "ok");
}
