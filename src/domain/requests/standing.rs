//! Who may do what on the demand board, and what lets somebody write there.

use crate::db::organisations::Organisation;
use crate::db::requests::{RequestRow, offers, signatures};
use crate::db::types::{AccountId, NeedState, OfferState, OrganisationId, OrganisationKind, TrainingRequestId};
use crate::db::{Conn, forums, organisation_members, requests};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard::{self, Verdict};
use crate::domain::posts::require_entry;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::rights;
use crate::domain::{Core, Principal};

/// Whether somebody decides on a need: its author, who moderates its forum, and our staff.
pub(super) async fn decides(conn: &mut Conn, by: &Principal, row: &RequestRow) -> Result<bool> {
    if by.is_staff() || by.account_id.is_some() && by.account_id == row.account_id {
        return Ok(true);
    }
    let Some(forum) = row.forum_id else { return Ok(false) };
    let (forum, group) = forums::get(conn, forum).await?;
    by.moderates(conn, &forum, &group).await
}

/// That somebody decides on a need.
///
/// # Errors
/// [`Denied::NotAuthor`].
pub(super) async fn require_deciding(conn: &mut Conn, by: &Principal, row: &RequestRow) -> Result<()> {
    if decides(conn, by, row).await? {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::NotAuthor))
    }
}

/// That a need is not at an end.
///
/// # Errors
/// [`Denied::Decided`].
pub(super) fn require_unsettled(row: &RequestRow) -> Result<()> {
    match row.state {
        NeedState::Open | NeedState::Offered => Ok(()),
        NeedState::Matched | NeedState::Closed | NeedState::Merged => Err(Error::Forbidden(Denied::Decided)),
    }
}

/// That somebody may take part where a need stands: they may know of its forum, and nobody keeps them out.
///
/// # Errors
/// [`Error::NotFound`]; [`Denied::Banned`].
pub(super) async fn require_part(core: &Core, conn: &mut Conn, by: &Principal, row: &RequestRow) -> Result<()> {
    let Some(forum) = row.forum_id else {
        return guard::require_welcome_here(core, conn, by).await;
    };
    let (forum, group) = forums::get(conn, forum).await?;
    require_entry(core, conn, by, &forum).await?;
    guard::require_welcome(core, conn, by, (&forum, &group)).await
}

/// That somebody may write this where a need stands. What would wait for moderators has to be said otherwise here: a need is
/// either on the board or not.
///
/// # Errors
/// [`Error::NotFound`]; those of [`guard::judge`].
pub(super) async fn require_words(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    row: &RequestRow,
    content: &Content,
) -> Result<()> {
    let Some(forum) = row.forum_id else {
        return guard::judge_here(core, conn, by, &row.title, content).await;
    };
    let (forum, group) = forums::get(conn, forum).await?;
    require_entry(core, conn, by, &forum).await?;
    rights::require_to_open(core, conn, by, &forum, &group).await?;
    match guard::judge(core, conn, by, (&forum, &group), &row.title, content).await? {
        Verdict::Hold(..) => Err(Error::Forbidden(Denied::Words)),
        Verdict::Pass | Verdict::Flag(_) => Ok(()),
    }
}

/// The organisation that was typed: one in which the member works; none if nothing was typed.
///
/// # Errors
/// [`Error::Invalid`] on `organisation`.
pub(super) async fn workplace(conn: &mut Conn, account: AccountId, typed: &str) -> Result<Option<OrganisationId>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || Error::Invalid(Problems::one("organisation", Problem::Choice));
    let id: OrganisationId = typed.trim().parse().map_err(|_| wrong())?;
    let place = organisation_members::find(conn, id, account).await?;
    if place.is_some_and(|place| place.is_active()) {
        Ok(Some(id))
    } else {
        Err(wrong())
    }
}

/// Where the member works, of those that give trainings.
pub(super) async fn providers_of(conn: &mut Conn, account: AccountId) -> Result<Vec<Organisation>> {
    let places = organisation_members::memberships(conn, account).await?;
    let mut providers = Vec::new();
    for (organisation, place) in places {
        if place.is_active() && gives_trainings(&organisation) {
            providers.push(Organisation {
                national_number: None,
                ..organisation
            });
        }
    }
    Ok(providers)
}

/// Whether an organisation is of a kind that gives trainings.
pub(super) fn gives_trainings(organisation: &Organisation) -> bool {
    matches!(
        organisation.kind,
        OrganisationKind::Provider | OrganisationKind::Chamber
    )
}

/// Counts again who needs it. The caller holds the need.
pub(super) async fn recount(conn: &mut Conn, id: TrainingRequestId) -> Result<()> {
    let all = signatures::list(conn, id).await?;
    let people = all.iter().map(|signature| signature.people).sum();
    let mut firms: Vec<OrganisationId> = all.iter().filter_map(|signature| signature.organisation_id).collect();
    firms.sort_unstable();
    firms.dedup();
    let firms = i64::try_from(firms.len()).unwrap_or(i64::MAX);
    Ok(requests::set_counts(conn, id, (people, firms)).await?)
}

/// Whether any offer for it waits or is picked; the offer that is picked, if one is. The caller holds the need.
pub(super) async fn live(conn: &mut Conn, id: TrainingRequestId) -> Result<(bool, Option<offers::OfferRow>)> {
    let all = offers::list(conn, id).await?;
    let waits = all
        .iter()
        .any(|(offer, _)| matches!(offer.state, OfferState::Open | OfferState::Picked));
    let picked = all.into_iter().map(|(offer, _)| offer);
    Ok((
        waits,
        picked.into_iter().find(|offer| offer.state == OfferState::Picked),
    ))
}
