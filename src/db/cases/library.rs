//! What stands in the library, for those who keep it in memory: what changed since they last looked, and the posts of a page.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::{IsCase, IsInLibrary, Readable};
use crate::posts::Post;
use crate::schema::{accounts, case_marks, case_places, case_studies, posts};
use crate::types::{CaseStanding, CostBand, InstanceId, PostId, SizeClass, UtcTime, Visibility};

use super::PlaceRow;

/// A case study that changed, or that is gone.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = case_marks)]
pub struct Mark {
    /// Which.
    pub post_id: PostId,
    /// The number of its last change.
    pub changed: i64,
}

/// Of its post, what decides who sees it and where.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = posts)]
pub struct FiledPost {
    /// Who may see it.
    pub visibility: Visibility,
    /// When it was removed.
    pub removed_at: Option<UtcTime>,
    /// Votes.
    pub vote_count: i64,
}

/// What a case study is filed under.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = case_studies)]
pub struct Filed {
    /// Whether it is in the library.
    pub state: CaseStanding,
    /// Sector.
    pub sector: Option<String>,
    /// Region that may be shown.
    pub region: Option<String>,
    /// Industrial city that may be shown.
    pub city: Option<String>,
    /// Size.
    pub size_class: Option<SizeClass>,
    /// Cost.
    pub cost_band: Option<CostBand>,
    /// Months until it paid off.
    pub payback_months: Option<i64>,
    /// Language.
    pub language: String,
    /// Home server; none if it is ours.
    pub instance_id: Option<InstanceId>,
    /// Codes of technologies, each between spaces.
    pub technologies: String,
}

/// A level of verification and its end.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct FiledAuthor {
    /// The level.
    pub level: i32,
    /// Until when.
    pub level_until: Option<UtcTime>,
}

/// A change with what is there now.
pub type Change = (
    Mark,
    Option<FiledPost>,
    Option<Filed>,
    Option<PlaceRow>,
    Option<FiledAuthor>,
);

/// What changed after the change of this number, oldest change first. Each case study once, as it is now.
pub async fn list_changes(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Change>> {
    Ok(on!(conn, |c| case_marks::table
        .left_join(posts::table.on(posts::id.eq(case_marks::post_id).and(IsCase)))
        .left_join(case_studies::table.on(case_studies::post_id.eq(case_marks::post_id)))
        .left_join(case_places::table.on(case_places::post_id.eq(case_marks::post_id)))
        .left_join(accounts::table.on(accounts::actor_id.nullable().eq(posts::actor_id.nullable())))
        .filter(case_marks::changed.gt(after))
        .order(case_marks::changed)
        .limit(limit)
        .select((
            Mark::as_select(),
            Option::<FiledPost>::as_select(),
            Option::<Filed>::as_select(),
            Option::<PlaceRow>::as_select(),
            Option::<FiledAuthor>::as_select(),
        ))
        .load(c)
        .await)?)
}

/// Of these case studies, those that stand in the library and may be read, in no order.
pub async fn list_by_ids(conn: &mut Conn, ids: &[PostId], visibilities: &[Visibility]) -> Result<Vec<Post>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| posts::table
        .inner_join(case_studies::table)
        .filter(posts::id.eq_any(ids.iter().copied()))
        .filter(IsCase)
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .filter(IsInLibrary)
        .select(Post::as_select())
        .load(c)
        .await)?)
}
