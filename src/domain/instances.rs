//! Other servers: with whom we deal (open or allow-list mode, allow, trust, block).

use serde_json::json;

use crate::config::FederationMode;
use crate::db::instances::{self, Instance};
use crate::db::types::{InstanceId, InstancePolicy};
use crate::db::{Conn, settings};

use super::error::Result;
use super::validate::{Problem, Problems};
use super::{Core, Principal};

/// What instances of ours call their software in NodeInfo.
pub const SOFTWARE: &str = "majlis";

const MODE_KEY: &str = "federation.mode";

/// With whom the instance federates now: what an admin set, else what the configuration says.
///
/// # Errors
/// If the database fails.
pub async fn mode(core: &Core) -> Result<FederationMode> {
    mode_on(core, &mut core.db.read().await?).await
}

async fn mode_on(core: &Core, conn: &mut Conn) -> Result<FederationMode> {
    let stored = settings::find(conn, MODE_KEY).await?;
    Ok(stored
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or(core.config.federation.mode))
}

/// Sets with whom the instance federates.
///
/// # Errors
/// [`super::Denied::NotAdmin`].
pub async fn set_mode(core: &Core, by: &Principal, mode: FederationMode) -> Result<()> {
    by.require_admin()?;
    Ok(settings::set(&mut core.db.write().await?, MODE_KEY, &json!(mode), core.clock.now()).await?)
}

/// Whether we deal with `host`: never if federation is off or the host is blocked, only if allowed in allow-list mode.
/// A block of a domain covers its subdomains.
///
/// # Errors
/// If the database fails.
pub async fn is_allowed(core: &Core, host: &str) -> Result<bool> {
    if !core.config.federation.enabled {
        return Ok(false);
    }
    let mut conn = core.db.read().await?;
    for parent in parents(host) {
        let known = instances::find_by_host(&mut conn, parent).await?;
        if known.is_some_and(|instance| instance.policy == InstancePolicy::Blocked) {
            return Ok(false);
        }
    }
    if mode_on(core, &mut conn).await? == FederationMode::Open {
        return Ok(true);
    }
    let known = instances::find_by_host(&mut conn, host).await?;
    Ok(known.is_some_and(|instance| instance.policy == InstancePolicy::Allowed))
}

/// Those of these servers that we deal with now: what [`is_allowed`] says, for many at once.
///
/// # Errors
/// If the database fails.
pub async fn reachable(core: &Core, conn: &mut Conn, ids: &[InstanceId]) -> Result<Vec<Instance>> {
    if !core.config.federation.enabled || ids.is_empty() {
        return Ok(Vec::new());
    }
    let mode = mode_on(core, conn).await?;
    let blocked = instances::list_blocked(conn).await?;
    let own = core.config.host();
    let mut known = instances::list_by_ids(conn, ids).await?;
    known.retain(|instance| {
        instance.host != own
            && (mode == FederationMode::Open || instance.policy == InstancePolicy::Allowed)
            && !parents(&instance.host).any(|host| blocked.iter().any(|blocked| blocked == host))
    });
    Ok(known)
}

/// The host itself and the domains above it, down to two labels.
fn parents(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent))
        .enumerate()
        .filter(|(depth, host)| *depth == 0 || host.contains('.'))
        .map(|(_, host)| host)
}

/// Allows, trusts or blocks a server, by name.
///
/// # Errors
/// [`super::Denied::NotAdmin`]; [`Problem::Host`].
pub async fn set_policy(
    core: &Core,
    by: &Principal,
    host: &str,
    policy: InstancePolicy,
    is_trusted: bool,
    note: &str,
) -> Result<()> {
    by.require_admin()?;
    let host = host.trim().trim_end_matches('.').to_lowercase();
    let mut problems = Problems::default();
    let plausible = !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    if !plausible || host == core.config.host() {
        problems.add("host", Problem::Host);
    }
    let note = problems.line("note", note, 0, 500);
    problems.into_result(())?;
    // Trust without leave to talk would promise what cannot be kept.
    let is_trusted = is_trusted && policy != InstancePolicy::Blocked;
    core.change(async |conn| {
        let instance = instances::find_or_insert(conn, core.ids.next(), &host, core.clock.now()).await?;
        instances::set_policy(conn, instance.id, policy, is_trusted, &note).await?;
        super::moderation::note(core, conn, by, policy.as_str(), None, None).await
    })
    .await
}

/// All servers we met, by name.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core) -> Result<Vec<Instance>> {
    Ok(instances::list(&mut core.db.read().await?).await?)
}

/// The server with this host, met now if we never did.
///
/// # Errors
/// If the database fails.
pub async fn meet(core: &Core, host: &str) -> Result<Instance> {
    let now = core.clock.now();
    if let Some(known) = instances::find_by_host(&mut core.db.read().await?, host).await? {
        return Ok(known);
    }
    Ok(instances::find_or_insert(&mut core.db.write().await?, core.ids.next(), host, now).await?)
}

/// Notes that a server sent us something properly signed, at most once an hour.
///
/// # Errors
/// If the database fails.
pub async fn mark_seen(core: &Core, instance: &Instance) -> Result<()> {
    let now = core.clock.now();
    if instance
        .seen_at
        .is_some_and(|seen| seen.plus(chrono::TimeDelta::hours(1)) > now)
    {
        return Ok(());
    }
    Ok(instances::set_seen(&mut core.db.write().await?, instance.id, now).await?)
}

/// The hosts of these servers.
///
/// # Errors
/// If the database fails.
pub async fn hosts(core: &Core, ids: &[InstanceId]) -> Result<Vec<(InstanceId, String)>> {
    let rows = instances::list_by_ids(&mut core.db.read().await?, ids).await?;
    Ok(rows.into_iter().map(|instance| (instance.id, instance.host)).collect())
}

#[cfg(test)]
mod tests {
    use super::parents;

    #[test]
    fn a_block_covers_subdomains_but_not_a_whole_top_level_domain() {
        let seen: Vec<_> = parents("a.b.example").collect();
        assert_eq!(seen, ["a.b.example", "b.example"]);
        assert_eq!(parents("localhost:7401").collect::<Vec<_>>(), ["localhost:7401"]);
    }
}
