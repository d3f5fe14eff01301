//! Case studies: what one has beside its post. Lists are in `library`, what is being written in `drafts`, what
//! others report in `replications`, what members look for in `saved`.

pub mod drafts;
pub mod forum;
pub mod library;
pub mod parts;
pub mod replications;
pub mod saved;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::posts::Post;
use super::schema::{case_places, case_studies, posts};
use super::types::{
    ActorId, CaseStanding, ContactWish, CostBand, InstanceId, OrganisationId, PlacePrecision, PostId, SizeClass,
};

/// What a case study has beside its post. Its place is what may be shown of it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_studies)]
#[diesel(treat_none_as_null = true)]
pub struct CaseRow {
    /// The post.
    pub post_id: PostId,
    /// Whether it is in the library.
    pub state: CaseStanding,
    /// Its home server; none if it is ours.
    pub instance_id: Option<InstanceId>,
    /// Primary tag of its language; empty when unknown.
    pub language: String,
    /// A teaser in one or two sentences.
    pub summary: String,
    /// What was wrong, Markdown; empty if only its HTML is known.
    pub problem: String,
    /// The same, safe HTML.
    pub problem_html: String,
    /// What was done, Markdown.
    pub solution: String,
    /// The same, safe HTML.
    pub solution_html: String,
    /// What was learned, Markdown.
    pub lessons: String,
    /// The same, safe HTML.
    pub lessons_html: String,
    /// ISIC code.
    pub sector: Option<String>,
    /// Size of the establishment.
    pub size_class: Option<SizeClass>,
    /// Region that may be shown.
    pub region: Option<String>,
    /// Industrial city that may be shown.
    pub city: Option<String>,
    /// Town that may be shown; empty if none.
    pub locality: String,
    /// Cost in riyals.
    pub cost_amount: Option<i64>,
    /// Cost as a band; that of the amount if there is one.
    pub cost_band: Option<CostBand>,
    /// Months until the money was back.
    pub payback_months: Option<i64>,
    /// Codes of its technologies, each between spaces, for counting.
    pub technologies: String,
    /// The organisation it is about, of ours.
    pub organisation_id: Option<OrganisationId>,
    /// The name of the organisation; empty if it is not named.
    pub organisation: String,
    /// How its author likes to be asked.
    pub contact: ContactWish,
    /// The question it grew from.
    pub source_topic_id: Option<PostId>,
    /// The first of its versions in several languages; itself if it is that.
    pub original_id: PostId,
}

