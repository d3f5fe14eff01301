//! A training as it may be shown to somebody who may read its post.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::trainings::drafts::TrainingDraft;
use crate::db::trainings::parts::{self, SessionRow};
use crate::db::trainings::standing;
use crate::db::trainings::{self, SeatingRow, TrainingRow};
use crate::db::types::{
    CertificateKind, Joining, OrganisationId, PostId, TrainingLevel, TrainingMode, TrainingState, UtcTime,
};
use crate::db::verification::facts::{self, Subject};
use crate::domain::cases::{Point, Wording};
use crate::domain::error::{Error, Result};
use crate::domain::verification::levels;
use crate::domain::{Core, Principal, Viewer};

use super::form::TrainingForm;
use super::publish;
use super::seats::{Ground, Standing, glance};
use super::times::{Moment, zone};

/// Most other days of a series that are shown.
const SERIES_MAX: i64 = 12;

/// Where a training is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrainingPlace {
    /// House or room; empty if there is none.
    pub venue: String,
    /// Street; empty if there is none.
    pub address: String,
    /// Region.
    pub region: Option<String>,
    /// Industrial city.
    pub city: Option<String>,
    /// Town; empty if there is none.
    pub locality: String,
    /// On the map.
    pub point: Option<Point>,
}

/// A meeting of a training of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// What it is about; empty if not said.
    pub topic: String,
}

/// A training as everybody who may read its post may see it. What only those with a seat may know is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// Whether it takes place.
    pub state: TrainingState,
    /// Why it does not; empty if it does or nobody said.
    pub reason: String,
    /// The first of those that are the same training held again.
    pub series: PostId,
    /// Primary tags of the languages it is given in.
    pub languages: Vec<String>,
    /// A teaser; empty if there is none.
    pub summary: String,
    /// What is taught, safe HTML.
    pub programme: String,
    /// The same as Markdown; empty if only its HTML is known.
    pub programme_source: String,
    /// What one has to know before.
    pub level: Option<TrainingLevel>,
    /// Codes of technologies.
    pub technologies: Vec<String>,
    /// Where people meet.
    pub mode: TrainingMode,
    /// Where it is.
    pub place: TrainingPlace,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Its meetings, if there are several.
    pub sessions: Vec<Meeting>,
    /// Riyals; 0 for nothing.
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
    /// Where one gets a seat elsewhere; empty if there is no such page.
    pub external_url: String,
    /// Counts its changes.
    pub change_number: i64,
    /// How many may come, and how many do.
    pub seating: SeatingRow,
}

/// A post that the viewer may read, as a training.
///
/// # Errors
/// [`Error::NotFound`] if it is none; [`Error::Gone`] if it was removed.
pub async fn get(core: &Core, viewer: &Viewer, id: PostId) -> Result<(Post, Training)> {
    let mut conn = core.db.read().await?;
    let found = trainings::find_whole(&mut conn, id).await?;
    let (post, row, seating) = found
        .filter(|(post, ..)| viewer.may_read(post))
        .ok_or(Error::NotFound)?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let sessions = parts::list_sessions(&mut conn, &[id]).await?;
    Ok((post, of_rows(row, seating, sessions)))
}

/// The same with what the viewer has to do with its seats.
///
/// # Errors
/// As [`get`].
pub async fn page(core: &Core, viewer: &Viewer, id: PostId) -> Result<(Post, Training, Standing)> {
    let mut conn = core.db.read().await?;
    let ground = Ground::look(core, &mut conn, id).await?;
    if !viewer.may_read(&ground.post) {
        return Err(Error::NotFound);
    }
    if ground.post.is_removed() {
        return Err(Error::Gone);
    }
    let standing = glance(&mut conn, viewer, &ground).await?;
    let sessions = parts::list_sessions(&mut conn, &[id]).await?;
    let Ground { post, row, seating, .. } = ground;
    Ok((post, of_rows(row, seating, sessions), standing))
}

