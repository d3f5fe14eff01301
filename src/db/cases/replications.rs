//! Reports of those who did what a case study tells of, too, and what is shown of all of them together. Each hangs on a reply.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::Readable;
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

/// Every report of a case study, with whether its reply is removed, and who may read that.
pub async fn list_all(conn: &mut Conn, case: PostId) -> Result<Vec<(ReplicationRow, bool, Visibility)>> {
    Ok(on!(conn, |c| replications::table
        .inner_join(posts::table)
        .filter(replications::case_id.eq(case))
        .order(replications::post_id)
        .select((
            ReplicationRow::as_select(),
            posts::removed_at.is_not_null(),
            posts::visibility
        ))
        .load(c)
        .await)?)
}

/// The reports that a reader may see, newest first, with their replies. Those that were moved to another thread are left out.
pub async fn list_standing(
    conn: &mut Conn,
    case: PostId,
    visibilities: &[Visibility],
    limit: i64,
) -> Result<Vec<(ReplicationRow, Post)>> {
    Ok(on!(conn, |c| replications::table
        .inner_join(posts::table)
        .filter(replications::case_id.eq(case))
        .filter(posts::root_id.eq(case))
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .order(replications::post_id.desc())
        .limit(limit)
        .select((ReplicationRow::as_select(), Post::as_select()))
        .load(c)
        .await)?)
}

/// Which of these replies somebody answered directly, each with the first answer.
pub async fn list_answers(conn: &mut Conn, replies: &[PostId], author: ActorId) -> Result<Vec<(PostId, PostId)>> {
    if replies.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Option<PostId>, PostId)> = on!(conn, |c| posts::table
        .filter(posts::parent_id.eq_any(replies.iter().map(|id| Some(*id))))
        .filter(posts::actor_id.eq(author))
        .filter(posts::removed_at.is_null())
        .order(posts::id)
        .select((posts::parent_id, posts::id))
        .load(c)
        .await)?;
    Ok(found
        .into_iter()
        .filter_map(|(parent, id)| Some((parent?, id)))
        .collect())
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

/// What is shown of all reports.
pub async fn list_figures(conn: &mut Conn, case: PostId) -> Result<Vec<FigureRow>> {
    Ok(on!(conn, |c| replication_figures::table
        .filter(replication_figures::case_id.eq(case))
        .select(FigureRow::as_select())
        .load(c)
        .await)?)
}
