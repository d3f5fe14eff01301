//! What comes of a need: the training is published, or cancelled after all; an account that asked or signed is erased.

use crate::db::posts::Post;
use crate::db::requests::{self, Outcome, offers, signatures};
use crate::db::types::{
    AccountId, ActorId, NeedState, NotificationKind, OfferState, PostId, TrainingDraftId, TrainingRequestId,
};
use crate::db::{Conn, requests::providers};
use crate::domain::Core;
use crate::domain::error::Result;

use super::alike;
use super::offers::{decline, standing_as};
use super::standing::recount;
use super::tell::{self, News};

/// The training that was being written of an offer is published: its need is matched, everybody who signed is invited, and
/// other providers hear that they were not picked. A draft that no offer was picked for changes nothing.
pub(in crate::domain) async fn training_published(
    core: &Core,
    conn: &mut Conn,
    by: ActorId,
    draft: TrainingDraftId,
    training: &Post,
) -> Result<()> {
    let Some(found) = offers::find_by_draft(conn, draft).await? else {
        return Ok(());
    };
    let row = requests::get_locked(conn, found.request_id).await?;
    let now = core.clock.now();
    offers::set_draft(conn, found.id, None).await?;
    if !offers::set_state(conn, found.id, (OfferState::Picked, OfferState::Matched), now).await? {
        // It was released or taken back meanwhile; the training stands by itself.
        return Ok(());
    }
    decline(
        core,
        conn,
        by,
        row.id,
        News::of(NotificationKind::RequestOfferDeclined, row.id),
    )
    .await?;
    providers::insert(conn, found.organisation_id).await?;
    let outcome = Outcome {
        state: NeedState::Matched,
        merged_into_id: None,
        training_id: Some(training.id),
        provider_id: Some(found.organisation_id),
        settled_at: Some(now),
    };
    requests::set_outcome(conn, row.id, outcome).await?;
    alike::leave(conn, row.id).await?;
    let news = News {
        kind: NotificationKind::RequestMatched,
        request: row.id,
        training: Some(training),
    };
    tell::all(core, conn, by, row.id, news).await
}

/// A training does not take place after all: the need of which it came is open again, and who signed it hears of that.
pub(in crate::domain) async fn training_cancelled(
    core: &Core,
    conn: &mut Conn,
    by: ActorId,
    training: PostId,
) -> Result<()> {
    let Some(id) = requests::find_by_training(conn, training).await? else {
        return Ok(());
    };
    let row = requests::get_locked(conn, id).await?;
    if row.state != NeedState::Matched {
        return Ok(());
    }
    let now = core.clock.now();
    for (offer, _) in offers::list(conn, id).await? {
        offers::set_state(conn, offer.id, (OfferState::Matched, OfferState::Declined), now).await?;
    }
    requests::set_outcome(conn, id, standing_as(NeedState::Open)).await?;
    alike::enter_again(conn, &row).await?;
    tell::all(core, conn, by, id, News::of(NotificationKind::RequestReopened, id)).await
}

/// Forgets an account: its signatures are counted no more, and what it asked for stays only where others signed it, without
/// its author. With `all`, it goes in any case. Offers go with the account.
///
/// # Errors
/// If the database fails.
pub async fn forget(conn: &mut Conn, account: AccountId, all: bool) -> Result<()> {
    for (signature, ..) in signatures::list_by(conn, account).await? {
        requests::get_locked(conn, signature.request_id).await?;
        signatures::delete(conn, signature.request_id, account).await?;
        recount(conn, signature.request_id).await?;
    }
    for row in requests::list_by(conn, account).await? {
        let is_alone = row.state != NeedState::Merged && signatures::list(conn, row.id).await?.is_empty();
        if all || is_alone {
            requests::delete(conn, row.id).await?;
        }
    }
    reopen(conn, account).await
}

/// Where the only offers were those of an account that goes, a need is open again.
async fn reopen(conn: &mut Conn, account: AccountId) -> Result<()> {
    let mut needs: Vec<TrainingRequestId> = Vec::new();
    for (offer, _) in offers::list_by(conn, account).await? {
        needs.push(offer.request_id);
    }
    for id in needs {
        let row = requests::get_locked(conn, id).await?;
        let mut waiting = offers::list(conn, id).await?;
        waiting.retain(|(offer, _)| {
            offer.account_id != account && matches!(offer.state, OfferState::Open | OfferState::Picked)
        });
        if row.state == NeedState::Offered && waiting.is_empty() {
            requests::set_outcome(conn, id, standing_as(NeedState::Open)).await?;
        }
    }
    Ok(())
}
