//! Choosing what one hears of, and the list of it.

use majlis::db::types::Pace;
use majlis::domain::notifications;

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_is_saved_and_shown_again() {
    let scene = Scene::new().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let saved = client
        .submit(
            "/settings/notifications",
            &[
                ("mail_votes", "weekly"),
                ("news", "daily"),
                ("quiet_from", "20"),
                ("digest_hour", "9"),
            ],
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = client.get("/settings/notifications").await;
    assert_eq!(page.count("select[name=mail_votes] option[value=weekly][selected]"), 1);
    assert_eq!(page.count("select[name=quiet_from] option[value='20'][selected]"), 1);
    assert_eq!(page.count("input[name=news][value=daily][checked]"), 1);
    assert_eq!(
        page.count("input[name=app_moderation][disabled]"),
        1,
        "what moderators do is always told"
    );
    assert_eq!(page.count("select[name=mail_messages]"), 1, "messages are among them");
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused_and_kept() {
    let scene = Scene::new().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let refused = client
        .submit(
            "/settings/notifications",
            &[("quiet_from", "25"), ("mail_votes", "weekly")],
        )
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.count("#quiet_from-error"), 1, "{}", refused.body);
    assert_eq!(
        refused.count("select[name=mail_votes] option[value=weekly][selected]"),
        1
    );
    for (field, value) in [("mail_votes", "hourly"), ("news", "now")] {
        let refused = client.submit("/settings/notifications", &[(field, value)]).await;
        assert_eq!(refused.status, 422, "{field}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_the_site_comes_by_mail_alone() {
    let scene = Scene::new().await;
    let mut form = super::wishes("answers", Pace::Now);
    form.channels = vec![("answers".to_owned(), false, "now".to_owned(), false)];
    notifications::settings::save(scene.test.core(), &scene.noura.principal(), &form)
        .await
        .expect("wishes");
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    let unread = notifications::unread(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a count");
    assert_eq!(unread, 0);
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_by_thread_and_can_be_narrowed_read_and_muted() {
    let scene = Scene::new().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    for text in ["One.", "Two.", "Three."] {
        scene.test.reply(&scene.faisal, topic.id, text).await;
    }
    scene.test.reply(&scene.faisal, topic.id, "Hello @noura").await;
    let client = scene.test.sign_in(&scene.noura).await;
    let page = client.get("/notifications").await;
    assert_eq!(page.count("article.notice"), 1, "{}", page.body);
    assert!(page.body.contains("new in this thread"), "{}", page.body);
    let none = client.get("/notifications?of=trainings").await;
    assert_eq!(none.count("article.notice"), 0);
    assert_eq!(none.count(".empty"), 1);

    let ids = page
        .attribute("form[action='/notifications/read'] input[name=ids]", "value")
        .expect("ids");
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let other = scene.test.sign_in(&scene.faisal).await;
    let foreign = other.get("/settings/notifications").await;
    let own = foreign.attribute("input[name=csrf]", "value").expect("a token");
    other
        .post("/notifications/read", &[("csrf", &own), ("ids", &ids)])
        .await;
    let page = client.get("/notifications").await;
    assert_eq!(page.count("article.notice-unread"), 1, "nobody reads for somebody else");
    let read = client
        .post(
            "/notifications/read",
            &[("csrf", &token), ("ids", &ids), ("next", "/notifications")],
        )
        .await;
    assert_eq!((read.status, read.header("location")), (303, "/notifications"));
    assert_eq!(client.get("/notifications").await.count("article.notice-unread"), 0);

    let mute = page
        .attribute("form[action$='/mute']", "action")
        .expect("a way to mute");
    assert_eq!(other.post(&mute, &[("csrf", &own)]).await.status, 404);
    let muted = client
        .post(&mute, &[("csrf", &token), ("next", "//evil.example")])
        .await;
    assert_eq!(muted.status, 303);
    assert!(!muted.header("location").contains("evil"));
    scene.test.reply(&scene.faisal, topic.id, "Unheard.").await;
    assert_eq!(client.get("/notifications").await.count("article.notice-unread"), 0);
}
