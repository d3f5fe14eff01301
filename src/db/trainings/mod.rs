//! Trainings: what one has beside its post. What hangs on it is in `parts`, what is being written in `drafts`, on which days it
//! is in `calendar`, where members read theirs in `addresses`.

pub mod addresses;
pub mod after;
pub mod calendar;
pub mod drafts;
pub mod evaluations;
pub mod parts;
pub mod seat_lists;
pub mod seats;
pub mod standing;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::posts::Post;
use super::schema::{posts, training_access, training_seating, trainings};
use super::types::{
    CertificateKind, InstanceId, Joining, OrganisationId, PostId, TrainingLevel, TrainingMode, TrainingState, UtcTime,
};

/// What a training has beside its post.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = trainings)]
#[diesel(treat_none_as_null = true)]
pub struct TrainingRow {
    /// The post.
    pub post_id: PostId,
    /// Whether it takes place.
    pub state: TrainingState,
    /// Its home server; none if it is ours.
    pub instance_id: Option<InstanceId>,
    /// The first of those that are the same training held again; itself if it is that.
    pub series_id: PostId,
    /// Primary tags of the languages it is given in, each between spaces; empty when unknown.
    pub languages: String,
    /// A teaser in one or two sentences.
    pub summary: String,
    /// What is taught, Markdown; empty if only its HTML is known.
    pub programme: String,
    /// The same, safe HTML.
    pub programme_html: String,
    /// What one has to know before.
    pub level: Option<TrainingLevel>,
    /// Codes of its technologies, each between spaces.
    pub technologies: String,
    /// Where people meet.
    pub mode: TrainingMode,
    /// Name of the house or room; empty if there is none.
    pub venue: String,
    /// Street; empty if there is none.
    pub address: String,
    /// Region.
    pub region: Option<String>,
    /// Industrial city.
    pub city: Option<String>,
    /// Town; empty if there is none.
    pub locality: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// When the first meeting begins.
    pub starts_at: UtcTime,
    /// When the last meeting ends; after it begins.
    pub ends_at: UtcTime,
    /// The zone its times are meant in, of the IANA database: `Asia/Riyadh`.
    pub timezone: String,
    /// What a seat costs, in riyals; none if not said, 0 if nothing.
    pub price: Option<i64>,
    /// What those who were there get.
    pub certificate: CertificateKind,
    /// Who teaches; empty if not said.
    pub trainer: String,
    /// The organisation that teaches, of ours.
    pub provider_id: Option<OrganisationId>,
    /// Its name; empty if not said.
    pub provider: String,
    /// How one gets a seat.
    pub joining: Joining,
    /// The page where one gets a seat elsewhere; empty if there is none.
    pub external_url: String,
    /// Counts what those who come have to know of: the `SEQUENCE` of RFC 5545 §3.8.7.4.
    pub change_number: i64,
    /// Why it does not take place; empty while it does.
    pub reason: String,
}

/// How many may come to a training, and how many do.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = training_seating)]
#[diesel(treat_none_as_null = true)]
pub struct SeatingRow {
    /// The training.
    pub post_id: PostId,
    /// Seats are given from then on.
    pub opens_at: Option<UtcTime>,
    /// Seats are given until then; until it begins if none is said.
    pub closes_at: Option<UtcTime>,
    /// Seats; none if there is room for all.
    pub capacity: Option<i64>,
    /// Most seats of one organisation.
    pub seats_per_organisation: Option<i64>,
    /// Whether one may wait for a seat.
    pub has_waiting_list: bool,
    /// How many hours one has to confirm a seat that became free.
    pub confirm_hours: i64,
    /// Seats that are given away or held for somebody.
    pub taken: i64,
    /// How many wait for one.
    pub waiting: i64,
    /// How many are interested.
    pub interested: i64,
}

/// What only those with a seat may know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// Where to meet online; empty if there is no such place.
    pub online_link: String,
    /// How to get there and what to bring; empty if there is nothing to say.
    pub directions: String,
}

