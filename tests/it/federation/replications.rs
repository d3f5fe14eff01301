//! "We did it too" from elsewhere: a reply with our key counts, whatever else it says; one without is a reply.

use majlis::db::types::Outcome;
use majlis::domain::cases::replications::{Replications, of_case};
use serde_json::{Value, json};

use super::peer::{PUBLIC, Somebody, find_post, one_and_peer};
use crate::support::network::Node;

async fn seen(node: &Node, case: &majlis::db::posts::Post, viewer: &majlis::domain::Viewer) -> Replications {
    of_case(node.core(), viewer, case).await.expect("reports")
}

fn note(bo: &Somebody, case: &majlis::db::posts::Post, forum: &str, said: Option<Value>) -> Value {
    let mut note = json!({
        "id": format!("{}/replies/1", bo.id), "type": "Note", "attributedTo": bo.id, "to": [PUBLIC], "cc": [forum],
        "inReplyTo": case.uri, "content": "<p>It worked for us, too.</p>", "published": "2026-11-22T09:00:00Z",
    });
    if let Some(said) = said {
        note["replication"] = said;
    }
    note
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_with_our_key_counts_and_changes_with_its_author() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let (admin, reader) = (node.admin("salma").await, node.member("reader").await);
    let forum = node.forum(&admin, "quality", "public").await.actor.uri;
    let case = crate::cases::published(node, &admin, "quality", "Scrap down by vision").await;
    let bo = peer.person("bo");
    let said =
        json!({ "result": "better", "paybackMonths": 14, "region": "SA-04", "sizeClass": "large", "of": "no use" });
    let first = note(&bo, &case, &forum, Some(said));
    bo.tells(node, &bo.says("Create", "1", first.clone())).await;
    let found = seen(node, &case, &reader.viewer()).await;
    assert_eq!(found.told.len(), 1);
    let report = &found.told[0].report;
    assert_eq!((report.result, report.payback), (Some(Outcome::Better), Some(14)));
    assert_eq!(report.region.as_deref(), Some("SA-04"));
    let page = node
        .guest()
        .with_header("accept-language", "en")
        .get(&format!("/cases/{}", case.id))
        .await;
    assert!(
        page.text("#replications")
            .expect("a section")
            .contains("It worked for us, too."),
        "{}",
        page.body
    );
    let notices = node
        .sign_in(&admin)
        .await
        .with_header("accept-language", "en")
        .get("/notifications")
        .await;
    assert!(notices.body.contains("did what your case study tells of, too"));

    let mut changed = note(&bo, &case, &forum, Some(json!({ "result": "failed" })));
    changed["updated"] = json!("2026-11-22T09:30:00Z");
    bo.tells(node, &bo.says("Update", "2", changed)).await;
    let found = seen(node, &case, &reader.viewer()).await;
    assert_eq!(found.told[0].report.result, Some(Outcome::Failed));
    let mut plain = note(&bo, &case, &forum, None);
    plain["updated"] = json!("2026-11-22T09:40:00Z");
    bo.tells(node, &bo.says("Update", "3", plain)).await;
    assert_eq!(
        seen(node, &case, &reader.viewer()).await.told.len(),
        0,
        "it says so no more"
    );
    assert!(find_post(node, &first["id"]).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_values_are_passed_over_and_one_author_counts_once() {
    for said in [
        json!({ "result": ["better"], "paybackMonths": -3, "region": "<script>", "sizeClass": { "x": 1 } }),
        json!({ "result": "x".repeat(100_000), "paybackMonths": 1e300 }),
        json!({ "paybackMonths": 999_999_999_i64, "region": "SA-04'; --" }),
        json!({}),
    ] {
        let (net, peer) = one_and_peer().await;
        let node = &net.nodes[0];
        let (admin, reader) = (node.admin("salma").await, node.member("reader").await);
        let forum = node.forum(&admin, "quality", "public").await.actor.uri;
        let case = crate::cases::published(node, &admin, "quality", "Scrap down by vision").await;
        let bo = peer.person("bo");
        bo.tells(
            node,
            &bo.says("Create", "1", note(&bo, &case, &forum, Some(said.clone()))),
        )
        .await;
        let mut second = note(&bo, &case, &forum, Some(said.clone()));
        second["id"] = json!(format!("{}/replies/2", bo.id));
        bo.tells(node, &bo.says("Create", "2", second)).await;
        let found = seen(node, &case, &reader.viewer()).await;
        assert_eq!(found.told.len(), 1, "{said}");
        let report = &found.told[0].report;
        assert_eq!(
            (report.result, report.payback, &report.region),
            (None, None, &None),
            "{said}"
        );
    }
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let forum = node.forum(&admin, "quality", "public").await.actor.uri;
    let case = crate::cases::published(node, &admin, "quality", "Scrap down by vision").await;
    let bo = peer.person("bo");
    for (n, said) in ["yes".into(), json!(["better"]), json!(true), Value::Null]
        .into_iter()
        .enumerate()
    {
        let mut note = note(&bo, &case, &forum, Some(said));
        note["id"] = json!(format!("{}/replies/{n}", bo.id));
        bo.tells(node, &bo.says("Create", &n.to_string(), note)).await;
    }
    assert_eq!(
        seen(node, &case, &admin.viewer()).await.told.len(),
        0,
        "what is no object says nothing"
    );
}
