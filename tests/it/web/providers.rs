//! Coming in by another provider, and every answer of it that must let nobody in.

use chrono::TimeDelta;
use majlis::domain::accounts;
use serde_json::{Value, json};

use crate::support::{Client, FakeProvider, PASSWORD, Page, Signed, TestApp};

pub(super) const START: &str = "/sign-in/openid/chamber";
pub(super) const BACK: &str = "/sign-in/openid/chamber/callback";

/// An instance with a provider.
pub(super) struct House {
    pub(super) app: TestApp,
    pub(super) provider: FakeProvider,
}

impl House {
    pub(super) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(super) async fn with(change: impl FnOnce(&mut majlis::config::Config)) -> Self {
        let provider = FakeProvider::start().await;
        let app = TestApp::with(|config| {
            config.federation.allow_private = true;
            config.instance.language = "en".to_owned();
            config
                .openid
                .providers
                .insert("chamber".to_owned(), provider.settings());
            change(config);
        })
        .await;
        Self { app, provider }
    }

    /// Goes to the provider and comes back as somebody with these claims.
    pub(super) async fn come(&self, browser: &Client, claims: Value) -> Page {
        self.come_signed(browser, claims, Signed::Right).await
    }

    async fn come_signed(&self, browser: &Client, claims: Value, signed: Signed) -> Page {
        let query = self.granted(browser, START, claims, signed).await;
        browser.get(&format!("{BACK}?{query}")).await
    }

    /// The query that the provider sends the browser back with.
    pub(super) async fn granted(&self, browser: &Client, start: &str, claims: Value, signed: Signed) -> String {
        let away = browser.get(start).await;
        assert_eq!(away.status, 303, "{}", away.body);
        let now = self.app.core().clock.now();
        self.provider.grant(away.header("location"), now, claims, signed)
    }

    async fn accounts(&self) -> i64 {
        let mut conn = self.app.core().db.read().await.expect("a connection");
        majlis::db::accounts::count_active(&mut conn).await.expect("a number")
    }
}

/// Somebody whom the provider knows well.
pub(super) fn salem() -> Value {
    json!({
        "sub": "248289761001",
        "name": "سالم الشهراني",
        "preferred_username": "salem@chamber.example",
        "email": "salem@chamber.example",
        "email_verified": true,
    })
}

pub(super) async fn is_inside(browser: &Client) -> bool {
    browser.get("/settings/sessions").await.status == 200
}

