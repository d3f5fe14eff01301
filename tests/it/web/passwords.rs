//! Coming back without the password, and changing it.

use chrono::TimeDelta;
use majlis::domain::accounts;

use crate::support::{PASSWORD, TestApp};

use super::letters;

const NEW: &str = "copper-lantern-77";

/// The path of the link to a new password in the newest letter to `email`, once the jobs ran.
async fn link(test: &TestApp, email: &str) -> Option<String> {
    test.run_jobs().await;
    letters::path(test, email, "/reset-password/")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_forgot_the_password_sets_a_new_one_by_a_letter() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (elsewhere, client) = (test.sign_in(&noura).await, test.guest());
    let email = noura.account.email.as_str();
    let asked = client.submit("/forgot-password", &[("email", email)]).await;
    assert_eq!((asked.status, asked.header("location")), (303, "/forgot-password"));
    let link = link(&test, email).await.expect("a link");

    let weak = client.submit(&link, &[("password", "password123")]).await;
    assert_eq!(weak.status, 422);
    assert_eq!(weak.count("#password-error"), 1, "{}", weak.body);
    let own = client.submit(&link, &[("password", email)]).await;
    assert_eq!(own.status, 422, "one's own address is the first that others try");
    let set = client.submit(&link, &[("password", NEW)]).await;
    assert_eq!((set.status, set.header("location")), (303, "/sign-in"));

    assert_eq!(
        elsewhere.get("/settings/sessions").await.status,
        401,
        "signed out everywhere"
    );
    let old = client
        .submit("/sign-in", &[("email", email), ("password", PASSWORD)])
        .await;
    assert_eq!(old.status, 422);
    let new = client.submit("/sign-in", &[("email", email), ("password", NEW)]).await;
    assert_eq!(new.status, 303);
    let again = test.guest().get(&link).await;
    assert_eq!(again.count("form[action^='/reset-password']"), 0, "a link works once");
    test.run_jobs().await;
    assert!(
        letters::all(&test.app)
            .iter()
            .any(|letter| letter.contains(email) && letter.contains("/forgot-password"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_new_password_works_for_an_hour() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.guest();
    client
        .submit("/forgot-password", &[("email", &noura.account.email)])
        .await;
    let link = link(&test, &noura.account.email).await.expect("a link");
    let page = client.get(&link).await;
    assert_eq!(page.count("form[action^='/reset-password']"), 1);
    test.advance(TimeDelta::minutes(61));
    let late = client.post(&link, &[("password", NEW)]).await;
    assert!(matches!(late.status, 403 | 422), "{}", late.status);
    assert_eq!(client.get(&link).await.count("form[action^='/reset-password']"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_who_has_an_account_by_asking_for_a_link() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.guest();
    let mut answers = Vec::new();
    for email in [noura.account.email.as_str(), "nobody@factory.example", "no address"] {
        let page = client.submit("/forgot-password", &[("email", email)]).await;
        let next = client.get("/forgot-password").await;
        answers.push((page.status, page.header("location").to_owned(), next.texts(".flash")));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert!(link(&test, "nobody@factory.example").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_changes_the_password_and_stays_signed_in_here_only() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (here, elsewhere) = (test.sign_in(&noura).await, test.sign_in(&noura).await);
    let wrong = here
        .submit(
            "/settings/password",
            &[("current", "not-the-password"), ("password", NEW)],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.count("#current-error"), 1, "{}", wrong.body);
    assert!(!wrong.body.contains("not-the-password"));
    let changed = here
        .submit("/settings/password", &[("current", PASSWORD), ("password", NEW)])
        .await;
    assert_eq!(changed.status, 303);
    assert_eq!(here.get("/settings/sessions").await.status, 200);
    assert_eq!(elsewhere.get("/settings/sessions").await.status, 401);
    let account = accounts::get(test.core(), noura.account.id)
        .await
        .expect("the account")
        .0;
    assert_ne!(account.password_hash, noura.account.password_hash);
}
