//! Reports of those who did it too.

use super::Byline;

/// A report.
#[derive(Debug, Clone)]
pub struct ReplicationView {
    /// The reply.
    pub id: i64,
    /// Who reports and when.
    pub author: Byline,
    /// The key of what came of it; none if that is not shown.
    pub result: Option<&'static str>,
    /// Months until it paid off, if that is shown.
    pub payback: Option<i64>,
    /// Region and size, as far as they are shown.
    pub facts: Vec<String>,
    /// The beginning of its text.
    pub excerpt: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// The answer of the author of the case study.
    pub answer: Option<i64>,
}

/// A class of a figure.
#[derive(Debug, Clone)]
pub struct ShareView {
    /// The key of its name.
    pub key: &'static str,
    /// How many are of it.
    pub count: i64,
    /// How many all are.
    pub all: i64,
}

/// Everything reported of a case study.
#[derive(Debug, Clone, Default)]
pub struct ReplicationsView {
    /// How many reports there are.
    pub count: i64,
    /// In how many regions, as far as they say.
    pub regions: i64,
    /// The newest.
    pub reports: Vec<ReplicationView>,
    /// What came of it; empty below five.
    pub results: Vec<ShareView>,
    /// After how long it paid off; empty below five.
    pub paybacks: Vec<ShareView>,
    /// The middle payback in months.
    pub median: Option<i64>,
    /// The viewer may report.
    pub may_report: bool,
    /// The viewer has reported.
    pub is_mine_there: bool,
}
