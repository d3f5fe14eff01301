//! The case studies of a sample instance: told as members tell them, step by step through the composer, and looked at by the
//! editors before they appear. The files beside this one hold the words; where a case study is told in two languages, both stand
//! in the same file.

use anyhow::Context;
use serde::Deserialize;

use crate::db::posts::Post;
use crate::db::types::{CaseDraftId, CaseStanding, MembershipState, PostId};
use crate::domain::cases::drafts::{self, Origin};
use crate::domain::cases::{self, Step, review};
use crate::domain::error::Error;
use crate::domain::{Core, Principal, organisations};
use crate::web::present::wording;

use super::content::ReplySample;

/// How far a case study is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Progress {
    /// Everybody may read it.
    #[default]
    Published,
    /// It waits for the editors.
    Submitted,
    /// Its author is not through with it.
    Draft,
}

/// A case study: what is the same in every language, and its words in one or two of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseSample {
    pub(super) by: String,
    pub(super) forum: String,
    #[serde(default)]
    pub(super) progress: Progress,
    #[serde(default)]
    pub(super) featured: bool,
    pub(super) sector: String,
    pub(super) size: String,
    /// Whether the author's organisation is named.
    #[serde(default)]
    pub(super) named: bool,
    pub(super) technologies: Vec<String>,
    #[serde(default)]
    pub(super) cost: String,
    #[serde(default)]
    pub(super) cost_band: String,
    #[serde(default)]
    pub(super) payback: String,
    #[serde(default)]
    pub(super) dimensions: Vec<DimensionSample>,
    pub(super) place: PlaceSample,
    pub(super) contact: String,
    pub(super) versions: Vec<VersionSample>,
}

/// A dimension of readiness that moved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionSample {
    code: String,
    before: String,
    after: String,
}

/// Where it is, and how much of that is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceSample {
    pub(super) precision: String,
    pub(super) region: String,
    #[serde(default)]
    pub(super) city: String,
    #[serde(default)]
    pub(super) latitude: String,
    #[serde(default)]
    pub(super) longitude: String,
}

/// The words of a case study in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionSample {
    pub(super) language: String,
    /// Days before the day of seeding.
    pub(super) days_ago: f64,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) problem: String,
    #[serde(default)]
    pub(super) solution: String,
    #[serde(default)]
    pub(super) lessons: String,
    #[serde(default)]
    pub(super) vendors: Vec<String>,
    #[serde(default)]
    pub(super) locality: String,
    /// Month and what happened.
    #[serde(default)]
    pub(super) milestones: Vec<(String, String)>,
    #[serde(default)]
    pub(super) metrics: Vec<MetricSample>,
    #[serde(default)]
    pub(super) votes: Vec<String>,
    #[serde(default)]
    pub(super) replies: Vec<ReplySample>,
}

/// A figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricSample {
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) period: String,
}

/// Names and values as a step of the composer sends them.
type Sent = Vec<(String, String)>;

/// Tells one in one of its languages; nothing is given back for one that does not appear yet.
pub(super) async fn tell(
    core: &Core,
    by: &Principal,
    editor: &Principal,
    (case, version): (&CaseSample, &VersionSample),
    original: Option<PostId>,
) -> anyhow::Result<Option<Post>> {
    let origin = original.map_or(Origin::Nothing, Origin::Version);
    let draft = drafts::begin(core, by, origin, &version.title, &version.language).await?;
    let organisation = if case.named {
        workplace(core, by).await?
    } else {
        String::new()
    };
    for (step, sent) in steps(case, version, &organisation) {
        drafts::save(core, by, draft.id, step, &sent, None).await?;
    }
    if case.progress == Progress::Draft {
        return Ok(None);
    }
    match cases::publish(core, by, draft.id, wording).await {
        Ok(post) => Ok(Some(post)),
        Err(Error::Held) => decide(core, editor, draft.id, case.progress).await,
        Err(error) => Err(error.into()),
    }
}

async fn decide(
    core: &Core,
    editor: &Principal,
    draft: CaseDraftId,
    progress: Progress,
) -> anyhow::Result<Option<Post>> {
    if progress == Progress::Submitted {
        return Ok(None);
    }
    Ok(Some(review::approve(core, editor, draft, wording).await?))
}

/// Puts one at the head of the library.
pub(super) async fn feature(core: &Core, editor: &Principal, id: PostId) -> anyhow::Result<()> {
    Ok(cases::set_standing(core, editor, id, CaseStanding::Featured).await?)
}

async fn workplace(core: &Core, by: &Principal) -> anyhow::Result<String> {
    let places = organisations::mine(core, by).await?;
    let place = places
        .iter()
        .find(|(_, place)| place.state == MembershipState::Active)
        .context("its author works somewhere")?;
    Ok(place.0.id.to_string())
}

/// What each step sends. A draft sends no more than it has.
fn steps(case: &CaseSample, version: &VersionSample, organisation: &str) -> [(Step, Sent); 5] {
    let mut basics = vec![
        pair("title", &version.title),
        pair("summary", &version.summary),
        pair("language", &version.language),
    ];
    basics.extend([
        pair("forum", &case.forum),
        pair("sector", &case.sector),
        pair("size", &case.size),
        pair("organisation", organisation),
    ]);
    let story = vec![
        pair("problem", &version.problem),
        pair("solution", &version.solution),
        pair("lessons", &version.lessons),
    ];
    let mut place = vec![pair("locality", &version.locality), pair("contact", &case.contact)];
    place.extend([
        pair("precision", &case.place.precision),
        pair("region", &case.place.region),
        pair("city", &case.place.city),
        pair("latitude", &case.place.latitude),
        pair("longitude", &case.place.longitude),
    ]);
    [
        (Step::Basics, basics),
        (Step::Story, story),
        (Step::Means, means(case, version)),
        (Step::Results, results(case, version)),
        (Step::Place, place),
    ]
}

