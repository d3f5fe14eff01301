//! Activities in the shapes that Mastodon, Lemmy and PieFed give them.

use majlis::db::types::PostKind;
use serde_json::json;

use super::peer::{PUBLIC, find_post, followed, one_and_peer, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_mastodon_post_that_mentions_a_forum_becomes_a_topic() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let followers = format!("{}/followers", bo.id);
    let note = json!({
        "id": format!("{}/statuses/1", bo.id), "type": "Note", "summary": null, "inReplyTo": null,
        "published": "2026-11-22T09:00:00Z", "url": peer.url("/@bo/1"), "attributedTo": bo.id,
        "to": [PUBLIC], "cc": [followers, cnc.uri], "sensitive": false, "atomUri": format!("{}/statuses/1", bo.id),
        "conversation": "tag:peer.example,2026:objectId=1:objectType=Conversation",
        "content": format!("<p><span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@<span>cnc</span></a></span> Which coolant for titanium?</p><p>We mill a lot of it.</p>", cnc.url),
        "contentMap": { "en": "<p>…</p>" }, "attachment": [],
        "tag": [{ "type": "Mention", "href": cnc.uri, "name": "@cnc@majlis.example" },
                { "type": "Hashtag", "href": peer.url("/tags/titanium"), "name": "#titanium" }],
        "replies": { "id": format!("{}/statuses/1/replies", bo.id), "type": "Collection",
                     "first": { "type": "CollectionPage", "next": "x", "items": [] } },
    });
    let mut create = bo.says("Create", "1", note.clone());
    create["cc"] = json!([followers, cnc.uri]);
    bo.tells(node, &create).await;
    let topic = find_post(node, &note["id"]).await.unwrap();
    assert_eq!(topic.kind, PostKind::Topic);
    assert_eq!(topic.title, "Which coolant for titanium?");
    assert_eq!(topic.url, peer.url("/@bo/1"));
    assert_eq!(topic.language.as_deref(), Some("en"));

    // Mastodon's likes are addressed to nobody, and its ids have fragments.
    let like = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#likes/7", bo.id), "type": "Like",
        "actor": bo.id, "object": note["id"],
    });
    bo.tells(node, &like).await;
    assert_eq!(post(node, topic.id).await.vote_count, 1);
    let undo = json!({ "id": format!("{}#likes/7/undo", bo.id), "type": "Undo", "actor": bo.id, "object": like });
    bo.tells(node, &undo).await;
    assert_eq!(post(node, topic.id).await.vote_count, 0);

    let tombstone = json!({ "id": note["id"], "type": "Tombstone", "atomUri": note["id"] });
    let mut delete = bo.says("Delete", "2", tombstone);
    delete["id"] = json!(format!("{}/statuses/1#delete", bo.id));
    bo.tells(node, &delete).await;
    assert!(post(node, topic.id).await.is_removed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lemmy_community_passes_on_topics_comments_and_votes() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    followed(node, &group, &noura).await;
    let page = json!({
        "type": "Page", "id": peer.url("/post/1"), "attributedTo": bo.id, "to": [group.id, PUBLIC], "cc": [],
        "name": "New lathe", "content": "<p>It turns.</p>", "mediaType": "text/html",
        "source": { "content": "It turns.", "mediaType": "text/markdown" },
        "attachment": [{ "type": "Link", "href": "https://lathes.example/x200" }],
        "sensitive": false, "commentsEnabled": true, "language": { "identifier": "en", "name": "English" },
        "published": "2026-11-22T09:00:00.123456Z", "audience": group.id,
    });
    let mut create = bo.says("Create", "1", page.clone());
    create["audience"] = json!(group.id);
    group.tells(node, &group.says("Announce", "1", create)).await;
    // Lemmy also announces the object itself, for Mastodon.
    group
        .tells(node, &group.says("Announce", "2", page["id"].clone()))
        .await;
    let topic = find_post(node, &page["id"]).await.unwrap();
    assert_eq!(topic.title, "New lathe");
    assert!(topic.announced_at.is_some());
    assert!(topic.html.contains("https://lathes.example/x200"), "{}", topic.html);

    let comment = json!({
        "type": "Note", "id": peer.url("/comment/1"), "attributedTo": bo.id, "to": [PUBLIC], "cc": [group.id],
        "content": "<p>Still turns.</p>", "inReplyTo": page["id"], "audience": group.id,
        "published": "2026-11-22T09:10:00Z", "tag": [], "distinguished": false,
    });
    group
        .tells(
            node,
            &group.says("Announce", "3", bo.says("Create", "3", comment.clone())),
        )
        .await;
    assert!(find_post(node, &comment["id"]).await.is_some());

    let mut like = bo.says("Like", "4", page["id"].clone());
    like.as_object_mut().unwrap().remove("to");
    group.tells(node, &group.says("Announce", "4", like.clone())).await;
    assert_eq!(post(node, topic.id).await.vote_count, 1);
    group
        .tells(node, &group.says("Announce", "5", bo.says("Undo", "5", like)))
        .await;
    assert_eq!(post(node, topic.id).await.vote_count, 0);
    group
        .tells(
            node,
            &group.says("Announce", "6", bo.says("Dislike", "6", page["id"].clone())),
        )
        .await;
    assert_eq!(post(node, topic.id).await.vote_count, 0);

    let lock = bo.says("Lock", "7", page["id"].clone());
    group.tells(node, &group.says("Announce", "7", lock.clone())).await;
    assert!(post(node, topic.id).await.is_locked);
    group
        .tells(node, &group.says("Announce", "8", bo.says("Undo", "8", lock)))
        .await;
    assert!(!post(node, topic.id).await.is_locked);
    let mut pin = bo.says("Add", "9", page["id"].clone());
    pin["target"] = json!(format!("{}/featured", group.id));
    group.tells(node, &group.says("Announce", "9", pin)).await;
    assert!(post(node, topic.id).await.is_pinned);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piefed_batch_of_votes_is_counted_vote_by_vote() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let group = peer.group("cnc");
    followed(node, &group, &noura).await;
    let bo = peer.person("bo");
    let page = bo.writes("Page", "1", &group.id, json!({ "name": "Vote for me" }));
    group
        .tells(node, &group.says("Announce", "1", bo.says("Create", "1", page.clone())))
        .await;
    let voters = ["ada", "eve", "gro"].map(|name| peer.person(name));
    let votes: Vec<_> = voters
        .iter()
        .map(|one| one.says("Like", "v", page["id"].clone()))
        .collect();
    let mut broken = votes.clone();
    broken.insert(1, json!({ "type": "Like" }));
    group.tells(node, &group.says("Announce", "2", json!(broken))).await;
    assert_eq!(find_post(node, &page["id"]).await.unwrap().vote_count, 3);
    let back: Vec<_> = voters
        .iter()
        .zip(&votes)
        .map(|(one, vote)| one.says("Undo", "u", vote.clone()))
        .collect();
    let collection = json!({ "type": "OrderedCollection", "totalItems": 3, "orderedItems": back });
    group.tells(node, &group.says("Announce", "3", collection)).await;
    assert_eq!(find_post(node, &page["id"]).await.unwrap().vote_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_but_honest_spellings_are_understood() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let cnc = node.forum(&admin, "cnc", "public").await.actor;
    let bo = peer.person("bo");
    let article = json!({
        "id": format!("{}/posts/1", bo.id), "type": ["Article"], "attributedTo": [{ "type": "Person", "id": bo.id }],
        "name": "One of many shapes", "content": "<p>Text</p>", "to": "as:Public", "cc": cnc.uri,
        "attachment": [{ "type": "PropertyValue", "name": "x", "value": "y" }],
    });
    let mut create = bo.says("Create", "1", article.clone());
    create["actor"] = json!({ "type": "Person", "id": bo.id });
    create["to"] = json!("Public");
    create["cc"] = json!(cnc.uri);
    bo.tells(node, &create).await;
    assert_eq!(
        find_post(node, &article["id"]).await.unwrap().title,
        "One of many shapes"
    );
}
