//! Changing one's e-mail address, and undoing what somebody else changed.

use chrono::TimeDelta;

use crate::support::{Client, PASSWORD, Page, TestApp};

use super::letters;

const NEW: &str = "noura@plant.example";

async fn ask(client: &Client, email: &str) -> Page {
    client
        .submit("/settings/email", &[("email", email), ("password", PASSWORD)])
        .await
}

/// The path of the link that begins with `start` in a letter to `email`, once the jobs ran.
async fn link(test: &TestApp, email: &str, start: &str) -> Option<String> {
    test.run_jobs().await;
    letters::path(test, email, start)
}

async fn press(client: &Client, link: &str) -> Page {
    let page = client.get(link).await;
    let token = page.attribute("main input[name=csrf]", "value").expect("a token");
    client.post(link, &[("csrf", &token)]).await
}

async fn email_of(client: &Client) -> String {
    client
        .get("/settings/email")
        .await
        .text("main b")
        .expect("the present address")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_changes_once_the_new_one_is_confirmed() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let wrong = client
        .submit("/settings/email", &[("email", NEW), ("password", "wrong")])
        .await;
    assert_eq!((wrong.status, wrong.count("#password-error")), (422, 1));
    assert_eq!(wrong.attribute("#email", "value").as_deref(), Some(NEW));
    assert_eq!(ask(&client, NEW).await.status, 303);
    let confirm = link(&test, NEW, "/confirm-email/").await.expect("a link");
    assert_eq!(email_of(&client).await, "noura@factory.example", "nothing changed yet");
    assert_eq!(press(&client, &confirm).await.status, 303);
    assert_eq!(email_of(&client).await, NEW);
    let pair = [("email", NEW), ("password", PASSWORD)];
    assert_eq!(test.guest().submit("/sign-in", &pair).await.status, 303);
    assert_eq!(press(&client, &confirm).await.status, 422, "a link works once");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_a_letter_that_went_astray_gets_nothing_by_it() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (client, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    ask(&client, NEW).await;
    let confirm = link(&test, NEW, "/confirm-email/").await.expect("a link");
    assert_eq!(test.guest().get(&confirm).await.status, 401);
    assert_eq!(press(&his, &confirm).await.status, 422);
    assert_eq!(email_of(&his).await, "salem@factory.example");
    test.advance(TimeDelta::hours(49));
    assert_eq!(press(&client, &confirm).await.status, 422, "too old");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_that_an_address_is_taken() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let client = test.sign_in(&noura).await;
    let mut answers = Vec::new();
    for email in [NEW, salem.account.email.as_str()] {
        let page = ask(&client, email).await;
        let next = client.get("/settings/email").await;
        answers.push((page.status, page.header("location").to_owned(), next.texts(".flash")));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(link(&test, &salem.account.email, "/confirm-email/").await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_want_one_address_one_gets_it() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (hers, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    ask(&hers, NEW).await;
    ask(&his, NEW).await;
    test.run_jobs().await;
    let links = all_links(&test);
    assert_eq!(links.len(), 2);
    let mut changed = 0;
    for link in &links {
        for client in [&hers, &his] {
            changed += usize::from(press(client, link).await.status == 303);
        }
    }
    assert_eq!(changed, 1);
}

/// Every confirmation link in letters to the new address.
fn all_links(test: &TestApp) -> Vec<String> {
    let mut links = Vec::new();
    for letter in letters::all(&test.app) {
        let Some((_, rest)) = letter.split_once("https://majlis.example/confirm-email/") else {
            continue;
        };
        let token: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        links.push(format!("/confirm-email/{token}"));
    }
    links
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_address_takes_an_account_back_from_a_thief() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let thief = test.sign_in(&noura).await;
    ask(&thief, "thief@evil.example").await;
    let confirm = link(&test, "thief@evil.example", "/confirm-email/")
        .await
        .expect("a link");
    press(&thief, &confirm).await;
    let undo = link(&test, "noura@factory.example", "/undo-email/")
        .await
        .expect("a link");
    ask(&thief, "thief@other.example").await;
    let second = link(&test, "thief@other.example", "/confirm-email/")
        .await
        .expect("a link");
    press(&thief, &second).await;
    let his_undo = link(&test, "thief@evil.example", "/undo-email/").await.expect("a link");
    test.advance(TimeDelta::days(6));

    let owner = test.guest();
    let page = press(&owner, &undo).await;
    assert_eq!((page.status, page.header("location")), (303, "/forgot-password"));
    assert_eq!(thief.get("/settings/email").await.status, 401, "signed out");
    assert_eq!(
        press(&test.guest(), &his_undo).await.status,
        422,
        "later changes are void"
    );
    assert_eq!(press(&owner, &undo).await.status, 422, "a link works once");
    assert_eq!(email_of(&test.sign_in(&noura).await).await, "noura@factory.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_brought_back_within_a_week() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    ask(&client, NEW).await;
    let confirm = link(&test, NEW, "/confirm-email/").await.expect("a link");
    press(&client, &confirm).await;
    let undo = link(&test, "noura@factory.example", "/undo-email/")
        .await
        .expect("a link");
    test.advance(TimeDelta::days(8));
    assert_eq!(press(&test.guest(), &undo).await.status, 422);
    assert_eq!(email_of(&client).await, NEW);
}
