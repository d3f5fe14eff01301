//! Trainings: one of them as its organiser sees it, the composer, and what is done to them.

use crate::domain::trainings::{TrainingForm, TrainingStep};
use crate::domain::validate::{Problem, Problems};
use crate::web::i18n::Locale;
use crate::web::pages::trainings::{
    MaterialInput, SessionInput, TrainingCancelPage, TrainingChoices, TrainingMaterialsPage, TrainingNewPage,
    TrainingPage, TrainingStepLink, TrainingStepPage,
};
use crate::web::samples;
use crate::web::view::{
    FactView, FieldError, FieldView, HeldView, InsideView, MaterialView, ProviderView, SeatsPanel, SelectGroup,
    SelectOption, SpanView, TimeView, TrainingDraftLine, TrainingView, WhereView,
};

use super::{Pages, chrome, put, viewer};

pub(super) fn training_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    put(pages, "training", &member("/trainings/2"), &training_page());
    let off = TrainingPage {
        training: TrainingView {
            is_cancelled: true,
            reason: "المدرّب مريض، ونبحث عن موعد آخر في مارس.".into(),
            place: None,
            ..training()
        },
        inside: None,
        materials: vec![],
        series: vec![],
        need: None,
        manages: false,
        ..training_page()
    };
    put(pages, "training-cancelled", &member("/trainings/2"), &off);
    let new = TrainingNewPage {
        drafts: vec![TrainingDraftLine {
            id: 5,
            title: "أساسيات المتحكمات المنطقية".into(),
            is_change: true,
            is_again: true,
            at: samples::THEN,
        }],
        title: FieldView::default().wrong(FieldError::with_limit("problem-too-many", 50)),
        language: FieldView::of("ar"),
    };
    put(pages, "training-new", &member("/trainings/new"), &new);
    for step in TrainingStep::ALL {
        let path = format!("/trainings/drafts/5/{}", step.as_str());
        let chrome = chrome(locale, &path, Some(viewer()));
        put(pages, step_name(step), &chrome, &step_page(step));
    }
    let cancel = TrainingCancelPage {
        id: 2,
        title: "أساسيات المتحكمات المنطقية".into(),
        reason: FieldView::default().wrong(FieldError::new("problem-required")),
        taken: 3,
    };
    put(pages, "training-cancel", &member("/trainings/2/cancel"), &cancel);
    let materials = TrainingMaterialsPage {
        id: 2,
        title: "أساسيات المتحكمات المنطقية".into(),
        rows: (1..=3)
            .map(|number| MaterialInput {
                number,
                title: "العرض".into(),
                url: "https://files.example/slides.pdf".into(),
                for_seats: number == 2,
            })
            .collect(),
        fault: FieldView::default().wrong(FieldError::new("problem-secure-address")),
    };
    put(
        pages,
        "training-materials",
        &member("/trainings/2/materials"),
        &materials,
    );
}

fn training_page() -> TrainingPage {
    TrainingPage {
        thread: super::forums::topic_page(),
        training: training(),
        seats: SeatsPanel::plain(
            Some((20, 17)),
            (Some(samples::LATER), Some(samples::LATER)),
            samples::THEN,
        ),
        inside: Some(InsideView {
            online_link: "https://meet.example/plc-4711".into(),
            directions: vec!["البوابة الثالثة، وأحضر بطاقتك.".into()],
        }),
        materials: vec![MaterialView {
            title: "العرض".into(),
            url: "https://files.example/slides.pdf".into(),
            host: "files.example".into(),
            for_seats: true,
        }],
        has_more_materials: true,
        need: Some((7, "ar".into(), "أساسيات PLC لفنيي الصيانة".into())),
        series: vec![HeldView {
            id: 3,
            day: "الأحد 10 يناير 2027".into(),
            is_cancelled: true,
        }],
        manages: true,
        markup: "{}".into(),
        address: "https://riyadh.example/trainings/2".into(),
    }
}

fn span(day: &str) -> SpanView {
    SpanView {
        machine: "2026-12-06T09:00:00+03:00".into(),
        day: day.into(),
        hijri: "26 جمادى الآخرة 1448 هـ".into(),
        last_day: String::new(),
        hours: "09:00–12:00".into(),
        topic: "المدخلات والمخرجات".into(),
    }
}

