//! Passkeys: added, used, removed; and answers that are not what was asked for.

use chrono::TimeDelta;
use majlis::domain::second_factors;

use crate::support::passkey::answer;
use crate::support::{Authenticator, Client, PASSWORD, Passkey, TestApp};

async fn is_in(client: &Client) -> bool {
    client.get("/settings/profile").await.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_signs_in_without_password_and_code() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let first = test.sign_in(&noura).await;
    let (mut passkey, added) = Passkey::add(&first, "جوال العمل").await;
    assert_eq!(
        added.count(".code-list code"),
        10,
        "the first second factor: {}",
        added.body
    );
    let client = test.guest();
    let page = passkey.sign_in(&client).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/settings/profile"),
        "{}",
        page.body
    );
    assert!(is_in(&client).await);
    let page = client.get("/settings/security").await;
    assert!(page.text(".session").expect("the passkey").contains("جوال العمل"));

    let half = test.guest();
    let pair = [("email", noura.account.email.as_str()), ("password", PASSWORD)];
    let page = half.submit("/sign-in", &pair).await;
    assert!(
        page.header("location").starts_with("/sign-in/second-factor"),
        "a password alone no longer does"
    );
    let code = &added.texts(".code-list code")[0];
    assert_eq!(
        half.submit("/sign-in/second-factor", &[("code", code)]).await.status,
        303
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_in_time_and_in_the_browser_that_was_asked() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (mut passkey, _) = Passkey::add(&test.sign_in(&noura).await, "key").await;
    let (one, other) = (test.guest(), test.guest());
    let asked = one.get("/sign-in/passkey").await;
    let challenge = asked
        .attribute("[data-challenge]", "data-challenge")
        .expect("a question");
    let fields = passkey.signed(&challenge);
    let elsewhere = other.get("/sign-in/passkey").await;
    assert_eq!(
        answer(&other, &elsewhere, &fields).await.status,
        422,
        "asked of another browser"
    );
    let (first, second) = tokio::join!(answer(&one, &asked, &fields), answer(&one, &asked, &fields));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert!(statuses == [303, 422] || statuses == [303, 403], "{statuses:?}");

    let late = test.guest();
    let asked = late.get("/sign-in/passkey").await;
    let challenge = asked
        .attribute("[data-challenge]", "data-challenge")
        .expect("a question");
    let fields = passkey.signed(&challenge);
    test.advance(TimeDelta::minutes(6));
    assert_eq!(answer(&late, &asked, &fields).await.status, 422, "too late");
    assert!(!is_in(&late).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_a_stranger_and_a_copy_are_noticed() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (mut passkey, _) = Passkey::add(&test.sign_in(&noura).await, "key").await;
    passkey.count = 3;
    assert_eq!(passkey.sign_in(&test.guest()).await.status, 303);
    assert_eq!(
        passkey.sign_in(&test.guest()).await.status,
        422,
        "a count that does not grow"
    );
    passkey.count = 2;
    assert_eq!(passkey.sign_in(&test.guest()).await.status, 422, "nor one that falls");
    passkey.count = 4;
    passkey.flags = 0x01;
    assert_eq!(
        passkey.sign_in(&test.guest()).await.status,
        422,
        "nobody was recognised"
    );
    passkey.flags = 0x05;
    passkey.origin = "https://majlis.example.evil.example".to_owned();
    assert_eq!(
        passkey.sign_in(&test.guest()).await.status,
        422,
        "a page of another site"
    );
    passkey.origin = "https://majlis.example".to_owned();
    assert_eq!(passkey.sign_in(&test.guest()).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_added_by_its_member_only_and_once() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (hers, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    let asked = hers.get("/settings/security/passkeys").await;
    let cookies = hers.cookies();
    let (name, challenge) = cookies
        .iter()
        .find(|(name, _)| name.ends_with("-passkey"))
        .expect("a cookie");
    his.set_cookie(name, challenge);
    let token = his.get("/settings/security").await;
    let token = token.attribute("input[name=csrf]", "value").expect("a token");
    let fields = [
        ("csrf", token.as_str()),
        ("name", "stolen"),
        ("client_data", "e30"),
        ("attestation", "oA"),
    ];
    assert_eq!(his.post("/settings/security/passkeys", &fields).await.status, 422);
    assert_eq!(asked.status, 200);
    assert_eq!(his.get("/settings/security").await.count(".session"), 0);

    let without_script = hers.submit("/settings/security/passkeys", &[("name", "key")]).await;
    assert_eq!(without_script.status, 422);
    assert_eq!(without_script.attribute("#name", "value").as_deref(), Some("key"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_passkey_opens_nothing_and_nobody_removes_anothers() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (hers, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    let (mut passkey, _) = Passkey::add(&hers, "key").await;
    let page = hers.get("/settings/security").await;
    let action = page.attribute(".session form", "action").expect("a form");
    let token_of = |page: &crate::support::Page| page.attribute("input[name=csrf]", "value").expect("a token");
    let foreign = token_of(&his.get("/settings/security").await);
    assert_eq!(his.post(&action, &[("csrf", &foreign)]).await.status, 404);
    test.advance(TimeDelta::minutes(20));
    let late = hers.post(&action, &[("csrf", &token_of(&page))]).await;
    assert!(
        late.header("location").starts_with("/settings/security/confirm"),
        "who is it?"
    );
    let confirm = "/settings/security/confirm?next=%2Fsettings%2Fsecurity";
    hers.submit(confirm, &[("password", PASSWORD)]).await;
    assert_eq!(hers.post(&action, &[("csrf", &token_of(&page))]).await.status, 303);
    assert_eq!(passkey.sign_in(&test.guest()).await.status, 422);
    assert!(is_in(&test.sign_in(&noura).await).await, "the password is enough again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_gives_staff_their_rights() {
    let test = TestApp::with(|config| config.security.staff_second_factor = true).await;
    let boss = test.admin("boss").await;
    let client = test.sign_in(&boss).await;
    let (_, added) = Passkey::add(&client, "key").await;
    assert_eq!(added.status, 200);
    assert_eq!(client.get("/admin/forums").await.status, 200);
    let codes = added.texts(".code-list code");
    let (_, again) = Authenticator::set_up(&test, &client).await;
    assert!(again.is_empty() && !codes.is_empty(), "codes are handed out once");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_everything_is_helped_by_who_runs_the_server() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let (mut passkey, _) = Passkey::add(&client, "key").await;
    Authenticator::set_up(&test, &client).await;
    second_factors::take_off(test.core(), noura.account.id)
        .await
        .expect("taken off");
    assert_eq!(passkey.sign_in(&test.guest()).await.status, 422);
    assert!(is_in(&test.sign_in(&noura).await).await, "the password is enough");
}
