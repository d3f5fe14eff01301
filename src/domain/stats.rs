//! Numbers of this instance that anybody may know.

use crate::db::types::InstancePolicy;
use crate::db::{accounts, instances, timelines};

use super::{Core, Result};

/// How big the instance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Accounts in use.
    pub accounts: i64,
    /// Topics written here.
    pub topics: i64,
    /// Replies written here.
    pub replies: i64,
    /// Other servers we know.
    pub peers: i64,
}

/// The size of the instance.
///
/// # Errors
/// If the database fails.
pub async fn instance(core: &Core) -> Result<Stats> {
    let mut conn = core.db.read().await?;
    let (topics, replies) = timelines::count_local(&mut conn).await?;
    Ok(Stats {
        accounts: accounts::count_active(&mut conn).await?,
        topics,
        replies,
        peers: instances::count(&mut conn).await?,
    })
}

/// The hosts we know and deal with.
///
/// # Errors
/// If the database fails.
pub async fn peers(core: &Core) -> Result<Vec<String>> {
    let all = instances::list(&mut core.db.read().await?).await?;
    Ok(all
        .into_iter()
        .filter(|instance| instance.policy != InstancePolicy::Blocked)
        .map(|instance| instance.host)
        .collect())
}
