//! Pages for guests.

use crate::db::types::ConsentPurpose;
use crate::web::i18n::Locale;
use crate::web::pages::privacy::AgreementView;
use crate::web::pages::{account, home};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, MapView};

use super::{Pages, chrome, put};

pub(super) fn guest_pages(locale: Locale, pages: &mut Pages) {
    let guest = |path| chrome(locale, path, None);
    put(pages, "landing", &guest("/"), &landing());
    let quiet = home::LandingPage {
        showcase: None,
        unanswered: vec![],
        map: MapView::default(),
        cases: vec![],
        trainings: vec![],
        peers: vec![],
        ..landing()
    };
    put(pages, "landing-empty", &guest("/"), &quiet);
    put(pages, "sign-in", &guest("/sign-in"), &account::SignInPage::default());
    let refused = account::SignInPage {
        email: FieldView::of("sara@factory.example"),
        error: Some(FieldError::new("problem-credentials")),
        next: "/topics/2".into(),
    };
    put(pages, "sign-in-wrong", &guest("/sign-in"), &refused);
    put(
        pages,
        "register",
        &guest("/register"),
        &account::RegisterPage {
            agreement: AgreementView::of(1, FieldView::default(), &[]),
            ..Default::default()
        },
    );
    let wrong = account::RegisterPage {
        display_name: FieldView::of("سارة القحطاني"),
        username: FieldView::of("سارة").wrong(FieldError::new("problem-username")),
        email: FieldView::of("sara at riyadh").wrong(FieldError::new("problem-email")),
        password: FieldView::default().wrong(FieldError::with_limit("problem-too-short", 10)),
        agreement: AgreementView::of(
            2,
            FieldView::default().wrong(FieldError::new("problem-notice")),
            &[ConsentPurpose::PublicProfile],
        ),
    };
    put(pages, "register-wrong", &guest("/register"), &wrong);
    put(
        pages,
        "check-mail",
        &guest("/register"),
        &account::CheckMailPage {
            email: "sara@factory.example".into(),
        },
    );
    put(
        pages,
        "confirm",
        &guest("/confirm"),
        &account::ConfirmPage {
            outcome: account::Confirmation::Ask { token: "abc".into() },
        },
    );
    put(
        pages,
        "confirm-expired",
        &guest("/confirm"),
        &account::ConfirmPage {
            outcome: account::Confirmation::Expired,
        },
    );
    put(
        pages,
        "setup",
        &guest("/setup"),
        &account::SetupPage {
            token: "abc".into(),
            ..Default::default()
        },
    );
}

fn landing() -> home::LandingPage {
    home::LandingPage {
        figures: home::Figures { verified: 142, cases: 486, answered: 291 },
        map: super::cases::map(),
        cases: vec![super::cases::card(1), super::cases::card(2)],
        trainings: vec![super::calendar::card(6), super::calendar::card(7)],
        showcase: Some(home::Showcase {
            id: 2,
            title: samples::post().title,
            lang: "ar".into(),
            asker: samples::sara(),
            answer: "ظهور 2× بعد تغيير المحمل مباشرة يعني غالبًا قدمًا رخوة. أرخِ كل قدم على حدة مع ساعة قياس: أكثر من 0.05 مم هو الجواب.".into(),
            answerer: samples::faisal(),
        }),
        unanswered: samples::topics().into_iter().skip(2).take(1).chain([samples::topic(7, "كيف تحسبون زمن التبديل السريع SMED على خط تعبئة بثلاث ورديات؟", "ar")]).collect(),
        more_peers: 4,
        peers: vec!["jeddah.example".into(), "industrial-cluster.jubail.example".into(), "dammam.example".into()],
    }
}
