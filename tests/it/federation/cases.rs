//! Articles of other servers: those with the record of a case study, however strange or hostile, and those without.

use majlis::db::cases::{self, CaseRow, PlaceRow, parts};
use majlis::db::posts::Post;
use majlis::db::types::{CostBand, PostKind, SizeClass};
use majlis::domain::moderation::{held, rules};
use serde_json::{Value, json};

use super::peer::{Peer, Somebody, find_post, followed, one_and_peer, post, work};
use crate::support::network::Node;
use crate::support::{Client, Network};

/// An instance with somebody who follows the forum of a peer.
struct Scene {
    net: Network,
    peer: Peer,
    group: Somebody,
    bo: Somebody,
    /// A member who reads in each language.
    readers: [Client; 2],
}

impl Scene {
    async fn new() -> Self {
        let (net, peer) = one_and_peer().await;
        let noura = net.nodes[0].member("noura").await;
        let (group, bo) = (peer.group("cases"), peer.person("bo"));
        followed(&net.nodes[0], &group, &noura).await;
        let mut readers = Vec::new();
        for language in ["en", "ar"] {
            readers.push(
                net.nodes[0]
                    .sign_in(&noura)
                    .await
                    .with_header("accept-language", language),
            );
        }
        Self {
            net,
            peer,
            group,
            bo,
            readers: readers.try_into().ok().unwrap(),
        }
    }

    fn node(&self) -> &Node {
        &self.net.nodes[0]
    }

    /// An article in the forum of the peer with a small record; `extra` wins.
    fn article(&self, number: &str, extra: &Value) -> Value {
        let mut article = self.bo.writes("Article", number, &self.group.id, json!({
            "name": format!("Case {number}"), "summary": "Less scrap.", "language": { "identifier": "en", "name": "English" },
            "caseStudy": 1, "problem": "<p>Scrap</p>", "solution": { "content": "<p>Cameras</p>" },
        }));
        for (key, value) in extra.as_object().unwrap() {
            article[key] = value.clone();
        }
        article
    }

    /// Has the forum pass an article on, and gives what became of it.
    async fn announce(&self, article: &Value) -> Option<Post> {
        let number = article["id"].as_str().unwrap().rsplit('/').next().unwrap();
        let create = self.bo.says("Create", &format!("c{number}"), article.clone());
        let announce = self.group.says("Announce", &format!("a{number}"), create);
        self.group.tells(self.node(), &announce).await;
        find_post(self.node(), &article["id"]).await
    }

    /// Has the author change an article.
    async fn update(&self, article: &Value, number: &str) {
        let update = self.bo.says("Update", &format!("u{number}"), article.clone());
        let announce = self.group.says("Announce", &format!("ua{number}"), update);
        self.group.tells(self.node(), &announce).await;
    }

    async fn record(&self, post: &Post) -> (CaseRow, PlaceRow, parts::Parts) {
        let mut conn = self.node().core().db.read().await.unwrap();
        let row = cases::find(&mut conn, post.id).await.unwrap().unwrap();
        let place = cases::find_place(&mut conn, post.id).await.unwrap().unwrap();
        (row, place, parts::get(&mut conn, post.id).await.unwrap())
    }

