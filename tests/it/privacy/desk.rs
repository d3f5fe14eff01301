//! The duties of staff: requests, breaches, the record of processing, retention.

use chrono::TimeDelta;
use majlis::domain::privacy::{requests, retention};

use crate::support::{PASSWORD, Page, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_answered_in_time_and_what_is_late_says_so() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    let (staff, member) = (test.sign_in(&boss).await, test.sign_in(&noura).await);
    let asked = [("kind", "correction"), ("message", "My name is spelt wrong.")];
    assert_eq!(member.submit("/settings/privacy", &asked).await.status, 303);
    let empty = member
        .submit("/settings/privacy", &[("kind", "access"), ("message", "")])
        .await;
    assert_eq!((empty.status, empty.count("#message-error")), (422, 1));

    let desk = staff.get("/admin/privacy/requests").await;
    assert!(plain(&desk).contains("30 days left"), "{}", desk.body);
    let link = desk
        .attribute("a[href^='/admin/privacy/requests/']", "href")
        .expect("the request");
    assert_eq!(member.get(&link).await.status, 403);
    test.advance(TimeDelta::days(29));
    let staff = test.sign_in(&boss).await;
    let extended = staff
        .submit(&link, &[("reason", "Many papers."), ("act", "extend")])
        .await;
    assert_eq!(extended.status, 303, "{}", extended.body);
    assert_eq!(staff.get(&link).await.count("button[value=extend]"), 0, "once");
    assert!(plain(&staff.get("/admin/privacy/requests").await).contains("31 days left"));
    test.advance(TimeDelta::days(32));
    let staff = test.sign_in(&boss).await;
    assert!(staff.get("/admin/privacy/requests").await.body.contains("Overdue"));
    assert!(
        staff.get("/admin/privacy").await.count(".badge-danger") == 1,
        "also on the overview"
    );

    let answered = staff
        .submit(&link, &[("answer", "It is corrected."), ("act", "grant")])
        .await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    test.run_jobs().await;
    assert!(crate::web::letters::path(&test, &noura.account.email, "/settings/privacy").is_some());
    let member = test.sign_in(&noura).await;
    assert!(member.get("/settings/privacy").await.body.contains("It is corrected."));
    let again = requests::answer(test.core(), &boss.principal(), id(&link), true, "Twice.").await;
    assert!(again.is_err(), "answered once");
    let log = staff.get("/admin/privacy").await;
    assert!(log.body.contains("Answered a request") && log.body.contains("Took more time"));
}

/// A page without the invisible marks around its numbers.
fn plain(page: &Page) -> String {
    page.body.replace(['\u{2068}', '\u{2069}'], "")
}

