//! Forms that cannot be taken: wrong, forged, too late, not allowed. What was typed is never lost.

use chrono::TimeDelta;
use majlis::db::posts::Post;
use majlis::domain::forums::ForumView;
use majlis::domain::{moderation, posts};

use crate::support::{Client, Person, TestApp};

const TEXT: &str = "Loosen one foot at a time with a dial gauge on it.";

struct Scene {
    test: TestApp,
    admin: Person,
    noura: Person,
    forum: ForumView,
    topic: Post,
}

async fn scene() -> Scene {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test
        .topic(&admin, &forum, "question", "Vibration after a bearing change")
        .await;
    Scene {
        test,
        admin,
        noura,
        forum,
        topic,
    }
}

impl Scene {
    fn page(&self) -> String {
        format!("/topics/{}", self.topic.id)
    }

    async fn replies(&self) -> i64 {
        self.test.post(self.topic.id).await.reply_count
    }
}

/// The token of the reply form on a page that is open in this browser.
async fn token(client: &Client, path: &str) -> String {
    let page = client.get(path).await;
    page.attribute("form.reply-composer input[name=csrf]", "value")
        .expect("a token")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_topic_comes_back_with_everything_typed() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let long = "x".repeat(201);
    let table = [
        (["question", "OEE", TEXT], "title"),
        (["question", "", TEXT], "title"),
        (["question", &long, TEXT], "title"),
        (["question", "A good title", ""], "body"),
        (["question", "A good title", "short"], "body"),
        (["rumour", "A good title", TEXT], "kind"),
    ];
    for ([kind, title, body], wrong) in table {
        let fields = [("kind", kind), ("title", title), ("body", body), ("language", "en")];
        let page = client.submit("/forums/maintenance/new", &fields).await;
        assert_eq!(page.status, 422, "{wrong}: {}", page.body);
        assert_eq!(page.attribute("#title", "value").as_deref(), Some(title));
        assert_eq!(page.text("#body").unwrap_or_default(), body);
        assert_eq!(page.count(".field-error"), 1, "{wrong}: {}", page.body);
        assert_eq!(page.count(&format!(".error-summary a[href='#{wrong}']")), 1, "{wrong}");
    }
    assert_eq!(
        scene.test.guest().get("/forums/maintenance").await.count(".topic-row"),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_reply_is_no_reply() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let page = client.submit(&scene.page(), &[("body", "   ")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.count("textarea[aria-invalid=true]"), 1);
    assert_eq!(scene.replies().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_the_text_and_stores_nothing() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let fields = [("body", "It is **soft foot**"), ("intent", "preview")];
    let page = client.submit(&scene.page(), &fields).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.text("[data-preview]:not([hidden]) strong").as_deref(),
        Some("soft foot")
    );
    assert!(page.texts("textarea").contains(&"It is **soft foot**".to_owned()));
    assert_eq!(scene.replies().await, 0);

    let fields = [
        ("kind", "discussion"),
        ("title", "Only a look"),
        ("body", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("language", "en"),
        ("intent", "preview"),
    ];
    let page = client.submit("/forums/maintenance/new", &fields).await;
    assert_eq!((page.status, page.count("[data-preview] table")), (200, 1));
    assert_eq!(page.attribute("#title", "value").as_deref(), Some("Only a look"));
    assert_eq!(
        scene.test.guest().get("/forums/maintenance").await.count(".topic-row"),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_form_is_taken_without_its_token_or_from_a_guest() {
    let scene = scene().await;
    let answer = scene.test.reply(&scene.noura, scene.topic.id, TEXT).await;
    let (topic, reply) = (scene.topic.id, answer.id);
    let forms = [
        (
            "/forums/maintenance/new".to_owned(),
            vec![("title", "A good title"), ("body", TEXT), ("kind", "question")],
        ),
        ("/forums/maintenance/follow".to_owned(), vec![("follow", "yes")]),
        (format!("/topics/{topic}/replies"), vec![("body", TEXT)]),
        (format!("/posts/{topic}/vote"), vec![("vote", "up")]),
        (format!("/posts/{reply}/accept"), vec![("accept", "yes")]),
        (format!("/posts/{topic}/pin"), vec![("pin", "yes")]),
        (format!("/posts/{topic}/lock"), vec![("lock", "yes")]),
        (format!("/posts/{reply}/edit"), vec![("body", "changed")]),
        (format!("/posts/{reply}/delete"), vec![]),
    ];
    let (guest, member) = (scene.test.guest(), scene.test.sign_in(&scene.admin).await);
    for (path, fields) in forms {
        assert!(
            matches!(guest.post(&path, &fields).await.status, 401 | 403),
            "{path} by a guest"
        );
        assert_eq!(
            member.post(&path, &fields).await.status,
            403,
            "{path} without its token"
        );
    }
    let topic = scene.test.post(topic).await;
    assert_eq!((topic.reply_count, topic.vote_count, topic.accepted_id), (1, 0, None));
    assert!(!topic.is_pinned && !topic.is_locked);
    assert!(!scene.test.post(reply).await.is_removed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_cannot_do_what_is_for_others_to_do() {
    let scene = scene().await;
    let answer = scene.test.reply(&scene.admin, scene.topic.id, TEXT).await;
    let client = scene.test.sign_in(&scene.noura).await;
    let own = scene.test.reply(&scene.noura, scene.topic.id, "My own").await;
    let csrf = token(&client, &scene.page()).await;
    let forms = [
        (format!("/posts/{}/accept", answer.id), ("accept", "yes")),
        (format!("/posts/{}/pin", scene.topic.id), ("pin", "yes")),
        (format!("/posts/{}/lock", scene.topic.id), ("lock", "yes")),
        (format!("/posts/{}/edit", answer.id), ("body", TEXT)),
        (format!("/posts/{}/delete", answer.id), ("x", "")),
        (format!("/posts/{}/vote", own.id), ("vote", "up")),
    ];
    for (path, field) in forms {
        let page = client.post(&path, &[("csrf", &csrf), field]).await;
        assert_eq!(page.status, 403, "{path}: {}", page.body);
    }
    for path in [
        format!("/posts/{}/edit", answer.id),
        format!("/posts/{}/delete", answer.id),
    ] {
        assert_eq!(client.get(&path).await.status, 403, "{path}");
    }
    let fields = [
        ("kind", "announcement"),
        ("title", "News from me"),
        ("body", TEXT),
        ("csrf", &csrf),
    ];
    let page = client.post("/forums/maintenance/new", &fields).await;
    assert_eq!(page.status, 403, "announcements are for moderators");
    assert_eq!(page.text("textarea").as_deref(), Some(TEXT), "and the text comes back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_being_written_survives_a_lock_a_deletion_and_the_end_of_the_session() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let csrf = token(&client, &scene.page()).await;
    let path = format!("/topics/{}/replies", scene.topic.id);
    let fields = [("csrf", csrf.as_str()), ("body", TEXT)];
    let (core, by) = (scene.test.core(), scene.admin.principal());

    moderation::set_locked(core, &by, scene.topic.id, true)
        .await
        .expect("locked");
    let locked = client.post(&path, &fields).await;
    assert_eq!((locked.status, locked.text("textarea").as_deref()), (403, Some(TEXT)));
    assert!(locked.body.contains("The topic is locked."), "{}", locked.body);

    posts::remove(core, &by, scene.topic.id).await.expect("removed");
    let gone = client.post(&path, &fields).await;
    assert_eq!((gone.status, gone.text("textarea").as_deref()), (410, Some(TEXT)));

    scene.test.advance(TimeDelta::days(31));
    let ended = client.post(&path, &fields).await;
    assert_eq!((ended.status, ended.text("textarea").as_deref()), (401, Some(TEXT)));
    assert_eq!(scene.replies().await, 0);
    assert!(scene.forum.forum.is_local);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_from_a_page_older_than_the_session_is_given_back() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.noura).await;
    let fields = [("csrf", "00.00"), ("title", "Soft foot?"), ("body", TEXT)];
    let page = client.post("/forums/maintenance/new", &fields).await;
    assert_eq!(page.status, 403);
    assert!(page.texts("textarea").contains(&TEXT.to_owned()));
    assert_eq!(page.attribute("#kept-title", "value").as_deref(), Some("Soft foot?"));

    let page = client.post(&format!("{}/replies", scene.page()), &fields).await;
    assert!(page.texts("textarea").contains(&TEXT.to_owned()));
    assert_eq!(page.count(&format!("a[href=\"{}\"]", scene.page())), 1);
    assert_eq!(scene.replies().await, 0);
}