fn training() -> TrainingView {
    let fact = |key, value: &str| FactView {
        key,
        values: vec![(value.to_owned(), None)],
    };
    TrainingView {
        lang: "ar".into(),
        summary: "قراءة المخطط السلّمي واكتشاف العطل فيه.".into(),
        programme: "<ol><li>المدخلات والمخرجات</li><li>المخططات السلّمية</li></ol>".into(),
        is_cancelled: false,
        reason: String::new(),
        is_tentative: true,
        time: TimeView {
            span: SpanView {
                last_day: "الثلاثاء 8 ديسمبر 2026".into(),
                ..span("الأحد 6 ديسمبر 2026")
            },
            zone: "توقيت الإمارات".into(),
            offset: "UTC+4".into(),
            offset_minutes: 240,
            duration: "6 ساعات".into(),
            here: "6 ديسمبر 2026 08:00".into(),
            meetings: vec![span("الأحد 6 ديسمبر 2026"), span("الثلاثاء 8 ديسمبر 2026")],
            is_past: false,
        },
        place: Some(WhereView {
            parts: vec!["قاعة الغرفة".into(), "طريق الملك فهد".into(), "الجبيل".into()],
            map: "https://www.openstreetmap.org/?mlat=27.01&mlon=49.66#map=16/27.01/49.66".into(),
        }),
        is_online: true,
        is_hybrid: true,
        provider: Some(ProviderView {
            name: "أكاديمية الخليج".into(),
            href: "/organisations/7".into(),
            verified_until: Some(samples::LATER),
        }),
        facts: vec![
            fact("training-level", "مبتدئ"),
            fact("training-price", "250 ريال"),
            fact("training-trainer", "م. سالم"),
        ],
    }
}

fn step_name(step: TrainingStep) -> &'static str {
    match step {
        TrainingStep::Basics => "training-basics",
        TrainingStep::Programme => "training-programme",
        TrainingStep::Time => "training-time",
        TrainingStep::Place => "training-place",
        TrainingStep::People => "training-people",
        TrainingStep::Seats => "training-seats",
        TrainingStep::Preview => "training-preview",
    }
}

fn option(value: &str, name: &str) -> SelectOption {
    SelectOption {
        value: value.into(),
        name: name.into(),
    }
}

fn step_page(step: TrainingStep) -> TrainingStepPage {
    let mut problems = Problems::default();
    problems.add("ends", Problem::EndsBefore);
    problems.add("capacity", Problem::SeatsGiven(12));
    TrainingStepPage {
        id: 5,
        warnings: vec!["calendar-warn-friday"],
        step: step.as_str(),
        step_key: "training-step-time",
        steps: TrainingStep::ALL
            .into_iter()
            .map(|other| TrainingStepLink {
                name: other.as_str(),
                key: "training-step-time",
                is_current: other == step,
            })
            .collect(),
        name: "أساسيات المتحكمات المنطقية".into(),
        changes: Some(2),
        is_again: true,
        typed: TrainingForm {
            title: "أساسيات المتحكمات المنطقية".into(),
            language: "ar".into(),
            starts: "2026-12-06T09:00".into(),
            ends: "2026-12-06T08:00".into(),
            opens: "2026-12-01T09:00".into(),
            ..TrainingForm::default()
        },
        faults: vec![("time", "training-ends", FieldError::new("problem-ends-before"))],
        problems,
        choices: TrainingChoices {
            forums: vec![option("training", "التدريب")],
            languages: vec![(option("ar", "العربية"), true), (option("en", "English"), false)],
            technologies: vec![(option("machine-vision", "الرؤية الآلية"), true)],
            zones: vec![option("Asia/Riyadh", "توقيت السعودية")],
            regions: vec![option("SA-04", "الشرقية")],
            cities: vec![SelectGroup {
                name: "الشرقية".into(),
                options: vec![option("jubail-1", "الجبيل الصناعية")],
            }],
            organisations: vec![option("7", "أكاديمية الخليج")],
        },
        sessions: vec![SessionInput {
            number: 1,
            starts: "2026-12-06T09:00".into(),
            ends: "2026-12-06T12:00".into(),
            topic: "المدخلات".into(),
        }],
        preview: Some(training()),
    }
}
