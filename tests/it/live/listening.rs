//! What those who listen hear, and what they do not.

use majlis::db::events::{self, EventRow};
use majlis::domain::moderation::moves;
use majlis::domain::posts;

use super::line::{Line, Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_heard_where_its_thread_is_shown_and_the_bell_by_its_author() {
    let mut stage = Stage::new().await;
    let (admin, asker) = (stage.node().admin("boss").await, stage.node().member("asker").await);
    let forum = stage.node().forum(&admin, "pumps", "public").await;
    let topic = stage.node().topic(&asker, &forum, "discussion", "Which pump?").await;
    let other = stage.node().topic(&asker, &forum, "discussion", "Which valve?").await;
    stage.settle().await;
    let client = stage.node().sign_in(&asker).await;
    let mut there = Line::own(stage.node(), &client, &format!("?thread={}", topic.id)).await;
    let mut elsewhere = Line::own(stage.node(), &client, &format!("?thread={}", other.id)).await;

    let reply = stage.node().reply(&admin, topic.id, "A small one.").await;
    stage.settle().await;

    let heard = there.next().await.expect("a notice");
    assert_eq!(heard["event"], "reply");
    assert_eq!(heard["post"], reply.id.to_string());
    let bell = there.next().await.expect("a notice");
    assert_eq!(
        (&bell["event"], &bell["notifications"]["count"]),
        (&"waiting".into(), &1.into())
    );
    assert_eq!(elsewhere.next().await.expect("a notice")["event"], "waiting");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_heard_of_a_forum_for_verified_members_by_those_who_are_not() {
    let mut stage = Stage::new().await;
    let (admin, outsider) = (stage.node().admin("boss").await, stage.node().member("outsider").await);
    let forum = stage.node().forum(&admin, "open", "instance").await;
    let topic = stage.node().topic(&admin, &forum, "discussion", "Which pump?").await;
    stage.settle().await;
    let client = stage.node().sign_in(&outsider).await;
    let mut line = Line::own(stage.node(), &client, &format!("?thread={}", topic.id)).await;
    let closed = stage.node().forum(&admin, "closed", "verified").await;
    let secret = stage.node().topic(&admin, &closed, "discussion", "Prices").await;
    let origin = format!("http://{}", stage.node().host());
    let refused = Line::open(
        &stage.node().host(),
        &client,
        &format!("?thread={}", secret.id),
        &origin,
    )
    .await;
    assert_eq!(refused.err(), Some(404));

    // The topic moves to where they may not follow, and goes on there.
    moves::move_topic(stage.node().core(), &admin.principal(), topic.id, closed.forum.id)
        .await
        .expect("moved");
    stage.node().reply(&admin, topic.id, "Not for everybody.").await;
    stage.settle().await;
    let other = stage.node().topic(&admin, &forum, "discussion", "For all").await;
    posts::write_reply(
        stage.node().core(),
        &admin.principal(),
        other.id,
        &format!("@{}", outsider.actor.username),
        "en",
    )
    .await
    .expect("a reply");
    stage.settle().await;
    assert_eq!(
        line.next().await.expect("a notice")["event"],
        "waiting",
        "nothing before the bell"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_touch_hears_what_they_missed_in_order_and_once() {
    let mut stage = Stage::new().await;
    let (admin, asker) = (stage.node().admin("boss").await, stage.node().member("asker").await);
    let forum = stage.node().forum(&admin, "pumps", "public").await;
    let topic = stage.node().topic(&asker, &forum, "discussion", "Which pump?").await;
    stage.settle().await;
    let client = stage.node().sign_in(&admin).await;
    let query = format!("?thread={}", topic.id);
    let mut line = Line::own(stage.node(), &client, &query).await;
    stage.node().reply(&asker, topic.id, "First.").await;
    stage.settle().await;
    let first = line.next().await.expect("a notice");
    drop(line);

    let second = stage.node().reply(&asker, topic.id, "Second.").await;
    stage.settle().await;
    let third = stage.node().reply(&asker, topic.id, "Third.").await;
    stage.settle().await;
    let after = first["after"].as_str().expect("a moment");
    let mut back = Line::own(stage.node(), &client, &format!("{query}&after={after}")).await;
    for reply in [second, third] {
        assert_eq!(back.next().await.expect("a notice")["post"], reply.id.to_string());
    }

    stage.node().advance(chrono::TimeDelta::minutes(11));
    let mut late = Line::own(stage.node(), &client, &format!("{query}&after={after}")).await;
    assert_eq!(late.next().await.expect("a notice")["event"], "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_changes_keeps_nothing_from_being_heard_after_it() {
    let mut stage = Stage::new().await;
    let (admin, asker) = (stage.node().admin("boss").await, stage.node().member("asker").await);
    let forum = stage.node().forum(&admin, "pumps", "public").await;
    let topic = stage.node().topic(&asker, &forum, "discussion", "Which pump?").await;
    let other = stage.node().topic(&asker, &forum, "discussion", "Which valve?").await;
    stage.settle().await;
    let client = stage.node().sign_in(&asker).await;
    let mut line = Line::own(stage.node(), &client, &format!("?thread={}", topic.id)).await;
    let core = stage.node().core().clone();
    let now = core.clock.now();
    core.change(async |conn| {
        for _ in 0..1_100 {
            let told = EventRow {
                id: core.ids.next(),
                kind: "post_edited".to_owned(),
                actor_id: asker.actor.id,
                post_id: Some(other.id),
                target_id: None,
                inbox_id: None,
                data: serde_json::Value::Null,
                created_at: now,
                federated_at: Some(now),
                not_before: None,
            };
            events::insert(conn, &told).await?;
        }
        Ok(())
    })
    .await
    .expect("told");
    stage.settle().await;

    let reply = stage.node().reply(&admin, topic.id, "A small one.").await;
    stage.settle().await;
    let heard = line.next().await.expect("a notice");
    assert_eq!(
        (&heard["event"], &heard["post"]),
        (&"reply".into(), &reply.id.to_string().into())
    );
}
