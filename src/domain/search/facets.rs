//! What a search can be narrowed by: counted among what was found, which is what the reader may see.

use std::collections::HashMap;
use std::hash::Hash;

use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::search::Row;
use crate::db::types::{ForumId, InstanceId, PostId};
use crate::db::{Conn, instances, posts};
use crate::domain::error::Result;

/// Choices offered of each kind.
const OFFERED: usize = 12;
/// Posts whose tags are counted.
const TAGGED: usize = 200;

/// A choice, and how much of what was found it leaves.
pub type Choice<T> = (T, i64);

/// The choices, the most frequent first.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Forums with their actors and, if they are elsewhere, hosts.
    pub forums: Vec<Choice<(Forum, Actor, Option<String>)>>,
    /// Tags as typed.
    pub tags: Vec<Choice<String>>,
    /// Languages, without region.
    pub languages: Vec<Choice<String>>,
    /// Hosts of authors; none is here.
    pub servers: Vec<Choice<Option<String>>>,
}

impl Facets {
    pub(super) async fn load(conn: &mut Conn, rows: &[Row]) -> Result<Self> {
        if rows.is_empty() {
            return Ok(Self::default());
        }
        let in_forums = counted(rows.iter().filter_map(|row| row.forum));
        let at_home = counted(rows.iter().map(|row| row.instance));
        let language = |row: &Row| {
            row.language
                .as_deref()
                .and_then(|tag| tag.split('-').next().map(str::to_owned))
        };
        let languages = counted(rows.iter().filter_map(language));
        let ids: Vec<PostId> = rows.iter().take(TAGGED).map(|row| row.id).collect();
        let mut names: HashMap<String, String> = HashMap::new();
        let mut tagged = Vec::new();
        for (_, tag, name) in posts::list_tags(conn, &ids).await? {
            names.entry(tag.clone()).or_insert(name);
            tagged.push(tag);
        }
        let tags = counted(tagged.into_iter());
        let known = forums::list_by_ids(conn, &in_forums.iter().map(|(id, _)| *id).collect::<Vec<ForumId>>()).await?;
        let homes = known.iter().filter_map(|(_, actor)| actor.instance_id);
        let mut wanted: Vec<InstanceId> = at_home.iter().filter_map(|(id, _)| *id).chain(homes).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let hosts: HashMap<InstanceId, String> = if wanted.is_empty() {
            HashMap::new()
        } else {
            let found = instances::list_by_ids(conn, &wanted).await?.into_iter();
            found.map(|instance| (instance.id, instance.host)).collect()
        };
        Ok(Self {
            forums: in_forums
                .into_iter()
                .filter_map(|(id, count)| {
                    let (forum, actor) = known.iter().find(|(forum, _)| forum.id == id)?;
                    let host = actor.instance_id.and_then(|id| hosts.get(&id).cloned());
                    Some(((forum.clone(), actor.clone(), host), count))
                })
                .collect(),
            tags: tags
                .into_iter()
                .filter_map(|(tag, count)| Some((names.remove(&tag)?, count)))
                .collect(),
            languages,
            servers: at_home
                .into_iter()
                .filter_map(|(id, count)| match id {
                    None => Some((None, count)),
                    Some(id) => Some((Some(hosts.get(&id)?.clone()), count)),
                })
                .collect(),
        })
    }
}

/// How often each comes, the most frequent first; of equals in their own order.
fn counted<T: Eq + Hash + Ord + Clone>(all: impl Iterator<Item = T>) -> Vec<Choice<T>> {
    let mut counts: HashMap<T, i64> = HashMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut sorted: Vec<Choice<T>> = counts.into_iter().collect();
    sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted.truncate(OFFERED);
    sorted
}
