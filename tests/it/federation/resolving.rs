//! Looking things up elsewhere, and the past of a forum that somebody begins to follow.

use majlis::apub::resolve::resolve;
use majlis::db::types::ActorKind;
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Viewer, forums, instances};
use serde_json::{Value, json};

use super::peer::{JSON, Peer, Somebody, find_actor, find_post, followed, one_and_peer, post};

/// A forum with `count` topics by `bo` in its outbox.
fn forum_with_topics(peer: &Peer, count: usize) -> (Somebody, Vec<Value>) {
    let (group, bo) = (peer.group("cnc"), peer.person("bo"));
    let pages: Vec<Value> = (0..count)
        .map(|n| {
            let thread = format!("{}/posts/{n}/context", bo.id);
            let published = format!("2026-11-22T09:{n:02}:00Z");
            let name = format!("Topic number {n}");
            bo.writes(
                "Page",
                &n.to_string(),
                &group.id,
                json!({ "name": name, "context": thread, "published": published }),
            )
        })
        .collect();
    pages.iter().for_each(|page| peer.show(page));
    let items: Vec<Value> = pages
        .iter()
        .enumerate()
        .rev()
        .map(|(n, page)| {
            group.says(
                "Announce",
                &format!("a{n}"),
                bo.says("Create", &format!("c{n}"), page.clone()),
            )
        })
        .collect();
    let outbox = format!("{}/outbox", group.id);
    let first = format!("{outbox}?page=1");
    peer.show(&json!({ "id": outbox, "type": "OrderedCollection", "totalItems": count, "first": first }));
    peer.show(&json!({ "id": first, "type": "OrderedCollectionPage", "partOf": outbox, "orderedItems": items, "next": first }));
    (group, pages)
}

