//! How tools ask: consent once, none for the trusted ones, `prompt` and `max_age`; and how an admin registers them.

use chrono::TimeDelta;
use majlis::domain::oauth::tools::{self, NewTool};
use majlis::domain::{Denied, Error};

use super::openid::{BACK, Chamber, answer, request, tool};
use crate::support::{Client, PASSWORD, Page};

async fn ask(browser: &Client, chamber: &Chamber, changes: &[(&str, &str)]) -> Page {
    browser.get(&request(&chamber.tool, changes)).await
}

/// Agrees and exchanges, so that the tool holds a token.
async fn let_in(browser: &Client, chamber: &Chamber, scope: &str) {
    let asked = request(&chamber.tool, &[("scope", scope)]);
    let code = answer(&browser.submit(&asked, &[("decision", "allow")]).await)["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", chamber.tool.app.client_id.as_str()),
        ("client_secret", chamber.tool.secret.as_str()),
        ("redirect_uri", BACK),
        ("code", code.as_str()),
        (
            "code_verifier",
            "a-verifier-that-is-long-enough-to-be-one-of-43-characters",
        ),
    ];
    let page = super::post(&chamber.app.guest(), "/oauth/token", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_asks_once_and_again_when_it_wants_more() {
    let chamber = Chamber::new().await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    assert_eq!(
        ask(&browser, &chamber, &[("scope", "openid")]).await.status,
        200,
        "asks first"
    );
    let silent = ask(&browser, &chamber, &[("scope", "openid"), ("prompt", "none")]).await;
    assert_eq!(answer(&silent)["error"], "consent_required");
    let_in(&browser, &chamber, "openid").await;
    chamber.app.advance(TimeDelta::days(3));
    assert!(answer(&ask(&browser, &chamber, &[("scope", "openid")]).await).contains_key("code"));
    assert!(answer(&ask(&browser, &chamber, &[("scope", "openid"), ("prompt", "none")]).await).contains_key("code"));
    assert_eq!(ask(&browser, &chamber, &[("scope", "openid email")]).await.status, 200);
    assert_eq!(
        ask(&browser, &chamber, &[("scope", "openid"), ("prompt", "consent")])
            .await
            .status,
        200
    );
    let denied = browser
        .submit(
            &request(&chamber.tool, &[("prompt", "consent")]),
            &[("decision", "deny")],
        )
        .await;
    assert_eq!(answer(&denied)["error"], "access_denied");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_tool_lets_members_through() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let told = answer(&ask(&browser, &chamber, &[]).await);
    assert!(told.contains_key("code"), "{told:?}");
    assert_eq!(ask(&browser, &chamber, &[("prompt", "consent")]).await.status, 200);
    let guest = chamber.app.guest();
    assert_eq!(
        answer(&ask(&guest, &chamber, &[("prompt", "none")]).await)["error"],
        "login_required"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_form_of_ours_a_page_leads_on() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let browser = chamber
        .app
        .sign_in(&chamber.noura)
        .await
        .with_header("sec-fetch-site", "same-origin");
    let page = ask(&browser, &chamber, &[]).await;
    assert_eq!(
        (page.status, page.header("cache-control")),
        (200, "no-store"),
        "{}",
        page.body
    );
    let target = page.attribute("main a", "href").expect("a way on");
    assert!(target.starts_with(&format!("{BACK}?code=")), "{target}");
    let refresh = page.attribute("meta[http-equiv='refresh']", "content");
    assert_eq!(refresh, Some(format!("0;url={target}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_tool_asks_each_time_and_needs_no_secret() {
    let chamber = Chamber::with(|new| new.is_public = true).await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let asked = request(&chamber.tool, &[]);
    let code = answer(&browser.submit(&asked, &[("decision", "allow")]).await)["code"].clone();
    let mut fields = vec![
        ("grant_type", "authorization_code"),
        ("client_id", chamber.tool.app.client_id.as_str()),
        ("redirect_uri", BACK),
        ("code", code.as_str()),
        (
            "code_verifier",
            "a-verifier-that-is-long-enough-to-be-one-of-43-characters",
        ),
    ];
    let page = super::post(&chamber.app.guest(), "/oauth/token", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.json()["id_token"].is_string());
    fields.push(("client_secret", chamber.tool.secret.as_str()));
    assert_eq!(
        super::post(&chamber.app.guest(), "/oauth/token", &fields).await.status,
        401
    );
    assert_eq!(
        ask(&browser, &chamber, &[]).await.status,
        200,
        "another program could pass for it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_may_want_a_fresh_sign_in() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    for wish in [("prompt", "login"), ("max_age", "60")] {
        let browser = chamber.app.sign_in(&chamber.noura).await;
        chamber.app.advance(TimeDelta::seconds(61));
        let page = ask(&browser, &chamber, &[wish]).await;
        assert_eq!((page.status, page.header("location")), (200, ""), "{wish:?}");
        let asked = request(&chamber.tool, &[wish]);
        let silent = answer(&ask(&browser, &chamber, &[wish, ("prompt", "none")]).await);
        if wish.0 == "max_age" {
            assert_eq!(silent["error"], "login_required");
        }

        let sent = browser.submit(&asked, &[("nonce", "n-0S6_WzA2Mj")]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let first = sent.header("location").to_owned();
        assert!(first.starts_with("/sign-in?next="), "{first}");
        let fields = [("email", "noura@factory.example"), ("password", PASSWORD)];
        let signed_in = browser.submit(&first, &fields).await;
        assert_eq!(signed_in.status, 303, "{}", signed_in.body);
        let told = answer(&browser.get(signed_in.header("location")).await);
        assert!(told.contains_key("code"), "{told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_asked_to_sign_in_once() {
    let chamber = Chamber::with(|new| new.is_trusted = true).await;
    let browser = chamber.app.guest();
    let first = ask(&browser, &chamber, &[("prompt", "login")])
        .await
        .header("location")
        .to_owned();
    assert!(first.starts_with("/sign-in?next="), "{first}");
    let fields = [("email", "noura@factory.example"), ("password", PASSWORD)];
    let signed_in = browser.submit(&first, &fields).await;
    assert!(answer(&browser.get(signed_in.header("location")).await).contains_key("code"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_signed_out_by_a_link() {
    let chamber = Chamber::new().await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    ask(&browser, &chamber, &[("prompt", "login")]).await;
    assert_eq!(browser.get("/settings/sessions").await.status, 200);
    let forged = browser
        .post("/oauth/authorize/again", &[("client_id", &chamber.tool.app.client_id)])
        .await;
    assert_eq!(forged.status, 403);
    assert_eq!(browser.get("/settings/sessions").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_registers_a_tool_and_sees_its_secret_once() {
    let chamber = Chamber::new().await;
    let browser = chamber.app.sign_in(&chamber.admin).await;
    let fields = [
        ("name", "Booking"),
        ("redirect_uris", "https://booking.chamber.example/back"),
        ("trusted", "yes"),
    ];
    let made = browser.submit("/admin/apps/new", &fields).await;
    assert_eq!(
        (made.status, made.header("cache-control")),
        (200, "no-store"),
        "{}",
        made.body
    );
    let secret = made.attribute("#client_secret", "value").expect("a secret");
    let client_id = made.attribute("#client_id", "value").expect("an id");
    let list = browser.get("/admin/apps").await;
    assert!(list.body.contains(&client_id) && !list.body.contains(&secret));

    let wrong = [("name", ""), ("redirect_uris", "http://booking.chamber.example/back")];
    let refused = browser.submit("/admin/apps/new", &wrong).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.count("#name-error, #redirect_uris-error"),
        2,
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains("http://booking.chamber.example/back"),
        "keeps what was typed"
    );

    let rows = tools::list(chamber.app.core(), &chamber.admin.principal())
        .await
        .expect("tools");
    for row in rows {
        let removed = browser.submit("/admin/apps", &[("act", "remove")]).await;
        assert_eq!(removed.header("location"), "/admin/apps", "{}", row.name);
    }
    assert_eq!(browser.get("/admin/apps").await.count("main details"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_register_tools_and_see_them() {
    let chamber = Chamber::new().await;
    let (core, noura) = (chamber.app.core(), chamber.noura.principal());
    let denied = |error: Option<Error>| matches!(error, Some(Error::Forbidden(Denied::NotAdmin)));
    assert!(denied(tools::register(core, &noura, &NewTool::default()).await.err()));
    assert!(denied(tools::list(core, &noura).await.err()));
    assert!(denied(tools::remove(core, &noura, chamber.tool.app.id).await.err()));
    let browser = chamber.app.sign_in(&chamber.noura).await;
    for path in ["/admin/apps", "/admin/apps/new"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_that_makes_no_sense_is_refused() {
    let chamber = Chamber::new().await;
    let (core, admin) = (chamber.app.core(), chamber.admin.principal());
    for (uris, is_public, is_trusted) in [
        ("", false, false),
        ("http://wiki.chamber.example/", false, false),
        ("wiki.chamber.example", false, false),
        ("urn:ietf:wg:oauth:2.0:oob", true, false),
        ("example.app://back", false, false),
        ("javascript:alert(1)", true, false),
        (BACK, true, true),
    ] {
        let new = NewTool {
            name: "Wiki".to_owned(),
            redirect_uris: uris.to_owned(),
            is_public,
            is_trusted,
            ..NewTool::default()
        };
        let refused = tools::register(core, &admin, &new).await;
        assert!(
            matches!(refused, Err(Error::Invalid(_))),
            "{uris} {is_public} {is_trusted}"
        );
    }
    let fine = tool(&chamber.app, &chamber.admin, |new| {
        (new.is_public, new.redirect_uris) = (true, "example.app://back\nhttp://127.0.0.1:9/".to_owned());
    });
    fine.await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_tool_is_gone_with_everything_it_held() {
    let chamber = Chamber::new().await;
    let browser = chamber.app.sign_in(&chamber.noura).await;
    let_in(&browser, &chamber, "openid").await;
    tools::remove(chamber.app.core(), &chamber.admin.principal(), chamber.tool.app.id)
        .await
        .expect("removed");
    assert_eq!(ask(&browser, &chamber, &[]).await.status, 400);
    let again = tools::remove(chamber.app.core(), &chamber.admin.principal(), chamber.tool.app.id).await;
    assert!(matches!(again, Err(Error::NotFound)));
}
