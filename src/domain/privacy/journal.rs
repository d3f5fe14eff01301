//! The log of what staff do about personal data: append-only; names records by number, never people.

use crate::db::Conn;
use crate::db::privacy::journal::{self, Line};
use crate::domain::error::Result;
use crate::domain::{Core, Principal};

/// Lines on one page.
const LINES: i64 = 100;

/// Writes a line, in the transaction of the deed.
pub(in crate::domain) async fn note(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    subject: Option<i64>,
) -> Result<()> {
    let line = Line {
        id: core.ids.next(),
        account_id: by.account_id,
        action: action.to_owned(),
        subject_id: subject,
        created_at: core.clock.now(),
    };
    Ok(journal::insert(conn, &line).await?)
}

/// The newest lines, with the display name of who did it.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<(Line, Option<String>)>> {
    by.require_admin()?;
    Ok(journal::list(&mut core.db.read().await?, LINES).await?)
}
