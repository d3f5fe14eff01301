//! Case studies, as cards and in full.

use super::{Byline, SelectOption, Stamp};

/// A figure before and after, ready to be shown.
#[derive(Debug, Clone, Default)]
pub struct MetricView {
    /// What is measured.
    pub name: String,
    /// Value before with its unit; empty if not said.
    pub before: String,
    /// Value after with its unit; empty if not said.
    pub after: String,
    /// By how many percent it changed, with its sign; empty if that cannot be said.
    pub change: String,
    /// Over which time; empty if not said.
    pub period: String,
}

/// A fact of the summary card.
#[derive(Debug, Clone)]
pub struct FactView {
    /// The key of its name.
    pub key: &'static str,
    /// What it is, each with where more of it is found.
    pub values: Vec<(String, Option<String>)>,
}

/// A dimension of readiness.
#[derive(Debug, Clone)]
pub struct DimensionView {
    /// The key of its name.
    pub key: &'static str,
    /// Band before; empty if not said.
    pub before: String,
    /// Band after; empty if not said.
    pub after: String,
}

/// A case study in full, as far as it may be shown.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// Language; empty when unknown.
    pub lang: String,
    /// A teaser; may be empty.
    pub summary: String,
    /// Safe HTML.
    pub problem: String,
    /// Safe HTML.
    pub solution: String,
    /// Safe HTML; may be empty.
    pub lessons: String,
    /// What stands in the summary card.
    pub facts: Vec<FactView>,
    /// Figures.
    pub metrics: Vec<MetricView>,
    /// Dimensions of readiness that moved.
    pub dimensions: Vec<DimensionView>,
    /// Months and what happened then.
    pub milestones: Vec<(String, String)>,
    /// The key of how its author likes to be asked; none says nothing.
    pub contact: Option<&'static str>,
}

/// A case study in a list.
#[derive(Debug, Clone)]
pub struct CaseCard {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// A teaser, or the beginning of its text.
    pub summary: String,
    /// Sector; empty if none.
    pub sector: String,
    /// As much of its place as is shown; may be empty.
    pub place: String,
    /// Its first figure.
    pub metric: Option<MetricView>,
    /// Months until it paid off.
    pub payback: Option<i64>,
    /// The key of what it cost.
    pub cost: Option<&'static str>,
    /// Who wrote it and when.
    pub author: Byline,
    /// Votes.
    pub votes: u32,
    /// Replies.
    pub replies: u32,
    /// At the head of the library.
    pub featured: bool,
}

/// Something begun, in a list.
#[derive(Debug, Clone)]
pub struct CaseDraftLine {
    /// Its id.
    pub id: i64,
    /// Title as typed; may be empty.
    pub title: String,
    /// The key of how far it is.
    pub state: &'static str,
    /// Changes something published.
    pub is_change: bool,
    /// Last change.
    pub at: Stamp,
    /// Name of the author, for editors.
    pub author: String,
}

/// A choice that narrows the library.
#[derive(Debug, Clone)]
pub struct FacetView {
    /// Its name in the address.
    pub name: &'static str,
    /// The key of its label.
    pub key: &'static str,
    /// The choices, with their counts.
    pub options: Vec<SelectOption>,
    /// What was chosen.
    pub chosen: String,
}
