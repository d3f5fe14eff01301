//! Our own rules S1 to S11: the sum of what the others demand, stated directly.

use serde_json::Value;
use url::Url;

use super::{array, ensure, index, is_activity, is_actor, is_content, kind, layers, string};
use crate::{
    context::ACTIVITY_STREAMS,
    origin::{Policy, check_id},
};

const ATTACHMENTS: [(&str, &str); 3] = [("Link", "href"), ("Image", "url"), ("Document", "url")];

pub(super) fn receive(document: &Value, policy: Policy) -> Result<(), String> {
    let context = array(document, "@context")?;
    ensure(context.first() == Some(&ACTIVITY_STREAMS.into()), || {
        "@context does not start with ActivityStreams".to_owned()
    })?;
    for (depth, layer) in layers(document).into_iter().enumerate() {
        // What somebody else wrote and we pass on unchanged is not ours to judge.
        if depth > 0 && host_differs(document, layer) {
            break;
        }
        one(layer, policy)?;
    }
    Ok(())
}

fn host_differs(a: &Value, b: &Value) -> bool {
    let host = |value: &Value| value["id"].as_str().and_then(super::host);
    host(a) != host(b)
}

fn one(value: &Value, policy: Policy) -> Result<(), String> {
    let id = string(value, "id")?;
    let parsed = Url::parse(id).map_err(|_| format!("id {id} is not a URL"))?;
    check_id(&parsed, policy).map_err(|error| format!("id {id} {error}"))?;
    ensure(kind(value) != "Question", || "Question means a poll".to_owned())?;
    for blind in ["bto", "bcc"] {
        ensure(value.get(blind).is_none(), || format!("{blind} leaves the server"))?;
    }
    if is_activity(value) || is_content(value) {
        addressing(value)?;
    }
    if is_content(value) {
        content(value)?;
    }
    if is_actor(value) {
        actor(value)?;
    }
    Ok(())
}

fn addressing(value: &Value) -> Result<(), String> {
    let all: Vec<&Value> = array(value, "to")?.iter().chain(array(value, "cc")?).collect();
    ensure(all.iter().all(|one| one.is_string()), || {
        "an addressee is not a string".to_owned()
    })?;
    match value.get("audience") {
        None => Ok(()),
        Some(group) => {
            ensure(group.is_string(), || "audience is not a string".to_owned())?;
            ensure(all.contains(&group), || {
                "the forum is in audience but not addressed".to_owned()
            })
        }
    }
}

fn content(value: &Value) -> Result<(), String> {
    string(value, "attributedTo")?;
    string(value, "content")?;
    string(value, "published")?;
    let replies = value.get("inReplyTo").is_some_and(Value::is_string);
    match kind(value) {
        "Note" if value.get("audience").is_some() => ensure(replies, || "a reply without inReplyTo".to_owned())?,
        "Note" => {}
        other => ensure(!replies, || format!("a {other} with inReplyTo"))?,
    }
    for attachment in array(value, "attachment")? {
        let fits = ATTACHMENTS
            .iter()
            .any(|(kind, key)| attachment["type"] == *kind && attachment[*key].is_string());
        ensure(fits, || {
            format!("attachment {attachment} is not Link, Image or Document")
        })?;
    }
    language(value)?;
    match value.get("source") {
        None => Ok(()),
        Some(source) => ensure(
            source["content"].is_string() && source["mediaType"] == "text/markdown",
            || "source".to_owned(),
        ),
    }
}

fn language(value: &Value) -> Result<(), String> {
    let (language, map) = (value.get("language"), value.get("contentMap"));
    ensure(language.is_some() == map.is_some(), || {
        "language and contentMap go together".to_owned()
    })?;
    let (Some(language), Some(map)) = (language, map) else {
        return Ok(());
    };
    let tag = string(language, "identifier")?;
    string(language, "name")?;
    let keys = map.as_object().map_or(0, serde_json::Map::len);
    ensure(keys == 1 && map.get(tag) == value.get("content"), || {
        "contentMap is not one key with the content".to_owned()
    })
}

fn actor(value: &Value) -> Result<(), String> {
    let (id, key) = (string(value, "id")?, index(value, "publicKey")?);
    ensure(key["id"] == format!("{id}#main-key"), || {
        "publicKey.id is not #main-key".to_owned()
    })?;
    ensure(key["owner"] == id, || "publicKey.owner is not the actor".to_owned())
}
