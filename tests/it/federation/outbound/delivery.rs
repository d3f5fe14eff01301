//! Delivery against a server that does what the test tells it.

use std::sync::Arc;

use chrono::TimeDelta;
use majlis::apub::delivery;
use majlis::db::types::{ActorKind, PeerState};
use majlis::domain::forums::ForumView;
use majlis::domain::peers::{self, PeerStatus};
use tokio::sync::Notify;

use super::peer::{Peer, status};
use super::{follow, group, remote, tell};
use crate::support::{Person, TestApp};

/// An instance whose forum a person of `peer` follows.
struct Stage {
    app: TestApp,
    admin: Person,
    forum: ForumView,
}

impl Stage {
    async fn new(followers: &[&Peer]) -> Self {
        let app = TestApp::with(|config| config.federation.allow_private = true).await;
        let admin = app.admin("salma").await;
        let forum = app.forum(&admin, "machining", "public").await;
        for peer in followers {
            let bo = remote(&app, &peer.base, ActorKind::Person, "bo").await;
            follow(&app, &bo, group(&forum)).await;
        }
        let stage = Self { app, admin, forum };
        // The Accepts go out first and are not what is tested here.
        tell(&stage.app).await;
        stage.deliver().await;
        stage
    }

    /// Something that makes one activity for each follower.
    async fn news(&self) {
        let topic = self
            .app
            .topic(&self.admin, &self.forum, "discussion", "Chatter when milling")
            .await;
        tell(&self.app).await;
        self.app.core().change(async |_| Ok(())).await.unwrap();
        assert!(topic.is_local);
    }

    async fn deliver(&self) -> usize {
        delivery::run_due(&self.app.app).await.expect("delivery runs")
    }

