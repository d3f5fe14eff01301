//! What calendar programs are sent.

use chrono::TimeDelta;
use majlis::db::types::{AccountState, WatchLevel};
use majlis::domain::reading::levels;
use majlis::domain::trainings as rules;
use majlis::domain::trainings::seats::{self, Wish};
use majlis::web::present::wording;

use super::calendar::{Scene, meeting, three_meetings};
use crate::support::{Client, Page, TestApp, training};

/// The lines of a calendar, joined where they were folded.
fn lines(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
    for line in page.body.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line}");
    }
    page.body
        .replace("\r\n ", "")
        .split("\r\n")
        .map(str::to_owned)
        .collect()
}

fn values<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let is_named = |line: &&'a String| line.starts_with(&format!("{name}:")) || line.starts_with(&format!("{name};"));
    lines
        .iter()
        .filter(is_named)
        .filter_map(|line| line.split_once(':'))
        .map(|(_, value)| value)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_is_sent_as_one_event_with_everything_but_what_only_those_with_a_seat_may_know() {
    let scene = Scene::new().await;
    let id = scene
        .offer(|form| {
            form.latitude = "26.959".to_owned();
            form.longitude = "49.568".to_owned();
        })
        .await;
    let page = scene.guest().get(&format!("/trainings/{id}/calendar.ics")).await;
    assert!(page.header("content-disposition").contains("training.ics"));
    let lines = lines(&page);
    let one = |name: &str| match values(&lines, name)[..] {
        [value] => value,
        ref all => panic!("{name}: {all:?}"),
    };
    assert_eq!(one("DTSTART"), "20261206T060000Z");
    assert_eq!(one("DTEND"), "20261206T090000Z");
    assert_eq!(one("SUMMARY"), "PLC basics for maintenance");
    assert_eq!(one("STATUS"), "CONFIRMED");
    assert_eq!(one("SEQUENCE"), "0");
    assert_eq!(one("GEO"), "26.959000;49.568000");
    assert_eq!(one("CATEGORIES"), "plc");
    assert!(one("UID").ends_with(&format!("/trainings/{id}")) && one("URL").ends_with(&format!("/trainings/{id}")));
    assert!(one("LOCATION").contains("hall 2\\, King Fahd Road\\, Jubail"));
    assert!(one("DESCRIPTION").contains("Asia/Riyadh"));
    for secret in ["meet.example", "gate 3"] {
        assert!(!page.body.contains(secret), "{secret} is for those with a seat");
    }
    let mut form = training::form("training");
    form.state = "tentative".to_owned();
    rules::change(scene.test.core(), &scene.noura.principal(), id, &form, wording)
        .await
        .expect("changed");
    let page = scene.guest().get(&format!("/trainings/{id}/calendar.ics")).await;
    let changed = self::lines(&page);
    assert_eq!(values(&changed, "SEQUENCE"), ["1"]);
    assert_eq!(values(&changed, "STATUS"), ["TENTATIVE"]);
    assert_eq!(values(&changed, "UID"), values(&lines, "UID"));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_meetings_are_events_that_know_each_other() {
    let scene = Scene::new().await;
    let id = scene.offer(three_meetings).await;
    let page = scene.guest().get(&format!("/trainings/{id}/calendar.ics")).await;
    let lines = lines(&page);
    let uids = values(&lines, "UID");
    assert_eq!(uids.len(), 3);
    assert_eq!(values(&lines, "RELATED-TO").len(), 6);
    assert!(
        values(&lines, "RELATED-TO")
            .iter()
            .all(|related| uids.contains(related))
    );
    assert_eq!(
        values(&lines, "DTSTART"),
        ["20261208T060000Z", "20261209T060000Z", "20261216T100000Z"]
    );
    assert!(values(&lines, "SUMMARY")[1].ends_with("Closing them"));
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_stays_within_its_property() {
    let scene = Scene::new().await;
    let evil = "Evil\\n;,:\"END:VEVENT";
    let id = scene
        .offer(|form| {
            form.title = evil.to_owned();
            form.venue = "Hall; 1, \\N ATTENDEE:mailto:x@y.example".to_owned();
            form.programme =
                "first line of text\r\nEND:VEVENT\r\nEND:VCALENDAR\rSTATUS:CANCELLED\u{2028}X-EVIL:1".to_owned();
            form.trainer = "ق".repeat(100);
            form.sessions = vec![
                meeting("2026-12-08", "09:00", "12:00", "One; two"),
                meeting("2026-12-09", "09:00", "12:00", "BEGIN:VALARM"),
            ];
        })
        .await;
    for path in [
        format!("/trainings/{id}/calendar.ics"),
        "/trainings.ics".to_owned(),
        "/forums/training/trainings.ics".to_owned(),
    ] {
        let page = scene.guest().get(&path).await;
        let lines = lines(&page);
        let times = |what: &str| lines.iter().filter(|line| *line == what).count();
        assert_eq!(
            (times("BEGIN:VEVENT"), times("END:VEVENT"), times("END:VCALENDAR")),
            (2, 2, 1),
            "{path}: {}",
            page.body
        );
        for property in ["ATTENDEE", "X-EVIL", "VALARM"] {
            assert!(values(&lines, property).is_empty(), "{path}: {property}");
        }
        assert_eq!(values(&lines, "STATUS"), ["CONFIRMED", "CONFIRMED"], "{path}");
        assert!(values(&lines, "SUMMARY")[0].contains("Evil\\\\n\\;\\,:"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_calendar_already_is_told_so() {
    let scene = Scene::new().await;
    scene.offer(|_| ()).await;
    let first = scene.guest().get("/trainings.ics").await;
    let tag = first.header("etag").to_owned();
    assert!(!first.header("last-modified").is_empty());
    scene.test.advance(TimeDelta::hours(1));
    let again = scene
        .guest()
        .with_header("if-none-match", &tag)
        .get("/trainings.ics")
        .await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    scene.offer(|form| form.title = "Another one".to_owned()).await;
    let changed = scene
        .guest()
        .with_header("if-none-match", &tag)
        .get("/trainings.ics")
        .await;
    assert_eq!(changed.status, 200);
    assert!(
        lines(&changed)
            .iter()
            .any(|line| line == "REFRESH-INTERVAL;VALUE=DURATION:PT6H")
    );
}

/// The path of a member's own calendar, newly made.
async fn make(browser: &Client) -> String {
    let page = browser.post_form("/settings/calendar", "/settings/calendar").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("cache-control"), "no-store");
    let address = page.attribute("#address", "value").expect("an address");
    address[address.find("/calendar/").expect("a path")..].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_own_calendar_opens_by_a_secret_that_is_shown_once() {
    let scene = Scene::new().await;
    scene.offer(|_| ()).await;
    let viewer = scene.admin.viewer();
    let forum = majlis::domain::forums::find(scene.test.core(), &viewer, "training")
        .await
        .expect("the forum");
    levels::set_forum(
        scene.test.core(),
        &scene.admin.principal(),
        forum.forum.id,
        WatchLevel::Watch,
    )
    .await
    .expect("watched");
    for person in [&scene.noura, &scene.admin] {
        let browser = scene.test.sign_in(person).await;
        let path = make(&browser).await;
        let page = scene.guest().get(&path).await;
        assert_eq!(values(&lines(&page), "SUMMARY"), ["PLC basics for maintenance"]);
        assert!(page.header("cache-control").contains("no-store") && !page.body.contains(&path));
        let settings = browser.get("/settings/calendar").await;
        assert!(!settings.body.contains(&path), "shown once");
        let renewed = make(&browser).await;
        assert_ne!(renewed, path);
        assert_eq!(scene.guest().get(&path).await.status, 404, "the address before");
        assert_eq!(scene.guest().get(&renewed).await.status, 200);
        let gone = browser
            .post_form("/settings/calendar", "/settings/calendar/revoke")
            .await;
        assert_eq!(gone.status, 303);
        assert_eq!(scene.guest().get(&renewed).await.status, 404, "taken away");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_members_calendar_gives_nothing() {
    let scene = Scene::new().await;
    scene.offer(|_| ()).await;
    let path = make(&scene.test.sign_in(&scene.noura).await).await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    majlis::db::accounts::set_state(&mut conn, scene.noura.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    let page = scene.guest().get(&path).await;
    assert!(page.status == 404 && !page.body.contains("PLC"), "{}", page.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_secrets_is_made_to_wait() {
    let test = TestApp::with(|config| config.security.credentials_per_minute = 10).await;
    let scene = Scene::of(test, "public").await;
    let mut seen = Vec::new();
    for n in 0..12 {
        seen.push(scene.guest().get(&format!("/calendar/guess-{n}.ics")).await.status);
    }
    assert!(seen.contains(&404) && seen.last() == Some(&429), "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_own_calendar_tells_where_to_meet_to_those_with_a_seat_alone() {
    let scene = Scene::new().await;
    let id = scene.offer(|form| form.capacity = "1".to_owned()).await;
    let secret = "plc-4711";
    let wish = |interested_only| Wish {
        interested_only,
        ..Wish::default()
    };
    for (name, interested_only, summaries, knows) in [
        ("ali", false, 1, true),
        ("badr", false, 1, false),
        ("celia", true, 1, false),
    ] {
        let person = scene.test.member(name).await;
        let browser = scene.test.sign_in(&person).await;
        let path = make(&browser).await;
        assert!(
            values(&lines(&scene.guest().get(&path).await), "SUMMARY").is_empty(),
            "{name}"
        );
        seats::join(scene.test.core(), &person.principal(), id, &wish(interested_only))
            .await
            .expect("a seat, a place in line, or interest");
        let page = scene.guest().get(&path).await;
        let lines = lines(&page);
        assert_eq!(values(&lines, "SUMMARY").len(), summaries, "{name}");
        assert_eq!(
            lines.iter().any(|line| line.contains(secret)),
            knows,
            "{name}: {}",
            page.body
        );
        assert_eq!(
            browser.get("/trainings?mine=yes").await.count(".agenda-row"),
            1,
            "{name}"
        );
        seats::leave(scene.test.core(), &person.principal(), id)
            .await
            .expect("given back");
        let page = scene.guest().get(&path).await;
        assert!(
            !page.body.contains(secret) && values(&self::lines(&page), "SUMMARY").is_empty(),
            "{name}"
        );
        // The seat goes to nobody before the next one asks for it.
        if name == "ali" {
            let other = scene.test.member("dana").await;
            seats::join(scene.test.core(), &other.principal(), id, &wish(false))
                .await
                .expect("the seat");
        }
    }
    for path in [
        "/trainings.ics",
        "/forums/training/trainings.ics",
        &format!("/trainings/{id}/calendar.ics"),
    ] {
        assert!(!scene.guest().get(path).await.body.contains(secret), "{path}");
    }
}
