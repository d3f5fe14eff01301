//! What others did in a forum of ours: the forum announces what it received, word for word (FEP-1b12).

use federation::build::{self, DeleteDraft};
use federation::{audience, lenient};
use serde_json::Value;

use crate::apub::documents::posts as documents;
use crate::db::events;
use crate::domain::Result;
use crate::domain::event::Event;

use super::content;
use super::draft::Draft;
use super::plan::{Plan, Scene};

/// The announcements of a received activity.
pub(super) async fn verbatim(mut plan: Plan<'_>, scene: Scene, event: &Event) -> Result<Vec<Draft>> {
    let Scene { post, place, .. } = &scene;
    let mut drafts = Vec::new();
    let received = match plan.row.inbox_id {
        Some(id) => events::find_cause(&mut plan.conn, id).await?,
        None => None,
    };
    let activity = received
        .and_then(|body| serde_json::from_str(&body).ok())
        .map(unwrapped);
    let is_new = matches!(event, Event::PostPublished(_));
    let fits = match event {
        Event::PostPublished(_) => activity.as_ref().is_some_and(|activity| is_about(activity, &post.uri)),
        // What is for some only is not announced to everybody.
        Event::PostEdited(_) => activity.as_ref().is_some_and(|activity| {
            is_about(activity, &post.uri) && (!place.is_public() || is_for_everybody(activity))
        }),
        Event::PostRemoved { .. } => activity
            .as_ref()
            .is_some_and(|activity| activity["type"] == "Delete" && is_about(activity, &post.uri)),
        Event::PostRestored(_) => activity
            .as_ref()
            .is_some_and(|activity| activity["type"] == "Undo" && is_about(&activity["object"], &post.uri)),
        // Whoever votes from a microblog does not ask the world to know.
        Event::VoteCast { .. } | Event::VoteRetracted { .. } => activity
            .as_ref()
            .is_some_and(|activity| names(activity, &place.group.uri)),
        _ => true,
    };
    if let Some(activity) = activity.filter(|_| fits) {
        drafts.push(plan.announce(post, place, "announce", &activity, is_new).await?);
    }
    if matches!(event, Event::PostRemoved { .. }) && drafts.is_empty() {
        // Removed with something else: its author left, or made it private. Each post has a Delete of its own.
        let envelope = place.envelope(plan.id("delete")?, &place.group, place.everybody()?)?;
        let delete = build::delete(&envelope, &DeleteDraft::Content(documents::tombstone(post)?));
        drafts.push(plan.announce(post, place, "announce", &delete.embed(), false).await?);
    }
    let is_head = post.kind.is_head();
    if is_new && (is_head || drafts.is_empty()) {
        drafts.push(plan.announce_topic(post, place).await?);
    }
    let marks_answer = matches!(event, Event::AnswerAccepted { .. } | Event::AnswerCleared { .. });
    if marks_answer && post.is_local && !post.is_removed() {
        drafts.extend(content::update(&mut plan, &scene).await?);
    }
    Ok(drafts)
}

/// The activity itself, if another forum announced it to us.
fn unwrapped(mut activity: Value) -> Value {
    while activity["type"] == "Announce" && activity["object"].is_object() {
        activity = activity["object"].take();
    }
    activity
}

/// Whether the activity's object is `uri`. A post may also have come along as a parent of what was sent.
fn is_about(activity: &Value, uri: &str) -> bool {
    lenient::id(&activity["object"]).is_some_and(|id| id.as_str() == uri)
}

/// Whether the activity and its object are for everybody, as far as they say for whom they are.
fn is_for_everybody(activity: &Value) -> bool {
    [activity, &activity["object"]].into_iter().all(|layer| {
        let mut named = ["to", "cc"]
            .iter()
            .flat_map(|key| lenient::many(&layer[*key]))
            .peekable();
        named.peek().is_none() || named.any(|one| one.as_str().is_some_and(audience::is_public))
    })
}

/// Whether the activity or the one that it undoes names the forum.
fn names(activity: &Value, group: &str) -> bool {
    let named = |value: &Value| {
        ["to", "cc", "audience"]
            .iter()
            .flat_map(|key| lenient::many(&value[*key]))
            .any(|one| one.as_str() == Some(group))
    };
    named(activity) || named(&activity["object"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_announced_activity_is_taken_out_of_its_wrapper() {
        let inner = json!({ "type": "Create", "object": { "id": "https://a.example/1" } });
        let outer = json!({ "type": "Announce", "object": inner });
        assert_eq!(unwrapped(outer), inner);
        let by_id = json!({ "type": "Announce", "object": "https://a.example/1" });
        assert_eq!(unwrapped(by_id.clone()), by_id);
    }

    #[test]
    fn a_vote_that_does_not_name_the_forum_stays_private() {
        let group = "https://majlis.example/g/machining";
        assert!(!names(
            &json!({ "type": "Like", "object": "https://majlis.example/topics/1" }),
            group
        ));
        assert!(names(&json!({ "type": "Like", "to": [group] }), group));
        assert!(names(
            &json!({ "type": "Undo", "object": { "type": "Like", "audience": group } }),
            group
        ));
    }

    #[test]
    fn a_parent_that_came_along_is_not_what_was_sent() {
        let create = json!({ "type": "Create", "object": { "id": "https://a.example/2" } });
        assert!(is_about(&create, "https://a.example/2"));
        assert!(!is_about(&create, "https://a.example/1"));
    }
}
