//! Models of strict receivers, for tests (feature `receivers`).
//!
//! Every one of them is a few lines of what that software's parser demands, with its quirks: which keys it indexes
//! without looking, what it spreads, what it deserializes all-or-nothing. Run everything that leaves the server through
//! [`complaints`]; an empty answer means that all of them can read it. Sources: the
//! code of that software as of 2026. Where a peer ignores a type altogether, its model does too.

mod events;
mod gotosocial;
mod house;
mod lemmy;
mod mastodon;
mod mbin;
mod nodebb;
mod piefed;
mod pixelfed;

use std::fmt;

use serde_json::Value;

use crate::origin::Policy;

/// What a receiver would choke on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Which receiver.
    pub receiver: &'static str,
    /// What it cannot read and where.
    pub reason: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.receiver, self.reason)
    }
}

type Model = fn(&Value, Policy) -> Result<(), String>;

const MODELS: [(&str, Model); 10] = [
    ("house rules", house::receive),
    ("Lemmy", lemmy::receive),
    ("PieFed", piefed::receive),
    ("Mbin", mbin::receive),
    ("NodeBB", nodebb::receive),
    ("Mastodon", mastodon::receive),
    ("GoToSocial", gotosocial::receive),
    ("Pixelfed", pixelfed::receive),
    ("Mobilizon", events::mobilizon),
    ("Gancio", events::gancio),
];

/// Shows a whole wire document (an activity we deliver, or an object or actor we serve) to every receiver. `policy` is
/// that of the instance: with private networks allowed, ids may have ports and `http`.
#[must_use]
pub fn complaints(document: &Value, policy: Policy) -> Vec<Complaint> {
    let refused = |(receiver, model): &(&'static str, Model)| {
        model(document, policy)
            .err()
            .map(|reason| Complaint { receiver, reason })
    };
    MODELS.iter().filter_map(refused).collect()
}

const CONTENT: [&str; 4] = ["Page", "Note", "Article", "Event"];
const ACTORS: [&str; 5] = ["Person", "Service", "Organization", "Group", "Application"];

fn kind(value: &Value) -> &str {
    value["type"].as_str().unwrap_or_default()
}

fn is_content(value: &Value) -> bool {
    CONTENT.contains(&kind(value))
}

fn is_actor(value: &Value) -> bool {
    ACTORS.contains(&kind(value))
}

fn is_activity(value: &Value) -> bool {
    value.get("actor").is_some() && value.get("object").is_some()
}

/// The document, and every object embedded in `object` below it.
fn layers(document: &Value) -> Vec<&Value> {
    let mut layers = vec![document];
    let mut inner = &document["object"];
    while inner.is_object() {
        layers.push(inner);
        inner = &inner["object"];
    }
    layers
}

/// `value[key]` as the scripting languages do it, where an absent key is an exception.
fn index<'a>(value: &'a Value, key: &str) -> Result<&'a Value, String> {
    value.get(key).ok_or_else(|| format!("{}: no key `{key}`", kind(value)))
}

fn string<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    index(value, key)?
        .as_str()
        .ok_or_else(|| format!("{}: `{key}` is not a string", kind(value)))
}

fn array<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    index(value, key)?
        .as_array()
        .ok_or_else(|| format!("{}: `{key}` is not an array", kind(value)))
}

fn host(id: &str) -> Option<String> {
    url::Url::parse(id).ok()?.host_str().map(str::to_owned)
}

fn ensure(condition: bool, reason: impl FnOnce() -> String) -> Result<(), String> {
    if condition { Ok(()) } else { Err(reason()) }
}
