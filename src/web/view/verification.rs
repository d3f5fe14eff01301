//! Verification: what stands beside names, and what people hand in.

use super::Stamp;
use crate::web::i18n::Locale;

/// The key of a level's name.
#[must_use]
pub const fn level_key(level: i32) -> &'static str {
    match level {
        1 => "level-1",
        2 => "level-2",
        3 => "level-3",
        _ => "level-0",
    }
}

/// What stands beside the name of a person: where they work, and that they are verified. On this instance only.
#[derive(Debug, Clone, Default)]
pub struct StandingView {
    /// Until when they are verified, if they are.
    pub verified_until: Option<Stamp>,
    /// The key of the level's name.
    pub level: &'static str,
    /// Where they work; for members.
    pub organisation: Option<OrganisationName>,
}

/// An organisation by its names.
#[derive(Debug, Clone)]
pub struct OrganisationName {
    /// Its id.
    pub id: i64,
    /// Arabic name; empty if it has none.
    pub ar: String,
    /// English name; empty if it has none.
    pub en: String,
}

impl OrganisationName {
    /// The name in this language, else in the other.
    #[must_use]
    pub fn read(&self, locale: &Locale) -> &str {
        let (own, other) = match locale {
            Locale::Ar => (&self.ar, &self.en),
            Locale::En => (&self.en, &self.ar),
        };
        if own.is_empty() { other } else { own }
    }
}

/// How far papers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseState {
    /// Being filled in.
    #[default]
    Draft,
    /// Waits for a verifier.
    Submitted,
    /// Went back with a question.
    Returned,
    /// Verified.
    Approved,
    /// Not verified.
    Rejected,
    /// Taken back.
    Withdrawn,
}

impl CaseState {
    /// The value in addresses.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "case-draft",
            Self::Submitted => "case-submitted",
            Self::Returned => "case-returned",
            Self::Approved => "case-approved",
            Self::Rejected => "case-rejected",
            Self::Withdrawn => "case-withdrawn",
        }
    }

    /// The class of its badge.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Draft | Self::Withdrawn => "badge-plain",
            Self::Submitted => "badge-info",
            Self::Returned => "badge-warning",
            Self::Approved => "badge-success",
            Self::Rejected => "badge-danger",
        }
    }

    /// Whether the applicant may change it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it is decided.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Approved | Self::Rejected | Self::Withdrawn)
    }
}

/// A case in a list.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// Its id.
    pub id: i64,
    /// The name of the organisation or person it is about.
    pub subject: String,
    /// Who handed it in; empty where that is the reader.
    pub applicant: String,
    /// The key of the name of the level asked for.
    pub level: &'static str,
    /// How far it is.
    pub state: CaseState,
    /// It confirms again.
    pub is_renewal: bool,
    /// It is looked at by a second verifier.
    pub is_appeal: bool,
    /// When it was handed in, else begun.
    pub at: Stamp,
    /// When a decision is due.
    pub due: Option<Stamp>,
    /// That day is past.
    pub is_late: bool,
}

/// A file that was handed in.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its size in kilobytes.
    pub kilobytes: u32,
    /// It is a picture.
    pub is_picture: bool,
    /// When it came.
    pub at: Stamp,
}

/// A paper of the checklist.
#[derive(Debug, Clone)]
pub struct EvidenceLine {
    /// The value in forms.
    pub tag: &'static str,
    /// The key of its name.
    pub name: &'static str,
    /// The key of why it is asked for.
    pub why: &'static str,
    /// There is no decision without it.
    pub is_required: bool,
    /// What was handed in.
    pub files: Vec<FileLine>,
}
