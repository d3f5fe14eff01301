//! The queue of letters before those who run the instance.

use majlis::domain::passwords;

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_the_queue_without_texts_and_addresses() {
    let scene = Scene::new().await;
    scene.smtp.refuse(&scene.noura.account.email, 451);
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Look at the strainer.").await;
    scene.after(6).await;
    let client = scene.test.sign_in(&scene.admin).await;
    let page = client.get("/admin/letters").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("n…@factory.example"), "{}", page.body);
    assert!(
        page.body.contains("reset_password") && page.body.contains("451"),
        "{}",
        page.body
    );
    assert!(
        !page.body.contains(&scene.noura.account.email),
        "only a hint of the address"
    );
    assert!(!page.body.contains("strainer"), "no text");

    let member = scene.test.sign_in(&scene.noura).await;
    assert_eq!(member.get("/admin/letters").await.status, 403);

    let action = page
        .attribute("form[action^='/admin/letters/']", "action")
        .expect("a form");
    let dropped = client.post(&action, &[("csrf", &token(&page)), ("act", "drop")]).await;
    assert_eq!(dropped.status, 303);
    let again = client.post(&action, &[("csrf", &token(&page)), ("act", "drop")]).await;
    assert_eq!(again.status, 404, "it does not wait any more");
}

fn token(page: &crate::support::Page) -> String {
    page.attribute("form[action^='/admin/letters/'] input[name=csrf]", "value")
        .expect("a token")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_letter_can_be_looked_at_in_both_languages() {
    let scene = Scene::new().await;
    let client = scene.test.sign_in(&scene.admin).await;
    let page = client.get("/admin/letters/preview").await;
    assert_eq!(page.status, 200);
    let letters = page.count("a[href^='/admin/letters/preview/']");
    assert_eq!(letters % 2, 0);
    assert!(letters >= 40, "{letters}");
    let look = client.get("/admin/letters/preview/digest?language=ar").await;
    assert!(look.body.contains("dir=\"rtl\""), "{}", look.body);
    assert!(look.header("content-security-policy").contains("sandbox"));
    assert_eq!(client.get("/admin/letters/preview/nothing").await.status, 404);
}
