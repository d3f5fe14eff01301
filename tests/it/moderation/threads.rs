//! Moving, splitting, merging and tagging.

use chrono::TimeDelta;
use majlis::db::types::{PostKind, Visibility};
use majlis::domain::moderation::{hiding, moves, tags};
use majlis::domain::posts::TopicForm;
use majlis::domain::{Denied, Error, Viewer, answers, forums, posts, similar, topics};

use super::{form, told};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_moves_with_its_replies_and_never_to_more_readers() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let public = test.forum(&admin, "maintenance", "public").await;
    let inner = test.forum(&admin, "members", "instance").await;
    let topic = test.topic(&noura, &public, "discussion", "Spare parts").await;
    let reply = test.reply(&admin, topic.id, "Look at the leaks").await;

    moves::move_topic(test.core(), &admin.principal(), topic.id, inner.forum.id)
        .await
        .expect("moved");

    for id in [topic.id, reply.id] {
        let post = test.post(id).await;
        assert_eq!(
            (post.forum_id, post.visibility),
            (Some(inner.forum.id), Visibility::Instance)
        );
    }
    let counts = |forum: &forums::ForumView| (forum.forum.topic_count, forum.forum.reply_count);
    let now = forums::get(test.core(), &admin.viewer(), inner.forum.id)
        .await
        .expect("a forum");
    assert_eq!(counts(&now), (1, 1));
    let now = forums::get(test.core(), &admin.viewer(), public.forum.id)
        .await
        .expect("a forum");
    assert_eq!(counts(&now), (0, 0));
    assert_eq!(told(&test, &noura).await[0].0, "move");

    let back = moves::move_topic(test.core(), &admin.principal(), topic.id, public.forum.id).await;
    assert!(matches!(back, Err(Error::Forbidden(Denied::Wider))));
    let refused = moves::move_topic(test.core(), &noura.principal(), topic.id, public.forum.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_whose_topic_moved_answers_where_it_stands_now() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let other = test.forum(&admin, "energy", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    moves::move_topic(test.core(), &admin.principal(), topic.id, other.forum.id)
        .await
        .expect("moved");

    let reply = test.reply(&noura, topic.id, "Written while it moved").await;

    assert_eq!(reply.forum_id, Some(other.forum.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_becomes_a_topic_with_what_stands_below_it_and_can_be_merged_back() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does it vibrate?").await;
    let one = test.reply(&noura, topic.id, "one").await;
    let aside = test.reply(&noura, one.id, "Something else entirely").await;
    let below = test.reply(&admin, aside.id, "Indeed").await;
    let deep = test.reply(&noura, below.id, "And more").await;
    answers::accept(test.core(), &admin.principal(), below.id)
        .await
        .expect("accepted");

    let made = moves::split(test.core(), &admin.principal(), aside.id, "Something else entirely")
        .await
        .expect("split");

    assert_eq!(
        (made.kind, made.root_id, made.reply_count),
        (PostKind::Topic, aside.id, 2)
    );
    let (old, left) = (test.post(topic.id).await, test.post(one.id).await);
    assert_eq!((old.reply_count, old.accepted_id, old.last_post_id), (1, None, one.id));
    assert_eq!(left.reply_count, 0);
    let thread = topics::thread(test.core(), &Viewer::Guest, aside.id, None)
        .await
        .expect("a thread");
    let order: Vec<_> = thread.replies.iter().map(|post| (post.id, post.depth)).collect();
    assert_eq!(order, [(below.id, 1), (deep.id, 2)]);
    let place = topics::place_of(test.core(), &Viewer::Guest, deep.id)
        .await
        .expect("a place");
    assert_eq!(place.0, aside.id, "old addresses of replies lead to the new topic");

    moves::merge(test.core(), &admin.principal(), aside.id, topic.id)
        .await
        .expect("merged");

    let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("a thread");
    let order: Vec<_> = thread.replies.iter().map(|post| (post.id, post.depth)).collect();
    assert_eq!(order, [(one.id, 1), (aside.id, 1), (below.id, 2), (deep.id, 3)]);
    assert_eq!(thread.topic.reply_count, 4);
    assert_eq!(test.post(aside.id).await.reply_count, 1);
    let now = forums::get(test.core(), &admin.viewer(), forum.forum.id)
        .await
        .expect("a forum");
    assert_eq!((now.forum.topic_count, now.forum.reply_count), (1, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_changed_by_moderators_and_the_text_stays() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;

    tags::set(test.core(), &admin.principal(), topic.id, "#مضخات pumps، Pumps")
        .await
        .expect("tagged");

    let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
        .await
        .expect("a thread");
    let mut tags = thread.shown.tags.get(&topic.id).cloned().unwrap_or_default();
    tags.sort();
    assert_eq!(tags, ["pumps", "مضخات"]);
    let many = "a b c d e f g h i j k";
    let refused = tags::set(test.core(), &admin.principal(), topic.id, many).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    let refused = tags::set(test.core(), &noura.principal(), topic.id, "x").await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
    posts::remove(test.core(), &noura.principal(), topic.id)
        .await
        .expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moderators_decided_about_tags_outlasts_the_author_s_edits() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare #parts, #cheap").await;
    let rewrite = async |body: &str| {
        test.advance(TimeDelta::minutes(1));
        let words = TopicForm {
            kind: "discussion".to_owned(),
            title: "Spare parts for sale".to_owned(),
            body: body.to_owned(),
            language: "en".to_owned(),
        };
        posts::rewrite(test.core(), &noura.principal(), topic.id, &words)
            .await
            .expect("rewritten");
        let thread = topics::thread(test.core(), &Viewer::Guest, topic.id, None)
            .await
            .expect("a thread");
        let mut tags = thread.shown.tags.get(&topic.id).cloned().unwrap_or_default();
        tags.sort();
        tags
    };
    assert_eq!(rewrite("All kinds of #parts, #cheap").await, ["cheap", "parts"]);
    tags::set(test.core(), &admin.principal(), topic.id, "parts pumps")
        .await
        .expect("tagged");

    assert_eq!(
        rewrite("All kinds of things, #cheap as ever").await,
        ["parts", "pumps"],
        "theirs stay, and what they took off stays away"
    );
    assert_eq!(
        rewrite("All kinds of #valves, #cheap").await,
        ["parts", "pumps", "valves"],
        "what is named for the first time comes in"
    );
    hiding::hide(test.core(), &admin.principal(), topic.id, &form("spam", ""))
        .await
        .expect("hidden");
    hiding::restore(test.core(), &admin.principal(), topic.id)
        .await
        .expect("restored");
    assert_eq!(rewrite("Nothing but #cheap things").await, ["parts", "pumps"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_or_becomes_a_topic_is_found_by_its_title_and_what_becomes_a_reply_is_not() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Graphite seal leaks").await;
    let reply = test.reply(&noura, topic.id, "Another matter").await;
    let by = admin.principal();
    let found = async |title: &str| {
        let found = similar::to_title(test.core(), &Viewer::Guest, title)
            .await
            .expect("a search");
        found.into_iter().map(|post| post.id).collect::<Vec<_>>()
    };

    hiding::hide(test.core(), &by, topic.id, &form("spam", ""))
        .await
        .expect("hidden");
    assert!(found("graphite seal").await.is_empty());
    hiding::restore(test.core(), &by, topic.id).await.expect("restored");
    assert_eq!(found("graphite seal").await, [topic.id]);

    moves::split(test.core(), &by, reply.id, "Compressor alignment")
        .await
        .expect("split");
    assert_eq!(found("compressor alignment").await, [reply.id]);
    moves::merge(test.core(), &by, reply.id, topic.id)
        .await
        .expect("merged");
    assert!(found("compressor alignment").await.is_empty());
}
