//! Offers: what providers would give a training for. A provider offers once for a need, and may change it, take it back, and
//! offer again. Whoever asked picks one; others wait until its training is published, so that a provider who lets them down
//! leaves them with something to pick.

use crate::db::organisations::Organisation;
use crate::db::requests::offers::{self, OfferChanges, OfferRow};
use crate::db::requests::{self, Outcome, RequestRow, providers, signatures};
use crate::db::types::{
    AccountId, ActorId, NeedState, NotificationKind, OfferState, OrganisationId, TrainingDraftId, TrainingOfferId,
    TrainingRequestId,
};
use crate::db::{Conn, forums, organisation_members};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::drafts;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::Right;
use crate::domain::{Core, Principal, Viewer};

use super::offer_form::{self, Checked, OfferForm};
use super::signing::held;
use super::standing::{live, providers_of, require_deciding, require_part, require_unsettled, require_words};
use super::tell::{self, News};
use super::{account, draft, find};

/// Offers of one organisation that wait for an answer.
const WAITING_MOST: i64 = 30;

/// What somebody who is about to offer has to know.
#[derive(Debug, Clone)]
pub struct Offering {
    /// The need.
    pub row: RequestRow,
    /// For whom they may offer.
    pub providers: Vec<Organisation>,
    /// The offer that there is, as they would change it.
    pub form: Option<OfferForm>,
}

/// Where somebody who is about to offer begins.
///
/// # Errors
/// [`Denied::Unverified`]; [`Denied::NotProvider`]; [`Denied::OwnNeed`]; [`Denied::Decided`]; [`Error::NotFound`].
pub async fn ask_to_offer(core: &Core, by: &Principal, id: TrainingRequestId) -> Result<Offering> {
    let account = account(by)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut conn = core.db.read().await?;
    let row = find(&mut conn, &viewer, id).await?;
    require_unsettled(&row)?;
    require_offering(core, by, &row)?;
    let providers = providers_of(&mut conn, account).await?;
    if providers.is_empty() {
        return Err(Error::Forbidden(Denied::NotProvider));
    }
    let mut form = None;
    for provider in &providers {
        if form.is_none() {
            let known = offers::find_of(&mut conn, id, provider.id).await?;
            form = known.as_ref().map(OfferForm::of);
        }
    }
    Ok(Offering { row, providers, form })
}

fn require_offering(core: &Core, by: &Principal, row: &RequestRow) -> Result<()> {
    by.require(core, Right::PublishTrainings)?;
    if by.account_id.is_some() && by.account_id == row.account_id {
        return Err(Error::Forbidden(Denied::OwnNeed));
    }
    Ok(())
}

/// Offers to give a training, or changes what one's organisation offered before.
///
/// # Errors
/// [`Error::Invalid`], also with [`Problem::TooMany`] on `organisation`; [`Denied::Unverified`]; [`Denied::OwnNeed`];
/// [`Denied::Decided`] if the need is over or the offer is picked; [`Denied::Banned`]; [`Denied::Words`].
pub async fn offer(core: &Core, by: &Principal, id: TrainingRequestId, form: &OfferForm) -> Result<()> {
    let account = account(by)?;
    let (checked, mut problems) = offer_form::check(core.clock.now(), form);
    let provider = provider(core, by, form, &mut problems).await?;
    problems.into_result(())?;
    let content = Content::written(core, &checked.words, "").await?;
    core.change(async |conn| {
        let row = held(core, conn, by, id).await?;
        require_offering(core, by, &row)?;
        require_part(core, conn, by, &row).await?;
        require_words(core, conn, by, &row, &content).await?;
        require_apart(conn, id, provider).await?;
        put(core, conn, (id, provider, account), &checked).await?;
        providers::insert(conn, provider).await?;
        if row.state == NeedState::Open {
            requests::set_outcome(conn, id, standing_as(NeedState::Offered)).await?;
        }
        match row.account_id {
            Some(author) => {
                let news = News::of(NotificationKind::RequestOffer, id);
                tell::once(core, conn, by.actor_id, author, news).await
            }
            None => Ok(()),
        }
    })
    .await
}

/// The organisation that offers: one of those that give trainings, in which the member works.
async fn provider(core: &Core, by: &Principal, form: &OfferForm, problems: &mut Problems) -> Result<OrganisationId> {
    let theirs = providers_of(&mut core.db.read().await?, account(by)?).await?;
    let typed: Option<OrganisationId> = form.organisation.trim().parse().ok();
    match theirs.iter().find(|organisation| Some(organisation.id) == typed) {
        Some(found) => Ok(found.id),
        None => {
            problems.add("organisation", Problem::Choice);
            Ok(OrganisationId(0))
        }
    }
}

