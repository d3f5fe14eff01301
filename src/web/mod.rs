//! The site as HTML: pages, forms, language, embedded assets.
//!
//! Turns requests into calls of the domain and answers with rendered pages. Builds no activity, names no table.

pub mod archive;
pub mod assets;
mod certificate;
pub mod cookies;
pub mod csrf;
pub mod filters;
pub mod forms;
mod frame;
pub mod i18n;
mod layers;
pub mod limits;
pub mod mail;
pub mod notices;
pub mod notices_mail;
pub mod organisation_mail;
pub mod page;
pub mod pages;
pub mod paths;
mod preferences;
pub mod present;
pub mod push_words;
pub mod qr;
pub mod redirect;
mod routes;
pub mod samples;
pub mod seat_mail;
mod spreadsheet;
pub mod training_mail;
mod uploads;
pub mod verification_mail;
pub mod view;
pub mod visitor;

use std::sync::Arc;

use axum::http::HeaderValue;

use crate::config::{Config, OpenidProvider};
use crate::domain::Core;

use cookies::Cookies;
use i18n::Locale;
use limits::Credentials;
use page::{ProviderLink, Site};

pub use layers::{RequestId, content_security_policy, layers};
pub use routes::routes;

/// What the pages share. Cheap to clone.
#[derive(Clone)]
pub struct Shared {
    /// Names of the cookies.
    pub cookies: Cookies,
    /// Limits on tries of passwords and links.
    pub credentials: Arc<Credentials>,
    /// What browsers may do on our pages.
    pub(crate) policy: HeaderValue,
    sites: [Arc<Site>; 2],
}

impl Shared {
    /// Sets it up for this instance.
    pub fn new(core: &Core) -> Self {
        let config = &core.config;
        Self {
            cookies: Cookies::new(config),
            policy: layers::policy(config),
            credentials: Arc::new(Credentials::new(config, &core.clock)),
            sites: [Locale::En, Locale::Ar].map(|locale| Arc::new(site(config, locale))),
        }
    }

    /// This instance, as pages in `locale` show it.
    pub fn site(&self, locale: Locale) -> Arc<Site> {
        let [en, ar] = &self.sites;
        match locale {
            Locale::En => en.clone(),
            Locale::Ar => ar.clone(),
        }
    }
}

fn providers(config: &Config, locale: Locale) -> Vec<ProviderLink> {
    let link = |(id, settings): (&String, &OpenidProvider)| {
        let name = match locale {
            Locale::En => &settings.name_en,
            Locale::Ar => &settings.name_ar,
        };
        ProviderLink {
            id: id.clone(),
            name: name.clone(),
        }
    };
    config.openid.providers.iter().map(link).collect()
}

fn site(config: &Config, locale: Locale) -> Site {
    let instance = &config.instance;
    let (name, tagline) = match locale {
        Locale::En => (&instance.name_en, &instance.description_en),
        Locale::Ar => (&instance.name_ar, &instance.description_ar),
    };
    Site {
        name: name.clone(),
        tagline: tagline.clone(),
        host: config.host(),
        registration_open: config.registration_open(),
        passwords: !config.openid.only,
        providers: providers(config, locale),
        development: config.federation.allow_private,
    }
}
