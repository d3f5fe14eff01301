//! Replies, votes, best answers, edits, removals and moves of the same topic at the same moment.

use majlis::db::types::{PostId, PostKind};
use majlis::domain::moderation::{hiding, moves};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Core, Denied, Error, Principal, Result, answers, forums, votes};

use super::form;
use crate::support::TestApp;

/// Does it again when another change was in the way, as the router and the inbox do.
async fn again<T, F: Future<Output = Result<T>>>(work: impl Fn() -> F) -> Result<T> {
    for _ in 0..50 {
        match work().await {
            Err(Error::Conflict(_) | Error::Unavailable(_)) => tokio::task::yield_now().await,
            other => return other,
        }
    }
    panic!("it never came to rest")
}

async fn stir(core: Core, by: Principal, topic: PostId, replies: Vec<PostId>, turn: usize) {
    let reply = replies[turn % replies.len()];
    let _ = again(|| posts::write_reply(&core, &by, topic, "One more reply", "en")).await;
    let _ = again(|| posts::write_reply(&core, &by, reply, "One below", "en")).await;
    let _ = again(|| votes::cast(&core, &by, topic, None)).await;
    let _ = again(|| votes::cast(&core, &by, reply, None)).await;
    if turn.is_multiple_of(2) {
        let _ = again(|| votes::retract(&core, &by, reply)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thread_under_fire_stays_consistent() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    let one = test.forum(&admin, "maintenance", "public").await;
    let two = test.forum(&admin, "energy", "public").await;
    let asker = test.member("noura").await;
    let topic = test.topic(&asker, &one, "question", "Why does it vibrate?").await.id;
    let mut replies = Vec::new();
    for n in 0..4 {
        replies.push(test.reply(&asker, topic, &format!("reply {n}")).await.id);
    }
    let mut tasks = Vec::new();
    for turn in 0..6 {
        let person = test.member(&format!("writer{turn}")).await;
        let (core, by) = (test.core().clone(), person.principal());
        tasks.push(tokio::spawn(stir(core, by, topic, replies.clone(), turn)));
    }
    for turn in 0..6 {
        let (core, by, to) = (
            test.core().clone(),
            admin.principal(),
            [two.forum.id, one.forum.id][turn % 2],
        );
        tasks.push(tokio::spawn(async move {
            again(|| moves::move_topic(&core, &by, topic, to)).await.expect("moved");
        }));
    }
    for reply in replies.clone() {
        let (core, by) = (test.core().clone(), asker.principal());
        tasks.push(tokio::spawn(async move {
            let accepted = again(|| answers::accept(&core, &by, reply)).await;
            assert!(matches!(accepted, Ok(()) | Err(Error::NotFound)), "{accepted:?}");
        }));
    }
    let (core, by, hidden) = (test.core().clone(), admin.principal(), replies[3]);
    tasks.push(tokio::spawn(async move {
        let why = form("spam", "");
        again(|| hiding::hide(&core, &by, hidden, &why)).await.expect("hidden");
    }));
    let (core, by) = (test.core().clone(), asker.principal());
    tasks.push(tokio::spawn(async move {
        let words = TopicForm {
            kind: "question".to_owned(),
            title: "Why does it still vibrate?".to_owned(),
            body: "I changed the bearing twice.".to_owned(),
            language: "en".to_owned(),
        };
        again(|| posts::rewrite(&core, &by, topic, &words))
            .await
            .expect("edited");
    }));
    for task in tasks {
        task.await.expect("no task panics");
    }
    check(&test, topic, &[one.forum.id, two.forum.id]).await;
    let edited = test.post(topic).await;
    assert_eq!(edited.title, "Why does it still vibrate?");
}

async fn check(test: &TestApp, topic: PostId, places: &[majlis::db::types::ForumId]) {
    let head = test.post(topic).await;
    let mut conn = test.core().db.read().await.expect("a connection");
    let page = majlis::db::Keyset::first(1_000);
    let thread = majlis::db::threads::list_all(&mut conn, topic, page)
        .await
        .expect("the thread");
    assert_eq!(thread.len(), 1 + 4 + 12, "every reply arrived");
    for post in &thread {
        assert_eq!(post.forum_id, head.forum_id, "{} stands with its topic", post.id);
        let voters = majlis::db::votes::count(&mut conn, post.id).await.expect("votes");
        assert_eq!(post.vote_count, voters, "votes of {}", post.id);
        if post.kind == PostKind::Reply {
            let below = thread
                .iter()
                .filter(|one| one.parent_id == Some(post.id) && !one.is_removed());
            assert_eq!(
                post.reply_count,
                i64::try_from(below.count()).expect("few"),
                "below {}",
                post.id
            );
        }
    }
    let visible = thread
        .iter()
        .filter(|post| post.id != topic && !post.is_removed())
        .count();
    let visible = i64::try_from(visible).expect("few");
    assert_eq!(head.reply_count, visible);
    assert_eq!(Some(head.last_post_id), thread.iter().map(|post| post.id).max());
    if let Some(accepted) = head.accepted_id {
        assert!(
            thread.iter().any(|post| post.id == accepted && !post.is_removed()),
            "the best answer stands"
        );
    }
    drop(conn);
    for place in places {
        let forum = forums::get(test.core(), &majlis::domain::Viewer::Guest, *place)
            .await
            .expect("a forum");
        let holds = head.forum_id == Some(*place);
        let expected = if holds { (1, visible) } else { (0, 0) };
        assert_eq!((forum.forum.topic_count, forum.forum.reply_count), expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_decide_at_once_one_is_told_that_it_is_decided() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&ali, &forum, "discussion", "Cheap pumps").await;
    let matter = majlis::domain::moderation::reports::Matter::Post(topic.id);
    let by = noura.principal();
    majlis::domain::moderation::reports::file(test.core(), &noura.viewer(), &by, matter, &form("spam", ""), false)
        .await
        .expect("filed");
    let (rows, _) = majlis::domain::moderation::reports::queue(test.core(), &admin.principal(), false, None)
        .await
        .expect("a queue");
    let id = rows[0].report.id;
    let close = |step| {
        let (core, by) = (test.core().clone(), admin.principal());
        tokio::spawn(
            async move { again(|| majlis::domain::moderation::reports::handle(&core, &by, id, step, "")).await },
        )
    };
    let both = [
        close(majlis::domain::moderation::reports::Step::Resolve),
        close(majlis::domain::moderation::reports::Step::Dismiss),
    ];
    let mut won = 0;
    for task in both {
        match task.await.expect("no panic") {
            Ok(()) => won += 1,
            Err(error) => assert!(matches!(error, Error::Forbidden(Denied::Decided)), "{error:?}"),
        }
    }
    assert_eq!(won, 1);
}
