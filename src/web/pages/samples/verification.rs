//! Pages of verification: the applicant's and the verifier's.

use crate::web::i18n::Locale;
use crate::web::pages::{admin, verification};
use crate::web::samples;
use crate::web::view::{
    CaseRow, CaseState, EvidenceLine, FieldError, FieldView, FileLine, OrganisationName, Pager, PersonLine,
    StandingView,
};

use super::{Pages, chrome, put, viewer};

fn factory() -> OrganisationName {
    OrganisationName {
        id: 7,
        ar: "مصنع الواحة لأنابيب البلاستيك".into(),
        en: "Oasis Plastic Pipes Factory".into(),
    }
}

/// A verified person of a factory.
pub(super) fn standing() -> StandingView {
    StandingView {
        verified_until: Some(samples::LATER),
        level: "level-2",
        organisation: Some(factory()),
    }
}

fn row(id: i64, state: CaseState) -> CaseRow {
    CaseRow {
        id,
        subject: factory().ar,
        applicant: "سارة القحطاني".into(),
        level: "level-2",
        state,
        is_renewal: id == 2,
        is_appeal: id == 3,
        at: samples::THEN,
        due: Some(samples::LATER),
        is_late: id == 3,
    }
}

fn evidence() -> Vec<EvidenceLine> {
    let file = FileLine {
        id: 3,
        name: "شهادة السجل التجاري 2026 (نهائي).pdf".into(),
        kilobytes: 412,
        is_picture: false,
        at: samples::THEN,
    };
    let picture = FileLine {
        id: 4,
        name: "IMG_20261122_101500.jpg".into(),
        is_picture: true,
        kilobytes: 412,
        at: samples::THEN,
    };
    let line = |tag, name, why, is_required, files| EvidenceLine {
        tag,
        name,
        why,
        is_required,
        files,
    };
    vec![
        line(
            "register",
            "document-register",
            "document-register-why",
            true,
            vec![file],
        ),
        line(
            "licence",
            "document-licence",
            "document-licence-why",
            true,
            vec![picture],
        ),
        line(
            "authority",
            "document-authority",
            "document-authority-why",
            false,
            vec![],
        ),
    ]
}

fn case() -> verification::CasePage {
    verification::CasePage {
        id: 5,
        subject: factory().ar,
        level: "level-2",
        has_numbers: true,
        has_licence: true,
        evidence: evidence(),
        national_number: FieldView::of("7001234567"),
        licence_number: FieldView::of("IL-4412"),
        licence_expires: FieldView::of("2027-03-01"),
        retention_days: 30,
        megabytes: 8,
        ..verification::CasePage::default()
    }
}

pub(super) fn verification_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let right = |name, level, level_name, is_had| verification::RightLine {
        name,
        level,
        level_name,
        is_had,
    };
    let index = verification::VerificationPage {
        level: "level-1",
        until: Some(samples::LATER),
        is_staff: false,
        rights: vec![
            right("right-reply", 1, "level-1", true),
            right("right-enter-verified-forums", 2, "level-2", false),
        ],
        workplaces: vec![verification::Workplace {
            organisation: factory(),
            is_owner: true,
            verified_until: Some(samples::LATER),
            level: "level-1",
            choices: vec![
                verification::LevelChoice {
                    level: 1,
                    name: "level-1",
                    is_renewal: true,
                },
                verification::LevelChoice {
                    level: 2,
                    name: "level-2",
                    is_renewal: false,
                },
            ],
        }],
        may_be_expert: true,
        cases: vec![row(1, CaseState::Submitted), row(2, CaseState::Approved)],
    };
    put(pages, "verification", &member("/verification"), &index);
    let newcomer = verification::VerificationPage {
        level: "level-0",
        until: None,
        workplaces: vec![],
        cases: vec![],
        ..index
    };
    put(pages, "verification-newcomer", &member("/verification"), &newcomer);
    put(pages, "case", &member("/verification/5"), &case());
    let wrong = verification::CasePage {
        national_number: FieldView::of("1010").wrong(FieldError::new("problem-national-number")),
        document: FieldView::default().wrong(FieldError::with_limit("problem-file-too-large", 8)),
        state: CaseState::Returned,
        reason: "reason-unreadable",
        note: "الصفحة الثانية من السجل غير واضحة.".into(),
        ..case()
    };
    put(pages, "case-wrong", &member("/verification/5"), &wrong);
    let waiting = verification::CasePage {
        state: CaseState::Submitted,
        due: Some(samples::LATER),
        ..case()
    };
    put(pages, "case-waiting", &member("/verification/5"), &waiting);
    let rejected = verification::CasePage {
        state: CaseState::Rejected,
        reason: "reason-name-differs",
        may_appeal: true,
        ..case()
    };
    put(pages, "case-rejected", &member("/verification/5"), &rejected);
    staff_pages(locale, pages);
}

