//! The demand board and the directory of providers.

use crate::db::types::OfferState;
use crate::web::i18n::Locale;
use crate::web::pages::requests::{
    MayView, NeedFormPage, NeedLine, OfferLine, OfferPage, ProviderLine, ProvidersPage, RequestPage, RequestsPage,
    SearchView, SignerLine,
};
use crate::web::view::{FieldError, FieldView, OrganisationCard, Pager, PersonLine, SelectOption, Stamp};

use super::directory::said;
use super::{Pages, chrome, pager, put, viewer};

const AT: Stamp = Stamp(1_795_000_000_000);

pub(super) fn request_pages(locale: Locale, pages: &mut Pages) {
    lists(locale, pages);
    needs(locale, pages);
    forms(locale, pages);
}

fn lists(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let board = RequestsPage {
        needs: vec![
            need(locale, 1, "offered"),
            need(locale, 2, "open"),
            need(locale, 3, "matched"),
        ],
        regions: vec![option("SA-04", "الشرقية")],
        technologies: vec![option("scada-plc", "PLC")],
        search: SearchView {
            region: "SA-04".into(),
            is_online: true,
            is_by_people: true,
            ..SearchView::default()
        },
        is_member: true,
        pager: pager(),
    };
    put(pages, "requests", &member("/requests"), &board);
    let none = RequestsPage {
        needs: vec![],
        pager: Pager::default(),
        ..board
    };
    put(pages, "requests-none", &member("/requests"), &none);
    let empty = RequestsPage {
        search: SearchView::default(),
        is_member: false,
        ..none
    };
    put(pages, "requests-empty", &chrome(locale, "/requests", None), &empty);
    let directory = ProvidersPage {
        providers: vec![ProviderLine {
            card: OrganisationCard {
                id: 7,
                name: said(
                    locale,
                    "معهد الجبيل للتدريب الصناعي",
                    "Jubail Industrial Training Institute",
                )
                .into(),
                kind: "org-kind-provider",
                sector: String::new(),
                place: said(locale, "الجبيل، المنطقة الشرقية", "Jubail, Eastern Province").into(),
                summary: said(locale, "تحكم وصيانة وسلامة", "Control, maintenance and safety").into(),
            },
            verified: Some(AT),
            past: 11,
            coming: 2,
            taught: 204,
            rating: Some((61, "4.4".into())),
        }],
        q: String::new(),
        region: String::new(),
        technology: String::new(),
        regions: vec![option("SA-04", "الشرقية")],
        technologies: vec![option("scada-plc", "PLC")],
        pager: pager(),
    };
    put(pages, "providers", &member("/providers"), &directory);
    let none = ProvidersPage {
        providers: vec![],
        pager: Pager::default(),
        ..directory
    };
    put(pages, "providers-empty", &member("/providers"), &none);
}

fn needs(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/requests/1", Some(viewer()));
    let page = RequestPage {
        need: need(locale, 1, "offered"),
        body: "<p>Our technicians read ladder diagrams, and do not dare to change them.</p>".into(),
        times: vec!["need-time-mornings", "need-time-weekdays"],
        months: vec!["2027-02".into(), "2027-03".into()],
        forum: Some(("maintenance".into(), said(locale, "الصيانة", "Maintenance").into())),
        author: Some(person()),
        firms: vec![(1, said(locale, "مصنع وادي حنيفة", "Wadi Hanifa Foods").into(), 5)],
        signers: vec![SignerLine {
            person: person(),
            firm: said(locale, "مصنع وادي حنيفة", "Wadi Hanifa Foods").into(),
            people: 5,
            at: AT,
        }],
        is_signed: true,
        is_author: true,
        people: FieldView::of("5"),
        organisation: FieldView::of("1"),
        workplaces: vec![option("1", "مصنع وادي حنيفة")],
        offers: vec![offer(locale, 1, OfferState::Open), offer(locale, 2, OfferState::Picked)],
        provider: None,
        training: None,
        alike: vec![need(locale, 2, "open")],
        targets: vec![need(locale, 2, "open")],
        into: FieldView::default(),
        may: MayView {
            decide: true,
            edit: true,
            remove: true,
            sign: true,
            offer: false,
        },
        is_member: true,
    };
    put(pages, "request-author", &member, &page);
    let waiting = RequestPage {
        offers: vec![offer(locale, 1, OfferState::Open)],
        into: FieldView::default().wrong(FieldError::new("problem-choice")),
        ..page
    };
    put(pages, "request-choose", &member, &waiting);
    let provider = RequestPage {
        offers: vec![OfferLine {
            is_own: true,
            ..offer(locale, 2, OfferState::Picked)
        }],
        signers: vec![],
        targets: vec![],
        is_signed: false,
        is_author: false,
        people: FieldView::of("0").wrong(FieldError::new("problem-number")),
        may: MayView {
            sign: true,
            offer: true,
            ..MayView::default()
        },
        ..waiting
    };
    put(pages, "request-provider", &member, &provider);
    let matched = RequestPage {
        need: need(locale, 1, "matched"),
        author: None,
        firms: vec![],
        offers: vec![],
        provider: Some((7, said(locale, "معهد الجبيل", "Jubail Institute").into())),
        training: Some((9, said(locale, "أساسيات PLC", "PLC basics").into())),
        alike: vec![],
        may: MayView::default(),
        is_member: false,
        ..provider
    };
    put(pages, "request-guest", &chrome(locale, "/requests/1", None), &matched);
}

