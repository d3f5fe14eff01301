//! `/people`: the members of this instance, narrowed by a form that works by its address.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{AccountId, Language, TermKind};
use crate::domain::directory::{self, Entry, Search};
use crate::domain::taxonomy::Taxonomy;
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::{handle, options, term};
use crate::web::view::{LANGUAGES, Pager, SelectOption};
use crate::web::visitor::Member;

use super::{DirectoryLine, DirectoryPage};

/// Expertise shown of somebody in the list.
const TAGS_SHOWN: usize = 4;

/// What is looked for, and from where on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrowed {
    q: String,
    organisation: String,
    expertise: String,
    sector: String,
    region: String,
    language: String,
    verified: String,
    before: Option<i64>,
}

impl Narrowed {
    fn search(&self) -> Search {
        Search {
            text: self.q.clone(),
            organisation: self.organisation.clone(),
            expertise: self.expertise.clone(),
            sector: self.sector.clone(),
            region: self.region.clone(),
            language: self.language.clone(),
            is_verified: self.verified == "yes",
        }
    }

    /// The address of the page that begins after `id`.
    fn after(&self, id: AccountId) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("q", &self.q),
            ("organisation", &self.organisation),
            ("expertise", &self.expertise),
            ("sector", &self.sector),
            ("region", &self.region),
            ("language", &self.language),
            ("verified", &self.verified),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("before", &id.to_string());
        format!("{}?{}", paths::PEOPLE, query.finish())
    }
}

/// GET `/people`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<Narrowed>,
) -> Result<Page<DirectoryPage>> {
    let (core, language) = (&app.core, member.visitor.language());
    let before = query.before.map(AccountId);
    let (found, next) = directory::list(core, &member.visitor.viewer, &query.search(), before).await?;
    let terms = Taxonomy::load(core).await?;
    let page = DirectoryPage {
        people: found.iter().map(|entry| line(entry, &terms, language)).collect(),
        sectors: options(&terms, TermKind::Sector, &query.sector, language),
        regions: options(&terms, TermKind::Region, &query.region, language),
        languages: LANGUAGES
            .iter()
            .map(|(tag, name)| SelectOption {
                value: (*tag).to_owned(),
                name: (*name).to_owned(),
            })
            .collect(),
        pager: Pager {
            previous: None,
            next: next.map(|id| query.after(id)),
        },
        q: query.q,
        organisation: query.organisation,
        expertise: query.expertise,
        sector: query.sector,
        region: query.region,
        language: query.language,
        is_verified: query.verified == "yes",
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn line(entry: &Entry, terms: &Taxonomy, language: Language) -> DirectoryLine {
    let organisation = entry.organisation.as_ref();
    let region = entry.profile.region.as_deref();
    let region = region.or_else(|| organisation.and_then(|organisation| organisation.region.as_deref()));
    DirectoryLine {
        name: entry.actor.display_name().to_owned(),
        handle: handle(&entry.actor, None),
        job_title: entry.profile.job_title.clone(),
        organisation: organisation.map(|organisation| (organisation.id.0, organisation.name(language).to_owned())),
        region: term(terms, TermKind::Region, region, language),
        expertise: entry.expertise.iter().take(TAGS_SHOWN).cloned().collect(),
    }
}