/// That an organisation does not offer what it needs itself: who signs a need sees what others offer.
async fn require_apart(conn: &mut Conn, id: TrainingRequestId, provider: OrganisationId) -> Result<()> {
    let all = signatures::list(conn, id).await?;
    if all.iter().any(|signature| signature.organisation_id == Some(provider)) {
        return Err(Error::Forbidden(Denied::OwnNeed));
    }
    Ok(())
}

async fn put(
    core: &Core,
    conn: &mut Conn,
    (id, provider, account): (TrainingRequestId, OrganisationId, AccountId),
    checked: &Checked,
) -> Result<()> {
    let now = core.clock.now();
    if let Some(known) = offers::find_of(conn, id, provider).await? {
        let changes = OfferChanges {
            account_id: account,
            state: OfferState::Open,
            days: checked.days.clone(),
            starts_at: checked.starts,
            ends_at: checked.ends,
            price: checked.price,
            price_for: checked.price_for,
            seats: checked.seats,
            mode: checked.mode,
            place: checked.place.clone(),
            words: checked.words.clone(),
            valid_until: checked.valid_until,
            updated_at: now,
        };
        if offers::update(conn, known.id, &changes).await? {
            return Ok(());
        }
        return Err(Error::Forbidden(Denied::Decided));
    }
    if offers::count_open(conn, provider).await? >= WAITING_MOST {
        let most = usize::try_from(WAITING_MOST).unwrap_or(usize::MAX);
        return Err(Error::Invalid(Problems::one("organisation", Problem::TooMany(most))));
    }
    let row = OfferRow {
        id: core.ids.next(),
        request_id: id,
        organisation_id: provider,
        account_id: account,
        state: OfferState::Open,
        days: checked.days.clone(),
        starts_at: checked.starts,
        ends_at: checked.ends,
        price: checked.price,
        price_for: checked.price_for,
        seats: checked.seats,
        mode: checked.mode,
        place: checked.place.clone(),
        words: checked.words.clone(),
        valid_until: checked.valid_until,
        draft_id: None,
        created_at: now,
        updated_at: now,
    };
    Ok(offers::insert(conn, &row).await?)
}

/// How a need stands that is not at an end.
pub(super) fn standing_as(state: NeedState) -> Outcome {
    Outcome {
        state,
        merged_into_id: None,
        training_id: None,
        provider_id: None,
        settled_at: None,
    }
}

/// An offer and its need, held until the transaction ends.
async fn open(core: &Core, conn: &mut Conn, by: &Principal, id: TrainingOfferId) -> Result<(OfferRow, RequestRow)> {
    let found = offers::find(conn, id).await?.ok_or(Error::NotFound)?;
    let row = held(core, conn, by, found.request_id).await?;
    // As it is now that nobody else changes it.
    let offer = offers::find(conn, id).await?.ok_or(Error::NotFound)?;
    Ok((offer, row))
}

/// That somebody speaks for the organisation that made an offer.
async fn require_own(conn: &mut Conn, by: &Principal, offer: &OfferRow) -> Result<()> {
    let place = organisation_members::find(conn, offer.organisation_id, account(by)?).await?;
    if place.is_some_and(|place| place.is_active()) {
        Ok(())
    } else {
        // Whose offers there are is nobody else's business.
        Err(Error::NotFound)
    }
}

/// Takes an offer back, also one that was picked. The author hears of that.
///
/// # Errors
/// [`Denied::Decided`] if it does not wait; [`Error::NotFound`] if it is not of the member's organisation.
pub async fn withdraw(core: &Core, by: &Principal, id: TrainingOfferId) -> Result<()> {
    core.change(async |conn| {
        let (offer, row) = open(core, conn, by, id).await?;
        require_own(conn, by, &offer).await?;
        let now = core.clock.now();
        let was_picked = offers::set_state(conn, id, (OfferState::Picked, OfferState::Withdrawn), now).await?;
        if !was_picked && !offers::set_state(conn, id, (OfferState::Open, OfferState::Withdrawn), now).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        offers::set_draft(conn, id, None).await?;
        if !live(conn, row.id).await?.0 {
            requests::set_outcome(conn, row.id, standing_as(NeedState::Open)).await?;
        }
        match row.account_id {
            Some(author) if was_picked => {
                let news = News::of(NotificationKind::RequestReopened, row.id);
                tell::one(core, conn, by.actor_id, author, news).await
            }
            _ => Ok(()),
        }
    })
    .await
}