/// Where a case study is, as its author said it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_places)]
#[diesel(treat_none_as_null = true)]
pub struct PlaceRow {
    /// The post.
    pub post_id: PostId,
    /// How much of it may be shown.
    pub precision: PlacePrecision,
    /// Region.
    pub region: Option<String>,
    /// Industrial city.
    pub city: Option<String>,
    /// Town.
    pub locality: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

/// Stores a case study, in the place of what was there before.
pub async fn upsert(conn: &mut Conn, row: &CaseRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(case_studies::table)
            .values(row)
            .on_conflict(case_studies::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// What a post has beside it as a case study.
pub async fn find(conn: &mut Conn, post: PostId) -> Result<Option<CaseRow>> {
    Ok(on!(conn, |c| case_studies::table
        .find(post)
        .select(CaseRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// A post with what it has as a case study, and where that is.
pub async fn find_whole(conn: &mut Conn, post: PostId) -> Result<Option<(Post, CaseRow, Option<PlaceRow>)>> {
    Ok(on!(conn, |c| posts::table
        .inner_join(case_studies::table)
        .left_join(case_places::table.on(case_places::post_id.eq(posts::id)))
        .filter(posts::id.eq(post))
        .select((Post::as_select(), CaseRow::as_select(), Option::<PlaceRow>::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// The same of several posts, in no order.
pub async fn list(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<CaseRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_studies::table
        .filter(case_studies::post_id.eq_any(posts.iter().copied()))
        .select(CaseRow::as_select())
        .load(c)
        .await)?)
}

/// The versions of a case study in all languages.
pub async fn list_versions(conn: &mut Conn, original: PostId) -> Result<Vec<PostId>> {
    Ok(on!(conn, |c| case_studies::table
        .filter(case_studies::original_id.eq(original))
        .order(case_studies::post_id)
        .limit(20)
        .select(case_studies::post_id)
        .load(c)
        .await)?)
}

/// Puts a case study into the library, at its head, or out of it.
pub async fn set_standing(conn: &mut Conn, post: PostId, state: CaseStanding) -> Result<()> {
    on!(conn, |c| diesel::update(case_studies::table.find(post))
        .set(case_studies::state.eq(state))
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores where a case study is.
pub async fn upsert_place(conn: &mut Conn, row: &PlaceRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(case_places::table)
            .values(row)
            .on_conflict(case_places::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Where a case study is.
pub async fn find_place(conn: &mut Conn, post: PostId) -> Result<Option<PlaceRow>> {
    Ok(on!(conn, |c| case_places::table
        .find(post)
        .select(PlaceRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Where several case studies are.
pub async fn list_places(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<PlaceRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_places::table
        .filter(case_places::post_id.eq_any(posts.iter().copied()))
        .select(PlaceRow::as_select())
        .load(c)
        .await)?)
}

/// The versions of several case studies in all languages, each with the first of its versions, oldest first.
pub async fn list_versions_of(conn: &mut Conn, originals: &[PostId]) -> Result<Vec<(PostId, PostId)>> {
    if originals.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| case_studies::table
        .filter(case_studies::original_id.eq_any(originals.iter().copied()))
        .order((case_studies::original_id, case_studies::post_id))
        .limit(500)
        .select((case_studies::original_id, case_studies::post_id))
        .load(c)
        .await)?)
}

/// Makes the versions of one case study versions of another.
pub async fn set_original(conn: &mut Conn, from: PostId, to: PostId) -> Result<()> {
    on!(conn, |c| diesel::update(
        case_studies::table.filter(case_studies::original_id.eq(from))
    )
    .set(case_studies::original_id.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}

/// Destroys everything that a post has as a case study.
pub async fn delete(conn: &mut Conn, post: PostId) -> Result<()> {
    parts::delete_of(conn, post).await?;
    on!(&mut *conn, |c| diesel::delete(case_places::table.find(post))
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::delete(case_studies::table.find(post))
        .execute(c)
        .await)?;
    Ok(())
}

/// What somebody published, oldest first, each with the address of the post and where it is.
pub async fn list_by(conn: &mut Conn, author: ActorId) -> Result<Vec<(String, CaseRow, Option<PlaceRow>)>> {
    Ok(on!(conn, |c| case_studies::table
        .inner_join(posts::table)
        .left_join(case_places::table.on(case_places::post_id.eq(case_studies::post_id)))
        .filter(posts::actor_id.eq(author))
        .order(case_studies::post_id)
        .select((posts::url, CaseRow::as_select(), Option::<PlaceRow>::as_select()))
        .load(c)
        .await)?)
}

/// Takes from what somebody published what leads to them: the place beyond what is shown, the page of their organisation, and
/// how to reach them.
pub async fn anonymise(conn: &mut Conn, author: ActorId) -> Result<()> {
    let theirs: Vec<PostId> = list_by(conn, author)
        .await?
        .into_iter()
        .map(|(_, row, _)| row.post_id)
        .collect();
    on!(&mut *conn, |c| diesel::delete(
        case_places::table.filter(case_places::post_id.eq_any(theirs.iter().copied()))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::update(
        case_studies::table.filter(case_studies::post_id.eq_any(theirs.iter().copied()))
    )
    .set((
        case_studies::organisation_id.eq(None::<OrganisationId>),
        case_studies::contact.eq(ContactWish::None),
    ))
    .execute(c)
    .await)?;
    Ok(())
}
