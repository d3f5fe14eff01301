//! What is shown of a place, on every way that shows case studies.

use majlis::domain::cases::Step;

use super::Scene;

const REGION: &str = "Riyadh";
const CITY: &str = "Riyadh 2nd Industrial City";
const TOWN: &str = "Quiet-Backstreet";
const POINT: [&str; 2] = ["24.544123", "46.898321"];

/// Every way on which a case study is told.
async fn everything(scene: &Scene, id: majlis::db::types::PostId, author: i64) -> String {
    let mut told = String::new();
    let guest = scene.guest();
    for path in [
        format!("/cases/{id}"),
        "/cases".to_owned(),
        "/cases?sort=payback".to_owned(),
        "/cases/table.csv".to_owned(),
        "/cases/feed".to_owned(),
        format!("/posts/{id}/history"),
        "/@noura".to_owned(),
        format!("/api/v1/statuses/{id}"),
        "/api/v1/timelines/public".to_owned(),
        format!("/api/v1/accounts/{author}/statuses"),
    ] {
        let page = guest.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        told.push_str(&page.body);
    }
    let document = scene.test.guest().with_header("accept", "application/activity+json");
    let page = document.get(&format!("/cases/{id}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    told.push_str(&page.body);
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_tells_more_of_a_place_than_its_author_chose() {
    for (precision, shows_region, shows_city) in [
        ("hidden", false, false),
        ("region", true, false),
        ("city", true, true),
        ("exact", true, true),
    ] {
        let scene = Scene::new().await;
        let place = [
            ("region", "SA-01"),
            ("city", "riyadh-2"),
            ("locality", TOWN),
            ("latitude", POINT[0]),
            ("longitude", POINT[1]),
            ("precision", precision),
        ];
        let otherwise: [(Step, super::Fields<'_>); 1] = [(Step::Place, &place)];
        let case = scene.publish(&scene.noura, &otherwise).await;
        let told = everything(&scene, case.id, scene.noura.actor.id.0).await;
        assert_eq!(told.contains(CITY), shows_city, "{precision}: the city");
        assert_eq!(told.contains(TOWN), shows_city, "{precision}: the town");
        assert_eq!(told.contains(REGION), shows_region, "{precision}: the region");
        if precision != "exact" {
            assert!(
                POINT.iter().all(|degrees| !told.contains(degrees)),
                "{precision}: the point"
            );
        }
        // Nor does narrowing the library tell it.
        let found = async |query: &str| scene.guest().get(&format!("/cases?{query}")).await.count(".case-card");
        assert_eq!(found("region=SA-01").await > 0, shows_region, "{precision}");
        assert_eq!(found("city=riyadh-2").await > 0, shows_city, "{precision}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_that_cannot_be_is_refused_in_words() {
    let scene = Scene::new().await;
    let browser = scene.browser(&scene.noura).await;
    let draft = scene.draft(&scene.noura, &[]).await;
    let step = format!("/cases/{draft}/edit/place");
    let token = browser
        .get(&step)
        .await
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    for (city, latitude, longitude, words) in [
        ("", "25.2", "55.27", "not in the Kingdom"),
        ("", "46.67", "24.71", "not in the Kingdom"),
        ("riyadh-2", "21.5", "39.2", "more than 40 km"),
        ("", "24.7", "", "needs degrees north and east"),
    ] {
        let fields = [
            ("csrf", token.as_str()),
            ("region", if city.is_empty() { "" } else { "SA-01" }),
            ("city", city),
            ("latitude", latitude),
            ("longitude", longitude),
            ("precision", "exact"),
        ];
        let refused = browser.post(&step, &fields).await;
        assert_eq!(refused.status, 422, "{latitude}, {longitude}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_industrial_city_that_is_offered_can_be_the_place() {
    let scene = Scene::new().await;
    let terms = majlis::domain::taxonomy::Taxonomy::load(scene.test.core())
        .await
        .expect("the lists");
    for city in terms.all(majlis::db::types::TermKind::City) {
        let (Some(latitude), Some(longitude)) = (city.latitude, city.longitude) else {
            continue;
        };
        let at = majlis::domain::cases::Point { latitude, longitude };
        assert!(
            majlis::domain::cases::region_of(at).is_some(),
            "{} lies in the sea",
            city.code
        );
    }
}
