//! Pages of signing in elsewhere with this instance, and here with other providers.

use crate::web::i18n::Locale;
use crate::web::pages::admin::apps;
use crate::web::pages::privacy::AgreementView;
use crate::web::pages::{oauth, openid};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView};

use super::{Pages, chrome, put, viewer};

pub(super) fn openid_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let tool = oauth::AuthorizePage {
        app: "موسوعة الغرفة".into(),
        website: "https://wiki.chamber.example".into(),
        redirect_host: "wiki.chamber.example".into(),
        permissions: vec![
            oauth::Permission::Identity,
            oauth::Permission::Name,
            oauth::Permission::Email,
        ],
        hidden: vec![("client_id".into(), "1".into())],
    };
    put(pages, "authorize-tool", &member("/oauth/authorize"), &tool);
    let again = oauth::SignInAgainPage {
        app: "موسوعة الغرفة".into(),
        hidden: vec![],
    };
    put(pages, "authorize-again", &member("/oauth/authorize"), &again);
    let leave = oauth::LeavePage {
        app: "موسوعة الغرفة".into(),
        target: "https://wiki.chamber.example/oauth2/callback?code=1".into(),
    };
    put(pages, "authorize-leave", &member("/oauth/authorize"), &leave);
    admin_pages(locale, pages);
    provider_pages(locale, pages);
}

fn provider_pages(locale: Locale, pages: &mut Pages) {
    const FAILED: [&str; 7] = [
        "openid-refused",
        "openid-stale",
        "openid-unavailable",
        "openid-untrusted",
        "openid-link-first",
        "openid-unverified",
        "openid-closed",
    ];
    let guest = |path| chrome(locale, path, None);
    let member = |path| chrome(locale, path, Some(viewer()));
    let name = if locale == Locale::Ar {
        "حساب الغرفة"
    } else {
        "Chamber account"
    };
    for (page, why) in FAILED.into_iter().zip(openid::Why::ALL) {
        let failed = openid::FailedPage {
            why,
            provider: "chamber".into(),
            provider_name: name.into(),
            is_link: false,
            next: String::new(),
        };
        put(pages, page, &guest("/sign-in/openid/chamber/callback"), &failed);
    }
    let new = openid::NewPersonPage {
        provider_name: name.into(),
        email: "abdulrahman.alshahrani@industrial-cluster.jubail.example".into(),
        display_name: FieldView::of("عبدالرحمن الشهراني"),
        username: FieldView::of("عبدالرحمن").wrong(FieldError::new("problem-username")),
        agreement: AgreementView::of(1, FieldView::default(), &[]),
    };
    put(pages, "openid-new", &guest("/sign-in/openid/new"), &new);
    let link = openid::LinkPage {
        provider_name: name.into(),
        who: "sara@chamber.example".into(),
    };
    put(pages, "openid-link", &member("/settings/identities/confirm"), &link);
    let row = |provider: &str, name: &str, linked| openid::IdentityRow {
        provider: provider.into(),
        name: name.into(),
        linked,
    };
    let linked = openid::LinkedIdentity {
        email: "sara@chamber.example".into(),
        created_at: samples::THEN,
        used_at: samples::LATER,
    };
    let list = openid::IdentitiesPage {
        providers: vec![
            row("chamber", name, Some(linked)),
            row("ministry", "Ministry of Industry", None),
        ],
        has_password: false,
    };
    put(pages, "settings-identities", &member("/settings/identities"), &list);
}

fn admin_pages(locale: Locale, pages: &mut Pages) {
    let admin = |path| chrome(locale, path, Some(viewer()));
    let row = |id, name: &str, is_public, is_trusted| apps::AppRow {
        id,
        name: name.into(),
        client_id: "Zk3p0vQe8mB1yT6wR2sX9cJ4hL7nD5aGfU0iO8tEqKs".into(),
        redirect_uris: vec!["https://wiki.chamber.example/oauth2/callback".into()],
        is_public,
        is_trusted,
        created_at: samples::THEN,
    };
    let list = apps::AdminAppsPage {
        issuer: "https://riyadh.example".into(),
        apps: vec![
            row(1, "موسوعة الغرفة", false, true),
            row(2, "Field inspection app", true, false),
        ],
    };
    put(pages, "admin-apps", &admin("/admin/apps"), &list);
    let none = apps::AdminAppsPage { apps: vec![], ..list };
    put(pages, "admin-apps-none", &admin("/admin/apps"), &none);
    let new = apps::AdminAppPage {
        kind: FieldView::of("tool"),
        ..apps::AdminAppPage::default()
    };
    put(pages, "admin-app-new", &admin("/admin/apps/new"), &new);
    let wrong = apps::AdminAppPage {
        name: FieldView::default().wrong(FieldError::new("problem-required")),
        redirect_uris: FieldView::of("http://wiki.chamber.example/").wrong(FieldError::new("problem-secure-address")),
        trusted: FieldView::of("yes").wrong(FieldError::new("problem-choice")),
        ..new
    };
    put(pages, "admin-app-wrong", &admin("/admin/apps/new"), &wrong);
    let made = apps::AdminAppMadePage {
        name: "موسوعة الغرفة".into(),
        issuer: "https://riyadh.example".into(),
        client_id: "Zk3p0vQe8mB1yT6wR2sX9cJ4hL7nD5aGfU0iO8tEqKs".into(),
        client_secret: "b7Yw1oXo3pQk5sVt9uLz2cRm8nHd4fJg6aTe0iKyWxM".into(),
    };
    put(pages, "admin-app-made", &admin("/admin/apps/new"), &made);
}
