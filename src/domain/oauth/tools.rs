//! The house's own tools: applications that an admin registered and that may ask who somebody is.
//!
//! Applications that register themselves, as Mastodon applications do, never get there: anybody can register one under any
//! name, and "sign in with the chamber" must mean a site that the chamber knows.

use crate::db::oauth::{self, OauthApp};
use crate::db::types::{AppKind, OauthAppId};
use crate::domain::error::{Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};
use crate::id::{random_token, token_hash};

use super::{OUT_OF_BAND, Registered, redirects, scopes};

/// Most redirect addresses of one tool.
const REDIRECTS_MAX: usize = 20;

/// What an admin says of a tool.
#[derive(Debug, Clone, Default)]
pub struct NewTool {
    /// Name shown to people.
    pub name: String,
    /// Its own site.
    pub website: String,
    /// Where people may be sent back to, one a line.
    pub redirect_uris: String,
    /// It cannot keep a secret: it runs in browsers or on phones.
    pub is_public: bool,
    /// Members are let through without being asked.
    pub is_trusted: bool,
}

/// Registers a tool. A public one gets no secret that counts, and is never trusted: another program on the same machine
/// could pass for it (RFC 8252 §8.6).
///
/// # Errors
/// [`Error::Invalid`]; [`crate::domain::Denied::NotAdmin`].
pub async fn register(core: &Core, by: &Principal, new: &NewTool) -> Result<Registered> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 1, 60);
    let website = problems.line("website", &new.website, 0, 2_000);
    if !(website.is_empty() || website.starts_with("https://") || website.starts_with("http://")) {
        problems.add("website", Problem::SecureAddress);
    }
    let uris: Vec<&str> = new.redirect_uris.split_whitespace().collect();
    if uris.is_empty() {
        problems.add("redirect_uris", Problem::Required);
    } else if uris.len() > REDIRECTS_MAX {
        problems.add("redirect_uris", Problem::TooMany(REDIRECTS_MAX));
    } else if !uris.iter().all(|uri| is_address(uri, new.is_public)) {
        problems.add("redirect_uris", Problem::SecureAddress);
    }
    if new.is_public && new.is_trusted {
        problems.add("trusted", Problem::Choice);
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
        scopes: scopes::OPENID.join(" "),
        created_at: core.clock.now(),
        kind: if new.is_public {
            AppKind::PublicTool
        } else {
            AppKind::Tool
        },
        is_trusted: new.is_trusted,
    };
    oauth::insert_app(&mut core.db.write().await?, &app).await?;
    tracing::info!(tool = %app.id, by = %by.actor_id, "tool {} registered", app.id);
    Ok(Registered { app, secret })
}

/// A site, this machine, or, for what runs on phones, a scheme of its own.
fn is_address(uri: &str, is_public: bool) -> bool {
    let is_web = uri.starts_with("https://") || uri.starts_with("http://");
    uri != OUT_OF_BAND && (is_web || is_public) && redirects::is_allowed(uri)
}

/// The registered tools, oldest first.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<OauthApp>> {
    by.require_admin()?;
    Ok(oauth::list_tools(&mut core.db.read().await?).await?)
}

/// Removes a tool; everything it was given ends with it.
///
/// # Errors
/// [`Error::NotFound`]; [`crate::domain::Denied::NotAdmin`].
pub async fn remove(core: &Core, by: &Principal, tool: OauthAppId) -> Result<()> {
    by.require_admin()?;
    if !oauth::delete_tool(&mut core.db.write().await?, tool).await? {
        return Err(Error::NotFound);
    }
    tracing::info!(%tool, by = %by.actor_id, "tool {tool} removed");
    Ok(())
}
