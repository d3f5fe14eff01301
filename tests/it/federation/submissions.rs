//! What members send to forums elsewhere: sent until it is confirmed, however late or often that is said, and refused with a
//! reason that its author sees and nobody else.

use chrono::TimeDelta;
use majlis::db::Keyset;
use majlis::db::outbox;
use majlis::db::posts::Post;
use majlis::db::submissions::{self as rows, Submission};
use majlis::db::types::{Deed, NotificationKind, PostId, SendCause, SendState};
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::{Denied, Error, answers, moderation, notifications, posts, submissions, topics, votes};
use serde_json::{Value, json};

use super::peer::{PUBLIC, Peer, Somebody, find_post, followed, logged, one_and_peer};
use crate::conversation::scene::{Scene, copied, copy};
use crate::moderation::why;
use crate::support::network::Node;
use crate::support::{Network, Person};

/// A member who follows a forum on a scripted server, with a topic in it.
struct Elsewhere {
    net: Network,
    peer: Peer,
    group: Somebody,
    noura: Person,
    topic: Post,
}

impl Elsewhere {
    async fn new() -> Self {
        let (net, peer) = one_and_peer().await;
        let node = &net.nodes[0];
        let noura = node.member("noura").await;
        let (group, bo) = (peer.group("cnc"), peer.person("bo"));
        followed(node, &group, &noura).await;
        let page = bo.writes("Page", "1", &group.id, json!({ "name": "Which coolant?" }));
        let announce = group.says("Announce", "1", bo.says("Create", "1", page.clone()));
        group.tells(node, &announce).await;
        let topic = find_post(node, &page["id"]).await.expect("a topic");
        // Deliveries are taken, and nothing more is said.
        peer.show_at("/g/cnc/inbox", 202, "text/plain", json!(null));
        Self {
            net,
            peer,
            group,
            noura,
            topic,
        }
    }

    fn node(&self) -> &Node {
        &self.net.nodes[0]
    }

    /// A reply, sent.
    async fn reply(&self, body: &str) -> Post {
        let reply = self.node().reply(&self.noura, self.topic.id, body).await;
        self.net.settle().await;
        reply
    }

    async fn state(&self, post: &Post) -> Option<(SendState, Option<SendCause>, String)> {
        state(self.node(), &self.noura, post.id, Deed::Post).await
    }

    /// What the forum says of a post of ours that it passes on.
    fn announces(&self, number: &str, post: &Post) -> Value {
        let create = json!({
            "id": format!("{}#create-{number}", post.uri), "type": "Create", "actor": self.noura.actor.uri,
            "object": post.uri, "to": [PUBLIC],
        });
        self.group.says("Announce", number, create)
    }

    fn rejects(&self, by: &Somebody, number: &str, object: &str, words: &str) -> Value {
        let mut reject = by.says("Reject", number, json!(object));
        reject["summary"] = json!(words);
        reject
    }
}

async fn find(node: &Node, person: &Person, post: PostId, deed: Deed) -> Option<Submission> {
    let mut conn = node.core().db.read().await.expect("a connection");
    rows::find(&mut conn, (post, person.actor.id, deed))
        .await
        .expect("a query")
}

async fn state(
    node: &Node,
    person: &Person,
    post: PostId,
    deed: Deed,
) -> Option<(SendState, Option<SendCause>, String)> {
    let row = find(node, person, post, deed).await?;
    Some((row.state, row.cause, row.words))
}

/// The Creates that were made of a post, newest first, by their ids.
async fn create_of(node: &Node, post: &Post) -> String {
    let mut conn = node.core().db.read().await.expect("a connection");
    let sent = outbox::find_newest(&mut conn, "Create", post.id)
        .await
        .expect("a query");
    sent.expect("it was sent").uri
}

/// What of this a member was told.
async fn told(node: &Node, person: &Person) -> Vec<NotificationKind> {
    let rows = notifications::list(node.core(), person.account.id, Keyset::first(50))
        .await
        .expect("notifications");
    let kinds = [NotificationKind::Refused, NotificationKind::Undelivered];
    rows.iter()
        .map(|(told, ..)| told.kind)
        .filter(|kind| kinds.contains(kind))
        .collect()
}

