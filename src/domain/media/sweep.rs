//! Destroying what nothing needs any more: uploads that became part of nothing, objects without a row, old pictures of
//! other servers, half files of processes that were killed.

use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use serde_json::json;

use crate::db::media::{self as rows, garbage, proxied};
use crate::db::types::MediaState;
use crate::db::{Conn, queue};
use crate::domain::Core;
use crate::domain::error::Result;
use crate::media;

use super::{Size, destroy, key, proxy, resumable};

/// The job.
pub const JOB: &str = "sweep_media";
/// How long an upload may take; what is still not whole is given up.
const PENDING: TimeDelta = TimeDelta::hours(2);
/// How much is done in one go.
const BATCH: i64 = 200;

/// Has objects that nothing names any more deleted soon.
pub(super) async fn ask(core: &Core, conn: &mut Conn) -> Result<()> {
    let now = core.clock.now();
    Ok(queue::insert(conn, core.ids.next(), JOB, &json!({}), Some(JOB), now).await?)
}

/// Everything that is due, for the hourly upkeep.
///
/// # Errors
/// If the database or the store fails; the next run goes on from there.
pub async fn run(core: &Core) -> Result<()> {
    let now = core.clock.now();
    let unused = now.plus(-TimeDelta::days(core.config.media.unused_days.into()));
    for (state, until) in [(MediaState::Pending, now.plus(-PENDING)), (MediaState::Ready, unused)] {
        core.change(async |conn| {
            let files = rows::list_unused(conn, state, until, BATCH).await?;
            destroy(core, conn, &files).await
        })
        .await?;
    }
    let age = Duration::from_secs(24 * 3_600);
    let at = SystemTime::from(now.utc());
    media::sweep(&core.config.incoming_folder(), at, age).await?;
    evict(core).await?;
    resumable::expire(core).await?;
    garbage(core).await
}

/// Deletes the objects that nothing names any more, and the parts of uploads that are done or given up.
///
/// # Errors
/// If the database or the store fails; the next run goes on from there.
pub async fn garbage(core: &Core) -> Result<()> {
    resumable::sweep(core).await?;
    loop {
        let now = core.clock.now();
        let hashes = core
            .change(async |conn| Ok(garbage::claim(conn, now, BATCH).await?))
            .await?;
        if hashes.is_empty() {
            return Ok(());
        }
        for hash in hashes {
            core.media.delete(&key(&hash, Size::Small)).await?;
            core.media.delete(&key(&hash, Size::Large)).await?;
            garbage::forget(&mut core.db.write().await?, &hash).await?;
        }
    }
}

/// Lets go of pictures of other servers: the old ones, and the oldest where there are too many.
async fn evict(core: &Core) -> Result<()> {
    let limits = &core.config.media;
    let until = core.clock.now().plus(-TimeDelta::days(limits.proxy_days.into()));
    let known = proxied::list(&mut core.db.read().await?).await?;
    let mut total: i64 = known.iter().map(|(_, size, _)| size).sum();
    for (hash, size, fetched_at) in known {
        if fetched_at >= until && total <= i64::from(limits.proxy_megabytes) * 1_000_000 {
            break;
        }
        proxied::delete(&mut core.db.write().await?, &hash).await?;
        core.media.delete(&proxy::key(&hash)).await?;
        total -= size;
    }
    Ok(())
}
