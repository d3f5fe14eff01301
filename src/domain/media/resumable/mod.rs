//! Large files that come in parts: what breaks off goes on later, where it stood, in any process of this instance.
//!
//! Each part is an object of its own and becomes one of the upload's in the transaction that moves the end of what is kept,
//! so nothing that was told to be kept is lost, and of two who continue at one place one wins. When the last byte is there
//! the parts go through the same door as every other file ([`super::Upload`]): what it is is found out then.

mod ending;
mod receiving;
mod sweeping;

pub use ending::finish;
pub use receiving::{Taken, take};
pub(super) use sweeping::{cancel_all_of, expire, sweep};

use chrono::TimeDelta;

use crate::db::accounts;
use crate::db::media::uploads::{self as rows, Upload};
use crate::db::media::{self as files, Media};
use crate::db::types::{PartId, UtcTime};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::Problem;
use crate::domain::{Core, Principal};
use crate::id::random_token;

use super::upload::{file_name, largest, over_quota, wrong};
use super::{ATTACHMENTS_MAX, quota};

/// How long an upload waits to be continued.
const PATIENCE: TimeDelta = TimeDelta::hours(24);

fn part_key(id: PartId) -> String {
    format!("parts/{id}")
}

fn expiry(core: &Core) -> UtcTime {
    core.clock.now().plus(PATIENCE)
}

/// Begins an upload of `length` bytes. Room for all of them is set aside. A member who begins too many at once gives up the
/// oldest.
///
/// # Errors
/// [`Denied::SignIn`]; on `files`: [`Problem::Required`], [`Problem::FileTooLarge`], [`Problem::Quota`].
pub async fn begin(core: &Core, by: &Principal, name: &str, length: i64) -> Result<Upload> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    if length <= 0 {
        return Err(wrong(Problem::Required));
    }
    if length > length_max(core) {
        return Err(wrong(Problem::FileTooLarge(largest(core))));
    }
    let row = Upload {
        id: core.ids.next(),
        account_id: account,
        token: random_token(),
        name: file_name(name),
        length,
        received: 0,
        media_id: None,
        ending_until: None,
        expires_at: expiry(core),
    };
    core.change(async |conn| {
        // Of two that begin at once the second sees what the first one takes.
        accounts::lock(conn, account).await?;
        let open = rows::list_open(conn, account).await?;
        let (kept, oldest) = open.split_at(open.len().min(ATTACHMENTS_MAX - 1));
        for upload in oldest {
            rows::delete(conn, upload.id).await?;
        }
        let set_aside: i64 = kept.iter().map(|upload| upload.length).sum();
        if files::sum_of(conn, account).await? + set_aside + length > quota(core) {
            return Err(over_quota(core));
        }
        rows::insert(conn, &row).await?;
        if oldest.is_empty() {
            return Ok(());
        }
        super::sweep::ask(core, conn).await
    })
    .await?;
    Ok(row)
}

/// Where an upload of one's own stands.
///
/// # Errors
/// [`Error::NotFound`], also for everybody else's, and once it is given up.
pub async fn find(core: &Core, by: &Principal, token: &str) -> Result<Upload> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let found = rows::find(&mut core.db.read().await?, account, token, core.clock.now()).await?;
    found.ok_or(Error::NotFound)
}

/// Gives an upload up. What became a file already stays.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn cancel(core: &Core, by: &Principal, token: &str) -> Result<()> {
    let upload = find(core, by, token).await?;
    core.change(async |conn| {
        rows::delete(conn, upload.id).await?;
        super::sweep::ask(core, conn).await
    })
    .await
}

/// What an upload became.
///
/// # Errors
/// [`Error::NotFound`], also while it is not done.
pub async fn became(core: &Core, by: &Principal, token: &str) -> Result<Media> {
    let id = find(core, by, token).await?.media_id.ok_or(Error::NotFound)?;
    super::mine(core, by, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// Bytes that the largest upload may have.
pub fn length_max(core: &Core) -> i64 {
    i64::try_from(largest(core))
        .unwrap_or(i64::MAX)
        .saturating_mul(1_000_000)
}
