//! Mastodon: wants the ActivityStreams context, notifies only who is mentioned *and* addressed, shows a converted object
//! by its name.

use serde_json::Value;

use super::{array, ensure, host, index, is_actor, is_content, kind, layers, string};
use crate::{context::ACTIVITY_STREAMS, origin::Policy};

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    let contexts = crate::lenient::many(&document["@context"]);
    ensure(contexts.contains(&ACTIVITY_STREAMS.into()), || {
        "unsupported @context".to_owned()
    })?;
    if is_actor(document) {
        return actor(document);
    }
    for layer in layers(document) {
        if is_content(layer) {
            status(layer)?;
        }
    }
    match kind(document) {
        "Create" | "Update" if is_content(&document["object"]) => {
            let author = string(&document["object"], "attributedTo")?;
            ensure(author == string(document, "actor")?, || {
                "created by somebody else".to_owned()
            })
        }
        "Follow" | "Like" => string(document, "object").map(|_| ()),
        _ => Ok(()),
    }
}

fn status(value: &Value) -> Result<(), String> {
    let id = string(value, "id")?;
    let author = string(value, "attributedTo")?;
    ensure(host(id) == host(author), || {
        "object and author are on different hosts".to_owned()
    })?;
    // Everything but Note and Question is converted: title, summary, link.
    if kind(value) != "Note" {
        string(value, "name")?;
        string(value, "url")?;
    }
    let addressed: Vec<&Value> = array(value, "to")?.iter().chain(array(value, "cc")?).collect();
    for tag in array(value, "tag")? {
        if kind(tag) == "Mention" {
            ensure(addressed.contains(&&tag["href"]), || {
                format!("{} is mentioned but not addressed", tag["href"])
            })?;
        }
    }
    Ok(())
}

fn actor(value: &Value) -> Result<(), String> {
    let id = string(value, "id")?;
    string(value, "inbox")?;
    let name = string(value, "preferredUsername")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    ensure(!name.is_empty() && name.chars().all(plain), || {
        format!("user name {name}")
    })?;
    let key = index(value, "publicKey")?;
    ensure(string(key, "owner")? == id, || "the key has another owner".to_owned())?;
    string(key, "publicKeyPem").map(|_| ())
}
