//! What search engines read of the page of a training.

use serde_json::Value;

use super::calendar::{Scene, three_meetings};

#[tokio::test(flavor = "multi_thread")]
async fn a_page_tells_search_engines_what_it_tells_people_and_no_more() {
    let scene = Scene::new().await;
    let id = scene
        .offer(|form| {
            three_meetings(form);
            form.title = "</script><script>alert(1)</script> & <b>PLC</b>".to_owned();
            form.trainer = "<!-- Salem".to_owned();
        })
        .await;
    let page = scene.guest().get(&format!("/trainings/{id}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let written = page.text("script[type=\"application/ld+json\"]").expect("markup");
    let event: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(event["@type"], "EducationEvent");
    assert_eq!(event["name"], "</script><script>alert(1)</script> & <b>PLC</b>");
    assert_eq!(event["startDate"], "2026-12-08T09:00:00+03:00");
    assert_eq!(event["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(event["offers"]["price"], 250);
    assert_eq!(event["remainingAttendeeCapacity"], 20);
    assert_eq!(event["subEvent"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        event["location"].as_array().map(Vec::len),
        Some(2),
        "in a room and on the net"
    );
    assert!(!page.body.contains("<script>alert(1)"));
    assert!(!page.body.contains("meet.example"), "the link is for those with a seat");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src"), "{policy}");
    assert!(
        page.attribute("link[type=\"text/calendar\"]", "href")
            .is_some_and(|href| href.ends_with("/calendar.ics"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_plans_a_training_is_told_when_few_can_come() {
    let scene = Scene::new().await;
    let browser = scene
        .test
        .sign_in(&scene.noura)
        .await
        .with_header("accept-language", "en");
    let mut form = crate::support::training::form("training");
    form.starts = "2026-12-11T11:00".to_owned();
    form.ends = "2026-12-11T13:00".to_owned();
    let by = scene.noura.principal();
    let draft = majlis::domain::trainings::drafts::begin_with(scene.test.core(), &by, form)
        .await
        .expect("a draft");
    for step in ["time", "preview"] {
        let page = browser.get(&format!("/trainings/drafts/{}/{step}", draft.id)).await;
        let told = page.texts(".banner-warning li");
        assert!(told.len() == 2 && told[0].contains("Friday prayer"), "{step}: {told:?}");
    }
    let page = browser.get(&format!("/trainings/drafts/{}/place", draft.id)).await;
    assert_eq!(page.count(".banner-warning li"), 0);
}
