//! Mail servers that are down, slow, or refuse somebody.

use chrono::TimeDelta;
use majlis::db::types::LetterState;
use majlis::domain::{letters::desk, passwords};

use super::{Read, Scene};

pub(super) async fn count(scene: &Scene, state: LetterState) -> i64 {
    let counts = desk::counts(scene.test.core(), &scene.admin.principal())
        .await
        .expect("counts");
    counts.iter().find(|one| one.state == state).map_or(0, |one| one.count)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_who_is_refused_holds_up_nobody() {
    let scene = Scene::new().await;
    scene.smtp.refuse(&scene.noura.account.email, 550);
    for person in [&scene.noura, &scene.faisal] {
        passwords::ask_reset(scene.test.core(), &person.account.email)
            .await
            .expect("asked");
    }
    scene.test.run_jobs().await;
    assert_eq!(scene.letters(&scene.faisal).len(), 1);
    assert_eq!(count(&scene, LetterState::Refused).await, 1);
    scene.smtp.take_all();
    scene.after(24 * 60).await;
    assert!(
        scene.letters(&scene.noura).is_empty(),
        "what was refused is not tried again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_put_off_is_tried_again_later_each_time() {
    let scene = Scene::new().await;
    scene.smtp.refuse(&scene.noura.account.email, 451);
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    scene.test.run_jobs().await;
    let first = scene.smtp.calls();
    scene.after(4).await;
    assert_eq!(scene.smtp.calls(), first, "not before five minutes");
    scene.after(2).await;
    assert_eq!(scene.smtp.calls(), first + 1);
    scene.after(8).await;
    assert_eq!(scene.smtp.calls(), first + 1, "then not before ten");
    scene.smtp.take_all();
    scene.after(3).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_without_a_server_each_thread_is_one_letter() {
    let Scene {
        smtp,
        test,
        noura,
        faisal,
        forum,
        ..
    } = Scene::new().await;
    let topics = [
        test.topic(&noura, &forum, "discussion", "Cavitation").await,
        test.topic(&noura, &forum, "discussion", "Bearings").await,
    ];
    let stopped = smtp.stop().await;
    for hour in 0..24 {
        for topic in &topics {
            test.reply(&faisal, topic.id, &format!("Hour {hour}.")).await;
        }
        test.advance(TimeDelta::hours(1));
        test.run_jobs().await;
    }
    let smtp = stopped.start().await;
    assert!(smtp.to(&noura.account.email).is_empty());
    test.advance(TimeDelta::minutes(16));
    test.run_jobs().await;
    let letters = smtp.to(&noura.account.email);
    assert_eq!(letters.len(), 2, "one for each thread");
    for letter in &letters {
        assert!(Read::of(letter).text.contains("and 19 more"), "{letter}");
    }
    test.advance(TimeDelta::hours(3));
    test.run_jobs().await;
    assert_eq!(smtp.to(&noura.account.email).len(), 2, "and nothing twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_server_is_called_once_and_left_alone_for_a_while() {
    let scene = Scene::new().await;
    scene.smtp.set_silent(true);
    for person in [&scene.noura, &scene.faisal, &scene.admin] {
        passwords::ask_reset(scene.test.core(), &person.account.email)
            .await
            .expect("asked");
    }
    scene.test.run_jobs().await;
    assert_eq!(scene.smtp.calls(), 1, "one call, not one for each letter");
    assert_eq!(count(&scene, LetterState::Queued).await, 3);
    scene.smtp.set_silent(false);
    scene.after(1).await;
    for person in [&scene.noura, &scene.faisal, &scene.admin] {
        assert_eq!(scene.letters(person).len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_nobody_takes_for_days_is_given_up() {
    let scene = Scene::new().await;
    scene.smtp.refuse(&scene.noura.account.email, 451);
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    for _ in 0..7 {
        scene.after(24 * 60).await;
    }
    assert_eq!(count(&scene, LetterState::Queued).await, 0);
    assert_eq!(count(&scene, LetterState::Dropped).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_day_without_a_server_nobody_gets_more_than_so_many_letters_in_an_hour() {
    let Scene {
        smtp,
        test,
        noura,
        faisal,
        forum,
        ..
    } = Scene::with(|config| config.mail.per_hour = 5).await;
    let mut topics = Vec::new();
    for n in 0..12 {
        topics.push(test.topic(&noura, &forum, "discussion", &format!("Pump {n}")).await);
    }
    let stopped = smtp.stop().await;
    for topic in &topics {
        test.reply(&faisal, topic.id, "An answer.").await;
        test.advance(TimeDelta::hours(2));
        test.run_jobs().await;
    }
    let smtp = stopped.start().await;
    for _ in 0..3 {
        test.advance(TimeDelta::minutes(16));
        test.run_jobs().await;
    }
    assert_eq!(smtp.to(&noura.account.email).len(), 5, "no flood");
    test.advance(TimeDelta::minutes(61));
    test.run_jobs().await;
    let letters = smtp.to(&noura.account.email);
    assert_eq!(letters.len(), 6, "the rest is one letter");
    assert_eq!(Read::of(&letters[5]).subject, "7 notifications from Majlis");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_the_server_took_without_a_word_comes_again_as_the_same() {
    let scene = Scene::new().await;
    scene.smtp.set_absent_minded(true);
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    scene.test.run_jobs().await;
    scene.smtp.set_absent_minded(false);
    scene.after(1).await;
    scene.after(60).await;
    let letters = scene.letters(&scene.noura);
    let ids: Vec<String> = letters
        .iter()
        .map(|letter| Read::of(letter).header("message-id").to_owned())
        .collect();
    assert_eq!(ids.len(), 2, "once more and no more");
    assert_eq!(ids[0], ids[1], "mail programs know it as one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_holds_up_no_other_work() {
    let scene = Scene::new().await;
    scene.smtp.set_silent(true);
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    for minute in 0..3 {
        scene
            .test
            .reply(&scene.faisal, topic.id, &format!("Minute {minute}."))
            .await;
        scene.after(1).await;
    }
    let told = majlis::domain::notifications::unread(scene.test.core(), scene.noura.account.id).await;
    assert_eq!(told.expect("a count"), 3, "the site tells all the same");
}
