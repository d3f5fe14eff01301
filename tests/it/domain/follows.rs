//! Following forums and people of the same instance. Across instances, see the federation tests.

use majlis::db::types::FollowState;
use majlis::domain::{Error, follows, forums};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn following_here_holds_at_once_and_is_counted_once() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;

    for _ in 0..2 {
        let follow = follows::follow(test.core(), &noura.principal(), forum.actor.id)
            .await
            .expect("follows");
        assert_eq!(follow.state, FollowState::Accepted);
    }
    let followed = forums::followed(test.core(), noura.actor.id).await.expect("a list");
    assert_eq!(followed.len(), 1);
    assert_eq!(followed[0].actor.follower_count, 1);

    for _ in 0..2 {
        follows::unfollow(test.core(), &noura.principal(), forum.actor.id)
            .await
            .expect("unfollows");
    }
    let view = forums::find(test.core(), &noura.viewer(), "maintenance")
        .await
        .expect("the forum");
    assert_eq!(view.actor.follower_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_follows_themselves_or_the_instance() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let instance = majlis::domain::actors::instance_actor(test.core())
        .await
        .expect("the instance actor");

    for target in [noura.actor.id, instance.id] {
        assert!(matches!(
            follows::follow(test.core(), &noura.principal(), target).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_asked_for_many_times_at_once_is_counted_once() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let followers = async || {
        let found = forums::find(test.core(), &noura.viewer(), "maintenance").await;
        found.expect("the forum").actor.follower_count
    };

    let asked = (0..8).map(|_| {
        let (core, by, target) = (test.core().clone(), noura.principal(), forum.actor.id);
        tokio::spawn(async move { follows::follow(&core, &by, target).await })
    });
    for result in futures::future::join_all(asked).await {
        result.expect("no panic").expect("follows");
    }
    assert_eq!(followers().await, 1);

    let ended = (0..8).map(|_| {
        let (core, by, target) = (test.core().clone(), noura.principal(), forum.actor.id);
        tokio::spawn(async move { follows::unfollow(&core, &by, target).await })
    });
    for result in futures::future::join_all(ended).await {
        result.expect("no panic").expect("unfollows");
    }
    assert_eq!(followers().await, 0);
}
