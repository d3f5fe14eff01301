//! A conversation and everything that is told of it.

use federation::origin::Policy;
use federation::receivers::complaints;
use majlis::db::actors::Actor;
use majlis::db::deliveries;
use majlis::db::forums::{Forum, find_by_actor};
use majlis::db::types::{ActorKind, InstancePolicy, Stream};
use majlis::domain::own_profile::{self, ProfileForm};
use majlis::domain::posts::TopicForm;
use majlis::domain::{answers, follows, forums, instances, posts, votes};
use serde_json::Value;

use super::{follow, group, remote, tell};
use crate::support::{Person, TestApp};

pub(super) const PEER: &str = "https://peer.example";

/// What waits for the server of [`PEER`]: (inbox, document), in order.
pub(super) async fn waiting(app: &TestApp, stream: Stream) -> Vec<(String, Value)> {
    let peer = instances::meet(app.core(), "peer.example").await.unwrap();
    let mut conn = app.core().db.read().await.unwrap();
    let items = deliveries::list_items(&mut conn, peer.id, stream, 1000).await.unwrap();
    items
        .into_iter()
        .map(|item| (item.inbox, serde_json::from_str(&item.body).unwrap()))
        .collect()
}

/// The forum behind a Group of another server.
async fn forum_of(app: &TestApp, group: &Actor) -> Forum {
    let mut conn = app.core().db.read().await.unwrap();
    find_by_actor(&mut conn, group.id).await.unwrap().unwrap()
}

pub(super) fn shapes(items: &[(String, Value)]) -> Vec<String> {
    items
        .iter()
        .map(|(_, activity)| {
            let mut names = Vec::new();
            let mut layer = activity;
            while let Some(kind) = layer["type"].as_str() {
                names.push(kind);
                layer = &layer["object"];
            }
            names.join("(") + &")".repeat(names.len() - 1)
        })
        .collect()
}

async fn trust(app: &TestApp, admin: &Person, trusted: bool) {
    instances::set_policy(
        app.core(),
        &admin.principal(),
        "peer.example",
        InstancePolicy::Default,
        trusted,
        "",
    )
    .await
    .unwrap();
}

