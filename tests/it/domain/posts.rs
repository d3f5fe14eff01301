//! Writing, editing and removing.

use majlis::db::types::{PostKind, RemovedBy, TopicKind};
use majlis::domain::moderation;
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Viewer, notifications, topics};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn replies_are_counted_where_they_stand_and_at_the_head_of_the_thread() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does pump 3 vibrate?").await;
    let first = test.reply(&ali, topic.id, "Check the coupling.").await;
    let below = test.reply(&noura, first.id, "It is aligned.").await;

    let topic = test.post(topic.id).await;
    assert_eq!((topic.reply_count, topic.last_post_id), (2, below.id));
    assert_eq!(test.post(first.id).await.reply_count, 1);
    assert_eq!(
        (below.depth, below.branch_id, below.kind),
        (2, Some(first.id), PostKind::Reply)
    );

    posts::remove(test.core(), &ali.principal(), first.id)
        .await
        .expect("removed");
    let topic = test.post(topic.id).await;
    let tombstone = test.post(first.id).await;
    assert_eq!(topic.reply_count, 1);
    assert_eq!(
        (tombstone.html.as_str(), tombstone.removed_by),
        ("", Some(RemovedBy::Author))
    );
    assert_eq!(tombstone.reply_count, 1, "what stands below a removed reply stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_reads_depth_first_oldest_first() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let a = test.reply(&noura, topic.id, "a").await;
    let b = test.reply(&noura, topic.id, "b").await;
    let a1 = test.reply(&noura, a.id, "a1").await;
    let a11 = test.reply(&noura, a1.id, "a11").await;
    let a2 = test.reply(&noura, a.id, "a2").await;

    let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("the thread");

    let order: Vec<_> = thread.replies.iter().map(|post| post.id).collect();
    assert_eq!(order, [a.id, a1.id, a11.id, a2.id, b.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_author_edits_and_only_author_or_moderator_removes() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let form = TopicForm {
        kind: "discussion".to_owned(),
        title: "Spare parts, again".to_owned(),
        body: "Where do you keep yours?".to_owned(),
        language: "en".to_owned(),
    };

    for other in [&ali, &admin] {
        let refused = posts::rewrite(test.core(), &other.principal(), topic.id, &form).await;
        assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    }
    let edited = posts::rewrite(test.core(), &noura.principal(), topic.id, &form)
        .await
        .expect("edited");
    assert_eq!(edited.title, "Spare parts, again");
    assert!(edited.edited_at.is_some());

    let refused = posts::remove(test.core(), &ali.principal(), topic.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    posts::remove(test.core(), &admin.principal(), topic.id)
        .await
        .expect("removed");
    assert_eq!(test.post(topic.id).await.removed_by, Some(RemovedBy::Moderator));
    assert!(matches!(
        topics::thread(test.core(), &Viewer::Guest, topic.id, None).await,
        Err(Error::Gone)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_topic_takes_replies_of_moderators_only() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;

    let refused = moderation::set_locked(test.core(), &noura.principal(), topic.id, true).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
    moderation::set_locked(test.core(), &admin.principal(), topic.id, true)
        .await
        .expect("locked");

    let refused = posts::write_reply(test.core(), &noura.principal(), topic.id, "One more thing", "en").await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::Locked))));
    test.reply(&admin, topic.id, "Closed, see the other topic.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_and_forums_of_moderators_take_no_topics_of_members() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let form = TopicForm {
        kind: "announcement".to_owned(),
        title: "Power cut on Sunday".to_owned(),
        body: "From eight to ten in the morning.".to_owned(),
        language: "en".to_owned(),
    };

    let refused = posts::write_topic(test.core(), &noura.principal(), forum.forum.id, &form).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::ModeratorsOnly))));
    let posted = posts::write_topic(test.core(), &admin.principal(), forum.forum.id, &form)
        .await
        .expect("posted");
    assert_eq!(posted.topic_kind, Some(TopicKind::Announcement));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_wrongly_is_told_by_field() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let form = TopicForm {
        kind: "poll".to_owned(),
        title: "x".repeat(201),
        ..TopicForm::default()
    };

    let Err(Error::Invalid(problems)) =
        posts::write_topic(test.core(), &noura.principal(), forum.forum.id, &form).await
    else {
        panic!("it must be refused");
    };

    assert_eq!(problems.of("kind"), Some(Problem::Choice));
    assert_eq!(problems.of("title"), Some(Problem::TooLong(200)));
    assert_eq!(problems.of("body"), Some(Problem::Required));
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_of_replies_and_mentions_once_and_never_of_their_own() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does pump 3 vibrate?").await;

    test.reply(&ali, topic.id, "@noura @boss check the coupling. @ali")
        .await;
    test.reply(&noura, topic.id, "I did.").await;

    for (person, expected) in [(&noura, 1), (&admin, 1), (&ali, 0)] {
        let unread = notifications::unread(test.core(), person.account.id)
            .await
            .expect("a query");
        assert_eq!(unread, expected, "{}", person.actor.username);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_to_one_topic_at_once_are_all_kept_and_counted() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;

    let writers = (0..20).map(|n| {
        let (core, by) = (test.core().clone(), noura.principal());
        tokio::spawn(async move { posts::write_reply(&core, &by, topic.id, &format!("reply {n}"), "en").await })
    });
    for result in futures::future::join_all(writers).await {
        result.expect("no panic").expect("written");
    }

    assert_eq!(test.post(topic.id).await.reply_count, 20);
    let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("the thread");
    assert_eq!(thread.replies.len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_removed_many_times_at_once_is_uncounted_once() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    test.reply(&noura, topic.id, "We keep two pumps.").await;
    let reply = test.reply(&noura, topic.id, "And three seals.").await;

    let removals = (0..8).map(|_| {
        let (core, by) = (test.core().clone(), noura.principal());
        tokio::spawn(async move { posts::remove(&core, &by, reply.id).await })
    });
    for result in futures::future::join_all(removals).await {
        result.expect("no panic").expect("removed");
    }

    assert_eq!(test.post(topic.id).await.reply_count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_the_language_alone_is_kept() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let form = TopicForm {
        kind: "discussion".to_owned(),
        title: topic.title.clone(),
        body: topic.source.clone().expect("its source"),
        language: "ar".to_owned(),
    };
    posts::rewrite(test.core(), &noura.principal(), topic.id, &form)
        .await
        .expect("edited");
    assert_eq!(test.post(topic.id).await.language.as_deref(), Some("ar"));
}
