//! `Delete` of a member who was erased, to every server that may hold something of them, and the receipts for it.

use federation::audience::{self, Recipients};
use federation::build::{self, DeleteDraft, Envelope};

use crate::apub::documents::url;
use crate::db::Conn;
use crate::db::deliveries::Target;
use crate::db::events::EventRow;
use crate::db::privacy::receipts;
use crate::db::types::{InstanceId, OutboxId, Stream, UtcTime};
use crate::domain::Result;

use super::draft::Draft;
use super::plan::Plan;
use super::reach;

/// One `Delete`, to one inbox of each server that we ever met somebody of: who may have read is not known, so all are told.
pub(super) async fn drafts(mut plan: Plan<'_>) -> Result<Vec<Draft>> {
    let inboxes = receipts::list_inboxes(&mut plan.conn).await?;
    // Also to those that were given up: they may come back, and then they have to know.
    let inboxes = reach::welcome(plan.core, &mut plan.conn, inboxes, true).await?;
    let (id, actor) = (plan.id("delete")?, url(&plan.actor.uri)?);
    let recipients = Recipients {
        to: vec![audience::public()],
        cc: Vec::new(),
    };
    let envelope = Envelope {
        id: id.clone(),
        actor: actor.clone(),
        recipients,
        group: None,
    };
    Ok(vec![Draft {
        uri: id.to_string(),
        actor_id: plan.actor.id,
        kind: "Delete",
        body: build::delete(&envelope, &DeleteDraft::Actor(actor))
            .document()
            .to_string(),
        is_listed: false,
        post_id: None,
        stream: Stream::Normal,
        inboxes,
    }])
}

/// Notes to whom it goes; whom we do not deal with is not told.
pub(super) async fn on_its_way(
    conn: &mut Conn,
    row: &EventRow,
    activity: OutboxId,
    targets: &[Target],
    now: UtcTime,
) -> Result<()> {
    let peers: Vec<InstanceId> = targets.iter().map(|target| target.instance_id).collect();
    Ok(receipts::sent(conn, row.actor_id, activity, &peers, now).await?)
}
