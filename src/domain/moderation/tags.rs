//! Tags of topics as moderators set them. What they decided outlasts the author's edits: a tag that they left or added
//! stays, one that they took off stays away, and what the author names anew comes in.

use crate::db::Conn;
use crate::db::moderation::tags::{self as rows, ModeratedTag};
use crate::db::posts;
use crate::db::types::PostId;
use crate::domain::error::{Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, search, text};

use super::require_topic;

/// Most tags of a topic.
const TAGS_MAX: usize = 10;

/// A tag as (folded, as typed).
type Tag = (String, String);

/// Changes the tags of a topic.
///
/// # Errors
/// [`Error::Invalid`]; [`crate::domain::Denied::NotModerator`].
pub async fn set(core: &Core, by: &Principal, topic: PostId, typed: &str) -> Result<()> {
    let tags = read(typed)?;
    core.change(async |conn| {
        let topic = require_topic(conn, by, topic).await?;
        let before = posts::list_tags(conn, &[topic.id]).await?;
        let before: Vec<Tag> = before.into_iter().map(|(_, tag, name)| (tag, name)).collect();
        let decided = rows::list(conn, topic.id).await?;
        rows::replace(conn, topic.id, &decide(topic.id, &before, &decided, &tags)).await?;
        posts::set_tags(conn, topic.id, &tags).await?;
        search::renew(conn, topic.id).await?;
        super::note(core, conn, by, "tags", topic.forum_id, Some(topic.id)).await?;
        if topic.is_local {
            event::record(core, conn, by, &Event::PostEdited(topic.id)).await?;
        }
        Ok(())
    })
    .await
}

fn read(typed: &str) -> Result<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    for name in typed
        .split([' ', ',', '،', '\n'])
        .map(|name| name.trim_start_matches('#'))
    {
        let mut problems = Problems::default();
        let name = problems.line("tags", name, 0, 40);
        problems.into_result(())?;
        let tag = text::fold_tag(&name);
        if !tag.is_empty() && tags.iter().all(|(known, _)| *known != tag) {
            tags.push((tag, name));
        }
    }
    if tags.len() > TAGS_MAX {
        return Err(Error::Invalid(Problems::one("tags", Problem::TooMany(TAGS_MAX))));
    }
    Ok(tags)
}

/// What is decided when moderators leave `after` of the tags `before`.
fn decide(post_id: PostId, before: &[Tag], decided: &[ModeratedTag], after: &[Tag]) -> Vec<ModeratedTag> {
    let is_in = |tag: &str| after.iter().any(|(kept, _)| kept == tag);
    let one = |(tag, name): (&String, &String), is_kept| ModeratedTag {
        post_id,
        tag: tag.clone(),
        name: name.clone(),
        is_kept,
    };
    let mut all: Vec<ModeratedTag> = after.iter().map(|(tag, name)| one((tag, name), true)).collect();
    let dropped = before
        .iter()
        .map(|(tag, name)| (tag, name))
        .chain(decided.iter().map(|tag| (&tag.tag, &tag.name)));
    for (tag, name) in dropped.filter(|(tag, _)| !is_in(tag)) {
        if all.iter().all(|known| known.tag != *tag) {
            all.push(one((tag, name), false));
        }
    }
    all
}

/// The tags of a post whose text now names these.
pub(in crate::domain) async fn after_edit(conn: &mut Conn, post: PostId, named: &[Tag]) -> Result<Vec<Tag>> {
    Ok(merge(&rows::list(conn, post).await?, named))
}

/// Forgets what was decided, with the post.
pub(in crate::domain) async fn forget(conn: &mut Conn, post: PostId) -> Result<()> {
    Ok(rows::replace(conn, post, &[]).await?)
}

fn merge(decided: &[ModeratedTag], named: &[Tag]) -> Vec<Tag> {
    let kept = decided.iter().filter(|tag| tag.is_kept);
    let kept = kept.map(|tag| (tag.tag.clone(), tag.name.clone()));
    let is_open = |tag: &&Tag| decided.iter().all(|known| known.tag != tag.0);
    kept.chain(named.iter().filter(is_open).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[&str]) -> Vec<Tag> {
        names
            .iter()
            .map(|name| (name.to_lowercase(), (*name).to_owned()))
            .collect()
    }

    #[test]
    fn what_moderators_left_stays_what_they_took_off_stays_away_and_new_words_come_in() {
        let decided = decide(PostId(1), &tags(&["Pumps", "cheap"]), &[], &tags(&["Pumps", "seals"]));
        assert_eq!(
            merge(&decided, &tags(&["cheap", "motors"])),
            tags(&["Pumps", "seals", "motors"])
        );
        assert_eq!(merge(&decided, &[]), tags(&["Pumps", "seals"]));
    }

    #[test]
    fn moderators_change_their_mind() {
        let once = decide(PostId(1), &tags(&["cheap"]), &[], &[]);
        assert!(merge(&once, &tags(&["cheap"])).is_empty());
        let twice = decide(PostId(1), &[], &once, &tags(&["cheap"]));
        assert_eq!(merge(&twice, &[]), tags(&["cheap"]));
        let thrice = decide(PostId(1), &tags(&["cheap"]), &twice, &tags(&["seals"]));
        assert_eq!(merge(&thrice, &tags(&["cheap"])), tags(&["seals"]));
    }

    #[test]
    fn where_moderators_decided_nothing_the_text_decides() {
        assert_eq!(merge(&[], &tags(&["pumps"])), tags(&["pumps"]));
    }
}
