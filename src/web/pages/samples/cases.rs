//! Case studies: the library, one of them, and the composer.

use crate::domain::cases::{CaseForm, Step};
use crate::domain::validate::{Problem, Problems};
use crate::web::i18n::Locale;
use crate::web::pages::cases::Look;
use crate::web::pages::{cases, regions};
use crate::web::samples;
use crate::web::view::{
    CaseCard, CaseDraftLine, CaseView, CityDot, DimensionView, FacetView, FactView, FieldError, FieldView, LegendStep,
    LiveMap, MapRow, MapView, MetricView, RegionShape, ReplicationView, ReplicationsView, SelectOption, ShareView,
};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn case_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let library = cases::LibraryPage {
        featured: vec![card(1)],
        cards: vec![card(2), card(3)],
        total: 12,
        facets: vec![FacetView {
            name: "sector",
            key: "case-sector",
            options: vec![option("22", "صنع منتجات المطاط واللدائن (3)")],
            chosen: "22".into(),
        }],
        is_verified: true,
        is_narrow: true,
        sort: "new",
        map: None,
        look: Look::List,
        looks: vec![
            (Look::List, "/cases?sector=22".into()),
            (Look::Table, "/cases?sector=22&view=table".into()),
            (Look::Map, "/cases?sector=22&view=map".into()),
        ],
        table: "/cases/table.csv?sector=22".into(),
        keep: Some("/cases/searches?sector=22".into()),
        is_member: true,
        may_publish: true,
        is_editor: true,
        pager: pager(),
    };
    put(pages, "cases", &member("/cases"), &library);
    let on_map = cases::LibraryPage {
        map: Some((map(), LiveMap::default())),
        look: Look::Map,
        ..library.clone()
    };
    put(pages, "cases-map", &member("/cases"), &on_map);
    let in_table = cases::LibraryPage {
        look: Look::Table,
        ..library.clone()
    };
    put(pages, "cases-table", &member("/cases"), &in_table);
    let none = cases::LibraryPage {
        featured: vec![],
        cards: vec![],
        is_narrow: false,
        ..library
    };
    put(pages, "cases-none", &member("/cases"), &none);
    let region = regions::RegionPage {
        code: "SA-01".into(),
        name: "الرياض".into(),
        total: 9,
        cards: vec![card(1)],
        has_more: true,
        cities: vec![(
            "المدينة الصناعية الثانية بالرياض".into(),
            "/cases?city=riyadh-2".into(),
            3,
        )],
        sectors: vec![(
            "صنع المنتجات الغذائية".into(),
            "/cases?region=SA-01&sector=10".into(),
            2,
        )],
        trainings: vec![super::calendar::card(1), super::calendar::card(2)],
    };
    put(pages, "region", &member("/regions/SA-01"), &region);
    let bare = regions::RegionPage {
        total: 0,
        cards: vec![],
        has_more: false,
        cities: vec![],
        sectors: vec![],
        trainings: vec![],
        ..region
    };
    put(pages, "region-none", &chrome(locale, "/regions/SA-01", None), &bare);
    let page = cases::CasePage {
        thread: super::forums::topic_page(),
        case: view(),
        replications: reports(),
        question: Some((7, "كيف نكشف النقص في القوالب؟".into())),
        versions: vec![(9, "en".into(), "Scrap down 18% with in-line vision".into())],
        address: "https://riyadh.example/cases/2".into(),
        is_featured: true,
        is_archived: false,
        is_editor: true,
    };
    put(pages, "case", &member("/cases/2"), &page);
    let shelf = crate::web::pages::forums::ForumCasesPage {
        forum: super::forums::topic_page().forum,
        cards: vec![card(2)],
        may_publish: true,
        pager: pager(),
    };
    put(pages, "forum-cases", &member("/forums/energy/cases"), &shelf);
    put(pages, "case-compare", &member("/cases/compare"), &compared());
    put(pages, "case-searches", &member("/cases/searches"), &kept_searches());
    put(pages, "case-sheet", &member("/cases/2/sheet"), &sheet());
    put(pages, "case-replicate", &member("/cases/2/replicate"), &report_form());
    let new = cases::CaseNewPage {
        drafts: vec![line()],
        title: FieldView::default().wrong(FieldError::with_limit("problem-too-many", 50)),
        language: FieldView::of("ar"),
        question: Some((7, "كيف نكشف النقص في القوالب؟".into())),
        version: None,
    };
    put(pages, "case-new", &member("/cases/new"), &new);
    for step in Step::ALL {
        let path = format!("/cases/5/edit/{}", step.as_str());
        let chrome = chrome(locale, &path, Some(viewer()));
        put(pages, step_name(step), &chrome, &step_page(step));
    }
    let queue = cases::CaseQueuePage { lines: vec![line()] };
    put(pages, "case-review", &member("/cases/review"), &queue);
    put(
        pages,
        "case-review-none",
        &member("/cases/review"),
        &cases::CaseQueuePage { lines: vec![] },
    );
    let decide = cases::CaseDecidePage {
        id: 5,
        title: "خفض الهدر".into(),
        author: ("سارة القحطاني".into(), "sara".into()),
        case: Some(view()),
        note: FieldView::default().wrong(FieldError::new("problem-required")),
    };
    put(pages, "case-decide", &member("/cases/5/review"), &decide);
}

