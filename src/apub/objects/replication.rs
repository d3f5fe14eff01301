//! The key `replication` of a reply to a case study: that its author did it, too, and the figures that they show. Empty, it says
//! the first only. Others read the same in the text of the reply and pass the key over.

use federation::objects::ContentDocument;
use serde_json::{Map, Value, json};

use crate::db::cases::replications::ReplicationRow;
use crate::db::types::{Outcome, SizeClass};
use crate::domain::cases::replications::{PAYBACK_MAX, Report};

/// Longest code of a region that is kept.
const CODE_MAX: usize = 12;

/// What a reply reports, if it does. What makes no sense is passed over.
pub(super) fn read(document: &ContentDocument) -> Option<Report> {
    let said = document.replication.as_ref()?;
    let text = |name: &str| said.get(name).and_then(Value::as_str);
    let is_code = |code: &&str| {
        code.len() <= CODE_MAX && !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let report = Report {
        result: text("result").and_then(|name| name.parse().ok()),
        payback: said
            .get("paybackMonths")
            .and_then(Value::as_i64)
            .filter(|months| (0..=PAYBACK_MAX).contains(months)),
        region: text("region").filter(is_code).map(str::to_owned),
        size: text("sizeClass").and_then(|name| name.parse().ok()),
        ..Report::default()
    };
    let is_open = report.result.is_some() || report.payback.is_some();
    Some(Report { is_open, ..report })
}

/// What others are told of a report.
pub(in crate::apub) fn write(row: &ReplicationRow) -> Value {
    let mut said = Map::new();
    if row.is_open {
        let facts = [
            ("result", row.result.map(|result: Outcome| json!(result.as_str()))),
            ("paybackMonths", row.payback_months.map(|months| json!(months))),
            ("region", row.region.as_ref().map(|code| json!(code))),
            ("sizeClass", row.size_class.map(|size: SizeClass| json!(size.as_str()))),
        ];
        said.extend(
            facts
                .into_iter()
                .filter_map(|(key, value)| Some((key.to_owned(), value?))),
        );
    }
    Value::Object(said)
}
