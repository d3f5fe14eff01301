//! From what was typed to a case study, or to what is wrong with it in words.

use crate::db::cases::CaseRow;
use crate::db::organisations::Organisation;
use crate::db::types::{ContactWish, CostBand, Language, MembershipState, OrganisationId, SizeClass, TermKind};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::domain::validate::{Problem, Problems, choice};

use super::form::{CaseForm, METRICS_MAX, MILESTONES_MAX};
use super::place::Place;
use super::{numbers, siri};

/// Longest section, in characters.
pub const SECTION_MAX: usize = 20_000;
/// Longest teaser, in characters: what others show of it.
pub const SUMMARY_MAX: usize = 500;
/// Most technologies.
pub(super) const TECHNOLOGIES_MAX: usize = 8;
/// Most vendors.
pub(super) const VENDORS_MAX: usize = 10;
/// Most months until something paid off.
const PAYBACK_MAX: i64 = 600;

const METRIC_FIELDS: [&str; METRICS_MAX] = [
    "metric-1",
    "metric-2",
    "metric-3",
    "metric-4",
    "metric-5",
    "metric-6",
    "metric-7",
    "metric-8",
    "metric-9",
    "metric-10",
    "metric-11",
    "metric-12",
];
const MILESTONE_FIELDS: [&str; MILESTONES_MAX] = [
    "milestone-1",
    "milestone-2",
    "milestone-3",
    "milestone-4",
    "milestone-5",
    "milestone-6",
    "milestone-7",
    "milestone-8",
    "milestone-9",
    "milestone-10",
    "milestone-11",
    "milestone-12",
];

/// A figure before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// What is measured.
    pub name: String,
    /// In what; empty for a mere number.
    pub unit: String,
    /// Value before.
    pub before: Option<f64>,
    /// Value after.
    pub after: Option<f64>,
    /// Over which time; empty if not said.
    pub period: String,
}

impl Metric {
    /// By how many percent it changed, if that can be said.
    pub fn change(&self) -> Option<f64> {
        let (before, after) = self.before.zip(self.after)?;
        (before != 0.0).then(|| ((after - before) / before.abs() * 100.0).round())
    }
}

/// A dimension of readiness that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Which.
    pub code: String,
    /// Band before.
    pub before: Option<i64>,
    /// Band after.
    pub after: Option<i64>,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The month, `2026-03`.
    pub month: String,
    /// What happened.
    pub words: String,
}

/// What something cost, in riyals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// The amount, if it is told.
    pub amount: Option<i64>,
    /// The band it lies in.
    pub band: CostBand,
}

impl Cost {
    /// What a record says of it.
    pub fn of(row: &CaseRow) -> Option<Self> {
        let amount = row.cost_amount;
        row.cost_band.map(|band| Self { amount, band })
    }
}

/// The band of an amount.
pub fn band_of(amount: i64) -> CostBand {
    match amount {
        ..100_000 => CostBand::Under100k,
        100_000..500_000 => CostBand::To500k,
        500_000..2_000_000 => CostBand::To2m,
        2_000_000..10_000_000 => CostBand::To10m,
        _ => CostBand::Over10m,
    }
}

/// A case study that makes sense.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) language: String,
    pub(super) sector: Option<String>,
    pub(super) size: Option<SizeClass>,
    pub(super) organisation: Option<(OrganisationId, String)>,
    pub(super) problem: String,
    pub(super) solution: String,
    pub(super) lessons: String,
    pub(super) technologies: Vec<String>,
    pub(super) vendors: Vec<String>,
    pub(super) cost: Option<Cost>,
    pub(super) payback: Option<i64>,
    pub(super) milestones: Vec<Milestone>,
    pub(super) metrics: Vec<Metric>,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) place: Place,
    pub(super) contact: ContactWish,
}

/// What the check looks at beside the form.
pub(super) struct Known<'a> {
    pub(super) terms: &'a Taxonomy,
    /// Where the author works.
    pub(super) workplaces: &'a [(Organisation, crate::db::organisation_members::Member)],
}

