//! The moderation log: append-only, which triggers hold.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::schema::moderation_log;
use crate::types::{ActorId, ForumId, InstanceId, LogId, PostId, UtcTime};
use crate::{Keyset, Result};

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
    /// Why, in words.
    pub reason: String,
    /// When.
    pub created_at: UtcTime,
    /// To whom.
    pub target_id: Option<ActorId>,
    /// Why, as a category; empty if none was given.
    pub category: String,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Of this forum.
    pub forum: Option<ForumId>,
    /// These actions; all if empty.
    pub actions: Vec<String>,
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
pub async fn list(conn: &mut Conn, filter: &LogFilter, page: Keyset) -> Result<Vec<LogEntry>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = moderation_log::table
            .filter(moderation_log::id.lt(LogId(before)))
            .order(moderation_log::id.desc())
            .limit(page.limit)
            .select(LogEntry::as_select())
            .into_boxed();
        if let Some(forum) = filter.forum {
            query = query.filter(moderation_log::forum_id.eq(forum));
        }
        if !filter.actions.is_empty() {
            query = query.filter(moderation_log::action.eq_any(filter.actions.iter()));
        }
        query.load(c).await
    })?)
}

/// The lines with these ids, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[LogId]) -> Result<Vec<LogEntry>> {
    Ok(on!(conn, |c| moderation_log::table
        .filter(moderation_log::id.eq_any(ids.iter().copied()))
        .select(LogEntry::as_select())
        .load(c)
        .await)?)
}
