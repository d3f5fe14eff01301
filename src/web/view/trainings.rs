//! A training in full, and trainings begun.

use super::{FactView, Stamp};

/// When something is, in words of its zone.
#[derive(Debug, Clone, Default)]
pub struct SpanView {
    /// As machines read it, with the offset of its zone.
    pub machine: String,
    /// Weekday and day: `Sunday 6 Dec 2026`.
    pub day: String,
    /// The same day by the other calendar; may be empty.
    pub hijri: String,
    /// The day it ends, if that is another one.
    pub last_day: String,
    /// From hour to hour, in words where a dash would mislead.
    pub hours: String,
    /// What it is about; only of meetings, may be empty.
    pub topic: String,
}

/// When a training is.
#[derive(Debug, Clone, Default)]
pub struct TimeView {
    /// From beginning to end.
    pub span: SpanView,
    /// The key of the name of its zone, or its name in the database of zones.
    pub zone: String,
    /// How far its zone is from UTC: `UTC+3`.
    pub offset: String,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
    /// How long it takes, in words.
    pub duration: String,
    /// By the clock of this site, if that is another one; empty if it is the same.
    pub here: String,
    /// Meetings, if there are several.
    pub meetings: Vec<SpanView>,
    /// It is over.
    pub is_past: bool,
}

/// Where a training is.
#[derive(Debug, Clone, Default)]
pub struct WhereView {
    /// House or room, street, town, city, region; each once, from the small to the large.
    pub parts: Vec<String>,
    /// The same point on a map of another site; empty if it is not known.
    pub map: String,
}

/// Who teaches, as far as it is an organisation.
#[derive(Debug, Clone, Default)]
pub struct ProviderView {
    /// Its name.
    pub name: String,
    /// Its page, for those who may see it; empty if there is none.
    pub href: String,
    /// It was verified here, and until when.
    pub verified_until: Option<Stamp>,
}

/// A training in full, as far as everybody who reads the page may see it.
#[derive(Debug, Clone, Default)]
pub struct TrainingView {
    /// Language; empty when unknown.
    pub lang: String,
    /// A teaser; may be empty.
    pub summary: String,
    /// What is taught, safe HTML.
    pub programme: String,
    /// It does not take place.
    pub is_cancelled: bool,
    /// Why not; may be empty.
    pub reason: String,
    /// Its day may still change.
    pub is_tentative: bool,
    /// When.
    pub time: TimeView,
    /// Where; none if it is online only.
    pub place: Option<WhereView>,
    /// People meet online, or may.
    pub is_online: bool,
    /// People meet in a room, too.
    pub is_hybrid: bool,
    /// Who teaches.
    pub provider: Option<ProviderView>,
    /// Everything else worth knowing.
    pub facts: Vec<FactView>,
}

/// Another time when the same training is held.
#[derive(Debug, Clone)]
pub struct HeldView {
    /// Its id.
    pub id: i64,
    /// Its day.
    pub day: String,
    /// It does not take place.
    pub is_cancelled: bool,
}

/// A link to something to read.
#[derive(Debug, Clone)]
pub struct MaterialView {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// On which server.
    pub host: String,
    /// For those with a seat only.
    pub for_seats: bool,
}

/// What only those with a seat may know.
#[derive(Debug, Clone)]
pub struct InsideView {
    /// Where to meet online; may be empty.
    pub online_link: String,
    /// How to get there and what to bring, in lines; may be empty.
    pub directions: Vec<String>,
}

/// A training begun, in a list.
#[derive(Debug, Clone)]
pub struct TrainingDraftLine {
    /// Its id.
    pub id: i64,
    /// Title as typed; may be empty.
    pub title: String,
    /// Changes something published.
    pub is_change: bool,
    /// Holds something again.
    pub is_again: bool,
    /// Last change.
    pub at: Stamp,
}
