//! Activities that were sent, as they may be shown now: a new reader does not get the words that an author took back.

use std::collections::HashMap;

use serde_json::Value;

use crate::db::Conn;
use crate::db::outbox::OutboxActivity;
use crate::db::posts::{self, Post};
use crate::db::types::PostId;
use crate::domain::{Core, Result};

use super::posts::Posts;

/// These activities. Where a post was edited after its activity was made, the post is as it stands now; one
/// written elsewhere is named by its id only, for its own server to show.
///
/// # Errors
/// If the database fails.
pub async fn current(core: &Core, conn: &mut Conn, sent: &[OutboxActivity]) -> Result<Vec<Value>> {
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PostId> = sent.iter().filter_map(|sent| sent.post_id).collect();
    let edited: Vec<Post> = posts::list_by_ids(conn, &ids)
        .await?
        .into_iter()
        .filter(|post| post.edited_at.is_some())
        .collect();
    let loaded = if edited.is_empty() {
        None
    } else {
        Some(Posts::load(conn, &edited).await?)
    };
    let edited: HashMap<PostId, Post> = edited.into_iter().map(|post| (post.id, post)).collect();
    let mut activities = Vec::with_capacity(sent.len());
    for sent in sent {
        let Ok(mut activity) = serde_json::from_str::<Value>(&sent.body) else {
            continue;
        };
        if let Some(post) = sent
            .post_id
            .and_then(|id| edited.get(&id))
            .filter(|post| is_older(sent, post))
        {
            let now = match &loaded {
                Some(loaded) if post.is_local => loaded.wire(core, post)?.embed(),
                _ => Value::from(post.uri.as_str()),
            };
            renew(&mut activity, &post.uri, now);
        }
        activities.push(activity);
    }
    Ok(activities)
}

/// Whether the activity was made before the post got the text it has now.
pub fn is_older(sent: &OutboxActivity, post: &Post) -> bool {
    post.edited_at.is_some_and(|edited| edited >= sent.created_at)
}

/// Puts `now` where the object `uri` is embedded, however many activities are around it.
fn renew(activity: &mut Value, uri: &str, now: Value) {
    let mut layer = activity;
    while let Some(object) = layer.get_mut("object").filter(|object| object.is_object()) {
        if object["id"] == uri {
            *object = now;
            return;
        }
        layer = object;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_post_at_the_core_is_renewed_and_nothing_else() {
        let mut activity = json!({ "type": "Announce", "object": { "id": "c", "type": "Create", "object": { "id": "p", "name": "old" } } });
        renew(&mut activity, "p", json!({ "id": "p", "name": "new" }));
        assert_eq!(activity["object"]["object"]["name"], "new");
        let mut by_id = json!({ "type": "Announce", "object": "p" });
        renew(&mut by_id, "p", json!({ "id": "p" }));
        assert_eq!(by_id["object"], "p");
    }
}
