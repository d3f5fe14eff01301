//! How much a member wants to hear of a forum or a topic. Watching a forum tells of each new topic, watching a topic of each
//! new reply; what is muted is not shown at home and tells nothing. A topic's own level counts before its forum's.

use crate::db::Keyset;
use crate::db::posts::Post;
use crate::db::reading::levels as rows;
use crate::db::types::{ForumId, PostId, PostKind, WatchLevel};
use crate::domain::error::{Error, Result};
use crate::domain::forums::{self, ForumView};
use crate::domain::paging::cut_page;
use crate::domain::{Core, Principal, Viewer, topics};

/// Topics on one page of the list.
const PER_PAGE: i64 = 30;

/// The level of a forum for the viewer; none for guests.
///
/// # Errors
/// If the database fails.
pub async fn of_forum(core: &Core, viewer: &Viewer, forum: ForumId) -> Result<Option<WatchLevel>> {
    let Some(account) = viewer.account_id() else {
        return Ok(None);
    };
    let level = rows::find_forum(&mut core.db.read().await?, account, forum).await?;
    Ok(Some(level.unwrap_or(WatchLevel::Normal)))
}

/// The level that counts for a topic; none for guests.
///
/// # Errors
/// If the database fails.
pub async fn of_topic(core: &Core, viewer: &Viewer, topic: &Post) -> Result<Option<WatchLevel>> {
    let Some(account) = viewer.account_id() else {
        return Ok(None);
    };
    let (of_topic, of_forum) = rows::find_both(&mut core.db.read().await?, account, topic.forum_id, topic.id).await?;
    // Who watches a forum hears of its topics, not of each reply.
    let inherited = of_forum.filter(|level| *level == WatchLevel::Mute);
    Ok(Some(of_topic.or(inherited).unwrap_or(WatchLevel::Normal)))
}

/// Sets the level of a forum.
///
/// # Errors
/// [`Error::NotFound`] if the member may not know of it.
pub async fn set_forum(core: &Core, by: &Principal, forum: ForumId, level: WatchLevel) -> Result<()> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let account = by.account_id.ok_or(Error::NotFound)?;
    let forum = forums::get(core, &viewer, forum).await?.forum;
    let kept = (level != WatchLevel::Normal).then_some(level);
    core.change(async |conn| Ok(rows::set_forum(conn, account, forum.id, kept).await?))
        .await
}

/// Sets the level of a topic.
///
/// # Errors
/// [`Error::NotFound`] if it is none, or the member may not read it.
pub async fn set_topic(core: &Core, by: &Principal, topic: PostId, level: WatchLevel) -> Result<()> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let account = by.account_id.ok_or(Error::NotFound)?;
    let topic = topics::post(core, &viewer, topic).await?;
    if topic.kind != PostKind::Topic {
        return Err(Error::NotFound);
    }
    core.change(async |conn| {
        // What the forum says anyway needs no row.
        let forum = match topic.forum_id {
            Some(forum) => rows::find_forum(conn, account, forum).await?,
            None => None,
        };
        let is_default = level == WatchLevel::Normal && forum != Some(WatchLevel::Mute);
        let kept = (!is_default).then_some(level);
        Ok(rows::set_topic(conn, account, topic.id, kept).await?)
    })
    .await
}

/// What a member watches and mutes.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Forums.
    pub forums: Vec<(WatchLevel, ForumView)>,
    /// A page of topics.
    pub topics: Vec<(WatchLevel, Post)>,
    /// Id of the last topic if there are more.
    pub next: Option<i64>,
}

/// What a member watches and mutes; `after` is the id of the last topic shown.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn list(core: &Core, by: &Principal, after: Option<i64>) -> Result<Levels> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut conn = core.db.read().await?;
    let (levels, found): (Vec<_>, Vec<_>) = rows::list_forums(&mut conn, account)
        .await?
        .into_iter()
        .map(|(level, forum, actor)| (level, (forum, actor)))
        .unzip();
    let page = Keyset {
        after: after.map(|id| (id, id)),
        limit: PER_PAGE + 1,
    };
    let mut topics = rows::list_topics(&mut conn, account, page).await?;
    drop(conn);
    let has_more = cut_page(&mut topics, PER_PAGE);
    let next = topics.last().filter(|_| has_more).map(|(_, topic)| topic.id.0);
    topics.retain(|(_, topic)| viewer.may_read(topic) && !topic.is_removed());
    let views = forums::with_hosts(core, found).await?;
    Ok(Levels {
        forums: levels
            .into_iter()
            .zip(views)
            .filter(|(_, view)| viewer.may_enter(view.forum.scope))
            .collect(),
        topics,
        next,
    })
}

/// The forums that the viewer mutes.
///
/// # Errors
/// If the database fails.
pub async fn muted_forums(core: &Core, viewer: &Viewer) -> Result<Vec<ForumId>> {
    match viewer.account_id() {
        Some(account) => Ok(rows::list_muted_forums(&mut core.db.read().await?, account).await?),
        None => Ok(Vec::new()),
    }
}
