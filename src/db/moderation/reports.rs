//! Reports: rows and the queue.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::schema::{forum_moderators, reports};
use crate::types::{ActorId, Category, ForumId, PostId, ReportId, ReportState, UtcTime};
use crate::{Keyset, Result};

/// Something told to moderators.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = reports)]
pub struct Report {
    /// Id.
    pub id: ReportId,
    /// Id of the Flag.
    pub uri: String,
    /// Who told.
    pub reporter_id: ActorId,
    /// Whom it is about.
    pub subject_id: ActorId,
    /// Which post.
    pub post_id: Option<PostId>,
    /// The forum of the post.
    pub forum_id: Option<ForumId>,
    /// Why.
    pub category: Category,
    /// Why, in words.
    pub words: String,
    /// Whether the author's server is told, too.
    pub is_forwarded: bool,
    /// How far it is.
    pub state: ReportState,
    /// Who looks into it, or closed it.
    pub handler_id: Option<ActorId>,
    /// A note among moderators.
    pub note: String,
    /// When it came.
    pub created_at: UtcTime,
    /// When it was closed.
    pub closed_at: Option<UtcTime>,
}

/// What a moderator changes.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = reports)]
#[diesel(treat_none_as_null = true)]
pub struct Handling {
    /// See [`Report`].
    pub state: ReportState,
    /// See [`Report`].
    pub handler_id: Option<ActorId>,
    /// See [`Report`].
    pub note: String,
    /// See [`Report`].
    pub closed_at: Option<UtcTime>,
}

/// Whose reports are listed.
#[derive(Debug, Clone, Copy)]
pub enum Seat {
    /// Of everything.
    Staff,
    /// Of the forums that this actor moderates.
    Moderator(ActorId),
}

/// Adds a report; says whether its Flag was new.
pub async fn insert(conn: &mut Conn, report: &Report) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::insert_into(reports::table)
            .values(report)
            .on_conflict_do_nothing()
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}

/// One report.
pub async fn get(conn: &mut Conn, id: ReportId) -> Result<Report> {
    Ok(on!(conn, |c| reports::table
        .find(id)
        .select(Report::as_select())
        .first(c)
        .await)?)
}

/// What somebody told, oldest first.
pub async fn list_by_reporter(conn: &mut Conn, reporter: ActorId) -> Result<Vec<Report>> {
    Ok(on!(conn, |c| reports::table
        .filter(reports::reporter_id.eq(reporter))
        .order(reports::id)
        .select(Report::as_select())
        .load(c)
        .await)?)
}

/// An open report of the same thing by the same person.
pub async fn find_open(
    conn: &mut Conn,
    reporter: ActorId,
    subject: ActorId,
    post: Option<PostId>,
) -> Result<Option<Report>> {
    Ok(on!(conn, |c| {
        let mut query = reports::table
            .filter(reports::reporter_id.eq(reporter))
            .filter(reports::subject_id.eq(subject))
            .filter(reports::closed_at.is_null())
            .select(Report::as_select())
            .into_boxed();
        query = match post {
            Some(post) => query.filter(reports::post_id.eq(post)),
            None => query.filter(reports::post_id.is_null()),
        };
        query.first(c).await.optional()
    })?)
}

/// Reports of a post that are not closed.
pub async fn list_open_of(conn: &mut Conn, post: PostId) -> Result<Vec<Report>> {
    Ok(on!(conn, |c| reports::table
        .filter(reports::post_id.eq(post))
        .filter(reports::closed_at.is_null())
        .select(Report::as_select())
        .load(c)
        .await)?)
}

/// A page of the reports that are closed, or not, newest first.
pub async fn list(conn: &mut Conn, seat: Seat, is_closed: bool, page: Keyset) -> Result<Vec<Report>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = reports::table
            .filter(reports::id.lt(ReportId(before)))
            .order(reports::id.desc())
            .limit(page.limit)
            .select(Report::as_select())
            .into_boxed();
        query = if is_closed {
            query.filter(reports::closed_at.is_not_null())
        } else {
            query.filter(reports::closed_at.is_null())
        };
        if let Seat::Moderator(actor) = seat {
            query = query.filter(
                reports::forum_id.eq_any(
                    forum_moderators::table
                        .filter(forum_moderators::actor_id.eq(actor))
                        .select(forum_moderators::forum_id.nullable()),
                ),
            );
        }
        query.load(c).await
    })?)
}

/// How many reports of a person were made before, and how many of those led to something.
pub async fn history(conn: &mut Conn, subject: ActorId) -> Result<(i64, i64)> {
    let all = on!(&mut *conn, |c| reports::table
        .filter(reports::subject_id.eq(subject))
        .count()
        .get_result(c)
        .await)?;
    let actioned = on!(conn, |c| reports::table
        .filter(reports::subject_id.eq(subject))
        .filter(reports::state.eq(ReportState::Actioned))
        .count()
        .get_result(c)
        .await)?;
    Ok((all, actioned))
}

/// Takes, closes or opens a report, if it is still in the state `from`; says whether it was.
pub async fn set_state(conn: &mut Conn, id: ReportId, from: ReportState, handling: &Handling) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(reports::table.find(id).filter(reports::state.eq(from)))
            .set(handling)
            .execute(c)
            .await
    })?;
    Ok(rows > 0)
}
