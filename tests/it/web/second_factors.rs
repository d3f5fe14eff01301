//! Codes of an application, recovery codes, lock-outs; and the ways around them that there are not.

use chrono::TimeDelta;

use crate::support::{Authenticator, Client, PASSWORD, Page, Person, TestApp};

use super::letters;

/// A browser in which the password of `person` was given.
async fn half_way(test: &TestApp, person: &Person) -> Client {
    let client = guest(test);
    let pair = [("email", person.account.email.as_str()), ("password", PASSWORD)];
    let page = client.submit("/sign-in?next=%2Fsettings%2Fprofile", &pair).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert_eq!(
        page.header("location"),
        "/sign-in/second-factor?next=%2Fsettings%2Fprofile"
    );
    client
}

async fn show(client: &Client, code: &str) -> Page {
    let path = "/sign-in/second-factor?next=%2Fsettings%2Fprofile";
    client.submit(path, &[("code", code)]).await
}

async fn is_in(client: &Client) -> bool {
    client.get("/settings/profile").await.status == 200
}

/// A guest's browser that asks for English.
fn guest(test: &TestApp) -> Client {
    test.guest().with_header("accept-language", "en")
}

fn must_wait(page: &Page) -> bool {
    page.status == 422 && page.body.contains("Too many tries in a row")
}

