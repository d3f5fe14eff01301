//! What the library, the map and the landing page read when there are fifty thousand case studies: a page, whatever is looked
//! for. PostgreSQL counts the rows that it fetches; what the pages say is asked of both engines.

use std::collections::HashSet;

use super::growth::{CONNECTIONS, execute, fetched, total};
use crate::support::{Client, TestApp, crowd};

const CASES: usize = 50_000;
/// Rows that a page of twenty may read, with everything beside each of them.
const ROOM: i64 = 1_500;
/// Most bytes of what the live map loads.
const PAYLOAD_MAX: usize = 100_000;
/// Five facets, and every order.
const PATHS: [&str; 9] = [
    "/cases",
    "/cases?sort=payback",
    "/cases?sort=top",
    "/cases?sector=22&region=SA-04&size=medium&cost=to_2m&technology=ai",
    "/cases?sector=22&region=SA-04&size=medium&cost=to_2m&payback=24&sort=top",
    "/cases?view=map&sector=22&size=small",
    "/cases/map.json?outlines=yes",
    "/regions/SA-04",
    "/",
];

async fn rows(test: &TestApp, browser: &Client, path: &str) -> i64 {
    browser.get(path).await;
    let before = fetched(test).await;
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    total(&fetched(test).await) - total(&before)
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_thousand_case_studies_cost_no_more_than_a_page() {
    let test = TestApp::with(|config| config.database.connections = CONNECTIONS).await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "quality", "public").await;
    let case = crate::cases::published(&test, &admin, "quality", "Leaks found").await;
    let guest = test.guest().with_header("accept-language", "en");
    assert_eq!(guest.get("/cases").await.count(".case-card"), 1);
    for statement in crowd::cases(case.id.0, CASES) {
        execute(&test, &statement).await;
    }
    execute(&test, "ANALYZE").await;
    let all = guest.get("/cases").await;
    let heading = all.text("#found-heading").expect("a number");
    let counted: String = heading.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(counted, "50001", "what was added is counted at once");
    assert_eq!(all.count("ul.case-grid").min(2), 2);
    for path in PATHS {
        let read = rows(&test, &guest, path).await;
        assert!(read <= ROOM, "{path} reads {read} rows");
    }
    let map = guest.get("/cases/map.json?outlines=yes").await;
    assert!(map.body.len() < PAYLOAD_MAX, "{} bytes", map.body.len());
    let near = guest.get("/cases/map.json?box=20,40,22,42").await;
    assert!(near.body.len() < PAYLOAD_MAX, "{} bytes", near.body.len());
    for path in ["/cases?view=map", "/"] {
        let page = guest.get(path).await;
        assert!(page.body.len() < 2 * PAYLOAD_MAX, "{path}: {} bytes", page.body.len());
    }
    walk(&guest).await;
}

/// Pages follow each other in the order of payback, without a gap and without showing anything twice.
async fn walk(guest: &Client) {
    let mut path = "/cases?sort=payback&sector=23&region=SA-05".to_owned();
    let (mut seen, mut paybacks) = (HashSet::new(), Vec::new());
    for _ in 0..8 {
        let page = guest.get(&path).await;
        seen.extend(page.attributes(".case-card h3 a", "href"));
        for words in page.texts(".case-card-foot span:first-child") {
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            paybacks.push(digits.parse::<i64>().expect("months"));
        }
        path = page.attribute("a[rel=next]", "href").expect("more");
    }
    assert_eq!((seen.len(), paybacks.len()), (160, 160));
    assert!(
        paybacks.is_sorted() && paybacks.first() < paybacks.last(),
        "{paybacks:?}"
    );
}
