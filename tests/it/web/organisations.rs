//! Organisations as members meet them: entering one, asking to join, deciding, leaving.

use crate::support::{Client, Page, TestApp};

use super::letters;

const NUMBER: &str = "7001234567";

/// Enters an organisation through the pages; gives its address.
pub async fn enter(client: &Client, name: &str) -> String {
    let details = client
        .submit(
            "/organisations/new",
            &[("national_number", NUMBER), ("step", "details")],
        )
        .await;
    assert_eq!(details.status, 200, "{}", details.body);
    let made = send(
        client,
        &details,
        &[("name_en", name), ("step", "create"), ("city", "jubail")],
    )
    .await;
    assert_eq!(made.status, 303, "{}", made.body);
    made.header("location").to_owned()
}

/// Sends the form of the entering page that stands in `page`.
async fn send(client: &Client, page: &Page, fields: &[(&str, &str)]) -> Page {
    let csrf = page.attribute("input[name='csrf']", "value").expect("a token");
    let mut all = vec![
        ("csrf", csrf.as_str()),
        ("kind", "factory"),
        ("national_number", NUMBER),
    ];
    all.extend_from_slice(fields);
    client.post("/organisations/new", &all).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_entered_by_its_number_and_kept_when_a_field_is_wrong() {
    let test = TestApp::new().await;
    let client = test.sign_in(&test.member("noura").await).await;
    let wrong = client
        .submit(
            "/organisations/new",
            &[("national_number", "1010123456"), ("step", "number")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.count("#national_number-error"), 1, "{}", wrong.body);
    assert_eq!(
        wrong.attribute("#national_number", "value").as_deref(),
        Some("1010123456")
    );

    let details = client
        .submit(
            "/organisations/new",
            &[("national_number", "٧٠٠ ١٢٣ ٤٥٦٧"), ("step", "number")],
        )
        .await;
    assert_eq!(details.status, 200);
    assert_eq!(details.attribute("#national_number", "value").as_deref(), Some(NUMBER));
    let elsewhere = send(
        &client,
        &details,
        &[
            ("name_ar", "مصنع الخليج"),
            ("region", "SA-01"),
            ("city", "jubail"),
            ("step", "create"),
        ],
    )
    .await;
    assert_eq!(elsewhere.status, 422);
    assert_eq!(
        elsewhere.count(".error-summary a[href='#city']"),
        1,
        "{}",
        elsewhere.body
    );
    assert_eq!(elsewhere.attribute("#name_ar", "value").as_deref(), Some("مصنع الخليج"));
    assert_eq!(
        elsewhere.attribute("#city option[selected]", "value").as_deref(),
        Some("jubail")
    );

    let path = enter(&client, "Gulf Steel").await;
    let page = client.get(&path).await;
    assert_eq!(page.text("h1").as_deref(), Some("Gulf Steel"));
    assert!(page.body.contains(NUMBER), "its owner sees the number");
    let list = client.get("/organisations?q=steel&region=SA-04").await;
    assert_eq!(list.texts(".forum-card h3"), ["Gulf Steel"]);
    assert_eq!(client.get("/organisations?q=cement").await.count(".forum-card"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_enters_a_known_number_is_offered_to_join() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (owner, colleague) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    let path = enter(&owner, "Gulf Steel").await;
    let known = colleague
        .submit("/organisations/new", &[("national_number", NUMBER), ("step", "number")])
        .await;
    assert_eq!(
        (known.status, known.count(&format!("form[action='{path}/join']"))),
        (200, 1)
    );
    assert_eq!(
        known.count("button[name='step'][value='details']"),
        1,
        "or enters another"
    );

    let asked = colleague.submit(&path, &[("message", "I run the furnace")]).await;
    assert_eq!((asked.status, asked.header("location")), (303, path.as_str()));
    assert!(!colleague.get(&path).await.body.contains(NUMBER), "for owners only");
    test.run_jobs().await;
    assert!(
        letters::path(&test, &noura.account.email, "/organisations/").is_none(),
        "not at once"
    );
    test.advance(chrono::TimeDelta::minutes(2));
    test.run_jobs().await;
    assert_eq!(
        letters::path(&test, &noura.account.email, "/organisations/").as_deref(),
        Some(path.as_str())
    );

    let page = owner.get(&path).await;
    assert!(page.body.contains("I run the furnace"));
    let accepted = owner
        .submit(&path, &[("member", &salem.account.id.to_string()), ("act", "accept")])
        .await;
    assert_eq!(accepted.status, 303);
    assert_eq!(
        owner
            .get(&path)
            .await
            .count("section[aria-labelledby='staff-heading'] li"),
        2
    );
    test.run_jobs().await;
    assert!(letters::path(&test, &salem.account.email, "/organisations/").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_and_strangers_are_kept_out() {
    let test = TestApp::new().await;
    let (noura, eve) = (test.member("noura").await, test.member("eve").await);
    let (owner, stranger, guest) = (test.sign_in(&noura).await, test.sign_in(&eve).await, test.guest());
    let path = enter(&owner, "Gulf Steel").await;
    let html = guest.clone().with_header("accept", "text/html");
    for path in ["/organisations", "/organisations/new", path.as_str()] {
        let page = html.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.header("location").starts_with("/sign-in?next="), "{path}");
        assert!(!page.body.contains("Gulf Steel"));
    }
    assert_eq!(stranger.get(&format!("{path}/edit")).await.status, 403);
    let csrf = stranger.get("/organisations/new").await;
    let csrf = csrf.attribute("input[name='csrf']", "value").expect("a token");
    let me = eve.account.id.to_string();
    for (end, fields) in [
        ("/edit", vec![("kind", "factory"), ("name_en", "Mine")]),
        ("/members", vec![("member", me.as_str()), ("act", "owner")]),
        ("/members", vec![("member", me.as_str()), ("act", "accept")]),
    ] {
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields);
        let refused = stranger.post(&format!("{path}{end}"), &all).await;
        assert_eq!(refused.status, 403, "{end}: {}", refused.body);
    }
    assert_eq!(owner.get(&path).await.text("h1").as_deref(), Some("Gulf Steel"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_is_told_to_hand_over_first() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let path = enter(&client, "Gulf Steel").await;
    let csrf = client
        .get(&path)
        .await
        .attribute("input[name='csrf']", "value")
        .expect("a token");
    let left = client.post(&format!("{path}/leave"), &[("csrf", &csrf)]).await;
    assert_eq!((left.status, left.header("location")), (303, path.as_str()));
    let page = client.get(&path).await;
    assert_eq!(page.count(".flash.banner-warning"), 1, "{}", page.body);
    assert_eq!(page.count("section[aria-labelledby='staff-heading'] li"), 1);
}
