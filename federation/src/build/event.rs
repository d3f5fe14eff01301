//! Trainings as `Event`: the keys that Mobilizon, PieFed, Gancio, Friendica and FEP-8a8e ask for, all of them, because PieFed reads
//! them without looking; beside them the record of a training in our own terms, which others pass over.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::{Map, Value, json};
use url::Url;

use super::{PassageDraft, TermDraft, TopicDraft, Wire, case_study};

/// The version of the terms; it changes when a reader of the former one would misread the new one.
const VERSION: u8 = 1;
/// The currency of all prices.
const CURRENCY: &str = "SAR";

/// Whether it takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// Its day may still change.
    Tentative,
    /// It takes place.
    Scheduled,
    /// It does not.
    Cancelled,
}

impl EventState {
    /// As Mobilizon says it (RFC 5545), and as FEP-8a8e does (schema.org).
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Tentative => ("TENTATIVE", "EventTentative"),
            Self::Scheduled => ("CONFIRMED", "EventScheduled"),
            Self::Cancelled => ("CANCELLED", "EventCancelled"),
        }
    }
}

/// Where people meet in a room.
#[derive(Debug, Clone, Default)]
pub struct VenueDraft {
    /// Name of the house, or of the town if it has none.
    pub name: String,
    /// Street; empty if none.
    pub street: String,
    /// Town; empty if none.
    pub locality: String,
    /// Region.
    pub region: Option<TermDraft>,
    /// Industrial city.
    pub city: Option<TermDraft>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// A meeting of several: when it begins and ends, and what it is about.
#[derive(Debug, Clone)]
pub struct SessionDraft {
    /// When it begins.
    pub starts: DateTime<FixedOffset>,
    /// When it ends.
    pub ends: DateTime<FixedOffset>,
    /// What it is about; empty if not said.
    pub topic: String,
}

/// How many may come, and how many do.
#[derive(Debug, Clone, Default)]
pub struct SeatsDraft {
    /// Seats; none if there is room for all.
    pub capacity: Option<i64>,
    /// Those given away.
    pub taken: i64,
    /// Whether one may wait for a seat.
    pub has_waiting_list: bool,
    /// Seats are given from then on.
    pub opens: Option<DateTime<FixedOffset>>,
    /// Seats are given until then.
    pub closes: Option<DateTime<FixedOffset>>,
}

/// A training. What only those with a seat may know has no place in it.
#[derive(Debug, Clone)]
pub struct EventDraft {
    /// Everything it has in common with a topic.
    pub topic: TopicDraft,
    /// Day and place in a line, escaped HTML: Mastodon shows it in place of the body.
    pub summary: String,
    /// When it begins, with the offset of its zone.
    pub starts: DateTime<FixedOffset>,
    /// When it ends.
    pub ends: DateTime<FixedOffset>,
    /// Name of its zone in the IANA database.
    pub timezone: String,
    /// Whether it takes place.
    pub state: EventState,
    /// How one gets a seat: `free`, `restricted`, `external`, `none`.
    pub join_mode: String,
    /// Where one gets a seat elsewhere.
    pub external_url: Option<Url>,
    /// How many may come.
    pub seats: SeatsDraft,
    /// What a seat costs, in riyals; none if not said.
    pub fee: Option<i64>,
    /// People may take part on the net.
    pub is_online: bool,
    /// Where people meet; none if only on the net.
    pub venue: Option<VenueDraft>,
    /// What is taught.
    pub programme: PassageDraft,
    /// A teaser, plain text; empty if none.
    pub teaser: String,
    /// Primary tags of the languages it is given in.
    pub taught_in: Vec<String>,
    /// `beginner`, `intermediate`, `advanced`.
    pub level: Option<String>,
    /// Technologies.
    pub technologies: Vec<TermDraft>,
    /// Who teaches; empty if not said.
    pub trainer: String,
    /// The organisation that teaches; empty if not said.
    pub provider: String,
    /// `none`, `attendance`, `exam`.
    pub certificate: String,
    /// Its meetings, if there are several.
    pub sessions: Vec<SessionDraft>,
}

impl EventDraft {
    /// The `Event`.
    #[must_use]
    pub fn build(&self) -> Wire {
        let author = self.topic.author.as_str();
        let (status, event_status) = self.state.words();
        let attachments = self.attachments();
        let language = self
            .topic
            .language
            .as_ref()
            .map(|language| language.identifier.as_str());
        let wire = self
            .topic
            .build()
            .set("type", "Event")
            // Mobilizon takes no event without it.
            .set("actor", author)
            .set("attachment", attachments)
            .set("summary", self.summary.as_str())
            .set("startTime", time(self.starts))
            .set("endTime", time(self.ends))
            .set("timezone", self.timezone.as_str())
            .set("status", status)
            .set("eventStatus", event_status)
            .set("category", "LEARNING")
            .set(
                "organizers",
                json!({ "type": "OrderedCollection", "totalItems": 1, "orderedItems": [author] }),
            )
            .set(
                "repliesModerationOption",
                if self.topic.comments_enabled {
                    "allow_all"
                } else {
                    "closed"
                },
            )
            .set("draft", false)
            .maybe("inLanguage", language)
            .maybe("location", self.venue.as_ref().map(place));
        self.record(self.joining(wire))
    }

