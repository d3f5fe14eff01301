//! The chamber's own list of members.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::verification_list as list;
use crate::types::UtcTime;

/// A member of the chamber, as it knows them.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = list)]
pub struct Listed {
    /// Unified national number.
    pub national_number: String,
    /// Name in the list.
    pub name: String,
    /// Domain of its addresses; empty if the list does not say.
    pub email_domain: String,
    /// End of its membership, if the list says.
    pub valid_until: Option<UtcTime>,
}

/// Puts a new list in the place of the old one.
pub async fn replace(conn: &mut Conn, rows: &[Listed]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(list::table).execute(c).await)?;
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(list::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Who has this number.
pub async fn find(conn: &mut Conn, number: &str) -> Result<Option<Listed>> {
    Ok(on!(conn, |c| list::table
        .find(number)
        .select(Listed::as_select())
        .first(c)
        .await
        .optional())?)
}

/// How many are listed.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| list::table.count().get_result(c).await)?)
}
