//! GoToSocial: typed ActivityStreams, one author, keys it can follow back to their owner.

use serde_json::Value;

use super::{array, ensure, host, index, is_actor, is_content, kind, layers, string};
use crate::{origin::Policy, signature::PublicKey};

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    if is_actor(document) {
        return actor(document);
    }
    for layer in layers(document) {
        if is_content(layer) {
            statusable(layer)?;
        }
    }
    Ok(())
}

fn statusable(value: &Value) -> Result<(), String> {
    let (id, author) = (string(value, "id")?, string(value, "attributedTo")?);
    ensure(host(id) == host(author), || {
        "object and author are on different hosts".to_owned()
    })?;
    array(value, "to")?;
    array(value, "cc")?;
    if let Some(map) = value.get("contentMap") {
        let texts = map.as_object().ok_or("contentMap is not a map")?;
        ensure(texts.values().any(|text| Some(text) == value.get("content")), || {
            "contentMap without the content".to_owned()
        })?;
    }
    for attachment in array(value, "attachment")? {
        let needs = if kind(attachment) == "Link" {
            "href"
        } else {
            "mediaType"
        };
        string(attachment, needs)?;
    }
    Ok(())
}

fn actor(value: &Value) -> Result<(), String> {
    let id = string(value, "id")?;
    string(value, "preferredUsername")?;
    string(value, "inbox")?;
    let key = index(value, "publicKey")?;
    ensure(string(key, "owner")? == id, || "the key has another owner".to_owned())?;
    PublicKey::from_pem(string(key, "publicKeyPem")?)
        .map(|_| ())
        .map_err(|error| error.to_string())
}
