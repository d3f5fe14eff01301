//! Applications get tokens as members agree, and no other way.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use majlis::domain::oauth::{AskError, AskForm, Registered, authorize};
use majlis::id::token_hash;
use serde_json::{Value, json};

use super::schema::{APPLICATION, ERROR, check};
use super::{House, REDIRECT, SCOPES, application, code, post};
use crate::support::{Client, Page, TestApp};

const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-of-43-characters";

fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(token_hash(VERIFIER))
}

/// The fields of a proper exchange.
fn exchange(registered: &Registered, code: &str) -> Vec<(&'static str, String)> {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("client_id", registered.app.client_id.clone()),
        ("client_secret", registered.secret.clone()),
        ("redirect_uri", REDIRECT.to_owned()),
        ("code", code.to_owned()),
    ]
}

async fn send(client: &Client, path: &str, fields: &[(&'static str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    post(client, path, &fields).await
}

/// The same fields with one changed; left out if the new value is empty.
fn with(fields: &[(&'static str, String)], name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    let mut changed: Vec<_> = fields.iter().filter(|(known, _)| *known != name).cloned().collect();
    if !value.is_empty() {
        changed.push((name, value.to_owned()));
    }
    changed
}

async fn who(app: &TestApp, token: &str) -> Page {
    let client = app.guest().with_header("authorization", &format!("Bearer {token}"));
    client.get("/api/v1/accounts/verify_credentials").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_registers() {
    let app = TestApp::new().await;
    let guest = app.guest();
    let fields = [
        ("client_name", "toot".to_owned()),
        ("redirect_uris", format!("urn:ietf:wg:oauth:2.0:oob\n{REDIRECT}")),
        ("scopes", SCOPES.to_owned()),
        ("website", "https://toot.example".to_owned()),
    ];
    let page = send(&guest, "/api/v1/apps", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let made = page.json();
    check(&made, APPLICATION, "application");
    assert_eq!(made["redirect_uris"], json!(["urn:ietf:wg:oauth:2.0:oob", REDIRECT]));
    assert_eq!(made["client_secret_expires_at"], 0);
    assert!(made["client_id"].as_str().is_some_and(|id| id.len() > 20));
    assert!(made["client_secret"].as_str().is_some_and(|secret| secret.len() > 20));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_makes_no_sense_is_refused() {
    let app = TestApp::new().await;
    let guest = app.guest();
    for (name, redirect, scopes) in [
        ("", REDIRECT, "read"),
        ("x", "", "read"),
        ("x", "/relative", "read"),
        ("x", "javascript:alert(1)", "read"),
        ("x", "data:text/html,x", "read"),
        ("x", "http://elsewhere.example/", "read"),
        ("x", REDIRECT, "read everything"),
        ("x", REDIRECT, "admin:read"),
    ] {
        let fields = [("client_name", name), ("redirect_uris", redirect), ("scopes", scopes)];
        let page = post(&guest, "/api/v1/apps", &fields).await;
        assert_eq!(page.status, 422, "{name} {redirect} {scopes}: {}", page.body);
        check(&page.json(), ERROR, redirect);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_becomes_a_token_that_tells_who_agreed() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let code = code(&house.app, &registered, &house.noura, SCOPES, "").await;
    let page = send(&house.app.guest(), "/oauth/token", &exchange(&registered, &code)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("cache-control"), "no-store");
    let token = page.json();
    assert_eq!(
        (&token["token_type"], &token["scope"]),
        (&json!("Bearer"), &json!(SCOPES))
    );
    assert_eq!(token["created_at"], 1_795_341_600);
    let access = token["access_token"].as_str().expect("a token");
    assert_eq!(who(&house.app, access).await.json()["acct"], "noura");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_may_prove_itself_in_the_header() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let code = code(&house.app, &registered, &house.noura, "read", "").await;
    let pair = format!("{}:{}", registered.app.client_id, registered.secret);
    let client = house
        .app
        .guest()
        .with_header("authorization", &format!("Basic {}", STANDARD.encode(pair)));
    let fields = with(
        &with(&exchange(&registered, &code), "client_id", ""),
        "client_secret",
        "",
    );
    let page = send(&client, "/oauth/token", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exchange_with_one_wrong_word_is_refused() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let other = application(&house.app).await;
    let cases: &[(&'static str, &str, u16, &str)] = &[
        ("client_secret", "wrong", 401, "invalid_client"),
        ("client_secret", "", 401, "invalid_client"),
        ("client_id", "wrong", 401, "invalid_client"),
        ("client_id", "", 401, "invalid_client"),
        ("code", "wrong", 400, "invalid_grant"),
        ("code", "", 400, "invalid_request"),
        ("redirect_uri", "http://127.0.0.1:9/other", 400, "invalid_grant"),
        ("redirect_uri", "", 400, "invalid_grant"),
        ("grant_type", "password", 400, "unsupported_grant_type"),
        ("grant_type", "", 400, "invalid_request"),
    ];
    for (name, value, status, error) in cases {
        let code = code(&house.app, &registered, &house.noura, "read", "").await;
        let fields = with(&exchange(&registered, &code), name, value);
        let page = send(&house.app.guest(), "/oauth/token", &fields).await;
        assert_eq!(page.status, *status, "{name}={value}: {}", page.body);
        assert_eq!(page.json()["error"], *error, "{name}={value}");
        assert!(page.json()["error_description"].is_string(), "{name}={value}");
    }
    let stolen = code(&house.app, &registered, &house.noura, "read", "").await;
    let page = send(&house.app.guest(), "/oauth/token", &exchange(&other, &stolen)).await;
    assert_eq!((page.status, &page.json()["error"]), (400, &json!("invalid_grant")));
    let page = send(&house.app.guest(), "/oauth/token", &exchange(&registered, &stolen)).await;
    assert_eq!(page.status, 200, "another application cannot spend it: {}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_wants_its_verifier() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    for (verifier, status) in [
        (VERIFIER, 200),
        ("", 400),
        ("another-verifier-that-is-long-enough-to-be-one-too", 400),
    ] {
        let code = code(&house.app, &registered, &house.noura, "read", &challenge()).await;
        let fields = with(&exchange(&registered, &code), "code_verifier", verifier);
        let page = send(&house.app.guest(), "/oauth/token", &fields).await;
        assert_eq!(page.status, status, "{verifier}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_without_a_secret_proves_itself_by_its_verifier() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let bound = code(&house.app, &registered, &house.noura, "read", &challenge()).await;
    let fields = with(&exchange(&registered, &bound), "client_secret", "");
    let fields = with(&fields, "code_verifier", VERIFIER);
    let page = send(&house.app.guest(), "/oauth/token", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);

    let loose = code(&house.app, &registered, &house.noura, "read", "").await;
    let page = send(&house.app.guest(), "/oauth/token", &with(&fields, "code", &loose)).await;
    assert_eq!(
        page.status, 400,
        "a verifier without a challenge proves nothing: {}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_used_twice_ends_its_token() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let code = code(&house.app, &registered, &house.noura, "read", "").await;
    let fields = exchange(&registered, &code);
    let first = send(&house.app.guest(), "/oauth/token", &fields).await.json();
    let token = first["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(who(&house.app, &token).await.status, 200);
    let again = send(&house.app.guest(), "/oauth/token", &fields).await;
    assert_eq!((again.status, &again.json()["error"]), (400, &json!("invalid_grant")));
    assert_eq!(who(&house.app, &token).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_ends_after_ten_minutes() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let code = code(&house.app, &registered, &house.noura, "read", "").await;
    house.app.advance(TimeDelta::minutes(10));
    let page = send(&house.app.guest(), "/oauth/token", &exchange(&registered, &code)).await;
    assert_eq!((page.status, &page.json()["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_gets_a_token_of_its_own_that_opens_no_account() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let fields = with(&exchange(&registered, ""), "grant_type", "client_credentials");
    let page = send(&house.app.guest(), "/oauth/token", &fields).await;
    assert_eq!(
        (page.status, &page.json()["scope"]),
        (200, &json!("read")),
        "{}",
        page.body
    );
    let token = page.json()["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(who(&house.app, &token).await.status, 401);
    let client = house
        .app
        .guest()
        .with_header("authorization", &format!("Bearer {token}"));
    let itself = client.get("/api/v1/apps/verify_credentials").await;
    check(&itself.json(), APPLICATION, "verify_credentials");
    assert!(itself.json().get("client_secret").is_none());
    assert_eq!(client.get("/api/v1/timelines/public").await.status, 200);
    let without_secret = with(&fields, "client_secret", "");
    assert_eq!(
        send(&house.app.guest(), "/oauth/token", &without_secret).await.status,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_is_dead_at_once() {
    let house = House::new().await;
    let registered = application(&house.app).await;
    let code = code(&house.app, &registered, &house.noura, "read", "").await;
    let made = send(&house.app.guest(), "/oauth/token", &exchange(&registered, &code)).await;
    let token = made.json()["access_token"].as_str().expect("a token").to_owned();
    let fields = |registered: &Registered, token: &str| {
        vec![
            ("client_id", registered.app.client_id.clone()),
            ("client_secret", registered.secret.clone()),
            ("token", token.to_owned()),
        ]
    };
    let other = application(&house.app).await;
    let page = send(&house.app.guest(), "/oauth/revoke", &fields(&other, &token)).await;
    assert_eq!(
        (page.status, &page.json()["error"]),
        (403, &json!("unauthorized_client"))
    );
    assert_eq!(who(&house.app, &token).await.status, 200);
    for token in [token.as_str(), token.as_str(), "never issued"] {
        let page = send(&house.app.guest(), "/oauth/revoke", &fields(&registered, token)).await;
        assert_eq!((page.status, page.body.as_str()), (200, "{}"));
    }
    assert_eq!(who(&house.app, &token).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scope_profile_opens_only_ones_own_account() {
    let app = TestApp::new().await;
    let noura = app.member("noura").await;
    let new = majlis::domain::oauth::NewApp {
        name: "Sign-in".to_owned(),
        redirect_uris: vec![REDIRECT.to_owned()],
        scopes: "profile".to_owned(),
        website: String::new(),
    };
    let registered = majlis::domain::oauth::apps::register(app.core(), &new)
        .await
        .expect("an app");
    let code = code(&app, &registered, &noura, "profile", "").await;
    let made = send(&app.guest(), "/oauth/token", &exchange(&registered, &code))
        .await
        .json();
    let token = made["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(who(&app, &token).await.status, 200);
    let client = app.guest().with_header("authorization", &format!("Bearer {token}"));
    assert_eq!(client.get("/api/v1/timelines/home").await.status, 403);
}

/// A request with one thing changed.
async fn refusal(app: &TestApp, registered: &Registered, change: impl FnOnce(&mut AskForm)) -> AskError {
    let mut form = AskForm {
        response_type: "code".to_owned(),
        client_id: registered.app.client_id.clone(),
        redirect_uri: REDIRECT.to_owned(),
        scope: "read".to_owned(),
        state: "s&1".to_owned(),
        code_challenge: challenge(),
        code_challenge_method: "S256".to_owned(),
        ..AskForm::default()
    };
    change(&mut form);
    let checked = authorize::check(app.core(), &form).await.expect("a database");
    checked.err().unwrap_or_else(|| panic!("{form:?} was accepted"))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_redirected_to_an_unknown_place() {
    let app = TestApp::new().await;
    let registered = application(&app).await;
    for redirect in [
        "",
        "http://127.0.0.1:9/back/",
        "http://127.0.0.1:9/",
        "https://evil.example/",
    ] {
        let error = refusal(&app, &registered, |form| form.redirect_uri = redirect.to_owned()).await;
        assert_eq!(error, AskError::Untrusted, "{redirect}");
    }
    let error = refusal(&app, &registered, |form| form.client_id = "nobody".to_owned()).await;
    assert_eq!(error, AskError::Untrusted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_application_is_told_what_was_wrong_with_its_request() {
    let app = TestApp::new().await;
    let registered = application(&app).await;
    let told = |error: AskError| match error {
        AskError::Redirect(address) => address,
        AskError::Untrusted => panic!("the address is known"),
    };
    let scope = told(refusal(&app, &registered, |form| form.scope = "read everything".to_owned()).await);
    assert!(
        scope.starts_with("http://127.0.0.1:9/back?error=invalid_scope&"),
        "{scope}"
    );
    assert!(scope.ends_with("&state=s%261"), "{scope}");
    let wider = told(refusal(&app, &registered, |form| form.scope = "profile".to_owned()).await);
    assert!(wider.contains("error=invalid_scope"), "{wider}");
    let kind = told(refusal(&app, &registered, |form| form.response_type = "token".to_owned()).await);
    assert!(kind.contains("error=invalid_request"), "{kind}");
    for (challenge, method) in [("x", "S256"), ("x", "plain"), ("", "plain")] {
        let change = |form: &mut AskForm| {
            form.code_challenge = challenge.to_owned();
            form.code_challenge_method = method.to_owned();
        };
        let proof = told(refusal(&app, &registered, change).await);
        assert!(proof.contains("error=invalid_request"), "{challenge} {method}: {proof}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_says_what_it_can_do() {
    let app = TestApp::new().await;
    let page = app.guest().get("/.well-known/oauth-authorization-server").await;
    let said: Value = page.json();
    assert_eq!(said["issuer"], "https://majlis.example/");
    assert_eq!(said["token_endpoint"], "https://majlis.example/oauth/token");
    assert_eq!(said["app_registration_endpoint"], "https://majlis.example/api/v1/apps");
    assert_eq!(said["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(
        said["grant_types_supported"],
        json!(["authorization_code", "client_credentials"])
    );
    for key in ["authorization_endpoint", "token_endpoint", "revocation_endpoint"] {
        let address = said[key].as_str().expect("an address");
        assert!(!address.contains(['?', '#', '@']), "{address}");
    }
}
