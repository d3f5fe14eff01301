//! The pages of seats: everything is done by forms, and nobody learns what is not for them.

use chrono::TimeDelta;
use majlis::db::types::{Language, SeatState};
use majlis::domain::accounts;
use majlis::domain::trainings::seats;

use crate::domain::organisations::factory;
use crate::support::seats::SeatScene;
use crate::support::training;

/// From the moment every test begins to the last half hour of the training.
fn to_the_room() -> TimeDelta {
    TimeDelta::days(13) + TimeDelta::minutes(22 * 60 + 30)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_taken_confirmed_and_given_back_on_its_page() {
    let scene = SeatScene::of(1).await;
    let at = format!("/trainings/{}/seat", scene.post.id);
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    let (first, second) = (scene.test.sign_in(&ali).await, scene.test.sign_in(&badr).await);
    let before = first.get(&at).await;
    assert_eq!(before.status, 200);
    assert!(!before.body.contains("plc-4711"), "the link is for those with a seat");
    assert!(
        before
            .text(".seats-figures")
            .expect("figures")
            .contains("One seat is left")
    );

    let taken = first.submit(&at, &[("intent", "join")]).await;
    assert_eq!((taken.status, taken.header("location")), (303, at.as_str()));
    let mine = first.get(&at).await;
    assert!(
        mine.body.contains("plc-4711") && mine.body.contains("gate 3"),
        "{}",
        mine.body
    );

    second.submit(&at, &[("intent", "join")]).await;
    let waiting = second.get(&at).await;
    assert!(waiting.body.contains("You are next in line"), "{}", waiting.body);
    assert!(!waiting.body.contains("plc-4711"));
    first.submit(&at, &[("intent", "leave")]).await;
    let seat = scene.row(badr.actor.id).await.expect("a row").id;
    let offered = second.get(&at).await;
    assert!(offered.body.contains("Confirm until"), "{}", offered.body);
    assert!(!offered.body.contains("plc-4711"), "held is not confirmed");
    let confirmed = second
        .post_form(&at, &format!("/trainings/{}/seats/{seat}/confirm", scene.post.id))
        .await;
    assert_eq!(confirmed.status, 303);
    assert_eq!(scene.state(&badr).await, Some(SeatState::Confirmed));
    let mine = second.get("/trainings/mine").await;
    assert!(
        mine.body.contains("PLC basics") && mine.body.contains("Seat confirmed"),
        "{}",
        mine.body
    );
    let gone = first.get(&at).await;
    assert!(!gone.body.contains("plc-4711"), "nor for who gave it back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_too_long_comes_back() {
    let scene = SeatScene::of(1).await;
    let ali = scene.test.member("ali").await;
    let browser = scene.test.sign_in(&ali).await;
    let long = "x".repeat(501);
    let at = format!("/trainings/{}/seat", scene.post.id);
    let page = browser.submit(&at, &[("intent", "join"), ("message", &long)]).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains(&long), "what was typed is kept");
    assert_eq!(scene.check().await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_for_the_organiser_and_says_what_is_wrong() {
    let scene = SeatScene::of(1).await;
    let (ali, eve) = (scene.test.member("ali").await, scene.test.member("eve").await);
    scene.seat(&ali).await;
    let id = scene.post.id;
    let stranger = scene.test.sign_in(&eve).await;
    for page in ["seats", "seats/table.csv", "seats/list", "code", "results"] {
        let answer = stranger.get(&format!("/trainings/{id}/{page}")).await;
        assert_eq!(answer.status, 403, "{page}");
        assert!(!answer.body.contains("ali"), "{page}");
    }
    let desk = scene.test.sign_in(&scene.noura).await;
    let at = format!("/trainings/{id}/seats");
    let seat = scene.row(ali.actor.id).await.expect("a row").id;
    let page = desk.get(&at).await;
    assert!(page.text(".seat-line").expect("a line").contains("ali"));
    let refused = desk.submit(&at, &[("reason", "no")]).await;
    assert_eq!(refused.status, 404, "without an intent there is nothing to do");
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let to = format!("{at}/{seat}");
    let fields = [
        ("csrf", token.as_str()),
        ("intent", "remove"),
        ("reason", "no"),
        ("show", "coming"),
    ];
    let refused = desk.post(&to, &fields).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attribute("input[name=reason]", "value").as_deref(), Some("no"));
    let table = desk.get(&format!("{at}/table.csv")).await;
    assert!(table.header("content-type").starts_with("text/csv") && table.body.contains("ali"));
    assert!(table.header("cache-control").contains("no-store"));

    // A seat is found only under its own training.
    let other = training::publish(&scene.test, &scene.noura, &scene.form).await;
    let elsewhere = desk
        .post(&format!("/trainings/{}/seats/{seat}", other.id), &fields)
        .await;
    assert_eq!(elsewhere.status, 404);
    assert_eq!(scene.state(&ali).await, Some(SeatState::Confirmed));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_colleagues_come_back_if_they_are_too_many() {
    let scene = SeatScene::with(|form| {
        form.capacity = "1".to_owned();
        form.waiting_list = String::new();
    })
    .await;
    let owner = scene.test.member("owner").await;
    let browser = scene.test.sign_in(&owner).await;
    let at = format!("/trainings/{}/colleagues", scene.post.id);
    let nowhere = browser.get(&at).await;
    assert!(nowhere.body.contains("You belong to no organisation"));
    factory(&scene.test, &owner).await;
    let page = browser.submit(&at, &[("names", "أحمد\nBasim")]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("أحمد\nBasim") && page.body.contains("Only one seat is left"),
        "{}",
        page.body
    );
    let page = browser.submit(&at, &[("names", "أحمد")]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let seat = browser.get(&format!("/trainings/{}/seat", scene.post.id)).await;
    assert!(seat.body.contains("أحمد"));
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_code_in_the_room_to_a_certificate_that_anybody_can_check() {
    let scene = SeatScene::of(2).await;
    let (ali, eve) = (scene.test.member("ali").await, scene.test.member("eve").await);
    scene.seat(&ali).await;
    let id = scene.post.id;
    scene.test.advance(to_the_room());
    let desk = scene.test.sign_in(&scene.noura).await;
    let made = desk
        .post_form(&format!("/trainings/{id}/code"), &format!("/trainings/{id}/code"))
        .await;
    assert_eq!(made.status, 303);
    let shown = desk.get(&format!("/trainings/{id}/code")).await;
    let code = shown.text(".room-code-letters").expect("a code");
    let browser = scene.test.sign_in(&ali).await;
    let at = format!("/trainings/{id}/attend");
    let wrong = browser.submit(&at, &[("code", "AAAAAA")]).await;
    assert_eq!(wrong.status, 422);
    // The code in the address is only put into the form.
    let asked = browser.get(&format!("{at}?code={}", code.trim())).await;
    assert_eq!(
        asked.attribute("input[name=code]", "value").as_deref(),
        Some(code.trim())
    );
    assert_eq!(scene.state(&ali).await, Some(SeatState::Confirmed));
    let there = browser.submit(&at, &[("code", code.trim())]).await;
    assert_eq!(there.status, 303);
    scene.test.advance(TimeDelta::hours(1));
    scene.test.run_jobs().await;

    let held = seats::held(scene.core(), &ali.principal()).await.expect("a list");
    let at = format!("/certificates/{}", held[0].code);
    let check = scene.test.guest().with_header("accept-language", "en").get(&at).await;
    assert_eq!(check.status, 200);
    let shown = check.body.replace(['\u{2068}', '\u{2069}'], "");
    for words in ["ali", "PLC basics", "3 hours"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    for secret in ["@factory.example", "/@ali", "plc-4711"] {
        assert!(!check.body.contains(secret), "{secret} is nobody's business");
    }
    let file = format!("{at}/file");
    assert_eq!(scene.test.sign_in(&eve).await.get(&file).await.status, 404);
    for language in [Language::En, Language::Ar] {
        accounts::set_language(scene.core(), ali.account.id, language)
            .await
            .expect("a language");
        let pdf = browser.get(&file).await;
        assert_eq!(pdf.status, 200, "{}", pdf.body);
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        assert_eq!(pdf.header("content-type"), "application/pdf");
    }
    assert_eq!(
        scene.test.guest().get("/certificates/0123456789ABCDEF").await.status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_typed_into_a_form_and_read_by_the_organiser() {
    let scene = SeatScene::of(5).await;
    let mut there = Vec::new();
    for name in ["ali", "badr", "celia", "dana", "emad"] {
        let person = scene.test.member(name).await;
        scene.seat(&person).await;
        there.push(person);
    }
    scene.test.advance(TimeDelta::days(14));
    let at = format!("/trainings/{}/evaluation", scene.post.id);
    for (number, person) in there.iter().enumerate() {
        let browser = scene.test.sign_in(person).await;
        let missing = browser.submit(&at, &[("content", "5"), ("comment", "Too short")]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.body.contains("Too short"));
        let desk = scene.test.sign_in(&scene.noura).await;
        let results = desk.get(&format!("/trainings/{}/results", scene.post.id)).await;
        assert!(results.body.contains("Not enough answers yet"), "after {number}");
        let marks = [
            ("content", "5"),
            ("trainer", "4"),
            ("organisation", "3"),
            ("comment", "Too short"),
        ];
        assert_eq!(browser.submit(&at, &marks).await.status, 303);
    }
    let desk = scene.test.sign_in(&scene.noura).await;
    let results = desk.get(&format!("/trainings/{}/results", scene.post.id)).await;
    assert!(
        results.text("#marks").expect("marks").contains("4.0"),
        "{}",
        results.body
    );
    assert_eq!(results.count("blockquote"), 5);
}
