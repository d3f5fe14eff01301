//! The pages of moderators, and what members see of them.

use majlis::domain::moderation::rules::{self, RulesForm};

use super::is_removed;
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_reported_hidden_and_restored_on_the_pages() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&ali, &forum, "discussion", "Cheap pumps for sale").await;
    let (reader, moderator) = (test.sign_in(&noura).await, test.sign_in(&admin).await);
    let page = reader.get(&format!("/topics/{}", topic.id)).await;
    assert_eq!(page.count(&format!("a[href='/posts/{}/report']", topic.id)), 1);
    assert_eq!(page.count(&format!("a[href='/posts/{}/hide']", topic.id)), 0);

    let address = format!("/posts/{}/report", topic.id);
    let wrong = reader.submit(&address, &[("words", "These are ads")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("These are ads"), "what was typed stays");
    let sent = reader
        .submit(&address, &[("category", "spam"), ("words", "These are ads")])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);

    let queue = moderator.get("/moderation").await;
    assert!(queue.body.contains("These are ads"), "{}", queue.body);
    let report = queue
        .attribute("main a[href^='/moderation/reports/']", "href")
        .expect("a report");
    let case = moderator.get(&report).await;
    assert!(case.body.contains("whole story"), "{}", case.body);
    let hide = format!("/posts/{}/hide", topic.id);
    let hidden = moderator
        .submit(&hide, &[("category", "spam"), ("words", "No ads here")])
        .await;
    assert_eq!(hidden.status, 303, "{}", hidden.body);

    let gone = reader.get(&format!("/topics/{}", topic.id)).await;
    assert_eq!(gone.status, 410);
    assert!(gone.body.contains("No ads here") && !gone.body.contains("whole story"));
    let notices = reader.get("/notifications").await;
    assert!(
        notices.body.contains("something was done about your report"),
        "{}",
        notices.body
    );
    let closed = moderator.get("/moderation?closed=yes").await;
    assert!(closed.body.contains("These are ads"));

    let back = moderator
        .post_form(&hide, &format!("/posts/{}/restore", topic.id))
        .await;
    assert_eq!(back.status, 303, "{}", back.body);
    assert!(!is_removed(&test, topic.id).await);
    let guest = test.guest().with_header("accept-language", "en");
    let log = guest.get("/forums/maintenance/log").await;
    assert_eq!(log.texts("main li b"), ["Post restored", "Post hidden"], "{}", log.body);
    assert!(!log.body.contains("boss"), "readers are told no names");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_kept_out_sees_why_and_until_when() {
    let test = TestApp::new().await;
    let (admin, ali) = (test.admin("boss").await, test.member("ali").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;
    let moderator = test.sign_in(&admin).await;
    let id = forum.forum.id.to_string();
    let fields = [
        ("forum", id.as_str()),
        ("category", "spam"),
        ("words", "No ads here"),
        ("until", "2026-11-30"),
        ("act", "ban"),
    ];
    let done = moderator.submit("/@ali/ban", &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let browser = test.sign_in(&ali).await;
    let page = browser.get(&format!("/topics/{}", topic.id)).await;
    assert!(page.body.contains("No ads here"), "{}", page.body);
    assert_eq!(page.count("textarea[name=body]"), 0);
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let fields = [("body", "A text that must not get lost"), ("csrf", token.as_str())];
    let kept = browser.post(&format!("/topics/{}/replies", topic.id), &fields).await;
    assert_eq!(kept.status, 403);
    assert!(kept.body.contains("A text that must not get lost"), "{}", kept.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_post_waits_where_its_author_sees_it_and_a_moderator_approves_it() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let asked = RulesForm {
        slow_seconds: String::new(),
        holds_first: true,
    };
    rules::set(test.core(), &admin.principal(), forum.forum.id, &asked)
        .await
        .expect("set");
    let (writer, moderator) = (test.sign_in(&noura).await, test.sign_in(&admin).await);
    let fields = [
        ("kind", "discussion"),
        ("title", "My first topic"),
        ("body", "The whole story of spare parts."),
        ("language", "en"),
        ("intent", "publish"),
    ];
    let sent = writer.submit("/forums/maintenance/new", &fields).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/waiting"));
    let waiting = writer.get("/waiting").await;
    assert!(
        waiting.body.contains("The whole story of spare parts."),
        "{}",
        waiting.body
    );

    let queue = moderator.get("/moderation/held").await;
    let address = queue
        .attribute("form[action^='/moderation/held/']", "action")
        .expect("a post");
    let token = queue.attribute("input[name=csrf]", "value").expect("a token");
    let done = moderator.post(&address, &[("act", "approve"), ("csrf", &token)]).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let forum = test.guest().get("/forums/maintenance").await;
    assert!(forum.body.contains("My first topic"), "{}", forum.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_topic_leads_to_where_it_stands_and_a_moved_one_stays_where_it_was_linked() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let other = test.forum(&admin, "energy", "public").await;
    let one = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let two = test.topic(&noura, &forum, "discussion", "Spare parts again").await;
    let moderator = test.sign_in(&admin).await;
    let address = format!("/posts/{}/arrange", two.id);
    let page = moderator.get(&address).await;
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let target = format!("https://majlis.example/topics/{}", one.id);
    let fields = [("act", "merge"), ("into", target.as_str()), ("csrf", token.as_str())];
    let done = moderator.post(&address, &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let old = test.guest().get(&format!("/topics/{}", two.id)).await;
    assert_eq!(
        (old.status, old.header("location")),
        (303, format!("/replies/{}", two.id).as_str())
    );

    let place = other.forum.id.to_string();
    let fields = [("act", "move"), ("forum", place.as_str()), ("csrf", token.as_str())];
    let done = moderator.post(&format!("/posts/{}/arrange", one.id), &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let moved = test.guest().get(&format!("/topics/{}", one.id)).await;
    assert_eq!(moved.status, 200);
    assert_eq!(moved.count("a[href='/forums/energy']"), 1, "{}", moved.body);
}
