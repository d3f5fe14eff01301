//! A training as typed. Everything is kept as it came, right or wrong; `check` says what it comes to.

use serde::{Deserialize, Serialize};

/// Most meetings of one training.
pub const SESSIONS_MAX: usize = 20;

/// A meeting as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// Day and hour it begins, `2027-02-03T09:00`.
    pub starts: String,
    /// Day and hour it ends.
    pub ends: String,
    /// What it is about.
    pub topic: String,
}

impl SessionForm {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        [&self.starts, &self.ends, &self.topic]
            .iter()
            .all(|part| part.trim().is_empty())
    }
}

/// A training as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingForm {
    /// Title.
    pub title: String,
    /// A teaser.
    pub summary: String,
    /// BCP 47, of the text.
    pub language: String,
    /// Name of the forum.
    pub forum: String,
    /// What is taught, Markdown.
    pub programme: String,
    /// Primary tags of the languages it is given in.
    pub languages: Vec<String>,
    /// `beginner`, `intermediate` or `advanced`.
    pub level: String,
    /// Codes.
    pub technologies: Vec<String>,
    /// Hashtags, with or without their sign, set apart by commas or spaces.
    pub tags: String,
    /// `tentative` or `scheduled`.
    pub state: String,
    /// Day and hour it begins, in `timezone`: `2027-02-03T09:00`.
    pub starts: String,
    /// Day and hour it ends.
    pub ends: String,
    /// Name of the IANA database; `Asia/Riyadh` if empty.
    pub timezone: String,
    /// Meetings, if there are several; then they say when it begins and ends.
    pub sessions: Vec<SessionForm>,
    /// `onsite`, `online` or `hybrid`.
    pub mode: String,
    /// House or room.
    pub venue: String,
    /// Street.
    pub address: String,
    /// Code of a region.
    pub region: String,
    /// Code of an industrial city.
    pub city: String,
    /// Town.
    pub locality: String,
    /// Degrees north.
    pub latitude: String,
    /// Degrees east.
    pub longitude: String,
    /// Where to meet online; for those with a seat.
    pub online_link: String,
    /// How to get there and what to bring; for those with a seat.
    pub directions: String,
    /// Riyals; 0 for nothing.
    pub price: String,
    /// `none`, `attendance` or `exam`.
    pub certificate: String,
    /// Who teaches.
    pub trainer: String,
    /// Id of the organisation that teaches, of ours.
    pub provider_id: String,
    /// Name of one that is none of ours.
    pub provider: String,
    /// `open`, `approval`, `external` or `none`.
    pub joining: String,
    /// Where one gets a seat elsewhere.
    pub external_url: String,
    /// Day and hour from which seats are given.
    pub opens: String,
    /// Day and hour until which seats are given.
    pub closes: String,
    /// Seats; empty if there is room for all.
    pub capacity: String,
    /// Most seats of one organisation.
    pub seats_per_organisation: String,
    /// Whether one may wait for a seat: `yes` or empty.
    pub waiting_list: String,
    /// Hours to confirm a seat that became free.
    pub confirm_hours: String,
}
