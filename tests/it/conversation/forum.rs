//! Asking here, answering there, voting, editing, deleting.

use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{answers, notifications, votes};

use super::scene::{Scene, copied, copy};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_asked_here_is_answered_there_and_the_answer_is_marked_for_both() {
    let scene = Scene::new(2).await;
    let (away, ali) = scene.away(0);
    let question = scene
        .home()
        .topic(&scene.noura, &scene.forum, "question", "Why does pump 3 vibrate?")
        .await;
    scene.network.settle().await;

    let seen = copied(away, &question).await;
    let answer = away.reply(ali, seen.id, "Check the coupling.").await;
    scene.network.settle().await;
    let arrived = copied(scene.home(), &answer).await;
    answers::accept(scene.home().core(), &scene.noura.principal(), arrived.id)
        .await
        .expect("accepted");
    scene.network.settle().await;

    assert_eq!(seen.title, "Why does pump 3 vibrate?");
    assert_eq!(arrived.parent_id, Some(question.id));
    assert_eq!(copied(away, &question).await.accepted_id, Some(answer.id));
    assert_eq!(scene.home().post(question.id).await.reply_count, 1);
    assert!(
        away.post(answer.id).await.announced_at.is_some(),
        "the forum confirmed the answer"
    );
    let unread = notifications::unread(scene.home().core(), scene.noura.account.id)
        .await
        .expect("a query");
    assert_eq!(unread, 1, "the asker is told of the answer");
    let unread = notifications::unread(away.core(), ali.account.id)
        .await
        .expect("a query");
    assert_eq!(unread, 1, "the helper is told that the answer was accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_guest_writes_reaches_the_other_through_the_forum() {
    let scene = Scene::new(3).await;
    let (second, ali) = scene.away(0);
    let (third, other_ali) = scene.away(1);

    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    scene.network.settle().await;
    let there = copied(third, &topic).await;
    let reply = third
        .reply(other_ali, there.id, "A grid coupling, greased yearly.")
        .await;
    scene.network.settle().await;

    assert_eq!(copied(scene.home(), &topic).await.reply_count, 1);
    assert_eq!(copied(second, &reply).await.parent_id, Some(topic.id));
    assert_eq!(copied(third, &topic).await.title, "Which coupling lasts?");
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_of_every_instance_are_counted_everywhere_and_taken_back_everywhere() {
    let scene = Scene::new(3).await;
    let (second, ali) = scene.away(0);
    let (third, other_ali) = scene.away(1);
    let topic = scene
        .home()
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    scene.network.settle().await;

    votes::cast(second.core(), &ali.principal(), copied(second, &topic).await.id, None)
        .await
        .expect("voted");
    votes::cast(
        third.core(),
        &other_ali.principal(),
        copied(third, &topic).await.id,
        None,
    )
    .await
    .expect("voted");
    votes::cast(scene.home().core(), &scene.admin.principal(), topic.id, None)
        .await
        .expect("voted");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        assert_eq!(copied(node, &topic).await.vote_count, 3, "on {}", node.host());
    }

    votes::retract(second.core(), &ali.principal(), copied(second, &topic).await.id)
        .await
        .expect("retracted");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        assert_eq!(copied(node, &topic).await.vote_count, 2, "on {}", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_and_deletions_reach_everybody_who_has_the_post() {
    let scene = Scene::new(3).await;
    let (second, ali) = scene.away(0);
    let (third, _) = scene.away(1);
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Spare parts for pumps")
        .await;
    scene.network.settle().await;

    second.advance(chrono::TimeDelta::minutes(1));
    let form = TopicForm {
        kind: "discussion".to_owned(),
        title: "Spare parts for fans".to_owned(),
        body: "I meant fans, not pumps.".to_owned(),
        language: "en".to_owned(),
    };
    posts::rewrite(second.core(), &ali.principal(), topic.id, &form)
        .await
        .expect("edited");
    for node in &scene.network.nodes {
        node.advance(chrono::TimeDelta::minutes(2));
    }
    scene.network.settle().await;
    for node in [scene.home(), third] {
        assert_eq!(
            copied(node, &topic).await.title,
            "Spare parts for fans",
            "on {}",
            node.host()
        );
    }

    posts::remove(second.core(), &ali.principal(), topic.id)
        .await
        .expect("removed");
    scene.network.settle().await;
    for node in [scene.home(), third] {
        let tombstone = copied(node, &topic).await;
        assert!(
            tombstone.is_removed() && tombstone.html.is_empty(),
            "on {}",
            node.host()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_follower_gets_what_was_written_before() {
    let scene = Scene::new(2).await;
    let mut before = Vec::new();
    for n in 0..3 {
        before.push(
            scene
                .home()
                .topic(&scene.noura, &scene.forum, "discussion", &format!("Older topic {n}"))
                .await,
        );
    }
    scene.network.settle().await;
    let late = crate::support::Network::new(1).await;
    let person = late.nodes[0].member("late").await;

    let address = format!("!maintenance@{}", scene.home().host());
    let found = majlis::apub::resolve::resolve(&late.nodes[0].app, &person.viewer(), &address)
        .await
        .expect("found");
    majlis::domain::follows::follow(late.nodes[0].core(), &person.principal(), found.actor.id)
        .await
        .expect("asked");
    for _ in 0..5 {
        late.settle().await;
        scene.network.settle().await;
    }

    assert_eq!(
        found.previews.len(),
        3,
        "the address box shows the latest topics before anybody follows"
    );
    for topic in &before {
        assert!(
            copy(&late.nodes[0], topic).await.is_some(),
            "{} was not fetched",
            topic.title
        );
    }
}
