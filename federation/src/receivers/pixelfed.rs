//! Pixelfed: reads `Note` only, by its very author, and takes a note to one person with an empty `cc` for a message.

use serde_json::Value;

use super::{array, ensure, host, kind, string};
use crate::origin::Policy;

pub(super) fn receive(document: &Value, _: Policy) -> Result<(), String> {
    let object = &document["object"];
    if kind(document) != "Create" || kind(object) != "Note" {
        return Ok(());
    }
    let (actor, author) = (string(document, "actor")?, string(object, "attributedTo")?);
    ensure(actor == author, || "created by somebody else".to_owned())?;
    ensure(host(string(object, "id")?) == host(actor), || {
        "object and actor are on different hosts".to_owned()
    })?;
    let (to, cc) = (array(object, "to")?, array(object, "cc")?);
    // A vote in a poll looks like this; it is checked first.
    let is_vote = object.get("name").is_some() && object.get("inReplyTo").is_some();
    ensure(!is_vote, || "a reply is read as a vote".to_owned())?;
    let is_message = to.len() == 1 && cc.is_empty() && object.get("audience").is_none();
    let is_public = to
        .iter()
        .chain(cc)
        .any(|one| one == crate::audience::PUBLIC || one.as_str().is_some_and(|id| id.ends_with("/followers")));
    ensure(is_message || is_public || object.get("audience").is_some(), || {
        "neither a post nor a message to one person".to_owned()
    })
}