/// What a page says, without the marks that set numbers apart.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn letters_to(test: &TestApp, person: &Person, word: &str) -> usize {
    let to = format!("{}>", person.account.email);
    let all = letters::all(&test.app);
    all.iter()
        .filter(|letter| letter.contains(&to) && letter.contains(word))
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_takes_the_password_and_then_the_code() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let first = test.sign_in(&noura).await;
    let (app, codes) = Authenticator::set_up(&test, &first).await;
    assert_eq!(codes.len(), 10);
    assert!(is_in(&first).await, "where it was set up nothing changes");

    let client = half_way(&test, &noura).await;
    assert!(!is_in(&client).await, "half-way is not in");
    let consent = "/oauth/authorize?response_type=code&client_id=x&redirect_uri=y";
    assert_ne!(client.get(consent).await.status, 200, "nor is it for applications");
    let wrong = show(&client, &app.wrong_code(&test)).await;
    assert_eq!((wrong.status, wrong.count("#code-error")), (422, 1), "{}", wrong.body);
    let right = show(&client, &app.code(&test)).await;
    assert_eq!((right.status, right.header("location")), (303, "/settings/profile"));
    assert!(is_in(&client).await);

    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "second factor now protects"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_lets_one_browser_in_and_no_other() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (app, _) = Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    let (one, other) = (half_way(&test, &noura).await, half_way(&test, &noura).await);
    let code = app.code(&test);
    let (first, second) = tokio::join!(show(&one, &code), show(&other, &code));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "one moment, one code, one browser");

    let later = half_way(&test, &noura).await;
    assert_eq!(show(&later, &code).await.status, 422, "used is used");
    test.advance(TimeDelta::seconds(30));
    assert_eq!(show(&later, &app.code(&test)).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_works_once_and_its_owner_is_told() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (_, codes) = Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    let (one, other) = (half_way(&test, &noura).await, half_way(&test, &noura).await);
    let typed = codes[3].to_uppercase().replace('-', " ");
    let (first, second) = tokio::join!(show(&one, &typed), show(&other, &typed));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "9 are left"), 1);

    let client = if is_in(&one).await { one } else { other };
    let page = client.get("/settings/security").await;
    assert_eq!(plain(&page.texts("section .badge")[1]), "9 left");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codes_of_one_member_are_worth_nothing_to_another() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (_, hers) = Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    Authenticator::set_up(&test, &test.sign_in(&salem).await).await;
    let client = half_way(&test, &salem).await;
    assert_eq!(show(&client, &hers[0]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn new_recovery_codes_end_the_old_ones() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let (_, old) = Authenticator::set_up(&test, &client).await;
    let asked = client.get("/settings/security/codes").await;
    let token = asked.attribute("main input[name=csrf]", "value").expect("a token");
    let page = client.post("/settings/security/codes", &[("csrf", &token)]).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    let new = page.texts(".code-list code");
    assert_eq!(new.len(), 10);
    let other = half_way(&test, &noura).await;
    assert_eq!(show(&other, &old[0]).await.status, 422);
    assert_eq!(show(&other, &new[0]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn half_way_ends_after_some_wrong_codes_and_some_minutes() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (app, _) = Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    let client = half_way(&test, &noura).await;
    for _ in 0..5 {
        assert_eq!(show(&client, &app.wrong_code(&test)).await.status, 422);
    }
    let page = client.get("/sign-in/second-factor").await;
    assert!(page.header("location").starts_with("/sign-in?"), "{}", page.status);

    let late = half_way(&test, &noura).await;
    test.advance(TimeDelta::minutes(11));
    let page = late.get("/sign-in/second-factor").await;
    assert!(page.header("location").starts_with("/sign-in?"));
    assert!(!is_in(&late).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_does_not_lead_past_the_second_factor() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    let (email, client) = (noura.account.email.as_str(), half_way(&test, &noura).await);
    guest(&test).submit("/forgot-password", &[("email", email)]).await;
    test.run_jobs().await;
    let link = letters::path(&test, email, "/reset-password/").expect("a link");
    let guest = guest(&test);
    guest.submit(&link, &[("password", "copper-lantern-77")]).await;
    assert!(!is_in(&guest).await, "a link signs nobody in");
    let page = client.get("/sign-in/second-factor").await;
    assert_eq!(
        page.status, 303,
        "and whoever knew the old password is not half-way any more"
    );
    let pair = [("email", email), ("password", "copper-lantern-77")];
    let page = guest.submit("/sign-in", &pair).await;
    assert_eq!(page.header("location"), "/sign-in/second-factor?next=%2F");
}

#[tokio::test(flavor = "multi_thread")]
async fn turning_the_application_off_takes_the_password_and_a_code() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let (app, codes) = Authenticator::set_up(&test, &client).await;
    test.advance(TimeDelta::minutes(20));
    let page = client.get("/settings/security/app/off").await;
    let confirm = "/settings/security/confirm?next=%2Fsettings%2Fsecurity%2Fapp%2Foff";
    assert_eq!(
        (page.status, page.header("location")),
        (303, confirm),
        "long ago is not now"
    );
    let wrong = client.submit(confirm, &[("password", "not this one")]).await;
    assert_eq!((wrong.status, wrong.count("#password-error")), (422, 1));
    let right = client.submit(confirm, &[("password", PASSWORD)]).await;
    assert_eq!(
        (right.status, right.header("location")),
        (303, "/settings/security/app/off")
    );

    let page = client
        .submit("/settings/security/app/off", &[("code", &app.wrong_code(&test))])
        .await;
    assert_eq!(page.status, 422);
    let page = client
        .submit("/settings/security/app/off", &[("code", &app.code(&test))])
        .await;
    assert_eq!(page.status, 303);
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "was turned off"), 1);
    assert!(is_in(&test.sign_in(&noura).await).await, "the password is enough again");
    Authenticator::set_up(&test, &client).await;
    let other = half_way(&test, &noura).await;
    assert_eq!(show(&other, &codes[0]).await.status, 422, "codes of last time are gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_matters_is_asked_of_who_has_just_shown_who_they_are() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let (app, _) = Authenticator::set_up(&test, &client).await;
    let token = client
        .get("/settings/security")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    test.advance(TimeDelta::minutes(20));
    for path in [
        "/settings/security/codes",
        "/settings/security/app/off",
        "/settings/security/app",
    ] {
        let code = app.code(&test);
        let page = client.post(path, &[("csrf", &token), ("code", &code)]).await;
        assert!(
            page.header("location").starts_with("/settings/security/confirm"),
            "{path}: {}",
            page.status
        );
    }
    assert_eq!(
        half_way(&test, &noura).await.get("/settings/security/app").await.status,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_wrong_passwords_make_an_account_rest() {
    let test = TestApp::with(|config| config.security.lockout_tries = 3).await;
    let noura = test.member("noura").await;
    let mut answers = Vec::new();
    for email in [noura.account.email.as_str(), "nobody@factory.example"] {
        let client = guest(&test);
        let mut words = Vec::new();
        for _ in 0..4 {
            let page = client
                .submit("/sign-in", &[("email", email), ("password", "wrong")])
                .await;
            words.push((page.status, page.text(".error-summary").expect("what is wrong")));
        }
        answers.push(words);
    }
    assert_eq!(answers[0], answers[1], "nobody learns who has an account");
    assert!(plain(&answers[0][2].1).contains("Wait 15 minutes"), "{:?}", answers[0]);

    let pair = [("email", noura.account.email.as_str()), ("password", PASSWORD)];
    let early = guest(&test).submit("/sign-in", &pair).await;
    assert!(must_wait(&early), "the right one, too");
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "rests for a while"), 1, "one letter");
    test.advance(TimeDelta::minutes(15));
    assert_eq!(guest(&test).submit("/sign-in", &pair).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tries_at_one_moment_are_as_many_tries() {
    let test = TestApp::with(|config| config.security.lockout_tries = 3).await;
    let noura = test.member("noura").await;
    let client = guest(&test);
    let form = client.get("/sign-in").await;
    let token = form.attribute("input[name=csrf]", "value").expect("a token");
    let email = noura.account.email.as_str();
    let fields = [("csrf", token.as_str()), ("email", email), ("password", "wrong")];
    let tries = (0..8).map(|_| client.post("/sign-in", &fields));
    let pages = futures::future::join_all(tries).await;
    let looked_at = pages.iter().filter(|page| !must_wait(page)).count();
    assert_eq!(looked_at, 2, "the third wrong one locks, the others find it locked");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sets_a_new_password_by_a_letter_need_not_wait() {
    let test = TestApp::with(|config| config.security.lockout_tries = 2).await;
    let noura = test.member("noura").await;
    let (email, client) = (noura.account.email.as_str(), guest(&test));
    for _ in 0..3 {
        client
            .submit("/sign-in", &[("email", email), ("password", "wrong")])
            .await;
    }
    client.submit("/forgot-password", &[("email", email)]).await;
    test.run_jobs().await;
    let link = letters::path(&test, email, "/reset-password/").expect("a link");
    client.submit(&link, &[("password", "copper-lantern-77")]).await;
    let pair = [("email", email), ("password", "copper-lantern-77")];
    assert_eq!(client.submit("/sign-in", &pair).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_wrong_codes_make_the_second_factor_rest() {
    let test = TestApp::with(|config| config.security.lockout_tries = 6).await;
    let noura = test.member("noura").await;
    let (app, _) = Authenticator::set_up(&test, &test.sign_in(&noura).await).await;
    let mut client = half_way(&test, &noura).await;
    for count in 1..=6 {
        if count == 6 {
            client = half_way(&test, &noura).await;
        }
        let page = show(&client, &app.wrong_code(&test)).await;
        assert_eq!(must_wait(&page), count == 6, "{count}");
    }
    assert_eq!(
        show(&client, &app.code(&test)).await.status,
        422,
        "the right one has to wait, too"
    );
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "rests for a while"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_a_browser_that_was_not_seen_before() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let own = test.sign_in(&noura).await;
    test.run_jobs().await;
    assert_eq!(
        letters_to(&test, &noura, "/settings/sessions"),
        0,
        "nobody wonders about the first one"
    );
    own.submit("/about", &[]).await;
    let pair = [("email", noura.account.email.as_str()), ("password", PASSWORD)];
    assert_eq!(own.submit("/sign-in", &pair).await.status, 303);
    test.advance(TimeDelta::days(3));
    assert_eq!(own.submit("/about", &[]).await.status, 303);
    assert_eq!(own.submit("/sign-in", &pair).await.status, 303);
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "/settings/sessions"), 0, "a known one");
    test.sign_in(&noura).await;
    test.run_jobs().await;
    assert_eq!(letters_to(&test, &noura, "/settings/sessions"), 1, "a new one");
}