/// Stores a training, in the place of what was there before.
pub async fn upsert(conn: &mut Conn, row: &TrainingRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(trainings::table)
            .values(row)
            .on_conflict(trainings::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// What a post has beside it as a training.
pub async fn find(conn: &mut Conn, post: PostId) -> Result<Option<TrainingRow>> {
    Ok(on!(conn, |c| trainings::table
        .find(post)
        .select(TrainingRow::as_select())
        .first(c)
        .await
        .optional())?)
}

/// A post with what it has as a training.
pub async fn find_whole(conn: &mut Conn, post: PostId) -> Result<Option<(Post, TrainingRow, SeatingRow)>> {
    Ok(on!(conn, |c| posts::table
        .inner_join(trainings::table)
        .inner_join(training_seating::table)
        .filter(posts::id.eq(post))
        .select((Post::as_select(), TrainingRow::as_select(), SeatingRow::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// What several posts have beside them as trainings, in no order.
pub async fn list(conn: &mut Conn, posts: &[PostId]) -> Result<Vec<(TrainingRow, SeatingRow)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| trainings::table
        .inner_join(training_seating::table.on(training_seating::post_id.eq(trainings::post_id)))
        .filter(trainings::post_id.eq_any(posts.iter().copied()))
        .select((TrainingRow::as_select(), SeatingRow::as_select()))
        .load(c)
        .await)?)
}

/// Stores how many may come to a new training.
pub async fn insert_seating(conn: &mut Conn, row: &SeatingRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_seating::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Stores how many may come to a training of elsewhere and how many do, in the place of what was told before.
pub async fn upsert_seating(conn: &mut Conn, row: &SeatingRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(training_seating::table)
            .values(row)
            .on_conflict(training_seating::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Changes how many may come; how many do stays as it is.
pub async fn set_rules(conn: &mut Conn, row: &SeatingRow) -> Result<()> {
    on!(conn, |c| {
        diesel::update(training_seating::table.find(row.post_id))
            .set((
                training_seating::opens_at.eq(row.opens_at),
                training_seating::closes_at.eq(row.closes_at),
                training_seating::capacity.eq(row.capacity),
                training_seating::seats_per_organisation.eq(row.seats_per_organisation),
                training_seating::has_waiting_list.eq(row.has_waiting_list),
                training_seating::confirm_hours.eq(row.confirm_hours),
            ))
            .execute(c)
            .await
    })?;
    Ok(())
}

/// How many may come, and how many do; nobody else gives seats of this training away until the transaction ends.
pub async fn get_seating_locked(conn: &mut Conn, post: PostId) -> Result<SeatingRow> {
    // Writing is what both engines lock a row by.
    Ok(on!(conn, |c| diesel::update(training_seating::table.find(post))
        .set(training_seating::taken.eq(training_seating::taken))
        .returning(SeatingRow::as_returning())
        .get_result(c)
        .await)?)
}

/// What only those with a seat may know. Ask the domain whether somebody is one of them.
pub async fn get_access(conn: &mut Conn, post: PostId) -> Result<Access> {
    let found: Option<(String, String)> = on!(conn, |c| training_access::table
        .find(post)
        .select((training_access::online_link, training_access::directions))
        .first(c)
        .await
        .optional())?;
    Ok(found.map_or_else(Access::default, |(online_link, directions)| Access {
        online_link,
        directions,
    }))
}

/// Stores it, in the place of what was there before.
pub async fn set_access(conn: &mut Conn, post: PostId, access: &Access) -> Result<()> {
    let words = (
        training_access::online_link.eq(&access.online_link),
        training_access::directions.eq(&access.directions),
    );
    on!(conn, |c| {
        diesel::insert_into(training_access::table)
            .values((training_access::post_id.eq(post), words))
            .on_conflict(training_access::post_id)
            .do_update()
            .set(words)
            .execute(c)
            .await
    })?;
    Ok(())
}
