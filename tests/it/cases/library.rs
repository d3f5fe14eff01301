//! The library: who sees what of it, narrowing, orders, and what is taken away.

use majlis::domain::cases::Step;
use majlis::domain::posts;

use super::{Fields, STORY, Scene};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn facets_narrow_the_library_and_say_what_they_would_show() {
    let scene = Scene::new().await;
    scene.publish(&scene.noura, &[]).await;
    let steel = [
        ("title", "Furnace gas down by a fifth"),
        ("language", "en"),
        ("forum", "quality"),
        ("sector", "24"),
    ];
    let slow = [("cost_band", "over_10m"), ("payback", "40")];
    let east = [("region", "SA-04"), ("precision", "region")];
    let otherwise: [(Step, Fields<'_>); 3] = [(Step::Basics, &steel), (Step::Means, &slow), (Step::Place, &east)];
    scene.publish(&scene.ali, &otherwise).await;
    let guest = scene.guest();
    let all = guest.get("/cases").await;
    assert_eq!(all.count(".case-card"), 2, "{}", all.body);
    assert!(all.text("select[name=sector]").expect("sectors").contains("(1)"));
    for (query, title) in [
        ("sector=22", "Scrap"),
        ("technology=machine-vision", "Scrap"),
        ("region=SA-04", "Furnace"),
        ("city=riyadh-2", "Scrap"),
        ("size=medium", "Scrap"),
        ("cost=over_10m", "Furnace"),
        ("cost=to_500k", "Scrap"),
        ("payback=12", "Scrap"),
        ("payback=more", "Furnace"),
    ] {
        let page = guest.get(&format!("/cases?{query}")).await;
        assert_eq!(page.count(".case-card"), 1, "{query}");
        assert!(page.text(".case-card h3").expect("a title").contains(title), "{query}");
    }
    for query in ["language=en", "home=here", "verified=yes", "sort=top"] {
        assert_eq!(guest.get(&format!("/cases?{query}")).await.status, 200, "{query}");
    }
    for query in [
        "payback=never",
        "home=99",
        "size=huge",
        "sector=nothing",
        "sector=24&region=SA-01",
        "after=x",
    ] {
        let page = guest.get(&format!("/cases?{query}")).await;
        assert_eq!(page.status, 200, "{query}: nonsense is no failure");
    }
    let fastest = guest.get("/cases?sort=payback").await;
    assert!(fastest.text(".case-card h3").expect("a title").contains("Scrap"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_shows_each_reader_what_the_scope_promises() {
    for (scope, for_guests) in [
        ("public", true),
        ("network", false),
        ("instance", false),
        ("verified", false),
    ] {
        let scene = Scene::of(
            TestApp::with(|config| {
                config.verification.verified_forums = 0;
                config.verification.publish_case_studies = 0;
            })
            .await,
            scope,
        )
        .await;
        let case = scene.publish(&scene.noura, &[]).await;
        let guest = scene.guest();
        for path in ["/cases", "/cases/table.csv", "/cases/feed", "/cases?sector=22"] {
            let page = guest.get(path).await;
            assert_eq!(page.body.contains("Scrap down"), for_guests, "{path} in {scope}");
        }
        assert!(
            for_guests || !guest.get("/cases").await.body.contains("(1)"),
            "nor do counts tell of it in {scope}"
        );
        let expected = if for_guests { 200 } else { 404 };
        assert_eq!(
            guest.get(&format!("/cases/{}", case.id)).await.status,
            expected,
            "{scope}"
        );
        let member = scene.browser(&scene.ali).await;
        assert!(member.get("/cases").await.body.contains("Scrap down"), "{scope}");
        assert_eq!(member.get(&format!("/cases/{}", case.id)).await.status, 200, "{scope}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_holds_no_formula() {
    let scene = Scene::new().await;
    let basics = [
        ("title", "=HYPERLINK(1) and more"),
        ("language", "en"),
        ("forum", "quality"),
        ("sector", "22"),
    ];
    let otherwise: [(Step, Fields<'_>); 1] = [(Step::Basics, &basics)];
    scene.publish(&scene.noura, &otherwise).await;
    let table = scene.guest().get("/cases/table.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.body.contains("'=HYPERLINK"), "{}", table.body);
    assert!(table.body.contains("450000") && table.body.contains("Basira Vision"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_author_deletes_is_gone_everywhere() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    posts::remove(scene.test.core(), &scene.noura.principal(), case.id)
        .await
        .expect("removed");
    let guest = scene.guest();
    assert_eq!(guest.get("/cases").await.count(".case-card"), 0);
    let page = guest.get(&format!("/cases/{}", case.id)).await;
    assert!(page.status == 303 || page.status == 410, "{}", page.status);
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    assert!(
        majlis::db::cases::find(&mut conn, case.id)
            .await
            .expect("a query")
            .is_none()
    );
    assert!(
        majlis::db::cases::find_place(&mut conn, case.id)
            .await
            .expect("a query")
            .is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_pick_and_archive_and_authors_archive_their_own() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let (page, action) = (format!("/cases/{}", case.id), format!("/cases/{}/standing", case.id));
    let set = async |person: &crate::support::Person, standing: &str| {
        let browser = scene.browser(person).await;
        let token = browser
            .get(&page)
            .await
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        browser
            .post(&action, &[("csrf", &token), ("standing", standing)])
            .await
            .status
    };
    assert_eq!(set(&scene.ali, "archived").await, 403);
    assert_eq!(set(&scene.noura, "featured").await, 403);
    assert_eq!(set(&scene.admin, "featured").await, 303);
    assert_eq!(
        scene.guest().get("/cases").await.count(".case-card-featured"),
        2,
        "above the list and in it"
    );
    assert_eq!(set(&scene.noura, "archived").await, 303);
    assert_eq!(scene.guest().get("/cases").await.count(".case-card"), 0);
    assert_eq!(scene.guest().get(&page).await.status, 200, "its address still works");
    assert_eq!(set(&scene.noura, "published").await, 303);
    assert_eq!(scene.guest().get("/cases").await.count(".case-card"), 1);
    assert_eq!(set(&scene.admin, "nonsense").await, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_ask_the_author_below_it() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let browser = scene.browser(&scene.ali).await;
    let asked = browser
        .submit(&format!("/cases/{}", case.id), &[("body", "Which lens did you take?")])
        .await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert!(page.body.contains("Which lens did you take?"));
    let by_topic = scene.guest().get(&format!("/topics/{}", case.id)).await;
    assert_eq!(by_topic.header("location"), format!("/cases/{}", case.id));
    assert_eq!(STORY.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_verified_members_publish() {
    let scene = Scene::of(
        TestApp::with(|config| config.verification.publish_case_studies = 1).await,
        "public",
    )
    .await;
    let browser = scene.browser(&scene.noura).await;
    assert_eq!(browser.get("/cases/new").await.status, 403);
    assert_eq!(browser.get("/cases").await.count("a[href='/cases/new']"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_is_a_table_too_with_the_same_limits_order_and_picks() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let page = scene.guest().get("/cases?view=table&sector=22&sort=payback").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.count(".case-table tbody tr"), 1);
    assert_eq!(
        page.attribute(".case-table th[scope=row] a", "href"),
        Some(format!("/cases/{}", case.id))
    );
    let row = page.text(".case-table tbody tr").expect("a row");
    assert!(
        row.contains("Scrap") && row.contains("6.1%") && row.contains("months"),
        "{row}"
    );
    assert_eq!(page.count(".case-table input[name=id][form=compare]"), 1);
    assert_eq!(
        page.count("input[type=hidden][name=view][value=table]"),
        1,
        "the form stays in it"
    );
    let looks = page.texts(".tabs a");
    assert_eq!(looks, ["List", "Table", "Map"]);
    let none = scene.guest().get("/cases?view=table&sector=10").await;
    assert_eq!(none.count(".case-table"), 0);
}
