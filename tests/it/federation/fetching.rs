//! Where the answers of other servers cannot lead us.

use majlis::apub::resolve::resolve;
use majlis::db::types::InstancePolicy;
use majlis::domain::instances;
use serde_json::json;

use super::peer::{Peer, one_and_peer};

/// A NodeInfo index whose link leads to `href`.
fn index(peer: &Peer, href: &str) {
    let schema = "http://nodeinfo.diaspora.software/ns/schema/2.0";
    let links = json!({ "links": [{ "rel": schema, "href": href }] });
    peer.show_at("/.well-known/nodeinfo", 200, "application/json", links);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_may_have_moved_once_and_no_chain_is_followed() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let viewer = node.member("noura").await.viewer();
    let group = peer.group("cnc");
    peer.lead("/far", &peer.url("/near"));
    peer.lead("/near", &group.id);
    peer.lead("/circle", &peer.url("/circle"));
    for (path, asked) in [("/far", ["/far", "/near"]), ("/circle", ["/circle", "/circle"])] {
        let before = peer.asked().len();
        assert!(resolve(&node.app, &viewer, &peer.url(path)).await.is_err(), "{path}");
        assert_eq!(peer.asked().split_off(before), asked, "{path}");
    }
    let found = resolve(&node.app, &viewer, &peer.url("/near")).await.unwrap();
    assert_eq!(found.actor.uri, group.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_does_not_lead_to_a_server_that_is_blocked() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let other = Peer::start().await;
    let by = admin.principal();
    instances::set_policy(node.core(), &by, other.host(), InstancePolicy::Blocked, false, "")
        .await
        .unwrap();
    peer.lead("/near", &other.group("cnc").id);
    assert!(resolve(&node.app, &admin.viewer(), &peer.url("/near")).await.is_err());
    assert_eq!(peer.asked(), ["/near"]);
    assert!(other.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_about_a_name_may_have_moved_once() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let viewer = node.member("noura").await.viewer();
    let host = peer.host();
    let resource = format!("resource=acct%3Acnc%40{}", host.replace(':', "%3A"));
    peer.lead(
        &format!("/.well-known/webfinger?{resource}"),
        &peer.url("/.well-known/2"),
    );
    peer.lead("/.well-known/2", &peer.url("/.well-known/3"));
    assert!(resolve(&node.app, &viewer, &format!("cnc@{host}")).await.is_err());
    assert_eq!(peer.asked().last().unwrap(), "/.well-known/2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nodeinfo_link_leads_to_its_own_server_only() {
    let net = crate::support::Network::new(1).await;
    let node = &net.nodes[0];
    let noura = node.member("noura").await;
    let (one, two, other) = (Peer::start().await, Peer::start().await, Peer::start().await);
    index(&one, &other.url("/nodeinfo/2.0"));
    // The same machine, but an address that is not the server's name.
    index(&two, &two.url("/nodeinfo/2.0").replace("localhost", "127.0.0.1"));
    for peer in [&one, &two, &other] {
        let info = json!({ "version": "2.0", "software": { "name": "Lemmy", "version": "1.0.0" } });
        peer.show_at("/nodeinfo/2.0", 200, "application/json", info);
    }
    for peer in [&one, &two] {
        let bo = peer.person("bo");
        bo.tells(node, &bo.says("Follow", "1", json!(noura.actor.uri))).await;
        node.run_jobs().await;
        assert!(peer.asked().contains(&"/.well-known/nodeinfo".to_owned()));
    }
    for peer in [&one, &two, &other] {
        assert!(!peer.asked().contains(&"/nodeinfo/2.0".to_owned()));
    }
    let known = instances::list(node.core()).await.unwrap();
    assert!(known.iter().all(|instance| instance.software.is_none()));
}
