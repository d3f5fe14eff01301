//! What hangs on case studies in lists: technologies, vendors, figures, dimensions of readiness, milestones.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{case_dimensions, case_metrics, case_milestones, case_technologies, case_vendors};
use crate::types::PostId;

/// A figure before and after.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_metrics)]
pub struct MetricRow {
    /// The post.
    pub post_id: PostId,
    /// Place in the table.
    pub position: i64,
    /// What is measured.
    pub name: String,
    /// In what; empty if it is a mere number.
    pub unit: String,
    /// Value before.
    pub before: Option<f64>,
    /// Value after.
    pub after: Option<f64>,
    /// Over which time, in words.
    pub period: String,
}

/// A dimension of readiness that moved.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_dimensions)]
pub struct DimensionRow {
    /// The post.
    pub post_id: PostId,
    /// Which.
    pub dimension: String,
    /// Band before, 0 to 5.
    pub before: Option<i64>,
    /// Band after.
    pub after: Option<i64>,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_milestones)]
pub struct MilestoneRow {
    /// The post.
    pub post_id: PostId,
    /// Place in the list.
    pub position: i64,
    /// The month, `2026-03`.
    pub month: String,
    /// What happened.
    pub words: String,
}

/// Everything that hangs on one case study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// Codes of technologies, in the order of their author.
    pub technologies: Vec<String>,
    /// Names of vendors.
    pub vendors: Vec<String>,
    /// Figures.
    pub metrics: Vec<MetricRow>,
    /// Dimensions of readiness.
    pub dimensions: Vec<DimensionRow>,
    /// What happened when.
    pub milestones: Vec<MilestoneRow>,
}

/// Hangs these on a case study, in the place of what hung there before.
pub async fn replace(conn: &mut Conn, post: PostId, parts: &Parts) -> Result<()> {
    delete_of(conn, post).await?;
    let numbered = |texts: &[String]| -> Vec<(i64, String)> { (0_i64..).zip(texts.iter().cloned()).collect() };
    for (position, code) in numbered(&parts.technologies) {
        on!(&mut *conn, |c| {
            diesel::insert_into(case_technologies::table)
                .values((
                    case_technologies::post_id.eq(post),
                    case_technologies::position.eq(position),
                    case_technologies::code.eq(&code),
                ))
                .execute(c)
                .await
        })?;
    }
    for (position, name) in numbered(&parts.vendors) {
        on!(&mut *conn, |c| {
            diesel::insert_into(case_vendors::table)
                .values((
                    case_vendors::post_id.eq(post),
                    case_vendors::position.eq(position),
                    case_vendors::name.eq(&name),
                ))
                .execute(c)
                .await
        })?;
    }
    for row in &parts.metrics {
        on!(&mut *conn, |c| diesel::insert_into(case_metrics::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    for row in &parts.dimensions {
        on!(&mut *conn, |c| diesel::insert_into(case_dimensions::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    for row in &parts.milestones {
        on!(&mut *conn, |c| diesel::insert_into(case_milestones::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Everything that hangs on one case study but its technologies, which its row has, too.
pub async fn get(conn: &mut Conn, post: PostId) -> Result<Parts> {
    let vendors = on!(&mut *conn, |c| case_vendors::table
        .filter(case_vendors::post_id.eq(post))
        .order(case_vendors::position)
        .select(case_vendors::name)
        .load(c)
        .await)?;
    Ok(Parts {
        technologies: Vec::new(),
        vendors,
        metrics: list_metrics(conn, &[post]).await?,
        dimensions: list_dimensions(conn, &[post]).await?,
        milestones: list_milestones(conn, &[post]).await?,
    })
}

/// The same of several case studies, in one statement for each list.
pub async fn list(conn: &mut Conn, posts: &[PostId]) -> Result<HashMap<PostId, Parts>> {
    let mut found: HashMap<PostId, Parts> = posts.iter().map(|post| (*post, Parts::default())).collect();
    for (post, name) in list_vendors(conn, posts).await? {
        found.entry(post).or_default().vendors.push(name);
    }
    for row in list_metrics(conn, posts).await? {
        found.entry(row.post_id).or_default().metrics.push(row);
    }
    for row in list_dimensions(conn, posts).await? {
        found.entry(row.post_id).or_default().dimensions.push(row);
    }
    for row in list_milestones(conn, posts).await? {
        found.entry(row.post_id).or_default().milestones.push(row);
    }
    Ok(found)
}

/// The dimensions of several case studies.
async fn list_dimensions(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<DimensionRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_dimensions::table
        .filter(case_dimensions::post_id.eq_any(posts.iter().copied()))
        .order((case_dimensions::post_id, case_dimensions::dimension))
        .select(DimensionRow::as_select())
        .load(c)
        .await)?)
}

/// The milestones of several case studies, each in its order.
async fn list_milestones(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<MilestoneRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_milestones::table
        .filter(case_milestones::post_id.eq_any(posts.iter().copied()))
        .order((case_milestones::post_id, case_milestones::position))
        .select(MilestoneRow::as_select())
        .load(c)
        .await)?)
}

/// The figures of several case studies, each in its order.
pub async fn list_metrics(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<MetricRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_metrics::table
        .filter(case_metrics::post_id.eq_any(posts.iter().copied()))
        .order((case_metrics::post_id, case_metrics::position))
        .select(MetricRow::as_select())
        .load(c)
        .await)?)
}

/// The vendors of several case studies, each in its order.
pub async fn list_vendors(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<(PostId, String)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_vendors::table
        .filter(case_vendors::post_id.eq_any(posts.iter().copied()))
        .order((case_vendors::post_id, case_vendors::position))
        .select((case_vendors::post_id, case_vendors::name))
        .load(c)
        .await)?)
}

/// Takes everything off a case study.
pub(super) async fn delete_of(conn: &mut Conn, post: PostId) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        case_technologies::table.filter(case_technologies::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        case_vendors::table.filter(case_vendors::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        case_metrics::table.filter(case_metrics::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        case_dimensions::table.filter(case_dimensions::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::delete(
        case_milestones::table.filter(case_milestones::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    Ok(())
}
