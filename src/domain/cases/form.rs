//! A case study as typed, step by step. Everything is kept as it came, right or wrong; `check` says what it comes to.

use serde::{Deserialize, Serialize};

use crate::domain::text;

/// Rows of figures.
pub const METRICS_MAX: usize = 12;
/// Milestones.
pub const MILESTONES_MAX: usize = 12;
/// Longest text of one field that is kept, in bytes.
const KEPT_MAX: usize = 400_000;

/// The steps of the composer, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// What it is called and where it belongs.
    Basics,
    /// Problem, solution, lessons.
    Story,
    /// Technologies, vendors, cost, milestones.
    Means,
    /// Figures and readiness.
    Results,
    /// Place and contact.
    Place,
    /// Files.
    Files,
    /// A look at the whole.
    Preview,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Basics,
        Self::Story,
        Self::Means,
        Self::Results,
        Self::Place,
        Self::Files,
        Self::Preview,
    ];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Story => "story",
            Self::Means => "means",
            Self::Results => "results",
            Self::Place => "place",
            Self::Files => "files",
            Self::Preview => "preview",
        }
    }

    /// The step with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == name)
    }

    /// The step after this one.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|step| *step == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or(Self::Preview)
    }

    /// The fields in which this step may find faults, as `check` names them.
    pub fn has(self, field: &str) -> bool {
        let fields: &[&str] = match self {
            Self::Basics => &[
                "title",
                "language",
                "forum",
                "sector",
                "size",
                "organisation",
                "summary",
            ],
            Self::Story => &["problem", "solution", "lessons"],
            Self::Means => &["technologies", "vendors", "cost", "cost_band", "payback"],
            Self::Results => &["dimensions"],
            Self::Place => &[
                "region",
                "city",
                "locality",
                "latitude",
                "longitude",
                "precision",
                "contact",
            ],
            Self::Files => &["files", "alt"],
            Self::Preview => &[],
        };
        let is_row = |start: &str| field.starts_with(start);
        fields.contains(&field)
            || self == Self::Results && is_row("metric-")
            || self == Self::Means && is_row("milestone-")
    }
}

/// A figure as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MetricForm {
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
    /// Over which time.
    pub period: String,
}

impl MetricForm {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.unit, &self.before, &self.after, &self.period]
            .iter()
            .all(|part| part.trim().is_empty())
    }
}

/// A dimension of readiness as chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DimensionForm {
    /// Which.
    pub code: String,
    /// Band before.
    pub before: String,
    /// Band after.
    pub after: String,
}

/// A milestone as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MilestoneForm {
    /// Month, `2026-03`.
    pub month: String,
    /// What happened.
    pub words: String,
}

/// A file that is to hang on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileForm {
    /// Which.
    pub id: i64,
    /// What it shows.
    pub alt: Option<String>,
}

/// A case study as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseForm {
    /// Title.
    pub title: String,
    /// A teaser.
    pub summary: String,
    /// BCP 47.
    pub language: String,
    /// Name of the forum.
    pub forum: String,
    /// ISIC code.
    pub sector: String,
    /// Size of the establishment.
    pub size: String,
    /// Id of an organisation of the author; empty if it is not to be named.
    pub organisation: String,
    /// Markdown.
    pub problem: String,
    /// Markdown.
    pub solution: String,
    /// Markdown.
    pub lessons: String,
    /// Codes.
    pub technologies: Vec<String>,
    /// One on a line.
    pub vendors: String,
    /// Riyals.
    pub cost: String,
    /// Instead of an amount.
    pub cost_band: String,
    /// Months.
    pub payback: String,
    /// What happened when.
    pub milestones: Vec<MilestoneForm>,
    /// Figures.
    pub metrics: Vec<MetricForm>,
    /// Readiness.
    pub dimensions: Vec<DimensionForm>,
    /// Code of a region.
    pub region: String,
    /// Code of an industrial city.
    pub city: String,
    /// Town.
    pub locality: String,
    /// Degrees north.
    pub latitude: String,
    /// Degrees east.
    pub longitude: String,
    /// How much of the place is shown.
    pub precision: String,
    /// How the author likes to be asked.
    pub contact: String,
    /// Files.
    pub files: Vec<FileForm>,
}

