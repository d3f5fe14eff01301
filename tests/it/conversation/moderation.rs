//! What moderators do reaches everybody; what others try does not.

use majlis::domain::{answers, moderation, posts};

use super::scene::{Scene, copied};

#[tokio::test(flavor = "multi_thread")]
async fn pin_lock_and_removal_reach_every_follower() {
    let scene = Scene::new(3).await;
    let (second, ali) = scene.away(0);
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Cheap pumps for sale")
        .await;
    scene.network.settle().await;
    let at_home = copied(scene.home(), &topic).await;
    let moderator = scene.admin.principal();

    moderation::set_pinned(scene.home().core(), &moderator, at_home.id, true)
        .await
        .expect("pinned");
    moderation::set_locked(scene.home().core(), &moderator, at_home.id, true)
        .await
        .expect("locked");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        let post = copied(node, &topic).await;
        assert!(post.is_pinned && post.is_locked, "on {}", node.host());
    }

    moderation::set_pinned(scene.home().core(), &moderator, at_home.id, false)
        .await
        .expect("unpinned");
    moderation::set_locked(scene.home().core(), &moderator, at_home.id, false)
        .await
        .expect("unlocked");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        let post = copied(node, &topic).await;
        assert!(!post.is_pinned && !post.is_locked, "on {}", node.host());
    }

    posts::remove(scene.home().core(), &moderator, at_home.id)
        .await
        .expect("removed");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        assert!(copied(node, &topic).await.is_removed(), "on {}", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_elsewhere_chooses_and_takes_back_the_best_answer() {
    let scene = Scene::new(3).await;
    let (second, ali) = scene.away(0);
    let (third, _) = scene.away(1);
    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    scene.network.settle().await;
    let at_home = copied(scene.home(), &topic).await;
    let answer = scene.home().reply(&scene.noura, at_home.id, "A grid coupling.").await;
    scene.network.settle().await;

    answers::accept(second.core(), &ali.principal(), copied(second, &answer).await.id)
        .await
        .expect("accepted");
    scene.network.settle().await;
    assert_eq!(copied(scene.home(), &topic).await.accepted_id, Some(answer.id));
    assert_eq!(
        copied(third, &topic).await.accepted_id,
        Some(copied(third, &answer).await.id)
    );

    answers::clear(second.core(), &ali.principal(), topic.id)
        .await
        .expect("cleared");
    scene.network.settle().await;
    for node in &scene.network.nodes {
        assert_eq!(copied(node, &topic).await.accepted_id, None, "on {}", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_elsewhere_cannot_moderate_our_forum() {
    let scene = Scene::new(2).await;
    let (away, ali) = scene.away(0);
    let topic = scene
        .home()
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    scene.network.settle().await;
    let there = copied(away, &topic).await;

    assert!(
        moderation::set_locked(away.core(), &ali.principal(), there.id, true)
            .await
            .is_err()
    );
    assert!(posts::remove(away.core(), &ali.principal(), there.id).await.is_err());
}
