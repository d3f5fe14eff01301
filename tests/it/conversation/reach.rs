//! Edits and best answers between the home of a forum, the homes of those who write in it, and the home of somebody who
//! only follows it: they reach all of them, and a server that follows nothing never hears of anything.

use chrono::TimeDelta;
use majlis::db::instances;
use majlis::db::posts::Post;
use majlis::db::types::{PostId, Role};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Denied, Error, answers, forums, topics};

use super::scene::{Scene, copied, copy};
use crate::support::Person;
use crate::support::network::Node;

fn words(kind: &str, title: &str, body: &str) -> TopicForm {
    TopicForm {
        kind: kind.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        language: "en".to_owned(),
    }
}

/// Changes a post where its author lives, some time after it was written, and lets everybody hear of it.
async fn rewrite(scene: &Scene, node: &Node, author: &Person, post: &Post, words: &TopicForm) {
    for node in &scene.network.nodes {
        node.advance(TimeDelta::minutes(1));
    }
    posts::rewrite(node.core(), &author.principal(), post.id, words)
        .await
        .expect("rewritten");
    scene.network.settle().await;
}

async fn tags(node: &Node, post: &Post) -> Vec<String> {
    let here = copied(node, post).await;
    let thread = topics::thread(node.core(), &majlis::domain::Viewer::Guest, here.root_id, None)
        .await
        .expect("a thread");
    thread.shown.tags.get(&here.id).cloned().unwrap_or_default()
}

/// That every follower's copy of `topic` names its own copy of `answer` as the best one, or none.
async fn each_has_answer(scene: &Scene, topic: &Post, answer: Option<&Post>) {
    for node in scene.readers() {
        let expected: Option<PostId> = match answer {
            Some(answer) => Some(copied(node, answer).await.id),
            None => None,
        };
        let accepted = copied(node, topic).await.accepted_id;
        assert_eq!(accepted, expected, "on {}", node.host());
    }
}