fn webfinger(peer: &Peer, name: &str, href: &str) {
    let host = peer.host();
    let path = format!(
        "/.well-known/webfinger?resource=acct%3A{name}%40{}",
        host.replace(':', "%3A")
    );
    let document = json!({
        "subject": format!("acct:{name}@{host}"),
        "links": [{ "rel": "self", "type": "application/activity+json", "href": href }],
    });
    peer.show_at(&path, 200, "application/jrd+json; charset=utf-8", document);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_is_found_by_every_spelling_of_its_address() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, pages) = forum_with_topics(&peer, 7);
    webfinger(&peer, "cnc", &group.id);
    let host = peer.host();
    for address in [
        format!("!cnc@{host}"),
        format!("@cnc@{host}"),
        format!(" cnc@{host} "),
        group.id.clone(),
    ] {
        let found = resolve(&node.app, &noura.viewer(), &address).await.unwrap();
        assert_eq!(found.actor.uri, group.id, "{address}");
        assert!(found.forum.is_some());
        assert_eq!(found.host.as_deref(), Some(host));
        let titles: Vec<_> = found.previews.iter().map(|preview| preview.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Topic number 6",
                "Topic number 5",
                "Topic number 4",
                "Topic number 3",
                "Topic number 2"
            ]
        );
    }
    let by_post = resolve(&node.app, &noura.viewer(), pages[1]["id"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!((by_post.actor.uri, by_post.actor.kind), (group.id, ActorKind::Group));
    assert_eq!(by_post.previews.len(), 1);
    assert!(
        find_post(node, &pages[1]["id"]).await.is_none(),
        "a glimpse stores nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handle_has_to_come_back_to_itself() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let victim = Peer::start().await;
    let ada = victim.person("ada");
    webfinger(&peer, "ada", &ada.id);
    let found = resolve(&node.app, &noura.viewer(), &format!("ada@{}", peer.host())).await;
    assert!(matches!(found, Err(Error::Invalid(problems)) if problems.of("address") == Some(Problem::Unreachable)));
    // With the victim's own word it is ada, under her own name.
    webfinger(&victim, "ada", &ada.id);
    let found = resolve(&node.app, &noura.viewer(), &format!("ada@{}", peer.host()))
        .await
        .unwrap();
    assert_eq!(found.host.as_deref(), Some(victim.host()));
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_cannot_make_us_ask_around() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let bo = peer.person("bo");
    let refused = resolve(&node.app, &Viewer::Guest, &bo.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::SignIn))));
    assert_eq!(peer.asked(), [""; 0]);
    let noura = node.member("noura").await;
    for bad in ["", "nobody", "@@", "ftp://peer.example/", "javascript:alert(1)"] {
        let found = resolve(&node.app, &noura.viewer(), bad).await;
        assert!(matches!(found, Err(Error::Invalid(_))), "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_a_forum_gets_its_past() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, pages) = forum_with_topics(&peer, 4);
    let bo = peer.person("ada");
    let reply = bo.writes("Note", "r", &group.id, json!({ "inReplyTo": pages[2]["id"] }));
    peer.show(&reply);
    let context = pages[2]["context"].clone();
    peer.show(&json!({ "id": context, "type": "OrderedCollection", "orderedItems": [pages[2]["id"], reply["id"]] }));
    peer.show(&json!({
        "id": format!("{}/featured", group.id), "type": "OrderedCollection", "orderedItems": [pages[1]["id"]],
    }));
    peer.show(&json!({
        "id": format!("{}/moderators", group.id), "type": "OrderedCollection", "orderedItems": [bo.id],
    }));
    let actor = followed(node, &group, &noura).await;
    node.run_jobs().await;

    for page in &pages {
        let topic = find_post(node, &page["id"]).await.unwrap();
        assert!(topic.announced_at.is_some());
    }
    assert!(find_post(node, &pages[1]["id"]).await.unwrap().is_pinned);
    let answered = find_post(node, &pages[2]["id"]).await.unwrap();
    assert_eq!(answered.reply_count, 1);
    assert_eq!(find_post(node, &reply["id"]).await.unwrap().root_id, answered.id);
    let handle = format!("cnc@{}", peer.host());
    let view = forums::find(node.core(), &Viewer::Guest, &handle).await.unwrap();
    assert_eq!(view.actor.id, actor.id);
    let moderators = forums::moderators(node.core(), view.forum.id).await.unwrap();
    assert_eq!(moderators.len(), 1);
    assert_eq!(moderators[0].uri, bo.id);
    assert_eq!(post(node, answered.id).await.title, "Topic number 2");
    assert!(find_actor(node, &bo.id).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_past_begins_with_the_latest_topics() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let shown = node.core().config.federation.backfill;
    let (group, pages) = forum_with_topics(&peer, shown + 4);
    followed(node, &group, &noura).await;
    node.run_jobs().await;

    for (n, page) in pages.iter().enumerate() {
        assert_eq!(find_post(node, &page["id"]).await.is_some(), n >= 4, "topic {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_past_is_as_it_stands_now() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (group, pages) = forum_with_topics(&peer, 3);
    let path = |page: &Value| url::Url::parse(page["id"].as_str().unwrap()).unwrap().path().to_owned();
    peer.show_at(
        &path(&pages[0]),
        410,
        JSON,
        json!({ "id": pages[0]["id"], "type": "Tombstone" }),
    );
    let mut edited = pages[1].clone();
    edited["name"] = json!("What it is called now");
    peer.show(&edited);
    followed(node, &group, &noura).await;
    node.run_jobs().await;

    assert!(find_post(node, &pages[0]["id"]).await.is_none());
    let topic = find_post(node, &pages[1]["id"]).await.unwrap();
    assert_eq!(post(node, topic.id).await.title, "What it is called now");
    assert!(find_post(node, &pages[2]["id"]).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_server_is_asked_what_it_runs() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let schema = "http://nodeinfo.diaspora.software/ns/schema/2.0";
    let links = json!({ "links": [{ "rel": schema, "href": peer.url("/nodeinfo/2.0") }] });
    peer.show_at("/.well-known/nodeinfo", 200, "application/json", links);
    let info = json!({ "version": "2.0", "software": { "name": "Lemmy", "version": "1.0.0" } });
    peer.show_at("/nodeinfo/2.0", 200, "application/json", info);
    let bo = peer.person("bo");
    bo.tells(node, &bo.says("Follow", "1", json!(noura.actor.uri))).await;
    node.run_jobs().await;
    let known = instances::list(node.core()).await.unwrap();
    assert_eq!(known[0].software.as_deref(), Some("lemmy"));
    assert_eq!(known[0].software_version.as_deref(), Some("1.0.0"));
    assert_eq!(known[0].seen_at, Some(node.core().clock.now()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_page_leads_to_what_it_shows() {
    let net = crate::support::Network::new(2).await;
    let (here, there) = (&net.nodes[0], &net.nodes[1]);
    let admin = there.admin("salma").await;
    let forum = there.forum(&admin, "cnc", "public").await.actor;
    let noura = here.member("noura").await;
    let own = here.admin("majid").await;
    let energy = here.forum(&own, "energy", "public").await;
    let topic = here.topic(&own, &energy, "discussion", "Leaks in the compressor").await;
    let seen = async |address: String| resolve(&here.app, &noura.viewer(), &address).await;
    let link = |path: &str| here.core().config.link(path);
    for (address, uri) in [
        (there.core().config.link("/forums/cnc"), &forum.uri),
        (there.core().config.link("/@salma"), &admin.actor.uri),
        (link(&format!("/forums/cnc@{}", there.host())), &forum.uri),
        (link("/forums/energy"), &energy.actor.uri),
        (link("/@majid"), &own.actor.uri),
        (link(&format!("/topics/{}", topic.id)), &energy.actor.uri),
        (format!("acct:cnc@{}", there.host()), &forum.uri),
    ] {
        let found = seen(address.clone()).await;
        assert_eq!(
            &found.unwrap_or_else(|error| panic!("{address}: {error}")).actor.uri,
            uri
        );
    }
    here.forum(&own, "board", "instance").await;
    for nothing in ["/forums/nothing", "/forums/cnc@other.example", "/topics/1", "/settings"] {
        assert!(seen(link(nothing)).await.is_err(), "{nothing}");
    }
}
