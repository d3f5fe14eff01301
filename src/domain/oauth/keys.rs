//! The keys that sign `id_token`s: made when first needed, changed by the operator, published while what they signed counts.

use chrono::TimeDelta;

use crate::db;
use crate::db::openid::{self, OpenidKey};
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::jws;

/// How long a retired key is still published: longer than any `id_token` counts and than clients keep a list of keys.
const PUBLISHED_DAYS: i64 = 7;

/// The keys that clients may meet, the one in use first.
///
/// # Errors
/// If the database fails.
pub async fn published(core: &Core) -> Result<Vec<OpenidKey>> {
    in_use(core).await?;
    let since = core.clock.now().plus(TimeDelta::days(-PUBLISHED_DAYS));
    Ok(openid::list_keys(&mut core.db.read().await?, since).await?)
}

/// The key that signs now.
pub(super) async fn in_use(core: &Core) -> Result<OpenidKey> {
    if let Some(key) = openid::find_key_in_use(&mut core.db.read().await?).await? {
        return Ok(key);
    }
    let key = make(core).await?;
    let stored = openid::insert_key(&mut core.db.write().await?, &key).await;
    match stored {
        Ok(()) => Ok(key),
        // Another process was quicker.
        Err(db::Error::Conflict(_)) => {
            let found = openid::find_key_in_use(&mut core.db.read().await?).await?;
            found.ok_or_else(|| Error::Unavailable("a key to sign with".to_owned()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Puts a new key in place of the one in use; gives its name. Clients meet the new name in the next `id_token` and fetch
/// the list of keys again.
///
/// # Errors
/// If the database fails.
pub async fn rotate(core: &Core) -> Result<String> {
    let key = make(core).await?;
    let now = core.clock.now();
    core.change(async |conn| {
        openid::delete_retired_keys(conn, now.plus(TimeDelta::days(-PUBLISHED_DAYS))).await?;
        openid::retire_key(conn, now).await?;
        Ok(openid::insert_key(conn, &key).await?)
    })
    .await?;
    Ok(key.kid)
}

async fn make(core: &Core) -> Result<OpenidKey> {
    let secrets = core.secrets.clone();
    let key = tokio::task::spawn_blocking(move || jws::generate(&secrets)).await??;
    Ok(OpenidKey {
        kid: key.kid,
        algorithm: jws::ALGORITHM.to_owned(),
        private_key: key.private_key,
        modulus: key.modulus,
        exponent: key.exponent,
        created_at: core.clock.now(),
        retired_at: None,
    })
}
