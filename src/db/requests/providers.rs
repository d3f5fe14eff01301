//! Organisations that gave trainings or offered to.

use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::literals::{MarksGiven, Readable, SeatsTaken, TheyWhoRated};
use crate::organisations::{Organisation, after};
use crate::posts::Post;
use crate::schema::{
    organisation_words, organisations, posts, training_providers, training_ratings, training_seating, trainings,
};
use crate::types::{OrganisationId, TrainingState, UtcTime, Visibility};
use crate::{Keyset, Result};

/// What a list is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Beginnings of folded words, all of which are in the names.
    pub words: Vec<String>,
    /// In this region.
    pub region: Option<String>,
    /// Gave or gives a training of this technology.
    pub technology: Option<String>,
}

/// Which trainings count.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Over, rather than to come.
    pub is_past: bool,
    /// The moment that tells the one from the other.
    pub now: UtcTime,
    /// What the viewer may read.
    pub visibilities: &'static [Visibility],
}

/// Puts an organisation among them; doing it again does nothing.
pub async fn insert(conn: &mut Conn, organisation: OrganisationId) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_providers::table)
        .values(training_providers::organisation_id.eq(organisation))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// Whether an organisation is among them.
pub async fn contains(conn: &mut Conn, organisation: OrganisationId) -> Result<bool> {
    let count: i64 = on!(conn, |c| training_providers::table
        .find(organisation)
        .count()
        .get_result(c)
        .await)?;
    Ok(count > 0)
}

/// A page of them, those that were entered last first.
pub async fn list(
    conn: &mut Conn,
    filter: &Filter,
    visibilities: &'static [Visibility],
    page: Keyset,
) -> Result<Vec<Organisation>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = training_providers::table
            .inner_join(organisations::table)
            .filter(training_providers::organisation_id.lt(OrganisationId(before)))
            .order(training_providers::organisation_id.desc())
            .limit(page.limit)
            .select(Organisation::as_select())
            .into_boxed();
        for word in &filter.words {
            let named = organisation_words::table
                .filter(organisation_words::word.ge(word))
                .filter(organisation_words::word.lt(after(word)))
                .select(organisation_words::organisation_id);
            query = query.filter(training_providers::organisation_id.eq_any(named));
        }
        if let Some(region) = &filter.region {
            query = query.filter(organisations::region.eq(region));
        }
        if let Some(technology) = &filter.technology {
            let taught = trainings::table
                .inner_join(posts::table)
                .filter(trainings::provider_id.eq(training_providers::organisation_id.nullable()))
                .filter(trainings::technologies.like(format!("% {technology} %")))
                .filter(posts::removed_at.is_null())
                .filter(Readable(visibilities))
                .select(trainings::post_id);
            query = query.filter(diesel::dsl::exists(taught));
        }
        query.load(c).await
    })?)
}

/// How many trainings each of these organisations gave or is to give, and how many seats of those are taken.
pub async fn count(
    conn: &mut Conn,
    organisations: &[OrganisationId],
    span: Span,
) -> Result<Vec<(Option<OrganisationId>, i64, i64)>> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| {
        let mut query = trainings::table
            .inner_join(posts::table)
            .inner_join(training_seating::table.on(training_seating::post_id.eq(trainings::post_id)))
            .filter(trainings::provider_id.eq_any(organisations.iter().copied().map(Some)))
            .filter(trainings::state.ne(TrainingState::Cancelled))
            .filter(posts::removed_at.is_null())
            .filter(Readable(span.visibilities))
            .group_by(trainings::provider_id)
            .select((trainings::provider_id, count_star(), SeatsTaken))
            .into_boxed();
        query = if span.is_past {
            query.filter(trainings::ends_at.lt(span.now))
        } else {
            query.filter(trainings::ends_at.ge(span.now))
        };
        query.load(c).await
    })?)
}

/// What is shown of evaluations of the trainings of each of these organisations: of how many people, and all their marks (three
/// each) together.
pub async fn rate(
    conn: &mut Conn,
    organisations: &[OrganisationId],
    visibilities: &'static [Visibility],
) -> Result<Vec<(Option<OrganisationId>, i64, i64)>> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| trainings::table
        .inner_join(posts::table)
        .inner_join(training_ratings::table)
        .filter(trainings::provider_id.eq_any(organisations.iter().copied().map(Some)))
        .filter(training_ratings::is_shown.eq(true))
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .group_by(trainings::provider_id)
        .select((trainings::provider_id, TheyWhoRated, MarksGiven))
        .load(c)
        .await)?)
}

/// Trainings of an organisation: those to come, the next first; or those that are over, the latest first.
pub async fn list_trainings(
    conn: &mut Conn,
    organisation: OrganisationId,
    span: Span,
    limit: i64,
) -> Result<Vec<(Post, UtcTime, String)>> {
    Ok(on!(conn, |c| {
        let mut query = trainings::table
            .inner_join(posts::table)
            .filter(trainings::provider_id.eq(organisation))
            .filter(trainings::state.ne(TrainingState::Cancelled))
            .filter(posts::removed_at.is_null())
            .filter(Readable(span.visibilities))
            .limit(limit)
            .select((Post::as_select(), trainings::starts_at, trainings::timezone))
            .into_boxed();
        query = if span.is_past {
            query
                .filter(trainings::ends_at.lt(span.now))
                .order(trainings::starts_at.desc())
        } else {
            query
                .filter(trainings::ends_at.ge(span.now))
                .order(trainings::starts_at.asc())
        };
        query.load(c).await
    })?)
}
