//! Browsers are added, shown, removed, and go with their session.

use majlis::db::types::{AccountState, ErasureMode};
use majlis::db::{accounts, push_subscriptions};
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::privacy::erasure;

use super::{PAGE, Scene, turn_on};
use crate::moderation::why;
use crate::support::{PASSWORD, Person};

async fn stored(scene: &Scene, who: &Person) -> usize {
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let now = scene.test.clock.now();
    push_subscriptions::list(&mut conn, who.account.id, now)
        .await
        .expect("browsers")
        .len()
}

/// Has faisal answer noura, and does what is due.
async fn answer(scene: &Scene, title: &str) {
    let title = format!("Topic: {title}");
    let topic = scene.test.topic(&scene.noura, &scene.forum, "discussion", &title).await;
    scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    scene.after(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_tests_and_removes_their_browsers() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    let (_other, second) = scene.browser(&scene.noura).await;
    let page = client.get(PAGE).await;
    assert_eq!(page.count("#browsers .session"), 2);
    assert_eq!(page.count("#browsers .badge-success"), 1, "the one in use");
    assert_eq!(page.attribute("[data-push]", "data-on").as_deref(), Some("true"));
    assert!(!page.body.contains(&browser.endpoint), "an address is a secret");

    let tested = client.post_form(PAGE, "/settings/notifications/browsers/test").await;
    assert_eq!(tested.status, 303);
    scene.test.run_jobs().await;
    let received = scene.service.received();
    assert_eq!(received.len(), 2);
    let for_second = received.iter().find(|one| second.is_for(one)).expect("a push");
    assert_eq!(second.open(for_second)["title"], "This is a test");

    let action = page
        .attributes("#browsers form", "action")
        .into_iter()
        .find(|action| action.ends_with("/remove"))
        .expect("a way to remove");
    assert_eq!(client.post_form(PAGE, &action).await.status, 303);
    assert_eq!(scene.count(&client).await, 1);
    answer(&scene, "After").await;
    assert!(scene.told(&browser).is_empty(), "the first one was removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_removes_the_browser_of_another() {
    let scene = Scene::new().await;
    let (client, _browser) = scene.browser(&scene.noura).await;
    let (stranger, _other) = scene.browser(&scene.faisal).await;
    let page = client.get(PAGE).await;
    let action = page
        .attributes("#browsers form", "action")
        .into_iter()
        .find(|action| action.ends_with("/remove"))
        .expect("a way to remove");
    let token = stranger
        .get(PAGE)
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    assert_eq!(stranger.post(&action, &[("csrf", &token)]).await.status, 404);
    assert_eq!(scene.count(&client).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_goes_with_its_session() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    let (kept, second) = scene.browser(&scene.noura).await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Leaving")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "While you were here.").await;
    client.post_form("/about", "/sign-out").await;
    scene.after(1).await;
    let received = scene.service.received();
    assert!(!received.iter().any(|one| browser.is_for(one)), "signed out");
    assert_eq!(received.iter().filter(|one| second.is_for(one)).count(), 1);

    // A new password ends every other session, and its browser.
    let (_third, third) = scene.browser(&scene.noura).await;
    let new = "a-lathe-and-a-workshop-77";
    let changed = kept
        .submit("/settings/password", &[("current", PASSWORD), ("password", new)])
        .await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    answer(&scene, "With a new password").await;
    assert!(scene.service.received().iter().all(|one| !third.is_for(one)));
    assert_eq!(
        stored(&scene, &scene.noura).await,
        1,
        "the one in which it was changed stays"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ran_out_is_told_nothing() {
    let scene = Scene::with(|config| config.security.session_days = 1).await;
    let (_client, _browser) = scene.browser(&scene.noura).await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Long ago")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    scene.after(25 * 60).await;
    assert!(scene.service.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_suspended_the_banned_and_those_who_leave_are_told_nothing() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "To three")
        .await;
    let mut topics = vec![(topic, scene.noura.clone())];
    for name in ["huda", "salem"] {
        let person = scene.test.member(name).await;
        let title = format!("Asked by {name}");
        let topic = scene.test.topic(&person, &scene.forum, "discussion", &title).await;
        topics.push((topic, person));
    }
    for (topic, person) in &topics {
        scene.browser(person).await;
        scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    }
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    accounts::set_state(&mut conn, topics[0].1.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    let ban = NewBan {
        who: topics[1].1.actor.id,
        place: Place::Here,
        why: why("Spam"),
        until: None,
        with_posts: false,
        uri: None,
    };
    bans::ban(scene.test.core(), &scene.admin.principal(), &ban)
        .await
        .expect("banned");
    erasure::request(
        scene.test.core(),
        &topics[2].1.principal(),
        PASSWORD,
        ErasureMode::Anonymise,
    )
    .await
    .expect("on the way out");
    scene.after(1).await;
    assert!(scene.service.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_computer_tells_only_who_sits_there() {
    let scene = Scene::new().await;
    let (client, browser) = scene.browser(&scene.noura).await;
    // Somebody else signs in there, and the browser has the same address.
    let other = scene.test.sign_in(&scene.faisal).await;
    turn_on(&other, &browser).await;
    assert_eq!(scene.count(&client).await, 0);
    answer(&scene, "For noura alone").await;
    assert!(scene.service.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_has_at_most_ten_browsers() {
    let scene = Scene::new().await;
    for _ in 0..12 {
        scene.browser(&scene.noura).await;
    }
    assert_eq!(stored(&scene, &scene.noura).await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_browser_is_refused() {
    let scene = Scene::with(|config| config.federation.allow_private = false).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let token = client
        .get(PAGE)
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    let fields = scene.service.browser().fields();
    let [_, (_, p256dh), (_, auth)] = &fields;
    let long = format!("https://push.example/{}", "a".repeat(1100));
    let post = |endpoint: String, p256dh: String| {
        let (client, token, auth) = (client.clone(), token.clone(), auth.clone());
        async move {
            let fields = [
                ("csrf", &*token),
                ("endpoint", &*endpoint),
                ("p256dh", &*p256dh),
                ("auth", &*auth),
            ];
            client.post("/settings/notifications/browsers", &fields).await.status
        }
    };
    for endpoint in [
        "",
        "no address",
        "http://push.example/a",
        "https://127.0.0.1/a",
        "https://localhost/a",
        "https://169.254.169.254/latest",
        "https://push.example:8443/a",
        "https://majlis.example/inbox",
        long.as_str(),
    ] {
        let status = post(endpoint.to_owned(), p256dh.clone()).await;
        assert_eq!(status, 422, "{endpoint}");
    }
    for key in ["", "AAAA", &p256dh[1..]] {
        let status = post("https://push.example/a".to_owned(), key.to_owned()).await;
        assert_eq!(status, 422, "{key}");
    }
    assert_eq!(stored(&scene, &scene.noura).await, 0);
    let status = post("https://push.example/a".to_owned(), p256dh.clone()).await;
    assert_eq!(status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_pushes_are_turned_off_nobody_is_offered_them() {
    let scene = Scene::with(|config| config.push.enabled = false).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let page = client.get(PAGE).await;
    assert_eq!(
        (
            page.count("[data-push]"),
            page.count("[name=push_answers][type=checkbox]")
        ),
        (0, 0)
    );
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let fields = scene.service.browser().fields();
    let mut all = vec![("csrf", token.as_str())];
    all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
    let refused = client.post("/settings/notifications/browsers", &all).await;
    assert_eq!(refused.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_names_browsers_and_none_of_their_secrets() {
    use majlis::domain::export;
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    let (_, sections) = export::collect(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a copy");
    let section = sections
        .iter()
        .find(|one| one.name == "push_subscriptions")
        .expect("a section");
    assert_eq!(section.rows.len(), 1);
    let text = format!("{section:?}");
    assert!(text.contains(&scene.service.url), "{text}");
    for (_, secret) in browser.fields() {
        assert!(!text.contains(&secret), "{text}");
    }
}
