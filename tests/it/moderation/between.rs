//! What moderators do, between three instances: it reaches everybody it should, from moderators and admins, here and elsewhere,
//! and nobody else.

use majlis::db::actors::Actor;
use majlis::db::posts::Post;
use majlis::db::types::Role;
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::moderation::reports::{self, Matter};
use majlis::domain::moderation::{self as order, hiding, moves};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Denied, Error, answers, follows, forums};

use super::{form, why};
use crate::conversation::scene::{Scene, copied, copy};
use crate::support::Person;
use crate::support::network::Node;

/// The actor of `person` as another instance knows them.
async fn known(node: &Node, person: &Actor) -> Option<Actor> {
    let mut conn = node.core().db.read().await.expect("a connection");
    majlis::db::actors::find_by_uri(&mut conn, &person.uri)
        .await
        .expect("a query")
}

/// Whether the forum keeps `person` out, as `node` sees it.
async fn is_banned(node: &Node, forum: &forums::ForumView, person: &Actor) -> bool {
    let Some(actor) = known(node, person).await else {
        return false;
    };
    let mut conn = node.core().db.read().await.expect("a connection");
    let group = majlis::db::actors::find_by_uri(&mut conn, &forum.actor.uri)
        .await
        .expect("a query");
    let Some(group) = group else { return false };
    let here = majlis::db::forums::find_by_actor(&mut conn, group.id)
        .await
        .expect("a query");
    let bans = majlis::db::moderation::bans::list_of(&mut conn, actor.id)
        .await
        .expect("a query");
    bans.iter()
        .any(|ban| ban.forum_id == here.as_ref().map(|forum| forum.id))
}

async fn open_reports(node: &Node, staff: &Person) -> usize {
    let (rows, _) = reports::queue(node.core(), &staff.principal(), false, None)
        .await
        .expect("a queue");
    rows.len()
}

fn ban(who: &Actor, place: Place, with_posts: bool) -> NewBan {
    NewBan {
        who: who.id,
        place,
        why: why("No ads"),
        until: None,
        with_posts,
        uri: None,
    }
}

