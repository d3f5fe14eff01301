//! What happens when a push service does not take a push.

use std::time::Duration;

use majlis::jobs;

use super::Scene;

async fn answer(scene: &Scene, title: &str) {
    let title = format!("Topic: {title}");
    let topic = scene.test.topic(&scene.noura, &scene.forum, "discussion", &title).await;
    scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_gone_is_forgotten() {
    for status in [404, 410] {
        let scene = Scene::new().await;
        let (client, _browser) = scene.browser(&scene.noura).await;
        scene.service.answer(status, "");
        answer(&scene, "Gone").await;
        scene.after(1).await;
        assert_eq!(scene.service.received().len(), 1);
        assert_eq!(scene.count(&client).await, 0, "{status}");
        answer(&scene, "Again").await;
        scene.after(1).await;
        assert!(scene.service.received().is_empty(), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_is_refused_is_dropped_and_a_browser_after_ten() {
    let scene = Scene::new().await;
    let (client, _browser) = scene.browser(&scene.noura).await;
    scene.service.answer_always(Some(413));
    for number in 0..10 {
        assert_eq!(scene.count(&client).await, 1, "{number}");
        answer(&scene, &format!("Topic {number}")).await;
        scene.after(1).await;
        assert_eq!(scene.service.received().len(), 1, "not tried again");
    }
    assert_eq!(scene.count(&client).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_that_asks_for_patience_gets_it() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    scene.service.answer(429, "1800");
    answer(&scene, "Too many").await;
    scene.after(1).await;
    assert_eq!(scene.service.received().len(), 1);
    scene.after(28).await;
    assert!(scene.service.received().is_empty(), "half an hour is not over");
    scene.after(3).await;
    assert_eq!(scene.titles(&browser), ["faisal replied to you"]);
    scene.after(60).await;
    assert!(scene.service.received().is_empty(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_that_fails_is_tried_again_ever_more_seldom() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    scene.service.answer_always(Some(500));
    answer(&scene, "Down").await;
    let mut tries = 0;
    for _ in 0..120 {
        scene.after(1).await;
        tries += scene.service.received().len();
    }
    assert!((5..10).contains(&tries), "{tries} in two hours");
    scene.service.answer_always(None);
    scene.after(60).await;
    assert_eq!(scene.titles(&browser), ["faisal replied to you"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_that_was_down_is_not_flooded_afterwards() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    scene.service.answer_always(Some(503));
    for number in 0..6 {
        answer(&scene, &format!("Topic {number}")).await;
        scene.after(20).await;
    }
    scene.service.received();
    scene.service.answer_always(None);
    scene.after(61).await;
    scene.after(61).await;
    assert_eq!(scene.titles(&browser), ["6 notifications wait for you"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_took_for_half_a_day_is_no_news() {
    let scene = Scene::new().await;
    let (client, _browser) = scene.browser(&scene.noura).await;
    scene.service.answer_always(Some(503));
    answer(&scene, "Old").await;
    for _ in 0..24 {
        scene.after(60).await;
    }
    scene.service.received();
    scene.service.answer_always(None);
    for _ in 0..24 {
        scene.after(60).await;
    }
    assert!(scene.service.received().is_empty());
    assert_eq!(scene.count(&client).await, 1, "that was not the browser's fault");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_the_browser_of_another_that_is_away() {
    let scene = Scene::new().await;
    let (_one, away) = scene.browser(&scene.noura).await;
    let (_other, browser) = scene.browser(&scene.noura).await;
    scene.service.answer(410, "");
    answer(&scene, "To two").await;
    scene.after(1).await;
    let received = scene.service.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received.iter().filter(|one| away.is_for(one)).count(), 1);
    answer(&scene, "To one").await;
    scene.after(6).await;
    let left = scene.service.received();
    assert_eq!(left.len(), 1);
    assert!(browser.is_for(&left[0]) != away.is_for(&left[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_while_sending_leaves_the_push_to_the_next() {
    let scene = Scene::new().await;
    let (_client, browser) = scene.browser(&scene.noura).await;
    answer(&scene, "Cut short").await;
    scene.test.advance(chrono::TimeDelta::minutes(1));
    // As a process that ends at some point of its work.
    for steps in 1..12 {
        let app = scene.test.app.clone();
        let mut work = Box::pin(async move { jobs::run_due(&app).await });
        for _ in 0..steps {
            let step = tokio::time::timeout(Duration::ZERO, &mut work).await;
            if step.is_ok() {
                break;
            }
        }
    }
    scene.after(3).await;
    scene.after(3).await;
    let told = scene.told(&browser);
    assert!(!told.is_empty(), "told in the end");
    assert!(
        told.iter().all(|push| push["tag"] == told[0]["tag"]),
        "one takes the place of the other"
    );
}
