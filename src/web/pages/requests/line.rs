//! A need in a list, and the words for what it says.

use crate::db::requests::RequestRow;
use crate::db::types::{Language, NeedState, OfferState, TermKind, TrainingLevel, TrainingMode};
use crate::domain::taxonomy::Taxonomy;
use crate::web::present::{count, stamp};
use crate::web::view::{LANGUAGES, Stamp};

/// A need in a list.
#[derive(Debug, Clone)]
pub struct NeedLine {
    /// Its id.
    pub id: i64,
    /// Topic.
    pub title: String,
    /// Language of the text.
    pub lang: String,
    /// How it stands, as a word of style sheets.
    pub state: &'static str,
    /// People of all who signed.
    pub people: u32,
    /// Organisations that signed.
    pub firms: u32,
    /// The key of where it may be.
    pub mode: &'static str,
    /// Region; empty if none is named.
    pub region: String,
    /// Languages it may be given in.
    pub languages: Vec<String>,
    /// Technologies.
    pub technologies: Vec<String>,
    /// The key of what those who come know already.
    pub level: Option<&'static str>,
    /// When it was asked for.
    pub at: Stamp,
}

impl NeedLine {
    /// A need as the list shows it.
    pub fn of(row: &RequestRow, terms: &Taxonomy, language: Language) -> Self {
        let name = |kind, code: &str| terms.name(kind, Some(code), language).unwrap_or_default().to_owned();
        let technologies = row.technologies.split_whitespace();
        Self {
            id: row.id.0,
            title: row.title.clone(),
            lang: row.language.clone(),
            state: row.state.as_str(),
            people: count(row.people),
            firms: count(row.firms),
            mode: mode_key(row.mode),
            region: row
                .region
                .as_deref()
                .map(|code| name(TermKind::Region, code))
                .unwrap_or_default(),
            languages: row.languages.split_whitespace().map(language_name).collect(),
            technologies: technologies.map(|code| name(TermKind::Technology, code)).collect(),
            level: row.level.map(level_key),
            at: stamp(row.created_at),
        }
    }

    /// The key of how it stands.
    #[must_use]
    pub fn state_key(&self) -> &'static str {
        state_key(self.state)
    }

    /// The icon of how it stands.
    #[must_use]
    pub fn icon(&self) -> &'static str {
        match self.state {
            "offered" => "tag",
            "matched" => "circle-check-big",
            "closed" | "merged" => "archive",
            _ => "search",
        }
    }

    /// The class of how it stands.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self.state {
            "offered" => "badge badge-info",
            "matched" => "badge badge-brand",
            "closed" | "merged" => "badge",
            _ => "badge badge-accent",
        }
    }
}

/// The key of how a need stands.
#[must_use]
pub fn state_key(state: &str) -> &'static str {
    match state.parse() {
        Ok(NeedState::Offered) => "need-state-offered",
        Ok(NeedState::Matched) => "need-state-matched",
        Ok(NeedState::Closed) => "need-state-closed",
        Ok(NeedState::Merged) => "need-state-merged",
        Ok(NeedState::Open) | Err(_) => "need-state-open",
    }
}

/// The key of how an offer stands.
pub(super) fn offer_state_key(state: OfferState) -> &'static str {
    match state {
        OfferState::Open => "offer-state-open",
        OfferState::Picked => "offer-state-picked",
        OfferState::Matched => "offer-state-matched",
        OfferState::Declined => "offer-state-declined",
        OfferState::Withdrawn => "offer-state-withdrawn",
    }
}

/// The key of where a training that is needed may be.
pub(super) fn mode_key(mode: TrainingMode) -> &'static str {
    match mode {
        TrainingMode::Onsite => "need-mode-onsite",
        TrainingMode::Online => "need-mode-online",
        TrainingMode::Hybrid => "need-mode-hybrid",
    }
}

/// The key of where an offer is.
pub(super) fn place_key(mode: TrainingMode) -> &'static str {
    match mode {
        TrainingMode::Onsite => "offer-mode-onsite",
        TrainingMode::Online => "offer-mode-online",
        TrainingMode::Hybrid => "offer-mode-hybrid",
    }
}

/// The key of what those who come know already.
pub(super) fn level_key(level: TrainingLevel) -> &'static str {
    match level {
        TrainingLevel::Beginner => "need-level-beginner",
        TrainingLevel::Intermediate => "need-level-intermediate",
        TrainingLevel::Advanced => "need-level-advanced",
    }
}

/// The key of a time that suits.
pub(super) fn time_key(time: &str) -> &'static str {
    match time {
        "mornings" => "need-time-mornings",
        "evenings" => "need-time-evenings",
        "weekdays" => "need-time-weekdays",
        _ => "need-time-weekend",
    }
}

/// A language by its own name.
pub(super) fn language_name(tag: &str) -> String {
    let known = LANGUAGES.iter().find(|(known, _)| *known == tag);
    known.map_or(tag, |(_, name)| name).to_owned()
}