/// Everything a member can do in a forum of ours that somebody elsewhere follows, each told as it happens.
async fn conversation(app: &TestApp) {
    let admin = app.admin("salma").await;
    let noura = app.member("noura").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let bo = remote(app, PEER, ActorKind::Person, "bo").await;
    let elsewhere = remote(app, PEER, ActorKind::Group, "cnc").await;
    let far = forum_of(app, &elsewhere).await;
    follow(app, &bo, group(&forum)).await;
    follow(app, &bo, &noura.actor).await;
    let question = app
        .topic(&noura, &forum, "question", "Which tool path for 316L? #milling")
        .await;
    tell(app).await;
    let reply = app
        .reply(&admin, question.id, "Trochoidal, says @bo@peer.example.")
        .await;
    tell(app).await;
    votes::cast(app.core(), &noura.principal(), reply.id, None)
        .await
        .unwrap();
    tell(app).await;
    votes::retract(app.core(), &noura.principal(), reply.id).await.unwrap();
    tell(app).await;
    answers::accept(app.core(), &noura.principal(), reply.id).await.unwrap();
    tell(app).await;
    answers::clear(app.core(), &noura.principal(), question.id)
        .await
        .unwrap();
    tell(app).await;
    let form = TopicForm {
        kind: "question".to_owned(),
        title: "Which tool path for stainless steel?".to_owned(),
        body: "The surface shows chatter marks.".to_owned(),
        language: "en".to_owned(),
    };
    posts::rewrite(app.core(), &noura.principal(), question.id, &form)
        .await
        .unwrap();
    tell(app).await;
    majlis::domain::moderation::set_pinned(app.core(), &admin.principal(), question.id, true)
        .await
        .unwrap();
    tell(app).await;
    majlis::domain::moderation::set_pinned(app.core(), &admin.principal(), question.id, false)
        .await
        .unwrap();
    tell(app).await;
    majlis::domain::moderation::set_locked(app.core(), &admin.principal(), question.id, true)
        .await
        .unwrap();
    tell(app).await;
    majlis::domain::moderation::set_locked(app.core(), &admin.principal(), question.id, false)
        .await
        .unwrap();
    tell(app).await;
    forums::set_moderator(app.core(), &admin.principal(), forum.forum.id, noura.actor.id, true)
        .await
        .unwrap();
    tell(app).await;
    let profile = ProfileForm {
        display_name: "Noura".to_owned(),
        bio: "Process engineer".to_owned(),
        expertise: "milling".to_owned(),
        ..ProfileForm::default()
    };
    own_profile::save(app.core(), &noura.principal(), &profile)
        .await
        .unwrap();
    tell(app).await;
    follows::follow(app.core(), &noura.principal(), elsewhere.id)
        .await
        .unwrap();
    tell(app).await;
    let away = majlis::domain::forums::ForumView {
        forum: far,
        actor: elsewhere.clone(),
        host: Some("peer.example".to_owned()),
    };
    let guest_topic = app.topic(&noura, &away, "discussion", "Greetings from Riyadh").await;
    tell(app).await;
    app.reply(&noura, guest_topic.id, "And a word more.").await;
    tell(app).await;
    follows::unfollow(app.core(), &noura.principal(), elsewhere.id)
        .await
        .unwrap();
    tell(app).await;
    posts::remove(app.core(), &noura.principal(), question.id)
        .await
        .unwrap();
    tell(app).await;
    posts::remove(app.core(), &admin.principal(), reply.id).await.unwrap();
    tell(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_strict_receiver_can_read_every_activity_we_send() {
    let app = TestApp::new().await;
    conversation(&app).await;
    let mut all = waiting(&app, Stream::Normal).await;
    all.extend(waiting(&app, Stream::Priority).await);
    assert!(all.len() > 20, "{:?}", shapes(&all));
    for (_, activity) in &all {
        let found: Vec<String> = complaints(activity, Policy::default())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(found.is_empty(), "{found:?}\n{activity:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_private_is_in_anything_we_send() {
    let app = TestApp::new().await;
    conversation(&app).await;
    let mut all = waiting(&app, Stream::Normal).await;
    all.extend(waiting(&app, Stream::Priority).await);
    for (_, activity) in &all {
        let text = activity.to_string();
        for secret in [
            "@factory.example",
            "PRIVATE KEY",
            "password",
            "argon2",
            "\"bto\"",
            "\"bcc\"",
            "\"email\"",
        ] {
            assert!(!text.contains(secret), "{secret} in {activity:#}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_announced_twice_and_goes_to_its_authors_followers() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    let bo = remote(&app, PEER, ActorKind::Person, "bo").await;
    follow(&app, &bo, group(&forum)).await;
    follow(&app, &bo, &admin.actor).await;
    let topic = app.topic(&admin, &forum, "discussion", "Chatter when milling").await;
    tell(&app).await;
    let items = waiting(&app, Stream::Normal).await;
    assert_eq!(shapes(&items), ["Announce(Create(Page))", "Create(Page)", "Announce"]);
    assert_eq!(items[2].1["object"], topic.uri);
    assert!(items.iter().all(|(inbox, _)| inbox == "https://peer.example/inbox"));
    let again = majlis::apub::outbox::run_due(&app.app).await.unwrap();
    assert_eq!(again, 0);
    let answers = waiting(&app, Stream::Priority).await;
    assert_eq!(shapes(&answers), ["Accept(Follow)", "Accept(Follow)"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_for_a_forum_elsewhere_goes_to_that_forum_only() {
    let app = TestApp::new().await;
    let noura = app.member("noura").await;
    let elsewhere = remote(&app, PEER, ActorKind::Group, "cnc").await;
    let forum = forum_of(&app, &elsewhere).await;
    let view = majlis::domain::forums::ForumView {
        forum,
        actor: elsewhere.clone(),
        host: None,
    };
    app.topic(&noura, &view, "discussion", "Greetings from Riyadh").await;
    tell(&app).await;
    let items = waiting(&app, Stream::Normal).await;
    assert_eq!(shapes(&items), ["Create(Page)"]);
    assert_eq!(items[0].1["audience"], elsewhere.uri);
    let tags = items[0].1["object"]["tag"].as_array().unwrap();
    assert!(
        tags.iter()
            .any(|tag| tag["type"] == "Mention" && tag["name"] == "@cnc@peer.example")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stays_on_the_instance_is_never_told() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "board", "instance").await;
    let bo = remote(&app, PEER, ActorKind::Person, "bo").await;
    follow(&app, &bo, &admin.actor).await;
    trust(&app, &admin, true).await;
    app.topic(&admin, &forum, "discussion", "Budget of next year").await;
    tell(&app).await;
    assert_eq!(shapes(&waiting(&app, Stream::Normal).await), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_forum_speaks_to_trusted_servers_only_and_never_to_the_public() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "suppliers", "network").await;
    let bo = remote(&app, PEER, ActorKind::Person, "bo").await;
    trust(&app, &admin, true).await;
    follow(&app, &bo, group(&forum)).await;
    app.topic(&admin, &forum, "discussion", "Capacity in March").await;
    tell(&app).await;
    let items = waiting(&app, Stream::Normal).await;
    assert_eq!(shapes(&items), ["Announce(Create(Page))", "Announce"]);
    for (_, activity) in &items {
        assert!(!activity.to_string().contains("#Public\""), "{activity:#}");
    }
    trust(&app, &admin, false).await;
    app.topic(&admin, &forum, "discussion", "Capacity in April").await;
    tell(&app).await;
    assert_eq!(waiting(&app, Stream::Normal).await.len(), items.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_mentioned_hears_of_the_deletion_too() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "machining", "public").await;
    remote(&app, PEER, ActorKind::Person, "bo").await;
    let topic = app
        .topic(&admin, &forum, "discussion", "A word with @bo@peer.example")
        .await;
    tell(&app).await;
    posts::remove(app.core(), &admin.principal(), topic.id).await.unwrap();
    tell(&app).await;
    let items = waiting(&app, Stream::Normal).await;
    assert_eq!(shapes(&items), ["Create(Page)", "Delete(Tombstone)"]);
}
