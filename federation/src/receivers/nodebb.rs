//! NodeBB: spreads `to` and `cc` (`[...to, ...cc]`), so a bare string becomes its letters and a public post is read as
//! a private note.

use serde_json::Value;

use super::{ensure, index, is_activity, kind, string};
use crate::{audience::PUBLIC, origin::Policy};

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    match kind(document) {
        "Page" | "Article" | "Note" => content(document),
        "Person" | "Service" | "Organization" | "Application" | "Group" => actor(document),
        "Create" | "Update" | "Announce" => {
            addressees(document)?;
            let object = &document["object"];
            if object.is_object() {
                receive(object, Policy::default())
            } else {
                Ok(())
            }
        }
        _ if is_activity(document) => addressees(document).map(|_| ()),
        _ => Ok(()),
    }
}

/// JavaScript's spread: strings fall apart, `undefined` is a TypeError.
fn spread(value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::Array(items) => Ok(items.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        Value::String(text) => Ok(text.chars().map(String::from).collect()),
        _ => Err("to or cc is not iterable".to_owned()),
    }
}

fn addressees(value: &Value) -> Result<Vec<String>, String> {
    let mut all = spread(&value["to"])?;
    all.extend(spread(&value["cc"])?);
    let letters = all.iter().any(|one| one.chars().count() == 1);
    ensure(!letters, || "an addressee fell apart into letters".to_owned())?;
    Ok(all)
}

fn content(value: &Value) -> Result<(), String> {
    let all = addressees(value)?;
    string(value, "id")?;
    string(value, "attributedTo")?;
    string(value, "published")?;
    string(value, "content")?;
    if let Some(audience) = value.get("audience") {
        ensure(audience.is_string(), || "audience is not a string".to_owned())?;
        let open = all
            .iter()
            .any(|one| one == PUBLIC || Some(one.as_str()) == audience.as_str());
        ensure(open, || "a forum post is read as a private note".to_owned())?;
    }
    Ok(())
}

fn actor(value: &Value) -> Result<(), String> {
    for key in ["id", "preferredUsername", "inbox"] {
        string(value, key)?;
    }
    let key = index(value, "publicKey")?;
    string(key, "id")?;
    string(key, "publicKeyPem").map(|_| ())
}
