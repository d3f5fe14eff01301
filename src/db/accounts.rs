//! Local people: what never leaves this instance. Also their one-time links.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::schema::{account_tokens, accounts, actors};
use super::types::{AccountId, AccountState, ActorId, Language, Role, TokenId, TokenPurpose, UtcTime};

/// A local person.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable)]
#[diesel(table_name = accounts)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// The public side.
    pub actor_id: ActorId,
    /// Address as typed.
    pub email: String,
    /// Address as compared.
    pub email_normal: String,
    /// argon2id, PHC string.
    pub password_hash: String,
    /// Rights.
    pub role: Role,
    /// Life.
    pub state: AccountState,
    /// Language of the interface and of mail.
    pub language: Language,
    /// When the address was confirmed.
    pub confirmed_at: Option<UtcTime>,
    /// When the account was made.
    pub created_at: UtcTime,
    /// What its verifications come to; see [`Account::level_at`].
    pub level: i32,
    /// Until when.
    pub level_until: Option<UtcTime>,
    /// Whether it decides on verifications.
    pub is_verifier: bool,
}

impl Account {
    /// The level of verification that counts at this moment: 0 to 3.
    pub fn level_at(&self, now: UtcTime) -> i32 {
        level_at(self.level, self.level_until, now)
    }
}

/// What a level that counts until some moment comes to at this one: the one rule of who is verified.
pub fn level_at(level: i32, until: Option<UtcTime>, now: UtcTime) -> i32 {
    if until.is_some_and(|until| until > now) {
        level
    } else {
        0
    }
}

/// A new account.
#[derive(Debug, Insertable)]
#[diesel(table_name = accounts)]
pub struct NewAccount<'a> {
    /// See [`Account`].
    pub id: AccountId,
    /// See [`Account`].
    pub actor_id: ActorId,
    /// See [`Account`].
    pub email: &'a str,
    /// See [`Account`].
    pub email_normal: &'a str,
    /// See [`Account`].
    pub password_hash: &'a str,
    /// See [`Account`].
    pub role: Role,
    /// See [`Account`].
    pub state: AccountState,
    /// See [`Account`].
    pub language: Language,
    /// See [`Account`].
    pub confirmed_at: Option<UtcTime>,
    /// See [`Account`].
    pub created_at: UtcTime,
}

/// Adds an account.
pub async fn insert(conn: &mut Conn, new: &NewAccount<'_>) -> Result<Account> {
    Ok(on!(conn, |c| diesel::insert_into(accounts::table)
        .values(new)
        .returning(Account::as_returning())
        .get_result(c)
        .await)?)
}

/// The account with this id.
pub async fn get(conn: &mut Conn, id: AccountId) -> Result<Account> {
    Ok(on!(conn, |c| accounts::table
        .find(id)
        .select(Account::as_select())
        .first(c)
        .await)?)
}

/// Holds an account until the transaction ends, so that of two changes at once the second sees what the first one did.
pub async fn lock(conn: &mut Conn, id: AccountId) -> Result<()> {
    // Writing is what both engines lock a row by.
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::created_at.eq(accounts::created_at))
        .execute(c)
        .await)?;
    Ok(())
}

/// The account with this id and its actor.
pub async fn get_with_actor(conn: &mut Conn, id: AccountId) -> Result<(Account, Actor)> {
    Ok(on!(conn, |c| accounts::table
        .inner_join(actors::table)
        .filter(accounts::id.eq(id))
        .select((Account::as_select(), Actor::as_select()))
        .first(c)
        .await)?)
}

/// The actors of these accounts, in no order.
pub async fn list_actors(conn: &mut Conn, ids: &[AccountId]) -> Result<Vec<(AccountId, Actor)>> {
    Ok(on!(conn, |c| accounts::table
        .inner_join(actors::table)
        .filter(accounts::id.eq_any(ids.iter().copied()))
        .select((accounts::id, Actor::as_select()))
        .load(c)
        .await)?)
}

/// The account with this address, compared in normal form.
pub async fn find_by_email(conn: &mut Conn, email_normal: &str) -> Result<Option<Account>> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::email_normal.eq(email_normal))
        .select(Account::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The account behind an actor, if the actor is a local person.
pub async fn find_by_actor(conn: &mut Conn, actor: ActorId) -> Result<Option<Account>> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::actor_id.eq(actor))
        .select(Account::as_select())
        .first(c)
        .await
        .optional())?)
}

/// How many accounts have this role and are in use.
pub async fn count_by_role(conn: &mut Conn, role: Role) -> Result<i64> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::role.eq(role))
        .filter(accounts::state.eq(AccountState::Active))
        .count()
        .get_result(c)
        .await)?)
}

/// How many accounts are in use.
pub async fn count_active(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::state.eq(AccountState::Active))
        .count()
        .get_result(c)
        .await)?)
}

