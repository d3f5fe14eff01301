//! Pages on which members show who they are.

use crate::web::i18n::Locale;
use crate::web::page::{Chrome, Flash};
use crate::web::pages::account;
use crate::web::pages::oauth::Permission;
use crate::web::pages::settings::{self, security};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, Stamp};

use super::{Pages, chrome, put, viewer};

pub(super) fn security_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let wrong = || FieldView::default().wrong(FieldError::new("problem-second-factor"));
    let locked = FieldView::default().wrong(FieldError::with_limit("problem-locked", 15));
    for (name, code) in [
        ("second-factor", FieldView::default()),
        ("second-factor-wrong", wrong()),
        ("second-factor-locked", locked),
    ] {
        let page = account::SecondFactorPage {
            code,
            next: "/forums".into(),
        };
        put(pages, name, &chrome(locale, "/sign-in/second-factor", None), &page);
    }
    let off = security::SecurityPage {
        is_waiting: true,
        ..security::SecurityPage::default()
    };
    let waiting = Chrome {
        flash: Some(Flash::RIGHTS_WAIT),
        ..member("/settings/security")
    };
    put(pages, "security-off", &waiting, &off);
    let on = security::SecurityPage {
        app_since: Some(samples::THEN),
        is_on: true,
        codes_left: 2,
        passkeys: vec![
            passkey(1, "حاسوب العمل", Some(samples::LATER)),
            passkey(2, "YubiKey 5C", None),
        ],
        is_waiting: false,
    };
    put(pages, "security-on", &member("/settings/security"), &on);
    let confirm = security::ConfirmPage {
        password: FieldView::default().wrong(FieldError::new("problem-present-password")),
        next: "/settings/security".into(),
    };
    put(
        pages,
        "security-confirm",
        &member("/settings/security/confirm"),
        &confirm,
    );
    let app = security::AppPage {
        secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(),
        url: "otpauth://totp/Majlis:sara?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Majlis".into(),
        picture: crate::web::qr::QrPicture {
            side: 4,
            path: "M1 1h1v1h-1zM2 2h1v1h-1z".into(),
        },
        code: wrong(),
    };
    put(pages, "security-app", &member("/settings/security/app"), &app);
    let off = security::AppOffPage { code: wrong() };
    put(pages, "security-app-off", &member("/settings/security/app/off"), &off);
    let ask = security::CodesPage::default();
    put(pages, "security-codes-ask", &member("/settings/security/codes"), &ask);
    let codes = security::CodesPage {
        codes: (0..10).map(|n| format!("a1b2{n}-c3d4{n}")).collect(),
    };
    put(pages, "security-codes", &member("/settings/security/codes"), &codes);
    passkey_pages(locale, pages);
    account_pages(locale, pages);
}

fn passkey(id: i64, name: &str, used_at: Option<Stamp>) -> security::PasskeyLine {
    security::PasskeyLine {
        id,
        name: name.into(),
        created_at: samples::THEN,
        used_at,
    }
}

fn passkey_pages(locale: Locale, pages: &mut Pages) {
    let wrong = || FieldView::default().wrong(FieldError::new("problem-passkey"));
    let new = security::PasskeyPage {
        handle: "sara".into(),
        title: "سارة القحطاني".into(),
        failed: wrong(),
        ..security::PasskeyPage::default()
    };
    let member = chrome(locale, "/settings/security/passkeys", Some(viewer()));
    put(pages, "security-passkey", &member, &new);
    let sign_in = account::PasskeySignInPage {
        failed: wrong(),
        ..account::PasskeySignInPage::default()
    };
    let guest = chrome(locale, "/sign-in/passkey", None);
    put(pages, "sign-in-passkey", &guest, &sign_in);
}

fn account_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let line = |id, name: &str, permissions| settings::AppLine {
        id,
        name: name.into(),
        website: "https://toot.example".into(),
        permissions,
        since: samples::THEN,
    };
    let apps = vec![
        line(1, "Toot", vec![Permission::Read, Permission::Write, Permission::Follow]),
        line(2, "لوحة التجمّع", vec![Permission::Profile]),
    ];
    put(pages, "apps", &member("/settings/apps"), &settings::AppsPage { apps });
    let none = settings::AppsPage { apps: Vec::new() };
    put(pages, "apps-none", &member("/settings/apps"), &none);
    let email = settings::EmailPage {
        present: "sara@factory.example".into(),
        email: FieldView::of("sara at home").wrong(FieldError::new("problem-email")),
        password: FieldView::default(),
    };
    put(pages, "email", &member("/settings/email"), &email);
    let token = || "abc".to_owned();
    for (name, link) in [
        ("email-confirm", settings::EmailLink::Confirm { token: token() }),
        ("email-undo", settings::EmailLink::Undo { token: token() }),
        ("email-dead", settings::EmailLink::Dead),
    ] {
        put(
            pages,
            name,
            &member("/confirm-email/abc"),
            &settings::EmailLinkPage { link },
        );
    }
}
