//! What somebody types to report a replication, and what is left of it once it makes sense.

use serde_json::{Value, json};

use crate::db::types::{Outcome, SizeClass, TermKind};
use crate::domain::cases::numbers;
use crate::domain::error::Result;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems, choice};

/// Longest text of either kind, in characters.
const TEXT_MAX: usize = 5_000;
/// Shortest account of how it went.
const STORY_MIN: usize = 10;
/// Longest payback, in months.
pub const PAYBACK_MAX: i64 = 600;

/// The form, as typed.
#[derive(Debug, Clone, Default)]
pub struct ReplicationForm {
    /// What was done otherwise.
    pub adapted: String,
    /// How it went.
    pub story: String,
    /// `better`, `same`, `worse` or `failed`.
    pub result: String,
    /// Months until it paid off; may be empty.
    pub payback: String,
    /// Region; may be empty.
    pub region: String,
    /// Size of the establishment; may be empty.
    pub size: String,
    /// Whether the figures are shown with the report.
    pub is_open: bool,
    /// BCP 47.
    pub language: String,
}

/// A report that makes sense. One from elsewhere says only what its server sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was done otherwise, Markdown.
    pub adapted: String,
    /// How it went, Markdown.
    pub story: String,
    /// What came of it.
    pub result: Option<Outcome>,
    /// Months until it paid off.
    pub payback: Option<i64>,
    /// Region.
    pub region: Option<String>,
    /// Size of the establishment.
    pub size: Option<SizeClass>,
    /// Whether the figures are shown with the report.
    pub is_open: bool,
}

impl ReplicationForm {
    /// What it says, if it makes sense.
    ///
    /// # Errors
    /// [`crate::domain::Error::Invalid`].
    pub(super) fn check(&self, terms: &Taxonomy) -> Result<Report> {
        let mut problems = Problems::default();
        let result = problems.required("result", &self.result, choice);
        let payback = problems.optional("payback", &self.payback, |typed| numbers::whole(typed, PAYBACK_MAX));
        let region = Some(self.region.trim()).filter(|code| !code.is_empty());
        if region.is_some_and(|code| terms.find(TermKind::Region, code).is_none()) {
            problems.add("region", Problem::Choice);
        }
        let report = Report {
            adapted: problems.block("adapted", &self.adapted, 0, TEXT_MAX),
            story: problems.block("story", &self.story, STORY_MIN, TEXT_MAX),
            result,
            payback,
            region: region.map(str::to_owned),
            size: problems.optional("size", &self.size, choice),
            is_open: self.is_open,
        };
        problems.into_result(report)
    }
}

impl Report {
    /// As it waits for a moderator.
    pub(in crate::domain) fn packed(&self) -> Value {
        json!({
            "adapted": self.adapted,
            "story": self.story,
            "result": self.result.map(Outcome::as_str),
            "payback": self.payback,
            "region": self.region,
            "size": self.size.map(SizeClass::as_str),
            "is_open": self.is_open,
        })
    }

    /// The same again.
    pub(in crate::domain) fn unpacked(value: &Value) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        Self {
            adapted: text("adapted").unwrap_or_default().to_owned(),
            story: text("story").unwrap_or_default().to_owned(),
            result: text("result").and_then(|name| name.parse().ok()),
            payback: value.get("payback").and_then(Value::as_i64),
            region: text("region").map(str::to_owned),
            size: text("size").and_then(|name| name.parse().ok()),
            is_open: value.get("is_open").and_then(Value::as_bool).unwrap_or(false),
        }
    }
}
