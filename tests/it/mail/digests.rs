//! Digests.

use majlis::db::accounts;
use majlis::db::types::{AccountState, ErasureMode, Language, Pace};
use majlis::domain::follows;
use majlis::domain::notifications::settings as rules;
use majlis::domain::notifications::unsubscribe::{self, Topic};
use majlis::domain::privacy::erasure;

use super::{Read, Scene, wishes};
use crate::support::PASSWORD;
use crate::support::smtp::{Smtp, Stopped};

/// From 13:00 to a little after 07:00.
const TO_THE_MORNING: i64 = 18 * 60 + 2;

/// Faisal follows the forum and wants a digest each day; his replies come with it.
async fn reader(scene: &Scene) {
    follows::follow(scene.test.core(), &scene.faisal.principal(), scene.forum.actor.id)
        .await
        .expect("a follow");
    let mut form = wishes("answers", Pace::Daily);
    form.news = "daily".to_owned();
    rules::save(scene.test.core(), &scene.faisal.principal(), &form)
        .await
        .expect("wishes");
}

/// A letter without what differs from run to run.
fn steady(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.replace("\r\n", "\n").chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        out.push_str(if digits.len() > 9 { "N" } else { &digits });
        digits.clear();
        out.push(c);
    }
    let lines = out.lines().map(|line| match line.split_once("digest-") {
        Some((before, _)) if line.contains("/unsubscribe/") => format!("{before}digest-…"),
        _ => line.trim_end().to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

async fn written(language: Language) -> String {
    let scene = Scene::new().await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_language(&mut conn, scene.faisal.account.id, language)
        .await
        .expect("a language");
    drop(conn);
    reader(&scene).await;
    let own = scene
        .test
        .topic(&scene.faisal, &scene.forum, "discussion", "Own topic")
        .await;
    scene.test.reply(&scene.noura, own.id, "An answer for Faisal.").await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.after(60).await;
    assert!(scene.letters(&scene.faisal).is_empty(), "not before its hour");
    scene.after(TO_THE_MORNING - 60).await;
    let letters = scene.letters(&scene.faisal);
    assert_eq!(letters.len(), 1);
    let letter = Read::of(&letters[0]);
    assert_eq!(letter.header("precedence"), "bulk");
    steady(&format!("{}\n\n{}", letter.subject, letter.text))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_tells_what_was_not_read_and_what_is_new() {
    insta::assert_snapshot!("digest_en", written(Language::En).await);
    insta::assert_snapshot!("digest_ar", written(Language::Ar).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_news_there_is_no_digest() {
    let scene = Scene::new().await;
    reader(&scene).await;
    scene.after(TO_THE_MORNING).await;
    scene.after(24 * 60).await;
    assert!(scene.letters(&scene.faisal).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_without_a_server_there_is_one_digest() {
    let mut scene = Scene::new().await;
    reader(&scene).await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Before")
        .await;
    let stopped = std::mem::replace(&mut scene.smtp, crate::support::smtp::Smtp::start().await)
        .stop()
        .await;
    scene.after(TO_THE_MORNING).await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Meanwhile")
        .await;
    scene.after(24 * 60).await;
    scene.smtp = stopped.start().await;
    scene.after(20).await;
    let letters = scene.letters(&scene.faisal);
    assert_eq!(letters.len(), 1, "one, not two");
    let text = Read::of(&letters[0]).text;
    assert!(text.contains("Before") && text.contains("Meanwhile"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_suspended_meanwhile_gets_no_digest() {
    let scene = Scene::new().await;
    reader(&scene).await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_state(&mut conn, scene.faisal.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    scene.after(TO_THE_MORNING).await;
    assert!(scene.letters(&scene.faisal).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_digests_has_withdrawn_the_consent() {
    let scene = Scene::new().await;
    reader(&scene).await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.after(TO_THE_MORNING).await;
    let leave = Read::of(&scene.letters(&scene.faisal)[0]).leave();
    assert_eq!(scene.test.guest().post(&leave, &[]).await.status, 200);
    let history = majlis::domain::privacy::consents::history(scene.test.core(), scene.faisal.account.id)
        .await
        .expect("a history");
    let given = majlis::domain::privacy::consents::given(&history);
    assert!(!given.contains(&majlis::db::types::ConsentPurpose::DigestMail));
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Bearings")
        .await;
    scene.after(24 * 60).await;
    assert_eq!(scene.letters(&scene.faisal).len(), 1);
}

/// A digest of Faisal's that waits for a server which is down.
async fn waiting(scene: &mut Scene) -> Stopped {
    reader(scene).await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    let stopped = std::mem::replace(&mut scene.smtp, Smtp::start().await).stop().await;
    scene.after(TO_THE_MORNING).await;
    stopped
}

fn has_digest(scene: &Scene) -> bool {
    let letters = scene.letters(&scene.faisal);
    letters
        .iter()
        .any(|letter| Read::of(letter).header("precedence") == "bulk")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_that_waits_goes_out_when_the_server_is_back() {
    let mut scene = Scene::new().await;
    let stopped = waiting(&mut scene).await;
    scene.smtp = stopped.start().await;
    scene.after(20).await;
    assert!(has_digest(&scene), "or the tests after this one say nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_to_be_erased_meanwhile_gets_no_digest() {
    let mut scene = Scene::new().await;
    let stopped = waiting(&mut scene).await;
    let by = scene.faisal.principal();
    erasure::request(scene.test.core(), &by, PASSWORD, ErasureMode::Remove)
        .await
        .expect("a request");
    scene.smtp = stopped.start().await;
    scene.after(20).await;
    assert!(!has_digest(&scene));
    assert_eq!(scene.letters(&scene.faisal).len(), 1, "how to come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_meanwhile_gets_no_digest() {
    let mut scene = Scene::with(|config| config.privacy.grace_days = 1).await;
    let stopped = waiting(&mut scene).await;
    erasure::request_for(
        scene.test.core(),
        &scene.admin.principal(),
        "faisal",
        ErasureMode::Remove,
    )
    .await
    .expect("a request");
    for _ in 0..3 {
        scene.after(12 * 60).await;
    }
    scene.smtp = stopped.start().await;
    scene.after(20).await;
    assert!(!has_digest(&scene));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_digests_meanwhile_gets_none() {
    let mut scene = Scene::new().await;
    let stopped = waiting(&mut scene).await;
    let link = unsubscribe::token(scene.test.core(), scene.faisal.account.id, Topic::Digest);
    unsubscribe::leave(scene.test.core(), &link).await.expect("left");
    scene.smtp = stopped.start().await;
    scene.after(20).await;
    assert!(!has_digest(&scene));
}
