//! Reading: lists of topics, a topic with its replies, what a member sees at home.
//!
//! Everything a page shows is loaded in a fixed number of queries, whatever its length.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::moderation::hidden;
use crate::db::posts::{self, Post};
use crate::db::questions::{self, Question};
use crate::db::reading::bookmarks;
use crate::db::reading::merged::{self, Wanted};
use crate::db::submissions::Submission;
use crate::db::topics::{self, TopicFilter, TopicSort};
use crate::db::types::{ActorId, Category, Closing, ForumId, InstanceId, PostId, PostKind, RemovedBy, TopicKind};
use crate::db::{Conn, Keyset, instances, threads, votes};

use super::error::{Error, Result};
use super::forums::ForumView;
use super::media::{self, Hanging};
use super::paging::cut_page;
use super::reading::{self, News, levels as watching};
use super::verification::levels::{self, Standing};
use super::verification::rights;
use super::{Core, Principal, Viewer, submissions};

/// Topics on one page of a list.
pub const TOPICS_PER_PAGE: i64 = 20;
/// Direct replies on one page of a topic.
pub const BRANCHES_PER_PAGE: i64 = 50;
/// Deeper replies shown with them at most.
const BELOW_MAX: i64 = 500;

/// Posts with everything needed to show them.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The posts, in order.
    pub posts: Vec<Post>,
    /// Their authors.
    pub authors: HashMap<ActorId, Actor>,
    /// Hosts of remote authors and forums.
    pub hosts: HashMap<InstanceId, String>,
    /// Their forums.
    pub forums: HashMap<ForumId, (Forum, Actor)>,
    /// Their tags as typed.
    pub tags: HashMap<PostId, Vec<String>>,
    /// Which of them the viewer voted for.
    pub voted: Vec<PostId>,
    /// What hangs on them.
    pub attachments: HashMap<PostId, Vec<Hanging>>,
    /// Which of them the viewer keeps.
    pub kept: Vec<PostId>,
    /// What is new of them for the viewer; for lists of topics only.
    pub news: HashMap<PostId, News>,
    /// Where authors work, and whether they are verified here.
    pub standings: HashMap<ActorId, Standing>,
    /// What stands about the questions among them.
    pub questions: HashMap<PostId, Question>,
    /// What the viewer sent about them to forums elsewhere and what is not confirmed there.
    pub sent: Vec<Submission>,
}

