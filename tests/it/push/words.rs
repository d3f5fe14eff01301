//! What a push says, and that nobody on the way can read it.

use majlis::db::accounts;
use majlis::db::types::Language;
use majlis::domain::{follows, messages};

use super::Scene;
use crate::messages::words;
use crate::support::push_service::proven;

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_told_to_the_browser_of_who_asked_and_sealed_for_it() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    let reply = scene.test.reply(&scene.faisal, topic.id, "Look at the strainer.").await;
    scene.test.run_jobs().await;
    assert!(scene.service.received().is_empty(), "who reads along is not called");
    scene.after(1).await;
    scene.after(60).await;

    let received = scene.service.received();
    assert_eq!(received.len(), 1, "once");
    let push = browser.open(&received[0]);
    assert_eq!(push["title"], "faisal replied to you");
    assert_eq!(push["body"], "Cavitation");
    assert_eq!(push["url"], format!("/replies/{}", reply.id));
    assert_eq!((&push["lang"], &push["dir"]), (&"en".into(), &"ltr".into()));
    assert!(push["icon"].as_str().expect("an icon").starts_with("/assets/icon-192."));

    let one = &received[0];
    assert_eq!(one.header("content-encoding"), "aes128gcm");
    assert_eq!(one.header("urgency"), "normal");
    assert!(one.header("ttl").parse::<i64>().expect("seconds") > 3600);
    assert_eq!(one.header("topic"), push["tag"]);
    assert_eq!(one.header("topic").len(), 32);
    assert!(!one.header("topic").contains(&topic.id.to_string()));
    let (claims, public) = proven(one);
    assert_eq!(claims["aud"], scene.service.url);
    assert_eq!(claims["sub"], "https://majlis.example");
    let page = client.get(super::PAGE).await;
    assert_eq!(
        page.attribute("[data-push]", "data-key").as_deref(),
        Some(public.as_str())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_is_in_the_language_of_its_reader() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_language(&mut conn, scene.noura.account.id, Language::Ar)
        .await
        .expect("a language");
    drop(conn);
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "تآكل الدفّاعات")
        .await;
    for body in ["افحص المصفاة.", "وافحص السرعة."] {
        scene.test.reply(&scene.faisal, topic.id, body).await;
    }
    scene.after(1).await;
    let told = scene.told(&browser);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["title"], "تنبيهان جديدان");
    assert_eq!(told[0]["body"], "تآكل الدفّاعات");
    assert_eq!((&told[0]["lang"], &told[0]["dir"]), (&"ar".into(), &"rtl".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_a_private_message_is_in_a_push() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let (faisal, noura) = (&scene.faisal, &scene.noura);
    for (one, other) in [(noura, faisal), (faisal, noura)] {
        follows::follow(scene.test.core(), &one.principal(), other.actor.id)
            .await
            .expect("they know each other");
    }
    for text in ["The tender closes at 4 200 000.", "Tell nobody."] {
        scene.test.advance(chrono::TimeDelta::seconds(1));
        messages::start(
            scene.test.core(),
            &faisal.principal(),
            &[noura.actor.id],
            "",
            &words(text),
        )
        .await
        .expect("a message");
    }
    scene.after(2).await;
    let received = scene.service.received();
    assert_eq!(received.len(), 1, "one for both");
    let push = browser.open(&received[0]);
    let title = push["title"].as_str().expect("a title");
    assert!(
        ["faisal wrote to you", "2 messages from faisal"].contains(&title),
        "{push}"
    );
    assert_eq!(push["body"], "");
    assert!(
        push["url"].as_str().expect("a link").starts_with("/messages/"),
        "{push}"
    );
    for private in ["tender", "4 200", "nobody"] {
        assert!(!push.to_string().to_lowercase().contains(private), "{push}");
        assert!(!String::from_utf8_lossy(&received[0].body).contains(private), "sealed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_not_on_the_screen_of_a_locked_telephone() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene
        .test
        .reply(&scene.faisal, topic.id, "Pump 7 of line 3 stands still.")
        .await;
    scene.after(1).await;
    let told = scene.told(&browser);
    assert_eq!(told.len(), 1);
    assert!(!told[0].to_string().contains("Pump 7"), "{}", told[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_pushes_are_equally_long_on_the_way() {
    let scene = Scene::new().await;
    let (client, _browser) = scene.browser(&scene.noura).await;
    let title = "A very long title about the cavitation of pumps in the desalination of sea water";
    let topic = scene.test.topic(&scene.noura, &scene.forum, "discussion", title).await;
    scene.test.reply(&scene.faisal, topic.id, "Answer.").await;
    scene.after(1).await;
    client
        .post_form(super::PAGE, "/settings/notifications/browsers/test")
        .await;
    scene.test.run_jobs().await;
    let lengths: Vec<usize> = scene.service.received().iter().map(|one| one.body.len()).collect();
    assert_eq!(lengths.len(), 2);
    assert_eq!(lengths[0], lengths[1]);
}