/// Makes the account of [`salem`].
pub(super) async fn registered(house: &House) -> Client {
    let browser = house.app.guest();
    let page = house.come(&browser, salem()).await;
    assert_eq!(page.header("location"), "/sign-in/openid/new", "{}", page.body);
    let made = browser
        .submit(
            "/sign-in/openid/new",
            &[("display_name", "سالم"), ("username", "salem"), ("accept_notice", "1")],
        )
        .await;
    assert_eq!(made.status, 303, "{}", made.body);
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_chooses_a_name_and_is_known_the_next_time() {
    let house = House::new().await;
    let browser = house.app.guest();
    let away = browser.get(&format!("{START}?next=/forums")).await;
    let asked: url::Url = away.header("location").parse().expect("an address");
    let scopes = asked.query_pairs().find(|(name, _)| name == "scope").expect("scopes").1;
    assert_eq!(scopes.split(' ').collect::<Vec<_>>(), ["openid", "profile", "email"]);
    let now = house.app.core().clock.now();
    let query = house.provider.grant(asked.as_str(), now, salem(), Signed::Right);
    let page = browser.get(&format!("{BACK}?{query}")).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/sign-in/openid/new"),
        "{}",
        page.body
    );
    assert!(!is_inside(&browser).await && house.accounts().await == 0, "nobody yet");

    let form = browser.get("/sign-in/openid/new").await;
    assert_eq!(
        form.attribute("#display_name", "value").as_deref(),
        Some("سالم الشهراني")
    );
    assert_eq!(form.attribute("#username", "value").as_deref(), Some("salem"));
    let wrong = browser
        .submit(
            "/sign-in/openid/new",
            &[("display_name", "سالم"), ("username", "with a space")],
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.count("#username-error")),
        (422, 1),
        "{}",
        wrong.body
    );
    assert_eq!(wrong.count("#accept_notice-error"), 1, "the notice was not accepted");
    let made = browser
        .submit(
            "/sign-in/openid/new",
            &[("display_name", "سالم"), ("username", "salem"), ("accept_notice", "1")],
        )
        .await;
    assert_eq!((made.status, made.header("location")), (303, "/forums"));
    assert!(is_inside(&browser).await);
    assert!(
        !browser.cookies().keys().any(|name| name.contains("openid")),
        "the cookie is gone"
    );

    let elsewhere = house.app.guest();
    let again = house.come(&elsewhere, salem()).await;
    assert_eq!((again.status, again.header("location")), (303, "/"), "{}", again.body);
    assert!(is_inside(&elsewhere).await);
    assert_eq!(house.accounts().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_may_tell_who_it_is_at_its_other_endpoint() {
    let house = House::new().await;
    house.provider.set_userinfo(salem());
    let browser = house.app.guest();
    let page = house.come(&browser, json!({ "sub": "248289761001" })).await;
    assert_eq!(page.header("location"), "/sign-in/openid/new", "{}", page.body);
    let form = browser.get("/sign-in/openid/new").await;
    assert!(form.body.contains("salem@chamber.example"));

    let other = house.app.guest();
    let page = house.come(&other, json!({ "sub": "somebody else" })).await;
    assert_eq!(page.status, 400, "the endpoint speaks of another person");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_that_proves_nothing_lets_anybody_in() {
    let house = House::new().await;
    registered(&house).await;
    let now = house.app.core().clock.now().millis() / 1000;
    let cases = [
        ("another nonce", json!({ "nonce": "another" }), Signed::Right),
        ("no nonce", json!({ "nonce": null }), Signed::Right),
        ("another audience", json!({ "aud": "another" }), Signed::Right),
        (
            "a second audience",
            json!({ "aud": ["majlis", "another"] }),
            Signed::Right,
        ),
        ("expired", json!({ "iat": now - 700, "exp": now - 1 }), Signed::Right),
        (
            "another issuer",
            json!({ "iss": "https://evil.example" }),
            Signed::Right,
        ),
        ("no subject", json!({ "sub": null }), Signed::Right),
        ("unsigned", json!({}), Signed::Not),
        ("signed by a stranger", json!({}), Signed::ByStranger),
    ];
    for (case, changes, signed) in cases {
        let mut claims = salem();
        for (name, value) in changes.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        let browser = house.app.guest();
        let page = house.come_signed(&browser, claims, signed).await;
        assert_eq!(page.status, 400, "{case}: {}", page.body);
        assert!(!is_inside(&browser).await, "{case}");
        assert_eq!(
            page.count(&format!("main a[href^='{START}']")),
            1,
            "{case}: a way to try again"
        );
    }
    let browser = house.app.guest();
    house.come(&browser, salem()).await;
    assert!(is_inside(&browser).await, "the proper one does");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_belongs_to_the_browser_that_asked() {
    let house = House::new().await;
    registered(&house).await;
    let (browser, stranger) = (house.app.guest(), house.app.guest());
    let query = house.granted(&browser, START, salem(), Signed::Right).await;
    let page = stranger.get(&format!("{BACK}?{query}")).await;
    assert_eq!(page.status, 400, "without the cookie");
    house.granted(&stranger, START, salem(), Signed::Right).await;
    let page = stranger.get(&format!("{BACK}?{query}")).await;
    assert_eq!(page.status, 400, "with another state");
    assert!(!is_inside(&stranger).await);

    let swapped = query.replace("iss=http", "iss=https");
    let page = browser.get(&format!("{BACK}?{swapped}")).await;
    assert_eq!(page.status, 400, "another issuer answers");
    let page = browser.get(&format!("{BACK}?{query}")).await;
    assert_eq!(page.status, 400, "one answer for each question");

    let late = house.granted(&browser, START, salem(), Signed::Right).await;
    house.app.advance(TimeDelta::minutes(15));
    assert_eq!(browser.get(&format!("{BACK}?{late}")).await.status, 400);
    assert!(!is_inside(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_cookie_is_none() {
    let house = House::new().await;
    let browser = house.app.guest();
    browser.set_cookie("__Host-majlis-openid", "eyJzdGFnZSI6eyJLbm93biI6e319fQ");
    let page = browser.get("/sign-in/openid/new").await;
    assert_eq!((page.status, page.header("location")), (303, "/sign-in"));
    assert_eq!(browser.get(BACK).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_may_change_its_key() {
    let house = House::new().await;
    registered(&house).await;
    house.app.advance(TimeDelta::minutes(1));
    house.provider.rotate();
    let browser = house.app.guest();
    let page = house.come(&browser, salem()).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert!(is_inside(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_is_said_to_be_down() {
    let house = House::new().await;
    house.provider.set_down(true);
    let browser = house.app.guest();
    let page = browser.get(START).await;
    assert_eq!(page.status, 503, "{}", page.body);
    assert!(
        page.text("h1").is_some_and(|text| text.contains("does not answer")),
        "{}",
        page.body
    );
    assert_eq!(page.count(&format!("main a[href^='{START}']")), 1);
    house.provider.set_down(false);
    let query = house.granted(&browser, START, salem(), Signed::Right).await;
    house.provider.set_down(true);
    assert_eq!(browser.get(&format!("{BACK}?{query}")).await.status, 503);
    let arabic = house.app.guest().with_header("accept-language", "ar");
    house.app.advance(TimeDelta::hours(2));
    let page = arabic.get(START).await;
    assert_eq!(page.text("h1").as_deref(), Some("جهة الدخول لا تستجيب"));
    house.provider.set_down(false);
    assert_eq!(browser.get(START).await.status, 303, "and comes back by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_and_an_unknown_provider_are_told_in_words() {
    let house = House::new().await;
    let browser = house.app.guest();
    assert_eq!(browser.get("/sign-in/openid/nobody").await.status, 404);
    let away = browser.get(START).await;
    let asked: url::Url = away.header("location").parse().expect("an address");
    let state = asked
        .query_pairs()
        .find(|(name, _)| name == "state")
        .expect("a state")
        .1
        .into_owned();
    let page = browser.get(&format!("{BACK}?error=access_denied&state={state}")).await;
    assert_eq!(page.status, 403);
    assert!(
        page.text("h1").is_some_and(|text| text.contains("not signed in")),
        "{}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_wants_a_verified_address_and_a_provider_that_may() {
    let house = House::new().await;
    for change in [
        json!({ "email_verified": false }),
        json!({ "email_verified": null }),
        json!({ "email": "no address" }),
    ] {
        let mut claims = salem();
        for (name, value) in change.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        let browser = house.app.guest();
        let page = house.come(&browser, claims).await;
        assert_eq!(page.status, 403, "{change}: {}", page.body);
        assert_eq!(browser.get("/sign-in/openid/new").await.status, 303);
    }
    let closed = House::with(|config| {
        config
            .openid
            .providers
            .values_mut()
            .for_each(|provider| provider.allow_registration = false);
    })
    .await;
    let page = closed.come(&closed.app.guest(), salem()).await;
    assert_eq!(page.status, 403);
    assert!(
        page.text("h1").is_some_and(|text| text.contains("No account yet")),
        "{}",
        page.body
    );
    assert_eq!(house.accounts().await + closed.accounts().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_providers_only_no_password_opens_anything() {
    let house = House::with(|config| config.openid.only = true).await;
    let noura = house.app.member("noura").await;
    let guest = house.app.guest();
    let page = guest.get("/sign-in").await;
    assert_eq!(
        page.count("input[name='password'], a[href='/register'], a[href='/forgot-password']"),
        0
    );
    assert_eq!(page.count(&format!("main a[href^='{START}']")), 1, "{}", page.body);
    for path in ["/register", "/forgot-password", "/sign-in/passkey"] {
        assert_eq!(guest.get(path).await.status, 403, "{path}");
    }
    let core = house.app.core();
    let refused = majlis::domain::sessions::sign_in(core, "noura", PASSWORD, "").await;
    assert!(refused.is_err(), "not even with a form that was kept");
    let email = noura.account.email.as_str();
    assert!(majlis::domain::passwords::ask_reset(core, email).await.is_err());
    let token = majlis::domain::passwords::new_reset(core, noura.account.id)
        .await
        .expect("a link");
    assert!(
        majlis::domain::passwords::reset(core, &token, "copper-lantern-77")
            .await
            .is_err()
    );
    assert!(is_inside(&registered(&house).await).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_providers_only_the_first_admin_is_still_set_up() {
    let house = House::with(|config| config.openid.only = true).await;
    let token = accounts::new_setup_token(house.app.core())
        .await
        .expect("a database")
        .expect("a link");
    let fields = [
        ("display_name", "Huda"),
        ("username", "huda"),
        ("email", "huda@factory.example"),
        ("password", PASSWORD),
    ];
    let browser = house.app.guest();
    let page = browser.submit(&format!("/set-up/{token}"), &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert!(is_inside(&browser).await);
}