impl Shown {
    /// Loads what belongs to these posts for this viewer.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load(conn: &mut Conn, viewer: &Viewer, posts: Vec<Post>) -> Result<Self> {
        if posts.is_empty() {
            return Ok(Self::default());
        }
        let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
        let mut author_ids: Vec<ActorId> = posts.iter().map(|post| post.actor_id).collect();
        author_ids.sort_unstable();
        author_ids.dedup();
        let mut forum_ids: Vec<ForumId> = posts.iter().filter_map(|post| post.forum_id).collect();
        forum_ids.sort_unstable();
        forum_ids.dedup();
        let authors = actors::list_by_ids(conn, &author_ids).await?;
        let forums = forums::list_by_ids(conn, &forum_ids).await?;
        let mut instance_ids: Vec<InstanceId> = authors
            .iter()
            .chain(forums.iter().map(|(_, actor)| actor))
            .filter_map(|a| a.instance_id)
            .collect();
        instance_ids.sort_unstable();
        instance_ids.dedup();
        let hosts = if instance_ids.is_empty() {
            Vec::new()
        } else {
            instances::list_by_ids(conn, &instance_ids).await?
        };
        let mut tags: HashMap<PostId, Vec<String>> = HashMap::new();
        for (post, _, name) in posts::list_tags(conn, &ids).await? {
            tags.entry(post).or_default().push(name);
        }
        let voted = match viewer.actor_id() {
            Some(actor) => votes::list_voted(conn, actor, &ids).await?,
            None => Vec::new(),
        };
        let kept = match viewer.account_id() {
            Some(account) => bookmarks::list_kept(conn, account, &ids).await?,
            None => Vec::new(),
        };
        Ok(Self {
            posts,
            authors: authors.into_iter().map(|actor| (actor.id, actor)).collect(),
            hosts: hosts.into_iter().map(|instance| (instance.id, instance.host)).collect(),
            forums: forums
                .into_iter()
                .map(|(forum, actor)| (forum.id, (forum, actor)))
                .collect(),
            tags,
            voted,
            attachments: media::of_posts(conn, &ids).await?,
            kept,
            news: HashMap::new(),
            standings: HashMap::new(),
            questions: HashMap::new(),
            sent: Vec::new(),
        })
    }

    /// The same with what stands beside names on our pages. Where people work is for members to know.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load_for_page(core: &Core, conn: &mut Conn, viewer: &Viewer, posts: Vec<Post>) -> Result<Self> {
        let mut shown = Self::load(conn, viewer, posts).await?;
        let authors: Vec<&Actor> = shown.authors.values().collect();
        shown.standings = levels::standings(conn, &authors, core.clock.now()).await?;
        let is_question = |post: &&Post| post.topic_kind == Some(TopicKind::Question);
        let asked: Vec<PostId> = shown.posts.iter().filter(is_question).map(|post| post.id).collect();
        if !asked.is_empty() {
            shown.questions = questions::list(conn, &asked).await?.into_iter().collect();
        }
        if shown.forums.values().any(|(forum, _)| !forum.is_local) {
            let ids: Vec<PostId> = shown.posts.iter().map(|post| post.id).collect();
            shown.sent = submissions::of_posts(conn, viewer, &ids).await?;
        }
        if viewer.account_id().is_none() {
            for standing in shown.standings.values_mut() {
                standing.organisation = None;
            }
        }
        Ok(shown)
    }

    /// The same for a list of topics, with what is new of them.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load_for_list(core: &Core, conn: &mut Conn, viewer: &Viewer, posts: Vec<Post>) -> Result<Self> {
        let mut shown = Self::load_for_page(core, conn, viewer, posts).await?;
        shown.news = reading::news(core, conn, viewer, &shown.posts).await?;
        Ok(shown)
    }

    /// The author of a post.
    pub fn author(&self, post: &Post) -> Option<&Actor> {
        self.authors.get(&post.actor_id)
    }

    /// The host of a remote actor.
    pub fn host(&self, actor: &Actor) -> Option<&str> {
        self.hosts.get(&actor.instance_id?).map(String::as_str)
    }

    /// Why a question is closed, if it is.
    pub fn closed_as(&self, id: PostId) -> Option<Closing> {
        self.questions.get(&id)?.closed_as
    }

    /// Whether the viewer keeps a post.
    pub fn is_kept(&self, id: PostId) -> bool {
        self.kept.contains(&id)
    }

    /// Whether the viewer voted for a post.
    pub fn is_voted(&self, id: PostId) -> bool {
        self.voted.contains(&id)
    }
}

/// A page of a list and where the next begins.
#[derive(Debug, Clone, Default)]
pub struct TopicList {
    /// Pinned topics, above the first page of a forum only.
    pub pinned: Vec<PostId>,
    /// Pinned topics, then the page.
    pub shown: Shown,
    /// Key of the last row if there is more.
    pub next: Option<(i64, i64)>,
}

/// A page of the topics of one forum, or of all.
///
/// # Errors
/// If the database fails.
pub async fn list(
    core: &Core,
    viewer: &Viewer,
    forum: Option<ForumId>,
    kind: Option<TopicKind>,
    sort: TopicSort,
    after: Option<(i64, i64)>,
) -> Result<TopicList> {
    let mut conn = core.db.read().await?;
    // Among what waits for an answer, being pinned is no merit.
    let has_pinned = forum.is_some() && sort != TopicSort::Unanswered;
    let filter = TopicFilter {
        forum,
        kind,
        visibilities: viewer.visibilities(),
        skip_pinned: has_pinned,
    };
    let page = Keyset {
        after,
        limit: TOPICS_PER_PAGE + 1,
    };
    let mut rows = topics::list(&mut conn, filter, sort, page).await?;
    let next = cut_page(&mut rows, TOPICS_PER_PAGE)
        .then(|| rows.last().map(|post| topics::key(sort, post)))
        .flatten();
    let pinned = match (forum, after) {
        (Some(forum), None) if has_pinned => topics::list_pinned(&mut conn, forum, viewer.visibilities()).await?,
        _ => Vec::new(),
    };
    let pinned: Vec<Post> = pinned
        .into_iter()
        .filter(|post| kind.is_none() || post.topic_kind == kind)
        .collect();
    let pinned_ids = pinned.iter().map(|post| post.id).collect();
    let shown = Shown::load_for_list(core, &mut conn, viewer, pinned.into_iter().chain(rows).collect()).await?;
    Ok(TopicList {
        pinned: pinned_ids,
        shown,
        next,
    })
}

