//! A training as one text: what other servers, applications and the history show of it, and what search reads. Its own words
//! come from `Wording`, in the language of the text. What only those with a seat may know is not in it.

use std::fmt::Write as _;

use crate::db::types::{Language, TermKind, TrainingMode};
use crate::domain::cases::{Wording, numbers, words_of};
use crate::domain::taxonomy::Taxonomy;

use super::check::Checked;
use super::times::Moment;

/// That it does not take place, and why, as the first line of its text.
pub(super) fn called_off(wording: Wording, language: Language, reason: &str) -> String {
    format!("**{}** {reason}", wording(language, "training-called-off"))
}

/// Writes it as Markdown; with the reason first, if it does not take place.
pub(super) fn write(checked: &Checked, terms: &Taxonomy, reason: &str, wording: Wording) -> String {
    let language = words_of(&checked.language);
    let mut sheet = String::new();
    if !reason.is_empty() {
        let _ = write!(sheet, "{}\n\n", called_off(wording, language, reason));
    }
    if !checked.summary.is_empty() {
        let _ = write!(sheet, "{}\n\n", checked.summary);
    }
    let head = ["training-fact", "training-value"].map(|key| wording(language, key));
    let _ = writeln!(sheet, "| {} | {} |\n| --- | --- |", head[0], head[1]);
    for (key, value) in facts(checked, terms, language, wording) {
        let value = value.replace('|', "\\|");
        let _ = writeln!(sheet, "| {} | {value} |", wording(language, key));
    }
    let _ = write!(sheet, "\n{}", checked.programme);
    let tags = checked.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>();
    if !tags.is_empty() {
        let _ = write!(sheet, "\n\n{}", tags.join(" "));
    }
    sheet
}

fn facts(checked: &Checked, terms: &Taxonomy, language: Language, wording: Wording) -> Vec<(&'static str, String)> {
    let comma = language.comma();
    let name = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or(code).to_owned();
    let moment = |at| {
        Moment { at, zone: checked.zone }
            .local()
            .format("%Y-%m-%d %H:%M")
            .to_string()
    };
    let place = &checked.place;
    let places = [
        Some(place.venue.clone()),
        Some(place.address.clone()),
        Some(place.locality.clone()),
        place.city.as_deref().map(|code| name(TermKind::City, code)),
        place.region.as_deref().map(|code| name(TermKind::Region, code)),
    ];
    let places: Vec<String> = places.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let technologies = checked.technologies.iter().map(|code| name(TermKind::Technology, code));
    let online = (checked.mode != TrainingMode::Onsite).then(|| wording(language, "training-mode-online").into_owned());
    let price = checked.price.map(|price| match price {
        0 => wording(language, "training-free").into_owned(),
        price => format!("{} {}", numbers::grouped(price), wording(language, "case-riyals")),
    });
    let rows = [
        (
            "training-starts",
            Some(format!("{} ({})", moment(checked.starts), checked.zone.name())),
        ),
        ("training-ends", Some(moment(checked.ends))),
        (
            "training-place",
            Some(places.join(comma)).filter(|place| !place.is_empty()).or(online),
        ),
        ("training-trainer", Some(checked.trainer.clone())),
        ("training-provider", Some(checked.provider_name.clone())),
        (
            "training-technologies",
            Some(technologies.collect::<Vec<_>>().join(comma)),
        ),
        ("training-price", price),
        ("training-seats", checked.seating.capacity.map(numbers::grouped)),
    ];
    let said = rows.into_iter().filter_map(|(key, value)| Some((key, value?)));
    said.filter(|(_, value)| !value.is_empty()).collect()
}
