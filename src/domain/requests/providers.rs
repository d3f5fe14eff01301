//! The directory of providers: organisations that gave trainings here or offered to. For members, as organisations are.

use std::collections::HashMap;

use crate::db::organisations::Organisation;
use crate::db::posts::Post;
use crate::db::requests::providers::{self, Filter, Span};
use crate::db::types::{OrganisationId, TermKind, UtcTime};
use crate::db::verification::facts;
use crate::db::{Conn, Keyset};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::paging::cut_page;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{Moment, seats, zone};
use crate::domain::{Core, Viewer, fold};

/// Providers on one page.
const PER_PAGE: i64 = 20;
/// Words of a search that are looked at.
const WORDS_MAX: usize = 5;
/// Trainings of each kind that stand on the page of an organisation.
const TRAININGS_SHOWN: i64 = 5;

/// What a provider has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// Level of verification; 0 for none.
    pub level: i32,
    /// Until when that is so.
    pub until: Option<UtcTime>,
    /// Trainings that are over.
    pub past: i64,
    /// Trainings to come.
    pub coming: i64,
    /// Seats that were taken in those that are over.
    pub taught: i64,
    /// How many people those figures are of that are shown of its trainings, and the middle of all their marks, in tenths.
    pub rating: Option<(i64, i64)>,
}

/// A provider in the directory.
#[derive(Debug, Clone)]
pub struct Provider {
    /// The organisation.
    pub organisation: Organisation,
    /// What it has done.
    pub record: Record,
}

/// What stands on the page of an organisation that gives trainings.
#[derive(Debug, Clone)]
pub struct Teaching {
    /// What it has done.
    pub record: Record,
    /// Trainings to come, the next first.
    pub coming: Vec<(Post, Moment)>,
    /// Trainings that are over, the latest first.
    pub past: Vec<(Post, Moment)>,
}

/// What somebody looks for, as typed. What makes no sense narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of the name.
    pub text: String,
    /// Code of a region.
    pub region: String,
    /// Code of a technology.
    pub technology: String,
}

/// A page of the directory, with the id to go on from.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    before: Option<OrganisationId>,
) -> Result<(Vec<Provider>, Option<OrganisationId>)> {
    if viewer.account_id().is_none() {
        return Err(Error::Forbidden(Denied::SignIn));
    }
    let terms = Taxonomy::load(core).await?;
    let known = |kind, code: &str| terms.find(kind, code).map(|term| term.code.clone());
    let filter = Filter {
        words: fold::query_words(&search.text, WORDS_MAX),
        region: known(TermKind::Region, &search.region),
        technology: known(TermKind::Technology, &search.technology),
    };
    let page = Keyset {
        after: before.map(|id| (id.0, 0)),
        limit: PER_PAGE + 1,
    };
    let mut conn = core.db.read().await?;
    let mut rows = providers::list(&mut conn, &filter, viewer.visibilities(), page).await?;
    drop(conn);
    let has_more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    let ids: Vec<OrganisationId> = rows.iter().map(|row| row.id).collect();
    let mut records = records(core, viewer, &ids).await?;
    let found = rows.into_iter().map(|organisation| Provider {
        record: records.remove(&organisation.id).unwrap_or_default(),
        organisation: Organisation {
            national_number: None,
            ..organisation
        },
    });
    Ok((found.collect(), next))
}

/// Puts an organisation that gives a training into the directory; doing it again does nothing.
pub(in crate::domain) async fn enter(conn: &mut Conn, organisation: OrganisationId) -> Result<()> {
    Ok(providers::insert(conn, organisation).await?)
}

async fn records(core: &Core, viewer: &Viewer, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, Record>> {
    let mut records: HashMap<OrganisationId, Record> = HashMap::new();
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    for fact in facts::list_of_organisations(&mut conn, ids, now).await? {
        let Some(id) = fact.organisation_id else { continue };
        let record = records.entry(id).or_default();
        // The highest comes first.
        if record.until.is_none() {
            (record.level, record.until) = (fact.level, Some(fact.expires_at));
        }
    }
    for (id, people, marks) in providers::rate(&mut conn, ids, viewer.visibilities()).await? {
        let Some(id) = id else { continue };
        records.entry(id).or_default().rating = Some((people, seats::whole(marks, people)));
    }
    for is_past in [true, false] {
        let span = Span {
            is_past,
            now,
            visibilities: viewer.visibilities(),
        };
        for (id, trainings, seats) in providers::count(&mut conn, ids, span).await? {
            let Some(id) = id else { continue };
            let record = records.entry(id).or_default();
            if is_past {
                (record.past, record.taught) = (trainings, seats);
            } else {
                record.coming = trainings;
            }
        }
    }
    Ok(records)
}

/// What an organisation gives and gave; nothing for one that is no provider.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn teaching(core: &Core, viewer: &Viewer, id: OrganisationId) -> Result<Option<Teaching>> {
    if viewer.account_id().is_none() {
        return Err(Error::Forbidden(Denied::SignIn));
    }
    let mut conn = core.db.read().await?;
    if !providers::contains(&mut conn, id).await? {
        return Ok(None);
    }
    let mut found = Vec::new();
    for is_past in [false, true] {
        let span = Span {
            is_past,
            now: core.clock.now(),
            visibilities: viewer.visibilities(),
        };
        let rows = providers::list_trainings(&mut conn, id, span, TRAININGS_SHOWN).await?;
        let trainings: Vec<(Post, Moment)> = rows
            .into_iter()
            .map(|(post, at, name)| (post, Moment { at, zone: zone(&name) }))
            .collect();
        found.push(trainings);
    }
    drop(conn);
    let past = found.pop().unwrap_or_default();
    let coming = found.pop().unwrap_or_default();
    let record = records(core, viewer, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(Teaching { record, coming, past }))
}
