//! A tool of the house learns who signed in: the flow of OpenID Connect, and everything that must not pass.

use std::collections::HashMap;

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use majlis::domain::oauth::tools::{self, NewTool};
use majlis::domain::oauth::{NewApp, Registered, apps, keys};
use majlis::domain::{Error, passwords};
use majlis::id::token_hash;
use serde_json::{Value, json};

use super::post;
use crate::support::{Client, PASSWORD, Page, Person, TestApp};

pub(super) const BACK: &str = "https://wiki.chamber.example/callback";
const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-of-43-characters";

/// An instance with a tool and a member.
pub(super) struct Chamber {
    pub(super) app: TestApp,
    pub(super) admin: Person,
    pub(super) noura: Person,
    pub(super) tool: Registered,
}

impl Chamber {
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with another tool.
    pub(super) async fn with(change: impl FnOnce(&mut NewTool)) -> Self {
        let app = TestApp::new().await;
        let admin = app.admin("huda").await;
        let noura = app.member("noura").await;
        let tool = tool(&app, &admin, change).await;
        Self {
            app,
            admin,
            noura,
            tool,
        }
    }

    /// Registers the tool and signs `noura` in; gives the answer to the exchange of her code.
    async fn signed_in(&self, scope: &str) -> Page {
        let browser = self.app.sign_in(&self.noura).await;
        let code = agreed(
            &browser,
            &request(&self.tool, &[("scope", scope), ("prompt", "consent")]),
        )
        .await;
        self.exchange(&code, &[]).await
    }

    async fn exchange(&self, code: &str, changes: &[(&str, &str)]) -> Page {
        exchange(&self.app, &self.tool, code, changes).await
    }

    async fn userinfo(&self, token: &str) -> Page {
        let client = self
            .app
            .guest()
            .with_header("authorization", &format!("Bearer {token}"));
        client.get("/oauth/userinfo").await
    }
}

pub(super) async fn tool(app: &TestApp, admin: &Person, change: impl FnOnce(&mut NewTool)) -> Registered {
    let mut new = NewTool {
        name: "Wiki".to_owned(),
        redirect_uris: BACK.to_owned(),
        ..NewTool::default()
    };
    change(&mut new);
    tools::register(app.core(), &admin.principal(), &new)
        .await
        .expect("a tool")
}

