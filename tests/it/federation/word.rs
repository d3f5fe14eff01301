//! What a forum elsewhere has passed on and what it has not; and names, times and ids that could be mistaken for others.

use majlis::apub::resolve::resolve;
use majlis::db::types::{ActorKind, TopicKind};
use majlis::domain::{Viewer, forums};
use serde_json::{Value, json};

use super::peer::{PUBLIC, Peer, Somebody, find_actor, find_post, followed, one_and_peer, post, work};

/// A page by somebody of another server than that of the forum.
fn page(shop: &Peer, bo: &Somebody, group: &str) -> Value {
    let page = bo.writes("Page", "1", group, json!({ "name": "Chatter when milling 316L" }));
    shop.show(&page);
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_forum_elsewhere_has_not_passed_on_is_not_in_it() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let shop = Peer::start().await;
    let bo = shop.person("bo");
    let page = page(&shop, &bo, &group.id);
    bo.tells(node, &bo.says("Create", "c1", page.clone())).await;
    assert!(find_post(node, &page["id"]).await.is_none(), "bo may be banned there");

    group
        .tells(node, &group.says("Announce", "a1", page["id"].clone()))
        .await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    let reply = bo.writes("Note", "2", &group.id, json!({ "inReplyTo": page["id"] }));
    shop.show(&reply);
    bo.tells(node, &bo.says("Create", "c2", reply.clone())).await;
    assert_eq!(post(node, topic.id).await.reply_count, 0);
    let create = bo.says("Create", "c2", reply);
    group.tells(node, &group.says("Announce", "a2", create)).await;
    assert_eq!(post(node, topic.id).await.reply_count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_of_a_third_server_acts_by_the_forums_word_only() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    let shop = Peer::start().await;
    let (bo, mo) = (shop.person("bo"), shop.person("mo"));
    peer.show(&json!({
        "id": format!("{}/moderators", group.id), "type": "OrderedCollection", "orderedItems": [mo.id],
    }));
    followed(node, &group, &noura).await;
    node.run_jobs().await;
    let page = page(&shop, &bo, &group.id);
    group
        .tells(node, &group.says("Announce", "a1", page["id"].clone()))
        .await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    let lock = mo.says("Lock", "l1", page["id"].clone());
    mo.tells(node, &lock).await;
    assert!(!post(node, topic.id).await.is_locked);
    group.tells(node, &group.says("Announce", "a2", lock)).await;
    assert!(post(node, topic.id).await.is_locked);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_to_a_forum_alone_is_a_private_message() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let mut note = bo.writes("Note", "1", &cnc.uri, json!({}));
    note["to"] = json!([cnc.uri]);
    let mut create = bo.says("Create", "c1", note.clone());
    create["to"] = json!([cnc.uri]);
    bo.tells(node, &create).await;
    assert!(find_post(node, &note["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_a_forum_elsewhere_and_somebody_here_is_private() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let mut note = bo.writes("Note", "1", &group.id, json!({}));
    note["to"] = json!([group.id, noura.actor.uri]);
    note.as_object_mut().unwrap().remove("audience");
    let mut create = bo.says("Create", "c1", note.clone());
    create["to"] = note["to"].clone();
    bo.tells(node, &create).await;
    assert!(find_post(node, &note["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_became_one_for_members_only_is_not_shown_to_everybody() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let mut page = bo.writes("Page", "1", &group.id, json!({ "name": "Prices of inserts" }));
    bo.tells(node, &bo.says("Create", "c1", page.clone())).await;
    assert!(!find_post(node, &page["id"]).await.unwrap().is_removed());
    page["to"] = json!([group.id]);
    page["updated"] = json!("2026-11-22T10:00:00Z");
    let mut update = bo.says("Update", "u1", page.clone());
    update["to"] = json!([group.id]);
    bo.tells(node, &update).await;
    assert!(find_post(node, &page["id"]).await.unwrap().is_removed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_and_a_forum_may_share_a_name_elsewhere() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("linux");
    let forum = followed(node, &group, &noura).await;
    let person = peer.person("linux");
    let links = [(&person.id, "Person"), (&group.id, "Group")].map(|(id, kind)| {
        json!({ "rel": "self", "type": "application/activity+json", "href": id,
            "properties": { "https://www.w3.org/ns/activitystreams#type": kind } })
    });
    let path = format!(
        "/.well-known/webfinger?resource=acct%3Alinux%40{}",
        peer.host().replace(':', "%3A")
    );
    let document = json!({ "subject": format!("acct:linux@{}", peer.host()), "links": links });
    peer.show_at(&path, 200, "application/jrd+json", document);

    let at = |sigil: &str| format!("{sigil}linux@{}", peer.host());
    let viewer = noura.viewer();
    for (sigil, id) in [("!", &group.id), ("@", &person.id), ("!", &group.id)] {
        let found = resolve(&node.app, &viewer, &at(sigil)).await.unwrap();
        assert_eq!(&found.actor.uri, id, "{sigil}");
    }
    let known = find_actor(node, &group.id).await.unwrap();
    assert_eq!((known.deleted_at, known.username.as_str()), (None, "linux"));
    let view = forums::find(node.core(), &Viewer::Guest, &at("")).await.unwrap();
    assert_eq!(view.actor.id, forum.id);
    let found = majlis::domain::profiles::find(node.core(), &viewer, &at(""))
        .await
        .unwrap();
    assert_eq!(found.actor.kind, ActorKind::Person);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_buries_what_is_of_another_server() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let page = peer
        .person("bo")
        .writes("Page", "1", &group.id, json!({ "name": "Soon to come" }));
    peer.show(&page);
    let evil = Peer::start().await;
    let eve = evil.person("eve");
    let like = json!({
        "id": page["id"], "type": "Like", "actor": eve.id, "object": peer.url("/u/bo/posts/nothing"),
    });
    eve.sends(node, &eve.says("Undo", "u1", like)).await;
    work(node).await;
    group
        .tells(node, &group.says("Announce", "a1", page["id"].clone()))
        .await;
    assert!(find_post(node, &page["id"]).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_overtakes_what_the_forum_passed_on_holds() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let page = bo.writes("Page", "1", &group.id, json!({ "name": "Soon to go" }));
    let delete = bo.says("Delete", "d1", page["id"].clone());
    group.tells(node, &group.says("Announce", "a2", delete)).await;
    let create = bo.says("Create", "c1", page.clone());
    group.tells(node, &group.says("Announce", "a1", create)).await;
    assert!(find_post(node, &page["id"]).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_overtakes_holds_if_the_posts_own_server_says_so() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let shop = Peer::start().await;
    let bo = shop.person("bo");
    for (number, status, stays_away) in [("1", 410, true), ("2", 403, false)] {
        let page = bo.writes("Page", number, &group.id, json!({ "name": "Soon to go" }));
        shop.show_at(&format!("/u/bo/posts/{number}"), status, "text/plain", json!(null));
        let delete = bo.says("Delete", &format!("d{number}"), page["id"].clone());
        let announce = group.says("Announce", &format!("d{number}"), delete);
        group.tells(node, &announce).await;
        shop.show(&page);
        let create = bo.says("Create", &format!("c{number}"), page.clone());
        let announce = group.says("Announce", &format!("c{number}"), create);
        group.tells(node, &announce).await;
        let is_here = find_post(node, &page["id"]).await.is_some();
        assert_eq!(is_here, !stays_away, "its server said {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_changes_no_word_is_no_edit_and_hides_none() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let mut page = bo.writes(
        "Page",
        "1",
        &group.id,
        json!({ "name": "Which coolant?", "commentsEnabled": true }),
    );
    peer.show(&page);
    group
        .tells(
            node,
            &group.says("Announce", "a1", bo.says("Create", "c1", page.clone())),
        )
        .await;
    let topic = find_post(node, &page["id"]).await.unwrap();

    page["commentsEnabled"] = json!(false);
    group
        .tells(
            node,
            &group.says("Announce", "a2", bo.says("Update", "u1", page.clone())),
        )
        .await;
    let locked = post(node, topic.id).await;
    assert!(locked.is_locked);
    assert_eq!(locked.edited_at, None);
    page["commentsEnabled"] = json!(true);
    let reopened = bo.says("Update", "u3", page.clone());
    group.tells(node, &group.says("Announce", "a4", reopened)).await;
    assert!(!post(node, topic.id).await.is_locked);

    page["name"] = json!("Which coolant for 316L?");
    page["updated"] = json!("2026-11-22T09:30:00Z");
    group
        .tells(
            node,
            &group.says("Announce", "a3", bo.says("Update", "u2", page.clone())),
        )
        .await;
    let edited = post(node, topic.id).await;
    assert_eq!(edited.title, "Which coolant for 316L?");
    assert!(edited.edited_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_that_knows_questions_by_their_answer_only_is_understood() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let page = bo.writes("Page", "1", &group.id, json!({ "name": "Which coolant?" }));
    let reply = bo.writes(
        "Note",
        "2",
        &group.id,
        json!({ "inReplyTo": page["id"], "to": [PUBLIC] }),
    );
    for (n, object) in [&page, &reply].into_iter().enumerate() {
        let create = bo.says("Create", &format!("c{n}"), object.clone());
        group
            .tells(node, &group.says("Announce", &format!("a{n}"), create))
            .await;
    }
    let choice = bo.says("ChooseAnswer", "x1", reply["id"].clone());
    group.tells(node, &group.says("Announce", "a9", choice)).await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    assert_eq!(topic.topic_kind, Some(TopicKind::Question));
    assert_eq!(topic.accepted_id, Some(find_post(node, &reply["id"]).await.unwrap().id));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_private_community_writes_is_not_for_every_member_here() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("board");
    let mut document = group.document("Group", "board");
    document["manuallyApprovesFollowers"] = json!(true);
    peer.show(&document);
    followed(node, &group, &noura).await;
    let page = peer.person("bo").writes(
        "Page",
        "1",
        &group.id,
        json!({ "name": "Wages of next year", "to": [group.id] }),
    );
    peer.show(&page);
    let create = peer.person("bo").says("Create", "c1", page.clone());
    let mut announce = group.says("Announce", "a1", create);
    announce["to"] = json!([format!("{}/followers", group.id)]);
    group.tells(node, &announce).await;
    assert!(find_post(node, &page["id"]).await.is_none());
}
