//! What the calendar reads when there are ten thousand trainings: a page, whatever part of it is asked for. PostgreSQL counts the
//! rows that it fetches; what the pages say is asked of both engines.

use super::growth::{CONNECTIONS, execute, fetched, total};
use crate::support::{TestApp, attendance, training};

const TRAININGS: usize = 10_000;
/// Rows that a page of thirty may read, with everything beside each of them; a month shows up to four hundred.
const ROOM: i64 = 2_000;
const PATHS: [&str; 8] = [
    "/trainings",
    "/trainings?view=list",
    "/trainings?view=past",
    "/trainings?forum=energy",
    "/trainings?region=SA-04&language=ar&seats=yes",
    "/trainings?from=2027-05-02",
    "/forums/energy/trainings",
    "/",
];

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_trainings_cost_no_more_than_a_page() {
    let test = TestApp::with(|config| config.database.connections = CONNECTIONS).await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "energy", "public").await;
    let original = training::publish(&test, &admin, &training::form("energy")).await;
    let is_postgres = test.core().config.database.url.starts_with("postgres");
    let plus_days = |column: &str, days: &str| {
        if is_postgres {
            format!("{column} + ({days}) * INTERVAL '1 day'")
        } else {
            format!("strftime('%Y-%m-%d %H:%M:%S', {column}, ({days}) || ' days')")
        }
    };
    for statement in attendance::trainings(original.id.0, TRAININGS, &plus_days) {
        execute(&test, &statement).await;
    }
    execute(&test, "ANALYZE").await;
    let guest = test.guest().with_header("accept-language", "en");
    for path in PATHS {
        guest.get(path).await;
        let before = fetched(&test).await;
        let page = guest.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        let read = total(&fetched(&test).await) - total(&before);
        assert!(read <= ROOM, "{path} reads {read} rows");
        let shown = page.count(".agenda-row") + page.count(".training-card");
        assert!((3..=30).contains(&shown), "{path} shows {shown}");
    }
    let month = guest.get("/trainings?view=month&month=2027-03").await;
    assert!(
        month.count(".month-table li") > 100 && month.body.contains("more"),
        "what does not fit is behind a link"
    );
}
