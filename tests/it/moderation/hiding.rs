//! Hiding posts and bringing them back.

use chrono::TimeDelta;
use majlis::db::moderation::hidden::{self, Hidden};
use majlis::db::types::PostId;
use majlis::domain::moderation::hiding;
use majlis::domain::moderation::log;
use majlis::domain::privacy::retention;
use majlis::domain::{Denied, Error, Viewer, posts, topics};

use super::{form, told};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_post_is_a_tombstone_with_a_reason_and_comes_back_whole() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does it vibrate?").await;
    let reply = test.reply(&noura, topic.id, "See #pumps at my shop").await;
    let before = test.post(reply.id).await;

    hiding::hide(test.core(), &admin.principal(), reply.id, &form("spam", "No ads"))
        .await
        .expect("hidden");

    let hidden = test.post(reply.id).await;
    assert!(hidden.is_removed() && hidden.html.is_empty() && hidden.source.is_none());
    assert_eq!(test.post(topic.id).await.reply_count, 0);
    let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("a thread");
    assert_eq!(thread.hidden.get(&reply.id).map(|why| why.as_str()), Some("spam"));
    assert_eq!(told(&test, &noura).await, [("remove".to_owned(), "No ads".to_owned())]);

    hiding::restore(test.core(), &admin.principal(), reply.id)
        .await
        .expect("restored");

    let after = test.post(reply.id).await;
    assert_eq!((after.html, after.source), (before.html, before.source));
    assert_eq!(test.post(topic.id).await.reply_count, 1);
    let shown = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("a thread")
        .shown;
    assert_eq!(shown.tags.get(&reply.id), Some(&vec!["pumps".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_moderators_hide_and_restore_and_authors_cannot_bring_back_what_they_took_away() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let refused = hiding::hide(test.core(), &ali.principal(), topic.id, &form("spam", "")).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));

    posts::remove(test.core(), &noura.principal(), topic.id)
        .await
        .expect("removed");
    let gone = hiding::restore(test.core(), &admin.principal(), topic.id).await;
    assert!(matches!(gone, Err(Error::Gone)));
    let refused = hiding::restore(test.core(), &noura.principal(), topic.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_hidden_post_is_destroyed_when_its_time_is_over() {
    let test = TestApp::with(|config| config.moderation.hidden_days = 30).await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    hiding::hide(test.core(), &admin.principal(), topic.id, &form("spam", ""))
        .await
        .expect("hidden");

    test.advance(TimeDelta::days(31));
    retention::run(test.core()).await.expect("swept");

    let gone = hiding::restore(test.core(), &admin.principal(), topic.id).await;
    assert!(matches!(gone, Err(Error::Gone)));
    let why = hiding::reason(test.core(), &Viewer::Guest, topic.id)
        .await
        .expect("a query");
    assert!(why.is_some(), "why it is hidden stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_author_who_deletes_what_was_hidden_has_the_kept_text_destroyed() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    hiding::hide(test.core(), &admin.principal(), topic.id, &form("spam", ""))
        .await
        .expect("hidden");
    let counted = test.post(topic.id).await.reply_count;

    for _ in 0..2 {
        posts::remove(test.core(), &noura.principal(), topic.id)
            .await
            .expect("deleted");
    }

    assert!(kept(&test, topic.id).await.is_none(), "nothing is kept");
    let gone = hiding::restore(test.core(), &admin.principal(), topic.id).await;
    assert!(matches!(gone, Err(Error::Gone)));
    let after = test.post(topic.id).await;
    assert_eq!(after.removed_by.map(|by| by.as_str()), Some("author"));
    assert_eq!(after.reply_count, counted);
    let again = hiding::hide(test.core(), &admin.principal(), topic.id, &form("spam", "")).await;
    assert!(again.is_ok() && kept(&test, topic.id).await.is_none());
}

/// What is kept of a hidden post.
async fn kept(test: &TestApp, post: PostId) -> Option<Hidden> {
    let mut conn = test.core().db.read().await.expect("a connection");
    hidden::find(&mut conn, post).await.expect("a query")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_a_forum_names_nobody_to_its_readers_and_everybody_to_its_moderators() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    hiding::hide(test.core(), &admin.principal(), topic.id, &form("spam", "No ads"))
        .await
        .expect("hidden");
    let id = forum.forum.id;

    let read = log::of_forum(test.core(), &Viewer::Guest, id, "", None)
        .await
        .expect("the log");
    let [line] = read.lines.as_slice() else {
        panic!("one line: {:?}", read.lines.len())
    };
    assert_eq!(
        (line.entry.action.as_str(), line.entry.category.as_str()),
        ("remove", "spam")
    );
    assert!(line.by.is_none() && line.target.is_none() && !read.is_full);

    let read = log::of_forum(test.core(), &admin.viewer(), id, "remove", None)
        .await
        .expect("the log");
    assert_eq!(read.lines[0].by.as_ref().map(|actor| actor.id), Some(admin.actor.id));
    assert_eq!(
        read.lines[0].target.as_ref().map(|actor| actor.id),
        Some(noura.actor.id)
    );

    let refused = log::all(test.core(), &noura.viewer(), &noura.principal(), "", None).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
    let other = log::of_forum(test.core(), &Viewer::Guest, id, "report_taken", None).await;
    assert!(
        matches!(other, Err(Error::NotFound)),
        "what is internal cannot be asked for"
    );
}