fn id(link: &str) -> majlis::db::types::DataRequestId {
    link.rsplit('/').next().expect("a number").parse().expect("a number")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_by_letter_is_identified_before_they_are_answered() {
    let test = TestApp::new().await;
    let boss = test.admin("boss").await;
    let staff = test.sign_in(&boss).await;
    let fields = |day| {
        [
            ("kind", "access"),
            ("requester", "Khalid, 0500000000"),
            ("received_on", day),
            ("message", "What do you have about me?"),
        ]
    };
    let early = staff.submit("/admin/privacy/requests", &fields("2026-12-24")).await;
    assert_eq!(
        (early.status, early.count("#received_on-error")),
        (422, 1),
        "no day to come"
    );
    let entered = staff.submit("/admin/privacy/requests", &fields("2026-11-20")).await;
    let link = entered.header("location").to_owned();
    let answer = [("answer", "A list is on its way."), ("act", "grant")];
    let refused = staff.submit(&link, &answer).await;
    assert_eq!((refused.status, refused.count("#answer-error")), (422, 1));
    staff
        .submit(&link, &[("notes", "Showed his card."), ("identified", "yes")])
        .await;
    assert_eq!(staff.submit(&link, &answer).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_breach_has_its_seventy_two_hours() {
    let test = TestApp::new().await;
    let boss = test.admin("boss").await;
    let staff = test.sign_in(&boss).await;
    let fields = [
        ("title", "Laptop lost"),
        ("discovered_at", "2026-11-22T12:00"),
        ("circumstances", "On a train."),
    ];
    let future = [
        ("title", "x"),
        ("discovered_at", "2026-11-22T14:00"),
        ("circumstances", "y"),
    ];
    assert_eq!(staff.submit("/admin/privacy/breaches/new", &future).await.status, 422);
    assert_eq!(staff.submit("/admin/privacy/breaches/new", &fields).await.status, 303);
    let page = staff.get("/admin/privacy/breaches").await;
    assert!(plain(&page).contains("71 hours left"), "{}", page.body);
    test.advance(TimeDelta::hours(72));
    let page = staff.get("/admin/privacy/breaches").await;
    assert!(page.body.contains("not told in time"));
    let link = page.attribute(".card-title a", "href").expect("the breach");
    let told = staff.submit(&link, &[("authority_told_at", "2026-11-25T12:00")]).await;
    assert_eq!(told.status, 303, "{}", told.body);
    assert_eq!(staff.get("/admin/privacy/breaches").await.count(".badge-danger"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_of_processing_comes_filled_in_and_is_kept_up() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    let staff = test.sign_in(&boss).await;
    let page = staff.get("/admin/privacy/processing").await;
    assert!(page.count("section.card") >= 10, "{}", page.body);
    for what in [
        "Trainings: seats, attendance, certificates, evaluations",
        "Trainings that are needed, and offers",
    ] {
        assert!(page.body.contains(what), "{what}");
    }
    let changed = staff
        .submit(
            "/admin/privacy/processing/1",
            &[("retention_en", "As long as the statutes say")],
        )
        .await;
    assert_eq!(changed.status, 303);
    let page = staff.get("/admin/privacy/processing").await;
    assert!(page.body.contains("As long as the statutes say"));
    let empty = staff
        .submit("/admin/privacy/processing/new", &[("purpose_ar", "غرض")])
        .await;
    assert_eq!(empty.status, 422);
    let member = test.sign_in(&noura).await;
    for path in [
        "requests",
        "breaches",
        "breaches/new",
        "processing",
        "processing/1",
        "retention",
        "erasures",
    ] {
        let path = format!("/admin/privacy/{path}");
        assert_eq!(member.get(&path).await.status, 403, "{path}");
        assert_ne!(test.guest().get(&path).await.status, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_destroyed_and_counted_once_a_day() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    test.sign_in(&noura).await;
    let newcomer = [
        ("display_name", "Never back"),
        ("username", "never"),
        ("email", "never@factory.example"),
        ("password", PASSWORD),
        ("accept_notice", "1"),
    ];
    test.guest().submit("/register", &newcomer).await;
    retention::schedule(test.core(), test.core().clock.now())
        .await
        .expect("put down");
    retention::schedule(test.core(), test.core().clock.now())
        .await
        .expect("put down once");
    test.run_jobs().await;
    assert!(
        retention::runs(test.core(), &boss.principal())
            .await
            .expect("runs")
            .is_empty()
    );
    assert!(retention::runs(test.core(), &noura.principal()).await.is_err());

    test.advance(TimeDelta::days(31));
    test.run_jobs().await;
    let runs = retention::runs(test.core(), &boss.principal()).await.expect("runs");
    let destroyed = |rule: &str| runs.iter().find(|run| run.rule == rule).map(|run| run.destroyed);
    assert_eq!(destroyed("unconfirmed"), Some(1));
    assert_eq!(destroyed("sessions"), Some(1));
    assert_eq!(destroyed("tokens"), Some(1), "the link that was never opened");
    let again = test.guest().submit("/register", &newcomer).await;
    assert_eq!(again.header("location"), "/check-mail", "the name is free again");
    let page = test.sign_in(&boss).await.get("/admin/privacy/retention").await;
    assert!(page.body.contains("never confirmed: 1"), "{}", page.body);
}
