//! Moving topics between forums, splitting replies off into a topic of their own, and merging topics. Addresses
//! stay: what has moved is found where it stands now.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::moderation::threads::{self, Stand};
use crate::db::posts::{self, Post};
use crate::db::types::{ForumId, PostId, PostKind, TopicKind, Visibility};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::posts::{DEPTH_MAX, thread_of};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer, notifications, search, similar, text};

use super::{About, Why, require_head, require_topic, write_down};

/// Longest thread that is split or merged.
const THREAD_MAX: i64 = 5_000;

/// Puts a topic or a case study with its replies into another forum of the same server, whose readers are no more than those it was written
/// for.
///
/// # Errors
/// [`Denied::NotModerator`] of either forum; [`Denied::Remote`]; [`Denied::Wider`].
pub async fn move_topic(core: &Core, by: &Principal, topic: PostId, to: ForumId) -> Result<()> {
    core.change(async |conn| {
        let topic = require_head(conn, by, topic).await?;
        let (old, old_group) = forums::get(conn, topic.forum_id.ok_or(Error::NotFound)?).await?;
        let (new, new_group) = forums::get(conn, to).await?;
        if old.id == new.id {
            return Ok(());
        }
        if old_group.instance_id != new_group.instance_id || (by.is_local() && !new.is_local) {
            return Err(Error::Forbidden(Denied::Remote));
        }
        if new.is_local {
            by.require_moderator(conn, &new, &new_group).await?;
        }
        let (narrow, wide) = (Visibility::from(new.scope), Visibility::from(old.scope));
        if narrow.rank() < wide.rank() {
            return Err(Error::Forbidden(Denied::Wider));
        }
        threads::set_forum(conn, topic.id, new.id).await?;
        threads::narrow(conn, topic.id, narrow).await?;
        posts::set_pinned(conn, topic.id, false).await?;
        let replies = topic.reply_count;
        let newest = topic.last_post_id;
        // Case studies are counted by the library, not by their forum.
        let heads = i64::from(topic.kind == PostKind::Topic);
        // Always in the same order, so that two moves across each other do not wait for one another.
        let mut changes = [(old.id, -heads, -replies, None), (new.id, heads, replies, Some(newest))];
        changes.sort_by_key(|change| change.0);
        for (forum, topics, replies, newest) in changes {
            forums::add_counts(conn, forum, topics, replies, newest).await?;
        }
        for (place, other) in [(&old, &new_group), (&new, &old_group)] {
            let about = About {
                forum: Some(place.id),
                post: Some(topic.id),
                target: Some(topic.actor_id),
                why: Some(Why::received(Some(other.display_name()))),
                ..About::default()
            };
            let line = write_down(core, conn, by, "move", about).await?;
            if place.id == new.id && topic.actor_id != by.actor_id {
                notifications::tell_deed(core, conn, topic.actor_id, new.actor_id, Some(topic.id), line).await?;
            }
        }
        let event = Event::TopicMoved {
            topic: topic.id,
            from: old.id,
        };
        event::record(core, conn, by, &event).await
    })
    .await
}

