//! To whose inboxes: followers, forums, people, and the servers among them that we deal with.

use crate::db::actors::Actor;
use crate::db::types::{ActorId, InstanceId, PeerState};
use crate::db::{Conn, deliveries, follows};
use crate::domain::{Core, Result, instances};

/// A server and an address to post to on it.
pub(super) type Inbox = (InstanceId, String);

/// The inboxes of those of these actors that live elsewhere.
pub(super) fn of<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> Vec<Inbox> {
    actors
        .into_iter()
        .filter(|actor| actor.deleted_at.is_none())
        .filter_map(|actor| Some((actor.instance_id?, actor.delivery_inbox().to_owned())))
        .collect()
}

/// The inboxes of the remote followers of an actor.
pub(super) async fn followers(conn: &mut Conn, actor: ActorId) -> Result<Vec<Inbox>> {
    Ok(follows::list_follower_inboxes(conn, actor).await?)
}

/// Those of these inboxes that may get it: each once, on servers that we deal with, that are not gone and, for what is
/// not public, that we trust.
pub(super) async fn permitted(core: &Core, conn: &mut Conn, inboxes: Vec<Inbox>, public: bool) -> Result<Vec<Inbox>> {
    let mut inboxes = welcome(core, conn, inboxes, public).await?;
    let mut ids: Vec<InstanceId> = inboxes.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    let dead: Vec<InstanceId> = deliveries::list_cursors_of(conn, &ids)
        .await?
        .into_iter()
        .filter(|cursor| cursor.state == PeerState::Dead)
        .map(|cursor| cursor.instance_id)
        .collect();
    inboxes.retain(|(id, _)| !dead.contains(id));
    Ok(inboxes)
}

/// The same, those on servers that are gone included.
pub(super) async fn welcome(core: &Core, conn: &mut Conn, mut inboxes: Vec<Inbox>, public: bool) -> Result<Vec<Inbox>> {
    inboxes.sort_unstable();
    inboxes.dedup();
    let mut ids: Vec<InstanceId> = inboxes.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    let peers: Vec<InstanceId> = instances::reachable(core, conn, &ids)
        .await?
        .into_iter()
        .filter(|peer| public || peer.is_trusted)
        .map(|peer| peer.id)
        .collect();
    inboxes.retain(|(id, _)| peers.contains(id));
    Ok(inboxes)
}