    async fn status_of(&self, peer: &Peer) -> PeerStatus {
        let host = peer.base.strip_prefix("http://").unwrap();
        let all = peers::list(self.app.core(), &self.admin.principal()).await.unwrap();
        all.into_iter()
            .find(|status| status.host == host)
            .expect("a known peer")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_gets_the_announcements_signed_by_the_forum() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    stage.deliver().await;
    let got = peer.got().split_off(before);
    let kinds: Vec<_> = got
        .iter()
        .map(|got| (got.json()["type"].clone(), got.json()["object"]["type"].clone()))
        .collect();
    assert_eq!(kinds[0], ("Announce".into(), "Create".into()));
    assert_eq!(kinds[1].0, "Announce");
    assert!(
        got[1].json()["object"].is_string(),
        "Mastodon reads an Announce of the id"
    );
    let signature = got[0].headers["signature"].to_str().unwrap();
    assert!(
        signature.contains("keyId=\"https://majlis.example/g/machining#main-key\""),
        "{signature}"
    );
    assert!(signature.contains("(request-target) host date digest"), "{signature}");
    assert_eq!(got[0].headers["content-type"], "application/activity+json");
    assert_eq!(got[0].path, "/inbox");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accept_goes_to_the_followers_own_inbox() {
    let peer = Peer::start().await;
    let _stage = Stage::new(&[&peer]).await;
    let got = peer.got();
    assert_eq!(got[0].json()["type"], "Accept");
    assert_eq!(got[0].json()["object"]["type"], "Follow");
    assert_eq!(got[0].path, "/users/bo/inbox");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_peer_gets_everything_later_in_order_and_word_for_word() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script([status(500)]);
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 1, "nothing overtakes what failed");
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Failing);
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 1, "it is left alone for a while");
    stage.app.advance(TimeDelta::seconds(40));
    stage.deliver().await;
    let got = peer.got().split_off(before);
    assert_eq!(got.len(), 3);
    assert_eq!(got[0].body, got[1].body);
    let status = stage.status_of(&peer).await;
    assert_eq!((status.state, status.waiting, status.error), (PeerState::Ok, 0, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_what_went_wrong_and_has_the_peer_tried_again() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    stage.news().await;
    peer.script([status(503)]);
    stage.deliver().await;
    let salma = stage.app.sign_in(&stage.admin).await;
    let page = salma.get("/admin/federation").await;
    assert!(page.body.contains("status 503"), "{}", page.body);

    let host = peer.base.strip_prefix("http://").unwrap();
    let form = [("host", host), ("retry", "yes")];
    assert_eq!(salma.submit("/admin/federation", &form).await.status, 303);
    assert!(stage.deliver().await > 0, "without waiting for its time");
    let page = salma.get("/admin/federation").await;
    assert!(!page.body.contains("status 503"), "{}", page.body);
    assert_eq!(page.count("button[name=retry]"), 0, "nothing waits any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_final_and_no_fault_of_the_peer() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script([status(400)]);
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 2, "the next one follows at once");
    let status = stage.status_of(&peer).await;
    assert_eq!((status.state, status.waiting), (PeerState::Ok, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_wants_the_other_signature_gets_it_and_is_remembered() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script([status(401)]);
    stage.deliver().await;
    let got = peer.got().split_off(before);
    assert!(!got[0].headers.contains_key("signature-input"));
    assert!(got[1].headers.contains_key("signature-input"));
    assert_eq!(got[0].body, got[1].body);
    assert!(
        got[2].headers.contains_key("signature-input"),
        "the second item starts with what worked"
    );
    assert_eq!(got.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_may_ask_for_patience() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script([status(429).with("retry-after", "600")]);
    stage.deliver().await;
    stage.app.advance(TimeDelta::seconds(599));
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 1);
    stage.app.advance(TimeDelta::seconds(1));
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_eight_answers_of_failure_an_item_is_given_up_and_the_next_one_goes() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script(std::iter::repeat_n(status(503), 8));
    for _ in 0..8 {
        stage.deliver().await;
        stage.app.advance(TimeDelta::hours(30));
    }
    let got = peer.got().split_off(before);
    assert_eq!(got.len(), 9);
    assert!(got[..8].iter().all(|one| one.id() == got[0].id()));
    assert_ne!(got[8].id(), got[0].id());
    let status = stage.status_of(&peer).await;
    assert_eq!(
        (status.dead_letters, status.waiting, status.state),
        (1, 0, PeerState::Ok)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_it_is_gone_is_believed_after_a_second_look() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script([status(410), status(410)]);
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 1);
    let gone = stage.status_of(&peer).await;
    assert_eq!((gone.state, gone.waiting), (PeerState::Dead, 0));
    stage.news().await;
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 1, "nothing is kept for the dead");
    let instance = majlis::domain::instances::meet(stage.app.core(), &gone.host)
        .await
        .unwrap();
    peers::wake(stage.app.core(), instance.id).await.unwrap();
    stage.news().await;
    stage.deliver().await;
    assert!(peer.got().len() > before + 1, "whoever speaks is not dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_closed_inbox_does_not_bury_its_server() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    stage.news().await;
    peer.script([status(410), status(200)]);
    stage.deliver().await;
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Ok);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_peer_delays_nobody_else() {
    let (slow, quick) = (Peer::start().await, Peer::start().await);
    let stage = Stage::new(&[&slow, &quick]).await;
    let (slow_before, quick_before) = (slow.got().len(), quick.got().len());
    let bell = Arc::new(Notify::new());
    slow.script([status(202).after(&bell)]);
    stage.news().await;
    let app = stage.app.app.clone();
    let running = tokio::spawn(async move { delivery::run_due(&app).await });
    slow.wait_for(slow_before + 1).await;
    quick.wait_for(quick_before + 2).await;
    assert!(!running.is_finished());
    bell.notify_one();
    running.await.unwrap().unwrap();
    assert_eq!(slow.got().len(), slow_before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_the_middle_loses_nothing_and_repeats_only_what_peers_recognise() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    stage.news().await;
    let never = Arc::new(Notify::new());
    peer.script([status(202), status(202).after(&never)]);
    let app = stage.app.app.clone();
    let running = tokio::spawn(async move { delivery::run_due(&app).await });
    peer.wait_for(before + 2).await;
    running.abort();
    assert!(running.await.is_err());
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 2, "the dead worker's lease still holds");
    stage.app.advance(TimeDelta::seconds(31));
    stage.deliver().await;
    let got = peer.got().split_off(before);
    let mut seen = Vec::new();
    for one in &got {
        match seen.iter().find(|(id, _)| *id == one.id()) {
            Some((_, body)) => assert_eq!(*body, one.body, "a repeated activity is the same text"),
            None => seen.push((one.id(), one.body.clone())),
        }
    }
    assert_eq!(seen.len(), 4, "two topics, each announced twice");
    assert_eq!(stage.status_of(&peer).await.waiting, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_server_gets_nothing_not_even_what_waited() {
    use majlis::db::types::InstancePolicy;
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    let host = peer.base.strip_prefix("http://").unwrap().to_owned();
    let by = stage.admin.principal();
    majlis::domain::instances::set_policy(stage.app.core(), &by, &host, InstancePolicy::Blocked, false, "")
        .await
        .unwrap();
    stage.deliver().await;
    stage.news().await;
    stage.deliver().await;
    assert_eq!(peer.got().len(), before);
    assert_eq!(stage.status_of(&peer).await.waiting, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_follows_somebody_has_a_server_tried_again_that_was_given_up() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    stage.news().await;
    peer.script([status(410), status(410)]);
    stage.deliver().await;
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Dead);
    let before = peer.got().len();
    let target = remote(&stage.app, &peer.base, ActorKind::Person, "ada").await;
    majlis::domain::follows::follow(stage.app.core(), &stage.admin.principal(), target.id)
        .await
        .unwrap();
    tell(&stage.app).await;
    stage.deliver().await;
    let got = peer.got().split_off(before);
    assert_eq!((got.len(), got[0].json()["type"].as_str()), (1, Some("Follow")));
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Ok);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dormant_peer_is_probed_with_one_item_a_day_and_woken_when_it_speaks() {
    let peer = Peer::start().await;
    let stage = Stage::new(&[&peer]).await;
    let before = peer.got().len();
    stage.news().await;
    peer.script(std::iter::repeat_n(status(500), 6));
    for _ in 0..5 {
        stage.deliver().await;
        stage.app.advance(TimeDelta::days(2));
    }
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Dormant);
    assert_eq!(peer.got().len(), before + 5);
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 6, "the oldest item only");
    stage.app.advance(TimeDelta::hours(12));
    stage.deliver().await;
    assert_eq!(peer.got().len(), before + 6, "not twice a day");
    let host = peer.base.strip_prefix("http://").unwrap();
    let instance = majlis::domain::instances::meet(stage.app.core(), host).await.unwrap();
    peers::wake(stage.app.core(), instance.id).await.unwrap();
    stage.deliver().await;
    let got = peer.got().split_off(before);
    assert_eq!(got.len(), 8, "what waited comes at once");
    assert_eq!(got[0].id(), got[6].id());
    assert_eq!(stage.status_of(&peer).await.state, PeerState::Ok);
}
