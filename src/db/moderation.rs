//! The moderation log: append-only.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::conn::{Conn, on};
use super::schema::moderation_log;
use super::types::{ActorId, ForumId, InstanceId, LogId, PostId, UtcTime};
use super::{Keyset, Result};

/// A line of the log.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = moderation_log)]
pub struct LogEntry {
    /// Id.
    pub id: LogId,
    /// Who did it.
    pub actor_id: ActorId,
    /// What.
    pub action: String,
    /// In which forum.
    pub forum_id: Option<ForumId>,
    /// To which post.
    pub post_id: Option<PostId>,
    /// To which server.
    pub instance_id: Option<InstanceId>,
    /// Why.
    pub reason: String,
    /// When.
    pub created_at: UtcTime,
}

/// Adds a line.
pub async fn insert(conn: &mut Conn, entry: &LogEntry) -> Result<()> {
    on!(conn, |c| diesel::insert_into(moderation_log::table)
        .values(entry)
        .execute(c)
        .await)?;
    Ok(())
}

/// A page of the log, newest first.
pub async fn list(conn: &mut Conn, page: Keyset) -> Result<Vec<LogEntry>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| moderation_log::table
        .filter(moderation_log::id.lt(LogId(before)))
        .order(moderation_log::id.desc())
        .limit(page.limit)
        .select(LogEntry::as_select())
        .load(c)
        .await)?)
}
