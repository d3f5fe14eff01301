//! Telling those who have the same problem that a question has its answer. A job does it, a page of members at a time, so that
//! accepting takes no longer where many wait.

use serde_json::json;

use crate::db::notifications::Notification;
use crate::db::posts::{self, Post};
use crate::db::reading::levels;
use crate::db::types::{AccountId, ActorId, NotificationKind, PostId};
use crate::db::{Conn, notifications as notices, questions as rows, queue};
use crate::domain::error::Result;
use crate::domain::{Core, Principal, Viewer, notifications};

/// Name of the job.
pub const JOB: &str = "tell_solved";
/// Members told in one transaction.
const AT_A_TIME: i64 = 100;

/// Puts down that those who have the same problem are to be told of an answer. Call it inside the transaction that accepts it.
pub(in crate::domain) async fn call(core: &Core, conn: &mut Conn, by: &Principal, answer: &Post) -> Result<()> {
    if !rows::has_same(conn, answer.root_id).await? {
        return Ok(());
    }
    let payload = json!({ "answer_id": answer.id.0, "actor_id": by.actor_id.0 });
    Ok(queue::insert(conn, core.ids.next(), JOB, &payload, None, core.clock.now()).await?)
}

/// Tells them, unless another answer was chosen meanwhile. Doing it again tells nobody twice. `by` accepted it.
///
/// # Errors
/// If the database fails.
pub async fn tell(core: &Core, answer: PostId, by: ActorId) -> Result<()> {
    let mut after = AccountId(0);
    while let Some(last) = tell_page(core, (answer, by), after).await? {
        after = last;
    }
    Ok(())
}

/// Tells the next members after `after` and gives the last of them; none if there are no more.
async fn tell_page(core: &Core, (answer, by): (PostId, ActorId), after: AccountId) -> Result<Option<AccountId>> {
    core.change(async |conn| {
        let Some(answer) = posts::find(conn, answer).await?.filter(|post| !post.is_removed()) else {
            return Ok(None);
        };
        let topic = posts::get(conn, answer.root_id).await?;
        if topic.accepted_id != Some(answer.id) {
            return Ok(None);
        }
        let members = rows::list_same(conn, topic.id, after, AT_A_TIME).await?;
        let ids: Vec<AccountId> = members.iter().map(|account| account.id).collect();
        let Some(last) = ids.last().copied() else {
            return Ok(None);
        };
        let told = notices::list_told(conn, &ids, NotificationKind::Solved, answer.id).await?;
        let deaf = levels::list_muting(conn, &ids, topic.forum_id, topic.id).await?;
        // Who wrote or accepted it knows.
        let news: Vec<Notification> = members
            .iter()
            .filter(|account| ![answer.actor_id, by].contains(&account.actor_id))
            .filter(|account| !told.contains(&account.id) && !deaf.contains(&account.id))
            .filter(|account| Viewer::of(core, account).may_read(&answer))
            .map(|account| Notification {
                id: core.ids.next(),
                account_id: account.id,
                kind: NotificationKind::Solved,
                actor_id: by,
                post_id: Some(answer.id),
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
