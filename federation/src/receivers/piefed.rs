//! PieFed: indexes keys without looking, so an absent one is an exception.

use serde_json::Value;

use super::{array, ensure, index, is_activity, kind, string};
use crate::origin::Policy;

/// Keys of an Event, all of them, even when null or false.
const EVENT: [&str; 13] = [
    "startTime",
    "endTime",
    "timezone",
    "maximumAttendeeCapacity",
    "participantCount",
    "onlineLink",
    "joinMode",
    "externalParticipationUrl",
    "anonymousParticipation",
    "isOnline",
    "buyTicketsLink",
    "feeCurrency",
    "feeAmount",
];

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    match kind(document) {
        "Page" | "Article" | "Event" => topic(document),
        "Note" => reply(document),
        "Person" | "Service" => person(document),
        "Group" => group(document),
        _ if is_activity(document) => activity(document),
        _ => Ok(()),
    }
}

fn activity(value: &Value) -> Result<(), String> {
    string(value, "id")?;
    string(value, "actor")?;
    let object = index(value, "object")?;
    match kind(value) {
        "Create" | "Update" => {
            index(object, "type")?;
            community(value)?;
            receive(object, Policy::default())
        }
        // Without `actor` and `object` it logs "for Mastodon" and leaves it.
        "Announce" if !is_activity(object) => Ok(()),
        "Announce" => activity(object),
        "Undo" => {
            index(object, "type")?;
            index(object, "object").map(|_| ())
        }
        "ChooseAnswer" => {
            ensure(object.is_string(), || "ChooseAnswer: object is not an id".to_owned())?;
            string(value, "audience").map(|_| ())
        }
        "Like" | "Dislike" => ensure(object.is_string() || object["id"].is_string(), || {
            "vote without object".to_owned()
        }),
        "Add" | "Remove" => string(value, "target").map(|_| ()),
        _ => Ok(()),
    }
}

/// It looks for the community in `audience`, then in `cc` and `to`.
fn community(value: &Value) -> Result<(), String> {
    array(value, "to")?;
    array(value, "cc").map(|_| ())
}

fn topic(value: &Value) -> Result<(), String> {
    for key in ["id", "attributedTo", "name"] {
        string(value, key)?;
    }
    for attachment in array(value, "attachment")? {
        index(attachment, "type")?;
    }
    if kind(value) == "Event" {
        for key in EVENT {
            index(value, key)?;
        }
    }
    tags(value)
}

fn reply(value: &Value) -> Result<(), String> {
    for key in ["id", "attributedTo", "content"] {
        string(value, key)?;
    }
    if value.get("audience").is_some() {
        string(value, "inReplyTo")?;
    }
    let answer = value.get("answer");
    ensure(answer.is_none_or(Value::is_boolean), || {
        "answer is not a boolean".to_owned()
    })?;
    tags(value)
}

fn tags(value: &Value) -> Result<(), String> {
    for tag in array(value, "tag")? {
        index(tag, "type")?;
        index(tag, "href")?;
    }
    Ok(())
}

fn person(value: &Value) -> Result<(), String> {
    for key in ["id", "preferredUsername", "inbox"] {
        string(value, key)?;
    }
    string(index(value, "publicKey")?, "publicKeyPem").map(|_| ())
}

fn group(value: &Value) -> Result<(), String> {
    person(value)?;
    for key in ["name", "followers", "outbox", "attributedTo"] {
        string(value, key)?;
    }
    for key in ["sensitive", "postingRestrictedToMods"] {
        ensure(index(value, key)?.is_boolean(), || {
            format!("Group: `{key}` is not a boolean")
        })?;
    }
    Ok(())
}
