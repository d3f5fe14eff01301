//! Registering applications, and knowing them again. Registrations do not end: clients keep them for months.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use crate::db::oauth::{self, OauthApp};
use crate::db::types::AppKind;
use crate::domain::Core;
use crate::domain::error::Result;
use crate::domain::validate::{Problem, Problems};
use crate::id::{random_token, token_hash};

use super::{Refusal, Scopes, redirects};

/// Most redirect addresses of one application.
const REDIRECTS_MAX: usize = 20;

/// What an application says of itself.
#[derive(Debug, Clone, Default)]
pub struct NewApp {
    /// Name shown to people.
    pub name: String,
    /// Where it may be sent back to.
    pub redirect_uris: Vec<String>,
    /// What it may ask for, separated by spaces.
    pub scopes: String,
    /// Its own site.
    pub website: String,
}

/// A registered application with its secret, which is told this once.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The application.
    pub app: OauthApp,
    /// Its secret.
    pub secret: String,
}

/// Registers an application.
///
/// # Errors
/// [`crate::domain::Error::Invalid`] for an empty name, an address we would not redirect to, a scope that is unknown or that only
/// tools of the house may have.
pub async fn register(core: &Core, new: &NewApp) -> Result<Registered> {
    let mut problems = Problems::default();
    let name = problems.line("client_name", &new.name, 1, 60);
    let uris = &new.redirect_uris;
    if uris.is_empty() {
        problems.add("redirect_uris", Problem::Required);
    } else if uris.len() > REDIRECTS_MAX {
        problems.add("redirect_uris", Problem::TooMany(REDIRECTS_MAX));
    } else if !uris.iter().all(|uri| redirects::is_allowed(uri)) {
        problems.add("redirect_uris", Problem::Address);
    }
    let scopes = Scopes::parse(&new.scopes);
    if scopes.as_ref().is_none_or(Scopes::are_for_tools) {
        problems.add("scopes", Problem::Choice);
    }
    let website = problems.line("website", &new.website, 0, 2_000);
    if !(website.is_empty() || website.starts_with("https://") || website.starts_with("http://")) {
        problems.add("website", Problem::Address);
    }
    problems.into_result(())?;
    let secret = random_token();
    let app = OauthApp {
        id: core.ids.next(),
        client_id: random_token(),
        secret_hash: token_hash(&secret),
        name,
        website: (!website.is_empty()).then_some(website),
        redirect_uris: uris.join("\n"),
        scopes: scopes.map(|scopes| scopes.to_string()).unwrap_or_default(),
        created_at: core.clock.now(),
        kind: AppKind::App,
        is_trusted: false,
    };
    oauth::insert_app(&mut core.db.write().await?, &app).await?;
    Ok(Registered { app, secret })
}

/// The application with this public name that proves itself by its secret. Without a secret it is a public client, which
/// `may_be_public` allows or not; a tool of the house is what it was registered as.
///
/// # Errors
/// [`Refusal::InvalidClient`] in the inner result; the outer one fails only with the database.
pub async fn authenticate(
    core: &Core,
    client_id: &str,
    secret: Option<&str>,
    may_be_public: bool,
) -> Result<Result<OauthApp, Refusal>> {
    let Some(app) = oauth::find_app(&mut core.db.read().await?, client_id).await? else {
        return Ok(Err(Refusal::InvalidClient));
    };
    let is_right = match (secret, app.kind) {
        (None, AppKind::Tool) | (Some(_), AppKind::PublicTool) => false,
        (Some(secret), _) => verify_slices_are_equal(&token_hash(secret), &app.secret_hash).is_ok(),
        (None, _) => may_be_public,
    };
    Ok(if is_right { Ok(app) } else { Err(Refusal::InvalidClient) })
}
