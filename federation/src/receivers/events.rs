//! Mobilizon and Gancio: both care for events, Mobilizon for comments and groups too.

use serde_json::Value;

use super::{array, ensure, index, kind, layers, string};
use crate::origin::Policy;

/// Longer tags are dropped.
const MAX_TAG: usize = 40;

pub(super) fn mobilizon(document: &Value, _: Policy) -> Result<(), String> {
    for layer in layers(document) {
        match kind(layer) {
            "Event" => {
                string(layer, "content")?;
                location(&layer["location"])?;
            }
            "Note" => {
                string(layer, "content")?;
                tags(layer)?;
            }
            "Article" => {
                string(layer, "actor")?;
                string(layer, "attributedTo")?;
            }
            "Group" | "Application" => {
                string(layer, "preferredUsername")?;
                string(layer, "inbox")?;
                string(index(layer, "publicKey")?, "publicKeyPem")?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// One `Place` with float coordinates; it has no clause for lists, and drops integers.
fn location(location: &Value) -> Result<(), String> {
    ensure(
        location.is_null() || location.is_string() || location.is_object(),
        || "location is a list".to_owned(),
    )?;
    for key in ["latitude", "longitude"] {
        ensure(location[key].is_null() || location[key].is_f64(), || {
            format!("{key} is not a float")
        })?;
    }
    Ok(())
}

fn tags(value: &Value) -> Result<(), String> {
    for tag in array(value, "tag")? {
        let long = kind(tag) == "Hashtag" && tag["name"].as_str().is_some_and(|name| name.chars().count() > MAX_TAG);
        ensure(!long, || format!("tag {} is too long", tag["name"]))?;
    }
    Ok(())
}

pub(super) fn gancio(document: &Value, _: Policy) -> Result<(), String> {
    for event in layers(document).into_iter().filter(|layer| kind(layer) == "Event") {
        for key in ["id", "name", "startTime"] {
            string(event, key)?;
        }
        // It asks each attachment for its media type until it finds the image.
        for attachment in array(event, "attachment")? {
            if string(attachment, "mediaType")?.contains("image/") {
                break;
            }
        }
    }
    Ok(())
}