async fn each_is(scene: &Scene, post: &Post, what: &str, holds: impl Fn(&Post) -> bool) {
    for node in &scene.network.nodes[..3] {
        assert!(holds(&copied(node, post).await), "{what} on {}", node.host());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deeds_of_an_admin_who_moderates_nothing_reach_every_follower_and_nobody_else() {
    let scene = Scene::new(4).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let (stranger, outsider) = scene.away(2);
    follows::unfollow(stranger.core(), &outsider.principal(), scene.remote_forum(2).actor.id)
        .await
        .expect("unfollowed");
    settle().await;
    let admin = home.person("late", Role::Admin).await;
    let by = admin.principal();
    let topic = second
        .topic(ali, scene.remote_forum(0), "question", "Which coupling lasts?")
        .await;
    settle().await;
    let here = copied(home, &topic).await;
    let answer = home.reply(&scene.noura, here.id, "A grid coupling.").await;
    settle().await;

    answers::accept(home.core(), &by, answer.id).await.expect("accepted");
    order::set_locked(home.core(), &by, here.id, true)
        .await
        .expect("locked");
    settle().await;
    for node in &scene.network.nodes[..3] {
        let accepted = copied(node, &topic).await.accepted_id;
        assert_eq!(accepted, Some(copied(node, &answer).await.id), "on {}", node.host());
    }
    each_is(&scene, &topic, "locked", |post| post.is_locked).await;

    hiding::hide(home.core(), &by, answer.id, &form("off_topic", "Another matter"))
        .await
        .expect("hidden");
    settle().await;
    each_is(&scene, &answer, "hidden", |post| {
        post.is_removed() && post.html.is_empty()
    })
    .await;
    let there = copied(second, &answer).await.id;
    let why = hiding::reason(second.core(), &ali.viewer(), there)
        .await
        .expect("a query");
    assert_eq!(why.expect("why").words, "Another matter", "the reason travels");
    hiding::restore(home.core(), &by, answer.id).await.expect("restored");
    settle().await;
    each_is(&scene, &answer, "restored", |post| post.html.contains("grid coupling")).await;

    scene
        .network
        .nodes
        .iter()
        .for_each(|node| node.advance(chrono::TimeDelta::minutes(1)));
    let words = TopicForm {
        kind: "question".to_owned(),
        title: "Which coupling lasts longest?".to_owned(),
        body: "On a pump of 30 kW, I mean.".to_owned(),
        language: "en".to_owned(),
    };
    posts::rewrite(second.core(), &ali.principal(), topic.id, &words)
        .await
        .expect("edited");
    settle().await;
    each_is(&scene, &topic, "edited", |post| post.title.ends_with("longest?")).await;

    posts::remove(second.core(), &ali.principal(), topic.id)
        .await
        .expect("deleted");
    settle().await;
    each_is(&scene, &topic, "deleted", Post::is_removed).await;
    for post in [&topic, &answer] {
        assert!(
            copy(stranger, post).await.is_none(),
            "who does not follow hears nothing"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ban_with_everything_written_reaches_everybody_and_ends_everywhere() {
    let scene = Scene::new(4).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let (stranger, outsider) = scene.away(2);
    follows::unfollow(stranger.core(), &outsider.principal(), scene.remote_forum(2).actor.id)
        .await
        .expect("unfollowed");
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Cheap pumps for sale")
        .await;
    settle().await;
    let here = known(home, &ali.actor).await.expect("met");
    let place = Place::Forum(scene.forum.forum.id);
    bans::ban(home.core(), &scene.admin.principal(), &ban(&here, place, true))
        .await
        .expect("banned");
    settle().await;

    each_is(&scene, &topic, "removed", Post::is_removed).await;
    for node in &scene.network.nodes[..3] {
        assert!(is_banned(node, &scene.forum, &ali.actor).await, "on {}", node.host());
    }
    assert!(!is_banned(stranger, &scene.forum, &ali.actor).await);
    let draft = TopicForm {
        kind: "discussion".to_owned(),
        title: "Once more, cheap".to_owned(),
        body: "The same pumps, even cheaper.".to_owned(),
        language: "en".to_owned(),
    };
    let forum = scene.remote_forum(0).forum.id;
    let refused = posts::write_topic(second.core(), &ali.principal(), forum, &draft).await;
    assert!(
        matches!(refused, Err(Error::Forbidden(Denied::Banned))),
        "their own server knows"
    );

    bans::lift(home.core(), &scene.admin.principal(), here.id, place)
        .await
        .expect("lifted");
    settle().await;
    for node in &scene.network.nodes[..3] {
        assert!(!is_banned(node, &scene.forum, &ali.actor).await, "on {}", node.host());
    }
    let again = second
        .topic(ali, scene.remote_forum(0), "discussion", "Better manners")
        .await;
    settle().await;
    each_is(&scene, &again, "welcome", |post| !post.is_removed()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_elsewhere_is_obeyed_here_and_by_every_follower() {
    let scene = Scene::new(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let (third, spammer) = scene.away(1);
    let moderator = known(home, &ali.actor).await.expect("met");
    forums::set_moderator(
        home.core(),
        &scene.admin.principal(),
        scene.forum.forum.id,
        moderator.id,
        true,
    )
    .await
    .expect("appointed");
    let topic = third
        .topic(spammer, scene.remote_forum(1), "discussion", "Cheap pumps for sale")
        .await;
    let kept = home
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    settle().await;

    let (core, by) = (second.core(), ali.principal());
    order::set_locked(core, &by, copied(second, &kept).await.id, true)
        .await
        .expect("locked");
    hiding::hide(core, &by, copied(second, &topic).await.id, &form("spam", ""))
        .await
        .expect("hidden");
    let who = known(second, &spammer.actor).await.expect("met");
    let place = Place::Forum(scene.remote_forum(0).forum.id);
    bans::ban(core, &by, &ban(&who, place, false)).await.expect("banned");
    settle().await;

    each_is(&scene, &kept, "locked", |post| post.is_locked).await;
    each_is(&scene, &topic, "hidden", Post::is_removed).await;
    for node in &scene.network.nodes {
        assert!(
            is_banned(node, &scene.forum, &spammer.actor).await,
            "on {}",
            node.host()
        );
    }
    hiding::restore(core, &by, copied(second, &topic).await.id)
        .await
        .expect("restored");
    bans::lift(core, &by, who.id, place).await.expect("lifted");
    settle().await;
    each_is(&scene, &topic, "restored", |post| post.html.contains("whole story")).await;
    for node in &scene.network.nodes {
        assert!(
            !is_banned(node, &scene.forum, &spammer.actor).await,
            "on {}",
            node.host()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_moderate_bans_and_restores_nothing() {
    let scene = Scene::new(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let topic = home
        .topic(&scene.noura, &scene.forum, "discussion", "Spare parts")
        .await;
    settle().await;
    let who = known(second, &scene.noura.actor).await.expect("met");
    let place = Place::Forum(scene.remote_forum(0).forum.id);

    let refused = bans::ban(second.core(), &ali.principal(), &ban(&who, place, true)).await;

    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
    settle().await;
    each_is(&scene, &topic, "untouched", |post| !post.is_removed()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_reaches_the_moderators_of_the_forum_and_the_author_s_server_if_wanted_and_nobody_else() {
    let scene = Scene::new(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let (third, author) = scene.away(1);
    let staff = (second.admin("chief").await, third.admin("chief").await);
    let topic = third
        .topic(author, scene.remote_forum(1), "discussion", "Cheap pumps for sale")
        .await;
    settle().await;
    let matter = Matter::Post(copied(second, &topic).await.id);
    let file = |forward| {
        let why = form("spam", "Advertising");
        async move { reports::file(second.core(), &ali.viewer(), &ali.principal(), matter, &why, forward).await }
    };
    file(false).await.expect("filed");
    settle().await;

    let (rows, _) = reports::queue(home.core(), &scene.admin.principal(), false, None)
        .await
        .expect("a queue");
    let [filed] = rows.as_slice() else {
        panic!("the forum's moderators have it once: {}", rows.len())
    };
    assert_eq!(filed.report.words, "Advertising");
    let reporter = filed.reporter.as_ref().expect("somebody").uri.clone();
    assert!(!reporter.contains("ali"), "who reported is not sent along: {reporter}");
    assert_eq!(open_reports(third, &staff.1).await, 0, "not forwarded unless wanted");

    hiding::hide(
        home.core(),
        &scene.admin.principal(),
        copied(home, &topic).await.id,
        &form("spam", ""),
    )
    .await
    .expect("hidden");
    settle().await;
    assert_eq!(
        open_reports(second, &staff.0).await,
        0,
        "what was done there settles the report here"
    );
    let told = super::told(second, ali).await;
    assert_eq!(told[0].0, "report_actioned", "and the reporter hears of it");

    let other = third
        .topic(author, scene.remote_forum(1), "discussion", "Cheaper pumps")
        .await;
    settle().await;
    let matter = Matter::Post(copied(second, &other).await.id);
    let why = form("spam", "Again");
    reports::file(second.core(), &ali.viewer(), &ali.principal(), matter, &why, true)
        .await
        .expect("filed");
    settle().await;
    assert_eq!(open_reports(home, &scene.admin).await, 1);
    assert_eq!(
        open_reports(third, &staff.1).await,
        1,
        "the author's server has it, too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_report_stays_here() {
    let scene = Scene::new(2).await;
    let (second, _) = scene.away(0);
    let staff = second.admin("chief").await;
    let topic = scene
        .home()
        .topic(&scene.admin, &scene.forum, "discussion", "Spare parts")
        .await;
    scene.network.settle().await;
    let (core, noura) = (scene.home().core(), &scene.noura);
    let matter = Matter::Post(topic.id);

    reports::file(
        core,
        &noura.viewer(),
        &noura.principal(),
        matter,
        &form("abuse", ""),
        true,
    )
    .await
    .expect("filed");
    scene.network.settle().await;

    assert_eq!(open_reports(scene.home(), &scene.admin).await, 1);
    assert_eq!(open_reports(second, &staff).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_moves_is_found_in_its_new_forum_everywhere() {
    let scene = Scene::new(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let energy = home.forum(&scene.admin, "energy", "public").await;
    let inner = home.forum(&scene.admin, "inner", "instance").await;
    let (second, ali) = scene.away(0);
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "Compressed air")
        .await;
    let other = home
        .topic(&scene.noura, &scene.forum, "discussion", "For our eyes only")
        .await;
    settle().await;
    let here = copied(home, &topic).await;
    let reply = home.reply(&scene.noura, here.id, "Look at the leaks").await;
    settle().await;
    let by = scene.admin.principal();

    moves::move_topic(home.core(), &by, here.id, energy.forum.id)
        .await
        .expect("moved");
    moves::move_topic(home.core(), &by, other.id, inner.forum.id)
        .await
        .expect("moved");
    settle().await;

    for node in &scene.network.nodes {
        for post in [&topic, &reply] {
            let forum = copied(node, post).await.forum_id.expect("a forum");
            let mut conn = node.core().db.read().await.expect("a connection");
            let (_, group) = majlis::db::forums::get(&mut conn, forum).await.expect("a forum");
            assert_eq!(group.uri, energy.actor.uri, "on {}", node.host());
        }
    }
    for node in &scene.network.nodes[1..] {
        assert!(
            copied(node, &other).await.is_removed(),
            "what is not for them any more is gone there"
        );
    }
    assert!(!copied(home, &other).await.is_removed());
    let answer = second.reply(ali, topic.id, "We found eleven").await;
    settle().await;
    assert_eq!(copied(home, &answer).await.forum_id, Some(energy.forum.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delete_by_the_author_elsewhere_destroys_what_moderators_hid_everywhere() {
    let scene = Scene::new(3).await;
    let (home, settle) = (scene.home(), || scene.network.settle());
    let (second, ali) = scene.away(0);
    let topic = second
        .topic(ali, scene.remote_forum(0), "discussion", "My neighbour's number")
        .await;
    settle().await;
    let (here, by) = (copied(home, &topic).await.id, scene.admin.principal());
    hiding::hide(home.core(), &by, here, &form("personal_data", ""))
        .await
        .expect("hidden");
    settle().await;
    for node in &scene.network.nodes {
        assert!(is_kept(node, &topic).await, "{} keeps it for moderators", node.host());
    }

    posts::remove(second.core(), &ali.principal(), topic.id)
        .await
        .expect("deleted");
    settle().await;

    for node in &scene.network.nodes {
        assert!(!is_kept(node, &topic).await, "{} keeps it", node.host());
    }
    let gone = hiding::restore(home.core(), &by, here).await;
    assert!(matches!(gone, Err(Error::Gone)));
}

/// Whether `node` keeps the text of a hidden post.
async fn is_kept(node: &Node, post: &Post) -> bool {
    let id = copied(node, post).await.id;
    let mut conn = node.core().db.read().await.expect("a connection");
    let kept = majlis::db::moderation::hidden::find(&mut conn, id)
        .await
        .expect("a query");
    kept.is_some_and(|kept| !kept.html.is_empty())
}
