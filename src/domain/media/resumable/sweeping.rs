//! Destroying the parts of uploads that are done or given up.

use crate::db::Conn;
use crate::db::media::uploads as rows;
use crate::db::types::AccountId;
use crate::domain::Core;
use crate::domain::error::Result;

use super::part_key;

/// How much is done in one go.
const BATCH: i64 = 200;

/// Gives up what nobody went on with in time.
///
/// # Errors
/// If the database fails.
pub(in crate::domain::media) async fn expire(core: &Core) -> Result<()> {
    let now = core.clock.now();
    rows::delete_expired(&mut core.db.write().await?, now).await?;
    Ok(())
}

/// Destroys parts that belong to nothing.
///
/// # Errors
/// If the database or the store fails; the next run goes on from there.
pub(in crate::domain::media) async fn sweep(core: &Core) -> Result<()> {
    loop {
        let now = core.clock.now();
        let loose = rows::list_loose_parts(&mut core.db.read().await?, now, BATCH).await?;
        if loose.is_empty() {
            return Ok(());
        }
        for part in loose {
            core.media.delete(&part_key(part)).await?;
            rows::delete_part(&mut core.db.write().await?, part).await?;
        }
    }
}

/// Gives up every upload of an account that ends.
pub(in crate::domain::media) async fn cancel_all_of(conn: &mut Conn, account: AccountId) -> Result<()> {
    Ok(rows::delete_all_of(conn, account).await?)
}
