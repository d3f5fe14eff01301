//! Making one need of two: who signed the one signs the other, and its address leads there.

use crate::db::Conn;
use crate::db::requests::signatures::{self, Signature};
use crate::db::requests::{self, Outcome, RequestRow};
use crate::db::types::{NeedState, NotificationKind, TrainingRequestId};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer};

use super::offers::decline;
use super::standing::{live, recount, require_deciding, require_unsettled};
use super::tell::{self, News};
use super::{alike, find};

/// Of the needs that are like one, those that it may be made part of.
pub fn targets(need: &RequestRow, alike: &[RequestRow]) -> Vec<RequestRow> {
    alike.iter().filter(|other| fits(need, other)).cloned().collect()
}

/// Whether everybody who knows of the one may know of the other.
fn fits(from: &RequestRow, into: &RequestRow) -> bool {
    into.forum_id.is_none() || into.forum_id == from.forum_id
}

/// Makes a need part of another one: by its author, or by moderators. Who signed and who offered is told; offers were made for
/// another number of people, so they go with it.
///
/// # Errors
/// [`Error::Invalid`] on `into`; [`Denied::NotAuthor`]; [`Denied::Decided`] if either is over or an offer is picked;
/// [`Error::NotFound`].
pub async fn merge(core: &Core, by: &Principal, from: TrainingRequestId, into: TrainingRequestId) -> Result<()> {
    let wrong = || Error::Invalid(Problems::one("into", Problem::Choice));
    if from == into {
        return Err(wrong());
    }
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    core.change(async |conn| {
        find(conn, &viewer, from).await?;
        find(conn, &viewer, into).await.map_err(|_| wrong())?;
        // Always in the same order, so that two of the same moment do not wait for each other.
        let first = requests::get_locked(conn, from.min(into)).await?;
        let second = requests::get_locked(conn, from.max(into)).await?;
        let (row, target) = if first.id == from {
            (first, second)
        } else {
            (second, first)
        };
        require_deciding(conn, by, &row).await?;
        require_unsettled(&row)?;
        require_unsettled(&target)?;
        if !fits(&row, &target) {
            return Err(wrong());
        }
        if live(conn, from).await?.1.is_some() {
            return Err(Error::Forbidden(Denied::Decided));
        }
        join(core, conn, by, (&row, &target)).await
    })
    .await
}

async fn join(core: &Core, conn: &mut Conn, by: &Principal, (row, target): (&RequestRow, &RequestRow)) -> Result<()> {
    let news = News::of(NotificationKind::RequestMerged, target.id);
    tell::all(core, conn, by.actor_id, row.id, news).await?;
    if let Some(author) = target.account_id {
        tell::once(core, conn, by.actor_id, author, news).await?;
    }
    decline(core, conn, by.actor_id, row.id, news).await?;
    for signature in signatures::list(conn, row.id).await? {
        match signatures::find(conn, target.id, signature.account_id).await? {
            None => signatures::move_to(conn, (row.id, target.id), signature.account_id).await?,
            // Whoever signed both needs the larger number.
            Some(known) => {
                let people = known.people.max(signature.people);
                signatures::upsert(conn, &Signature { people, ..known }).await?;
                signatures::delete(conn, row.id, signature.account_id).await?;
            }
        }
    }
    recount(conn, target.id).await?;
    recount(conn, row.id).await?;
    alike::leave(conn, row.id).await?;
    requests::redirect(conn, row.id, target.id).await?;
    let outcome = Outcome {
        state: NeedState::Merged,
        merged_into_id: Some(target.id),
        training_id: None,
        provider_id: None,
        settled_at: Some(core.clock.now()),
    };
    Ok(requests::set_outcome(conn, row.id, outcome).await?)
}
