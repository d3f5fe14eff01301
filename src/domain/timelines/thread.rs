//! A post between those above and those below it.

use std::collections::HashMap;

use crate::db::posts::{self, Post};
use crate::db::types::PostId;
use crate::db::{Conn, Keyset, threads};
use crate::domain::error::Result;
use crate::domain::{Core, Viewer};

use super::feed::{Feed, Parent};
use super::readable;

/// Most posts of one thread that are looked at.
const THREAD_MAX: i64 = 4_096;

/// How much of a thread is told.
#[derive(Debug, Clone, Copy)]
pub struct Depth {
    /// Posts above.
    pub above: usize,
    /// Posts below.
    pub below: usize,
    /// Steps below.
    pub steps: usize,
}

impl Depth {
    /// For anybody.
    pub const GUEST: Self = Self {
        above: 40,
        below: 60,
        steps: 20,
    };
    /// For members.
    pub const MEMBER: Self = Self {
        above: 4_096,
        below: 4_096,
        steps: 4_096,
    };
}

/// What stands around a post.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// From the head of the thread down to the post's parent.
    pub above: Vec<PostId>,
    /// Everything below, each post followed by its own replies, oldest first on each level.
    pub below: Vec<PostId>,
    /// All of them.
    pub feed: Feed,
}

/// The posts around `id`. Removed posts are left out; what stands below them moves up to the next that still stands.
///
/// # Errors
/// [`crate::domain::Error::NotFound`], also where the viewer may not read the post.
pub async fn context(core: &Core, viewer: &Viewer, id: PostId, depth: Depth) -> Result<Context> {
    let mut conn = core.db.read().await?;
    let post = readable(&mut conn, viewer, id).await?;
    let rows = load(&mut conn, &post).await?;
    let tree = Tree::grow(viewer, rows);
    let above = tree.above(&post, depth.above);
    let below = tree.below(post.id, depth);
    let told = above.iter().chain(&below);
    let posts: Vec<Post> = told.filter_map(|id| tree.posts.get(id)).cloned().collect();
    let mut feed = Feed::load(&mut conn, viewer, posts).await?;
    for id in above.iter().chain(&below) {
        if let Some((parent, post)) = tree.parent(*id).and_then(|id| Some((id, tree.posts.get(&id)?))) {
            let author = post.actor_id;
            feed.parents.insert(*id, Parent { id: parent, author });
        }
    }
    Ok(Context { above, below, feed })
}

/// The thread below a topic; for a reply its branch and the head.
async fn load(conn: &mut Conn, post: &Post) -> Result<Vec<Post>> {
    let Some(branch) = post.branch_id else {
        return Ok(threads::list_all(conn, post.root_id, Keyset::first(THREAD_MAX)).await?);
    };
    let mut rows = threads::list_below(conn, &[branch], THREAD_MAX).await?;
    rows.extend(posts::list_by_ids(conn, &[branch, post.root_id]).await?);
    if !rows.iter().any(|row| row.id == post.id) {
        rows.push(post.clone());
    }
    Ok(rows)
}

struct Tree {
    posts: HashMap<PostId, Post>,
    /// The parent of every post, removed ones included.
    parents: HashMap<PostId, PostId>,
}

impl Tree {
    fn grow(viewer: &Viewer, rows: Vec<Post>) -> Self {
        let parents = rows
            .iter()
            .filter_map(|post| Some((post.id, post.parent_id?)))
            .collect();
        let posts = rows
            .into_iter()
            .filter(|post| !post.is_removed() && viewer.may_read(post))
            .map(|post| (post.id, post))
            .collect();
        Self { posts, parents }
    }

    /// The nearest post above that still stands. Ends even where a damaged thread runs in a circle.
    fn parent(&self, id: PostId) -> Option<PostId> {
        let mut at = id;
        for _ in 0..=self.parents.len() {
            at = *self.parents.get(&at)?;
            if self.posts.contains_key(&at) {
                return (at != id).then_some(at);
            }
        }
        None
    }

    fn above(&self, post: &Post, most: usize) -> Vec<PostId> {
        let mut above = Vec::new();
        let mut at = post.id;
        while above.len() < most
            && let Some(parent) = self.parent(at)
            && !above.contains(&parent)
        {
            above.push(parent);
            at = parent;
        }
        above.reverse();
        above
    }

    fn below(&self, id: PostId, depth: Depth) -> Vec<PostId> {
        let mut children: HashMap<PostId, Vec<PostId>> = HashMap::new();
        for post in self.posts.keys() {
            if let Some(parent) = self.parent(*post) {
                children.entry(parent).or_default().push(*post);
            }
        }
        let mut below = Vec::new();
        let mut open: Vec<(PostId, usize)> = Vec::new();
        let mut at = (id, 0);
        loop {
            if at.1 < depth.steps
                && let Some(mut next) = children.remove(&at.0)
            {
                next.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
                open.extend(next.into_iter().map(|id| (id, at.1 + 1)));
            }
            let Some(next) = open.pop().filter(|_| below.len() < depth.below) else {
                return below;
            };
            below.push(next.0);
            at = next;
        }
    }
}
