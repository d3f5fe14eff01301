//! Having what is missing of a topic fetched from its home server: so often an hour for each member, and not again while
//! the last time is young.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::queue;
use crate::db::reading::loads as rows;
use crate::db::types::PostId;
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal, Viewer, topics};
use crate::id::first_at;

/// So many topics an hour for each member.
pub const AN_HOUR: i64 = 10;
/// Within this time nobody needs to fetch the same topic again.
const YOUNG: TimeDelta = TimeDelta::minutes(5);

/// Asks for it.
///
/// # Errors
/// [`Error::NotFound`] if it is no topic of another server, or the member may not read it; [`Error::Limited`].
pub async fn ask(core: &Core, by: &Principal, topic: PostId) -> Result<()> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::NotFound)?;
    let account = by.account_id.ok_or(Error::NotFound)?;
    let topic = topics::post(core, &viewer, topic).await?;
    let is_head = topic.kind.is_head();
    if !is_head || topic.is_local || topic.forum_id.is_none() {
        return Err(Error::NotFound);
    }
    let now = core.clock.now();
    let hour = first_at(now.plus(-TimeDelta::hours(1)));
    core.change(async |conn| {
        if rows::is_loaded_since(conn, topic.id, first_at(now.plus(-YOUNG))).await? {
            return Ok(());
        }
        if rows::count_since(conn, account, hour).await? >= AN_HOUR {
            return Err(Error::Limited(60 * 60));
        }
        rows::delete_before(conn, account, hour).await?;
        rows::insert(conn, core.ids.next(), account, topic.id).await?;
        let (payload, key) = (json!({ "topic": topic.id.0 }), format!("topic-{}", topic.id));
        Ok(queue::insert(conn, core.ids.next(), "backfill", &payload, Some(&key), now).await?)
    })
    .await
}