/// A page of the topics in the forums a member follows, latest activity first, without what they mute.
///
/// # Errors
/// If the database fails.
pub async fn home(core: &Core, viewer: &Viewer, forums: &[ForumView], after: Option<(i64, i64)>) -> Result<TopicList> {
    let muted = watching::muted_forums(core, viewer).await?;
    let ids: Vec<ForumId> = forums
        .iter()
        .map(|view| view.forum.id)
        .filter(|id| !muted.contains(id))
        .collect();
    latest_in(core, viewer, &ids, after).await
}

/// A page of the topics of these forums, latest activity first, without topics that the viewer mutes.
///
/// # Errors
/// If the database fails.
pub async fn latest_in(
    core: &Core,
    viewer: &Viewer,
    forums: &[ForumId],
    after: Option<(i64, i64)>,
) -> Result<TopicList> {
    let mut conn = core.db.read().await?;
    let wanted = Wanted {
        forums,
        visibilities: viewer.visibilities(),
        before: after.map_or(i64::MAX, |(key, _)| key),
        limit: TOPICS_PER_PAGE + 1,
        reader: viewer.account_id(),
    };
    let mut keys = merged::latest(&mut conn, wanted).await?;
    keys.sort_unstable_by(|a, b| b.cmp(a));
    let more = cut_page(&mut keys, TOPICS_PER_PAGE);
    let next = keys.last().filter(|_| more).map(|(key, id)| (*key, id.0));
    let ids: Vec<PostId> = keys.into_iter().map(|(_, id)| id).collect();
    let mut rows = posts::list_by_ids(&mut conn, &ids).await?;
    rows.sort_by_key(|post| ids.iter().position(|id| *id == post.id));
    let shown = Shown::load_for_list(core, &mut conn, viewer, rows).await?;
    Ok(TopicList {
        pinned: Vec::new(),
        shown,
        next,
    })
}

/// A topic with a page of its replies.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The topic.
    pub topic: Post,
    /// Its forum.
    pub forum: ForumView,
    /// The best answer, wherever in the thread it stands.
    pub accepted: Option<Post>,
    /// What stands about it as a question, if it is one.
    pub question: Option<super::questions::About>,
    /// The topic, the best answer and the replies, with everything needed to show them. Replies are depth-first.
    pub shown: Shown,
    /// The replies of this page, depth-first, oldest first on each level.
    pub replies: Vec<Post>,
    /// Id of the last direct reply if there are more.
    pub next: Option<i64>,
    /// Whether the viewer moderates the forum.
    pub is_moderator: bool,
    /// Whether the viewer is verified as far as a reply takes it.
    pub is_level_met: bool,
    /// Why moderators hid those of the replies that they hid.
    pub hidden: HashMap<PostId, Category>,
}

/// A topic and the replies after the direct reply `after`.
///
/// # Errors
/// [`Error::NotFound`] if there is none or the viewer may not read it, [`Error::Gone`] if it was removed.
pub async fn thread(core: &Core, viewer: &Viewer, topic: PostId, after: Option<i64>) -> Result<Thread> {
    let topic = posts::get(&mut core.db.read().await?, topic).await?;
    thread_of(core, viewer, topic, after).await
}

