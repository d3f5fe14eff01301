//! What is not meant for everybody does not travel.

use majlis::db::types::InstancePolicy;
use majlis::domain::instances;
use majlis::domain::{follows, topics};

use super::scene::{Scene, copy, follow};

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_of_this_instance_is_not_found_from_outside() {
    let scene = Scene::new(2).await;
    let (away, ali) = scene.away(0);
    scene.home().forum(&scene.admin, "staff", "instance").await;

    let address = format!("!staff@{}", scene.home().host());
    assert!(
        majlis::apub::resolve::resolve(&away.app, &ali.viewer(), &address)
            .await
            .is_err()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_of_the_trusted_network_reaches_only_trusted_servers() {
    let scene = Scene::new(3).await;
    let (trusted, ali) = scene.away(0);
    let (stranger, other_ali) = scene.away(1);
    let admin = scene.admin.principal();
    let home = scene.home();
    instances::set_policy(home.core(), &admin, &trusted.host(), InstancePolicy::Allowed, true, "")
        .await
        .expect("set");
    let forum = home.forum(&scene.admin, "energy", "network").await;

    let earlier = home.topic(&scene.noura, &forum, "discussion", "Leaks on Fridays").await;
    scene.network.settle().await;

    // Names of forums that are not public are not given away; who is trusted is told the address.
    follow(&scene.network, trusted, ali, &forum.actor.uri).await;
    let refused = majlis::apub::resolve::resolve(&stranger.app, &other_ali.viewer(), &forum.actor.uri).await;
    let topic = home
        .topic(&scene.noura, &forum, "discussion", "Night-time base load")
        .await;
    scene.network.settle().await;

    assert!(refused.is_err());
    assert!(
        copy(trusted, &earlier).await.is_some(),
        "what was written before it followed reached the trusted server, too"
    );
    assert!(copy(stranger, &topic).await.is_none());
    let there = copy(trusted, &topic).await.expect("it reached the trusted server");
    let guest = topics::post(trusted.core(), &majlis::domain::Viewer::Guest, there.id).await;
    assert!(guest.is_err(), "it is not public there either");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_server_neither_gets_nor_gives() {
    let scene = Scene::new(2).await;
    let (away, ali) = scene.away(0);
    let home = scene.home();
    let admin = scene.admin.principal();
    instances::set_policy(home.core(), &admin, &away.host(), InstancePolicy::Blocked, false, "")
        .await
        .expect("set");

    let ours = home
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    let theirs = away
        .topic(ali, scene.remote_forum(0), "discussion", "Cheap pumps for sale")
        .await;
    scene.network.settle().await;

    assert!(copy(away, &ours).await.is_none());
    assert!(copy(home, &theirs).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_unfollows_gets_nothing_more() {
    let scene = Scene::new(2).await;
    let (away, ali) = scene.away(0);
    follows::unfollow(away.core(), &ali.principal(), scene.remote_forum(0).actor.id)
        .await
        .expect("unfollowed");
    scene.network.settle().await;

    let topic = scene
        .home()
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    scene.network.settle().await;

    assert!(copy(away, &topic).await.is_none());
}
