//! What the steps of the composer choose from, and its rows of meetings.

use crate::app::App;
use crate::db::types::{MembershipState, TermKind};
use crate::domain::organisations;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{PLAIN_ZONES, SESSIONS_MAX, TrainingForm, TrainingStep, drafts};
use crate::error::Result;
use crate::web::present::{cities, options, zone_words};
use crate::web::view::{LANGUAGES, SelectGroup, SelectOption};
use crate::web::visitor::Member;

/// Rows of meetings that another click adds.
pub(super) const ROWS_MORE: usize = 3;

/// A step in the list of them.
#[derive(Debug, Clone)]
pub struct TrainingStepLink {
    /// Its name in addresses.
    pub name: &'static str,
    /// The key of its name.
    pub key: &'static str,
    /// It is this one.
    pub is_current: bool,
}

/// A row of the meetings.
#[derive(Debug, Clone, Default)]
pub struct SessionInput {
    /// Number of the row.
    pub number: usize,
    /// When it begins.
    pub starts: String,
    /// When it ends.
    pub ends: String,
    /// What it is about.
    pub topic: String,
}

/// What the steps choose from.
#[derive(Debug, Clone, Default)]
pub struct TrainingChoices {
    /// Forums.
    pub forums: Vec<SelectOption>,
    /// Languages it may be given in, and whether each is chosen.
    pub languages: Vec<(SelectOption, bool)>,
    /// Technologies, and whether each is chosen.
    pub technologies: Vec<(SelectOption, bool)>,
    /// Zones.
    pub zones: Vec<SelectOption>,
    /// Regions.
    pub regions: Vec<SelectOption>,
    /// Industrial cities by region.
    pub cities: Vec<SelectGroup>,
    /// Organisations of the author.
    pub organisations: Vec<SelectOption>,
}

fn option(value: &str, name: String) -> SelectOption {
    SelectOption {
        value: value.to_owned(),
        name,
    }
}

/// Those of one step.
pub(super) async fn choices(
    app: &App,
    member: &Member,
    step: TrainingStep,
    form: &TrainingForm,
    terms: &Taxonomy,
) -> Result<TrainingChoices> {
    let language = member.visitor.language();
    Ok(match step {
        TrainingStep::Basics => {
            let forums = drafts::places(&app.core, &member.visitor.viewer).await?;
            let languages = LANGUAGES.iter();
            TrainingChoices {
                forums: forums
                    .iter()
                    .map(|view| option(&view.actor.username, view.forum.name(&view.actor, language).to_owned()))
                    .collect(),
                languages: languages
                    .map(|(tag, name)| {
                        let is_chosen = form.languages.iter().any(|chosen| chosen == tag);
                        (option(tag, (*name).to_owned()), is_chosen)
                    })
                    .collect(),
                technologies: terms
                    .all(TermKind::Technology)
                    .map(|term| (term, form.technologies.contains(&term.code)))
                    .filter(|(term, is_chosen)| term.is_active || *is_chosen)
                    .map(|(term, is_chosen)| (option(&term.code, term.name(language).to_owned()), is_chosen))
                    .collect(),
                ..TrainingChoices::default()
            }
        }
        TrainingStep::Time => {
            let mut names: Vec<&str> = PLAIN_ZONES.to_vec();
            if !form.timezone.is_empty() && !names.contains(&form.timezone.as_str()) {
                names.push(&form.timezone);
            }
            let zones = names.into_iter().map(|name| option(name, zone_words(name, language)));
            TrainingChoices {
                zones: zones.collect(),
                ..TrainingChoices::default()
            }
        }
        TrainingStep::Place => TrainingChoices {
            regions: options(terms, TermKind::Region, &form.region, language),
            cities: cities(terms, &form.city, language),
            ..TrainingChoices::default()
        },
        TrainingStep::People => {
            let places = organisations::mine(&app.core, &member.principal).await?;
            let places = places
                .iter()
                .filter(|(_, place)| place.state == MembershipState::Active);
            TrainingChoices {
                organisations: places
                    .map(|(organisation, _)| {
                        option(&organisation.id.to_string(), organisation.name(language).to_owned())
                    })
                    .collect(),
                ..TrainingChoices::default()
            }
        }
        _ => TrainingChoices::default(),
    })
}

/// The meetings that were typed, and some empty rows.
pub(super) fn sessions(form: &TrainingForm, more: usize) -> Vec<SessionInput> {
    let shown = (form.sessions.len() + more.max(1)).clamp(ROWS_MORE, SESSIONS_MAX);
    let row = |n: usize| {
        let typed = form.sessions.get(n).cloned().unwrap_or_default();
        SessionInput {
            number: n + 1,
            starts: typed.starts,
            ends: typed.ends,
            topic: typed.topic,
        }
    };
    (0..shown).map(row).collect()
}
