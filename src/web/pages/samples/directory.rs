//! Pages of people, organisations, invitations and reference data.

use crate::domain::organisations::Standing;
use crate::web::i18n::Locale;
use crate::web::pages::privacy::AgreementView;
use crate::web::pages::requests::{TeachingLine, TeachingView};
use crate::web::pages::{admin, invitations, organisations, people};
use crate::web::samples;
use crate::web::view::{
    FieldError, FieldView, OrganisationCard, Pager, PersonLine, SelectGroup, SelectOption, StaffLine,
};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn directory_pages(locale: Locale, pages: &mut Pages) {
    organisation_pages(locale, pages);
    form_pages(locale, pages);
    invitation_pages(locale, pages);
    people_pages(locale, pages);
    taxonomy_pages(locale, pages);
}

/// What an organisation teaches.
fn teaching(locale: Locale) -> TeachingView {
    let line = |id| TeachingLine {
        id,
        title: said(locale, "أساسيات PLC لفنيي الصيانة", "PLC basics for maintenance").into(),
        lang: locale.tag().into(),
        at: samples::LATER,
    };
    TeachingView {
        verified: Some(samples::LATER),
        past_count: 1,
        coming_count: 2,
        taught: 18,
        rating: Some((12, "4.4".into())),
        coming: vec![line(11), line(12)],
        past: vec![line(10)],
    }
}

pub(super) fn said<'a>(locale: Locale, ar: &'a str, en: &'a str) -> &'a str {
    if locale == Locale::Ar { ar } else { en }
}

fn option(value: &str, name: &str) -> SelectOption {
    SelectOption {
        value: value.into(),
        name: name.into(),
    }
}

fn regions(locale: Locale) -> Vec<SelectOption> {
    vec![
        option("SA-01", said(locale, "الرياض", "Riyadh")),
        option("SA-04", said(locale, "الشرقية", "Eastern Province")),
    ]
}

fn sectors(locale: Locale) -> Vec<SelectOption> {
    vec![
        option("10", said(locale, "صنع المنتجات الغذائية", "Food products")),
        option(
            "16",
            said(
                locale,
                "صنع الخشب ومنتجات الخشب والفلين، باستثناء الأثاث؛ صنع أصناف من القش ومواد الضفر",
                "Wood and products of wood and cork, except furniture; straw and plaiting materials",
            ),
        ),
    ]
}

fn cards(locale: Locale) -> Vec<OrganisationCard> {
    let card = |id, name: &str, kind, place: &str, summary: &str| OrganisationCard {
        id,
        name: name.into(),
        kind,
        sector: said(locale, "صنع المنتجات الغذائية", "Food products").into(),
        place: place.into(),
        summary: summary.into(),
    };
    vec![
        card(
            1,
            said(locale, "مصنع وادي حنيفة للأغذية", "Wadi Hanifa Foods"),
            "org-kind-factory",
            said(
                locale,
                "المدينة الصناعية الثانية بالرياض، الرياض",
                "Riyadh 2nd Industrial City, Riyadh",
            ),
            said(
                locale,
                "عصائر وألبان معبأة، ست خطوط تعبئة",
                "Juices and dairy on six filling lines",
            ),
        ),
        card(
            2,
            said(
                locale,
                "الشركة الوطنية المتحدة لصناعة المنتجات البلاستيكية والتغليف المرن المحدودة",
                "National United Company for Plastic Products and Flexible Packaging Ltd.",
            ),
            "org-kind-provider",
            "",
            "Vibration analysis and lubrication audits",
        ),
    ]
}

fn staff() -> Vec<StaffLine> {
    let line = |id, name: &str, is_owner| StaffLine {
        id,
        person: PersonLine {
            name: name.into(),
            handle: "sara".into(),
            origin: None,
        },
        is_owner,
        message: "أعمل في قسم الصيانة منذ 2019.".into(),
        since: samples::THEN,
    };
    vec![line(1, "سارة القحطاني", true), line(2, "Bilal Rahman", false)]
}

