//! Organisations and the lists that forms choose from.

use crate::db::actors::Actor;
use crate::db::organisation_members::Member;
use crate::db::organisations::Organisation;
use crate::db::types::{Language, OrganisationKind, OrganisationRole, TermKind};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::web::view::{OrganisationCard, SelectGroup, SelectOption, StaffLine};

use super::{person_line, stamp};

/// Longest summary in a list, in characters.
const SUMMARY_MAX: usize = 140;

/// The key of a kind.
pub fn kind_key(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Factory => "org-kind-factory",
        OrganisationKind::Provider => "org-kind-provider",
        OrganisationKind::Chamber => "org-kind-chamber",
    }
}

/// An organisation in a list.
pub fn organisation_card(organisation: &Organisation, terms: &Taxonomy, language: Language) -> OrganisationCard {
    let about = if organisation.products.is_empty() {
        organisation.about(language)
    } else {
        &organisation.products
    };
    OrganisationCard {
        id: organisation.id.0,
        name: organisation.name(language).to_owned(),
        kind: kind_key(organisation.kind),
        sector: term(terms, TermKind::Sector, organisation.sector.as_deref(), language),
        place: place(organisation, terms, language),
        summary: text::cut(about, SUMMARY_MAX),
    }
}

/// Industrial city and region of an organisation.
pub fn place(organisation: &Organisation, terms: &Taxonomy, language: Language) -> String {
    let comma = language.comma();
    let parts = [
        terms.name(TermKind::City, organisation.city.as_deref(), language),
        terms.name(TermKind::Region, organisation.region.as_deref(), language),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(comma)
}

/// The name of a term; empty if none was chosen.
pub fn term(terms: &Taxonomy, kind: TermKind, code: Option<&str>, language: Language) -> String {
    terms.name(kind, code, language).unwrap_or_default().to_owned()
}

/// Somebody who works for an organisation, or asks to.
pub fn staff_line((member, actor): &(Member, Actor)) -> StaffLine {
    StaffLine {
        id: member.account_id.0,
        person: person_line(actor, None),
        is_owner: member.role == OrganisationRole::Owner,
        message: member.message.clone(),
        since: stamp(member.created_at),
    }
}

/// What a select of a list offers.
pub fn options(terms: &Taxonomy, kind: TermKind, chosen: &str, language: Language) -> Vec<SelectOption> {
    let offered = terms.offered(kind, chosen);
    offered
        .map(|term| SelectOption {
            value: term.code.clone(),
            name: term.name(language).to_owned(),
        })
        .collect()
}

/// The industrial cities, by region.
pub fn cities(terms: &Taxonomy, chosen: &str, language: Language) -> Vec<SelectGroup> {
    let regions = terms.all(TermKind::Region);
    regions
        .map(|region| SelectGroup {
            name: region.name(language).to_owned(),
            options: terms
                .offered(TermKind::City, chosen)
                .filter(|city| city.parent.as_deref() == Some(region.code.as_str()))
                .map(|city| SelectOption {
                    value: city.code.clone(),
                    name: city.name(language).to_owned(),
                })
                .collect(),
        })
        .filter(|group| !group.options.is_empty())
        .collect()
}
