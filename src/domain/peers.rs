//! Other servers as delivery sees them: what waits for them, how they are, and trying them again.

use std::collections::HashMap;

use crate::db::deliveries::{self, Cursor};
use crate::db::instances;
use crate::db::types::{InstanceId, InstancePolicy, PeerState, UtcTime};
use crate::id::time_of;

use super::{Core, Error, Principal, Result};

/// A server and how delivery to it goes.
#[derive(Debug, Clone)]
pub struct PeerStatus {
    /// Host, with the port in development.
    pub host: String,
    /// What it runs, such as `mastodon 4.7.2`.
    pub software: Option<String>,
    /// Whether we deal with it.
    pub policy: InstancePolicy,
    /// Whether forums of network scope reach it.
    pub is_trusted: bool,
    /// A note by our staff.
    pub note: String,
    /// Health; the worse of its two streams.
    pub state: PeerState,
    /// Deliveries that wait.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub oldest: Option<UtcTime>,
    /// When it last took something.
    pub succeeded_at: Option<UtcTime>,
    /// When it last sent us something properly signed.
    pub seen_at: Option<UtcTime>,
    /// When it is tried next, if it fails.
    pub retry_at: Option<UtcTime>,
    /// What went wrong last.
    pub error: Option<String>,
    /// Activities it would not take.
    pub dead_letters: i64,
}

/// Every server we met, by name, for admins.
///
/// # Errors
/// [`super::Denied::NotAdmin`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<PeerStatus>> {
    by.require_admin()?;
    let mut conn = core.db.read().await?;
    let known = instances::list(&mut conn).await?;
    let mut cursors: HashMap<InstanceId, Vec<Cursor>> = HashMap::new();
    for cursor in deliveries::list_cursors(&mut conn).await? {
        cursors.entry(cursor.instance_id).or_default().push(cursor);
    }
    let waiting: HashMap<InstanceId, _> = deliveries::count_waiting(&mut conn)
        .await?
        .into_iter()
        .map(|row| (row.instance_id, row))
        .collect();
    let dead: HashMap<InstanceId, i64> = deliveries::count_dead_letters(&mut conn).await?.into_iter().collect();
    let peers = known.into_iter().map(|peer| {
        let own = cursors.remove(&peer.id).unwrap_or_default();
        let worst = own.iter().max_by_key(|cursor| rank(cursor.state));
        let queue = waiting.get(&peer.id);
        PeerStatus {
            software: software(peer.software.as_deref(), peer.software_version.as_deref()),
            host: peer.host,
            policy: peer.policy,
            is_trusted: peer.is_trusted,
            note: peer.note,
            state: worst.map_or(PeerState::Ok, |cursor| cursor.state),
            waiting: queue.map_or(0, |row| row.count),
            oldest: queue.and_then(|row| row.oldest).map(|id| time_of(id.0)),
            succeeded_at: own.iter().filter_map(|cursor| cursor.succeeded_at).max(),
            seen_at: peer.seen_at,
            retry_at: worst
                .filter(|cursor| matches!(cursor.state, PeerState::Failing | PeerState::Dormant))
                .map(|cursor| cursor.run_at),
            error: worst.and_then(|cursor| cursor.error.clone()),
            dead_letters: dead.get(&peer.id).copied().unwrap_or(0),
        }
    });
    Ok(peers.collect())
}

/// Tries a server again at once, whatever its state.
///
/// # Errors
/// [`super::Denied::NotAdmin`]; [`Error::NotFound`] if we never met it.
pub async fn retry(core: &Core, by: &Principal, host: &str) -> Result<()> {
    by.require_admin()?;
    let peer = instances::find_by_host(&mut core.db.read().await?, host)
        .await?
        .ok_or(Error::NotFound)?;
    revive(core, peer.id, PeerState::ALL).await
}

/// A server spoke to us: if we had given up on it, try again at once. Cheap when there is nothing to do.
///
/// # Errors
/// If the database fails.
pub async fn wake(core: &Core, instance: InstanceId) -> Result<()> {
    let asleep = [PeerState::Dormant, PeerState::Dead];
    let cursors = deliveries::list_cursors_of(&mut core.db.read().await?, &[instance]).await?;
    if cursors.iter().any(|cursor| asleep.contains(&cursor.state)) {
        revive(core, instance, &asleep).await?;
    }
    Ok(())
}

async fn revive(core: &Core, instance: InstanceId, states: &[PeerState]) -> Result<()> {
    let now = core.clock.now();
    deliveries::revive(&mut core.db.write().await?, instance, states, now).await?;
    core.wake.deliveries.notify_one();
    Ok(())
}

fn software(name: Option<&str>, version: Option<&str>) -> Option<String> {
    let name = name?;
    Some(version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}")))
}

fn rank(state: PeerState) -> u8 {
    match state {
        PeerState::Ok => 0,
        PeerState::Failing => 1,
        PeerState::Dormant => 2,
        PeerState::Dead => 3,
    }
}
