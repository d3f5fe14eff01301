//! Notifications by mail.

use axum::body::Body;
use axum::http::{Method, header};
use majlis::db::accounts;
use majlis::db::types::{AccountState, Language, Pace};
use majlis::domain::notifications::matrix::Group;
use majlis::domain::notifications::unsubscribe::{self, Topic};
use majlis::domain::{follows, messages, notifications, posts, votes};

use super::{Read, Scene};
use crate::messages::words;
use crate::support::smtp::Smtp;

#[tokio::test(flavor = "multi_thread")]
async fn two_replies_in_a_thread_come_in_one_letter_and_once() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Look at the strainer.").await;
    scene.test.reply(&scene.faisal, topic.id, "And at the speed.").await;
    scene.test.run_jobs().await;
    assert!(
        scene.letters(&scene.noura).is_empty(),
        "replies are collected for a while"
    );
    scene.after(6).await;
    scene.after(60).await;

    let letters = scene.letters(&scene.noura);
    assert_eq!(letters.len(), 1);
    let letter = Read::of(&letters[0]);
    assert_eq!(letter.subject, "2 new in “Cavitation”");
    for part in ["Look at the strainer.", "And at the speed.", "faisal replied to you"] {
        assert!(letter.text.contains(part), "{}", letter.text);
        assert!(letter.html.contains(part), "{}", letter.html);
    }
    assert!(letter.html.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert_eq!(letter.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    assert_eq!(letter.header("list-id"), "<answers.majlis.example>");
    assert_eq!(letter.header("references"), letter.header("in-reply-to"));
    assert!(letter.header("references").starts_with("<thread-"));
    assert!(scene.letters(&scene.faisal).is_empty(), "who wrote hears nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_in_the_language_of_its_reader() {
    let scene = Scene::new().await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_language(&mut conn, scene.noura.account.id, Language::Ar)
        .await
        .expect("a language");
    drop(conn);
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "تآكل الدفّاعات")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "افحص المصفاة.").await;
    scene.after(6).await;
    let letter = Read::of(&scene.letters(&scene.noura)[0]);
    assert!(letter.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(letter.subject.contains("افحص المصفاة."), "{}", letter.subject);
    assert!(letter.text.contains("أهلًا"), "{}", letter.text);
    assert!(letter.text.contains("إيقاف البريد عن: الإجابات"), "{}", letter.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_is_gone_or_may_not_be_read_is_not_mailed() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Read on the site.").await;
    notifications::mark_all_read(scene.test.core(), scene.noura.account.id)
        .await
        .expect("read");
    scene.after(6).await;
    assert!(scene.letters(&scene.noura).is_empty(), "it was read");

    let reply = scene.test.reply(&scene.faisal, topic.id, "Regretted.").await;
    posts::remove(scene.test.core(), &scene.faisal.principal(), reply.id)
        .await
        .expect("removed");
    scene.after(6).await;
    assert!(scene.letters(&scene.noura).is_empty(), "it is gone");

    scene
        .test
        .reply(&scene.faisal, topic.id, "To somebody who was suspended.")
        .await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_state(&mut conn, scene.noura.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    scene.after(6).await;
    assert!(
        scene.letters(&scene.noura).is_empty(),
        "nobody writes to who may not come in"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_waits_for_the_morning_and_takes_along_what_comes_meanwhile() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    // 13:00 in Riyadh; to 22:30.
    scene.after(9 * 60 + 30).await;
    scene.test.reply(&scene.faisal, topic.id, "Late.").await;
    scene.after(60).await;
    scene.test.reply(&scene.faisal, topic.id, "Later.").await;
    scene.after(60).await;
    assert!(scene.letters(&scene.noura).is_empty(), "quiet hours");
    scene.after(7 * 60).await;
    let letters = scene.letters(&scene.noura);
    assert_eq!(letters.len(), 1, "one letter in the morning");
    assert!(Read::of(&letters[0]).text.contains("Later."));
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_come_together_and_only_to_who_wants_them() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.wants(&scene.noura, "votes", Pace::Now).await;
    for voter in [&scene.faisal, &scene.admin] {
        votes::cast(scene.test.core(), &voter.principal(), topic.id, None)
            .await
            .expect("a vote");
    }
    let other = scene
        .test
        .topic(&scene.faisal, &scene.forum, "discussion", "Bearings")
        .await;
    votes::cast(scene.test.core(), &scene.noura.principal(), other.id, None)
        .await
        .expect("a vote");
    scene.after(30).await;
    assert!(
        scene.letters(&scene.noura).is_empty(),
        "votes are collected for an hour"
    );
    scene.after(40).await;
    let letters = scene.letters(&scene.noura);
    assert_eq!(letters.len(), 1);
    let text = Read::of(&letters[0]).text;
    assert!(text.contains("and 1 other voted for what you wrote"), "{text}");
    assert!(
        scene.letters(&scene.faisal).is_empty(),
        "by itself, votes are not mailed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_ends_a_group_of_letters_without_signing_in() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "One.").await;
    scene.after(6).await;
    let leave = Read::of(&scene.letters(&scene.noura)[0]).leave();
    let guest = scene.test.guest();
    let page = guest.get(&leave).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.count("form[action^='/unsubscribe/'] button"), 1, "{}", page.body);
    scene.test.reply(&scene.faisal, topic.id, "Two.").await;
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 2, "looking at the link ends nothing");

    // As RFC 8058 has mail programs do it: no cookie, no origin.
    let request = guest
        .request(Method::POST, &leave)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .expect("a request");
    assert_eq!(guest.send(request).await.status, 200);
    scene.test.reply(&scene.faisal, topic.id, "Three.").await;
    scene.after(60).await;
    assert_eq!(scene.letters(&scene.noura).len(), 2, "no more letters");
    let told = notifications::unread(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a count");
    assert_eq!(told, 3, "the site still tells");

    let forged = leave.replace("-answers-", "-all-");
    assert_eq!(
        guest.get(&forged).await.status,
        404,
        "a link for something else is none of ours"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_many_letters_gets_the_rest_in_one() {
    let scene = Scene::with(|config| config.mail.per_hour = 2).await;
    let mut topics = Vec::new();
    for title in ["First", "Second", "Third", "Fourth"] {
        topics.push(scene.test.topic(&scene.noura, &scene.forum, "discussion", title).await);
    }
    for topic in &topics {
        scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    }
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 2);
    scene.after(61).await;
    let letters = scene.letters(&scene.noura);
    assert_eq!(letters.len(), 3, "two threads in one letter");
    assert_eq!(Read::of(&letters[2]).subject, "2 notifications from Majlis");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_on_without_a_pause_is_mailed_five_minutes_after_its_beginning() {
    let scene = Scene::new().await;
    for (one, other) in [(&scene.noura, &scene.faisal), (&scene.faisal, &scene.noura)] {
        follows::follow(scene.test.core(), &one.principal(), other.actor.id)
            .await
            .expect("a follow");
    }
    scene.after(60).await;
    let letters = scene.letters(&scene.noura).len();
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    for minute in 0..5 {
        assert_eq!(
            scene.letters(&scene.noura).len(),
            letters,
            "not before five minutes: {minute}"
        );
        say(&scene, "And another thing.").await;
        scene.test.reply(&scene.faisal, topic.id, "And here, too.").await;
        scene.after(1).await;
    }
    let mut subjects: Vec<String> = scene.letters(&scene.noura)[letters..]
        .iter()
        .map(|letter| Read::of(letter).subject)
        .collect();
    subjects.sort();
    assert_eq!(subjects.len(), 2, "one of the chat, one of the thread: {subjects:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_does_not_hurry_what_came_after_it() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Read at once.").await;
    notifications::mark_all_read(scene.test.core(), scene.noura.account.id)
        .await
        .expect("read");
    scene.after(4).await;
    scene.test.reply(&scene.faisal, topic.id, "Four minutes later.").await;
    scene.after(2).await;
    assert!(scene.letters(&scene.noura).is_empty(), "it has waited for two minutes");
    scene.after(4).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1);
}

/// Faisal writes to Noura.
async fn say(scene: &Scene, text: &str) {
    let (from, to) = (scene.faisal.principal(), scene.noura.actor.id);
    messages::start(scene.test.core(), &from, &[to], "", &words(text))
        .await
        .expect("a message");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_between_the_event_and_its_letter_gets_none() {
    let mut scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Not a letter yet.").await;
    leave(&scene).await;
    scene.after(6).await;
    assert!(scene.letters(&scene.noura).is_empty(), "it was collected");

    scene.wants(&scene.noura, "answers", Pace::Now).await;
    let other = Smtp::start().await;
    let stopped = std::mem::replace(&mut scene.smtp, other).stop().await;
    scene
        .test
        .reply(&scene.faisal, topic.id, "A letter that waits for the server.")
        .await;
    scene.after(6).await;
    leave(&scene).await;
    scene.smtp = stopped.start().await;
    scene.after(60).await;
    assert!(scene.letters(&scene.noura).is_empty(), "it was in the queue");
}

/// Noura leaves letters about answers by the link in one.
async fn leave(scene: &Scene) {
    let link = unsubscribe::token(scene.test.core(), scene.noura.account.id, Topic::Group(Group::Answers));
    unsubscribe::leave(scene.test.core(), &link).await.expect("left");
}
