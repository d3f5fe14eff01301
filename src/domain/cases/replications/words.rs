//! A report as one text: what the thread, other servers and search read of it.

use std::fmt::Write as _;

use crate::db::types::{Outcome, TermKind};
use crate::domain::cases::check::words_of;
use crate::domain::cases::sheet::{Wording, size_key};
use crate::domain::taxonomy::Taxonomy;

use super::form::Report;

/// Writes it as Markdown. Figures that its author does not show are left out.
pub(super) fn write(report: &Report, terms: &Taxonomy, language: &str, wording: Wording) -> String {
    let language = words_of(language);
    let word = |key: &str| wording(language, key);
    let mut text = format!("**{}**\n\n", word("replication-head"));
    if report.is_open {
        let payback = report.payback.map(|months| months.to_string());
        let region = report
            .region
            .as_deref()
            .and_then(|code| terms.name(TermKind::Region, Some(code), language))
            .map(str::to_owned);
        let facts = [
            (
                "replication-result",
                report.result.map(|result| word(result_key(result)).into_owned()),
            ),
            ("case-payback-months", payback),
            ("case-region", region),
            ("case-size", report.size.map(|size| word(size_key(size)).into_owned())),
        ];
        for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            let _ = writeln!(text, "- {}: {value}", word(key));
        }
        text.push('\n');
    }
    let _ = write!(text, "{}", report.story);
    if !report.adapted.is_empty() {
        let _ = write!(text, "\n\n**{}**\n\n{}", word("replication-adapted"), report.adapted);
    }
    text
}

/// The key of what came of it.
pub fn result_key(result: Outcome) -> &'static str {
    match result {
        Outcome::Better => "replication-better",
        Outcome::Same => "replication-same",
        Outcome::Worse => "replication-worse",
        Outcome::Failed => "replication-failed",
    }
}
