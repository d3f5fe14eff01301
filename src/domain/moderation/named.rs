//! What lines of the log and reports name: people, posts and forums, loaded at once.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, ForumId, PostId};
use crate::db::{Conn, Result};

/// Those that were asked for, by id.
#[derive(Debug)]
pub(super) struct Named {
    people: HashMap<ActorId, Actor>,
    posts: HashMap<PostId, Post>,
    places: HashMap<ForumId, (Forum, Actor)>,
}

impl Named {
    pub(super) async fn load(
        conn: &mut Conn,
        mut people: Vec<ActorId>,
        posts: Vec<PostId>,
        places: Vec<ForumId>,
    ) -> Result<Self> {
        people.sort_unstable();
        people.dedup();
        let people = actors::list_by_ids(conn, &people).await?.into_iter();
        let posts = posts::list_by_ids(conn, &posts).await?.into_iter();
        let places = forums::list_by_ids(conn, &places).await?.into_iter();
        Ok(Self {
            people: people.map(|actor| (actor.id, actor)).collect(),
            posts: posts.map(|post| (post.id, post)).collect(),
            places: places.map(|(forum, actor)| (forum.id, (forum, actor))).collect(),
        })
    }

    pub(super) fn person(&self, id: ActorId) -> Option<Actor> {
        self.people.get(&id).cloned()
    }

    pub(super) fn post(&self, id: PostId) -> Option<Post> {
        self.posts.get(&id).cloned()
    }

    pub(super) fn place(&self, id: ForumId) -> Option<(Forum, Actor)> {
        self.places.get(&id).cloned()
    }
}
