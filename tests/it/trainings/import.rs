//! Files of calendar programs that become drafts.

use majlis::db::types::UtcTime;
use majlis::domain::trainings::drafts;
use majlis::domain::trainings::import::{self, FILE_MAX, Note, Reading, Skip, Unreadable};

use super::calendar::Scene;
use crate::support::{Client, Page};

fn now() -> UtcTime {
    UtcTime::new("2026-11-22T09:00:00Z".parse().expect("a moment"))
}

fn file(events: &[&str]) -> String {
    let events: String = events
        .iter()
        .map(|event| {
            format!(
                "BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n{}\r\nEND:VEVENT\r\n",
                event.trim().replace('\n', "\r\n")
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Academy//EN\r\n{events}END:VCALENDAR\r\n")
}

fn read(events: &[&str]) -> Reading {
    import::read(file(events).as_bytes(), now()).expect("a calendar")
}

const PLAIN: &str = "UID:1@academy.example
SUMMARY:PLC basics\\, first part
DTSTART;TZID=Asia/Riyadh:20261206T090000
DTEND;TZID=Asia/Riyadh:20261206T120000
LOCATION:Hall 2
GEO:26.959;49.568
URL:https://academy.example/plc
CATEGORIES:plc,maintenance
ORGANIZER;CN=Gulf Academy:mailto:desk@academy.example
DESCRIPTION:Inputs\\nand outputs";

#[test]
fn an_event_becomes_a_form_with_everything_it_says() {
    let reading = read(&[PLAIN]);
    let [entry] = reading.entries.as_slice() else {
        panic!("{reading:?}");
    };
    let form = &entry.form;
    assert_eq!(form.title, "PLC basics, first part");
    assert_eq!(
        (form.starts.as_str(), form.ends.as_str()),
        ("2026-12-06T09:00", "2026-12-06T12:00")
    );
    assert_eq!(
        (form.timezone.as_str(), form.venue.as_str(), form.mode.as_str()),
        ("Asia/Riyadh", "Hall 2", "onsite")
    );
    assert_eq!((form.latitude.as_str(), form.longitude.as_str()), ("26.959", "49.568"));
    assert_eq!(
        (form.joining.as_str(), form.external_url.as_str()),
        ("external", "https://academy.example/plc")
    );
    assert_eq!(form.provider, "Gulf Academy");
    assert_eq!(form.programme, "Inputs\nand outputs");
    assert!(entry.notes.is_empty());
}

#[test]
fn what_the_file_does_not_say_is_put_in_and_told() {
    for (event, note, starts, ends) in [
        (
            "DTSTART;VALUE=DATE:20261206",
            Note::AllDay,
            "2026-12-06T09:00",
            "2026-12-06T16:00",
        ),
        (
            "DTSTART;TZID=Asia/Riyadh:20261206T090000",
            Note::NoEnd,
            "2026-12-06T09:00",
            "2026-12-06T10:00",
        ),
        (
            "DTSTART:20261206T090000\nDURATION:PT2H",
            Note::NoZone,
            "2026-12-06T09:00",
            "2026-12-06T11:00",
        ),
        (
            "DTSTART;TZID=Mars:20261206T090000\nDURATION:PT2H",
            Note::UnknownZone,
            "2026-12-06T09:00",
            "2026-12-06T11:00",
        ),
        (
            "DTSTART:20261206T060000Z\nDURATION:PT2H\nRRULE:FREQ=MONTHLY",
            Note::Rule,
            "2026-12-06T09:00",
            "2026-12-06T11:00",
        ),
    ] {
        let reading = read(&[&format!("UID:1\nSUMMARY:x\n{event}")]);
        let entry = reading
            .entries
            .first()
            .unwrap_or_else(|| panic!("{event}: {reading:?}"));
        assert_eq!(entry.notes, [note], "{event}");
        assert_eq!(
            (entry.form.starts.as_str(), entry.form.ends.as_str()),
            (starts, ends),
            "{event}"
        );
    }
}

#[test]
fn what_comes_again_becomes_meetings_without_those_that_fall_out_or_are_over() {
    let weekly = "UID:1\nSUMMARY:Audit\nDTSTART;TZID=Asia/Riyadh:20261115T090000\nDURATION:PT3H\n\
                  RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Asia/Riyadh:20261206T090000";
    let moved = "UID:1\nSUMMARY:Audit: savings\nRECURRENCE-ID;TZID=Asia/Riyadh:20261213T090000\n\
                 DTSTART;TZID=Asia/Riyadh:20261214T130000\nDURATION:PT2H";
    let reading = read(&[weekly, moved]);
    let [entry] = reading.entries.as_slice() else {
        panic!("{reading:?}");
    };
    let shown: Vec<(&str, &str)> = entry
        .form
        .sessions
        .iter()
        .map(|row| (row.starts.as_str(), row.topic.as_str()))
        .collect();
    assert_eq!(shown, [("2026-11-29T09:00", ""), ("2026-12-14T13:00", "savings")]);
    let daily = read(&["UID:2\nSUMMARY:Daily\nDTSTART:20261206T060000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"]);
    assert_eq!(daily.entries[0].form.sessions.len(), 20);
    assert_eq!(daily.entries[0].notes, [Note::Many]);
}

#[test]
fn what_is_over_or_called_off_or_without_a_time_is_named() {
    let reading = read(&[
        "UID:1\nSUMMARY:Over\nDTSTART:20261101T060000Z\nDURATION:PT1H",
        "UID:2\nSUMMARY:Called off\nSTATUS:CANCELLED\nDTSTART:20261206T060000Z\nDURATION:PT1H",
        "UID:3\nSUMMARY:Some day",
        "UID:4\nSUMMARY:Nonsense\nDTSTART:99999999T999999Z",
    ]);
    assert!(reading.entries.is_empty());
    let skipped: Vec<(&str, Skip)> = reading
        .skipped
        .iter()
        .map(|(title, skip)| (title.as_str(), *skip))
        .collect();
    assert_eq!(
        skipped,
        [
            ("Over", Skip::Past),
            ("Called off", Skip::Cancelled),
            ("Some day", Skip::NoTime),
            ("Nonsense", Skip::NoTime)
        ]
    );
}

#[test]
fn hostile_files_are_refused_and_break_nothing() {
    let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:A\n".repeat(50_000));
    let folded = format!("BEGIN:VCALENDAR\n{}", "BEG\n IN:A\n".repeat(40_000));
    let files: [Vec<u8>; 8] = [
        Vec::new(),
        b"The quick brown fox".to_vec(),
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR".to_vec(),
        b"BEGIN:VCARD\nFN:x\nEND:VCARD\n".to_vec(),
        b"\xff\xfe\x00B".to_vec(),
        deep.into_bytes(),
        folded.into_bytes(),
        b"BEGIN:".to_vec(),
    ];
    for file in files {
        let start = String::from_utf8_lossy(&file[..file.len().min(40)]).into_owned();
        assert_eq!(import::read(&file, now()), Err(Unreadable::NoCalendar), "{start}");
    }
    assert_eq!(
        import::read(&vec![b'x'; FILE_MAX + 1], now()),
        Err(Unreadable::TooLarge)
    );
    let many = vec!["SUMMARY:x\nDTSTART:20261206T060000Z\nDURATION:PT1H"; 200];
    let reading = read(&many);
    assert_eq!((reading.entries.len(), reading.left), (60, 140));
}

#[test]
fn what_we_send_is_read_as_what_it_was() {
    let sent = "UID:https://a.example/trainings/1#meeting-1\nSUMMARY:Audit: One\nDTSTART:20261206T060000Z\nDTEND:20261206T090000Z\n\
                RELATED-TO;RELTYPE=SIBLING:https://a.example/trainings/1#meeting-2";
    let other = "UID:https://a.example/trainings/1#meeting-2\nSUMMARY:Audit: Two\nDTSTART:20261207T060000Z\nDTEND:20261207T090000Z\n\
                 RELATED-TO;RELTYPE=SIBLING:https://a.example/trainings/1#meeting-1";
    let reading = read(&[sent, other]);
    assert_eq!(reading.entries.len(), 1, "{reading:?}");
    let form = &reading.entries[0].form;
    assert_eq!(
        (
            form.title.as_str(),
            form.sessions.len(),
            form.sessions[1].topic.as_str()
        ),
        ("Audit", 2, "Two")
    );
}

async fn upload(browser: &Client, text: &str) -> Page {
    let token = browser
        .get("/trainings/import")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a form");
    let body = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; \
         filename=\"a.ics\"\r\nContent-Type: text/calendar\r\n\r\n{text}\r\n--XX--\r\n"
    );
    let request = browser
        .request(axum::http::Method::POST, "/trainings/import")
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("sec-fetch-site", "same-origin")
        .body(axum::body::Body::from(body))
        .expect("a request");
    browser.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_becomes_drafts_and_nothing_is_published() {
    let scene = Scene::new().await;
    let browser = scene
        .test
        .sign_in(&scene.noura)
        .await
        .with_header("accept-language", "en");
    let evil = "UID:2\nSUMMARY:<script>alert(1)</script>\nDTSTART;TZID=Asia/Riyadh:20261208T090000\nDURATION:PT1H";
    let page = upload(&browser, &file(&[PLAIN, evil])).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.count(".import-lines > li"), 2);
    assert!(!page.body.contains("<script>alert"));
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let form = page.attribute("input[name=form_0]", "value").expect("the first");
    let fields = [
        ("csrf", token.as_str()),
        ("take_0", "yes"),
        ("form_0", form.as_str()),
        ("form_1", "{}"),
    ];
    let done = browser.post("/trainings/import/take", &fields).await;
    assert_eq!((done.status, done.header("location")), (303, "/trainings/new"));
    let begun = drafts::list(scene.test.core(), &scene.noura.principal())
        .await
        .expect("drafts");
    assert_eq!(begun.len(), 1);
    assert_eq!(begun[0].title, "PLC basics, first part");
    assert_eq!(
        scene.guest().get("/trainings").await.count(".agenda-row"),
        0,
        "nothing is published"
    );
    for nonsense in [
        [("take_0", "yes"), ("form_0", "not json")],
        [("take_7", "yes"), ("form_8", "{}")],
    ] {
        let mut fields = nonsense.to_vec();
        fields.push(("csrf", token.as_str()));
        assert_eq!(browser.post("/trainings/import/take", &fields).await.status, 303);
    }
    assert_eq!(
        drafts::list(scene.test.core(), &scene.noura.principal())
            .await
            .expect("drafts")
            .len(),
        1
    );
    for broken in ["nothing of a calendar", &"x".repeat(FILE_MAX + 10)] {
        let page = upload(&browser, broken).await;
        assert_eq!((page.status, page.count("#file-error")), (422, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_for_nobody_who_may_not_offer_trainings() {
    let scene = Scene::new().await;
    let page = scene
        .guest()
        .post("/trainings/import/take", &[("take_0", "yes"), ("form_0", "{}")])
        .await;
    assert!(page.status == 303 || page.status == 403, "{}", page.status);
}
