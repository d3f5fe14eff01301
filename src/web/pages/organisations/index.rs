//! `/organisations`: the list, narrowed by a form that works by its address.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{MembershipState, OrganisationId, OrganisationKind, TermKind};
use crate::domain::organisations::{self, Search};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::{kind_key, options, organisation_card};
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::OrganisationIndexPage;

/// What is looked for, and from where on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrowed {
    q: String,
    kind: String,
    sector: String,
    region: String,
    before: Option<i64>,
}

impl Narrowed {
    fn search(&self) -> Search {
        Search {
            text: self.q.clone(),
            kind: self.kind.clone(),
            sector: self.sector.clone(),
            region: self.region.clone(),
        }
    }

    /// The address of the page that begins after `id`.
    fn after(&self, id: OrganisationId) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.q),
            ("kind", &self.kind),
            ("sector", &self.sector),
            ("region", &self.region),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("before", &id.to_string());
        format!("{}?{}", paths::ORGANISATIONS, query.finish())
    }
}

/// GET `/organisations`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<Narrowed>,
) -> Result<Page<OrganisationIndexPage>> {
    let (core, language) = (&app.core, member.visitor.language());
    let before = query.before.map(OrganisationId);
    let (found, next) = organisations::list(core, &member.visitor.viewer, &query.search(), before).await?;
    let mine = organisations::mine(core, &member.principal).await?;
    let terms = Taxonomy::load(core).await?;
    let page = OrganisationIndexPage {
        mine: mine
            .iter()
            .map(|(organisation, place)| {
                let card = organisation_card(organisation, &terms, language);
                (card, place.state == MembershipState::Pending)
            })
            .collect(),
        kinds: OrganisationKind::ALL
            .iter()
            .map(|kind| (kind.as_str(), kind_key(*kind)))
            .collect(),
        sectors: options(&terms, TermKind::Sector, &query.sector, language),
        regions: options(&terms, TermKind::Region, &query.region, language),
        organisations: found
            .iter()
            .map(|organisation| organisation_card(organisation, &terms, language))
            .collect(),
        pager: Pager {
            previous: None,
            next: next.map(|id| query.after(id)),
        },
        q: query.q,
        kind: query.kind,
        sector: query.sector,
        region: query.region,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}
