//! Private messages: one activity for each person elsewhere, to their own inbox, in the stream that nothing else holds up. They
//! stand in no outbox and are passed on by nobody.

use federation::build::{self, DeleteDraft, TombstoneDraft};

use crate::apub::documents::{messages as documents, url};
use crate::db::events::EventRow;
use crate::db::types::{ActorId, MessageId, OutboxId, UtcTime};
use crate::db::{Conn, actors, instances};
use crate::domain::event::Event;
use crate::domain::messages::delivery;
use crate::domain::{Core, Result};

use super::draft::{Draft, activity_id};
use super::follow::to;
use super::plan::Plan;

/// The part of an activity's id that tells recipients apart.
fn slug(to: ActorId) -> String {
    format!("message-{to}")
}

/// A message for everybody elsewhere who is in the conversation.
pub(super) async fn sent(mut plan: Plan<'_>, id: MessageId) -> Result<Vec<Draft>> {
    let Some(letter) = own_letter(&mut plan, id).await? else {
        return Ok(Vec::new());
    };
    if letter.message.deleted_at.is_some() {
        return Ok(Vec::new());
    }
    let mut drafts = Vec::new();
    for copy in &letter.copies {
        let target = actors::get(&mut plan.conn, copy.delivery.actor_id).await?;
        let at = instances::get(&mut plan.conn, copy.delivery.instance_id).await?;
        let object = documents::draft(plan.core, &letter, copy, &plan.actor, &target, &at)?.build();
        let activity = plan.id(&slug(target.id))?;
        let wire = build::create(&to(&activity, &plan.actor, &target)?, object);
        drafts.extend(plan.addressed("Create", &activity, wire, &target).await?);
    }
    Ok(drafts)
}

/// That a message is taken back, for everybody it went to.
pub(super) async fn deleted(mut plan: Plan<'_>, id: MessageId) -> Result<Vec<Draft>> {
    let Some(letter) = own_letter(&mut plan, id).await? else {
        return Ok(Vec::new());
    };
    let at = letter.message.deleted_at.unwrap_or_else(|| plan.core.clock.now());
    let mut drafts = Vec::new();
    for copy in &letter.copies {
        // What nobody was told of need not be taken back.
        if copy.delivery.outbox_id.is_none() {
            continue;
        }
        let target = actors::get(&mut plan.conn, copy.delivery.actor_id).await?;
        let activity = plan.id(&format!("delete-{}", slug(target.id)))?;
        let what = tombstone(&copy.delivery.uri, at)?;
        let wire = build::delete(&to(&activity, &plan.actor, &target)?, &what);
        drafts.extend(plan.addressed("Delete", &activity, wire, &target).await?);
    }
    Ok(drafts)
}

async fn own_letter(plan: &mut Plan<'_>, id: MessageId) -> Result<Option<delivery::Letter>> {
    if !plan.actor.is_local() {
        return Ok(None);
    }
    delivery::letter(&mut plan.conn, id).await
}

fn tombstone(uri: &str, at: UtcTime) -> Result<DeleteDraft> {
    Ok(DeleteDraft::Content(TombstoneDraft {
        id: url(uri)?,
        former_type: "Note".to_owned(),
        deleted: at.utc(),
    }))
}

/// Notes which activity carries a message to whom, in the transaction that stores the activity.
pub(super) async fn on_its_way(
    core: &Core,
    conn: &mut Conn,
    row: &EventRow,
    draft: &Draft,
    activity: OutboxId,
) -> Result<()> {
    let Some(Event::MessageSent { message, .. }) = Event::read(row) else {
        return Ok(());
    };
    let Some(letter) = delivery::letter(conn, message).await? else {
        return Ok(());
    };
    for copy in &letter.copies {
        let who = copy.delivery.actor_id;
        if activity_id(core, &slug(who), row)?.as_str() == draft.uri {
            delivery::carried(conn, message, who, activity, !draft.inboxes.is_empty()).await?;
        }
    }
    Ok(())
}
