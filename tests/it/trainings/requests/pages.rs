//! The demand board as members meet it: its forms, its page, its list, and what strangers try.

use super::{Board, need, offer};
use majlis::domain::requests as rules;

use crate::support::{Client, Page};

/// What the form of a need sends.
fn fields<'a>(title: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("title", title),
        ("body", "Our technicians do not dare to change the program."),
        ("language", "en"),
        ("people", "5"),
        ("mode", "online"),
        ("speech_ar", "yes"),
        ("time_mornings", "yes"),
        ("term_machine-vision", "yes"),
    ];
    fields.extend_from_slice(more);
    fields
}

async fn ask(client: &Client, title: &str) -> Page {
    client.submit("/requests/new", &fields(title, &[])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_asked_for_on_one_page_and_kept_when_something_is_wrong() {
    let board = Board::new().await;
    let client = board.test.sign_in(&board.noura).await;
    let wrong = client
        .submit(
            "/requests/new",
            &[
                ("title", "PLC"),
                ("people", "many"),
                ("mode", "onsite"),
                ("month_2026-12", "yes"),
            ],
        )
        .await;
    assert_eq!(wrong.status, 422);
    for field in ["title", "body", "people", "region"] {
        assert_eq!(wrong.count(&format!("#{field}-error")), 1, "{field}: {}", wrong.body);
    }
    assert_eq!(wrong.attribute("#people", "value").as_deref(), Some("many"));
    assert_eq!(
        wrong.count("input[name='month_2026-12'][checked]"),
        1,
        "what was ticked stays so"
    );
    let made = ask(&client, "PLC basics for maintenance").await;
    assert_eq!(made.status, 303, "{}", made.body);
    let page = client.get(made.header("location")).await;
    assert_eq!(page.text("h1").as_deref(), Some("PLC basics for maintenance"));
    assert!(page.body.contains("do not dare"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_the_same_again_is_shown_what_there_is_first() {
    let board = Board::new().await;
    let client = board.test.sign_in(&board.noura).await;
    ask(&client, "PLC basics for maintenance").await;
    let other = board.test.sign_in(&board.salem).await;
    let shown = ask(&other, "PLC basics for operators").await;
    assert_eq!(shown.status, 422);
    assert_eq!(shown.texts(".banner .need-alike a"), ["PLC basics for maintenance"]);
    assert_eq!(
        shown.attribute("#title", "value").as_deref(),
        Some("PLC basics for operators")
    );
    let csrf = shown.attribute("input[name='csrf']", "value").expect("a token");
    let again = fields("PLC basics for operators", &[("looked", "yes"), ("csrf", &csrf)]);
    let made = other.post("/requests/new", &again).await;
    assert_eq!(made.status, 303, "who has seen it asks all the same");
    let offered = other.get("/complete/requests?q=plc+basics").await;
    assert_eq!(
        offered.json().as_array().map(Vec::len),
        Some(2),
        "the same for our script"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_each_reader_what_is_theirs() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let path = format!("/requests/{id}");
    let guest = board.test.guest().get(&path).await;
    assert_eq!(guest.status, 200);
    for hidden in ["Gulf Steel", "noura", "1500", "1,500", "Jubail Institute"] {
        assert!(!guest.body.contains(hidden), "{hidden} is not for guests");
    }
    let rival = board.test.sign_in(&board.rival).await.get(&path).await;
    assert!(rival.body.contains("Gulf Steel"));
    assert!(
        !rival.body.contains("1,500") && !rival.body.contains("Jubail Institute"),
        "{}",
        rival.body
    );
    let author = board.test.sign_in(&board.noura).await.get(&path).await;
    assert!(author.body.contains("1,500") && author.count("button[value=pick]") == 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_need_to_signature_offer_and_draft_by_forms_alone() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    let path = format!("/requests/{id}");
    let salem = board.test.sign_in(&board.salem).await;
    let mill = board.mill.id.to_string();
    let sign = |people: &'static str| [("people", people), ("organisation", mill.as_str()), ("act", "sign")];
    let csrf = salem
        .get(&path)
        .await
        .attribute("form.need-sign input[name='csrf']", "value")
        .expect("a token");
    let mut wrong = sign("0").to_vec();
    wrong.push(("csrf", &csrf));
    let refused = salem.post(&format!("{path}/sign"), &wrong).await;
    assert_eq!((refused.status, refused.count("#people-error")), (422, 1));
    let mut right = sign("7").to_vec();
    right.push(("csrf", &csrf));
    assert_eq!(salem.post(&format!("{path}/sign"), &right).await.status, 303);
    let signed = salem.get(&path).await;
    assert!(signed.body.contains("You signed") && signed.count("button[value=take-back]") == 1);

    let teacher = board.test.sign_in(&board.teacher).await;
    let institute = board.institute.id.to_string();
    let offer_path = format!("{path}/offer");
    let mut fields = vec![
        ("organisation", institute.as_str()),
        ("starts_1", "2027-02-03T15:00"),
        ("ends_1", "2027-02-03T09:00"),
        ("price", "2500"),
        ("price_for", "all"),
        ("seats", "20"),
        ("mode", "online"),
        ("valid_until", "2026-12-20"),
    ];
    let refused = teacher.submit(&offer_path, &fields).await;
    assert_eq!(
        (refused.status, refused.count("#days-error")),
        (422, 1),
        "{}",
        refused.body
    );
    assert_eq!(
        refused.attribute("#price", "value").as_deref(),
        Some("2500"),
        "what was typed is kept"
    );
    fields[1] = ("starts_1", "2027-02-03T08:00");
    let sent = teacher.submit(&offer_path, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let (offer, _) = board.offered(id, &board.institute).await;
    let answer = format!("{path}/offers/{offer}");
    let noura = board.test.sign_in(&board.noura).await;
    let csrf = noura
        .get(&path)
        .await
        .attribute(".offer input[name='csrf']", "value")
        .expect("a token");
    let nonsense = noura.post(&answer, &[("csrf", &csrf), ("act", "eat")]).await;
    assert_eq!(nonsense.status, 400);
    assert_eq!(
        noura.post(&answer, &[("csrf", &csrf), ("act", "pick")]).await.status,
        303
    );
    let csrf = teacher
        .get(&path)
        .await
        .attribute(".offer input[name='csrf']", "value")
        .expect("a token");
    let draft = teacher.post(&answer, &[("csrf", &csrf), ("act", "write")]).await;
    assert_eq!(draft.status, 303, "{}", draft.body);
    let composer = teacher.get(draft.header("location")).await;
    assert_eq!(composer.status, 200, "{}", draft.header("location"));
    assert!(composer.body.contains("PLC basics for maintenance"));
    let told = teacher.get("/notifications").await;
    assert!(
        told.attributes(".notice a", "href").contains(&path),
        "the notice leads there: {}",
        told.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_address_leads_to_the_other_need() {
    let board = Board::new().await;
    let (old, new) = (
        board.ask("PLC basics for maintenance").await,
        board.ask("PLC for maintenance people").await,
    );
    let client = board.test.sign_in(&board.noura).await;
    let page = client.get(&format!("/requests/{old}")).await;
    let csrf = page.attribute("#merge input[name='csrf']", "value").expect("a token");
    let path = format!("/requests/{old}/merge");
    let nothing = client.post(&path, &[("csrf", &csrf)]).await;
    assert_eq!((nothing.status, nothing.count("#into-error")), (422, 1));
    let into = new.to_string();
    let done = client.post(&path, &[("csrf", &csrf), ("into", &into)]).await;
    assert_eq!(done.header("location"), format!("/requests/{new}"));
    let led = board.test.guest().get(&format!("/requests/{old}")).await;
    assert_eq!(
        (led.status, led.header("location")),
        (303, format!("/requests/{new}").as_str())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_do_nothing_to_a_need_or_an_offer_by_its_number() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let (offer, _) = board.offered(id, &board.institute).await;
    let stranger = board.test.sign_in(&board.rival).await;
    let csrf = stranger
        .get("/requests")
        .await
        .attribute("input[name='csrf']", "value")
        .expect("a token");
    let csrf = ("csrf", csrf.as_str());
    for (path, fields) in [
        (format!("/requests/{id}/close"), vec![]),
        (format!("/requests/{id}/remove"), vec![]),
        (format!("/requests/{id}/offers/{offer}"), vec![("act", "pick")]),
        (format!("/requests/{id}/offers/{offer}"), vec![("act", "release")]),
        (format!("/requests/{id}/offers/{offer}"), vec![("act", "withdraw")]),
        (format!("/requests/{id}/offers/{offer}"), vec![("act", "write")]),
    ] {
        let mut fields = fields;
        fields.push(csrf);
        let refused = stranger.post(&path, &fields).await;
        assert!(
            matches!(refused.status, 403 | 404),
            "{path} {fields:?}: {}",
            refused.status
        );
    }
    assert_eq!(stranger.get(&format!("/requests/{id}/edit")).await.status, 403);
    let forged = board
        .test
        .sign_in(&board.noura)
        .await
        .post(&format!("/requests/{id}/close"), &[])
        .await;
    assert_eq!(forged.status, 403, "a forged form");
    assert!(board.row(id).await.settled_at.is_none(), "nothing happened");
    let admin = board.test.sign_in(&board.admin).await;
    let page = admin.get(&format!("/requests/{id}")).await;
    let csrf = page
        .attribute(".post-actions input[name='csrf']", "value")
        .expect("a token");
    let removed = admin.post(&format!("/requests/{id}/remove"), &[("csrf", &csrf)]).await;
    assert_eq!(removed.status, 303);
    assert_eq!(admin.get(&format!("/requests/{id}")).await.status, 404);
    assert!(
        admin
            .get("/moderation/log")
            .await
            .body
            .contains("Need taken off the board")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn text_of_strangers_is_never_taken_as_markup() {
    let board = Board::new().await;
    let evil = "<script>alert(1)</script> & PLC basics";
    let mut form = need(evil);
    form.body = "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(1))".to_owned();
    let id = rules::ask(board.test.core(), &board.noura.principal(), &form)
        .await
        .expect("asked");
    let mut said = offer(&board.institute);
    said.words = "<b onclick=alert(1)>cheap</b>".to_owned();
    rules::offer(board.test.core(), &board.teacher.principal(), id, &said)
        .await
        .expect("offered");
    let client = board.test.sign_in(&board.noura).await;
    for path in [format!("/requests/{id}"), "/requests".to_owned()] {
        let page = client.get(&path).await;
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("<img src=x"),
            "{path}"
        );
        assert!(
            !page.body.contains("<b onclick") && !page.body.contains("href=\"javascript:"),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_board_speaks_both_languages() {
    let board = Board::new().await;
    let id = board.ask("أساسيات PLC").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let noura = board.test.sign_in(&board.noura).await;
    let teacher = board.test.sign_in(&board.teacher).await;
    for lang in ["ar", "en"] {
        for path in [
            "/requests",
            "/requests?mine=yes&sort=people&state=offered",
            "/requests/new",
            "/providers",
        ] {
            let sign = if path.contains('?') { '&' } else { '?' };
            let switched = noura.get(&format!("{path}{sign}lang={lang}")).await;
            let page = noura.get(switched.header("location")).await;
            assert_eq!(page.status, 200, "{path}");
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang), "{path}");
        }
        let switched = teacher.get(&format!("/requests/{id}/offer?lang={lang}")).await;
        let page = teacher.get(switched.header("location")).await;
        assert_eq!(page.status, 200);
    }
    let firm = noura.get(&format!("/organisations/{}", board.institute.id)).await;
    assert!(
        firm.body.contains("none given yet"),
        "what an organisation teaches stands on its page"
    );
}
