//! The steps in which a training is typed. Each keeps what it was sent, right or wrong; the others keep what they have.

use crate::domain::text;

use super::form::{SESSIONS_MAX, SessionForm, TrainingForm};

/// Longest text of one field that is kept, in bytes.
const KEPT_MAX: usize = 100_000;
/// Most entries of a list that are kept.
const LIST_MAX: usize = 40;

/// The steps of the composer, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingStep {
    /// What it is called and where it belongs.
    Basics,
    /// What is taught.
    Programme,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who teaches, for what price.
    People,
    /// For how many, and how one gets a seat.
    Seats,
    /// A look at the whole.
    Preview,
}

impl TrainingStep {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Basics,
        Self::Programme,
        Self::Time,
        Self::Place,
        Self::People,
        Self::Seats,
        Self::Preview,
    ];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Programme => "programme",
            Self::Time => "time",
            Self::Place => "place",
            Self::People => "people",
            Self::Seats => "seats",
            Self::Preview => "preview",
        }
    }

    /// The step with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == name)
    }

    /// The step after this one.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|step| *step == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or(Self::Preview)
    }

    /// The fields in which this step may find faults, as `check` names them.
    pub fn has(self, field: &str) -> bool {
        let fields: &[&str] = match self {
            Self::Basics => &["title", "summary", "language", "forum", "tags", "technologies", "level"],
            Self::Programme => &["programme"],
            Self::Time => &["timezone", "starts", "ends", "sessions", "state"],
            Self::Place => &[
                "mode",
                "venue",
                "address",
                "region",
                "city",
                "locality",
                "latitude",
                "longitude",
                "online_link",
                "directions",
            ],
            Self::People => &["trainer", "provider_id", "provider", "price", "certificate"],
            Self::Seats => &[
                "joining",
                "external_url",
                "opens",
                "closes",
                "capacity",
                "seats_per_organisation",
                "confirm_hours",
            ],
            Self::Preview => &[],
        };
        fields.contains(&field)
    }
}

/// What a step of the composer sent, as names and values in the order of the form.
struct Sent<'a>(&'a [(String, String)]);

impl Sent<'_> {
    fn one(&self, name: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| kept(value)).unwrap_or_default()
    }

    fn all(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| kept(value)).take(LIST_MAX).collect()
    }
}

impl TrainingForm {
    /// Takes what a step sent. Other steps keep what they have.
    pub fn take(&mut self, step: TrainingStep, sent: &[(String, String)]) {
        let sent = Sent(sent);
        match step {
            TrainingStep::Basics => self.take_basics(&sent),
            TrainingStep::Programme => self.programme = sent.one("programme"),
            TrainingStep::Time => self.take_time(&sent),
            TrainingStep::Place => self.take_place(&sent),
            TrainingStep::People => {
                self.trainer = sent.one("trainer");
                self.provider_id = sent.one("provider_id");
                self.provider = sent.one("provider");
                self.price = sent.one("price");
                self.certificate = sent.one("certificate");
            }
            TrainingStep::Seats => self.take_seats(&sent),
            TrainingStep::Preview => {}
        }
    }

    fn take_basics(&mut self, sent: &Sent<'_>) {
        self.title = sent.one("title");
        self.summary = sent.one("summary");
        self.language = sent.one("language");
        self.forum = sent.one("forum");
        self.languages = sent.all("languages");
        self.level = sent.one("level");
        self.technologies = sent.all("technologies");
        self.tags = sent.one("tags");
    }

    fn take_time(&mut self, sent: &Sent<'_>) {
        self.timezone = sent.one("timezone");
        self.state = sent.one("state");
        self.starts = sent.one("starts");
        self.ends = sent.one("ends");
        let columns = ["session_starts", "session_ends", "session_topic"].map(|name| sent.all(name));
        let cell = |column: usize, row: usize| columns[column].get(row).cloned().unwrap_or_default();
        let rows = (0..columns[0].len()).map(|row| SessionForm {
            starts: cell(0, row),
            ends: cell(1, row),
            topic: cell(2, row),
        });
        self.sessions = rows.filter(|row| !row.is_empty()).take(SESSIONS_MAX).collect();
    }

    fn take_place(&mut self, sent: &Sent<'_>) {
        self.mode = sent.one("mode");
        self.venue = sent.one("venue");
        self.address = sent.one("address");
        self.region = sent.one("region");
        self.city = sent.one("city");
        self.locality = sent.one("locality");
        self.latitude = sent.one("latitude");
        self.longitude = sent.one("longitude");
        self.online_link = sent.one("online_link");
        self.directions = sent.one("directions");
    }

    fn take_seats(&mut self, sent: &Sent<'_>) {
        self.joining = sent.one("joining");
        self.external_url = sent.one("external_url");
        self.opens = sent.one("opens");
        self.closes = sent.one("closes");
        self.capacity = sent.one("capacity");
        self.seats_per_organisation = sent.one("seats_per_organisation");
        self.waiting_list = sent.one("waiting_list");
        self.confirm_hours = sent.one("confirm_hours");
    }

    /// The same training once more: everything but its days.
    pub fn without_days(mut self) -> Self {
        for day in [
            &mut self.starts,
            &mut self.ends,
            &mut self.opens,
            &mut self.closes,
            &mut self.state,
        ] {
            day.clear();
        }
        self.sessions.clear();
        self
    }
}

/// What is kept of one field: all of it, unless somebody pastes a library.
fn kept(value: &str) -> String {
    text::beginning(value, KEPT_MAX).replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn a_step_changes_its_own_fields_only() {
        let mut form = TrainingForm {
            title: "PLC basics".to_owned(),
            ..TrainingForm::default()
        };
        form.take(
            TrainingStep::Programme,
            &sent(&[("programme", "Ladders"), ("title", "Another")]),
        );
        assert_eq!(
            (form.title.as_str(), form.programme.as_str()),
            ("PLC basics", "Ladders")
        );
    }

    #[test]
    fn empty_rows_are_no_meetings() {
        let mut form = TrainingForm::default();
        let rows = sent(&[
            ("session_starts", "2027-02-03T09:00"),
            ("session_ends", "2027-02-03T12:00"),
            ("session_topic", "Inputs"),
            ("session_starts", ""),
            ("session_ends", ""),
            ("session_topic", " "),
        ]);
        form.take(TrainingStep::Time, &rows);
        assert_eq!(form.sessions.len(), 1);
        assert_eq!(form.sessions[0].topic, "Inputs");
    }

    #[test]
    fn every_fault_belongs_to_one_step() {
        for field in ["title", "programme", "sessions", "venue", "price", "capacity"] {
            let of = TrainingStep::ALL.iter().filter(|step| step.has(field)).count();
            assert_eq!(of, 1, "{field}");
        }
    }

    #[test]
    fn a_training_held_again_has_no_days() {
        let form = TrainingForm {
            starts: "2027-02-03T09:00".to_owned(),
            closes: "2027-02-01T09:00".to_owned(),
            venue: "Hall 2".to_owned(),
            sessions: vec![SessionForm::default()],
            ..TrainingForm::default()
        };
        let again = form.without_days();
        assert!(again.starts.is_empty() && again.closes.is_empty() && again.sessions.is_empty());
        assert_eq!(again.venue, "Hall 2");
    }
}
