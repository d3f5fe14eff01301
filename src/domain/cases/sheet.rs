//! A case study as one text: what other servers, applications and the history show of it, and what search reads. Its own
//! words come from `Wording`, in the language of the text.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::db::types::{CostBand, Language, SizeClass, TermKind};
use crate::domain::taxonomy::Taxonomy;

use super::check::{Checked, Metric, words_of};
use super::numbers;
use super::place::ShownPlace;

/// Our own words by key, in a language.
pub type Wording = fn(Language, &str) -> Cow<'static, str>;

/// Writes it as Markdown.
pub(super) fn write(checked: &Checked, place: &ShownPlace, terms: &Taxonomy, wording: Wording) -> String {
    let language = words_of(&checked.language);
    let word = |key: &str| wording(language, key);
    let mut sheet = String::new();
    if !checked.summary.is_empty() {
        let _ = write!(sheet, "{}\n\n", checked.summary);
    }
    let facts = facts(checked, place, terms, language, wording);
    if !facts.is_empty() {
        table(&mut sheet, &[word("case-fact"), word("case-value")], &facts);
    }
    for (key, text) in [("case-problem", &checked.problem), ("case-solution", &checked.solution)] {
        section(&mut sheet, &word(key), text);
    }
    if !checked.metrics.is_empty() {
        let _ = write!(sheet, "## {}\n\n", word("case-results"));
        let rows: Vec<[String; 4]> = checked.metrics.iter().map(row).collect();
        let head = ["case-metric", "case-before", "case-after", "case-period"].map(&word);
        table(&mut sheet, &head, &rows);
    }
    if !checked.milestones.is_empty() {
        let _ = write!(sheet, "## {}\n\n", word("case-milestones"));
        for milestone in &checked.milestones {
            let _ = writeln!(sheet, "- {}: {}", milestone.month, plain(&milestone.words));
        }
        sheet.push('\n');
    }
    section(&mut sheet, &word("case-lessons"), &checked.lessons);
    sheet.trim_end().to_owned()
}

fn section(sheet: &mut String, heading: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(sheet, "## {heading}\n\n{text}\n\n");
    }
}

fn facts(
    checked: &Checked,
    place: &ShownPlace,
    terms: &Taxonomy,
    language: Language,
    wording: Wording,
) -> Vec<[String; 2]> {
    let comma = language.comma();
    let name = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
    let technologies: Vec<String> = checked
        .technologies
        .iter()
        .map(|code| name(TermKind::Technology, code))
        .collect();
    let places = [
        Some(place.locality.clone()).filter(|locality| !locality.is_empty()),
        place.city.as_deref().map(|code| name(TermKind::City, code)),
        place.region.as_deref().map(|code| name(TermKind::Region, code)),
    ];
    let cost = checked.cost.map(|cost| match cost.amount {
        Some(amount) => {
            let amount = super::numbers::grouped(amount);
            format!("{amount} {}", wording(language, "case-riyals"))
        }
        None => wording(language, cost_key(cost.band)).into_owned(),
    });
    let rows = [
        (
            "case-sector",
            checked.sector.as_deref().map(|code| name(TermKind::Sector, code)),
        ),
        ("case-technologies", Some(technologies.join(comma))),
        ("case-vendors", Some(checked.vendors.join(comma))),
        (
            "case-organisation",
            checked.organisation.as_ref().map(|(_, name)| name.clone()),
        ),
        (
            "case-place",
            Some(places.into_iter().flatten().collect::<Vec<_>>().join(comma)),
        ),
        ("case-cost", cost),
        ("case-payback-months", checked.payback.map(|months| months.to_string())),
    ];
    let filled = rows.into_iter().filter_map(|(key, value)| Some((key, value?)));
    filled
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| [wording(language, key).into_owned(), plain(&value)])
        .collect()
}

/// The key of a band's name.
pub fn cost_key(band: CostBand) -> &'static str {
    match band {
        CostBand::Under100k => "case-cost-under-100k",
        CostBand::To500k => "case-cost-to-500k",
        CostBand::To2m => "case-cost-to-2m",
        CostBand::To10m => "case-cost-to-10m",
        CostBand::Over10m => "case-cost-over-10m",
    }
}

/// The key of the name of a size of establishments.
pub fn size_key(size: SizeClass) -> &'static str {
    match size {
        SizeClass::Micro => "org-size-micro",
        SizeClass::Small => "org-size-small",
        SizeClass::Medium => "org-size-medium",
        SizeClass::Large => "org-size-large",
    }
}

fn row(metric: &Metric) -> [String; 4] {
    let value = |value: Option<f64>| match value {
        Some(value) if metric.unit.is_empty() => numbers::shown(value),
        Some(value) => format!("{} {}", numbers::shown(value), plain(&metric.unit)),
        None => "–".to_owned(),
    };
    [
        plain(&metric.name),
        value(metric.before),
        value(metric.after),
        plain(&metric.period),
    ]
}

fn table<const N: usize>(sheet: &mut String, head: &[Cow<'static, str>; N], rows: &[[String; N]]) {
    let _ = writeln!(sheet, "| {} |", head.join(" | "));
    let _ = writeln!(sheet, "|{}", " --- |".repeat(N));
    for row in rows {
        let _ = writeln!(sheet, "| {} |", row.join(" | "));
    }
    sheet.push('\n');
}

/// One line of which nothing is markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => plain.push(' '),
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '@' | '~' => {
                plain.push('\\');
                plain.push(c);
            }
            other => plain.push(other),
        }
    }
    plain
}
