//! Signing a need: that one has people for it, too. Each account signs once.

use crate::db::requests::signatures::{self, Signature};
use crate::db::types::{AccountId, NeedState, NotificationKind, OrganisationId, TrainingRequestId};
use crate::db::{Conn, requests};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, Viewer};

use super::form::people;
use super::standing::{recount, require_part, require_unsettled, workplace};
use super::tell::{self, News};
use super::{account, find};

/// A signature as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignatureForm {
    /// For how many people.
    pub people: String,
    /// Id of the organisation they are of; empty for none.
    pub organisation: String,
}

/// Signs, or changes what one signed before.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::Decided`] if it is over; [`Denied::Banned`]; [`Error::NotFound`].
pub async fn sign(core: &Core, by: &Principal, id: TrainingRequestId, form: &SignatureForm) -> Result<()> {
    let account = account(by)?;
    let mut problems = Problems::default();
    let people = people(&mut problems, &form.people);
    problems.into_result(())?;
    core.change(async |conn| {
        let row = held(core, conn, by, id).await?;
        require_part(core, conn, by, &row).await?;
        let before = signatures::find(conn, id, account).await?;
        let signature = Signature {
            request_id: id,
            account_id: account,
            organisation_id: workplace(conn, account, &form.organisation).await?,
            people,
            created_at: core.clock.now(),
        };
        signatures::upsert(conn, &signature).await?;
        recount(conn, id).await?;
        match row.account_id {
            Some(author) if before.is_none() => {
                let news = News::of(NotificationKind::RequestSigned, id);
                tell::once(core, conn, by.actor_id, author, news).await
            }
            _ => Ok(()),
        }
    })
    .await
}

/// Takes back what one signed. Doing it again does nothing.
///
/// # Errors
/// [`Denied::Asker`] for the author; [`Denied::Decided`] if it is over; [`Error::NotFound`].
pub async fn take_back(core: &Core, by: &Principal, id: TrainingRequestId) -> Result<()> {
    let account = account(by)?;
    core.change(async |conn| {
        let row = held(core, conn, by, id).await?;
        if row.account_id == Some(account) {
            return Err(Error::Forbidden(Denied::Asker));
        }
        if signatures::delete(conn, id, account).await? {
            recount(conn, id).await?;
        }
        Ok(())
    })
    .await
}

/// Somebody does not belong to an organisation any more: where their need is still looked for, it is theirs alone.
pub(in crate::domain) async fn left(conn: &mut Conn, account: AccountId, organisation: OrganisationId) -> Result<()> {
    for (signature, _, state) in signatures::list_by(conn, account).await? {
        let is_settled = !matches!(state, NeedState::Open | NeedState::Offered);
        if is_settled || signature.organisation_id != Some(organisation) {
            continue;
        }
        requests::get_locked(conn, signature.request_id).await?;
        let alone = Signature {
            organisation_id: None,
            ..signature
        };
        signatures::upsert(conn, &alone).await?;
        recount(conn, alone.request_id).await?;
    }
    Ok(())
}

/// A need that the principal may know of and that is not over, held until the transaction ends.
pub(super) async fn held(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    id: TrainingRequestId,
) -> Result<requests::RequestRow> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    find(conn, &viewer, id).await?;
    let row = requests::get_locked(conn, id).await?;
    require_unsettled(&row)?;
    Ok(row)
}