/// Six reports, one of them in full.
fn reports() -> ReplicationsView {
    let share = |key, count| ShareView { key, count, all: 6 };
    ReplicationsView {
        count: 6,
        regions: 3,
        reports: vec![ReplicationView {
            id: 12,
            author: card(1).author,
            result: Some("replication-better"),
            payback: Some(14),
            facts: vec!["المنطقة الشرقية".into(), "متوسط".into()],
            excerpt: "ركّبنا ثلاث كاميرات بدل أربع، وانخفض الهدر في شهرين.".into(),
            lang: "ar".into(),
            answer: Some(13),
        }],
        results: vec![
            share("replication-better", 2),
            share("replication-same", 3),
            share("replication-worse", 1),
            share("replication-failed", 0),
        ],
        paybacks: vec![
            share("case-payback-12", 4),
            share("case-payback-24", 2),
            share("case-payback-36", 0),
            share("case-payback-more", 0),
        ],
        median: Some(11),
        may_report: true,
        is_mine_there: true,
    }
}

/// Two case studies that differ in one thing, and one that cannot be shown.
fn compared() -> cases::ComparePage {
    let column = |id| cases::ComparedCase {
        id,
        title: "خفض الهدر 18% بالفحص البصري".into(),
        lang: "ar".into(),
        summary: "كاميرات فوق المكابس".into(),
        author: card(1).author,
        metrics: view().metrics,
        without: "/cases/compare?id=2".into(),
    };
    cases::ComparePage {
        cases: vec![column(2), column(3)],
        rows: vec![
            cases::ComparedRow {
                key: "case-sector",
                cells: vec![vec!["المطاط واللدائن".into()], vec!["المطاط واللدائن".into()]],
                differs: false,
            },
            cases::ComparedRow {
                key: "case-payback",
                cells: vec![vec!["9 شهرًا".into()], vec![]],
                differs: true,
            },
        ],
        missing: 1,
        beyond: 1,
    }
}

fn kept_searches() -> cases::SearchesPage {
    let line = |id, name: &str, fresh| cases::SearchLine {
        id,
        name: FieldView::of(name),
        fresh,
    };
    cases::SearchesPage {
        lines: vec![line(1, "اللدائن في الشرقية", 3), line(2, "Compressed air", 0)],
        query: "sector=22".into(),
        name: FieldView::of("اللدائن").wrong(FieldError::new("problem-taken")),
        is_asked: true,
    }
}

fn sheet() -> cases::SheetPage {
    cases::SheetPage {
        id: 2,
        title: "خفض الهدر 18% بالفحص البصري".into(),
        author: card(1).author,
        case: view(),
        metrics: view().metrics,
        parts: vec![("case-problem", "قطع ناقصة تخرج من الخط كل ليلة.".into())],
        address: "https://riyadh.example/cases/2".into(),
        picture: crate::web::qr::QrPicture {
            side: 4,
            path: "M1 1h1v1h-1zM2 2h1v1h-1z".into(),
        },
        year: "2026".into(),
        bibtex: "@misc{majlis2}".into(),
        ris: "TY  - ELEC".into(),
    }
}

/// A form that came back.
fn report_form() -> cases::ReplicatePage {
    cases::ReplicatePage {
        id: 2,
        title: "خفض الهدر 18% بالفحص البصري".into(),
        lang: "ar".into(),
        reply: Some(12),
        result: FieldView::default().wrong(FieldError::new("problem-required")),
        payback: FieldView::of("سنة").wrong(FieldError::new("problem-number")),
        story: FieldView::of("ركّبنا ثلاث كاميرات بدل أربع."),
        adapted: FieldView::default(),
        region: FieldView::of("SA-04"),
        size: FieldView::of("medium"),
        language: FieldView::of("ar"),
        is_open: true,
        regions: vec![option("SA-04", "المنطقة الشرقية")],
        sizes: vec![option("medium", "متوسط")],
    }
}

