//! What hangs on a training: its meetings and its materials.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{training_materials, training_sessions};
use crate::types::{PostId, UtcTime};

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_sessions)]
pub struct SessionRow {
    /// The training.
    pub post_id: PostId,
    /// Its place among the meetings, from 0, in the order of time.
    pub position: i64,
    /// When it begins.
    pub starts_at: UtcTime,
    /// When it ends.
    pub ends_at: UtcTime,
    /// What it is about; empty if not said.
    pub topic: String,
}

/// A link to something to read.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_materials)]
pub struct MaterialRow {
    /// The training.
    pub post_id: PostId,
    /// Its place among the materials, from 0.
    pub position: i64,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Only those with a seat may know of it.
    pub for_seats: bool,
}

/// The meetings of these trainings, in the order of time; none for one of a single meeting.
pub async fn list_sessions(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<SessionRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| training_sessions::table
        .filter(training_sessions::post_id.eq_any(posts.iter().copied()))
        .order((training_sessions::post_id, training_sessions::position))
        .select(SessionRow::as_select())
        .load(c)
        .await)?)
}

/// Stores the meetings of a training, in the place of those before.
pub async fn replace_sessions(conn: &mut Conn, post: PostId, rows: &[SessionRow]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        training_sessions::table.filter(training_sessions::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(training_sessions::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// The materials of a training, in their order.
pub async fn list_materials(conn: &mut Conn, post: PostId) -> Result<Vec<MaterialRow>> {
    Ok(on!(conn, |c| training_materials::table
        .filter(training_materials::post_id.eq(post))
        .order(training_materials::position)
        .select(MaterialRow::as_select())
        .load(c)
        .await)?)
}

/// Stores the materials of a training, in the place of those before.
pub async fn replace_materials(conn: &mut Conn, post: PostId, rows: &[MaterialRow]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        training_materials::table.filter(training_materials::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(training_materials::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}