/// Makes a topic of a reply and everything below it.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`]; [`Denied::Remote`].
pub async fn split(core: &Core, by: &Principal, reply: PostId, title: &str) -> Result<Post> {
    let mut problems = Problems::default();
    let title = problems.line("title", title, 5, text::TITLE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let (root, head) = thread_of(conn, reply).await?;
        if head.kind != PostKind::Reply || head.is_removed() || root.kind != PostKind::Topic {
            return Err(Error::NotFound);
        }
        let forum = require_own_forum(conn, by, &root).await?;
        let thread = Thread::load(conn, root.id).await?;
        let moving = thread.below(head.id);
        let visible: Vec<&Post> = moving.iter().copied().filter(|post| !post.is_removed()).collect();
        let below = i64::try_from(visible.len()).unwrap_or(0);
        let stand = Stand {
            kind: PostKind::Topic,
            topic_kind: Some(TopicKind::Discussion),
            title: title.clone(),
            root_id: head.id,
            branch_id: None,
            parent_id: None,
            depth: 0,
            reply_count: below,
            last_post_id: newest(&head, &visible),
            ..Stand::of(&head)
        };
        threads::set_stand(conn, head.id, &stand).await?;
        place_below(conn, &thread, &head, (head.id, forum.id), None).await?;
        let gone: Vec<PostId> = moving.iter().map(|post| post.id).chain([head.id]).collect();
        let left: Vec<&Post> = thread.posts.iter().filter(|post| !gone.contains(&post.id)).collect();
        let left: Vec<&Post> = left.into_iter().filter(|post| !post.is_removed()).collect();
        let stand = Stand {
            reply_count: root.reply_count - below - 1,
            last_post_id: newest(&root, &left),
            accepted_id: root.accepted_id.filter(|id| !gone.contains(id)),
            ..Stand::of(&root)
        };
        threads::set_stand(conn, root.id, &stand).await?;
        if let Some(parent) = head.parent_id.filter(|parent| *parent != root.id) {
            posts::add_replies(conn, parent, -1).await?;
        }
        forums::add_counts(conn, forum.id, 1, -1, None).await?;
        tell(core, conn, by, "split", &head, &forum, &title).await?;
        let topic = posts::get(conn, head.id).await?;
        similar::index(conn, &topic).await?;
        search::renew(conn, topic.id).await?;
        Ok(topic)
    })
    .await
}

/// Makes a topic and its replies part of another topic: its first post becomes a reply there.
///
/// # Errors
/// [`Denied::NotModerator`] of either forum; [`Denied::Remote`]; [`Denied::Wider`]; [`Error::NotFound`].
pub async fn merge(core: &Core, by: &Principal, topic: PostId, into: PostId) -> Result<()> {
    if topic == into {
        return Err(Error::Invalid(Problems::one("into", Problem::Choice)));
    }
    core.change(async |conn| {
        // In one order, so that two merges into each other do not wait for one another.
        for id in [topic.min(into), topic.max(into)] {
            posts::get_locked(conn, id).await?;
        }
        let source = require_topic(conn, by, topic).await?;
        let target = require_topic(conn, by, into).await?;
        let from = require_own_forum(conn, by, &source).await?;
        let to = require_own_forum(conn, by, &target).await?;
        if target.visibility.rank() < source.visibility.rank() {
            return Err(Error::Forbidden(Denied::Wider));
        }
        let thread = Thread::load(conn, source.id).await?;
        let direct = thread
            .children(source.id)
            .iter()
            .filter(|post| !post.is_removed())
            .count();
        let stand = Stand {
            kind: PostKind::Reply,
            topic_kind: None,
            forum_id: target.forum_id,
            root_id: target.id,
            branch_id: Some(source.id),
            parent_id: Some(target.id),
            depth: 1,
            visibility: source.visibility.narrower(target.visibility),
            is_pinned: false,
            accepted_id: None,
            reply_count: i64::try_from(direct).unwrap_or(0),
            ..Stand::of(&source)
        };
        threads::set_stand(conn, source.id, &stand).await?;
        similar::forget(conn, source.id).await?;
        search::renew(conn, source.id).await?;
        let branch = Some((source.id, 1));
        place_below(conn, &thread, &source, (target.id, to.id), branch).await?;
        threads::narrow(conn, target.id, target.visibility).await?;
        posts::add_replies(conn, target.id, source.reply_count + 1).await?;
        posts::set_newest(conn, target.id, source.last_post_id.max(source.id)).await?;
        let replies = source.reply_count;
        let mut changes = [(from.id, -1, -replies), (to.id, 0, replies + 1)];
        changes.sort_by_key(|change| change.0);
        for (forum, topics, replies) in changes {
            forums::add_counts(conn, forum, topics, replies, None).await?;
        }
        tell(core, conn, by, "merge", &source, &to, &target.title).await
    })
    .await
}

/// A post that a moderator may arrange, its tags, and the forums it may go to.
#[derive(Debug, Clone)]
pub struct Arrangement {
    /// The post.
    pub post: Post,
    /// Its tags as typed.
    pub tags: Vec<String>,
    /// Forums that the moderator keeps order in, too, with no more readers.
    pub forums: Vec<(Forum, Actor)>,
}