fn organisation_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let list = organisations::OrganisationIndexPage {
        mine: cards(locale).into_iter().zip([false, true]).collect(),
        kinds: vec![("factory", "org-kind-factory"), ("provider", "org-kind-provider")],
        sectors: sectors(locale),
        regions: regions(locale),
        organisations: cards(locale),
        pager: pager(),
        ..Default::default()
    };
    put(pages, "organisations", &member("/organisations"), &list);
    let none = organisations::OrganisationIndexPage {
        mine: vec![],
        organisations: vec![],
        q: said(locale, "إسمنت", "cement").into(),
        pager: Pager::default(),
        ..list
    };
    put(pages, "organisations-none", &member("/organisations"), &none);
    let empty = organisations::OrganisationIndexPage {
        q: String::new(),
        ..none
    };
    put(pages, "organisations-empty", &member("/organisations"), &empty);
    let card = cards(locale).remove(0);
    let show = organisations::OrganisationPage {
        other_name: said(locale, "Wadi Hanifa Foods", "مصنع وادي حنيفة للأغذية").into(),
        about: vec![
            said(
                locale,
                "نعبّئ العصائر والألبان منذ 1998، ونقيس كل توقف منذ 2021.",
                "Filling juices and dairy since 1998, measuring every stop since 2021.",
            )
            .into(),
        ],
        size: Some("org-size-medium"),
        site: said(locale, "شارع 28، قطعة 114", "Street 28, plot 114").into(),
        products: card.summary.clone(),
        website: "https://wadi-hanifa.example/".into(),
        national_number: Some("7001234567".into()),
        staff: staff(),
        requests: staff().into_iter().skip(1).collect(),
        standing: Standing::Owner,
        may_manage: true,
        message: FieldView::default(),
        me: 1,
        teaching: Some(teaching(locale)),
        card,
    };
    put(pages, "organisation-owner", &member("/organisations/1"), &show);
    let stranger = organisations::OrganisationPage {
        national_number: None,
        requests: vec![],
        standing: Standing::None,
        may_manage: false,
        message: FieldView::of("…").wrong(FieldError::with_limit("problem-too-long", 500)),
        ..show
    };
    put(pages, "organisation", &member("/organisations/1"), &stranger);
    let asking = organisations::OrganisationPage {
        standing: Standing::Asking,
        staff: vec![],
        message: FieldView::default(),
        ..stranger
    };
    put(pages, "organisation-asking", &member("/organisations/1"), &asking);
}

fn form_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let number = organisations::OrganisationNumberPage {
        national_number: FieldView::of("1010123456").wrong(FieldError::new("problem-national-number")),
        known: vec![],
    };
    put(pages, "organisation-number", &member("/organisations/new"), &number);
    let known = organisations::OrganisationNumberPage {
        national_number: FieldView::of("7001234567"),
        known: cards(locale),
    };
    put(pages, "organisation-known", &member("/organisations/new"), &known);
    let form = organisations::OrganisationFormPage {
        kind: FieldView::of("factory"),
        national_number: FieldView::of("7001234567"),
        name_ar: FieldView::default().wrong(FieldError::new("problem-required")),
        region: FieldView::of("SA-01"),
        city: FieldView::of("jubail").wrong(FieldError::new("problem-city-elsewhere")),
        sectors: sectors(locale),
        regions: regions(locale),
        cities: vec![SelectGroup {
            name: said(locale, "الشرقية", "Eastern Province").into(),
            options: vec![option(
                "jubail",
                said(locale, "مدينة الجبيل الصناعية", "Jubail Industrial City"),
            )],
        }],
        ..Default::default()
    };
    put(pages, "organisation-new", &member("/organisations/new"), &form);
    let edit = organisations::OrganisationFormPage {
        editing: Some((1, "Wadi Hanifa Foods".into())),
        ..form
    };
    put(pages, "organisation-edit", &member("/organisations/1/edit"), &edit);
}