/// The same of a topic that was read before.
///
/// # Errors
/// See [`thread`].
pub async fn thread_of(core: &Core, viewer: &Viewer, topic: Post, after: Option<i64>) -> Result<Thread> {
    let mut conn = core.db.read().await?;
    if topic.kind == PostKind::Reply || !viewer.may_read(&topic) {
        return Err(Error::NotFound);
    }
    if topic.is_removed() {
        return Err(Error::Gone);
    }
    let page = Keyset {
        after: after.map(|id| (id, id)),
        limit: BRANCHES_PER_PAGE + 1,
    };
    let mut branches = threads::list_branches(&mut conn, topic.id, page).await?;
    let more = cut_page(&mut branches, BRANCHES_PER_PAGE);
    let next = more.then(|| branches.last().map(|post| post.id.0)).flatten();
    let ids: Vec<PostId> = branches.iter().map(|post| post.id).collect();
    let below = threads::list_below(&mut conn, &ids, BELOW_MAX).await?;
    let mut replies = depth_first(topic.id, branches.into_iter().chain(below).collect());
    replies.retain(|post| viewer.may_read(post));
    let accepted = match topic.accepted_id {
        Some(id) => posts::find(&mut conn, id)
            .await?
            .filter(|post| !post.is_removed() && viewer.may_read(post)),
        None => None,
    };
    let by_moderators = |post: &&Post| post.removed_by == Some(RemovedBy::Moderator);
    let ids: Vec<PostId> = replies.iter().filter(by_moderators).map(|post| post.id).collect();
    let hidden = if ids.is_empty() {
        Vec::new()
    } else {
        hidden::list_reasons(&mut conn, &ids).await?
    };
    let all = std::iter::once(&topic)
        .chain(accepted.as_ref())
        .chain(&replies)
        .cloned()
        .collect();
    let shown = Shown::load_for_page(core, &mut conn, viewer, all).await?;
    let forum = forum_view(&topic, &shown)?;
    let question = super::questions::about(&mut conn, viewer, &topic, &shown).await?;
    let (is_moderator, is_level_met) = match Principal::of(viewer) {
        Some(by) => {
            let place = (&forum.forum, &forum.actor);
            let allowed = rights::require_to_reply(core, &mut conn, &by, &topic, place).await;
            (by.moderates(&mut conn, place.0, place.1).await?, allowed.is_ok())
        }
        None => (false, false),
    };
    Ok(Thread {
        topic,
        forum,
        accepted,
        question,
        shown,
        replies,
        next,
        is_moderator,
        is_level_met,
        hidden: hidden.into_iter().collect(),
    })
}

fn forum_view(topic: &Post, shown: &Shown) -> Result<ForumView> {
    let (forum, actor) = topic
        .forum_id
        .and_then(|id| shown.forums.get(&id))
        .ok_or(Error::NotFound)?;
    let host = shown.host(actor).map(ToOwned::to_owned);
    Ok(ForumView {
        forum: forum.clone(),
        actor: actor.clone(),
        host,
    })
}

/// Puts replies in reading order: each followed by its own, oldest first. Replies whose parent is not among them (too
/// deep for this page) come after their branch.
pub fn depth_first(topic: PostId, replies: Vec<Post>) -> Vec<Post> {
    let present: std::collections::HashSet<PostId> = replies.iter().map(|post| post.id).collect();
    let mut children: HashMap<PostId, Vec<Post>> = HashMap::new();
    for post in replies {
        let parent = post.parent_id.filter(|id| *id == topic || present.contains(id));
        children
            .entry(parent.or(post.branch_id).unwrap_or(topic))
            .or_default()
            .push(post);
    }
    let mut ordered = Vec::with_capacity(present.len());
    let mut open = children.remove(&topic).unwrap_or_default();
    open.sort_by_key(|post| std::cmp::Reverse(post.id));
    while let Some(post) = open.pop() {
        if let Some(mut below) = children.remove(&post.id) {
            below.sort_by_key(|post| std::cmp::Reverse(post.id));
            open.extend(below);
        }
        ordered.push(post);
    }
    ordered
}

/// One post the viewer may read, tombstones included.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not read it.
pub async fn post(core: &Core, viewer: &Viewer, id: PostId) -> Result<Post> {
    let post = posts::get(&mut core.db.read().await?, id).await?;
    if viewer.may_read(&post) {
        Ok(post)
    } else {
        Err(Error::NotFound)
    }
}

/// Where a reply stands: its topic, and after which direct reply the page that shows it begins (none: the first page).
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not read it.
pub async fn place_of(core: &Core, viewer: &Viewer, reply: PostId) -> Result<(PostId, Option<i64>)> {
    let reply = post(core, viewer, reply).await?;
    let Some(branch) = reply.branch_id else {
        return Ok((reply.root_id, None));
    };
    let before = threads::count_branches_before(&mut core.db.read().await?, reply.root_id, branch).await?;
    let after = (before >= BRANCHES_PER_PAGE).then_some(branch.0 - 1);
    Ok((reply.root_id, after))
}