fn forms(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let form = NeedFormPage {
        id: None,
        title: FieldView::of("PLC"),
        body: FieldView::default().wrong(FieldError::new("problem-required")),
        language: FieldView::of(locale.tag()),
        people: FieldView::of("5"),
        organisation: FieldView::of("1"),
        forum: FieldView::default(),
        mode: FieldView::of("onsite"),
        region: FieldView::default().wrong(FieldError::new("problem-required")),
        level: FieldView::default(),
        languages: FieldView::default().wrong(FieldError::new("problem-required")),
        technologies: FieldView::default().wrong(FieldError::with_limit("problem-too-many", 5)),
        speech: vec![("ar", "العربية", true), ("en", "English", false)],
        times: vec![
            ("mornings", "need-time-mornings", true),
            ("evenings", "need-time-evenings", false),
        ],
        months: vec![("2027-02".into(), true), ("2027-03".into(), false)],
        terms: vec![(option("scada-plc", "PLC"), true)],
        workplaces: vec![option("1", "مصنع وادي حنيفة")],
        forums: vec![option("maintenance", "الصيانة")],
        regions: vec![option("SA-04", "الشرقية")],
        levels: vec![option("beginner", "…")],
        alike: vec![need(locale, 2, "open")],
        is_looked_through: false,
    };
    put(pages, "request-new-faults", &member("/requests/new"), &form);
    let looked = NeedFormPage {
        body: FieldView::of("For the night shift"),
        region: FieldView::of("SA-04"),
        languages: FieldView::default(),
        technologies: FieldView::default(),
        is_looked_through: true,
        ..form
    };
    put(pages, "request-new-alike", &member("/requests/new"), &looked);
    let change = NeedFormPage {
        id: Some(1),
        alike: vec![],
        is_looked_through: false,
        ..looked
    };
    put(pages, "request-edit", &member("/requests/1/edit"), &change);
    let offer = OfferPage {
        need: need(locale, 1, "open"),
        is_change: false,
        providers: vec![option("7", "معهد الجبيل")],
        organisation: FieldView::of("7"),
        rows: vec![
            (1, "2027-02-03T09:00".into(), "2027-02-03T15:00".into()),
            (2, String::new(), String::new()),
        ],
        days: FieldView::default().wrong(FieldError::new("problem-ends-before")),
        price: FieldView::of("1500"),
        price_for: FieldView::of("seat"),
        seats: FieldView::of("20"),
        mode: FieldView::of("onsite"),
        place: FieldView::of("Dammam"),
        words: FieldView::default(),
        valid_until: FieldView::of("2027-01-15"),
    };
    put(pages, "request-offer", &member("/requests/1/offer"), &offer);
}

fn option(value: &str, name: &str) -> SelectOption {
    SelectOption {
        value: value.into(),
        name: name.into(),
    }
}

fn person() -> PersonLine {
    PersonLine {
        name: "نورة السبيعي".into(),
        handle: "noura".into(),
        origin: None,
    }
}

fn need(locale: Locale, id: i64, state: &'static str) -> NeedLine {
    NeedLine {
        id,
        title: said(
            locale,
            "أساسيات PLC لفنيي الصيانة",
            "PLC basics for maintenance technicians",
        )
        .into(),
        lang: locale.tag().into(),
        state,
        people: 26,
        firms: 4,
        mode: "need-mode-onsite",
        region: said(locale, "المنطقة الشرقية", "Eastern Province").into(),
        languages: vec!["العربية".into(), "English".into()],
        technologies: vec!["PLC".into()],
        level: Some("need-level-beginner"),
        at: AT,
    }
}

fn offer(locale: Locale, id: i64, state: OfferState) -> OfferLine {
    OfferLine {
        id,
        organisation: 7,
        name: said(
            locale,
            "معهد الجبيل للتدريب الصناعي",
            "Jubail Industrial Training Institute",
        )
        .into(),
        is_verified: true,
        days: vec!["3 Feb 2027 09:00–15:00".into(), "4 Feb 2027 09:00–15:00".into()],
        price: 1_500,
        is_per_seat: true,
        seats: 20,
        mode: "offer-mode-onsite",
        place: said(
            locale,
            "الدمام، المدينة الصناعية الثانية",
            "Dammam, Second Industrial City",
        )
        .into(),
        words: vec!["Hands on, with a rig for two.".into()],
        valid: AT,
        state,
        state_key: if state == OfferState::Picked {
            "offer-state-picked"
        } else {
            "offer-state-open"
        },
        is_own: false,
        is_over: false,
    }
}
