//! Pages about personal data: the notice, a member's own, and those of staff.

mod duties;

use crate::db::types::ConsentPurpose;
use crate::web::i18n::Locale;
use crate::web::page::Viewer;
use crate::web::pages::{admin, privacy, settings};
use crate::web::present::ConsentChoice;
use crate::web::samples;
use crate::web::view::{FieldError, FieldView};

use super::{Pages, chrome, put, viewer};

const TEXT: &str = "<h2 dir=\"auto\">What is new</h2><p dir=\"auto\">We keep less than before.</p>";

pub(super) fn privacy_pages(locale: Locale, pages: &mut Pages) {
    notice_pages(locale, pages);
    own_pages(locale, pages);
    staff_pages(locale, pages);
    erasures(locale, pages);
    duties::pages(locale, pages);
}

fn notice_pages(locale: Locale, pages: &mut Pages) {
    let notice = privacy::NoticePage {
        html: TEXT.into(),
        version: 2,
        published_at: samples::LATER,
        is_current: true,
        versions: vec![(2, samples::LATER), (1, samples::THEN)],
    };
    put(pages, "privacy", &chrome(locale, "/privacy", None), &notice);
    let old = privacy::NoticePage {
        version: 1,
        is_current: false,
        ..notice
    };
    put(pages, "privacy-old", &chrome(locale, "/privacy/1", None), &old);
    let asked = Viewer {
        notice_due: true,
        ..viewer()
    };
    let accept = privacy::AcceptPage {
        html: TEXT.into(),
        version: 2,
        has_changed: true,
        is_due: true,
    };
    put(
        pages,
        "privacy-accept",
        &chrome(locale, "/privacy/accept", Some(asked)),
        &accept,
    );
    let done = privacy::AcceptPage {
        has_changed: false,
        is_due: false,
        ..accept
    };
    put(
        pages,
        "privacy-accepted",
        &chrome(locale, "/privacy/accept", Some(viewer())),
        &done,
    );
}

fn own_pages(locale: Locale, pages: &mut Pages) {
    let line = |is_given, at_registration| settings::privacy::ConsentLine {
        title: "consent-profile",
        is_given,
        at_registration,
        version: 1,
        at: samples::THEN,
    };
    let copy = |state, kilobytes: Option<i64>| settings::privacy::ExportLine {
        id: 1,
        state,
        kilobytes,
        requested_at: samples::THEN,
        expires_at: kilobytes.map(|_| samples::LATER),
    };
    let request = |state, answer: &str| settings::privacy::OwnRequestLine {
        kind: "request-correction",
        state,
        is_open: answer.is_empty(),
        message: "اسمي الأخير مكتوب خطأ.".into(),
        answer: answer.into(),
        received_at: samples::THEN,
        due_at: samples::LATER,
    };
    let page = settings::privacy::PrivacyPage {
        requests: vec![request("request-open", ""), request("request-granted", "صُحّح.")],
        kind: FieldView::of("correction"),
        message: FieldView::default().wrong(FieldError::new("problem-required")),
        consents: ConsentChoice::all(&[ConsentPurpose::PublicProfile]),
        history: vec![line(false, false), line(true, true)],
        accepted: vec![(1, samples::THEN)],
        exports: vec![
            copy("export-waiting", None),
            copy("export-ready", Some(312)),
            copy("export-expired", None),
        ],
    };
    let member = Viewer {
        notice_due: true,
        ..viewer()
    };
    own_erasure(locale, pages);
    put(
        pages,
        "settings-privacy",
        &chrome(locale, "/settings/privacy", Some(member)),
        &page,
    );
}

fn own_erasure(locale: Locale, pages: &mut Pages) {
    let delete = settings::privacy::DeleteAccountPage {
        mode: FieldView::of("anonymise"),
        password: FieldView::default().wrong(FieldError::new("problem-present-password")),
        grace: 14,
    };
    put(
        pages,
        "delete-account",
        &chrome(locale, "/settings/privacy/delete", Some(viewer())),
        &delete,
    );
    for (name, token) in [("keep-account", Some("abc".into())), ("keep-expired", None)] {
        put(
            pages,
            name,
            &chrome(locale, "/keep-account", None),
            &privacy::KeepPage { token },
        );
    }
}

fn erasures(locale: Locale, pages: &mut Pages) {
    let receipt = |host: &str, state, class| admin::privacy::ReceiptLine {
        host: host.into(),
        state,
        class,
        sent_at: Some(samples::THEN),
        answered_at: (class == "badge-success").then_some(samples::LATER),
    };
    let erasure = admin::privacy::ErasureLine {
        id: 1,
        account: 117_661_311_590_400,
        state: "erasure-done",
        mode: "erasure-anonymise",
        is_by_staff: true,
        posts: 42,
        requested_at: samples::THEN,
        due_at: samples::THEN,
        finished_at: Some(samples::LATER),
        receipts: vec![
            receipt("jeddah.example", "receipt-accepted", "badge-success"),
            receipt("industrial-cluster.jubail.example", "receipt-failed", "badge-danger"),
        ],
    };
    let page = admin::privacy::ErasuresPage {
        erasures: vec![erasure],
        username: FieldView::of("nobody").wrong(FieldError::new("problem-address")),
        mode: FieldView::of("anonymise"),
    };
    let staff = chrome(locale, "/admin/privacy/erasures", Some(viewer()));
    put(pages, "admin-erasures", &staff, &page);
    let none = admin::privacy::ErasuresPage {
        erasures: vec![],
        username: FieldView::default(),
        ..page
    };
    put(pages, "admin-erasures-none", &staff, &none);
}

fn staff_pages(locale: Locale, pages: &mut Pages) {
    let staff = |path| chrome(locale, path, Some(viewer()));
    let line = |action, by: &str| admin::privacy::LogLine {
        action,
        subject: Some(2),
        by: by.into(),
        at: samples::LATER,
    };
    let overview = admin::privacy::OverviewPage {
        requests: (3, 1),
        breaches: (2, 1),
        exports: vec![("export-ready", 2), ("export-expired", 14)],
        version: 2,
        published_at: samples::THEN,
        log: vec![line("log-notice-published", "سارة القحطاني"), line("log-other", "")],
    };
    put(pages, "admin-privacy", &staff("/admin/privacy"), &overview);
    let form = admin::privacy::NoticeFormPage {
        next: 3,
        text_ar: FieldView::of("## الجديد"),
        text_en: FieldView::default().wrong(FieldError::new("problem-required")),
        requires_acceptance: true,
    };
    put(pages, "admin-notice", &staff("/admin/privacy/notice"), &form);
}
