//! The calendar: what is on which day, for whom, and what narrows it.

use chrono::TimeDelta;
use majlis::db::types::PostId;
use majlis::domain::moderation::hiding;
use majlis::domain::reading::levels;
use majlis::domain::trainings::{self as rules, SessionForm, TrainingForm};
use majlis::web::present::wording;

use crate::support::{Client, Person, TestApp, training};

pub(super) struct Scene {
    pub(super) test: TestApp,
    pub(super) admin: Person,
    pub(super) noura: Person,
}

impl Scene {
    pub(super) async fn new() -> Self {
        Self::of(TestApp::new().await, "public").await
    }

    pub(super) async fn of(test: TestApp, scope: &str) -> Self {
        let admin = test.admin("majid").await;
        test.forum(&admin, "training", scope).await;
        let noura = test.member("noura").await;
        Self { test, admin, noura }
    }

    pub(super) async fn offer(&self, change: impl FnOnce(&mut TrainingForm)) -> PostId {
        let mut form = training::form("training");
        change(&mut form);
        training::publish(&self.test, &self.noura, &form).await.id
    }

    pub(super) fn guest(&self) -> Client {
        self.test.guest().with_header("accept-language", "en")
    }
}

pub(super) fn meeting(day: &str, from: &str, to: &str, topic: &str) -> SessionForm {
    SessionForm {
        starts: format!("{day}T{from}"),
        ends: format!("{day}T{to}"),
        topic: topic.to_owned(),
    }
}