    /// That it is shown in every way, to a member in either language; gives the pages.
    async fn is_shown(&self, id: &Post, what: &str) -> String {
        let mut shown = String::new();
        for reader in &self.readers {
            for path in [
                format!("/cases/{}", id.id),
                "/cases".to_owned(),
                "/cases?sort=payback".to_owned(),
                "/cases/table.csv".to_owned(),
                "/cases/feed".to_owned(),
                format!("/posts/{}/history", id.id),
                format!("/api/v1/statuses/{}", id.id),
            ] {
                let page = reader.get(&path).await;
                assert_eq!(page.status, 200, "{what}: {path}: {}", page.body);
                if page.header("content-type").starts_with("text/html") {
                    shown.push_str(&page.body);
                }
            }
        }
        shown
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_records_are_kept_as_far_as_they_make_sense() {
    type Check = fn(&CaseRow, &PlaceRow, &parts::Parts);
    let long = "ش".repeat(3_000);
    let table: Vec<(&str, Value, Check)> = vec![
        ("a finer sector", json!({ "sector": "C22.20" }), |row, _, _| {
            assert_eq!(row.sector.as_deref(), Some("22"));
        }),
        (
            "a sector by its name",
            json!({ "sector": { "code": "x", "name": "basic metals" } }),
            |row, _, _| {
                assert_eq!(row.sector.as_deref(), Some("24"));
            },
        ),
        (
            "an unknown sector",
            json!({ "sector": { "code": "99", "name": "Space <b>mining</b>" } }),
            |row, _, _| {
                assert_eq!(row.sector.as_deref(), Some("Space <b>mining</b>"), "kept as text");
            },
        ),
        (
            "unknown technologies",
            json!({ "technologies": ["ai", "Quantum  Welding!", { "name": "ai" }, "a".repeat(500), " ", { "code": "ai" }] }),
            |row, _, _| assert_eq!(row.technologies, format!(" ai quantum-welding {} ", "a".repeat(40))),
        ),
        (
            "numbers as strings",
            json!({ "paybackMonths": "٩", "cost": { "amount": "450,000" } }),
            |row, _, _| {
                assert_eq!((row.payback_months, row.cost_amount), (Some(9), Some(450_000)));
                assert_eq!(row.cost_band, Some(CostBand::To500k));
            },
        ),
        ("a negative payback", json!({ "paybackMonths": -4 }), |row, _, _| {
            assert_eq!(row.payback_months, None);
        }),
        ("an endless payback", json!({ "paybackMonths": 1e300 }), |row, _, _| {
            assert_eq!(row.payback_months, None);
        }),
        ("half a month", json!({ "paybackMonths": 8.5 }), |row, _, _| {
            assert_eq!(row.payback_months, None);
        }),
        (
            "another currency",
            json!({ "cost": { "amount": 5, "currency": "USD", "band": "to_2m" } }),
            |row, _, _| {
                assert_eq!((row.cost_amount, row.cost_band), (None, Some(CostBand::To2m)));
            },
        ),
        ("a negative cost", json!({ "cost": { "amount": -5 } }), |row, _, _| {
            assert_eq!(row.cost_amount, None);
        }),
        (
            "a band that is none",
            json!({ "cost": { "band": "'; DROP TABLE posts" } }),
            |row, _, _| {
                assert_eq!(row.cost_band, None);
            },
        ),
        ("a size in capitals", json!({ "companySize": "Medium" }), |row, _, _| {
            assert_eq!(row.size_class, Some(SizeClass::Medium));
        }),
        (
            "a size that is none",
            json!({ "companySize": ["huge"] }),
            |row, _, _| assert_eq!(row.size_class, None),
        ),
        (
            "an unknown region",
            json!({ "location": { "region": { "code": "AE-DU", "name": "Dubai" }, "latitude": 25.2, "longitude": 55.27 } }),
            |row, place, _| {
                assert_eq!((row.region.as_deref(), row.locality.as_str()), (None, "Dubai"));
                assert_eq!(place.latitude, None, "the map ends at the border");
            },
        ),
        (
            "a point in the sea",
            json!({ "location": { "region": "SA-02", "latitude": 20.0, "longitude": 38.5 } }),
            |row, place, _| {
                assert_eq!(row.region.as_deref(), Some("SA-02"));
                assert_eq!(place.latitude, None);
            },
        ),
        (
            "a point far from its city",
            json!({ "location": { "industrialCity": "riyadh-2", "latitude": 21.5, "longitude": 39.2 } }),
            |row, place, _| {
                assert_eq!(
                    (row.city.as_deref(), row.region.as_deref()),
                    (Some("riyadh-2"), Some("SA-01"))
                );
                assert_eq!(place.latitude, None);
            },
        ),
        (
            "degrees beyond the poles",
            json!({ "location": { "name": "X", "latitude": "1e400", "longitude": -9_000 } }),
            |row, place, _| {
                assert_eq!(row.locality, "X");
                assert_eq!((place.latitude, place.longitude), (None, None));
            },
        ),
        (
            "a point and nothing else",
            json!({ "location": { "latitude": 24.71, "longitude": 46.67 } }),
            |row, place, _| {
                assert_eq!(row.region.as_deref(), Some("SA-01"));
                assert_eq!(place.latitude, Some(24.71));
            },
        ),
        (
            "too many figures",
            json!({ "metrics": vec![json!({ "name": "Scrap", "before": 1 }); 200] }),
            |_, _, parts| assert_eq!(parts.metrics.len(), 12),
        ),
        (
            "figures that say nothing",
            json!({ "metrics": [{ "name": "Scrap" }, { "name": "x", "after": "much" }, { "name": "Gas", "after": "٥٫٥" }] }),
            |_, _, parts| {
                assert_eq!(parts.metrics.len(), 1);
                assert_eq!(parts.metrics[0].after, Some(5.5));
            },
        ),
        (
            "bands of readiness that are none",
            json!({ "readiness": [
                { "dimension": "collaboration", "before": 1, "after": 9 }, { "dimension": "magic", "after": 2 },
                { "dimension": "collaboration", "after": 5 }, { "dimension": "workforce-learning", "after": -1 },
            ] }),
            |_, _, parts| {
                assert_eq!(parts.dimensions.len(), 1);
                assert_eq!((parts.dimensions[0].before, parts.dimensions[0].after), (Some(1), None));
            },
        ),
        (
            "months that are none",
            json!({ "milestones": [{ "month": "soon", "name": "a" }, { "month": "2026-13", "name": "b" }, { "month": "3/2026", "name": "c" }] }),
            |_, _, parts| {
                assert_eq!(parts.milestones.len(), 1);
                assert_eq!(parts.milestones[0].month, "2026-03");
            },
        ),
        (
            "vendors twice and too many",
            json!({ "vendors": (0..40).map(|n| format!("V{}", n / 2)).collect::<Vec<_>>() }),
            |_, _, parts| {
                assert_eq!(parts.vendors.len(), 10);
            },
        ),
        (
            "huge texts",
            json!({
                "problem": format!("<p>{}</p>", "ش".repeat(55_000)), "lessons": { "content": "", "source": { "content": "ش".repeat(21_000), "mediaType": "text/markdown" } },
                "vendors": [long], "organisation": long, "sector": { "name": long }, "summary": long,
                "metrics": [{ "name": long, "unit": long, "period": long, "after": 1 }],
                "location": { "name": long, "address": { "addressLocality": long } },
            }),
            |row, _, parts| {
                assert!(row.problem_html.len() < 110_000 && row.lessons.is_empty());
                for (text, max) in [
                    (&row.organisation, 200),
                    (&parts.vendors[0], 200),
                    (&row.summary, 500),
                    (&row.locality, 80),
                    (&parts.metrics[0].name, 80),
                    (&parts.metrics[0].unit, 30),
                ] {
                    assert!(text.chars().count() <= max + 1, "{}", text.chars().count());
                }
            },
        ),
        (
            "a language that is none",
            json!({ "language": { "identifier": "<script>", "name": "x" } }),
            |row, _, _| {
                assert_eq!(row.language, "");
            },
        ),
        (
            "versions that are nowhere",
            json!({ "versions": ["https://nowhere.example/1"], "grewFrom": "https://nowhere.example/2" }),
            |row, _, _| {
                assert_eq!((row.original_id, row.source_topic_id), (row.post_id, None));
            },
        ),
    ];
    let scene = Scene::new().await;
    for (n, (what, extra, check)) in table.iter().enumerate() {
        let article = scene.article(&n.to_string(), extra);
        let case = scene
            .announce(&article)
            .await
            .unwrap_or_else(|| panic!("{what}: it is not here"));
        assert_eq!(case.kind, PostKind::CaseStudy, "{what}");
        let (row, place, parts) = scene.record(&case).await;
        check(&row, &place, &parts);
        scene.is_shown(&case, what).await;
        // The same again changes nothing, and its end takes everything along.
        scene.update(&article, &n.to_string()).await;
        assert_eq!(scene.record(&case).await, (row, place, parts), "{what}");
        let delete = scene.bo.says("Delete", &format!("d{n}"), article["id"].clone());
        scene
            .group
            .tells(scene.node(), &scene.group.says("Announce", &format!("da{n}"), delete))
            .await;
        assert!(post(scene.node(), case.id).await.is_removed(), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_carries_markup_to_a_page() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>";
    let scene = Scene::new().await;
    let article = scene.article("1", &json!({
        "name": EVIL, "summary": EVIL, "content": EVIL,
        "problem": EVIL, "solution": { "content": format!("<p>{EVIL}</p>"), "source": { "content": EVIL, "mediaType": "text/markdown" } },
        "lessons": { "content": "", "source": { "content": format!("{EVIL} [x](javascript:alert(4))"), "mediaType": "text/markdown" } },
        "sector": { "code": EVIL, "name": EVIL }, "technologies": [EVIL, { "name": EVIL }], "vendors": [EVIL],
        "companySize": EVIL, "organisation": EVIL, "cost": { "amount": EVIL, "currency": EVIL, "band": EVIL },
        "paybackMonths": EVIL, "contact": EVIL,
        "metrics": [{ "name": EVIL, "unit": EVIL, "before": EVIL, "after": 5, "period": EVIL }],
        "readiness": [{ "dimension": EVIL, "before": EVIL, "after": 2 }],
        "milestones": [{ "month": "2026-03", "name": EVIL }],
        "location": { "type": "Place", "name": EVIL, "region": EVIL, "industrialCity": { "name": EVIL }, "address": { "addressLocality": EVIL } },
    }));
    let case = scene.announce(&article).await.unwrap();
    assert_eq!(case.kind, PostKind::CaseStudy);
    let shown = scene.is_shown(&case, "markup everywhere").await;
    for evil in ["<script>alert", "<img src=x", "<svg/onload", "href=\"javascript:"] {
        assert!(!shown.to_lowercase().contains(evil), "{evil}");
    }
    assert!(
        shown.contains("&#60;script") || shown.contains("&lt;script"),
        "names are taken as text"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_of_others_stay_topics() {
    let scene = Scene::new().await;
    for (n, what, extra) in [
        (
            1,
            "NodeBB",
            json!({ "caseStudy": null, "preview": { "type": "Note", "content": "<p>x</p>" }, "inReplyTo": null, "summary": "Case 1" }),
        ),
        (
            2,
            "WordPress",
            json!({ "caseStudy": null, "nameMap": { "en": "Case 2" }, "summaryMap": { "en": "x […]" }, "contentMap": { "en": "<p>Post 2</p>" } }),
        ),
        (
            3,
            "Mbin",
            json!({ "caseStudy": null, "stickied": false, "commentsEnabled": true, "tag": [] }),
        ),
        (
            4,
            "a blog that speaks of problems",
            json!({ "caseStudy": null, "sector": "22", "metrics": [] }),
        ),
        (5, "one that only says so", json!({ "problem": null, "solution": [] })),
    ] {
        let article = scene.article(&n.to_string(), &extra);
        let topic = scene
            .announce(&article)
            .await
            .unwrap_or_else(|| panic!("{what}: it is not here"));
        assert_eq!(topic.kind, PostKind::Topic, "{what}");
        let page = scene.node().guest().get(&format!("/topics/{}", topic.id)).await;
        assert!(
            page.status == 200 && page.body.contains(&format!("Post {n}")),
            "{what}: {}",
            page.body
        );
    }
    assert_eq!(scene.node().guest().get("/cases").await.count(".case-card"), 0);
    let page = scene.bo.writes(
        "Page",
        "9",
        &scene.group.id,
        json!({ "name": "Page 9", "caseStudy": 1, "problem": "<p>x</p>" }),
    );
    assert_eq!(
        scene.announce(&page).await.unwrap().kind,
        PostKind::Topic,
        "only an article is one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_author_makes_two_case_studies_versions_of_one() {
    let scene = Scene::new().await;
    let first = scene.announce(&scene.article("1", &json!({}))).await.unwrap();
    let versions = json!({
        "versions": [{ "type": "Link", "href": first.uri, "hreflang": "en" }], "published": "2026-11-22T09:10:00Z",
    });
    let second = scene.announce(&scene.article("2", &versions)).await.unwrap();
    assert_eq!(scene.record(&second).await.0.original_id, first.id);
    let eve = scene.peer.person("eve");
    let mut theirs = scene.article("3", &versions);
    theirs["attributedTo"] = json!(eve.id);
    theirs["id"] = json!(format!("{}/posts/3", eve.id));
    let create = eve.says("Create", "c3", theirs.clone());
    scene
        .group
        .tells(scene.node(), &scene.group.says("Announce", "a3", create))
        .await;
    let third = find_post(scene.node(), &theirs["id"]).await.unwrap();
    assert_eq!(
        scene.record(&third).await.0.original_id,
        third.id,
        "a stranger says so in vain"
    );
    // Two that did not know each other find together later.
    let alone = scene
        .announce(&scene.article("4", &json!({ "published": "2026-11-22T09:20:00Z" })))
        .await
        .unwrap();
    scene
        .update(&scene.article("2", &json!({ "versions": [first.uri, alone.uri] })), "2")
        .await;
    for case in [&first, &second, &alone] {
        assert_eq!(scene.record(case).await.0.original_id, first.id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_without_a_record_or_of_the_past_changes_no_record() {
    let scene = Scene::new().await;
    let case = scene
        .announce(&scene.article("1", &json!({ "paybackMonths": 9 })))
        .await
        .unwrap();
    let newer = json!({ "paybackMonths": 12, "updated": "2026-11-22T09:20:00Z" });
    scene.update(&scene.article("1", &newer), "1").await;
    assert_eq!(scene.record(&case).await.0.payback_months, Some(12));
    let older = json!({ "paybackMonths": 3, "updated": "2026-11-22T09:10:00Z" });
    scene.update(&scene.article("1", &older), "2").await;
    assert_eq!(
        scene.record(&case).await.0.payback_months,
        Some(12),
        "what is older changes nothing"
    );
    let bare = json!({ "caseStudy": null, "content": "<p>New text</p>", "updated": "2026-11-22T09:30:00Z" });
    scene.update(&scene.article("1", &bare), "3").await;
    let now = post(scene.node(), case.id).await;
    assert_eq!((now.kind, now.html.contains("New text")), (PostKind::CaseStudy, true));
    assert_eq!(scene.record(&case).await.0.payback_months, Some(12));
    scene.is_shown(&now, "an update without a record").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_of_ours_takes_case_studies_by_its_own_rules() {
    let (net, peer) = one_and_peer().await;
    let node = &net.nodes[0];
    let admin = node.admin("salma").await;
    let forum = node.forum(&admin, "cases", "public").await;
    let bo = peer.person("bo");
    let article = |number: &str, problem: &str| {
        bo.writes("Article", number, &forum.actor.uri, json!({
            "name": format!("Case {number}"), "caseStudy": 1, "problem": format!("<p>{problem}</p>"), "solution": "<p>Cameras</p>",
            "paybackMonths": 7,
        }))
    };
    let send = async |number: &str, problem: &str| {
        let article = article(number, problem);
        bo.tells(node, &bo.says("Create", number, article.clone())).await;
        article
    };
    let watch = async |phrase: &str, action: &str| {
        let forum = Some(forum.forum.id);
        rules::watch(node.core(), &admin.principal(), forum, phrase, action)
            .await
            .unwrap();
    };
    let plain = send("1", "Scrap").await;
    let case = find_post(node, &plain["id"]).await.unwrap();
    assert_eq!((case.kind, case.is_local), (PostKind::CaseStudy, false));
    // What a page shows is judged, not only the body that others read.
    watch("casino", "block").await;
    let blocked = send("2", "Play at the casino").await;
    assert!(find_post(node, &blocked["id"]).await.is_none());
    let mut changed = article("1", "Play at the casino");
    changed["updated"] = json!("2026-11-22T10:00:00Z");
    bo.tells(node, &bo.says("Update", "3", changed)).await;
    let mut conn = node.core().db.read().await.unwrap();
    let row = cases::find(&mut conn, case.id).await.unwrap().unwrap();
    assert!(!row.problem_html.contains("casino"), "{}", row.problem_html);
    drop(conn);
    // One that waits for a moderator keeps its record.
    watch("lottery", "hold").await;
    let waiting = send("4", "A lottery of tolerances").await;
    assert!(find_post(node, &waiting["id"]).await.is_none());
    let (queue, _) = held::queue(node.core(), &admin.principal(), None).await.unwrap();
    held::approve(node.core(), &admin.principal(), queue[0].held.id)
        .await
        .unwrap();
    let case = find_post(node, &waiting["id"]).await.unwrap();
    let mut conn = node.core().db.read().await.unwrap();
    let row = cases::find(&mut conn, case.id).await.unwrap().unwrap();
    assert_eq!((case.kind, row.payback_months), (PostKind::CaseStudy, Some(7)));
    work(node).await;
}
