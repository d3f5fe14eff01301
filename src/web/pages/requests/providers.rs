//! `/providers`: organisations that give trainings, and what stands of that on the page of an organisation.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{OrganisationId, TermKind};
use crate::domain::requests::providers::{self, Record, Search};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::Moment;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::present::{count, mark, options, organisation_card, stamp};
use crate::web::view::{OrganisationCard, Pager, SelectOption, Stamp};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// A provider in the directory.
#[derive(Debug, Clone)]
pub struct ProviderLine {
    /// The organisation.
    pub card: OrganisationCard,
    /// Until when it is verified, if it is.
    pub verified: Option<Stamp>,
    /// Trainings that are over.
    pub past: u32,
    /// Trainings to come.
    pub coming: u32,
    /// Seats that were taken in those that are over.
    pub taught: u32,
    /// What is shown of evaluations: of how many people, and the middle of their marks.
    pub rating: Option<(u32, String)>,
}

/// `/providers`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests/providers.html")]
pub struct ProvidersPage {
    /// Those of this page.
    pub providers: Vec<ProviderLine>,
    /// Words that are looked for.
    pub q: String,
    /// Region that is looked in.
    pub region: String,
    /// Technology that is looked for.
    pub technology: String,
    /// Regions to choose from.
    pub regions: Vec<SelectOption>,
    /// Technologies to choose from.
    pub technologies: Vec<SelectOption>,
    /// Ways on.
    pub pager: Pager,
}

impl ProvidersPage {
    fn is_narrow(&self) -> bool {
        [&self.q, &self.region, &self.technology]
            .iter()
            .any(|part| !part.is_empty())
    }
}

/// A training on the page of an organisation.
#[derive(Debug, Clone)]
pub struct TeachingLine {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// When it begins.
    pub at: Stamp,
}

/// What stands of trainings on the page of an organisation.
#[derive(Debug, Clone, Default)]
pub struct TeachingView {
    /// Until when it is verified, if it is.
    pub verified: Option<Stamp>,
    /// Trainings that are over.
    pub past_count: u32,
    /// Trainings to come.
    pub coming_count: u32,
    /// Seats that were taken in those that are over.
    pub taught: u32,
    /// What is shown of evaluations: of how many people, and the middle of their marks.
    pub rating: Option<(u32, String)>,
    /// Trainings to come, the next first.
    pub coming: Vec<TeachingLine>,
    /// Trainings that are over, the latest first.
    pub past: Vec<TeachingLine>,
}

/// The address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProvidersQuery {
    q: String,
    region: String,
    technology: String,
    before: Option<i64>,
}

impl ProvidersQuery {
    fn page(&self, before: OrganisationId) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("q", &self.q),
            ("region", &self.region),
            ("technology", &self.technology),
        ];
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        query.append_pair("before", &before.to_string());
        format!("{}?{}", paths::PROVIDERS, query.finish())
    }
}

fn verified(record: &Record) -> Option<Stamp> {
    record.until.filter(|_| record.level > 0).map(stamp)
}

fn rating(record: &Record) -> Option<(u32, String)> {
    record.rating.map(|(people, tenths)| (count(people), mark(tenths)))
}

/// GET `/providers`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<ProvidersQuery>,
) -> Result<Page<ProvidersPage>> {
    let (core, viewer, language) = (&app.core, &member.visitor.viewer, member.visitor.language());
    let search = Search {
        text: query.q.clone(),
        region: query.region.clone(),
        technology: query.technology.clone(),
    };
    let (rows, next) = providers::list(core, viewer, &search, query.before.map(OrganisationId)).await?;
    let terms = Taxonomy::load(core).await?;
    let page = ProvidersPage {
        providers: rows
            .iter()
            .map(|row| ProviderLine {
                card: organisation_card(&row.organisation, &terms, language),
                verified: verified(&row.record),
                past: count(row.record.past),
                coming: count(row.record.coming),
                taught: count(row.record.taught),
                rating: rating(&row.record),
            })
            .collect(),
        regions: options(&terms, TermKind::Region, &query.region, language),
        technologies: options(&terms, TermKind::Technology, &query.technology, language),
        pager: Pager {
            previous: None,
            next: next.map(|before| query.page(before)),
        },
        q: query.q,
        region: query.region,
        technology: query.technology,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// What stands of trainings on the page of an organisation; nothing for one that gives none.
///
/// # Errors
/// If the database fails.
pub async fn teaching(app: &App, visitor: &Visitor, id: OrganisationId) -> Result<Option<TeachingView>> {
    let found = providers::teaching(&app.core, &visitor.viewer, id).await?;
    let line = |(post, starts): &(Post, Moment)| TeachingLine {
        id: post.id.0,
        title: post.title.clone(),
        lang: post.language.clone().unwrap_or_default(),
        at: stamp(starts.at),
    };
    Ok(found.map(|teaching| TeachingView {
        verified: verified(&teaching.record),
        past_count: count(teaching.record.past),
        coming_count: count(teaching.record.coming),
        taught: count(teaching.record.taught),
        rating: rating(&teaching.record),
        coming: teaching.coming.iter().map(line).collect(),
        past: teaching.past.iter().map(line).collect(),
    }))
}