/// Marks the address as confirmed and opens the account.
pub async fn set_confirmed(conn: &mut Conn, id: AccountId, now: UtcTime) -> Result<()> {
    on!(conn, |c| {
        diesel::update(accounts::table.find(id))
            .set((accounts::confirmed_at.eq(now), accounts::state.eq(AccountState::Active)))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Sets the language of an account.
pub async fn set_language(conn: &mut Conn, id: AccountId, language: Language) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::language.eq(language))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets the rights of an account.
pub async fn set_role(conn: &mut Conn, id: AccountId, role: Role) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::role.eq(role))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets what the verifications of an account come to, and until when.
pub async fn set_level(conn: &mut Conn, id: AccountId, level: i32, until: Option<UtcTime>) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set((accounts::level.eq(level), accounts::level_until.eq(until)))
        .execute(c)
        .await)?;
    Ok(())
}

/// The public sides of those who run the instance.
pub async fn list_staff(conn: &mut Conn) -> Result<Vec<ActorId>> {
    Ok(on!(conn, |c| accounts::table
        .filter(accounts::role.ne(Role::Member))
        .filter(accounts::state.eq(AccountState::Active))
        .select(accounts::actor_id)
        .load(c)
        .await)?)
}

/// Sets how far an account is in its life.
pub async fn set_state(conn: &mut Conn, id: AccountId, state: AccountState) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::state.eq(state))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets the address of an account.
///
/// # Errors
/// [`super::Error::Conflict`] if another account has it.
pub async fn set_email(conn: &mut Conn, id: AccountId, email: &str, email_normal: &str) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set((accounts::email.eq(email), accounts::email_normal.eq(email_normal)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets whether an account decides on verifications.
pub async fn set_verifier(conn: &mut Conn, id: AccountId, is_verifier: bool) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::is_verifier.eq(is_verifier))
        .execute(c)
        .await)?;
    Ok(())
}

/// The accounts that decide on verifications, and their actors, by name.
pub async fn list_verifiers(conn: &mut Conn) -> Result<Vec<(Account, Actor)>> {
    Ok(on!(conn, |c| accounts::table
        .inner_join(actors::table)
        .filter(accounts::is_verifier.eq(true))
        .order(actors::username)
        .select((Account::as_select(), Actor::as_select()))
        .load(c)
        .await)?)
}

/// Sets a new password hash.
pub async fn set_password(conn: &mut Conn, id: AccountId, hash: &str) -> Result<()> {
    on!(conn, |c| diesel::update(accounts::table.find(id))
        .set(accounts::password_hash.eq(hash))
        .execute(c)
        .await)?;
    Ok(())
}

/// Adds a one-time link. `account` is none for the set-up link of a new instance.
pub async fn insert_token(
    conn: &mut Conn,
    id: TokenId,
    account: Option<AccountId>,
    purpose: TokenPurpose,
    hash: &[u8],
    expires_at: UtcTime,
) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(account_tokens::table)
            .values((
                account_tokens::id.eq(id),
                account_tokens::account_id.eq(account),
                account_tokens::purpose.eq(purpose),
                account_tokens::token_hash.eq(hash),
                account_tokens::expires_at.eq(expires_at),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Uses up a one-time link and gives the account it was made for.
///
/// # Errors
/// [`super::Error::NotFound`] if there is no such link, or it was used, or it expired.
pub async fn use_token(conn: &mut Conn, purpose: TokenPurpose, hash: &[u8], now: UtcTime) -> Result<Option<AccountId>> {
    Ok(on!(conn, |c| diesel::update(
        account_tokens::table
            .filter(account_tokens::token_hash.eq(hash))
            .filter(account_tokens::purpose.eq(purpose))
            .filter(account_tokens::used_at.is_null())
            .filter(account_tokens::expires_at.gt(now)),
    )
    .set(account_tokens::used_at.eq(now))
    .returning(account_tokens::account_id)
    .get_result(c)
    .await)?)
}

/// Ends every link of an account for this purpose.
pub async fn delete_tokens(conn: &mut Conn, account: AccountId, purpose: TokenPurpose) -> Result<()> {
    on!(conn, |c| {
        diesel::delete(
            account_tokens::table
                .filter(account_tokens::account_id.eq(account))
                .filter(account_tokens::purpose.eq(purpose)),
        )
        .execute(c)
        .await
    })?;
    Ok(())
}

/// Whether an unused link with this hash exists.
pub async fn has_token(conn: &mut Conn, purpose: TokenPurpose, hash: &[u8], now: UtcTime) -> Result<bool> {
    let count: i64 = on!(conn, |c| account_tokens::table
        .filter(account_tokens::token_hash.eq(hash))
        .filter(account_tokens::purpose.eq(purpose))
        .filter(account_tokens::used_at.is_null())
        .filter(account_tokens::expires_at.gt(now))
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}
