//! Trainings in the calendar.

use super::Byline;

/// A training on a day, in a list.
#[derive(Debug, Clone)]
pub struct TrainingCard {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// A teaser; may be empty.
    pub summary: String,
    /// The day, as the block beside it shows it.
    pub day: DayView,
    /// When it begins, for the attribute `datetime`.
    pub machine: String,
    /// From when to when, in its own zone.
    pub hours: String,
    /// That zone, and the same hours here, if they differ.
    pub away: Option<(String, String)>,
    /// Until which day, if it is of several.
    pub until: Option<String>,
    /// Which meeting it is, of how many.
    pub part: Option<(usize, usize)>,
    /// What that one is about; may be empty.
    pub topic: String,
    /// Where it is; empty if it is only on the net.
    pub place: String,
    /// Whether one can take part on the net.
    pub is_online: bool,
    /// The key of how it stands, if that is worth a word.
    pub state: Option<&'static str>,
    /// It does not take place.
    pub is_cancelled: bool,
    /// Seats that are left, if they are counted.
    pub seats: Option<i64>,
    /// What it costs, in words; empty if not said.
    pub price: String,
    /// The key of its level.
    pub level: Option<&'static str>,
    /// Names of its languages.
    pub languages: Vec<String>,
    /// Who teaches; may be empty.
    pub provider: String,
    /// One gets a certificate.
    pub certificate: bool,
    /// Who offers it, with the server it is from.
    pub author: Byline,
}

/// A day in both calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayView {
    /// `2026-12-06`.
    pub machine: String,
    /// The key of its weekday.
    pub weekday: &'static str,
    /// Day of the month.
    pub number: String,
    /// Name of the month.
    pub month: String,
    /// The whole date.
    pub date: String,
    /// The same in the Hijri calendar.
    pub hijri: String,
    /// A Friday or Saturday.
    pub is_weekend: bool,
}

/// A day of the agenda.
#[derive(Debug, Clone)]
pub struct AgendaDay {
    /// The day.
    pub day: DayView,
    /// It is today.
    pub is_today: bool,
    /// What is on it.
    pub trainings: Vec<TrainingCard>,
}

/// A day of a month.
#[derive(Debug, Clone)]
pub struct MonthDay {
    /// The day.
    pub day: DayView,
    /// Its number in the Hijri calendar, with the month where one begins.
    pub hijri: String,
    /// It is today.
    pub is_today: bool,
    /// It is of the month before or after.
    pub is_outside: bool,
    /// What is on it.
    pub trainings: Vec<TrainingCard>,
    /// How many more there are.
    pub more: usize,
    /// The address of everything from that day on.
    pub onward: String,
}

/// A month in weeks.
#[derive(Debug, Clone)]
pub struct MonthView {
    /// Its name: `Dec 2026`.
    pub name: String,
    /// The months of the Hijri calendar that it has part in.
    pub hijri: String,
    /// Its weeks, of seven days each, from Sunday.
    pub weeks: Vec<Vec<MonthDay>>,
    /// Addresses of the months around it.
    pub around: (String, String),
    /// There is nothing in it.
    pub is_empty: bool,
}

/// The weekdays, as a week begins here.
pub const WEEKDAYS: [&str; 7] = [
    "weekday-sun",
    "weekday-mon",
    "weekday-tue",
    "weekday-wed",
    "weekday-thu",
    "weekday-fri",
    "weekday-sat",
];
