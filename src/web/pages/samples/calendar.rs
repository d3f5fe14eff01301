//! The calendar of trainings.

use crate::web::i18n::Locale;
use crate::web::pages::trainings::agenda::{Narrowing, Shape};
use crate::web::pages::{settings, trainings};
use crate::web::samples;
use crate::web::view::{AgendaDay, DayView, FacetView, FieldView, MonthDay, MonthView, SelectOption, TrainingCard};

use super::{Pages, chrome, pager, put, viewer};

/// A day in both calendars.
fn day(number: u32) -> DayView {
    DayView {
        machine: format!("2026-12-{number:02}"),
        weekday: "weekday-sun",
        number: number.to_string(),
        month: "ديسمبر".into(),
        date: format!("{number} ديسمبر 2026"),
        hijri: "27 جمادى الآخرة 1448 هـ".into(),
        is_weekend: number % 7 > 4,
    }
}

/// A training on a day.
pub(super) fn card(number: u32) -> TrainingCard {
    TrainingCard {
        id: i64::from(number),
        title: "أساسيات المتحكمات المنطقية القابلة للبرمجة PLC لفنيي الصيانة".into(),
        lang: "ar".into(),
        summary: "قراءة المخطط السلمي وتحديد العطل فيه.".into(),
        day: day(number),
        machine: format!("2026-12-{number:02}T09:00:00+03:00"),
        hours: "09:00–12:00".into(),
        away: number
            .is_multiple_of(2)
            .then(|| ("Europe/Berlin".into(), "11:00–14:00".into())),
        until: number.is_multiple_of(2).then(|| "8 ديسمبر 2026".into()),
        part: number.is_multiple_of(2).then_some((2, 5)),
        topic: "Finding leaks".into(),
        place: "غرفة الشرقية، القاعة 2، الجبيل".into(),
        is_online: number % 2 == 1,
        state: number.is_multiple_of(3).then_some("calendar-state-cancelled"),
        is_cancelled: number.is_multiple_of(3),
        seats: Some(4),
        price: "250 ر.س".into(),
        level: Some("training-level-beginner"),
        languages: vec!["العربية".into(), "English".into()],
        provider: String::new(),
        certificate: true,
        author: samples::faisal(),
    }
}

pub(super) fn calendar_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let shapes = vec![
        ("agenda", "calendar-agenda", "calendar-days", "/trainings".into()),
        ("month", "calendar-month", "table", "/trainings?view=month".into()),
    ];
    let agenda = trainings::CalendarPage {
        shape: Shape::Agenda(vec![AgendaDay {
            day: day(6),
            is_today: true,
            trainings: vec![card(6), card(7)],
        }]),
        narrowing: Narrowing {
            words: "plc".into(),
            provider: String::new(),
            facets: vec![FacetView {
                name: "region",
                key: "case-region",
                options: vec![SelectOption {
                    value: "SA-04".into(),
                    name: "المنطقة الشرقية".into(),
                }],
                chosen: "SA-04".into(),
            }],
            switches: vec![("seats", "calendar-seats-left", "users-round", true)],
            chosen: 3,
        },
        shapes,
        ics: "/trainings.ics".into(),
        may_publish: true,
        is_member: true,
        from: Some("6 ديسمبر 2026".into()),
        pager: pager(),
    };
    put(pages, "trainings", &member("/trainings"), &agenda);
    let list = trainings::CalendarPage {
        shape: Shape::List(vec![card(6), card(7)]),
        ..agenda.clone()
    };
    put(pages, "trainings-list", &member("/trainings"), &list);
    let month = trainings::CalendarPage {
        shape: Shape::Month(Box::new(month())),
        ..agenda.clone()
    };
    put(pages, "trainings-month", &member("/trainings"), &month);
    let none = trainings::CalendarPage {
        shape: Shape::Agenda(Vec::new()),
        narrowing: Narrowing::default(),
        ..agenda
    };
    put(pages, "trainings-none", &member("/trainings"), &none);
    let forum = trainings::ForumTrainingsPage {
        forum: samples::forum(),
        cards: vec![card(6)],
        is_past: false,
        may_publish: true,
        pager: pager(),
    };
    put(
        pages,
        "forum-trainings",
        &member("/forums/maintenance/trainings"),
        &forum,
    );
    let import = trainings::ImportPage {
        file: FieldView::default(),
        lines: vec![trainings::ImportLine {
            number: 0,
            title: "أساسيات الصيانة التنبؤية".into(),
            times: vec!["2026-12-06 09:00 – 2026-12-06 12:00".into()],
            zone: "Asia/Riyadh".into(),
            place: "Hall 2".into(),
            notes: vec!["import-note-no-end"],
            form: "{}".into(),
        }],
        skipped: vec![("Over already".into(), "import-skip-past")],
        left: 3,
        is_read: true,
    };
    put(pages, "trainings-import", &member("/trainings/import"), &import);
    let own = settings::CalendarSettingsPage {
        since: Some(samples::THEN),
        address: Some("https://riyadh.example/calendar/secret.ics".into()),
    };
    put(pages, "settings-calendar", &member("/settings/calendar"), &own);
}

fn month() -> MonthView {
    let cell = |number| MonthDay {
        day: day(number),
        hijri: number.to_string(),
        is_today: number == 6,
        is_outside: number > 30,
        trainings: if number == 6 {
            vec![card(6), card(7)]
        } else {
            Vec::new()
        },
        more: usize::from(number == 6),
        onward: "/trainings?from=2026-12-06".into(),
    };
    MonthView {
        name: "ديسمبر 2026".into(),
        hijri: "جمادى الآخرة – رجب 1448 هـ".into(),
        weeks: vec![(1..8).map(cell).collect(), (8..15).map(cell).collect()],
        around: (
            "/trainings?view=month&month=2026-11".into(),
            "/trainings?view=month&month=2027-01".into(),
        ),
        is_empty: false,
    }
}
