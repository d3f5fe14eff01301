//! The pages of staff: requests, breaches, the record of processing, retention.

use crate::web::i18n::Locale;
use crate::web::pages::admin::privacy as staff;
use crate::web::samples;
use crate::web::view::{FieldError, FieldView};

use super::super::{Pages, chrome, put, viewer};

pub(super) fn pages(locale: Locale, pages: &mut Pages) {
    requests(locale, pages);
    breaches(locale, pages);
    let at = |path| chrome(locale, path, Some(viewer()));
    let row = staff::ProcessingLine {
        id: 1,
        purpose: "فتح حساب العضو وتسجيل دخوله".into(),
        facts: vec![
            ("processing-data", "Name, e-mail address".into()),
            ("processing-basis", "الاتفاق".into()),
        ],
        updated_at: samples::THEN,
    };
    let record = staff::ProcessingPage {
        rows: vec![staff::ProcessingLine { id: 2, ..row.clone() }, row],
    };
    put(pages, "admin-processing", &at("/admin/privacy/processing"), &record);
    let column = staff::Column {
        title: "processing-purpose",
        field_ar: "purpose_ar",
        ar: FieldView::of("الملف الشخصي"),
        field_en: "purpose_en",
        en: FieldView::default().wrong(FieldError::new("problem-required")),
    };
    for (name, id) in [("admin-processing-row", Some(1)), ("admin-processing-new", None)] {
        let columns = vec![column.clone()];
        put(
            pages,
            name,
            &at("/admin/privacy/processing/1"),
            &staff::ProcessingRowPage { id, columns },
        );
    }
    let rule = |title, days| staff::RuleLine { title, days };
    let run = staff::RunLine {
        title: "retention-sessions",
        destroyed: 1208,
        at: samples::LATER,
    };
    let kept = staff::RetentionPage {
        rules: vec![rule("retention-exports", Some(7)), rule("retention-tokens", None)],
        runs: vec![run],
    };
    put(pages, "admin-retention", &at("/admin/privacy/retention"), &kept);
}

fn requests(locale: Locale, pages: &mut Pages) {
    let at = |path| chrome(locale, path, Some(viewer()));
    let line = |state, days_left: i64, by_member| staff::RequestLine {
        id: 7,
        kind: "request-access",
        state,
        by_member,
        requester: if by_member {
            String::new()
        } else {
            "خالد، 0500000000".into()
        },
        received_at: samples::THEN,
        due_at: samples::LATER,
        days_left,
        is_overdue: days_left < 0,
        is_open: state == "request-open",
        is_extended: false,
    };
    let desk = staff::RequestsPage {
        open: vec![
            line("request-open", -2, true),
            line("request-open", 3, false),
            line("request-open", 28, true),
        ],
        closed: vec![line("request-refused", 0, true)],
        kind: FieldView::of("erasure").wrong(FieldError::new("problem-choice")),
        requester: FieldView::default().wrong(FieldError::new("problem-required")),
        message: FieldView::default(),
        received_on: FieldView::of("2027-01-01").wrong(FieldError::new("problem-day")),
    };
    put(pages, "admin-requests", &at("/admin/privacy/requests"), &desk);
    put(
        pages,
        "admin-requests-none",
        &at("/admin/privacy/requests"),
        &staff::RequestsPage::default(),
    );
    for (name, state, days_left) in [
        ("admin-request", "request-open", 12),
        ("admin-request-overdue", "request-open", -1),
        ("admin-request-closed", "request-granted", 3),
    ] {
        let page = staff::RequestPage {
            line: line(state, days_left, days_left > 0),
            member: (days_left > 0).then(|| "sara".into()),
            message: "أريد نسخة من كل ما لديكم عني.".into(),
            extension_reason: "Many files.".into(),
            answered: if state == "request-granted" {
                "أُرسلت.".into()
            } else {
                String::new()
            },
            is_identified: days_left > 0,
            notes: FieldView::of("Called back."),
            reason: FieldView::default(),
            answer: FieldView::of("…").wrong(FieldError::new("problem-unidentified")),
        };
        put(pages, name, &at("/admin/privacy/requests/7"), &page);
    }
}

fn breaches(locale: Locale, pages: &mut Pages) {
    let at = |path| chrome(locale, path, Some(viewer()));
    let line = |hours_left: i64, told: bool, is_closed| staff::BreachLine {
        id: 3,
        title: "رسالة أُرسلت إلى عنوان خاطئ".into(),
        discovered_at: samples::THEN,
        deadline: samples::LATER,
        hours_left,
        authority_told_at: told.then_some(samples::LATER),
        people_told_at: None,
        is_closed,
        is_overdue: hours_left < 0,
    };
    let register = staff::BreachesPage {
        breaches: vec![
            line(-3, false, false),
            line(40, false, false),
            line(1, true, false),
            line(1, true, true),
        ],
    };
    put(pages, "admin-breaches", &at("/admin/privacy/breaches"), &register);
    let none = staff::BreachesPage { breaches: vec![] };
    put(pages, "admin-breaches-none", &at("/admin/privacy/breaches"), &none);
    let form = staff::BreachPage {
        title: FieldView::of("Laptop lost").wrong(FieldError::with_limit("problem-too-long", 200)),
        discovered_at: FieldView::of("2026-11-22T13:00"),
        ..staff::BreachPage::default()
    };
    put(pages, "admin-breach-new", &at("/admin/privacy/breaches/new"), &form);
    let known = staff::BreachPage {
        id: Some(3),
        is_closed: true,
        ..form
    };
    put(pages, "admin-breach", &at("/admin/privacy/breaches/3"), &known);
}
