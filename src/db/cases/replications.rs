//! Reports of those who did what a case study tells of, too, and what is shown of all of them together. Each hangs on a reply.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{posts, replication_figures, replications};
use crate::types::{ActorId, Outcome, PostId, ReplicationFigure, SizeClass, Visibility};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = replications)]
#[diesel(treat_none_as_null = true)]
pub struct ReplicationRow {
    /// The reply that tells of it.
    pub post_id: PostId,
    /// The case study.
    pub case_id: PostId,
    /// Who it speaks for; one report each.
    pub party: String,
    /// What was done otherwise, as typed; empty if it came from elsewhere.
    pub adapted: String,
    /// How it went, as typed.
    pub story: String,
    /// What came of it; none if it does not say.
    pub result: Option<Outcome>,
    /// Months until the money was back.
    pub payback_months: Option<i64>,
    /// Region.
    pub region: Option<String>,
    /// Size of the establishment.
    pub size_class: Option<SizeClass>,
    /// Whether its figures are shown with it; if not, they count only.
    pub is_open: bool,
    /// The figures that are shown count its result as it is.
    pub is_result_counted: bool,
    /// The same for its payback.
    pub is_payback_counted: bool,
}

/// One figure over the reports of a case study, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = replication_figures)]
#[diesel(treat_none_as_null = true)]
pub struct FigureRow {
    /// The case study.
    pub case_id: PostId,
    /// Which figure.
    pub figure: ReplicationFigure,
    /// How many are of the first class.
    pub in_first: i64,
    /// Of the second.
    pub in_second: i64,
    /// Of the third.
    pub in_third: i64,
    /// Of the fourth.
    pub in_fourth: i64,
    /// The middle one of all values, if they are numbers.
    pub median: Option<i64>,
}

/// Stores a report, in the place of what hung on the same reply.
pub async fn upsert(conn: &mut Conn, row: &ReplicationRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(replications::table)
            .values(row)
            .on_conflict(replications::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// What hangs on a reply.
pub async fn find(conn: &mut Conn, post: PostId) -> Result<Option<ReplicationRow>> {
    Ok(on!(conn, |c| replications::table
        .find(post)
        .select(ReplicationRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// What hangs on these replies, in no order.
pub async fn list(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<ReplicationRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| replications::table
        .filter(replications::post_id.eq_any(posts.iter().copied()))
        .select(ReplicationRow::as_select())
        .load(c)
        .await)?)
}

/// The report that speaks for somebody, with its reply, which may be removed.
pub async fn find_of_party(conn: &mut Conn, case: PostId, party: &str) -> Result<Option<(ReplicationRow, Post)>> {
    Ok(on!(conn, |c| replications::table
        .inner_join(posts::table)
        .filter(replications::case_id.eq(case))
        .filter(replications::party.eq(party))
        .select((ReplicationRow::as_select(), Post::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// The report that somebody wrote, if it stands.
pub async fn find_by(conn: &mut Conn, case: PostId, author: ActorId) -> Result<Option<(ReplicationRow, Post)>> {
    Ok(on!(conn, |c| replications::table
        .inner_join(posts::table)
        .filter(replications::case_id.eq(case))
        .filter(posts::actor_id.eq(author))
        .filter(posts::removed_at.is_null())
        .select((ReplicationRow::as_select(), Post::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// A report with what its reply says of it.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The report.
    pub row: ReplicationRow,
    /// Who wrote the reply.
    pub author: ActorId,
    /// The reply is removed.
    pub is_removed: bool,
    /// Who may read it.
    pub visibility: Visibility,
}

/// Every report of a case study that stands in its thread, oldest first, and what is shown of all of them: in one statement,
/// because every page of a case study asks.
pub async fn list_all(conn: &mut Conn, case: PostId) -> Result<(Vec<Reported>, Vec<FigureRow>)> {
    // Each report comes once for each figure there is.
    let found: Vec<(ReplicationRow, ActorId, bool, Visibility, Option<FigureRow>)> =
        on!(conn, |c| replications::table
            .inner_join(posts::table)
            .left_join(replication_figures::table.on(replication_figures::case_id.eq(replications::case_id)))
            .filter(replications::case_id.eq(case))
            .filter(posts::root_id.eq(case))
            .order((replications::post_id, replication_figures::figure))
            .select((
                ReplicationRow::as_select(),
                posts::actor_id,
                posts::removed_at.is_not_null(),
                posts::visibility,
                Option::<FigureRow>::as_select(),
            ))
            .load(c)
            .await)?;
    let (mut all, mut figures): (Vec<Reported>, Vec<FigureRow>) = (Vec::new(), Vec::new());
    for (row, author, is_removed, visibility, figure) in found {
        figures.extend(figure.filter(|new| figures.iter().all(|known| known.figure != new.figure)));
        if all.last().is_none_or(|last| last.row.post_id != row.post_id) {
            all.push(Reported {
                row,
                author,
                is_removed,
                visibility,
            });
        }
    }
    Ok((all, figures))
}

/// What somebody reported, oldest first, each with the address of its reply and of the case study.
pub async fn list_by(conn: &mut Conn, author: ActorId) -> Result<Vec<(String, ReplicationRow)>> {
    Ok(on!(conn, |c| posts::table
        .inner_join(replications::table)
        .filter(posts::actor_id.eq(author))
        .order(posts::id)
        .select((posts::url, ReplicationRow::as_select()))
        .load(c)
        .await)?)
}

/// Sets which figures count a report as it is.
pub async fn set_counted(conn: &mut Conn, posts: &[PostId], figure: ReplicationFigure, counted: bool) -> Result<()> {
    match figure {
        ReplicationFigure::Result => on!(conn, |c| diesel::update(
            replications::table.filter(replications::post_id.eq_any(posts.iter().copied()))
        )
        .set(replications::is_result_counted.eq(counted))
        .execute(c)
        .await)?,
        ReplicationFigure::Payback => on!(conn, |c| diesel::update(
            replications::table.filter(replications::post_id.eq_any(posts.iter().copied()))
        )
        .set(replications::is_payback_counted.eq(counted))
        .execute(c)
        .await)?,
    };
    Ok(())
}

/// Destroys a report.
pub async fn delete(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(conn, |c| diesel::delete(replications::table.find(post))
        .execute(c)
        .await)?;
    Ok(())
}

/// Destroys what hangs on a case study: its reports, and what is shown of them.
pub async fn delete_of(conn: &mut Conn, case: PostId) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        replication_figures::table.filter(replication_figures::case_id.eq(case))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::delete(
        replications::table.filter(replications::case_id.eq(case))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Stores what is shown of all reports.
pub async fn upsert_figure(conn: &mut Conn, row: &FigureRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(replication_figures::table)
            .values(row)
            .on_conflict((replication_figures::case_id, replication_figures::figure))
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}
