//! Client applications, authorisation codes and access tokens. Secrets stand here as hashes only.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::accounts::Account;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::schema::{accounts, actors, oauth_apps, oauth_codes, oauth_tokens};
use super::types::{AccountId, AppKind, OauthAppId, OauthTokenId, UtcTime};

/// A registered client application.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = oauth_apps)]
pub struct OauthApp {
    /// Id.
    pub id: OauthAppId,
    /// Public name in OAuth.
    pub client_id: String,
    /// SHA-256 of the secret.
    pub secret_hash: Vec<u8>,
    /// Name shown to people.
    pub name: String,
    /// Its own site.
    pub website: Option<String>,
    /// Where it may be sent back to, one a line.
    pub redirect_uris: String,
    /// What it may ask for, separated by spaces.
    pub scopes: String,
    /// Registration.
    pub created_at: UtcTime,
    /// Where it comes from.
    pub kind: AppKind,
    /// Whether members are let through to it without being asked.
    pub is_trusted: bool,
}

/// A code that an application exchanges for a token, once.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = oauth_codes)]
pub struct OauthCode {
    /// SHA-256 of the code.
    pub code_hash: Vec<u8>,
    /// For which application.
    pub app_id: OauthAppId,
    /// Who agreed.
    pub account_id: AccountId,
    /// The redirect address of the request; the exchange must name the same.
    pub redirect_uri: String,
    /// What was agreed to, separated by spaces.
    pub scopes: String,
    /// PKCE challenge (S256).
    pub challenge: Option<String>,
    /// End.
    pub expires_at: UtcTime,
    /// When it was exchanged.
    pub used_at: Option<UtcTime>,
    /// What the application wants to find again in the `id_token`.
    pub nonce: Option<String>,
    /// When the member had signed in.
    pub signed_in_at: Option<UtcTime>,
}

/// An access token.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = oauth_tokens)]
pub struct OauthToken {
    /// Id.
    pub id: OauthTokenId,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Of which application.
    pub app_id: OauthAppId,
    /// On whose behalf; none for the application itself.
    pub account_id: Option<AccountId>,
    /// The code it was exchanged for.
    pub code_hash: Option<Vec<u8>>,
    /// What it allows, separated by spaces.
    pub scopes: String,
    /// When it was issued.
    pub created_at: UtcTime,
    /// When it was revoked.
    pub revoked_at: Option<UtcTime>,
    /// When it ends by itself.
    pub expires_at: Option<UtcTime>,
}

/// Adds an application.
pub async fn insert_app(conn: &mut Conn, app: &OauthApp) -> Result<()> {
    on!(conn, |c| diesel::insert_into(oauth_apps::table)
        .values(app)
        .execute(c)
        .await)?;
    Ok(())
}