/// Two days after each other, and one a week later.
pub(super) fn three_meetings(form: &mut TrainingForm) {
    form.title = "Compressed air audit".to_owned();
    form.sessions = vec![
        meeting("2026-12-08", "09:00", "12:00", "Finding leaks"),
        meeting("2026-12-09", "09:00", "12:00", "Closing them"),
        meeting("2026-12-16", "13:00", "15:00", "What it saved"),
    ];
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_stands_on_each_of_its_days() {
    let scene = Scene::new().await;
    scene.offer(three_meetings).await;
    scene.offer(|_| ()).await;
    let agenda = scene.guest().get("/trainings").await;
    assert_eq!(
        agenda.attributes(".agenda-date time", "datetime"),
        ["2026-12-06", "2026-12-08", "2026-12-09", "2026-12-16"]
    );
    assert_eq!(agenda.count(".agenda-row"), 4);
    let facts = agenda.texts(".training-facts");
    let second = facts
        .iter()
        .find(|facts| facts.contains("Closing"))
        .expect("the second meeting");
    assert!(
        second.replace(['\u{2068}', '\u{2069}'], "").contains("Meeting 2 of 3"),
        "{second}"
    );
    let list = scene.guest().get("/trainings?view=list").await;
    assert_eq!(
        list.texts(".training-card h3"),
        ["PLC basics for maintenance", "Compressed air audit"]
    );
    assert!(
        !agenda.body.contains("meet.example"),
        "the link is for those with a seat"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_month_has_weeks_from_sunday_and_both_calendars() {
    let scene = Scene::new().await;
    scene.offer(|_| ()).await;
    let page = scene.guest().get("/trainings?view=month&month=2026-12").await;
    assert_eq!(
        page.texts(".month-table th").first().map(String::as_str),
        Some("Sunday")
    );
    assert_eq!(page.count(".month-table tr"), 6, "a head and five weeks");
    assert_eq!(page.count("th.month-rest"), 2, "Friday and Saturday");
    let heading = page.text("#month-heading").expect("a heading");
    assert!(heading.contains("Dec 2026") && heading.contains("1448"), "{heading}");
    assert_eq!(page.count(".month-table li a"), 1);
    let next = page.attribute("a[rel=next]", "href").expect("a next month");
    let empty = scene.guest().get(&next).await;
    assert_eq!((empty.count(".month-table li"), empty.count(".month-none")), (0, 1));
    let arabic = scene.test.guest().with_header("accept-language", "ar");
    let page = arabic.get("/trainings?view=month&month=2027-02").await;
    assert!(page.text("#month-heading").expect("a heading").contains("رمضان 1448"));
    for nonsense in [
        "view=month&month=9999-12",
        "view=month&month=x",
        "from=0001-01-01",
        "from=tomorrow",
        "after=x",
        "view=moon",
    ] {
        assert_eq!(
            scene.guest().get(&format!("/trainings?{nonsense}")).await.status,
            200,
            "{nonsense}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_is_narrowed_by_what_somebody_looks_for() {
    let scene = Scene::new().await;
    scene.offer(|_| ()).await;
    scene
        .offer(|form| {
            form.title = "أساسيات صيانة الضواغط".to_owned();
            form.languages = vec!["ar".to_owned()];
            form.mode = "online".to_owned();
            form.level = "advanced".to_owned();
            form.price = "0".to_owned();
            form.certificate = "none".to_owned();
            form.provider = "أكاديمية الطاقة".to_owned();
            form.technologies = Vec::new();
            form.capacity = String::new();
            form.tags = String::new();
        })
        .await;
    let (plc, air) = ("PLC basics", "صيانة");
    for (query, title) in [
        ("q=plc", plc),
        ("q=الضواغط", air),
        ("q=اساسيات", air),
        ("technology=machine-vision", plc),
        ("region=SA-04", plc),
        ("place=online&level=advanced", air),
        ("place=onsite", plc),
        ("language=en", plc),
        ("level=beginner", plc),
        ("price=0", air),
        ("certificate=yes", plc),
        ("provider=اكاديميه", air),
    ] {
        let page = scene.guest().get(&format!("/trainings?{}", encoded(query))).await;
        assert_eq!(page.count(".agenda-row"), 1, "{query}");
        assert!(page.text(".agenda-row h3").expect("a title").contains(title), "{query}");
    }
    for query in [
        "place=online",
        "language=ar",
        "price=250",
        "forum=training",
        "seats=yes",
    ] {
        assert_eq!(
            scene
                .guest()
                .get(&format!("/trainings?{query}"))
                .await
                .count(".agenda-row"),
            2,
            "{query}"
        );
    }
    for query in ["q=nothing", "region=SA-01", "forum=nowhere", "mine=yes"] {
        let page = scene.guest().get(&format!("/trainings?{query}")).await;
        assert_eq!((page.status, page.count(".agenda-row")), (200, 0), "{query}");
    }
    let wild = scene.guest().get("/trainings?q=zz%25").await;
    assert_eq!(
        wild.count(".agenda-row"),
        0,
        "no sign of the query language is one of ours"
    );
    let noura = scene.test.sign_in(&scene.noura).await;
    assert_eq!(noura.get("/trainings?mine=yes").await.count(".agenda-row"), 2);
    let majid = scene.test.sign_in(&scene.admin).await;
    assert_eq!(majid.get("/trainings?mine=yes").await.count(".agenda-row"), 0);
}

fn encoded(query: &str) -> String {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_shows_each_reader_what_the_scope_promises() {
    for (scope, for_guests) in [
        ("public", true),
        ("network", false),
        ("instance", false),
        ("verified", false),
    ] {
        let test = TestApp::with(|config| {
            config.verification.verified_forums = 0;
            config.verification.publish_trainings = 0;
        })
        .await;
        let scene = Scene::of(test, scope).await;
        let id = scene.offer(|_| ()).await;
        let noura = scene.test.sign_in(&scene.noura).await;
        levels::set_forum(
            scene.test.core(),
            &scene.noura.principal(),
            forum(&scene).await,
            majlis::db::types::WatchLevel::Watch,
        )
        .await
        .expect("watched");
        for path in [
            "/trainings",
            "/trainings?view=list",
            "/trainings?view=month&month=2026-12",
            "/trainings?q=plc",
            "/trainings.ics",
            "/trainings/feed",
            "/forums/training/trainings",
            "/forums/training/trainings.ics",
            &format!("/trainings/{id}/calendar.ics"),
            "/",
        ] {
            let seen = scene.guest().get(path).await.body.contains("PLC basics");
            assert_eq!(seen, for_guests, "{scope}: a guest at {path}");
            let is_public = path.ends_with(".ics") && !path.contains(&id.to_string()) || path.ends_with("/feed");
            if !is_public && path != "/" {
                assert!(
                    noura.get(path).await.body.contains("PLC basics"),
                    "{scope}: a member at {path}"
                );
            }
        }
    }
}

async fn forum(scene: &Scene) -> majlis::db::types::ForumId {
    let viewer = scene.admin.viewer();
    let found = majlis::domain::forums::find(scene.test.core(), &viewer, "training").await;
    found.expect("the forum").forum.id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_removed_or_hidden_stands_nowhere_and_what_was_cancelled_is_marked() {
    let scene = Scene::new().await;
    let hidden = scene.offer(|_| ()).await;
    hiding::hide(
        scene.test.core(),
        &scene.admin.principal(),
        hidden,
        &crate::moderation::form("spam", "Ads"),
    )
    .await
    .expect("hidden");
    for path in [
        "/trainings",
        "/trainings.ics",
        "/trainings/feed",
        "/",
        "/forums/training/trainings",
    ] {
        assert!(!scene.guest().get(path).await.body.contains("PLC basics"), "{path}");
    }
    let cancelled = scene.offer(|form| form.title = "Compressed air".to_owned()).await;
    let by = scene.noura.principal();
    rules::cancel(scene.test.core(), &by, cancelled, "The trainer is ill", wording)
        .await
        .expect("cancelled");
    let agenda = scene.guest().get("/trainings").await;
    assert_eq!(
        (agenda.count(".agenda-row"), agenda.count(".agenda-row.is-cancelled")),
        (1, 1)
    );
    assert!(agenda.text(".training-labels").expect("labels").contains("Cancelled"));
    for path in ["/trainings?seats=yes", "/"] {
        assert!(!scene.guest().get(path).await.body.contains("Compressed air"), "{path}");
    }
    let sent = scene.guest().get("/trainings.ics").await;
    assert!(
        sent.body.contains("STATUS:CANCELLED") && sent.body.contains("SEQUENCE:1"),
        "{}",
        sent.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn past_trainings_stand_behind_a_link_and_running_ones_on_the_days_left() {
    let scene = Scene::new().await;
    scene.offer(three_meetings).await;
    scene.offer(|_| ()).await;
    scene.test.advance(TimeDelta::days(17));
    let agenda = scene.guest().get("/trainings").await;
    assert_eq!(
        agenda.attributes(".agenda-date time", "datetime"),
        ["2026-12-09", "2026-12-16"]
    );
    assert_eq!(
        scene
            .guest()
            .get("/trainings?view=list")
            .await
            .texts(".training-card h3"),
        ["Compressed air audit"]
    );
    let past = scene.guest().get("/trainings?view=past").await;
    assert_eq!(past.texts(".training-card h3"), ["PLC basics for maintenance"]);
    scene.test.advance(TimeDelta::days(30));
    let past = scene.guest().get("/forums/training/trainings?view=past").await;
    assert_eq!(
        past.texts(".training-card h3"),
        ["Compressed air audit", "PLC basics for maintenance"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_elsewhere_tells_its_hours_and_those_here() {
    let scene = Scene::new().await;
    scene
        .offer(|form| {
            form.timezone = "Europe/Berlin".to_owned();
            form.mode = "online".to_owned();
        })
        .await;
    let facts = scene
        .guest()
        .get("/trainings")
        .await
        .text(".training-facts")
        .expect("facts");
    for words in ["09:00–12:00", "Europe/Berlin", "11:00–14:00"] {
        assert!(facts.contains(words), "{words}: {facts}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_a_gap() {
    let scene = Scene::new().await;
    for n in 0..35 {
        let day = 1 + n % 28;
        scene
            .offer(|form| {
                form.title = format!("Training number {n}");
                form.starts = format!("2026-12-{day:02}T09:00");
                form.ends = format!("2026-12-{day:02}T10:00");
            })
            .await;
    }
    for view in ["agenda", "list"] {
        let guest = scene.guest();
        let first = guest.get(&format!("/trainings?view={view}")).await;
        let next = first.attribute(".pagination a[rel=next]", "href").expect("more");
        let second = guest.get(&next).await;
        let mut titles = first.texts(".content h3");
        titles.extend(second.texts(".content h3"));
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), 35, "{view}");
        assert_eq!(second.attribute(".pagination a[rel=next]", "href"), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_day_moves_it_in_the_calendar() {
    let scene = Scene::new().await;
    let id = scene.offer(three_meetings).await;
    let mut form = training::form("training");
    form.starts = "2026-12-20T09:00".to_owned();
    form.ends = "2026-12-20T12:00".to_owned();
    rules::change(scene.test.core(), &scene.noura.principal(), id, &form, wording)
        .await
        .expect("changed");
    let agenda = scene.guest().get("/trainings").await;
    assert_eq!(agenda.attributes(".agenda-date time", "datetime"), ["2026-12-20"]);
    assert_eq!(
        scene.guest().get("/trainings?q=compressed").await.count(".agenda-row"),
        0
    );
    assert_eq!(scene.guest().get("/trainings?q=plc").await.count(".agenda-row"), 1);
}