/// What a form comes to, and everything that is wrong with it. What must be there is asked for when it `is_final`.
pub(super) fn check(known: &Known<'_>, form: &CaseForm, is_final: bool) -> (Checked, Problems) {
    let mut problems = Problems::default();
    let at_least = |least: usize, typed: &str| if is_final || !typed.trim().is_empty() { least } else { 0 };
    let language = text::declared_language(&form.language);
    let checked = Checked {
        title: problems.line("title", &form.title, at_least(5, &form.title), text::TITLE_MAX),
        summary: problems.line("summary", &form.summary, 0, SUMMARY_MAX),
        sector: sector(&mut problems, known.terms, form, is_final),
        size: problems.optional("size", &form.size, choice),
        organisation: organisation(&mut problems, known, form, &language),
        language,
        problem: problems.block("problem", &form.problem, at_least(30, &form.problem), SECTION_MAX),
        solution: problems.block("solution", &form.solution, at_least(30, &form.solution), SECTION_MAX),
        lessons: problems.block("lessons", &form.lessons, 0, SECTION_MAX),
        technologies: known
            .terms
            .technologies(&mut problems, &form.technologies, TECHNOLOGIES_MAX, |_| true),
        vendors: vendors(&mut problems, form),
        cost: cost(&mut problems, form),
        payback: problems.optional("payback", &form.payback, payback),
        milestones: milestones(&mut problems, form),
        metrics: metrics(&mut problems, form),
        dimensions: dimensions(&mut problems, form),
        place: Place::check(&mut problems, known.terms, form),
        contact: form.contact.parse().unwrap_or(ContactWish::Replies),
    };
    (checked, problems)
}

fn sector(problems: &mut Problems, terms: &Taxonomy, form: &CaseForm, is_final: bool) -> Option<String> {
    if is_final && form.sector.trim().is_empty() {
        problems.add("sector", Problem::Required);
    }
    terms.choice(
        problems,
        "sector",
        TermKind::Sector,
        &form.sector,
        Some(form.sector.trim()),
    )
}

/// One of the author's own; its name in the language of the text.
fn organisation(
    problems: &mut Problems,
    known: &Known<'_>,
    form: &CaseForm,
    language: &str,
) -> Option<(OrganisationId, String)> {
    let id: OrganisationId = problems.optional("organisation", &form.organisation, choice)?;
    let places = known.workplaces.iter();
    let mut theirs = places.filter(|(_, place)| place.state == MembershipState::Active);
    let Some((found, _)) = theirs.find(|(organisation, _)| organisation.id == id) else {
        problems.add("organisation", Problem::Choice);
        return None;
    };
    Some((id, found.name(words_of(language)).to_owned()))
}

/// The language of our own words around a text.
pub fn words_of(language: &str) -> Language {
    if language.starts_with("ar") || language.starts_with("ur") {
        Language::Ar
    } else {
        Language::En
    }
}

