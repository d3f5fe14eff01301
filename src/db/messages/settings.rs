//! Who may write to a member.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::message_settings as settings;
use crate::types::{AccountId, Welcome};

/// What a member set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = settings)]
pub struct MessageSettings {
    /// Whose.
    pub account_id: AccountId,
    /// Who may write to them.
    pub from_whom: Welcome,
    /// Whether conversations that begin show how far they have read.
    pub shows_read: bool,
    /// Whether they show that they are in a conversation, and writing.
    pub shows_presence: bool,
}

/// What a member set; what holds for everybody if they set nothing.
pub async fn get(conn: &mut Conn, account: AccountId) -> Result<MessageSettings> {
    let found: Option<MessageSettings> = on!(conn, |c| settings::table
        .find(account)
        .select(MessageSettings::as_select())
        .first(c)
        .await
        .optional())?;
    Ok(found.unwrap_or(MessageSettings {
        account_id: account,
        from_whom: Welcome::Everybody,
        shows_read: false,
        shows_presence: false,
    }))
}

/// Sets them.
pub async fn set(conn: &mut Conn, new: &MessageSettings) -> Result<()> {
    on!(conn, |c| diesel::insert_into(settings::table)
        .values(new)
        .on_conflict(settings::account_id)
        .do_update()
        .set(new)
        .execute(c)
        .await)?;
    Ok(())
}