/// Picks an offer: the author, or moderators. Its provider hears of it and writes the training.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::OwnOffer`]; [`Denied::Decided`] if another one is picked, or it stands no more;
/// [`Error::NotFound`].
pub async fn pick(core: &Core, by: &Principal, id: TrainingOfferId) -> Result<()> {
    core.change(async |conn| {
        let (offer, row) = open(core, conn, by, id).await?;
        require_deciding(conn, by, &row).await?;
        require_impartial(conn, by, (&row, &offer)).await?;
        let now = core.clock.now();
        if live(conn, row.id).await?.1.is_some() || offer.valid_until <= now {
            return Err(Error::Forbidden(Denied::Decided));
        }
        if !offers::set_state(conn, id, (OfferState::Open, OfferState::Picked), now).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        let news = News::of(NotificationKind::RequestOfferPicked, row.id);
        tell::provider(core, conn, by.actor_id, &offer, news).await
    })
    .await
}

/// That moderators do not pick what their own organisation offers to somebody else.
async fn require_impartial(conn: &mut Conn, by: &Principal, (row, offer): (&RequestRow, &OfferRow)) -> Result<()> {
    if by.account_id == row.account_id {
        return Ok(());
    }
    let place = organisation_members::find(conn, offer.organisation_id, account(by)?).await?;
    if place.is_some_and(|place| place.is_active()) {
        return Err(Error::Forbidden(Denied::OwnOffer));
    }
    Ok(())
}

/// Picks an offer no more, so that another one can be picked.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::Decided`] if it is not picked; [`Error::NotFound`].
pub async fn release(core: &Core, by: &Principal, id: TrainingOfferId) -> Result<()> {
    core.change(async |conn| {
        let (offer, row) = open(core, conn, by, id).await?;
        require_deciding(conn, by, &row).await?;
        let now = core.clock.now();
        if !offers::set_state(conn, id, (OfferState::Picked, OfferState::Declined), now).await? {
            return Err(Error::Forbidden(Denied::Decided));
        }
        offers::set_draft(conn, id, None).await?;
        if !live(conn, row.id).await?.0 {
            requests::set_outcome(conn, row.id, standing_as(NeedState::Open)).await?;
        }
        let news = News::of(NotificationKind::RequestOfferDeclined, row.id);
        tell::provider(core, conn, by.actor_id, &offer, news).await
    })
    .await
}

/// Begins the training of an offer that was picked, as a draft of the member of the provider who asks for it: they know the
/// programme, and only they may name their organisation as the one that teaches. Asking again leads to the same draft; a colleague
/// who asks takes over.
///
/// # Errors
/// [`Denied::Unverified`]; [`Denied::Decided`] if it is not picked; [`Error::NotFound`] if it is not of their organisation.
pub async fn write_training(core: &Core, by: &Principal, id: TrainingOfferId) -> Result<TrainingDraftId> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut conn = core.db.read().await?;
    let offer = offers::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    require_own(&mut conn, by, &offer).await?;
    if offer.state != OfferState::Picked {
        return Err(Error::Forbidden(Denied::Decided));
    }
    let row = find(&mut conn, &viewer, offer.request_id).await?;
    let forum = match row.forum_id {
        Some(forum) => forums::get(&mut conn, forum).await?.1.username,
        None => String::new(),
    };
    drop(conn);
    if let Some(known) = draft::known(core, by, &offer).await? {
        return Ok(known);
    }
    let draft = drafts::begin_with(core, by, offer_form::training(&row, &forum, &offer))
        .await?
        .id;
    let before = offer.draft_id;
    core.change(async |conn| {
        let (offer, _) = open(core, conn, by, id).await?;
        if offer.state != OfferState::Picked {
            return Err(Error::Forbidden(Denied::Decided));
        }
        match offer.draft_id.filter(|known| Some(*known) != before) {
            // A colleague, or a second click, was faster.
            Some(known) => Ok(known),
            None => {
                offers::set_draft(conn, id, Some(draft)).await?;
                Ok(draft)
            }
        }
    })
    .await
}

/// Declines every offer for a need that waits or is picked, and tells who made it. The caller holds the need.
pub(super) async fn decline(
    core: &Core,
    conn: &mut Conn,
    by: ActorId,
    of: TrainingRequestId,
    news: News<'_>,
) -> Result<()> {
    for (offer, _) in offers::list(conn, of).await? {
        let from = match offer.state {
            OfferState::Open | OfferState::Picked => offer.state,
            OfferState::Matched | OfferState::Declined | OfferState::Withdrawn => continue,
        };
        if offers::set_state(conn, offer.id, (from, OfferState::Declined), core.clock.now()).await? {
            tell::provider(core, conn, by, &offer, news).await?;
        }
    }
    Ok(())
}
