//! Taking bytes of an upload, and keeping them while they come.

use chrono::TimeDelta;
use futures::{Stream, StreamExt};

use crate::db::media::uploads::{self as rows, Part, Upload};
use crate::db::types::PartId;
use crate::domain::error::{Error, Result};
use crate::domain::validate::Problem;
use crate::domain::{Core, Principal};

use super::super::upload::{largest, wrong};
use super::{expiry, find, part_key};

/// So many bytes are kept at once.
const PART: usize = 4 * 1024 * 1024;
/// Most parts beyond those that a file of its size needs: lines may break, but not after every byte.
const BREAKS_MAX: i64 = 500;
/// How long a part may take to be stored.
const STORING: TimeDelta = TimeDelta::hours(2);

/// What became of bytes that came.
#[derive(Debug, Clone)]
pub enum Taken {
    /// They are kept; the upload stands here now.
    Kept(Upload),
    /// They do not begin where the upload stands, or somebody else went on there at the same time. What was kept of them
    /// before that stays.
    Elsewhere,
    /// The line broke off. What came until then is kept.
    Broken,
}

/// Takes the bytes of an upload from `offset` on, as long as they come.
///
/// # Errors
/// [`Error::NotFound`]; [`Problem::FileTooLarge`] on `files` for more than was announced; [`Error::Limited`] if it came in far
/// too many parts; [`Error::Unavailable`] if the store does not answer: what was kept before that stays.
pub async fn take<B, E>(
    core: &Core,
    by: &Principal,
    token: &str,
    offset: i64,
    mut bytes: impl Stream<Item = std::result::Result<B, E>> + Unpin,
) -> Result<Taken>
where
    B: AsRef<[u8]>,
{
    let mut upload = find(core, by, token).await?;
    if upload.received != offset {
        return Ok(Taken::Elsewhere);
    }
    let parts = rows::count_parts(&mut core.db.read().await?, upload.id).await?;
    let needed = upload.length / i64::try_from(PART).unwrap_or(i64::MAX);
    if parts > needed + BREAKS_MAX {
        return Err(Error::Limited(3_600));
    }
    let mut waiting = Vec::new();
    let mut is_broken = false;
    while let Some(next) = bytes.next().await {
        let Ok(next) = next else {
            is_broken = true;
            break;
        };
        waiting.extend_from_slice(next.as_ref());
        if upload.received + length(&waiting) > upload.length {
            return Err(wrong(Problem::FileTooLarge(largest(core))));
        }
        if waiting.len() >= PART && !keep(core, &mut upload, std::mem::take(&mut waiting)).await? {
            return Ok(Taken::Elsewhere);
        }
    }
    if !waiting.is_empty() && !keep(core, &mut upload, waiting).await? {
        return Ok(Taken::Elsewhere);
    }
    Ok(if is_broken { Taken::Broken } else { Taken::Kept(upload) })
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// Keeps some bytes where the upload stands. Says whether it still stood there.
async fn keep(core: &Core, upload: &mut Upload, bytes: Vec<u8>) -> Result<bool> {
    let (from, size) = (upload.received, length(&bytes));
    let id: PartId = core.ids.next();
    let part = Part {
        id,
        upload_id: None,
        start: from,
        size,
        spared_until: core.clock.now().plus(STORING),
    };
    rows::insert_part(&mut core.db.write().await?, &part).await?;
    core.media.put(&part_key(id), bytes).await?;
    let expires_at = expiry(core);
    let now = core.clock.now();
    let is_kept = core
        .change(async |conn| {
            let is_there = rows::advance(conn, upload.id, (from, from + size), expires_at).await?;
            if is_there && rows::attach_part(conn, id, upload.id, now).await? {
                return Ok(true);
            }
            if is_there {
                return Err(Error::Conflict("the sweep of a part that took too long".to_owned()));
            }
            rows::give_up_part(conn, id, now).await?;
            Ok(false)
        })
        .await?;
    upload.received = from + size;
    upload.expires_at = expires_at;
    Ok(is_kept)
}