const SENT: Option<(SendState, Option<SendCause>, String)> = Some((SendState::Sent, None, String::new()));

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_sent_until_the_forum_passes_it_on_however_late_and_often() {
    let scene = Elsewhere::new().await;
    let (node, group) = (scene.node(), &scene.group);
    let reply = scene.reply("Emulsion.").await;
    assert_eq!(scene.state(&reply).await, SENT, "taken is not confirmed");
    node.advance(TimeDelta::days(3));
    scene.net.settle().await;
    assert_eq!(
        scene.state(&reply).await,
        SENT,
        "an announcement that is lost confirms nothing"
    );

    // Another forum confirms nothing either.
    let other = scene.peer.group("welding");
    let mut forged = scene.announces("8", &reply);
    forged["actor"] = json!(other.id);
    forged["id"] = json!(format!("{}/activities/8", other.id));
    other.tells(node, &forged).await;
    assert_eq!(scene.state(&reply).await, SENT);

    for number in ["9", "10"] {
        group.tells(node, &scene.announces(number, &reply)).await;
        assert_eq!(scene.state(&reply).await, None);
    }
    assert!(node.post(reply.id).await.announced_at.is_some());
    assert!(told(node, &scene.noura).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_that_refuses_is_quoted_once_and_may_change_its_mind() {
    let scene = Elsewhere::new().await;
    let (node, group, eve) = (scene.node(), &scene.group, scene.peer.person("eve"));
    let reply = scene.reply("Emulsion.").await;
    let create = create_of(node, &reply).await;

    let forged = scene.rejects(&eve, "r0", &create, "No.");
    eve.tells(node, &forged).await;
    assert!(logged(node, &forged).await.expect("logged").error.is_some());
    assert_eq!(scene.state(&reply).await, SENT, "only the forum refuses");

    let reject = scene.rejects(group, "r1", &create, "<p>No <b>adverts</b> here</p>");
    group.tells(node, &reject).await;
    let refused = Some((
        SendState::Refused,
        Some(SendCause::Rejected),
        "No adverts here".to_owned(),
    ));
    assert_eq!(scene.state(&reply).await, refused);
    // The post itself may be named, too; said twice it is true once.
    group
        .tells(node, &scene.rejects(group, "r2", &reply.uri, "Again"))
        .await;
    assert_eq!(scene.state(&reply).await, refused);
    assert_eq!(told(node, &scene.noura).await, [NotificationKind::Refused]);
    let again = submissions::retry(node.core(), &scene.noura.principal(), reply.id).await;
    assert!(
        matches!(again, Err(Error::NotFound)),
        "the same words are not sent again"
    );

    // Other words are: as an edit, which is on its way again.
    node.advance(TimeDelta::minutes(1));
    let words = posts::TopicForm {
        body: "Emulsion, from whomever.".to_owned(),
        language: "en".to_owned(),
        ..posts::TopicForm::default()
    };
    posts::rewrite(node.core(), &scene.noura.principal(), reply.id, &words)
        .await
        .expect("rewritten");
    assert_eq!(scene.state(&reply).await, SENT);
    assert!(told(node, &scene.noura).await.is_empty());

    group
        .tells(node, &scene.rejects(group, "r3", &create, "Still no"))
        .await;
    group.tells(node, &scene.announces("9", &reply)).await;
    assert_eq!(scene.state(&reply).await, None, "a late confirmation counts");
    assert!(
        told(node, &scene.noura).await.is_empty(),
        "what was told is true no more"
    );
    group
        .tells(node, &scene.rejects(group, "r4", &create, "No after all"))
        .await;
    assert_eq!(scene.state(&reply).await, None, "what is confirmed stays confirmed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_final_is_told_with_the_reason_in_it() {
    let scene = Elsewhere::new().await;
    let node = scene.node();
    let cases = [
        (
            403,
            "application/json",
            json!({ "error": "person_is_banned_from_community" }),
        ),
        (400, "application/json", json!({ "error": "post_is_locked" })),
        (422, "application/json", json!({ "error": "too long for us" })),
        (404, "text/html", json!(null)),
        (410, "text/html", json!(null)),
    ];
    let mut causes = Vec::new();
    for (status, kind, body) in cases {
        scene.peer.show_at("/g/cnc/inbox", status, kind, body);
        let reply = scene.reply("Emulsion.").await;
        let (state, cause, _) = scene.state(&reply).await.expect("not confirmed");
        causes.push((state, cause.expect("a cause")));
    }
    use SendState::{Refused, Undelivered};
    assert_eq!(
        causes,
        [
            (Refused, SendCause::Banned),
            (Refused, SendCause::Locked),
            (Refused, SendCause::Rejected),
            (Undelivered, SendCause::Missing),
            (Undelivered, SendCause::Missing),
        ]
    );
    assert_eq!(told(node, &scene.noura).await.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_did_not_arrive_is_sent_again_as_something_new() {
    let scene = Elsewhere::new().await;
    let (node, by) = (scene.node(), scene.noura.principal());
    scene.peer.show_at("/g/cnc/inbox", 500, "text/plain", json!(null));
    let reply = scene.reply("Emulsion.").await;
    assert_eq!(scene.state(&reply).await, SENT, "it is tried for a while");
    let waits = submissions::retry(node.core(), &by, reply.id).await;
    assert!(matches!(waits, Err(Error::NotFound)));
    for _ in 0..8 {
        node.advance(TimeDelta::hours(13));
        scene.net.settle().await;
    }
    let lost = Some((SendState::Undelivered, Some(SendCause::Unreachable), String::new()));
    assert_eq!(scene.state(&reply).await, lost);
    assert_eq!(told(node, &scene.noura).await, [NotificationKind::Undelivered]);
    let former = create_of(node, &reply).await;

    let eve = node.member("eve").await;
    let refused = submissions::retry(node.core(), &eve.principal(), reply.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    scene.peer.show_at("/g/cnc/inbox", 202, "text/plain", json!(null));
    submissions::retry(node.core(), &by, reply.id)
        .await
        .expect("sent again");
    node.advance(TimeDelta::days(1));
    scene.net.settle().await;
    assert_eq!(scene.state(&reply).await, SENT);
    assert_ne!(create_of(node, &reply).await, former);
    assert!(told(node, &scene.noura).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_and_a_best_answer_are_confirmed_like_a_post() {
    let scene = Scene::new(2).await;
    let (home, (second, ali)) = (scene.home(), scene.away(0));
    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    assert_eq!(state(second, ali, topic.id, Deed::Post).await, SENT);
    scene.network.settle().await;
    assert_eq!(state(second, ali, topic.id, Deed::Post).await, None);
    let answer = home
        .reply(&scene.noura, copied(home, &topic).await.id, "A grid coupling.")
        .await;
    scene.network.settle().await;
    let there = copied(second, &answer).await.id;

    votes::cast(second.core(), &ali.principal(), there, None)
        .await
        .expect("voted");
    answers::accept(second.core(), &ali.principal(), there)
        .await
        .expect("accepted");
    assert_eq!(state(second, ali, there, Deed::Vote).await, SENT);
    assert_eq!(state(second, ali, there, Deed::Answer).await, SENT);
    scene.network.settle().await;
    assert_eq!(state(second, ali, there, Deed::Vote).await, None);
    assert_eq!(state(second, ali, there, Deed::Answer).await, None);

    // What is taken back is not waited for, and nothing is noted of what happens at home.
    votes::retract(second.core(), &ali.principal(), there)
        .await
        .expect("taken back");
    votes::cast(second.core(), &ali.principal(), there, None)
        .await
        .expect("voted");
    votes::retract(second.core(), &ali.principal(), there)
        .await
        .expect("taken back");
    assert_eq!(state(second, ali, there, Deed::Vote).await, None);
    assert_eq!(state(home, &scene.noura, answer.id, Deed::Post).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_meets_a_lock_is_refused_and_goes_through_when_the_topic_is_open_again() {
    let scene = Scene::new(2).await;
    let (home, (second, ali)) = (scene.home(), scene.away(0));
    let topic = home
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    scene.network.settle().await;
    let there = copied(second, &topic).await;
    moderation::set_locked(home.core(), &scene.admin.principal(), topic.id, true)
        .await
        .expect("locked");
    let late = second.reply(ali, there.id, "We have some.").await;
    scene.network.settle().await;

    assert!(copy(home, &late).await.is_none());
    let (state_now, cause, _) = state(second, ali, late.id, Deed::Post).await.expect("not confirmed");
    assert_eq!((state_now, cause), (SendState::Refused, Some(SendCause::Locked)));
    assert_eq!(told(second, ali).await, [NotificationKind::Refused]);
    let early = submissions::retry(second.core(), &ali.principal(), late.id).await;
    assert!(matches!(early, Err(Error::Forbidden(Denied::Locked))));

    // Only who wrote it sees how far it is.
    let other = second.member("huda").await;
    for (person, expected) in [(ali, 1), (&other, 0)] {
        let thread = topics::thread(second.core(), &person.viewer(), there.id, None)
            .await
            .expect("a thread");
        assert_eq!(thread.shown.sent.len(), expected);
    }

    moderation::set_locked(home.core(), &scene.admin.principal(), topic.id, false)
        .await
        .expect("unlocked");
    scene.network.settle().await;
    submissions::retry(second.core(), &ali.principal(), late.id)
        .await
        .expect("sent again");
    scene.network.settle().await;
    assert_eq!(state(second, ali, late.id, Deed::Post).await, None);
    assert!(copied(home, &late).await.html.contains("have some"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_kept_out_meanwhile_is_told_why_it_does_not_appear() {
    let scene = Scene::new(2).await;
    let (home, (second, ali)) = (scene.home(), scene.away(0));
    scene.network.settle().await;
    let who = {
        let first = second
            .topic(ali, scene.remote_forum(0), "discussion", "Cheap pumps for sale")
            .await;
        scene.network.settle().await;
        copied(home, &first).await.actor_id
    };
    let ban = NewBan {
        who,
        place: Place::Forum(scene.forum.forum.id),
        why: why("No ads"),
        until: None,
        with_posts: false,
        uri: None,
    };
    bans::ban(home.core(), &scene.admin.principal(), &ban)
        .await
        .expect("banned");
    let late = second
        .topic(ali, scene.remote_forum(0), "discussion", "Cheaper pumps for sale")
        .await;
    scene.network.settle().await;

    assert!(copy(home, &late).await.is_none());
    let (state_now, cause, _) = state(second, ali, late.id, Deed::Post).await.expect("not confirmed");
    assert_eq!((state_now, cause), (SendState::Refused, Some(SendCause::Banned)));
    let refused = submissions::retry(second.core(), &ali.principal(), late.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::Banned))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_reads_on_the_page_how_far_it_is_and_sends_it_again() {
    let scene = Elsewhere::new().await;
    let node = scene.node();
    let reply = scene.reply("Emulsion.").await;
    let (author, other) = (
        node.sign_in(&scene.noura).await,
        node.sign_in(&node.member("eve").await).await,
    );
    let topic = format!("/topics/{}", scene.topic.id);
    let again = format!("/posts/{}/send-again", reply.id);
    let form = format!("form[action='{again}']");

    assert_eq!(author.get(&topic).await.count(".sending"), 1);
    assert_eq!(author.get(&topic).await.count(&form), 0, "it is on its way");
    assert_eq!(other.get(&topic).await.count(".sending"), 0);
    assert_eq!(node.guest().get(&topic).await.count(".sending"), 0);

    scene.peer.show_at("/g/cnc/inbox", 404, "text/plain", json!(null));
    let lost = scene.reply("Or neat oil.").await;
    assert_eq!(author.get(&topic).await.count(".sending-failed"), 1);
    assert_eq!(author.get("/waiting").await.count(".sent-line"), 2);
    assert_eq!(other.get("/waiting").await.count(".sent-line"), 0);
    assert!(
        author
            .get("/notifications")
            .await
            .body
            .contains(&format!("/replies/{}", lost.id))
    );
    let again = format!("/posts/{}/send-again", lost.id);
    for (client, status) in [(&other, 403), (&author, 303), (&author, 404)] {
        let token = client.get(&topic).await.attribute("input[name=csrf]", "value");
        let token = token.expect("a token");
        let page = client.post(&again, &[("csrf", &token)]).await;
        assert_eq!(page.status, status, "{}", page.body);
    }
    assert_eq!(author.get(&topic).await.count(".sending-failed"), 0);
}
