//! The map: what it says in words, to whom, and what it never says.

use majlis::db::types::CaseStanding;
use majlis::db::{Conn, accounts, cases};
use majlis::domain::cases::Step;
use majlis::domain::moderation::hiding;

use super::{Fields, Scene};
use crate::support::{Page, TestApp};

const POINT: [&str; 2] = ["24.5441", "46.8983"];

/// Without the marks that keep numbers and names apart from the words around them.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// What the place step sends for a place of this precision.
fn place(precision: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("region", "SA-01"),
        ("city", "riyadh-2"),
        ("latitude", POINT[0]),
        ("longitude", POINT[1]),
        ("precision", precision),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn regions_and_cities_say_their_numbers_with_the_limits_of_the_library() {
    let scene = Scene::new().await;
    scene.publish(&scene.noura, &[]).await;
    let steel = [
        ("title", "Furnace gas down"),
        ("language", "en"),
        ("forum", "quality"),
        ("sector", "24"),
    ];
    let otherwise: [(Step, Fields<'_>); 1] = [(Step::Basics, &steel)];
    scene.publish(&scene.ali, &otherwise).await;
    let guest = scene.guest();
    let page = guest.get("/cases?view=map").await;
    let labels = |page: &Page| -> Vec<String> {
        let labels = page.attributes("a.map-region", "aria-label");
        labels.iter().map(|label| plain(label)).collect()
    };
    let all = labels(&page);
    assert_eq!(all.len(), 13, "{all:?}");
    assert!(all.contains(&"Riyadh: 2 case studies".to_owned()), "{all:?}");
    assert!(all.contains(&"Najran: 0 case studies".to_owned()), "{all:?}");
    assert_eq!(page.count(".map-cities circle"), 1);
    assert_eq!(page.count(".map-table tbody tr"), 13, "the same as a table");
    assert!(
        page.text(".map-table tbody tr")
            .expect("a row")
            .contains("Riyadh 2nd Industrial City")
    );
    let narrowed = guest.get("/cases?view=map&sector=24").await;
    let few = labels(&narrowed);
    assert!(few.contains(&"Riyadh: 1 case study".to_owned()), "{few:?}");
    let link = narrowed.attribute("a.map-region", "href").expect("a link");
    assert!(link.contains("sector=24") && link.contains("region=SA-01"), "{link}");
    let data = guest.get("/cases/map.json?sector=24").await.json();
    assert_eq!(data["cities"][0]["count"], 1);
    assert!(data.get("outlines").is_none());
    for nonsense in [
        "box=1,2",
        "box=NaN,0,1,1",
        "sector=x&region=y",
        "box=-1e308,-1e308,1e308,1e308",
    ] {
        assert_eq!(
            guest.get(&format!("/cases/map.json?{nonsense}")).await.status,
            200,
            "{nonsense}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_show_their_place_are_points() {
    for (precision, points, cities, regions) in [
        ("hidden", 0, 0, 0),
        ("region", 0, 0, 1),
        ("city", 0, 1, 1),
        ("exact", 1, 1, 1),
    ] {
        let scene = Scene::new().await;
        let place = place(precision);
        let otherwise: [(Step, Fields<'_>); 1] = [(Step::Place, &place)];
        scene.publish(&scene.noura, &otherwise).await;
        for browser in [scene.guest(), scene.browser(&scene.admin).await] {
            let mut told = String::new();
            for path in [
                "/cases/map.json?outlines=yes",
                "/cases/map.json?box=24.5,46.8,24.6,47",
                "/cases?view=map",
                "/regions/SA-01",
                "/",
            ] {
                told.push_str(&browser.get(path).await.body);
            }
            assert_eq!(told.contains(POINT[0]), points == 1, "{precision}");
            assert_eq!(told.contains(POINT[1]), points == 1, "{precision}");
            let data = browser.get("/cases/map.json").await.json();
            let list = |name: &str| data[name].as_array().expect("a list").clone();
            assert_eq!(list("clusters").len(), points, "{precision}: {data}");
            assert_eq!(list("cities").len(), cities, "{precision}: {data}");
            let counted = list("regions").iter().filter(|region| region["count"] == 1).count();
            assert_eq!(counted, regions, "{precision}: {data}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_map_nor_counts_tell_of_what_is_not_for_the_reader() {
    for scope in ["network", "instance", "verified"] {
        let scene = Scene::of(
            TestApp::with(|config| {
                config.verification.verified_forums = 0;
                config.verification.publish_case_studies = 0;
            })
            .await,
            scope,
        )
        .await;
        let place = place("exact");
        let otherwise: [(Step, Fields<'_>); 1] = [(Step::Place, &place)];
        scene.publish(&scene.noura, &otherwise).await;
        let (guest, member) = (scene.guest(), scene.browser(&scene.ali).await);
        // The member first: what was counted for one is not told to the other.
        assert!(
            plain(&member.get("/cases?view=map").await.body).contains("Riyadh: 1 case study"),
            "{scope}"
        );
        assert_eq!(
            member.get("/cases/map.json").await.json()["clusters"][0]["count"],
            1,
            "{scope}"
        );
        for path in ["/cases?view=map", "/cases", "/", "/regions/SA-01"] {
            let body = plain(&guest.get(path).await.body);
            assert!(!body.contains("1 case study"), "{path} in {scope}");
            assert!(!body.contains("Scrap down"), "{path} in {scope}");
        }
        let data = guest.get("/cases/map.json").await;
        assert!(!data.body.contains("\"count\":1"), "{scope}: {}", data.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_shows_at_once() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let guest = scene.guest();
    let found = async |path: &str| {
        let page = guest.get(path).await;
        let heading = plain(&page.text("#found-heading").unwrap_or_default());
        let count: i64 = heading
            .split(' ')
            .next()
            .and_then(|count| count.parse().ok())
            .unwrap_or(0);
        (count, page.count(".case-card"))
    };
    assert_eq!(found("/cases").await, (1, 1));
    let (core, editor) = (scene.test.core(), scene.admin.principal());
    let form = crate::moderation::form("spam", "Ads");
    hiding::hide(core, &editor, case.id, &form).await.expect("hidden");
    assert_eq!(found("/cases").await, (0, 0), "hidden");
    hiding::restore(core, &editor, case.id).await.expect("restored");
    assert_eq!(found("/cases").await, (1, 1), "restored");

    assert_eq!(found("/cases?verified=yes").await, (0, 0), "nobody is verified");
    let until = core.clock.now().plus(chrono::TimeDelta::days(1));
    let verify = async |level: i32| {
        let mut conn = core.db.write().await.expect("a connection");
        accounts::set_level(&mut conn, scene.noura.account.id, level, Some(until))
            .await
            .expect("set");
    };
    verify(1).await;
    assert_eq!(found("/cases?verified=yes").await, (1, 1), "verified now");
    scene.test.advance(chrono::TimeDelta::days(2));
    assert_eq!(found("/cases?verified=yes").await, (0, 0), "no longer");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_library_speaks_of_writing_and_a_narrow_one_of_limits() {
    let scene = Scene::new().await;
    let guest = scene.guest();
    let empty = guest.get("/cases").await;
    assert!(
        empty.text(".empty h2").expect("words").contains("still to be written"),
        "{}",
        empty.body
    );
    let member = scene.browser(&scene.noura).await.get("/cases").await;
    assert_eq!(member.count(".empty a[href='/cases/new']"), 1);
    let narrow = guest.get("/cases?sector=22").await;
    assert!(
        narrow.text(".empty p").expect("words").contains("fewer limits"),
        "{}",
        narrow.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_shows_its_case_studies_and_an_unknown_one_is_not_found() {
    let scene = Scene::new().await;
    scene.publish(&scene.noura, &[]).await;
    let guest = scene.guest();
    let page = guest.get("/regions/SA-01").await;
    assert_eq!(
        (page.text("h1").as_deref(), page.count(".case-card")),
        (Some("Riyadh"), 1)
    );
    assert!(page.body.contains("Riyadh 2nd Industrial City"));
    assert_eq!(guest.get("/regions/SA-10").await.count(".empty"), 1);
    for unknown in ["/regions/SA-13", "/regions/x", "/regions/%27"] {
        assert_eq!(guest.get(unknown).await.status, 404, "{unknown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_a_street_map_come_from_one_place_on_one_page_or_from_none() {
    let allowed = Scene::new().await;
    let policy = async |scene: &Scene, path: &str| {
        let page = scene.guest().get(path).await;
        page.header("content-security-policy").to_owned()
    };
    let map = policy(&allowed, "/cases?view=map").await;
    assert!(
        map.contains("img-src 'self' https://tile.openstreetmap.org data:"),
        "{map}"
    );
    for path in ["/cases", "/", "/regions/SA-01"] {
        assert!(!policy(&allowed, path).await.contains("openstreetmap"), "{path}");
    }
    let forbidden = Scene::of(TestApp::with(|config| config.map.tiles = String::new()).await, "public").await;
    let page = forbidden.guest().get("/cases?view=map").await;
    assert!(!page.body.contains("openstreetmap.org/"));
    assert!(!page.header("content-security-policy").contains("openstreetmap"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_landing_page_shows_the_map_the_newest_and_whose_place_it_is() {
    let scene = Scene::new().await;
    for n in 0..4 {
        let title = format!("Scrap down {n}");
        scene.test.advance(chrono::TimeDelta::seconds(1));
        super::published(&scene.test, &scene.noura, "quality", &title).await;
    }
    let page = scene.guest().get("/").await;
    assert_eq!(
        page.texts(".case-card h3"),
        ["Scrap down 3", "Scrap down 2", "Scrap down 1"]
    );
    assert_eq!(page.texts(".stat dd"), ["0", "4", "0"]);
    assert_eq!(
        page.attribute("a.map-region", "href").as_deref(),
        Some("/regions/SA-01")
    );
    assert_eq!(page.count(".map-table tbody tr"), 13);
    assert!(page.text("#instance-heading").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_began_earlier_and_ended_later_is_seen_too() {
    let scene = Scene::of(TestApp::with(|config| config.database.connections = 4).await, "public").await;
    let (one, other) = (
        scene.publish(&scene.noura, &[]).await,
        scene.publish(&scene.ali, &[]).await,
    );
    let (core, guest) = (scene.test.core(), scene.guest());
    let found = async || guest.get("/cases").await.count(".case-card");
    assert_eq!(found().await, 2);
    let archive = async |conn: &mut Conn, case| cases::set_standing(conn, case, CaseStanding::Archived).await;
    core.change(async |conn| {
        archive(conn, one.id).await?;
        // SQLite has one writer at a time; there nobody can come in between.
        if matches!(conn, Conn::Postgres(_)) {
            core.change(async |conn| Ok(archive(conn, other.id).await?)).await?;
            assert_eq!(found().await, 1, "what is committed, and nothing else");
        }
        Ok(())
    })
    .await
    .expect("archived");
    let left = if matches!(core.db.read().await.expect("a connection"), Conn::Postgres(_)) {
        0
    } else {
        1
    };
    assert_eq!(found().await, left);
}
