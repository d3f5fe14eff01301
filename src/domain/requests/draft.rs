//! The training that is being written of an offer.

use crate::db::requests::offers::OfferRow;
use crate::db::types::TrainingDraftId;
use crate::domain::error::{Error, Result};
use crate::domain::trainings::drafts;
use crate::domain::{Core, Principal};

/// The draft that was begun of an offer already, if it is still there and theirs.
pub(super) async fn known(core: &Core, by: &Principal, offer: &OfferRow) -> Result<Option<TrainingDraftId>> {
    let Some(id) = offer.draft_id else { return Ok(None) };
    match drafts::get(core, by, id).await {
        Ok((draft, _)) => Ok(Some(draft.id)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}