/// The application with this public name.
pub async fn find_app(conn: &mut Conn, client_id: &str) -> Result<Option<OauthApp>> {
    Ok(on!(conn, |c| oauth_apps::table
        .filter(oauth_apps::client_id.eq(client_id))
        .select(OauthApp::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The application with this id.
pub async fn get_app(conn: &mut Conn, id: OauthAppId) -> Result<OauthApp> {
    Ok(on!(conn, |c| oauth_apps::table
        .find(id)
        .select(OauthApp::as_select())
        .first(c)
        .await)?)
}

/// Most tools that are listed; a house has a handful.
const TOOLS_MAX: i64 = 200;

/// The applications that an admin registered, oldest first.
pub async fn list_tools(conn: &mut Conn) -> Result<Vec<OauthApp>> {
    Ok(on!(conn, |c| oauth_apps::table
        .filter(oauth_apps::kind.eq_any([AppKind::Tool, AppKind::PublicTool]))
        .order(oauth_apps::id)
        .limit(TOOLS_MAX)
        .select(OauthApp::as_select())
        .load(c)
        .await)?)
}

/// Removes a tool and every code and token of it; says whether there was one.
pub async fn delete_tool(conn: &mut Conn, id: OauthAppId) -> Result<bool> {
    let rows = on!(conn, |c| diesel::delete(
        oauth_apps::table.find(id).filter(oauth_apps::kind.ne(AppKind::App))
    )
    .execute(c)
    .await)?;
    Ok(rows > 0)
}

/// What an account let an application do last, by a token that was not revoked, be it expired or not.
pub async fn find_granted(conn: &mut Conn, account: AccountId, app: OauthAppId) -> Result<Option<String>> {
    Ok(on!(conn, |c| oauth_tokens::table
        .filter(oauth_tokens::account_id.eq(account))
        .filter(oauth_tokens::app_id.eq(app))
        .filter(oauth_tokens::revoked_at.is_null())
        .order(oauth_tokens::id.desc())
        .select(oauth_tokens::scopes)
        .first(c)
        .await
        .optional())?)
}

/// Forgets tokens of an account and an application that ended by themselves before `now`.
pub async fn delete_expired_tokens(conn: &mut Conn, account: AccountId, app: OauthAppId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            oauth_tokens::table
                .filter(oauth_tokens::account_id.eq(account))
                .filter(oauth_tokens::app_id.eq(app))
                .filter(oauth_tokens::revoked_at.is_null())
                .filter(oauth_tokens::expires_at.le(now)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Adds a code.
pub async fn insert_code(conn: &mut Conn, code: &OauthCode) -> Result<()> {
    on!(conn, |c| diesel::insert_into(oauth_codes::table)
        .values(code)
        .execute(c)
        .await)?;
    Ok(())
}

/// The code with this hash, used, expired or not.
pub async fn find_code(conn: &mut Conn, hash: &[u8]) -> Result<Option<OauthCode>> {
    Ok(on!(conn, |c| oauth_codes::table
        .find(hash)
        .select(OauthCode::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Spends a code; says whether it was still unspent.
pub async fn set_code_used(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(oauth_codes::table.find(hash).filter(oauth_codes::used_at.is_null()))
            .set(oauth_codes::used_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// Forgets codes that ended before `now`.
pub async fn delete_expired_codes(conn: &mut Conn, now: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        oauth_codes::table.filter(oauth_codes::expires_at.le(now))
    )
    .execute(c)
    .await)?)
}

/// Adds a token.
pub async fn insert_token(conn: &mut Conn, token: &OauthToken) -> Result<()> {
    on!(conn, |c| diesel::insert_into(oauth_tokens::table)
        .values(token)
        .execute(c)
        .await)?;
    Ok(())
}

/// A live token with its application and, unless it is the application's own, its person.
pub type TokenHolder = (OauthToken, OauthApp, Option<(Account, Actor)>);

/// The token with this hash and who holds it, if it is alive at `now`.
pub async fn find_holder(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<Option<TokenHolder>> {
    let row: Option<(OauthToken, OauthApp, Option<Account>, Option<Actor>)> = on!(conn, |c| oauth_tokens::table
        .inner_join(oauth_apps::table)
        .left_join(accounts::table.on(oauth_tokens::account_id.eq(accounts::id.nullable())))
        .left_join(actors::table.on(accounts::actor_id.eq(actors::id)))
        .filter(oauth_tokens::token_hash.eq(hash))
        .filter(oauth_tokens::revoked_at.is_null())
        .filter(oauth_tokens::expires_at.is_null().or(oauth_tokens::expires_at.gt(now)))
        .select((
            OauthToken::as_select(),
            OauthApp::as_select(),
            Option::<Account>::as_select(),
            Option::<Actor>::as_select(),
        ))
        .first(c)
        .await
        .optional())?;
    Ok(row.map(|(token, app, account, actor)| (token, app, account.zip(actor))))
}

/// The token with this hash, revoked or not.
pub async fn find_token(conn: &mut Conn, hash: &[u8]) -> Result<Option<OauthToken>> {
    Ok(on!(conn, |c| oauth_tokens::table
        .filter(oauth_tokens::token_hash.eq(hash))
        .select(OauthToken::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Ends a token.
pub async fn set_token_revoked(conn: &mut Conn, id: OauthTokenId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(oauth_tokens::table.find(id).filter(oauth_tokens::revoked_at.is_null()))
            .set(oauth_tokens::revoked_at.eq(now))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Ends every code and every token of an account.
pub async fn end_all_of_account(conn: &mut Conn, account: AccountId, now: UtcTime) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        oauth_codes::table.filter(oauth_codes::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| {
        diesel::update(
            oauth_tokens::table
                .filter(oauth_tokens::account_id.eq(account))
                .filter(oauth_tokens::revoked_at.is_null()),
        )
        .set(oauth_tokens::revoked_at.eq(now))
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Ends every token that a code was exchanged for.
pub async fn revoke_tokens_of_code(conn: &mut Conn, hash: &[u8], now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(
            oauth_tokens::table
                .filter(oauth_tokens::code_hash.eq(hash))
                .filter(oauth_tokens::revoked_at.is_null()),
        )
        .set(oauth_tokens::revoked_at.eq(now))
        .execute(c)
        .await
    })?;
    Ok(())
}
