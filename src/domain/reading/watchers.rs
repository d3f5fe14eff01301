//! Telling those who watch a forum or a topic of what is new there. A job does it, a page of members at a time, so that
//! publishing takes no longer where many watch.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::notifications::Notification;
use crate::db::posts::{self, Post};
use crate::db::reading::levels as rows;
use crate::db::types::{AccountId, NotificationKind, PostId, PostKind};
use crate::db::{Conn, queue};
use crate::domain::error::Result;
use crate::domain::{Core, Viewer, notifications};

/// Name of the job.
pub const JOB: &str = "tell_watchers";
/// Members told in one transaction.
const AT_A_TIME: i64 = 100;
/// What is older when it comes here is no news: the past of a forum that somebody begins to follow.
const STILL_NEWS: TimeDelta = TimeDelta::days(1);

/// Puts down that those who watch are to be told of a post. Call it inside the transaction that stores the post.
pub(in crate::domain) async fn call(core: &Core, conn: &mut Conn, post: &Post) -> Result<()> {
    let now = core.clock.now();
    if post.published_at < now.plus(-STILL_NEWS) || !rows::is_watched(conn, post).await? {
        return Ok(());
    }
    let payload = json!({ "post_id": post.id.0 });
    Ok(queue::insert(conn, core.ids.next(), JOB, &payload, None, now).await?)
}

/// Tells them. Doing it again tells nobody twice.
///
/// # Errors
/// If the database fails.
pub async fn tell(core: &Core, post: PostId) -> Result<()> {
    let mut after = AccountId(0);
    while let Some(last) = tell_page(core, post, after).await? {
        after = last;
    }
    Ok(())
}

/// Tells the next members after `after` and gives the last of them; none if there are no more.
async fn tell_page(core: &Core, id: PostId, after: AccountId) -> Result<Option<AccountId>> {
    core.change(async |conn| {
        let Some(post) = posts::find(conn, id).await?.filter(|post| !post.is_removed()) else {
            return Ok(None);
        };
        let watchers = match (post.kind, post.forum_id) {
            (PostKind::Topic, Some(forum)) => rows::list_forum_watchers(conn, forum, after, AT_A_TIME).await?,
            (PostKind::Reply, _) => rows::list_topic_watchers(conn, post.root_id, after, AT_A_TIME).await?,
            _ => Vec::new(),
        };
        let ids: Vec<AccountId> = watchers.iter().map(|account| account.id).collect();
        let Some(last) = ids.last().copied() else {
            return Ok(None);
        };
        let told = rows::list_told(conn, &ids, post.id).await?;
        let news: Vec<Notification> = watchers
            .iter()
            .filter(|account| account.actor_id != post.actor_id && !told.contains(&account.id))
            .filter(|account| Viewer::of(core, account).may_read(&post))
            .map(|account| Notification {
                id: core.ids.next(),
                account_id: account.id,
                kind: NotificationKind::Watch,
                actor_id: post.actor_id,
                post_id: Some(post.id),
                read_at: None,
                log_id: None,
            })
            .collect();
        for one in &news {
            notifications::put(core, conn, one).await?;
        }
        Ok(Some(last))
    })
    .await
}
