//! Mbin: reads `cc` and `published` of content unguarded; ids and actors must be of one host; `Event` is ignored.

use chrono::DateTime;
use serde_json::Value;

use super::{array, ensure, host, index, is_activity, kind, string};
use crate::origin::Policy;

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    match kind(document) {
        "Page" | "Article" => {
            string(document, "name")?;
            content(document)
        }
        "Note" => content(document),
        "Person" | "Service" | "Group" | "Application" => actor(document),
        "Announce" if is_activity(&document["object"]) => {
            activity(document)?;
            receive(&document["object"], Policy::default())
        }
        "Create" | "Update" => {
            activity(document)?;
            receive(&document["object"], Policy::default())
        }
        _ if is_activity(document) => activity(document),
        _ => Ok(()),
    }
}

/// Otherwise it goes and fetches the activity, which we do not serve.
fn activity(value: &Value) -> Result<(), String> {
    let (id, actor) = (string(value, "id")?, string(value, "actor")?);
    ensure(host(id) == host(actor), || {
        "activity and actor are on different hosts".to_owned()
    })
}

fn content(value: &Value) -> Result<(), String> {
    for key in ["id", "attributedTo", "content", "published"] {
        string(value, key)?;
    }
    array(value, "to")?;
    array(value, "cc")?;
    let published = string(value, "published")?;
    ensure(DateTime::parse_from_rfc3339(published).is_ok(), || {
        format!("published {published} is no time")
    })
}

fn actor(value: &Value) -> Result<(), String> {
    for key in ["id", "preferredUsername", "inbox"] {
        string(value, key)?;
    }
    string(index(value, "publicKey")?, "publicKeyPem").map(|_| ())
}
