//! Pages of the seats of trainings, and of what comes of them.

use crate::web::i18n::Locale;
use crate::web::pages::trainings::{
    AttendPage, CertificatePage, CertificateView, ColleagueChoice, ColleaguesPage, DeskLine, DeskTab, EvaluationPage,
    MineLine, MyTrainingsPage, ResultsPage, RoomCodePage, SeatDeskPage, SeatHead, SeatListPage, SeatPage,
};
use crate::web::qr;
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, PersonLine, RatingView, SeatView, SeatsPanel, SelectOption, Stamp};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn seat_pages(locale: Locale, pages: &mut Pages) {
    panel_pages(locale, pages);
    desk_pages(locale, pages);
    room_pages(locale, pages);
    after_pages(locale, pages);
}

fn head() -> SeatHead {
    SeatHead {
        id: 7,
        title: "أساسيات PLC لفنيي الصيانة: قراءة مخطط السلم وكشف الأعطال".into(),
        lang: "ar".into(),
    }
}

fn seat(key: &'static str, name: &str) -> SeatView {
    SeatView {
        id: 3,
        name: name.into(),
        key,
        badge: "badge-accent",
        deadline: Some(samples::LATER),
        position: Some(2),
        reason: "Another branch".into(),
        may_confirm: true,
        may_leave: true,
        ..SeatView::default()
    }
}

fn rating() -> RatingView {
    RatingView {
        count: 12,
        whole: "4.3".into(),
        parts: vec![
            ("evaluation-content", "4.1".into()),
            ("evaluation-trainer", "4.6".into()),
        ],
    }
}

fn panel() -> SeatsPanel {
    let window = (None, Some(samples::LATER));
    SeatsPanel {
        id: 7,
        waiting: 3,
        interested: 11,
        is_open: true,
        is_ahead: true,
        is_member: true,
        ..SeatsPanel::plain(Some((20, 18)), window, Stamp(0))
    }
}

fn panel_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/trainings/7/seat", Some(viewer()));
    let page = |seats| SeatPage {
        head: head(),
        seats,
        online_link: String::new(),
        directions: Vec::new(),
    };
    put(pages, "seat-none", &member, &page(panel()));
    let asks = SeatsPanel {
        needs_approval: true,
        message: FieldView::of("x").wrong(FieldError::with_limit("problem-too-long", 500)),
        ..panel()
    };
    put(pages, "seat-ask", &member, &page(asks));
    let offered = SeatsPanel {
        left: Some(0),
        must_wait: true,
        mine: Some(seat("seat-offered", "")),
        booked: vec![seat("seat-waiting", "أحمد العتيبي"), seat("seat-confirmed", "Basim")],
        may_book: true,
        manages: true,
        attendees: Some((
            vec![PersonLine {
                name: "سارة القحطاني".into(),
                handle: "sara".into(),
                origin: None,
            }],
            4,
        )),
        may_attend: true,
        may_evaluate: true,
        certificate: "0123456789ABCDEF".into(),
        rating: Some(rating()),
        ..panel()
    };
    let full = SeatPage {
        online_link: "https://meet.example/plc-4711".into(),
        directions: vec!["Bring your badge; gate 3.".into(), "الموقف خلف المبنى.".into()],
        ..page(offered)
    };
    put(pages, "seat-everything", &member, &full);
    let elsewhere = SeatsPanel {
        is_open: false,
        external_url: "https://provider.example/plc".into(),
        capacity: None,
        left: None,
        ..panel()
    };
    put(pages, "seat-elsewhere", &member, &page(elsewhere));
    let colleagues = ColleaguesPage {
        head: head(),
        organisation: FieldView::of("1"),
        organisations: vec![SelectOption {
            value: "1".into(),
            name: "مصنع الخليج للصلب".into(),
        }],
        members: FieldView::default().wrong(FieldError::new("problem-seated")),
        choices: vec![ColleagueChoice {
            value: "5".into(),
            name: "فيصل الحربي".into(),
            organisation: "Gulf Steel".into(),
            is_chosen: true,
        }],
        names: FieldView::of("أحمد\nBasim").wrong(FieldError::with_limit("problem-seats-left", 1)),
    };
    put(pages, "seat-colleagues", &member, &colleagues);
    let nowhere = ColleaguesPage {
        organisations: Vec::new(),
        ..colleagues
    };
    put(pages, "seat-colleagues-nowhere", &member, &nowhere);
}