/// These posts as trainings, for whoever may read them.
///
/// # Errors
/// If the database fails.
pub async fn list(conn: &mut Conn, of: &[Post]) -> Result<HashMap<PostId, Training>> {
    let ids: Vec<PostId> = of.iter().map(|post| post.id).collect();
    let rows = trainings::list(conn, &ids).await?;
    let mut sessions: HashMap<PostId, Vec<SessionRow>> = HashMap::new();
    for session in parts::list_sessions(conn, &ids).await? {
        sessions.entry(session.post_id).or_default().push(session);
    }
    let trainings = rows.into_iter().map(|(row, seating)| {
        let id = row.post_id;
        (id, of_rows(row, seating, sessions.remove(&id).unwrap_or_default()))
    });
    Ok(trainings.collect())
}

/// Where a training is, by its record.
pub(super) fn place_of(row: &TrainingRow) -> TrainingPlace {
    let point = row.latitude.zip(row.longitude);
    TrainingPlace {
        venue: row.venue.clone(),
        address: row.address.clone(),
        region: row.region.clone(),
        city: row.city.clone(),
        locality: row.locality.clone(),
        point: point.map(|(latitude, longitude)| Point { latitude, longitude }),
    }
}

/// The same training on other days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its post.
    pub id: PostId,
    /// When it begins.
    pub starts: Moment,
    /// Whether it takes place.
    pub state: TrainingState,
}

/// When else a training is or was held, the latest first, as far as the viewer may know.
///
/// # Errors
/// If the database fails.
pub async fn series(core: &Core, viewer: &Viewer, id: PostId, series: PostId) -> Result<Vec<Held>> {
    let rows = standing::list_series(&mut core.db.read().await?, series, id, SERIES_MAX).await?;
    let held = rows.into_iter().filter(|(post, _)| viewer.may_read(post));
    let held = held.map(|(post, row)| Held {
        id: post.id,
        starts: Moment {
            at: row.starts_at,
            zone: zone(&row.timezone),
        },
        state: row.state,
    });
    Ok(held.collect())
}

/// What a draft will look like, and the text that others will get of it.
///
/// # Errors
/// [`Error::Invalid`] as long as it cannot be published.
pub async fn preview(
    core: &Core,
    by: &Principal,
    (draft, form): (&TrainingDraft, &TrainingForm),
    wording: Wording,
) -> Result<(Training, String)> {
    let (row, seating, sessions, html) = publish::preview(core, by, (draft, form), wording).await?;
    Ok((of_rows(row, seating, sessions), html))
}

fn of_rows(row: TrainingRow, seating: SeatingRow, sessions: Vec<SessionRow>) -> Training {
    let zone = zone(&row.timezone);
    let moment = |at| Moment { at, zone };
    let words = |spaced: &str| spaced.split_whitespace().map(str::to_owned).collect();
    let place = place_of(&row);
    Training {
        state: row.state,
        reason: row.reason,
        series: row.series_id,
        languages: words(&row.languages),
        summary: row.summary,
        programme: row.programme_html,
        programme_source: row.programme,
        level: row.level,
        technologies: words(&row.technologies),
        mode: row.mode,
        place,
        starts: moment(row.starts_at),
        ends: moment(row.ends_at),
        sessions: sessions
            .into_iter()
            .map(|session| Meeting {
                starts: moment(session.starts_at),
                ends: moment(session.ends_at),
                topic: session.topic,
            })
            .collect(),
        price: row.price,
        certificate: row.certificate,
        trainer: row.trainer,
        provider_id: row.provider_id,
        provider: row.provider,
        joining: row.joining,
        external_url: row.external_url,
        change_number: row.change_number,
        seating,
    }
}

/// Until when the organisation that teaches, of ours, is verified; none if it is not.
///
/// # Errors
/// If the database fails.
pub async fn provider_verified(core: &Core, training: &Training) -> Result<Option<UtcTime>> {
    let Some(provider) = training.provider_id else {
        return Ok(None);
    };
    let subject = Subject::Organisation(provider);
    let proven = facts::list_current(&mut core.db.read().await?, subject, core.clock.now()).await?;
    Ok(levels::highest(&proven).map(|fact| fact.expires_at))
}
