//! Making a file of an upload whose bytes are all there.

use chrono::TimeDelta;
use futures::StreamExt;

use crate::db::media::Media;
use crate::db::media::uploads::{self as rows, Upload};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal};

use super::super::{begin as begin_file, destroy, mine, sweep};
use super::{find, part_key};

/// How long making a file of the parts may take before somebody else may try.
const ENDING: TimeDelta = TimeDelta::minutes(2);

/// Makes a file of an upload; the same file if that was done before. What is not taken (another kind of file, no room left)
/// leaves nothing behind; what failed for want of the store can be tried again.
///
/// # Errors
/// [`Error::NotFound`], also while bytes are missing; [`Error::Conflict`] while somebody else does the same;
/// [`Error::Invalid`] on `files`, see [`super::super::Upload::finish`]; [`Error::Unavailable`].
pub async fn finish(core: &Core, by: &Principal, token: &str) -> Result<Media> {
    let upload = find(core, by, token).await?;
    if let Some(id) = upload.media_id {
        return mine(core, by, &[id]).await?.pop().ok_or(Error::NotFound);
    }
    if upload.received < upload.length {
        return Err(Error::NotFound);
    }
    let now = core.clock.now();
    let is_first = rows::claim_end(&mut core.db.write().await?, upload.id, now, now.plus(ENDING)).await?;
    if !is_first {
        return Err(Error::Conflict("the end of the same upload".to_owned()));
    }
    match compose(core, by, &upload).await {
        Ok(file) => settle(core, &upload, file).await,
        Err(error @ Error::Invalid(_)) => {
            core.change(async |conn| {
                rows::delete(conn, upload.id).await?;
                sweep::ask(core, conn).await
            })
            .await?;
            Err(error)
        }
        Err(error) => {
            rows::release_end(&mut core.db.write().await?, upload.id).await?;
            Err(error)
        }
    }
}

/// Sends the parts through the door that every file comes in by.
async fn compose(core: &Core, by: &Principal, upload: &Upload) -> Result<Media> {
    let parts = rows::list_parts(&mut core.db.read().await?, upload.id).await?;
    let mut file = begin_file(core, by).await?;
    let mut end = 0;
    for part in parts {
        if part.start != end {
            return Err(Error::Internal(format!("upload {} has a gap at {end}", upload.id)));
        }
        end += part.size;
        let mut stored = core.media.get(&part_key(part.id)).await?.bytes;
        while let Some(bytes) = stored.next().await {
            file.push(&bytes?).await?;
        }
    }
    if end != upload.length {
        return Err(Error::Internal(format!("upload {} ends at {end}", upload.id)));
    }
    file.finish(core, &upload.name, "").await
}

/// Notes what became of the upload; its parts are needed no more.
async fn settle(core: &Core, upload: &Upload, file: Media) -> Result<Media> {
    let is_noted = core
        .change(async |conn| {
            let is_noted = rows::set_media(conn, upload.id, file.id).await?;
            if !is_noted {
                // It was given up meanwhile, or somebody else was faster after all.
                destroy(core, conn, std::slice::from_ref(&file)).await?;
            }
            rows::detach_parts(conn, upload.id).await?;
            sweep::ask(core, conn).await?;
            Ok(is_noted)
        })
        .await?;
    is_noted.then_some(file).ok_or(Error::NotFound)
}
