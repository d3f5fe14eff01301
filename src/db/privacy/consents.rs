//! The consent ledger: rows are added, never changed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::consents;
use crate::types::{AccountId, ActorId, ConsentId, ConsentPurpose, ConsentSource, UtcTime};

/// A consent given or withdrawn.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = consents)]
pub struct Consent {
    /// Id.
    pub id: ConsentId,
    /// Whose.
    pub account_id: AccountId,
    /// To what.
    pub purpose: ConsentPurpose,
    /// Given, or withdrawn.
    pub is_given: bool,
    /// The version of the notice that stood at the time.
    pub notice_version: i64,
    /// Where.
    pub source: ConsentSource,
    /// When.
    pub created_at: UtcTime,
}

/// Adds a row.
pub async fn insert(conn: &mut Conn, consent: &Consent) -> Result<()> {
    on!(conn, |c| diesel::insert_into(consents::table)
        .values(consent)
        .execute(c)
        .await)?;
    Ok(())
}

/// The newest word of a member on a purpose.
pub async fn find(conn: &mut Conn, account: AccountId, purpose: ConsentPurpose) -> Result<Option<bool>> {
    Ok(on!(conn, |c| consents::table
        .filter(consents::account_id.eq(account))
        .filter(consents::purpose.eq(purpose))
        .order(consents::id.desc())
        .select(consents::is_given)
        .first(c)
        .await
        .optional())?)
}

/// Everything a member said, newest first.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<Consent>> {
    Ok(on!(conn, |c| consents::table
        .filter(consents::account_id.eq(account))
        .order(consents::id.desc())
        .select(Consent::as_select())
        .load(c)
        .await)?)
}

/// Whether strangers and search engines may be shown a local person.
pub async fn set_discoverable(conn: &mut Conn, actor: ActorId, is_discoverable: bool) -> Result<()> {
    use crate::schema::actors;
    on!(conn, |c| diesel::update(actors::table.find(actor))
        .set(actors::is_discoverable.eq(is_discoverable))
        .execute(c)
        .await)?;
    Ok(())
}
