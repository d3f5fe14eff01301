//! Every edit keeps what was said before, for whoever may read the post.

use majlis::db::revisions;
use majlis::domain::{export, posts};

use super::Scene;
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn each_version_is_shown_with_what_was_added_and_taken_out() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    scene.rewrite(&scene.noura, &topic, "A seal of rubber leaks.").await;
    scene.rewrite(&scene.noura, &topic, "A seal of graphite leaks.").await;
    let guest = scene.guest();
    let page = guest.get(&format!("/topics/{}", topic.id)).await;
    let link = page
        .attribute(".byline a[href$='/history']", "href")
        .expect("a link from the word edited");
    let history = guest.get(&link).await;
    assert_eq!(history.count("section.version"), 3, "{}", history.body);
    assert_eq!(
        history.text("section.version:first-of-type ins").as_deref(),
        Some("Added: graphite")
    );
    assert_eq!(
        history.text("section.version:first-of-type del").as_deref(),
        Some("Taken out: rubber")
    );
    assert_eq!(
        history.count(".diff p:not([dir=auto])"),
        0,
        "each paragraph finds its own direction"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_is_cut_into_pages_and_nothing_is_missed_between_them() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    for n in 1..=23 {
        scene
            .rewrite(&scene.noura, &topic, &format!("The text number{n} of many."))
            .await;
    }
    let guest = scene.guest();
    let (mut seen, mut path) = (Vec::new(), format!("/posts/{}/history", topic.id));
    loop {
        let page = guest.get(&path).await;
        seen.extend(page.texts(".diff ins"));
        match page.attribute("a[rel=next]", "href") {
            Some(next) => path = next,
            None => break,
        }
    }
    let numbers = seen.iter().filter(|text| text.contains("number")).count();
    assert_eq!(numbers, 23, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_removed_post_is_gone_for_everybody() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    let reply = scene.test.reply(&scene.ali, topic.id, "A slip of the tongue.").await;
    scene.rewrite(&scene.ali, &reply, "A considered answer.").await;
    posts::remove(scene.test.core(), &scene.ali.principal(), reply.id)
        .await
        .expect("removed");
    let boss = scene.test.sign_in(&scene.admin).await;
    assert_eq!(boss.get(&format!("/posts/{}/history", reply.id)).await.status, 410);
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let left = revisions::list(&mut conn, reply.id, None, 10).await.expect("a query");
    assert!(left.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_post_may_not_read_its_history() {
    let scene = Scene::new(TestApp::new().await).await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    let topic = scene
        .test
        .topic(&scene.noura, &inner, "question", "Among ourselves?")
        .await;
    scene.rewrite(&scene.noura, &topic, "Something else altogether.").await;
    let path = format!("/posts/{}/history", topic.id);
    assert_eq!(scene.guest().get(&path).await.status, 404);
    assert_eq!(scene.test.sign_in(&scene.ali).await.get(&path).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_ones_data_holds_former_versions() {
    let scene = Scene::new(TestApp::new().await).await;
    let topic = scene.question("Which seal for hot oil?").await;
    scene.rewrite(&scene.noura, &topic, "Another text altogether.").await;
    let (_, sections) = export::collect(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a copy");
    let former = sections
        .iter()
        .find(|section| section.name == "former_versions")
        .expect("a section");
    assert_eq!(former.rows.len(), 1);
    assert_eq!(former.rows[0][2].value, "Which seal for hot oil?: the whole story.");
}