fn invitation_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let line = |id, progress, is_open, is_unused| invitations::InvitationLine {
        id,
        email: "a.very.long.name@maintenance.factory.example".into(),
        progress,
        is_open,
        is_unused,
        sent_at: samples::THEN,
        expires_at: samples::LATER,
    };
    let list = invitations::InvitationsPage {
        organisation: 1,
        name: "Wadi Hanifa Foods".into(),
        emails: FieldView::of("noura").wrong(FieldError::new("problem-email")),
        days: 14,
        invitations: vec![
            line(1, "invitation-open", true, true),
            line(2, "invitation-used", false, false),
            line(3, "invitation-revoked", false, true),
        ],
        pager: pager(),
    };
    put(pages, "invitations", &member("/organisations/1/invitations"), &list);
    let none = invitations::InvitationsPage {
        emails: FieldView::default(),
        invitations: vec![],
        pager: Pager::default(),
        ..list
    };
    put(
        pages,
        "invitations-none",
        &member("/organisations/1/invitations"),
        &none,
    );
    let page = |outcome| invitations::InvitationPage {
        token: "abc".into(),
        outcome,
        organisation: said(locale, "مصنع وادي حنيفة للأغذية", "Wadi Hanifa Foods").into(),
        inviter: "سارة القحطاني".into(),
        email: "noura@factory.example".into(),
        expires_at: samples::LATER,
        sure: FieldView::default().wrong(FieldError::new("problem-choice")),
        display_name: FieldView::default(),
        username: FieldView::of("نورة").wrong(FieldError::new("problem-username")),
        password: FieldView::default(),
        agreement: AgreementView::of(1, FieldView::default(), &[]),
    };
    let guest = chrome(locale, "/invitations/abc", None);
    for (name, outcome) in [
        ("invitation-register", invitations::Outcome::Register),
        ("invitation-sign-in", invitations::Outcome::SignIn),
        (
            "invitation-closed",
            invitations::Outcome::Closed("invitation-expired-text"),
        ),
        ("invitation-used", invitations::Outcome::Used),
        ("invitation-unknown", invitations::Outcome::Unknown),
    ] {
        put(pages, name, &guest, &page(outcome));
    }
    for (name, outcome) in [
        ("invitation-accept", invitations::Outcome::Accept),
        ("invitation-elsewhere", invitations::Outcome::AcceptElsewhere),
    ] {
        put(pages, name, &member("/invitations/abc"), &page(outcome));
    }
}

fn people_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/people", Some(viewer()));
    let line = |name: &str, job_title: &str, expertise: &[&str]| people::DirectoryLine {
        name: name.into(),
        handle: "sara".into(),
        job_title: job_title.into(),
        organisation: (!job_title.is_empty()).then(|| (1, cards(locale).remove(1).name)),
        region: said(locale, "الشرقية", "Eastern Province").into(),
        expertise: expertise.iter().map(|tag| (*tag).to_owned()).collect(),
    };
    let page = people::DirectoryPage {
        sectors: sectors(locale),
        regions: regions(locale),
        languages: vec![option("ar", "العربية"), option("en", "English")],
        people: vec![
            line("سارة القحطاني", "مهندسة موثوقية", &["تحليل الاهتزازات", "OEE"]),
            line("Bilal Rahman", "Maintenance planner", &["CMMS", "spare parts"]),
            line(&samples::long_name().name, "", &[]),
        ],
        expertise: "OEE".into(),
        pager: pager(),
        ..Default::default()
    };
    put(pages, "people", &member, &page);
    let none = people::DirectoryPage {
        people: vec![],
        expertise: String::new(),
        pager: Pager::default(),
        ..page
    };
    put(pages, "people-none", &member, &none);
}

fn taxonomy_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let page = admin::TaxonomyPage {
        kind: "city",
        kinds: vec![
            ("region", "term-kind-region"),
            ("city", "term-kind-city"),
            ("sector", "term-kind-sector"),
            ("technology", "term-kind-technology"),
        ],
        terms: vec![
            admin::TermRow {
                code: "jubail".into(),
                name_ar: "مدينة الجبيل الصناعية".into(),
                name_en: "Jubail Industrial City".into(),
                parent: said(locale, "الشرقية", "Eastern Province").into(),
                is_active: true,
            },
            admin::TermRow {
                code: "kaec".into(),
                name_ar: "مدينة الملك عبدالله الاقتصادية (الوادي الصناعي)".into(),
                name_en: "King Abdullah Economic City (Industrial Valley)".into(),
                parent: said(locale, "مكة المكرمة", "Makkah").into(),
                is_active: false,
            },
        ],
    };
    put(pages, "admin-taxonomy", &member("/admin/taxonomy"), &page);
    let form = admin::TermPage {
        kind: "city",
        kind_key: "term-kind-city",
        code: FieldView::of("مدينة").wrong(FieldError::new("problem-code")),
        latitude: FieldView::of("24,6").wrong(FieldError::new("problem-degrees")),
        regions: regions(locale),
        is_active: true,
        ..Default::default()
    };
    put(pages, "admin-term-new", &member("/admin/taxonomy/city/new"), &form);
    let edit = admin::TermPage {
        kind: "sector",
        kind_key: "term-kind-sector",
        editing: Some("2410".into()),
        code: FieldView::of("2410"),
        latitude: FieldView::default(),
        ..form
    };
    put(pages, "admin-term-edit", &member("/admin/taxonomy/sector/2410"), &edit);
}