fn means(case: &CaseSample, version: &VersionSample) -> Sent {
    let mut sent = vec![
        pair("vendors", &version.vendors.join("\n")),
        pair("cost", &case.cost),
        pair("cost_band", &case.cost_band),
        pair("payback", &case.payback),
    ];
    sent.extend(case.technologies.iter().map(|code| pair("technologies", code)));
    for (month, words) in &version.milestones {
        sent.extend([pair("milestone_month", month), pair("milestone_words", words)]);
    }
    sent
}

fn results(case: &CaseSample, version: &VersionSample) -> Sent {
    let mut sent = Vec::new();
    for metric in &version.metrics {
        sent.extend([
            pair("metric_name", &metric.name),
            pair("metric_unit", &metric.unit),
            pair("metric_before", &metric.before),
            pair("metric_after", &metric.after),
            pair("metric_period", &metric.period),
        ]);
    }
    for dimension in &case.dimensions {
        sent.extend([
            pair("dimension", &dimension.code),
            pair("dimension_before", &dimension.before),
            pair("dimension_after", &dimension.after),
        ]);
    }
    sent
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::demo::content::samples;
    use crate::domain::cases::numbers;

    fn all() -> Vec<CaseSample> {
        let samples = samples().expect("the content reads");
        samples.into_iter().flat_map(|sample| sample.cases).collect()
    }

    fn published() -> Vec<CaseSample> {
        let mut all = all();
        all.retain(|case| case.progress == Progress::Published);
        all
    }

    #[test]
    fn they_are_told_in_every_region_and_in_both_languages_first() {
        let published = published();
        assert!(published.len() >= 16, "{}", published.len());
        let regions: BTreeSet<&str> = published.iter().map(|case| case.place.region.as_str()).collect();
        let kingdom = (1..=14).filter(|number| *number != 13);
        let missing: Vec<String> = kingdom
            .map(|number| format!("SA-{number:02}"))
            .filter(|code| !regions.contains(code.as_str()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        for language in ["ar", "en"] {
            let first = published.iter().filter(|case| case.versions[0].language == language);
            assert!(first.count() * 3 >= published.len(), "{language}");
        }
        let in_both = published.iter().filter(|case| case.versions.len() == 2);
        assert!(in_both.count() >= 6);
    }

    #[test]
    fn they_differ_in_what_the_library_is_narrowed_by() {
        let published = published();
        let kinds = |of: fn(&CaseSample) -> String| published.iter().map(of).collect::<BTreeSet<_>>();
        assert!(kinds(|case| case.sector.clone()).len() >= 9);
        assert_eq!(kinds(|case| case.size.clone()).len(), 4);
        assert_eq!(kinds(|case| case.place.precision.clone()).len(), 4);
        let technologies: BTreeSet<&String> = published.iter().flat_map(|case| &case.technologies).collect();
        assert!(technologies.len() >= 14, "{technologies:?}");
        let bands: BTreeSet<String> = published
            .iter()
            .map(|case| match numbers::riyals(&case.cost) {
                Ok(amount) => cases::band_of(amount).to_string(),
                Err(_) => case.cost_band.clone(),
            })
            .collect();
        assert_eq!(bands.len(), 5, "{bands:?}");
    }

    #[test]
    fn each_tells_what_went_wrong_and_when_and_shows_figures_with_unit_and_time() {
        for case in published() {
            for version in &case.versions {
                let title = &version.title;
                assert!(version.problem.chars().count() > 250, "{title}");
                assert!(version.solution.chars().count() > 250, "{title}");
                assert!(version.lessons.chars().count() > 120, "{title}");
                assert!(version.milestones.len() >= 3 && version.metrics.len() >= 3, "{title}");
                assert!(
                    version.metrics.iter().all(|metric| !metric.period.is_empty()),
                    "{title}"
                );
                assert!((20..=200).contains(&title.chars().count()), "{title}");
            }
        }
    }

    #[test]
    fn both_languages_of_one_tell_the_same() {
        for case in all() {
            let [first, rest @ ..] = case.versions.as_slice() else {
                panic!("one of {} has no words", case.by);
            };
            for other in rest {
                assert_ne!(other.language, first.language);
                assert!(other.days_ago < first.days_ago, "{}", other.title);
                let values = |version: &VersionSample| {
                    let read = |typed: &String| numbers::decimal(typed).ok();
                    let rows = version.metrics.iter();
                    rows.map(|row| (read(&row.before), read(&row.after)))
                        .collect::<Vec<_>>()
                };
                assert_eq!(values(other), values(first), "{}", other.title);
                let months = |version: &VersionSample| {
                    let rows = version.milestones.iter();
                    rows.map(|(month, _)| month.clone()).collect::<Vec<_>>()
                };
                assert_eq!(months(other), months(first), "{}", other.title);
                assert_eq!(other.vendors.len(), first.vendors.len(), "{}", other.title);
            }
        }
    }
}
