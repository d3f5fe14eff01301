//! What search engines read of a page, beside what people see: schema.org in JSON-LD.

use serde_json::{Map, Value, json};

use crate::db::posts::Post;
use crate::db::types::{TrainingMode, TrainingState};
use crate::domain::text;
use crate::domain::trainings::Training;

/// Longest description, in characters.
const DESCRIPTION_MAX: usize = 500;

/// A training as schema.org has it, to be placed in a `<script type="application/ld+json">`. Such an element holds data, runs
/// nothing, and so needs no leave of the content security policy; nothing in it can end it early. It tells no more than everybody may
/// know: not where to meet online.
pub fn training_markup(training: &Training, post: &Post, organiser: &str) -> String {
    let mut event = Map::new();
    let mut put = |name: &str, value: Value| {
        event.insert(name.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("EducationEvent"));
    put("@id", json!(post.uri));
    put("url", json!(post.url));
    put("name", json!(post.title));
    put("startDate", json!(training.starts.rfc3339()));
    put("endDate", json!(training.ends.rfc3339()));
    put("eventAttendanceMode", json!(attendance(training.mode)));
    put("eventStatus", json!(status(training.state)));
    put("location", location(training, post));
    let description = match training.summary.as_str() {
        "" => text::cut(&text::plain(&training.programme), DESCRIPTION_MAX),
        summary => summary.to_owned(),
    };
    put("description", json!(description));
    if !training.languages.is_empty() {
        put("inLanguage", json!(training.languages));
    }
    let teacher = if training.provider.is_empty() {
        organiser
    } else {
        training.provider.as_str()
    };
    if !teacher.is_empty() {
        put("organizer", json!({ "@type": "Organization", "name": teacher }));
    }
    if !training.trainer.is_empty() {
        put("performer", json!({ "@type": "Person", "name": training.trainer }));
    }
    if let Some(capacity) = training.seating.capacity {
        put("maximumAttendeeCapacity", json!(capacity));
        put(
            "remainingAttendeeCapacity",
            json!((capacity - training.seating.taken).max(0)),
        );
    }
    if let Some(price) = training.price {
        put("isAccessibleForFree", json!(price == 0));
        put("offers", offer(training, post, price));
    }
    let meetings = training.sessions.iter().map(|meeting| {
        json!({
            "@type": "Event",
            "name": if meeting.topic.is_empty() { &post.title } else { &meeting.topic },
            "startDate": meeting.starts.rfc3339(),
            "endDate": meeting.ends.rfc3339(),
        })
    });
    let meetings: Vec<Value> = meetings.collect();
    if !meetings.is_empty() {
        put("subEvent", Value::Array(meetings));
    }
    within_script(&Value::Object(event))
}

/// JSON in which no character means anything to a reader of HTML.
fn within_script(value: &Value) -> String {
    let escape = |c: char| match c {
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => format!("\\u{:04x}", u32::from(c)),
        other => other.to_string(),
    };
    value.to_string().chars().map(escape).collect()
}

fn attendance(mode: TrainingMode) -> &'static str {
    match mode {
        TrainingMode::Onsite => "https://schema.org/OfflineEventAttendanceMode",
        TrainingMode::Online => "https://schema.org/OnlineEventAttendanceMode",
        TrainingMode::Hybrid => "https://schema.org/MixedEventAttendanceMode",
    }
}

fn status(state: TrainingState) -> &'static str {
    match state {
        TrainingState::Tentative | TrainingState::Scheduled => "https://schema.org/EventScheduled",
        TrainingState::Cancelled => "https://schema.org/EventCancelled",
    }
}

/// The room, and for what is on the net the page of the training: the link itself is for those with a seat.
fn location(training: &Training, post: &Post) -> Value {
    let place = &training.place;
    let online = json!({ "@type": "VirtualLocation", "url": post.url });
    let name = if place.venue.is_empty() {
        &place.locality
    } else {
        &place.venue
    };
    let mut room = json!({
        "@type": "Place",
        "name": name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.locality,
            "addressRegion": place.region,
            "addressCountry": "SA",
        },
    });
    if let (Some(point), Some(room)) = (place.point, room.as_object_mut()) {
        let geo = json!({ "@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude });
        room.insert("geo".to_owned(), geo);
    }
    match training.mode {
        TrainingMode::Onsite => room,
        TrainingMode::Online => online,
        TrainingMode::Hybrid => Value::Array(vec![room, online]),
    }
}

fn offer(training: &Training, post: &Post, price: i64) -> Value {
    let is_full = training
        .seating
        .capacity
        .is_some_and(|capacity| training.seating.taken >= capacity);
    let availability = if is_full {
        "https://schema.org/SoldOut"
    } else {
        "https://schema.org/InStock"
    };
    let url = if training.external_url.is_empty() {
        &post.url
    } else {
        &training.external_url
    };
    json!({ "@type": "Offer", "price": price, "priceCurrency": "SAR", "availability": availability, "url": url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_ends_the_element() {
        let evil = "</script><script>alert(1)</script><!-- & \u{2028}";
        let written = within_script(&json!({ "name": evil }));
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: Value = serde_json::from_str(&written).expect("still JSON");
        assert_eq!(read["name"], evil);
    }
}
