//! What members have begun to write is kept, whatever happens to the place or in another window.

use chrono::TimeDelta;
use majlis::db::drafts::Draft;
use majlis::domain::privacy::retention;
use majlis::domain::{drafts, export, moderation, posts};

use super::Scene;
use crate::support::{Client, Page, Person, TestApp};

async fn kept(scene: &Scene, person: &Person) -> Vec<Draft> {
    drafts::list(scene.test.core(), person.account.id)
        .await
        .expect("drafts")
}

/// Presses "save draft" in the form that the page shows.
async fn save(client: &Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = client.get(path).await;
    let field = |name: &str| {
        let value = page.attribute(&format!("form[data-composer] input[name={name}]"), "value");
        value.unwrap_or_default()
    };
    let hidden = ["csrf", "draft", "draft_version", "draft_kind", "draft_place"].map(|name| (name, field(name)));
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend(fields);
    client.post("/drafts", &all).await
}

fn place(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location").split('#').next().unwrap_or_default().to_owned()
}

const NEW: &str = "/forums/maintenance/new";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_saved_without_script_offered_again_and_gone_once_it_is_published() {
    let scene = Scene::new(TestApp::new().await).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let fields = [
        ("kind", "discussion"),
        ("title", "Spare parts"),
        ("body", "We keep *too* many."),
    ];
    let again = place(&save(&client, NEW, &fields).await);
    let page = client.get(&again).await;
    assert_eq!(page.attribute("#title", "value").as_deref(), Some("Spare parts"));
    assert_eq!(page.text("#body").as_deref(), Some("We keep *too* many."));
    assert_eq!(
        page.attribute("input[name=kind][checked]", "value").as_deref(),
        Some("discussion")
    );

    let offered = client.get(NEW).await;
    assert_eq!(offered.text(".draft-offer a").as_deref(), Some("Spare parts"));
    assert_eq!(
        client.get("/drafts").await.text(".draft-row a").as_deref(),
        Some("Spare parts")
    );
    let other = scene.test.sign_in(&scene.ali).await;
    assert_eq!(other.get(NEW).await.count(".draft-offer"), 0, "for nobody else");
    let id = kept(&scene, &scene.noura).await[0].id;
    assert_eq!(other.get(&format!("/drafts/{id}")).await.status, 404);

    let published = client.submit(&again, &[("title", "Spare parts on the shelf")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    assert!(kept(&scene, &scene.noura).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_on_one_draft_make_two_and_neither_text_is_lost() {
    let scene = Scene::new(TestApp::new().await).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let again = place(&save(&client, NEW, &[("body", "The beginning.")]).await);
    let page = client.get(&again).await;
    let field = |name: &str| {
        page.attribute(&format!("form[data-composer] input[name={name}]"), "value")
            .unwrap_or_default()
    };
    let names = ["csrf", "draft", "draft_version", "draft_kind", "draft_place"];
    let values = names.map(field);
    let script = client.clone().with_header("x-fragment", "1");
    let mut answers = Vec::new();
    for body in ["From the first window.", "From the second window."] {
        let mut fields: Vec<(&str, &str)> = names.iter().copied().zip(values.iter().map(String::as_str)).collect();
        fields.push(("body", body));
        let answer = script.post("/drafts", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answers.push(answer.json());
    }
    assert_eq!(
        (&answers[0]["version"], &answers[0]["is_apart"]),
        (&"2".into(), &false.into())
    );
    assert_eq!(
        (&answers[1]["version"], &answers[1]["is_apart"]),
        (&"1".into(), &true.into())
    );
    assert_ne!(answers[0]["id"], answers[1]["id"]);
    let mut texts: Vec<String> = kept(&scene, &scene.noura)
        .await
        .into_iter()
        .map(|draft| draft.body)
        .collect();
    texts.sort();
    assert_eq!(texts, ["From the first window.", "From the second window."]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_the_place_it_was_meant_for() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    let reply = scene
        .test
        .reply(&scene.noura, topic.id, "More: it is 300 degrees.")
        .await;
    let client = scene.test.sign_in(&scene.ali).await;
    let path = format!("/topics/{}", topic.id);
    let parent = reply.id.to_string();
    let again = place(&save(&client, &path, &[("parent", &parent), ("body", "Graphite it is.")]).await);
    let page = client.get(&again).await;
    assert_eq!(
        page.text(&format!("#body-{parent}")).as_deref(),
        Some("Graphite it is."),
        "below what it answers"
    );

    posts::remove(scene.test.core(), &scene.noura.principal(), reply.id)
        .await
        .expect("removed");
    let page = client.get(&again).await;
    assert_eq!(
        page.text("#body-new").as_deref(),
        Some("Graphite it is."),
        "then below the topic"
    );

    moderation::set_locked(scene.test.core(), &scene.admin.principal(), topic.id, true)
        .await
        .expect("locked");
    let id = kept(&scene, &scene.ali).await[0].id;
    let page = client.get(&format!("/drafts/{id}")).await;
    assert_eq!(
        (page.status, page.text("#kept-body").as_deref()),
        (200, Some("Graphite it is."))
    );
    posts::remove(scene.test.core(), &scene.admin.principal(), topic.id)
        .await
        .expect("removed");
    assert_eq!(
        client.get(&format!("/drafts/{id}")).await.text("#kept-body").as_deref(),
        Some("Graphite it is.")
    );
    let gone = client
        .post_form(&format!("/drafts/{id}"), &format!("/drafts/{id}/delete"))
        .await;
    assert_eq!(gone.status, 303);
    assert!(kept(&scene, &scene.ali).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_new_text_of_a_post_can_be_a_draft_too() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    let client = scene.test.sign_in(&scene.noura).await;
    let path = format!("/posts/{}/edit", topic.id);
    let again = place(
        &save(
            &client,
            &path,
            &[("title", "Which seal for hot oil?"), ("body", "A better text.")],
        )
        .await,
    );
    assert!(again.starts_with(&path), "{again}");
    assert_eq!(
        client.get(&again).await.text("#body").as_deref(),
        Some("A better text.")
    );
    assert_eq!(client.get(&path).await.count(".draft-offer a"), 1);
    let saved = client.submit(&again, &[("body", "The best text of all.")]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(kept(&scene, &scene.noura).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_disk_with_drafts_and_what_does_not_fit_is_given_back() {
    let test = TestApp::with(|config| config.composer.drafts = 2).await;
    let scene = Scene::new(test).await;
    let client = scene.test.sign_in(&scene.noura).await;
    for n in 0..2 {
        place(&save(&client, NEW, &[("body", &format!("Text {n}"))]).await);
    }
    let refused = save(&client, NEW, &[("body", "One more")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.text("#kept-body").as_deref(), Some("One more"));
    assert_eq!(kept(&scene, &scene.noura).await.len(), 2);
    let huge = "x".repeat(50_001);
    assert_eq!(save(&client, NEW, &[("body", &huge)]).await.status, 422);
    assert_eq!(
        client.post("/drafts", &[("body", "Forged")]).await.status,
        403,
        "a form of another site saves nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_in_the_copy_and_not_kept_for_ever() {
    let scene = Scene::new(TestApp::new().await).await;
    let client = scene.test.sign_in(&scene.noura).await;
    save(&client, NEW, &[("title", "Spare parts"), ("body", "We keep too many.")]).await;
    let (_, sections) = export::collect(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a copy");
    let section = sections
        .iter()
        .find(|section| section.name == "drafts")
        .expect("a section");
    assert_eq!(section.rows[0][2].value, "We keep too many.");
    scene.test.advance(TimeDelta::days(89));
    retention::run(scene.test.core()).await.expect("run");
    assert_eq!(kept(&scene, &scene.noura).await.len(), 1);
    scene.test.advance(TimeDelta::days(2));
    retention::run(scene.test.core()).await.expect("run");
    assert!(kept(&scene, &scene.noura).await.is_empty());
}
