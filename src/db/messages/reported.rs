//! The messages that somebody chose to show to moderators. They see these and no others.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{reported_messages as reported, reports};
use crate::types::{ActorId, MessageId, ReportId, UtcTime};

/// A message as it stood when it was reported.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reported)]
pub struct ReportedMessage {
    /// In which report.
    pub report_id: ReportId,
    /// Which message.
    pub message_id: MessageId,
    /// Who wrote it.
    pub author_id: ActorId,
    /// Safe HTML.
    pub html: String,
    /// When it was sent.
    pub sent_at: UtcTime,
}

/// Adds some; those that were chosen before stay as they are.
pub async fn insert(conn: &mut Conn, rows: &[ReportedMessage]) -> Result<()> {
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(reported::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Those of a report, in the order in which they were sent.
pub async fn list(conn: &mut Conn, report: ReportId) -> Result<Vec<ReportedMessage>> {
    Ok(on!(conn, |c| reported::table
        .filter(reported::report_id.eq(report))
        .order(reported::message_id)
        .select(ReportedMessage::as_select())
        .load(c)
        .await)?)
}

/// Destroys what somebody wrote.
pub async fn delete_of_author(conn: &mut Conn, author: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        reported::table.filter(reported::author_id.eq(author))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Destroys those of reports that were closed before `until`; says how many.
pub async fn delete_closed(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        reported::table.filter(
            reported::report_id.eq_any(
                reports::table
                    .filter(reports::closed_at.lt(until).assume_not_null())
                    .select(reports::id)
            )
        )
    )
    .execute(c)
    .await)?)
}