    /// Who may come, and how.
    fn joining(&self, wire: Wire) -> Wire {
        let seats = &self.seats;
        let free = seats.capacity.map(|capacity| (capacity - seats.taken).max(0));
        let external = self.external_url.as_ref().map(Url::as_str);
        wire.set("joinMode", self.join_mode.as_str())
            .set("externalParticipationUrl", external)
            .set("maximumAttendeeCapacity", seats.capacity)
            .set("remainingAttendeeCapacity", free)
            .set("participantCount", seats.taken)
            .set("attendees", json!({ "type": "Collection", "totalItems": seats.taken }))
            .set("anonymousParticipationEnabled", false)
            .set("anonymousParticipation", false)
            .set("isOnline", self.is_online && self.venue.is_none())
            // Where to meet on the net is for those with a seat.
            .set("onlineLink", Value::Null)
            .set("buyTicketsLink", external)
            .set("feeCurrency", self.fee.map(|_| CURRENCY))
            .set("feeAmount", self.fee.unwrap_or(0))
    }

    /// Our own terms.
    fn record(&self, wire: Wire) -> Wire {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        wire.set("training", VERSION)
            .set("programme", case_study::passage(&self.programme))
            .maybe("teaser", some(&self.teaser))
            .set(
                "mode",
                match (self.is_online, &self.venue) {
                    (true, Some(_)) => "hybrid",
                    (true, None) => "online",
                    (false, _) => "onsite",
                },
            )
            .set("taughtIn", self.taught_in.clone())
            .maybe("level", self.level.clone())
            .set(
                "technologies",
                self.technologies.iter().map(case_study::term).collect::<Value>(),
            )
            .maybe("trainer", some(&self.trainer))
            .maybe("provider", some(&self.provider))
            .set("certificate", self.certificate.as_str())
            .maybe("price", self.fee)
            .set("waitingList", self.seats.has_waiting_list)
            .maybe("registrationOpens", self.seats.opens.map(time))
            .maybe("registrationCloses", self.seats.closes.map(time))
            .set("sessions", self.sessions.iter().map(session).collect::<Value>())
    }

    /// Files, the first picture once more under the name by which Mobilizon finds it, and the page: Mobilizon's "Website".
    fn attachments(&self) -> Vec<Value> {
        let mut all: Vec<Value> = self
            .topic
            .attachments
            .iter()
            .map(super::AttachmentDraft::json)
            .collect();
        let is_picture = |file: &&Value| file["type"] == "Image";
        if let Some(picture) = all.iter().find(is_picture) {
            let banner = json!({ "type": "Document", "mediaType": picture["mediaType"], "name": "Banner", "url": picture["url"] });
            all.insert(0, banner);
        }
        all.push(json!({ "type": "Link", "mediaType": "text/html", "name": "Website", "href": self.topic.url }));
        all
    }
}

/// In the offset of its zone: readers show an event in the time of its place.
fn time(time: DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn session(session: &SessionDraft) -> Value {
    Wire::new(json!({ "startTime": time(session.starts), "endTime": time(session.ends) }))
        .maybe("name", Some(session.topic.clone()).filter(|topic| !topic.is_empty()))
        .embed()
}

/// One `Place`: Mobilizon has no clause for lists.
fn place(venue: &VenueDraft) -> Value {
    let mut address = Map::new();
    address.insert("type".to_owned(), "PostalAddress".into());
    let parts = [
        ("streetAddress", Some(venue.street.as_str())),
        ("addressLocality", Some(venue.locality.as_str())),
        (
            "addressRegion",
            venue.region.as_ref().map(|region| region.name.as_str()),
        ),
        ("addressCountry", venue.region.as_ref().map(|_| "SA")),
    ];
    let said = parts.into_iter().filter_map(|(key, part)| Some((key, part?)));
    let said = said.filter(|(_, part)| !part.is_empty());
    address.extend(said.map(|(key, part)| (key.to_owned(), part.into())));
    Wire::new(json!({ "type": "Place", "name": venue.name, "address": address }))
        .maybe("region", venue.region.as_ref().map(case_study::term))
        .maybe("industrialCity", venue.city.as_ref().map(case_study::term))
        .maybe("latitude", venue.point.map(|(latitude, _)| latitude))
        .maybe("longitude", venue.point.map(|(_, longitude)| longitude))
        .embed()
}