/// That the stranger's server was never spoken to and has nothing of these.
async fn stranger_knows_nothing(scene: &Scene, written: &[&Post]) {
    let stranger = scene.stranger();
    for post in written {
        assert!(copy(stranger, post).await.is_none(), "{} came to a stranger", post.uri);
    }
    for node in scene.readers() {
        let mut conn = node.core().db.read().await.expect("a connection");
        let met = instances::find_by_host(&mut conn, &stranger.host())
            .await
            .expect("a query");
        assert!(met.is_none(), "{} spoke to a stranger", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_authors_elsewhere_rewrite_is_rewritten_at_home_and_for_every_follower() {
    let scene = Scene::with_stranger(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let ((second, ali), (third, omar)) = (scene.away(0), scene.away(1));
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Which coupling lasts?")
        .await;
    settle().await;
    let reply = third
        .reply(omar, copied(third, &topic).await.id, "A grid coupling.")
        .await;
    settle().await;

    let better = words(
        "question",
        "Which coupling lasts longest?",
        "On a #pump of 30 kW, I mean.",
    );
    rewrite(&scene, second, ali, &topic, &better).await;
    rewrite(&scene, third, omar, &reply, &words("", "", "A tyre #coupling.")).await;

    for node in scene.readers() {
        let (topic_here, reply_here) = (copied(node, &topic).await, copied(node, &reply).await);
        assert_eq!(topic_here.title, "Which coupling lasts longest?", "on {}", node.host());
        assert_eq!(topic_here.topic_kind.map(|kind| kind.as_str()), Some("question"));
        assert!(topic_here.html.contains("30 kW") && topic_here.edited_at.is_some());
        assert!(reply_here.html.contains("tyre"), "on {}", node.host());
        assert_eq!(tags(node, &topic).await, ["pump"], "on {}", node.host());
        assert_eq!(tags(node, &reply).await, ["coupling"], "on {}", node.host());
    }
    // What they say last is what stands, however often they change it.
    rewrite(&scene, third, omar, &reply, &words("", "", "Neither: a disc coupling.")).await;
    for node in scene.readers() {
        assert!(copied(node, &reply).await.html.contains("disc"), "on {}", node.host());
        assert!(tags(node, &reply).await.is_empty(), "on {}", node.host());
    }
    stranger_knows_nothing(&scene, &[&topic, &reply]).await;
    assert_eq!(home.post(copied(home, &topic).await.id).await.reply_count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_authors_at_the_home_of_the_forum_rewrite_is_rewritten_for_every_follower() {
    let scene = Scene::with_stranger(3).await;
    let home = scene.home();
    let topic = home
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    let reply = home.reply(&scene.admin, topic.id, "Ask the maker.").await;
    scene.network.settle().await;

    let better = words("discussion", "Spare parts for pumps", "Seals and #bearings.");
    rewrite(&scene, home, &scene.noura, &topic, &better).await;
    rewrite(&scene, home, &scene.admin, &reply, &words("", "", "Ask the agent.")).await;

    for node in scene.readers() {
        assert_eq!(
            copied(node, &topic).await.title,
            "Spare parts for pumps",
            "on {}",
            node.host()
        );
        assert!(copied(node, &reply).await.html.contains("agent"), "on {}", node.host());
        assert_eq!(tags(node, &topic).await, ["bearings"], "on {}", node.host());
    }
    stranger_knows_nothing(&scene, &[&topic, &reply]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_rewrites_what_others_wrote_not_even_where_they_moderate() {
    let scene = Scene::new(3).await;
    let (home, second) = (scene.home(), scene.away(0).0);
    let ali = scene.away(0).1;
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Which coupling lasts?")
        .await;
    scene.network.settle().await;
    let forged = words("discussion", "Which coupling is cheap?", "Ours is the cheapest.");
    let here = copied(home, &topic).await.id;

    for by in [&scene.admin, &scene.noura] {
        let refused = posts::rewrite(home.core(), &by.principal(), here, &forged).await;
        assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    }
    scene.network.settle().await;
    for node in scene.readers() {
        assert_eq!(copied(node, &topic).await.title, topic.title, "on {}", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_elsewhere_chooses_an_answer_from_a_third_server_and_then_another_one() {
    let scene = Scene::with_stranger(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let ((second, ali), (third, omar)) = (scene.away(0), scene.away(1));
    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    settle().await;
    let first = third
        .reply(omar, copied(third, &topic).await.id, "A grid coupling.")
        .await;
    let other = home
        .reply(&scene.noura, copied(home, &topic).await.id, "A disc coupling.")
        .await;
    settle().await;
    let by = ali.principal();

    answers::accept(second.core(), &by, copied(second, &first).await.id)
        .await
        .expect("accepted");
    settle().await;
    each_has_answer(&scene, &topic, Some(&first)).await;

    answers::accept(second.core(), &by, copied(second, &other).await.id)
        .await
        .expect("changed");
    settle().await;
    each_has_answer(&scene, &topic, Some(&other)).await;

    answers::clear(second.core(), &by, topic.id).await.expect("cleared");
    settle().await;
    each_has_answer(&scene, &topic, None).await;
    answers::accept(second.core(), &by, copied(second, &first).await.id)
        .await
        .expect("accepted again");
    settle().await;
    each_has_answer(&scene, &topic, Some(&first)).await;
    stranger_knows_nothing(&scene, &[&topic, &first, &other]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_and_admins_at_home_change_the_best_answer_for_everybody() {
    let scene = Scene::with_stranger(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let ((second, ali), (third, omar)) = (scene.away(0), scene.away(1));
    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    settle().await;
    let first = third
        .reply(omar, copied(third, &topic).await.id, "A grid coupling.")
        .await;
    let other = second.reply(ali, topic.id, "I found a disc coupling.").await;
    settle().await;
    // The one moderates the forum, the other nothing.
    let late = home.person("late", Role::Admin).await;

    answers::accept(home.core(), &scene.admin.principal(), copied(home, &first).await.id)
        .await
        .expect("accepted by a moderator");
    settle().await;
    each_has_answer(&scene, &topic, Some(&first)).await;
    answers::accept(home.core(), &late.principal(), copied(home, &other).await.id)
        .await
        .expect("changed by an admin");
    settle().await;
    each_has_answer(&scene, &topic, Some(&other)).await;
    answers::clear(home.core(), &scene.admin.principal(), copied(home, &topic).await.id)
        .await
        .expect("cleared");
    settle().await;
    each_has_answer(&scene, &topic, None).await;
    stranger_knows_nothing(&scene, &[&topic, &first, &other]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_asked_at_home_gets_its_answer_from_elsewhere_and_a_moderator_elsewhere_changes_it() {
    let scene = Scene::with_stranger(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let ((second, ali), (third, omar)) = (scene.away(0), scene.away(1));
    let topic = home
        .topic(&scene.noura, &scene.forum, "question", "Which coupling lasts?")
        .await;
    settle().await;
    let first = second
        .reply(ali, copied(second, &topic).await.id, "A grid coupling.")
        .await;
    let other = third
        .reply(omar, copied(third, &topic).await.id, "A disc coupling.")
        .await;
    settle().await;

    answers::accept(home.core(), &scene.noura.principal(), copied(home, &first).await.id)
        .await
        .expect("accepted");
    settle().await;
    each_has_answer(&scene, &topic, Some(&first)).await;

    // Whoever neither asked nor moderates chooses nothing.
    let refused = answers::accept(third.core(), &omar.principal(), other.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    let here =
        majlis::db::actors::find_by_uri(&mut home.core().db.read().await.expect("a connection"), &omar.actor.uri)
            .await
            .expect("a query")
            .expect("met");
    forums::set_moderator(
        home.core(),
        &scene.admin.principal(),
        scene.forum.forum.id,
        here.id,
        true,
    )
    .await
    .expect("appointed");
    settle().await;
    answers::accept(third.core(), &omar.principal(), other.id)
        .await
        .expect("changed by a moderator elsewhere");
    settle().await;
    each_has_answer(&scene, &topic, Some(&other)).await;
    stranger_knows_nothing(&scene, &[&topic, &first, &other]).await;
}
