//! Pictures of other servers, as we show them: fetched once, made small and clean, kept for a while. Browsers of our readers
//! never ask another server, which would tell it who reads what.

use crate::db::media::proxied;
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::media::{self, MediaError, Stored};

/// What the signatures of addresses are made for.
const PURPOSE: &str = "media proxy";

/// The signature that lets an address be fetched: only addresses that stand in posts have one.
pub fn sign(core: &Core, url: &str) -> String {
    core.secrets.mac(PURPOSE, url)
}

/// Whether we signed this address.
pub fn is_signed(core: &Core, url: &str, signature: &str) -> bool {
    core.secrets.verify_mac(PURPOSE, url, signature)
}

pub(super) fn key(hash: &str) -> String {
    format!("proxy/{}/{hash}", hash.get(..2).unwrap_or("00"))
}

/// The picture at an address, if it is kept.
///
/// # Errors
/// [`Error::Unavailable`] if the store does not answer.
pub async fn find(core: &Core, url: &str) -> Result<Option<Stored>> {
    let hash = media::hash(url.as_bytes());
    if !proxied::is_known(&mut core.db.read().await?, &hash).await? {
        return Ok(None);
    }
    match core.media.get(&key(&hash)).await {
        Ok(stored) => Ok(Some(stored)),
        Err(MediaError::Missing) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Keeps the picture that was fetched from an address; gives it as it is shown.
///
/// # Errors
/// [`Error::NotFound`] if it is no picture that we show.
pub async fn keep(core: &Core, url: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let megapixels = core.config.media.image_megapixels;
    let picture = tokio::task::spawn_blocking(move || media::proxied(&bytes, megapixels)).await?;
    let picture = picture.map_err(|_| Error::NotFound)?.bytes;
    let hash = media::hash(url.as_bytes());
    core.media.put(&key(&hash), picture.clone()).await?;
    let size = i64::try_from(picture.len()).unwrap_or(i64::MAX);
    proxied::upsert(&mut core.db.write().await?, &hash, size, core.clock.now()).await?;
    Ok(picture)
}