impl CaseForm {
    /// Takes what a step of the composer sent, as names and values in the order of the form. Other steps keep what they have.
    pub fn take(&mut self, step: Step, sent: &[(String, String)]) {
        let one = |name: &str| {
            let found = sent.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| kept(value)).unwrap_or_default()
        };
        let all = |name: &str| -> Vec<String> {
            let found = sent.iter().filter(|(known, _)| known == name);
            found.map(|(_, value)| kept(value)).collect()
        };
        match step {
            Step::Basics => {
                self.title = one("title");
                self.summary = one("summary");
                self.language = one("language");
                self.forum = one("forum");
                self.sector = one("sector");
                self.size = one("size");
                self.organisation = one("organisation");
            }
            Step::Story => {
                self.problem = one("problem");
                self.solution = one("solution");
                self.lessons = one("lessons");
            }
            Step::Means => {
                self.technologies = all("technologies");
                self.technologies.truncate(40);
                self.vendors = one("vendors");
                self.cost = one("cost");
                self.cost_band = one("cost_band");
                self.payback = one("payback");
                let rows = all("milestone_month").into_iter().zip(all("milestone_words"));
                let rows = rows.map(|(month, words)| MilestoneForm { month, words });
                let is_typed = |row: &MilestoneForm| !row.month.trim().is_empty() || !row.words.trim().is_empty();
                self.milestones = rows.filter(is_typed).take(MILESTONES_MAX).collect();
            }
            Step::Results => {
                let columns = [
                    "metric_name",
                    "metric_unit",
                    "metric_before",
                    "metric_after",
                    "metric_period",
                ]
                .map(all);
                let cell = |column: usize, row: usize| {
                    let column: &Vec<String> = &columns[column];
                    column.get(row).cloned().unwrap_or_default()
                };
                let rows = (0..columns[0].len()).map(|row| MetricForm {
                    name: cell(0, row),
                    unit: cell(1, row),
                    before: cell(2, row),
                    after: cell(3, row),
                    period: cell(4, row),
                });
                self.metrics = rows.filter(|row| !row.is_empty()).take(METRICS_MAX).collect();
                let bands = all("dimension_before").into_iter().zip(all("dimension_after"));
                let rows = all("dimension").into_iter().zip(bands);
                let rows = rows.map(|(code, (before, after))| DimensionForm { code, before, after });
                let is_chosen = |row: &DimensionForm| !row.before.is_empty() || !row.after.is_empty();
                self.dimensions = rows.filter(is_chosen).take(super::siri::DIMENSIONS.len()).collect();
            }
            Step::Place => {
                self.region = one("region");
                self.city = one("city");
                self.locality = one("locality");
                self.latitude = one("latitude");
                self.longitude = one("longitude");
                self.precision = one("precision");
                self.contact = one("contact");
            }
            Step::Files | Step::Preview => {}
        }
    }

    /// How much of what makes a case study useful is there, out of [`Self::WORTH`].
    pub fn filled(&self) -> usize {
        Self::WORTH.len() - self.missing().len()
    }

    /// What makes a case study useful, with the step where it is told.
    pub const WORTH: [(&'static str, Step); 12] = [
        ("title", Step::Basics),
        ("sector", Step::Basics),
        ("size", Step::Basics),
        ("problem", Step::Story),
        ("solution", Step::Story),
        ("lessons", Step::Story),
        ("technologies", Step::Means),
        ("vendors", Step::Means),
        ("cost", Step::Means),
        ("payback", Step::Means),
        ("metrics", Step::Results),
        ("place", Step::Place),
    ];

    /// What of it is missing, the first to be told first.
    pub fn missing(&self) -> Vec<(&'static str, Step)> {
        let has = |name: &str| {
            let is_typed = |text: &String| !text.trim().is_empty();
            match name {
                "title" => is_typed(&self.title),
                "sector" => is_typed(&self.sector),
                "size" => is_typed(&self.size),
                "problem" => is_typed(&self.problem),
                "solution" => is_typed(&self.solution),
                "lessons" => is_typed(&self.lessons),
                "technologies" => !self.technologies.is_empty(),
                "vendors" => is_typed(&self.vendors),
                "cost" => is_typed(&self.cost) || is_typed(&self.cost_band),
                "payback" => is_typed(&self.payback),
                "metrics" => !self.metrics.is_empty(),
                _ => is_typed(&self.region) || is_typed(&self.city) || self.precision == "hidden",
            }
        };
        Self::WORTH.into_iter().filter(|(name, _)| !has(name)).collect()
    }
}

/// What is kept of one field: all of it, unless somebody pastes a library.
fn kept(value: &str) -> String {
    text::beginning(value, KEPT_MAX).replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_step_changes_its_own_fields_only() {
        let mut form = CaseForm {
            title: "Less scrap".to_owned(),
            ..CaseForm::default()
        };
        form.take(Step::Story, &sent(&[("problem", "Scrap"), ("title", "Another title")]));
        assert_eq!((form.title.as_str(), form.problem.as_str()), ("Less scrap", "Scrap"));
    }

    #[test]
    fn empty_rows_of_a_table_are_no_rows() {
        let mut form = CaseForm::default();
        let pairs = sent(&[
            ("metric_name", "Scrap"),
            ("metric_unit", "%"),
            ("metric_before", "6.1"),
            ("metric_after", "5"),
            ("metric_period", ""),
            ("metric_name", " "),
            ("metric_unit", ""),
            ("metric_before", ""),
            ("metric_after", ""),
            ("metric_period", ""),
        ]);
        form.take(Step::Results, &pairs);
        assert_eq!(form.metrics.len(), 1);
        assert_eq!(form.metrics[0].after, "5");
    }

    #[test]
    fn completeness_counts_what_readers_look_for() {
        let mut form = CaseForm::default();
        assert_eq!(form.filled(), 0);
        form.title = "Less scrap".to_owned();
        form.precision = "hidden".to_owned();
        assert_eq!(form.filled(), 2);
        assert_eq!(form.missing()[0].0, "sector");
    }
}