fn vendors(problems: &mut Problems, form: &CaseForm) -> Vec<String> {
    let lines = form.vendors.lines().filter(|line| !line.trim().is_empty());
    let mut names: Vec<String> = Vec::new();
    for line in lines.take(VENDORS_MAX + 1) {
        let name = problems.line("vendors", line, 1, 120);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > VENDORS_MAX {
        problems.add("vendors", Problem::TooMany(VENDORS_MAX));
    }
    names
}

fn cost(problems: &mut Problems, form: &CaseForm) -> Option<Cost> {
    let amount = problems.optional("cost", &form.cost, numbers::riyals);
    let band = problems.optional("cost_band", &form.cost_band, choice);
    match amount {
        Some(amount) => Some(Cost {
            amount: Some(amount),
            band: band_of(amount),
        }),
        None => band.map(|band| Cost { amount: None, band }),
    }
}

/// Months until something paid off.
pub(super) fn payback(typed: &str) -> Result<i64, Problem> {
    numbers::whole(typed, PAYBACK_MAX)
}

fn milestones(problems: &mut Problems, form: &CaseForm) -> Vec<Milestone> {
    let rows = form.milestones.iter().zip(MILESTONE_FIELDS);
    let mut read: Vec<Milestone> = rows
        .filter_map(|(row, field)| {
            let words = problems.line(field, &row.words, 1, 200);
            let month = month(&row.month);
            if month.is_none() {
                problems.add(field, Problem::Month);
            }
            Some(Milestone { month: month?, words })
        })
        .collect();
    read.sort_by(|a, b| a.month.cmp(&b.month));
    read
}

/// A month as `2026-03`, from what a picker or a person writes.
pub(super) fn month(typed: &str) -> Option<String> {
    let western = numbers::western(typed);
    let (year, month) = western.trim().split_once(['-', '/'])?;
    let (year, month) = if year.len() == 4 { (year, month) } else { (month, year) };
    let (year, month): (u16, u8) = (year.parse().ok()?, month.parse().ok()?);
    ((1950..=2100).contains(&year) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}"))
}

fn metrics(problems: &mut Problems, form: &CaseForm) -> Vec<Metric> {
    let rows = form.metrics.iter().filter(|row| !row.is_empty()).zip(METRIC_FIELDS);
    let read = rows.map(|(row, field)| {
        let before = problems.optional(field, &row.before, numbers::decimal);
        let after = problems.optional(field, &row.after, numbers::decimal);
        if row.before.trim().is_empty() && row.after.trim().is_empty() {
            problems.add(field, Problem::ValueMissing);
        }
        Metric {
            name: problems.line(field, &row.name, 1, 80),
            unit: problems.line(field, &row.unit, 0, 30),
            before,
            after,
            period: problems.line(field, &row.period, 0, 60),
        }
    });
    read.collect()
}

fn dimensions(problems: &mut Problems, form: &CaseForm) -> Vec<Dimension> {
    let mut read: Vec<Dimension> = Vec::new();
    for row in &form.dimensions {
        let is_known = siri::DIMENSIONS.contains(&row.code.as_str());
        let mut band =
            |typed: &str| problems.optional("dimensions", typed, |typed| numbers::whole(typed, siri::BAND_MAX));
        let (before, after) = (band(&row.before), band(&row.after));
        if !is_known || read.iter().any(|known| known.code == row.code) {
            problems.add("dimensions", Problem::Choice);
            continue;
        }
        read.push(Dimension {
            code: row.code.clone(),
            before,
            after,
        });
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cases::form::{MetricForm, MilestoneForm};

    fn faults(form: &CaseForm, is_final: bool) -> Problems {
        let terms = Taxonomy::default();
        let known = Known {
            terms: &terms,
            workplaces: &[],
        };
        check(&known, form, is_final).1
    }

    #[test]
    fn a_step_asks_for_nothing_that_can_come_later() {
        assert_eq!(faults(&CaseForm::default(), false), Problems::default());
        let missing = faults(&CaseForm::default(), true);
        for field in ["title", "sector", "problem", "solution"] {
            assert_eq!(missing.of(field), Some(Problem::Required), "{field}");
        }
    }

    #[test]
    fn each_number_is_refused_for_what_is_wrong_with_it() {
        let form = CaseForm {
            cost: "120000 USD".to_owned(),
            payback: "-4".to_owned(),
            metrics: vec![
                MetricForm {
                    name: "Scrap".to_owned(),
                    before: "٦٫١".to_owned(),
                    after: "5 %".to_owned(),
                    ..MetricForm::default()
                },
                MetricForm {
                    name: "Downtime".to_owned(),
                    ..MetricForm::default()
                },
            ],
            ..CaseForm::default()
        };
        let faults = faults(&form, false);
        assert_eq!(faults.of("cost"), Some(Problem::Currency));
        assert_eq!(faults.of("payback"), Some(Problem::Negative));
        assert_eq!(faults.of("metric-1"), Some(Problem::NumberWithUnit));
        assert_eq!(faults.of("metric-2"), Some(Problem::ValueMissing));
    }

    #[test]
    fn places_must_be_in_the_kingdom() {
        let at = |latitude: &str, longitude: &str| CaseForm {
            latitude: latitude.to_owned(),
            longitude: longitude.to_owned(),
            ..CaseForm::default()
        };
        assert_eq!(
            faults(&at("25.2", "55.27"), false).of("latitude"),
            Some(Problem::Outside)
        );
        assert_eq!(faults(&at("north", "46"), false).of("latitude"), Some(Problem::Degrees));
        assert_eq!(
            faults(&at("24.7", ""), false).of("longitude"),
            Some(Problem::PointMissing)
        );
        assert_eq!(faults(&at("٢٤٫٧", "٤٦٫٧"), false), Problems::default());
    }

    #[test]
    fn months_are_read_in_either_order_and_digits() {
        assert_eq!(month("2026-03").as_deref(), Some("2026-03"));
        assert_eq!(month("٣/٢٠٢٦").as_deref(), Some("2026-03"));
        assert_eq!(month("2026-13"), None);
        let form = CaseForm {
            milestones: vec![MilestoneForm {
                month: "soon".to_owned(),
                words: "Start".to_owned(),
            }],
            ..CaseForm::default()
        };
        assert_eq!(faults(&form, false).of("milestone-1"), Some(Problem::Month));
    }

    #[test]
    fn an_amount_lies_in_one_band() {
        for (amount, band) in [
            (0, CostBand::Under100k),
            (99_999, CostBand::Under100k),
            (100_000, CostBand::To500k),
            (2_000_000, CostBand::To10m),
            (10_000_000, CostBand::Over10m),
        ] {
            assert_eq!(band_of(amount), band, "{amount}");
        }
    }
}
