//! Which applications a member let in.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::oauth::{OauthApp, OauthToken};
use super::schema::{oauth_apps, oauth_codes, oauth_tokens};
use super::types::{AccountId, OauthAppId, UtcTime};

/// The live tokens of an account with their applications, oldest first.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<(OauthToken, OauthApp)>> {
    Ok(on!(conn, |c| oauth_tokens::table
        .inner_join(oauth_apps::table)
        .filter(oauth_tokens::account_id.eq(account))
        .filter(oauth_tokens::revoked_at.is_null())
        .order(oauth_tokens::id)
        .select((OauthToken::as_select(), OauthApp::as_select()))
        .load(c)
        .await)?)
}

/// Ends every token and code that an application has of an account; says whether there was a live token.
pub async fn end(conn: &mut Conn, account: AccountId, app: OauthAppId, now: UtcTime) -> Result<bool> {
    on!(&mut *conn, |c| {
        diesel::delete(
            oauth_codes::table
                .filter(oauth_codes::account_id.eq(account))
                .filter(oauth_codes::app_id.eq(app)),
        )
        .execute(c)
        .await
    })?;
    let rows = on!(conn, |c| {
        diesel::update(
            oauth_tokens::table
                .filter(oauth_tokens::account_id.eq(account))
                .filter(oauth_tokens::app_id.eq(app))
                .filter(oauth_tokens::revoked_at.is_null()),
        )
        .set(oauth_tokens::revoked_at.eq(now))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}
