//! Topics that may be about the same.

use majlis::domain::{Viewer, posts, similar as likeness};

use super::Scene;
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn topics_that_share_words_are_found_in_both_languages_and_only_by_who_may_read_them() {
    let scene = Scene::new(TestApp::new().await).await;
    let pump = scene
        .question("Vibration of the cooling pump after a bearing change")
        .await;
    let arabic = scene.question("اهتزاز مضخّة التبريد بعد تغيير المحمل").await;
    scene.question("Which grease for the kiln?").await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    let hidden = scene
        .test
        .topic(&scene.noura, &inner, "question", "Cooling pump: secret vibration")
        .await;
    let client = scene.test.sign_in(&scene.ali).await;
    let found = client.get("/complete/similar?q=pump+vibration+cooling").await.json();
    let hrefs: Vec<&str> = found
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|topic| topic["href"].as_str())
        .collect();
    assert_eq!(
        hrefs,
        [format!("/topics/{}", hidden.id), format!("/topics/{}", pump.id)],
        "the newest of the likeliest first"
    );
    let open = likeness::to_title(scene.test.core(), &Viewer::Guest, "pump vibration cooling");
    let open: Vec<_> = open.await.expect("topics").into_iter().map(|topic| topic.id).collect();
    assert_eq!(open, [pump.id], "guests are offered what guests may read");
    let query: String = url::form_urlencoded::byte_serialize("مضخة تبريد".as_bytes()).collect();
    let found = client.get(&format!("/complete/similar?q={query}")).await.json();
    assert_eq!(found[0]["href"], format!("/topics/{}", arabic.id));

    posts::remove(scene.test.core(), &scene.noura.principal(), pump.id)
        .await
        .expect("removed");
    let found = client.get("/complete/similar?q=pump+vibration+cooling").await.json();
    assert_eq!(
        found.as_array().map(Vec::len),
        Some(1),
        "what is removed is not offered"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_they_stand_with_the_preview() {
    let scene = Scene::new(TestApp::new().await).await;
    scene.question("Which seal for hot oil?").await;
    let client = scene.test.sign_in(&scene.ali).await;
    let fields = [
        ("title", "What seal holds hot oil"),
        ("body", "It leaks after a week."),
        ("intent", "preview"),
    ];
    let page = client.submit("/forums/maintenance/new", &fields).await;
    assert_eq!(
        page.text(".similar a").as_deref(),
        Some("Which seal for hot oil?"),
        "{}",
        page.body
    );
    let empty = client.get("/forums/maintenance/new").await;
    assert_eq!(empty.count(".similar:not([hidden])"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_subjects_complete_themselves() {
    let scene = Scene::new(TestApp::new().await).await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "About #Vibration and #valves")
        .await;
    scene
        .test
        .topic(&scene.noura, &inner, "discussion", "About #vacuum")
        .await;
    let client = scene.test.sign_in(&scene.ali).await;
    let people = client.get("/complete/people?q=no").await.json();
    assert_eq!(people[0]["handle"], "noura");
    let tags = client.get("/complete/tags?q=v").await.json();
    assert_eq!(tags, serde_json::json!(["vacuum", "valves", "Vibration"]));
}