fn desk_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/trainings/7/seats", Some(viewer()));
    let line = |id, name: &str, handle: &str| DeskLine {
        id,
        name: name.into(),
        handle: handle.into(),
        organisation: "مصنع الخليج للصلب".into(),
        key: "seat-confirmed",
        badge: "badge-brand",
        since: samples::LATER,
        deadline: Some(samples::LATER),
        message: "I maintain two S7-1200.\nأعمل في الصيانة.".into(),
        reason: "Another branch".into(),
        may_mark: true,
        may_pass: true,
        mark: "attended",
        ..DeskLine::default()
    };
    let asking = DeskLine {
        may_approve: true,
        may_decline: true,
        fault: FieldView::of("no").wrong(FieldError::with_limit("problem-too-short", 3)),
        ..line(2, "أحمد العتيبي", "")
    };
    let page = SeatDeskPage {
        head: head(),
        tabs: vec![
            DeskTab {
                tag: "coming",
                key: "desk-coming",
                count: 18,
            },
            DeskTab {
                tag: "asking",
                key: "desk-asking",
                count: 0,
            },
        ],
        tab: "coming",
        lines: vec![line(1, "سارة القحطاني", "sara"), asking, line(3, "", "")],
        is_open: true,
        is_over: false,
        has_exam: true,
        pager: pager(),
    };
    put(pages, "seat-desk", &member, &page);
    let none = SeatDeskPage {
        lines: Vec::new(),
        is_over: true,
        ..page
    };
    put(pages, "seat-desk-none", &member, &none);
    let list = SeatListPage {
        head: head(),
        starts: samples::LATER,
        lines: vec![line(1, "سارة القحطاني", "sara"), line(2, "Basim", "")],
    };
    put(pages, "seat-list", &member, &list);
}

fn room_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/trainings/7/code", Some(viewer()));
    let code = RoomCodePage {
        head: head(),
        code: "K7M23Q".into(),
        address: "https://riyadh.example/trainings/7/attend".into(),
        picture: qr::picture("https://riyadh.example/trainings/7/attend?code=K7M23Q").unwrap_or_default(),
    };
    put(pages, "room-code", &member, &code);
    let none = RoomCodePage {
        code: String::new(),
        ..code
    };
    put(pages, "room-code-none", &member, &none);
    let attend = AttendPage {
        head: head(),
        code: FieldView::of("AAAAAA").wrong(FieldError::new("problem-room-code")),
    };
    put(pages, "attend", &member, &attend);
}

fn after_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/trainings/7/evaluation", Some(viewer()));
    let evaluation = EvaluationPage {
        head: head(),
        content: FieldView::of("4"),
        trainer: FieldView::default().wrong(FieldError::new("problem-required")),
        organisation: FieldView::of("5"),
        comment: FieldView::of("وقت التمارين قصير."),
        may_take_back: true,
    };
    put(pages, "evaluation", &member, &evaluation);
    let results = ResultsPage {
        head: head(),
        rating: Some(rating()),
        comments: vec!["وقت التمارين قصير.".into(), "Bring real panels.".into()],
    };
    put(pages, "results", &member, &results);
    let few = ResultsPage {
        rating: None,
        comments: Vec::new(),
        ..results
    };
    put(pages, "results-few", &member, &few);
    let certificate = CertificateView {
        code: "0123456789ABCDEF".into(),
        holder: "سارة القحطاني".into(),
        title: head().title,
        lang: "ar".into(),
        issuer: "Gulf Academy".into(),
        starts: samples::LATER,
        ends: samples::LATER,
        is_one_day: true,
        minutes: 210,
        issued: samples::LATER,
        withdrawn: None,
        is_exam: false,
    };
    let valid = CertificatePage {
        certificate: certificate.clone(),
        has_file: true,
    };
    put(pages, "certificate", &member, &valid);
    let withdrawn = CertificatePage {
        certificate: CertificateView {
            withdrawn: Some(samples::LATER),
            is_one_day: false,
            is_exam: true,
            ..certificate
        },
        has_file: false,
    };
    put(
        pages,
        "certificate-withdrawn",
        &chrome(locale, "/certificates/0", None),
        &withdrawn,
    );
    mine_pages(locale, pages);
}

fn mine_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/trainings/mine", Some(viewer()));
    let line = |seat, certificate: &str| MineLine {
        id: 7,
        title: head().title,
        lang: "ar".into(),
        starts: samples::LATER,
        is_cancelled: false,
        seat,
        certificate: certificate.into(),
    };
    let page = MyTrainingsPage {
        ahead: vec![line(Some(seat("seat-offered", "")), "")],
        past: vec![line(Some(seat("seat-attended", "")), "0123456789ABCDEF")],
        offers: vec![MineLine {
            is_cancelled: true,
            ..line(None, "")
        }],
    };
    put(pages, "my-trainings", &member, &page);
    let none = MyTrainingsPage {
        ahead: Vec::new(),
        past: Vec::new(),
        offers: Vec::new(),
    };
    put(pages, "my-trainings-none", &member, &none);
}
