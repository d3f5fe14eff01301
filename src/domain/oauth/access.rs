//! The applications a member let in, and showing them out.

use crate::db::app_access;
use crate::db::oauth::OauthApp;
use crate::db::types::{AccountId, OauthAppId, UtcTime};
use crate::domain::Core;
use crate::domain::error::{Error, Result};

use super::Scopes;

/// An application that acts for a member.
#[derive(Debug, Clone)]
pub struct Access {
    /// Which.
    pub app: OauthApp,
    /// What it may do.
    pub scopes: Scopes,
    /// Since when.
    pub since: UtcTime,
}

/// The applications that act for an account, those let in first at the head.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId) -> Result<Vec<Access>> {
    let tokens = app_access::list(&mut core.db.read().await?, account).await?;
    let mut found: Vec<(Access, String)> = Vec::new();
    for (token, app) in tokens {
        if let Some((access, scopes)) = found.iter_mut().find(|(access, _)| access.app.id == app.id) {
            scopes.push(' ');
            scopes.push_str(&token.scopes);
            access.scopes = Scopes::stored(scopes);
        } else {
            let access = Access {
                app,
                scopes: Scopes::stored(&token.scopes),
                since: token.created_at,
            };
            found.push((access, token.scopes));
        }
    }
    Ok(found.into_iter().map(|(access, _)| access).collect())
}

/// Shows an application out: its tokens stop working at once.
///
/// # Errors
/// [`Error::NotFound`] if it does not act for the account.
pub async fn end(core: &Core, account: AccountId, app: OauthAppId) -> Result<()> {
    let now = core.clock.now();
    core.change(async |conn| {
        if app_access::end(conn, account, app, now).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}
