//! Invitations as they arrive: a letter, a link, and what becomes of it.

use majlis::domain::organisations;

use crate::support::{Client, PASSWORD, TestApp};

use super::{letters, organisations::enter};

const EMAIL: &str = "salem@factory.example";

/// Invites by the page and reads the link in the letter.
async fn invite(test: &TestApp, owner: &Client, organisation: &str, email: &str) -> String {
    let path = format!("{organisation}/invitations");
    let sent = owner.submit(&path, &[("emails", email)]).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, path.as_str()),
        "{}",
        sent.body
    );
    test.run_jobs().await;
    letters::path(test, email, "/invitations/").expect("a link")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_comes_in_by_the_letter_where_registration_is_closed() {
    let test = TestApp::with(|config| config.instance.registration = false).await;
    let noura = test.member("noura").await;
    let owner = test.sign_in(&noura).await;
    let organisation = enter(&owner, "Gulf Steel").await;
    let link = invite(&test, &owner, &organisation, EMAIL).await;

    let client = test.guest();
    let page = client.get(&link).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(page.body.contains("Gulf Steel") && page.body.contains(EMAIL));
    assert_eq!(page.count("input[name='email']"), 0, "the address is not for choosing");
    let weak = client
        .submit(
            &link,
            &[
                ("display_name", "Salem"),
                ("username", "salem"),
                ("password", "password12"),
            ],
        )
        .await;
    assert_eq!(weak.status, 422);
    assert_eq!(weak.attribute("#username", "value").as_deref(), Some("salem"));
    assert_eq!(weak.count("#accept_notice-error"), 1, "the notice was not accepted");
    let fields = [
        ("display_name", "Salem"),
        ("username", "salem"),
        ("password", PASSWORD),
        ("accept_notice", "1"),
    ];
    let done = client.submit(&link, &fields).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, organisation.as_str()),
        "{}",
        done.body
    );
    assert_eq!(client.get(&organisation).await.status, 200, "signed in at once");
    let used = test.guest().get(&link).await;
    assert_eq!((used.status, used.count("form[action^='/invitations']")), (200, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_signs_in_and_accepts() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let owner = test.sign_in(&noura).await;
    let organisation = enter(&owner, "Gulf Steel").await;
    let link = invite(&test, &owner, &organisation, EMAIL).await;
    let guest = test.guest().get(&link).await;
    assert_eq!(
        guest.count(&format!("a[href='/sign-in?next={link}']")),
        1,
        "{}",
        guest.body
    );
    assert_eq!(guest.count("input[name='username']"), 0);
    let client = test.sign_in(&salem).await;
    let page = client.get(&link).await;
    assert_eq!(page.count("#sure"), 0, "it went to their own address");
    let csrf = page.attribute("input[name='csrf']", "value").expect("a token");
    let done = client.post(&link, &[("csrf", &csrf), ("act", "accept")]).await;
    assert_eq!((done.status, done.header("location")), (303, organisation.as_str()));
    let mine = organisations::mine(test.core(), &salem.principal())
        .await
        .expect("a list");
    assert_eq!(mine.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_is_asked_whether_it_was_meant_for_them() {
    let test = TestApp::new().await;
    let (noura, eve) = (test.member("noura").await, test.member("eve").await);
    let owner = test.sign_in(&noura).await;
    let organisation = enter(&owner, "Gulf Steel").await;
    let link = invite(&test, &owner, &organisation, "work@factory.example").await;
    let client = test.sign_in(&eve).await;
    let page = client.get(&link).await;
    assert_eq!(page.count("#sure"), 1);
    let csrf = page.attribute("input[name='csrf']", "value").expect("a token");
    let unsure = client.post(&link, &[("csrf", &csrf), ("act", "accept")]).await;
    assert_eq!(
        (unsure.status, unsure.count("#sure-error")),
        (422, 1),
        "{}",
        unsure.body
    );
    let sure = client
        .post(&link, &[("csrf", &csrf), ("act", "accept"), ("sure", "yes")])
        .await;
    assert_eq!(sure.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_says_so_and_a_new_one_can_be_asked_for() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let owner = test.sign_in(&noura).await;
    let organisation = enter(&owner, "Gulf Steel").await;
    let link = invite(&test, &owner, &organisation, EMAIL).await;
    let list = owner.get(&format!("{organisation}/invitations")).await;
    let action = list.attribute(".session form", "action").expect("a form");
    let csrf = list.attribute("input[name='csrf']", "value").expect("a token");
    let revoked = owner.post(&action, &[("csrf", &csrf), ("act", "revoke")]).await;
    assert_eq!(revoked.status, 303);
    let client = test.guest();
    let page = client.get(&link).await;
    assert_eq!(page.count("input[name='username']"), 0);
    let csrf = page.attribute("input[name='csrf']", "value").expect("a token");
    let asked = client.post(&link, &[("csrf", &csrf), ("act", "again")]).await;
    assert_eq!((asked.status, asked.header("location")), (303, link.as_str()));
    test.run_jobs().await;
    assert!(letters::path(&test, &noura.account.email, "/organisations/").is_some());
    let nonsense = client.get("/invitations/nonsense").await;
    assert_eq!(
        (nonsense.status, nonsense.count("form[action^='/invitations']")),
        (404, 0)
    );
}