/// What a moderator may do about where a post stands.
///
/// # Errors
/// [`Error::NotFound`]; [`Denied::NotModerator`].
pub async fn arrangement(core: &Core, viewer: &Viewer, by: &Principal, id: PostId) -> Result<Arrangement> {
    let mut conn = core.db.read().await?;
    let post = posts::get(&mut conn, id).await?;
    if !viewer.may_read(&post) {
        return Err(Error::NotFound);
    }
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let (forum, group) = forums::get(&mut conn, post.forum_id.ok_or(Error::NotFound)?).await?;
    by.require_moderator(&mut conn, &forum, &group).await?;
    let tags = posts::list_tags(&mut conn, &[id]).await?;
    let mut places = super::bans::places(core, by).await?;
    let wide = Visibility::from(forum.scope).rank();
    places.retain(|(place, _)| place.is_local && place.id != forum.id);
    places.retain(|(place, _)| forum.is_local && Visibility::from(place.scope).rank() >= wide);
    Ok(Arrangement {
        post,
        tags: tags.into_iter().map(|(_, _, name)| name).collect(),
        forums: places,
    })
}

async fn require_own_forum(conn: &mut Conn, by: &Principal, topic: &Post) -> Result<Forum> {
    let (forum, group) = forums::get(conn, topic.forum_id.ok_or(Error::NotFound)?).await?;
    if !forum.is_local {
        return Err(Error::Forbidden(Denied::Remote));
    }
    by.require_moderator(conn, &forum, &group).await?;
    Ok(forum)
}

async fn tell(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    action: &str,
    post: &Post,
    forum: &Forum,
    words: &str,
) -> Result<()> {
    let about = About {
        forum: Some(forum.id),
        post: Some(post.id),
        target: Some(post.actor_id),
        why: Some(Why::received(Some(words))),
        ..About::default()
    };
    let line = write_down(core, conn, by, action, about).await?;
    if post.actor_id == by.actor_id {
        return Ok(());
    }
    notifications::tell_deed(core, conn, post.actor_id, forum.actor_id, Some(post.id), line).await
}

fn newest(head: &Post, others: &[&Post]) -> PostId {
    others.iter().map(|post| post.id).fold(head.id, PostId::max)
}

/// A whole thread, by parent.
struct Thread {
    posts: Vec<Post>,
    by_parent: HashMap<PostId, Vec<PostId>>,
}

impl Thread {
    async fn load(conn: &mut Conn, topic: PostId) -> Result<Self> {
        let posts = threads::list_thread(conn, topic, THREAD_MAX + 1).await?;
        if i64::try_from(posts.len()).unwrap_or(i64::MAX) > THREAD_MAX {
            return Err(Error::Invalid(Problems::one("into", Problem::TooMany(5_000))));
        }
        let mut by_parent: HashMap<PostId, Vec<PostId>> = HashMap::new();
        for post in &posts {
            if let Some(parent) = post.parent_id {
                by_parent.entry(parent).or_default().push(post.id);
            }
        }
        Ok(Self { posts, by_parent })
    }

    fn children(&self, id: PostId) -> Vec<&Post> {
        let ids = self.by_parent.get(&id);
        self.posts
            .iter()
            .filter(|post| ids.is_some_and(|ids| ids.contains(&post.id)))
            .collect()
    }

    /// Everything below a post, the nearest first.
    fn below(&self, id: PostId) -> Vec<&Post> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            for child in self.children(next) {
                found.push(child);
                open.push(child.id);
            }
        }
        found
    }
}

/// Gives everything below `head` its new place in the thread and forum of `root`. Where the head is that of the thread, each of
/// its children begins a branch; else everything belongs to the branch, at this depth.
async fn place_below(
    conn: &mut Conn,
    thread: &Thread,
    head: &Post,
    (root, forum): (PostId, ForumId),
    branch: Option<(PostId, i32)>,
) -> Result<()> {
    let mut open = vec![(head.id, branch)];
    while let Some((parent, branch)) = open.pop() {
        for child in thread.children(parent) {
            let (branch, depth) = branch.unwrap_or((child.id, 0));
            let depth = (depth + 1).min(DEPTH_MAX);
            let stand = Stand {
                forum_id: Some(forum),
                root_id: root,
                branch_id: Some(branch),
                depth,
                ..Stand::of(child)
            };
            threads::set_stand(conn, child.id, &stand).await?;
            open.push((child.id, Some((branch, depth))));
        }
    }
    Ok(())
}
