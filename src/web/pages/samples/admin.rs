//! Pages for those who run the instance, and pages of errors.

use crate::web::i18n::Locale;
use crate::web::pages::{admin, errors};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, Posting, Scope};

use super::{Pages, chrome, put, viewer};

pub(super) fn admin_pages(locale: Locale, pages: &mut Pages) {
    let admin = |path| chrome(locale, path, Some(viewer()));
    put(
        pages,
        "admin-forums",
        &admin("/admin/forums"),
        &admin::AdminForumsPage {
            forums: samples::forums(),
        },
    );
    put(
        pages,
        "admin-forums-none",
        &admin("/admin/forums"),
        &admin::AdminForumsPage { forums: vec![] },
    );
    let form = admin::AdminForumPage {
        scope: FieldView::of(Scope::Public.tag()),
        posting: FieldView::of(Posting::Members.tag()),
        username: FieldView::of("Energy").wrong(FieldError::new("problem-username")),
        name_ar: FieldView::of("الطاقة في المصنع"),
        ..Default::default()
    };
    put(pages, "admin-forum-new", &admin("/admin/forums/new"), &form);
    let edit = admin::AdminForumPage {
        editing: Some("energy".into()),
        username: FieldView::of("energy"),
        moderators: vec![crate::web::view::PersonLine {
            name: "سارة القحطاني".into(),
            handle: "sara".into(),
            origin: None,
        }],
        ..form
    };
    put(pages, "admin-forum-edit", &admin("/admin/forums/energy"), &edit);

    let peer = |host: &str, software: &str, state, policy, queued| admin::PeerRow {
        host: host.into(),
        software: software.into(),
        state,
        policy,
        trusted: policy == admin::PeerPolicy::Allowed,
        queued,
        refused: queued / 400,
        error: if queued > 1000 {
            "503 Service Unavailable".into()
        } else {
            String::new()
        },
        retry_at: (queued > 1000).then_some(samples::LATER),
        delivered_at: Some(samples::LATER),
        received_at: (queued == 0).then_some(samples::THEN),
    };
    let peers = vec![
        peer(
            "jeddah.example",
            "majlis 0.1.0",
            admin::PeerState::Healthy,
            admin::PeerPolicy::Allowed,
            0,
        ),
        peer(
            "industrial-cluster.jubail.example",
            "lemmy 0.19.20",
            admin::PeerState::Failing,
            admin::PeerPolicy::Undecided,
            1208,
        ),
        peer(
            "spam.example",
            "",
            admin::PeerState::Dormant,
            admin::PeerPolicy::Blocked,
            12,
        ),
    ];
    let federation = admin::AdminFederationPage {
        mode: admin::FederationMode::AllowList,
        peers,
        host: FieldView::default(),
        note: FieldView::default(),
        trusted: false,
    };
    put(pages, "federation", &admin("/admin/federation"), &federation);
    let none = admin::AdminFederationPage {
        mode: admin::FederationMode::Open,
        peers: vec![],
        host: FieldView::of("https://x/").wrong(FieldError::new("problem-host")),
        note: FieldView::default(),
        trusted: true,
    };
    put(pages, "federation-none", &admin("/admin/federation"), &none);
}

pub(super) fn error_pages(locale: Locale, pages: &mut Pages) {
    const NAMES: [&str; 10] = [
        "error-400",
        "error-401",
        "error-403",
        "error-404",
        "error-410",
        "error-413",
        "error-422",
        "error-429",
        "error-500",
        "error-503",
    ];
    for (name, status) in NAMES.into_iter().zip(errors::STATUSES) {
        let page = errors::ErrorPage {
            retry_after: (status == 429).then_some(40),
            ..errors::ErrorPage::new(status)
        };
        put(pages, name, &chrome(locale, "/nowhere", None), &page);
    }
}
