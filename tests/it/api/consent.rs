//! The page on which a member lets an application in.

use axum::body::Body;
use axum::http::{Method, header};
use majlis::domain::oauth::{NewApp, OUT_OF_BAND, Registered, apps};

use super::{House, REDIRECT, SCOPES, post};
use crate::support::{Client, Page, TestApp};

async fn registered(app: &TestApp, redirect_uri: &str) -> Registered {
    let new = NewApp {
        name: "Phanpy".to_owned(),
        redirect_uris: vec![redirect_uri.to_owned()],
        scopes: SCOPES.to_owned(),
        website: String::new(),
    };
    apps::register(app.core(), &new).await.expect("a registration")
}

/// The address to which the application sends the member.
fn address(registered: &Registered, redirect_uri: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", &registered.app.client_id)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("scope", SCOPES)
        .append_pair("state", "a state & more")
        .append_pair("force_login", "False")
        .append_pair("lang", "None")
        .finish();
    format!("/oauth/authorize?{query}")
}

/// Opens a page as a browser does.
async fn open(client: &Client, path: &str) -> Page {
    let request = client.request(Method::GET, path).header(header::ACCEPT, "text/html");
    client.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_signs_in_first_and_comes_back_to_the_same_question() {
    let app = TestApp::new().await;
    let registered = registered(&app, REDIRECT).await;
    let asked = address(&registered, REDIRECT);
    let page = open(&app.guest(), &asked).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let next: String = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect();
    assert_eq!(page.header("location"), format!("/sign-in?next={next}"));
    assert_eq!(page.header("cross-origin-opener-policy"), "unsafe-none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_agrees_and_the_application_gets_its_token() {
    let house = House::new().await;
    let registered = registered(&house.app, REDIRECT).await;
    let browser = house.app.sign_in(&house.noura).await;
    let asked = address(&registered, REDIRECT);
    let page = open(&browser, &asked).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.text("h1").is_some_and(|text| text.contains("Phanpy")));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' http://127.0.0.1:9;"), "{policy}");
    assert_eq!(page.header("cross-origin-opener-policy"), "unsafe-none");
    let slashed = asked.replacen("authorize?", "authorize/?", 1);
    assert_eq!(open(&browser, &slashed).await.status, 200);

    let sent = browser.submit(&asked, &[("decision", "allow")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let back: url::Url = sent.header("location").parse().expect("an address");
    assert!(back.as_str().starts_with(&format!("{REDIRECT}?code=")), "{back}");
    let answer: std::collections::HashMap<_, _> = back.query_pairs().collect();
    assert_eq!(answer["state"], "a state & more");
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &registered.app.client_id),
        ("client_secret", &registered.secret),
        ("redirect_uri", REDIRECT),
        ("code", &answer["code"]),
    ];
    let token = post(&house.app.guest(), "/oauth/token", &fields).await;
    assert_eq!(
        (token.status, &token.json()["scope"]),
        (200, &SCOPES.into()),
        "{}",
        token.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_told_of_a_refusal() {
    let house = House::new().await;
    let registered = registered(&house.app, "app.example://back").await;
    let browser = house.app.sign_in(&house.noura).await;
    let asked = address(&registered, "app.example://back");
    let sent = browser.submit(&asked, &[("decision", "deny")]).await;
    assert_eq!(sent.status, 303);
    let back = sent.header("location");
    assert!(back.starts_with("app.example://back?error=access_denied&"), "{back}");
    assert!(back.ends_with("&state=a+state+%26+more"), "{back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_way_back_the_code_is_shown() {
    let house = House::new().await;
    let registered = registered(&house.app, OUT_OF_BAND).await;
    let browser = house.app.sign_in(&house.noura).await;
    let asked = address(&registered, OUT_OF_BAND);
    let sent = browser.submit(&asked, &[("decision", "allow")]).await;
    let shown = sent.header("location").to_owned();
    assert!(shown.starts_with("/oauth/authorize/native?code="), "{shown}");
    let page = open(&browser, &shown).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let code = page.attribute("input.oauth-code", "value").expect("the code");
    assert!(shown.contains(&code));
    let other = house.app.sign_in(&house.ali).await;
    assert_eq!(open(&other, &shown).await.status, 404, "it is another's code");
    let denied = browser.submit(&asked, &[("decision", "deny")]).await;
    assert_eq!(open(&browser, denied.header("location")).await.header("location"), "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_application_is_shown_to_the_person_and_never_redirected_to() {
    let house = House::new().await;
    let registered = registered(&house.app, REDIRECT).await;
    let browser = house.app.sign_in(&house.noura).await;
    let elsewhere = address(&registered, "https://evil.example/");
    for path in [
        elsewhere.as_str(),
        "/oauth/authorize",
        "/oauth/authorize?client_id=x&response_type=code",
    ] {
        for client in [&browser, &house.app.guest()] {
            let page = open(client, path).await;
            assert_eq!((page.status, page.header("location")), (400, ""), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_cannot_be_forged() {
    let house = House::new().await;
    let registered = registered(&house.app, REDIRECT).await;
    let browser = house.app.sign_in(&house.noura).await;
    let fields = [
        ("response_type", "code"),
        ("client_id", &registered.app.client_id),
        ("redirect_uri", REDIRECT),
        ("decision", "allow"),
    ];
    let page = browser.post("/oauth/authorize", &fields).await;
    assert_eq!(page.status, 403, "without the page's token");
}
