//! Organisations in lists, and choices of a form.

use super::{PersonLine, Stamp};

/// One choice of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    /// What the form sends.
    pub value: String,
    /// What is read.
    pub name: String,
}

/// Choices of a select under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectGroup {
    /// The head.
    pub name: String,
    /// What stands under it.
    pub options: Vec<SelectOption>,
}

/// An organisation in a list.
#[derive(Debug, Clone)]
pub struct OrganisationCard {
    /// Id.
    pub id: i64,
    /// Name in the reader's language.
    pub name: String,
    /// Key of its kind.
    pub kind: &'static str,
    /// Its sector; empty if none was chosen.
    pub sector: String,
    /// Industrial city and region; empty if none was chosen.
    pub place: String,
    /// What it makes, or the beginning of what it says of itself.
    pub summary: String,
}

/// Somebody who works for an organisation, or asks to.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// The account.
    pub id: i64,
    /// The person.
    pub person: PersonLine,
    /// Speaks for it.
    pub is_owner: bool,
    /// What they wrote when they asked.
    pub message: String,
    /// Since when; of a request, when they asked.
    pub since: Stamp,
}