/// A map with two regions.
pub(super) fn map() -> MapView {
    let shape = |name: &str, count, step, x| RegionShape {
        name: name.into(),
        href: "/regions/SA-01".into(),
        path: "M0 0L100 0L100 100Z",
        count,
        step,
        x,
        y: 50,
    };
    let row = |name: &str, count| MapRow {
        name: name.into(),
        href: "/regions/SA-01".into(),
        count,
        cities: vec![(
            "المدينة الصناعية الثانية بالرياض".into(),
            "/cases?city=riyadh-2".into(),
            3,
        )],
    };
    MapView {
        regions: vec![shape("الرياض", 9, 5, 40), shape("نجران", 0, 0, 80)],
        cities: vec![CityDot {
            name: "المدينة الصناعية الثانية بالرياض".into(),
            href: "/cases?city=riyadh-2".into(),
            count: 3,
            x: 40,
            y: 40,
            radius: 12,
        }],
        legend: vec![
            LegendStep {
                step: 4,
                from: 1,
                to: 1,
            },
            LegendStep {
                step: 5,
                from: 2,
                to: 9,
            },
        ],
        rows: vec![row("الرياض", 9), row("نجران", 0)],
        elsewhere: 2,
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::Basics => "case-step-basics",
        Step::Story => "case-step-story",
        Step::Means => "case-step-means",
        Step::Results => "case-step-results",
        Step::Place => "case-step-place",
        Step::Files => "case-step-files",
        Step::Preview => "case-step-preview",
    }
}

fn option(value: &str, name: &str) -> SelectOption {
    SelectOption {
        value: value.into(),
        name: name.into(),
    }
}

fn step_page(step: Step) -> cases::CaseStepPage {
    cases::CaseStepPage {
        id: 5,
        step: step.as_str(),
        step_key: step_name(step),
        steps: Step::ALL
            .into_iter()
            .map(|other| cases::StepLink {
                name: other.as_str(),
                key: step_name(other),
                is_current: other == step,
            })
            .collect(),
        name: "خفض الهدر 18% بالفحص البصري".into(),
        note: "اذكر تكلفة الكاميرات".into(),
        is_submitted: true,
        goes_to_editors: false,
        changes: Some(2),
        filled: 7,
        worth: 12,
        missing: vec![("case-lessons", "story")],
        typed: CaseForm {
            title: "خفض الهدر".into(),
            cost: "120000 USD".into(),
            ..CaseForm::default()
        },
        faults: Vec::new(),
        problems: Problems::one("none", Problem::Required),
        choices: cases::Choices {
            technologies: vec![(option("ai", "الذكاء الاصطناعي"), true)],
            ..cases::Choices::default()
        },
        metrics: vec![cases::MetricInput {
            number: 1,
            name: "الهدر".into(),
            before: "٦٫١%".into(),
            error: Some(FieldError::new("problem-number-with-unit")),
            ..cases::MetricInput::default()
        }],
        milestones: vec![cases::MilestoneInput {
            number: 1,
            month: "2026-13".into(),
            error: Some(FieldError::new("problem-month")),
            ..cases::MilestoneInput::default()
        }],
        dimensions: vec![cases::DimensionInput {
            code: "collaboration",
            key: "siri-collaboration",
            before: "1".into(),
            after: "3".into(),
        }],
        files: samples::tray(),
        preview: (step == Step::Preview).then(view),
        elsewhere: "<p>نص</p>".into(),
    }
}

fn line() -> CaseDraftLine {
    CaseDraftLine {
        id: 5,
        title: String::new(),
        state: "case-state-returned",
        is_change: true,
        at: samples::THEN,
        author: String::new(),
    }
}

fn metric() -> MetricView {
    MetricView {
        name: "نسبة الهدر في خط الحقن".into(),
        before: "6.1%".into(),
        after: "5%".into(),
        change: "−18%".into(),
        period: "ستة أشهر".into(),
    }
}

pub(super) fn card(id: i64) -> CaseCard {
    CaseCard {
        id,
        title: "خفض الهدر 18% بالفحص البصري on line 3".into(),
        lang: "ar".into(),
        summary: "أضاف مصنع للبلاستيك فحصًا بالكاميرات فوق المكابس.".into(),
        sector: "صنع منتجات المطاط واللدائن".into(),
        place: "المدينة الصناعية الثانية بالرياض، الرياض".into(),
        metric: (id != 3).then(metric),
        payback: (id != 3).then_some(9),
        cost: Some("case-cost-to-500k"),
        author: if id == 2 { samples::long_name() } else { samples::sara() },
        votes: 4,
        replies: 2,
        featured: id == 1,
    }
}

fn view() -> CaseView {
    CaseView {
        lang: "ar".into(),
        summary: "أضاف مصنع للبلاستيك فحصًا بالكاميرات فوق المكابس.".into(),
        problem: "<p>نقص في القوالب لا يُرى ليلًا.</p>".into(),
        solution: "<p>أربع كاميرات فوق المكابس.</p>".into(),
        lessons: "<p>الإضاءة أهم من الكاميرا.</p>".into(),
        facts: vec![FactView {
            key: "case-sector",
            values: vec![("صنع منتجات المطاط واللدائن".into(), Some("/cases?sector=22".into()))],
        }],
        metrics: vec![metric(), MetricView::default()],
        dimensions: vec![DimensionView {
            key: "siri-intelligence-shop-floor",
            before: "1".into(),
            after: "3".into(),
        }],
        milestones: vec![("2026-03".into(), "أول كاميرا".into())],
        contact: Some("case-contact-replies-note"),
    }
}
