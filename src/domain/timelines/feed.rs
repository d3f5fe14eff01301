//! Posts with everything an application is told about them, in a fixed number of queries.

use std::collections::{HashMap, HashSet};

use crate::db::actors::{self, Actor};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, InstanceId, PostId};
use crate::db::{Conn, instances};
use crate::domain::Viewer;
use crate::domain::error::Result;
use crate::domain::topics::Shown;

/// What a reply says of the post above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// The post above; the head of the thread where that was removed.
    pub id: PostId,
    /// Who wrote it.
    pub author: ActorId,
}

/// Posts ready to be told.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// The posts with authors, forums, tags and the viewer's votes.
    pub shown: Shown,
    /// Whom each post names.
    pub mentions: HashMap<PostId, Vec<ActorId>>,
    /// People who are named or answered and wrote none of the posts.
    pub people: HashMap<ActorId, Actor>,
    /// The post above each reply, if it can be read.
    pub parents: HashMap<PostId, Parent>,
    /// Topics that are told as announced by their forum.
    pub announced: HashSet<PostId>,
}

impl Feed {
    pub(super) async fn load(conn: &mut Conn, viewer: &Viewer, rows: Vec<Post>) -> Result<Self> {
        if rows.is_empty() {
            return Ok(Self::default());
        }
        let shown = Shown::load(conn, viewer, rows).await?;
        let ids: Vec<PostId> = shown.posts.iter().map(|post| post.id).collect();
        let mut mentions: HashMap<PostId, Vec<ActorId>> = HashMap::new();
        for (post, actor) in posts::list_mentions(conn, &ids).await? {
            mentions.entry(post).or_default().push(actor);
        }
        let parents = parents(conn, &shown.posts).await?;
        let mut feed = Self {
            shown,
            mentions,
            parents,
            ..Self::default()
        };
        feed.load_people(conn).await?;
        Ok(feed)
    }

    async fn load_people(&mut self, conn: &mut Conn) -> Result<()> {
        let mut missing: Vec<ActorId> = self
            .mentions
            .values()
            .flatten()
            .copied()
            .filter(|id| !self.shown.authors.contains_key(id))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(());
        }
        let people = actors::list_by_ids(conn, &missing).await?;
        let mut hosts: Vec<InstanceId> = people
            .iter()
            .filter_map(|actor| actor.instance_id)
            .filter(|id| !self.shown.hosts.contains_key(id))
            .collect();
        hosts.sort_unstable();
        hosts.dedup();
        if !hosts.is_empty() {
            let met = instances::list_by_ids(conn, &hosts).await?;
            self.shown
                .hosts
                .extend(met.into_iter().map(|instance| (instance.id, instance.host)));
        }
        self.people = people.into_iter().map(|actor| (actor.id, actor)).collect();
        Ok(())
    }

    pub(super) fn all_announced(mut self) -> Self {
        self.announced = self
            .shown
            .posts
            .iter()
            .filter(|post| post.forum_id.is_some() && post.parent_id.is_none())
            .map(|post| post.id)
            .collect();
        self
    }

    /// The same posts, none of them announced by a forum.
    #[must_use]
    pub fn unannounced(mut self) -> Self {
        self.announced.clear();
        self
    }

    /// Somebody the posts name or were written by.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.shown.authors.get(&id).or_else(|| self.people.get(&id))
    }
}

/// The post above each reply; where it was removed, the head of the thread.
async fn parents(conn: &mut Conn, rows: &[Post]) -> Result<HashMap<PostId, Parent>> {
    let replies: Vec<&Post> = rows.iter().filter(|post| post.parent_id.is_some()).collect();
    if replies.is_empty() {
        return Ok(HashMap::new());
    }
    let mut wanted: Vec<PostId> = replies
        .iter()
        .flat_map(|post| post.parent_id.into_iter().chain([post.root_id]))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let standing: HashMap<PostId, ActorId> = posts::list_authors(conn, &wanted)
        .await?
        .into_iter()
        .filter(|(_, _, is_removed)| !is_removed)
        .map(|(id, author, _)| (id, author))
        .collect();
    let above = |post: &Post| {
        let id = post
            .parent_id
            .filter(|id| standing.contains_key(id))
            .unwrap_or(post.root_id);
        standing.get(&id).map(|author| Parent { id, author: *author })
    };
    Ok(replies
        .into_iter()
        .filter_map(|post| Some((post.id, above(post)?)))
        .collect())
}