fn staff_pages(locale: Locale, pages: &mut Pages) {
    let admin = |path| chrome(locale, path, Some(viewer()));
    let queue = admin::verification::QueuePage {
        state: CaseState::Submitted,
        cases: vec![
            row(1, CaseState::Submitted),
            row(2, CaseState::Submitted),
            row(3, CaseState::Submitted),
        ],
        pager: Pager::default(),
        waiting: 3,
        returned: 1,
        verifiers: Some(vec![PersonLine {
            name: "فهد العتيبي".into(),
            handle: "fahad".into(),
            origin: None,
        }]),
        verifier: FieldView::default(),
        listed: Some(1204),
    };
    put(pages, "admin-verification", &admin("/admin/verification"), &queue);
    let empty = admin::verification::QueuePage {
        cases: vec![],
        verifiers: None,
        listed: None,
        ..queue
    };
    put(pages, "admin-verification-empty", &admin("/admin/verification"), &empty);
    let list = admin::verification::MemberListPage {
        count: 1204,
        list: FieldView::of("national_number,name").wrong(FieldError::with_limit("problem-line", 3)),
    };
    put(
        pages,
        "admin-verification-list",
        &admin("/admin/verification/list"),
        &list,
    );
    let log = |action, detail, who: &str| admin::verification::LogRow {
        who: who.into(),
        action,
        detail,
        at: samples::THEN,
    };
    let claim = |name, value: &str| admin::verification::ClaimLine {
        name,
        value: value.into(),
    };
    let review = admin::verification::ReviewPage {
        id: 5,
        organisation: Some(factory()),
        applicant: "سارة القحطاني".into(),
        handle: "sara".into(),
        email_domain: "oasis-pipes.example".into(),
        level: "level-2",
        state: CaseState::Submitted,
        is_appeal: true,
        message: "انتقل المصنع إلى المدينة الصناعية الثانية في الصيف.".into(),
        due: Some(samples::LATER),
        is_late: true,
        claims: vec![
            claim("org-number", "7001234567"),
            claim("field-licence-number", "IL-4412"),
            claim("field-licence-expires", "2027-03-01"),
        ],
        evidence: evidence(),
        same_number: vec![factory()],
        finding: "finding-known",
        listed: Some(admin::verification::ListedView {
            name: "شركة الواحة للصناعات البلاستيكية".into(),
            domain: "oasis-pipes.example".into(),
            until: Some(samples::LATER),
        }),
        log: vec![
            log("log-begun", "", "سارة القحطاني"),
            log("log-document-added", "document-register", "سارة القحطاني"),
            log("log-rejected", "reason-name-differs", "فهد العتيبي"),
        ],
        until: FieldView::of("2027-03-01"),
        ..admin::verification::ReviewPage::default()
    };
    put(pages, "admin-review", &admin("/admin/verification/5"), &review);
    let barred = admin::verification::ReviewPage {
        barred: "denied-own-case",
        ..review
    };
    put(pages, "admin-review-barred", &admin("/admin/verification/5"), &barred);
}