/// The address to which the tool sends people, with some parameters changed; an empty one is left out.
pub(super) fn request(tool: &Registered, changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(token_hash(VERIFIER));
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", tool.app.client_id.as_str()),
        ("redirect_uri", BACK),
        ("scope", "openid profile email"),
        ("state", "a state"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields.retain(|(_, value)| !value.is_empty());
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    format!("/oauth/authorize?{query}")
}

/// What an answer tells the tool.
pub(super) fn answer(page: &Page) -> HashMap<String, String> {
    assert_eq!(page.status, 303, "{}", page.body);
    let back: url::Url = page.header("location").parse().expect("an address");
    assert!(back.as_str().starts_with(BACK), "{back}");
    back.query_pairs().into_owned().collect()
}

/// The code after consent.
async fn agreed(browser: &Client, request: &str) -> String {
    answer(&browser.submit(request, &[("decision", "allow")]).await)["code"].clone()
}

async fn exchange(app: &TestApp, tool: &Registered, code: &str, changes: &[(&str, &str)]) -> Page {
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("client_id", tool.app.client_id.as_str()),
        ("client_secret", tool.secret.as_str()),
        ("redirect_uri", BACK),
        ("code", code),
        ("code_verifier", VERIFIER),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields.retain(|(_, value)| !value.is_empty());
    post(&app.guest(), "/oauth/token", &fields).await
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64")).expect("JSON")
}

/// The claims of a token that one of the published keys signed.
async fn verified(app: &TestApp, token: &str) -> Value {
    let header = part(token, 0);
    assert_eq!((&header["alg"], &header["typ"]), (&json!("RS256"), &json!("JWT")));
    let jwks = app.guest().get("/oauth/jwks").await.json();
    let keys = jwks["keys"].as_array().expect("keys");
    let key = keys.iter().find(|key| key["kid"] == header["kid"]).expect("its key");
    assert!(key.get("d").is_none() && key["use"] == "sig", "{key}");
    let number = |name: &str| {
        URL_SAFE_NO_PAD
            .decode(key[name].as_str().expect("a number"))
            .expect("base64")
    };
    let public = RsaPublicKeyComponents {
        n: number("n"),
        e: number("e"),
    };
    let (message, signature) = token.rsplit_once('.').expect("three parts");
    let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64");
    public
        .verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &signature)
        .expect("a right signature");
    part(token, 1)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_else_is_found_from_the_issuer() {
    let app = TestApp::new().await;
    let page = app.guest().get("/.well-known/openid-configuration").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("access-control-allow-origin"), "*");
    let found = page.json();
    assert_eq!(found["issuer"], "https://majlis.example");
    assert_eq!(found["id_token_signing_alg_values_supported"], json!(["RS256"]));
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(found["jwks_uri"], "https://majlis.example/oauth/jwks");
    let keys = app.guest().get("/oauth/jwks").await.json();
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(1));
    assert_eq!(app.guest().get("/oauth/jwks").await.json(), keys, "a key is made once");
    let mastodon = app.guest().get("/.well-known/oauth-authorization-server").await;
    assert!(!mastodon.body.contains("openid"), "{}", mastodon.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_learns_who_signed_in() {
    let chamber = Chamber::new().await;
    let signed_in_at = chamber.app.core().clock.now().millis() / 1000;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    chamber.app.advance(TimeDelta::seconds(90));
    let asked = request(&chamber.tool, &[]);
    let consent = browser.get(&asked).await;
    assert_eq!(consent.status, 200, "{}", consent.body);
    assert_eq!(consent.count(".permissions li"), 3);
    let sent = browser.submit(&asked, &[("decision", "allow")]).await;
    let back = answer(&sent);
    assert_eq!(
        (back["state"].as_str(), back["iss"].as_str()),
        ("a state", "https://majlis.example")
    );

    let page = chamber.exchange(&back["code"], &[]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("cache-control"), "no-store");
    let token = page.json();
    assert_eq!(
        (&token["token_type"], &token["expires_in"]),
        (&json!("Bearer"), &json!(3600))
    );
    let claims = verified(&chamber.app, text(&token, "id_token")).await;
    let now = chamber.app.core().clock.now().millis() / 1000;
    assert_eq!(claims["iss"], "https://majlis.example");
    assert_eq!(claims["aud"], chamber.tool.app.client_id.as_str());
    assert_eq!(claims["nonce"], "n-0S6_WzA2Mj");
    assert_eq!((&claims["iat"], &claims["exp"]), (&json!(now), &json!(now + 600)));
    assert_eq!(claims["auth_time"], json!(signed_in_at));
    let access = text(&token, "access_token");
    assert_eq!(claims["at_hash"], URL_SAFE_NO_PAD.encode(&token_hash(access)[..16]));

    let info = chamber.userinfo(access).await;
    assert_eq!(
        (info.status, info.header("cache-control")),
        (200, "no-store"),
        "{}",
        info.body
    );
    let expected = json!({
        "sub": claims["sub"],
        "name": "noura",
        "preferred_username": "noura",
        "profile": "https://majlis.example/@noura",
        "locale": "en",
        "email": "noura@factory.example",
        "email_verified": true,
    });
    assert_eq!(info.json(), expected);
    let posted = chamber
        .app
        .guest()
        .with_header("authorization", &format!("Bearer {access}"));
    assert_eq!(post(&posted, "/oauth/userinfo", &[]).await.json(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_never_changes_and_is_no_id_of_ours() {
    let chamber = Chamber::new().await;
    let mut subjects = Vec::new();
    for _ in 0..2 {
        let token = chamber.signed_in("openid").await.json();
        subjects.push(text(&part(text(&token, "id_token"), 1), "sub").to_owned());
        chamber.app.advance(TimeDelta::days(400));
    }
    assert_eq!(subjects[0], subjects[1]);
    let again = tool(&chamber.app, &chamber.admin, |new| new.is_trusted = true).await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let code = answer(&browser.get(&request(&again, &[])).await)["code"].clone();
    let token = exchange(&chamber.app, &again, &code, &[]).await.json();
    assert_eq!(text(&part(text(&token, "id_token"), 1), "sub"), subjects[0]);
    for id in [chamber.noura.account.id.0, chamber.noura.actor.id.0] {
        assert!(!subjects[0].contains(&id.to_string()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_claim_is_told_without_its_scope() {
    let chamber = Chamber::new().await;
    for (scope, told) in [
        ("openid", vec!["sub"]),
        ("openid email", vec!["email", "email_verified", "sub"]),
        (
            "openid profile",
            vec!["locale", "name", "preferred_username", "profile", "sub"],
        ),
    ] {
        let token = chamber.signed_in(scope).await.json();
        assert_eq!(token["scope"], scope);
        let info = chamber.userinfo(text(&token, "access_token")).await.json();
        let mut names: Vec<&str> = info.as_object().expect("claims").keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, told, "{scope}");
        let id_token = part(text(&token, "id_token"), 1);
        assert!(
            id_token.get("email").is_none() && id_token.get("name").is_none(),
            "{id_token}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_scope_openid_nobody_is_identified() {
    let chamber = Chamber::new().await;
    let token = chamber.signed_in("profile email").await.json();
    assert!(token.get("id_token").is_none(), "{token}");
    let info = chamber.userinfo(text(&token, "access_token")).await;
    assert_eq!(info.status, 403, "{}", info.body);
    assert!(info.header("www-authenticate").contains("insufficient_scope"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_a_tool_opens_no_account() {
    let chamber = Chamber::new().await;
    let token = chamber.signed_in("openid email").await.json();
    let client = chamber
        .app
        .guest()
        .with_header("authorization", &format!("Bearer {}", text(&token, "access_token")));
    for path in [
        "/api/v1/timelines/home",
        "/api/v1/notifications",
        "/api/v1/accounts/verify_credentials",
    ] {
        assert_eq!(client.get(path).await.status, 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_wrong_gets_no_code() {
    let chamber = Chamber::new().await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    for changes in [
        [("redirect_uri", "https://wiki.chamber.example/callback/")],
        [("redirect_uri", "https://evil.example/callback")],
        [("redirect_uri", "")],
        [("client_id", "nobody")],
    ] {
        let page = browser.get(&request(&chamber.tool, &changes)).await;
        assert_eq!((page.status, page.header("location")), (400, ""), "{changes:?}");
    }
    for (changes, error) in [
        (
            vec![("code_challenge", ""), ("code_challenge_method", "")],
            "invalid_request",
        ),
        (vec![("code_challenge_method", "plain")], "invalid_request"),
        (vec![("response_type", "id_token")], "invalid_request"),
        (vec![("response_mode", "fragment")], "invalid_request"),
        (vec![("scope", "openid read")], "invalid_scope"),
        (vec![("scope", "")], "invalid_scope"),
        (vec![("prompt", "none login")], "invalid_request"),
        (vec![("max_age", "never")], "invalid_request"),
        (vec![("request", "eyJhbGciOiJub25lIn0.e30.")], "request_not_supported"),
        (
            vec![("request_uri", "https://evil.example/")],
            "request_uri_not_supported",
        ),
        (vec![("nonce", &"n".repeat(501))], "invalid_request"),
    ] {
        let told = answer(&browser.get(&request(&chamber.tool, &changes)).await);
        assert_eq!(told["error"], error, "{changes:?}");
        assert_eq!(
            (told["state"].as_str(), told["iss"].as_str()),
            ("a state", "https://majlis.example")
        );
        assert!(!told.contains_key("code"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_worth_something_once_and_to_whom_it_was_given() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let other = tool(&chamber.app, &chamber.admin, |_| {}).await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let code = || async { answer(&browser.get(&request(&chamber.tool, &[])).await)["code"].clone() };
    for (changes, status, error) in [
        (vec![("code_verifier", "")], 400, "invalid_grant"),
        (
            vec![("code_verifier", "another-verifier-that-is-long-enough-to-be-one")],
            400,
            "invalid_grant",
        ),
        (
            vec![("redirect_uri", "https://wiki.chamber.example/")],
            400,
            "invalid_grant",
        ),
        (vec![("client_secret", "")], 401, "invalid_client"),
        (vec![("client_secret", "wrong")], 401, "invalid_client"),
        (
            vec![("grant_type", "client_credentials"), ("scope", "openid")],
            400,
            "unsupported_grant_type",
        ),
    ] {
        let page = chamber.exchange(&code().await, &changes).await;
        assert_eq!(
            (page.status, text(&page.json(), "error")),
            (status, error),
            "{changes:?}"
        );
    }
    let stolen = code().await;
    let page = exchange(&chamber.app, &other, &stolen, &[]).await;
    assert_eq!((page.status, text(&page.json(), "error")), (400, "invalid_grant"));

    let first = chamber.exchange(&stolen, &[]).await.json();
    let access = text(&first, "access_token").to_owned();
    assert_eq!(chamber.userinfo(&access).await.status, 200);
    let again = chamber.exchange(&stolen, &[]).await;
    assert_eq!((again.status, text(&again.json(), "error")), (400, "invalid_grant"));
    assert_eq!(
        chamber.userinfo(&access).await.status,
        401,
        "a code used twice was stolen"
    );

    let late = code().await;
    chamber.app.advance(TimeDelta::minutes(10));
    assert_eq!(chamber.exchange(&late, &[]).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_may_write_its_secret_into_the_header_encoded() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let every_byte = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let pairs = [
        format!("{}:{}", chamber.tool.app.client_id, chamber.tool.secret),
        format!(
            "{}:{}",
            every_byte(&chamber.tool.app.client_id),
            every_byte(&chamber.tool.secret)
        ),
    ];
    for pair in pairs {
        let code = answer(&browser.get(&request(&chamber.tool, &[])).await)["code"].clone();
        let client = chamber
            .app
            .guest()
            .with_header("authorization", &format!("Basic {}", STANDARD.encode(&pair)));
        let fields = [
            ("grant_type", "authorization_code"),
            ("redirect_uri", BACK),
            ("code", code.as_str()),
            ("code_verifier", VERIFIER),
        ];
        let page = post(&client, "/oauth/token", &fields).await;
        assert_eq!(page.status, 200, "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_after_an_hour_and_when_it_is_revoked() {
    let chamber = Chamber::new().await;
    let token = chamber.signed_in("openid").await.json();
    let access = text(&token, "access_token");
    chamber.app.advance(TimeDelta::minutes(59));
    assert_eq!(chamber.userinfo(access).await.status, 200);
    chamber.app.advance(TimeDelta::minutes(1));
    let page = chamber.userinfo(access).await;
    assert_eq!(page.status, 401);
    assert!(page.header("www-authenticate").contains("invalid_token"));

    let token = chamber.signed_in("openid").await.json();
    let fields = [
        ("client_id", chamber.tool.app.client_id.as_str()),
        ("client_secret", chamber.tool.secret.as_str()),
        ("token", text(&token, "access_token")),
    ];
    assert_eq!(post(&chamber.app.guest(), "/oauth/revoke", &fields).await.status, 200);
    assert_eq!(chamber.userinfo(text(&token, "access_token")).await.status, 401);
    assert_eq!(chamber.app.guest().get("/oauth/userinfo").await.status, 401);
}

/// Shuts the member out, as staff does.
async fn suspend(chamber: &Chamber) {
    let core = chamber.app.core();
    let mut conn = core.db.write().await.expect("a connection");
    majlis::db::accounts::set_state(
        &mut conn,
        chamber.noura.account.id,
        majlis::db::types::AccountState::Suspended,
    )
    .await
    .expect("suspended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_member_is_nobody_to_a_tool() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let token = chamber.signed_in_silently().await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let code = answer(&browser.get(&request(&chamber.tool, &[])).await)["code"].clone();
    suspend(&chamber).await;
    assert_eq!(chamber.userinfo(text(&token, "access_token")).await.status, 401);
    let page = chamber.exchange(&code, &[]).await;
    assert_eq!((page.status, text(&page.json(), "error")), (400, "invalid_grant"));
    let asked = browser.get(&request(&chamber.tool, &[("prompt", "none")])).await;
    assert_eq!(answer(&asked)["error"], "login_required");
}

impl Chamber {
    async fn signed_in_silently(&self) -> Value {
        let browser = self.app.sign_in(&self.noura).await;
        let code = answer(&browser.get(&request(&self.tool, &[("prompt", "none")])).await)["code"].clone();
        self.exchange(&code, &[]).await.json()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_what_tools_were_given() {
    let chamber = Chamber::new().await;
    let token = chamber.signed_in("openid").await.json();
    let core = chamber.app.core();
    let link = passwords::new_reset(core, chamber.noura.account.id)
        .await
        .expect("a link");
    passwords::reset(core, &link, "copper-lantern-77")
        .await
        .expect("a new password");
    assert_eq!(chamber.userinfo(text(&token, "access_token")).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_registered_itself_never_identifies_anybody() {
    let chamber = Chamber::new().await;
    let new = |scopes: &str| NewApp {
        name: "Wiki".to_owned(),
        redirect_uris: vec![BACK.to_owned()],
        scopes: scopes.to_owned(),
        website: String::new(),
    };
    for scopes in ["openid", "read openid", "read email"] {
        let refused = apps::register(chamber.app.core(), &new(scopes)).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{scopes}");
    }
    let registered = apps::register(chamber.app.core(), &new("read profile"))
        .await
        .expect("an app");
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let told = answer(&browser.get(&request(&registered, &[("scope", "openid")])).await);
    assert_eq!(told["error"], "invalid_scope");
    assert!(!told.contains_key("iss"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_key_is_published_for_a_week_and_signs_no_more() {
    let chamber = Chamber::new().await;
    let old = chamber.signed_in("openid").await.json();
    let kid = keys::rotate(chamber.app.core()).await.expect("a new key");
    let new = chamber.signed_in("openid").await.json();
    assert_eq!(part(text(&new, "id_token"), 0)["kid"], kid.as_str());
    verified(&chamber.app, text(&old, "id_token")).await;
    verified(&chamber.app, text(&new, "id_token")).await;
    chamber.app.advance(TimeDelta::days(7));
    let published = chamber.app.guest().get("/oauth/jwks").await.json();
    assert_eq!(published["keys"].as_array().map(Vec::len), Some(1));
    assert_eq!(published["keys"][0]["kid"], kid.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_database_signs_nothing() {
    let chamber = Chamber::new().await;
    chamber.signed_in("openid").await;
    let core = chamber.app.core();
    let key = keys::published(core).await.expect("keys").remove(0);
    assert!(core.secrets.open(&key.private_key).is_ok());
    let other = majlis::secrets::Secrets::from_bytes(&[9; 32]).expect("a secret");
    assert!(other.open(&key.private_key).is_err());
    // Nobody signs in with what is stored either: the words of the password are there as a hash only.
    assert!(!String::from_utf8_lossy(&key.private_key).contains(PASSWORD));
}
