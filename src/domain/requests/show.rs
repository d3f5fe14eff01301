//! Needs as they may be shown. A need shows to everybody who may know of its forum; the names of firms to members; those of
//! people to whoever decides on it; offers to whoever decides and to those who signed. Providers see their own offers only: who
//! signs for a provider, or works for one, does not see what competitors ask.

use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::organisation_members;
use crate::db::organisations::{self, Organisation};
use crate::db::posts::{self, Post};
use crate::db::requests::offers::{self, OfferRow};
use crate::db::requests::signatures::{self, Signature};
use crate::db::requests::{self, Filter, Order, RequestRow};
use crate::db::types::{NeedState, OfferState, OrganisationId, PostId, TermKind, TrainingRequestId, UtcTime};
use crate::db::verification::facts;
use crate::db::{Conn, Keyset};
use crate::domain::error::{Error, Result};
use crate::domain::paging::cut_page;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{Moment, times, zone};
use crate::domain::validate::Problems;
use crate::domain::verification::Right;
use crate::domain::{Core, Principal, Viewer, text};

use super::find;
use super::offer_form::days;
use super::standing::{decides, gives_trainings};
use super::write::may_remove;

/// Needs on one page of the list.
const PER_PAGE: i64 = 20;
/// Names of those who signed that are shown.
const NAMES_SHOWN: i64 = 200;

/// An organisation that needs a training.
#[derive(Debug, Clone)]
pub struct Firm {
    /// Which.
    pub organisation: Organisation,
    /// How many people.
    pub people: i64,
}

/// Somebody who signed.
#[derive(Debug, Clone)]
pub struct Signer {
    /// Who.
    pub actor: Actor,
    /// Where they work.
    pub organisation: Option<Organisation>,
    /// For how many people.
    pub people: i64,
    /// Since when.
    pub at: UtcTime,
}

/// An offer as the viewer may see it.
#[derive(Debug, Clone)]
pub struct OfferView {
    /// The offer.
    pub row: OfferRow,
    /// Who makes it.
    pub organisation: Organisation,
    /// Level of verification of that organisation; 0 for none.
    pub level: i32,
    /// The days, with the hours at which they begin and end.
    pub days: Vec<(Moment, Moment)>,
    /// The viewer works there.
    pub is_own: bool,
    /// Its time is over.
    pub is_over: bool,
}

/// A need with everything that the viewer may see of it.
#[derive(Debug, Clone)]
pub struct Need {
    /// The need.
    pub row: RequestRow,
    /// The forum it stands in.
    pub forum: Option<(Forum, Actor)>,
    /// Who asked; for members.
    pub author: Option<Actor>,
    /// Firms that need it, most people first; for members.
    pub firms: Vec<Firm>,
    /// Who signed, the first ones first; for who decides.
    pub signers: Vec<Signer>,
    /// What the viewer signed.
    pub mine: Option<Signature>,
    /// Offers.
    pub offers: Vec<OfferView>,
    /// Where the viewer works.
    pub workplaces: Vec<Organisation>,
    /// Who gives the training that came of it.
    pub provider: Option<Organisation>,
    /// The training that came of it, if the viewer may read it.
    pub training: Option<Post>,
    /// What the viewer may do.
    pub may: May,
}

/// What a viewer may do with a need.
#[derive(Debug, Clone, Copy, Default)]
pub struct May {
    /// Pick an offer, close it, make it part of another.
    pub decide: bool,
    /// Say it otherwise.
    pub edit: bool,
    /// Take it off the board.
    pub remove: bool,
    /// Sign it.
    pub sign: bool,
    /// Offer.
    pub offer: bool,
}

/// The need that a training answers, if the viewer may know of it.
///
/// # Errors
/// If the database fails.
pub async fn answered_by(core: &Core, viewer: &Viewer, training: PostId) -> Result<Option<RequestRow>> {
    let mut conn = core.db.read().await?;
    let Some(id) = requests::find_by_training(&mut conn, training).await? else {
        return Ok(None);
    };
    match find(&mut conn, viewer, id).await {
        Ok(need) => Ok(Some(need)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A need.
///
/// # Errors
/// [`crate::domain::Error::NotFound`] if the viewer may not know of it.
pub async fn get(core: &Core, viewer: &Viewer, id: TrainingRequestId) -> Result<Need> {
    let mut conn = core.db.read().await?;
    let conn: &mut Conn = &mut conn;
    let row = find(conn, viewer, id).await?;
    let forum = match row.forum_id {
        Some(forum) => Some(forums::get(conn, forum).await?),
        None => None,
    };
    let training = match row.training_id {
        Some(training) => Some(posts::get(conn, training).await?),
        None => None,
    };
    let provider = match row.provider_id {
        Some(provider) => organisations::list_by_ids(conn, &[provider]).await?.pop(),
        None => None,
    };
    let mut need = Need {
        row,
        forum,
        author: None,
        firms: Vec::new(),
        signers: Vec::new(),
        mine: None,
        offers: Vec::new(),
        workplaces: Vec::new(),
        provider: provider.map(nameless),
        training: training.filter(|post| !post.is_removed() && viewer.may_read(post)),
        may: May::default(),
    };
    if let Some(by) = Principal::of(viewer) {
        for_member(core, conn, &by, &mut need).await?;
    }
    Ok(need)
}

/// The organisation without its national number, which is for its owners.
fn nameless(organisation: Organisation) -> Organisation {
    Organisation {
        national_number: None,
        ..organisation
    }
}

async fn for_member(core: &Core, conn: &mut Conn, by: &Principal, need: &mut Need) -> Result<()> {
    let Some(account) = by.account_id else { return Ok(()) };
    let places = organisation_members::memberships(conn, account).await?;
    let active = places.into_iter().filter(|(_, place)| place.is_active());
    need.workplaces = active.map(|(organisation, _)| nameless(organisation)).collect();
    let signed = signatures::list_named(conn, need.row.id, NAMES_SHOWN).await?;
    let of_author =
        |(signature, ..): &&(Signature, Actor, Option<Organisation>)| Some(signature.account_id) == need.row.account_id;
    need.author = signed.iter().find(of_author).map(|(_, actor, _)| actor.clone());
    need.mine = signed
        .iter()
        .find(|(signature, ..)| signature.account_id == account)
        .map(|(signature, ..)| signature.clone());
    if need.mine.is_none() {
        need.mine = signatures::find(conn, need.row.id, account).await?;
    }
    need.firms = firms(&signed);
    let is_author = need.row.account_id == Some(account);
    let is_unsettled = matches!(need.row.state, NeedState::Open | NeedState::Offered);
    let decides = decides(conn, by, &need.row).await?;
    let is_provider = need.workplaces.iter().any(gives_trainings);
    need.may = May {
        decide: decides && is_unsettled,
        edit: is_author && is_unsettled,
        remove: may_remove(conn, by, &need.row).await?,
        sign: is_unsettled,
        offer: is_unsettled && !is_author && is_provider && by.may(core, Right::PublishTrainings),
    };
    if decides {
        need.signers = signed.into_iter().map(signer).collect();
    }
    let sees_all = decides || need.mine.is_some() && !is_provider;
    need.offers = offers_for(core, conn, need, sees_all).await?;
    Ok(())
}

fn signer((signature, actor, organisation): (Signature, Actor, Option<Organisation>)) -> Signer {
    Signer {
        actor,
        organisation: organisation.map(nameless),
        people: signature.people,
        at: signature.created_at,
    }
}

fn firms(signed: &[(Signature, Actor, Option<Organisation>)]) -> Vec<Firm> {
    let mut firms: Vec<Firm> = Vec::new();
    for (signature, _, organisation) in signed {
        let Some(organisation) = organisation else { continue };
        match firms.iter_mut().find(|firm| firm.organisation.id == organisation.id) {
            Some(firm) => firm.people += signature.people,
            None => firms.push(Firm {
                organisation: nameless(organisation.clone()),
                people: signature.people,
            }),
        }
    }
    firms.sort_by_key(|firm| std::cmp::Reverse(firm.people));
    firms
}

async fn offers_for(core: &Core, conn: &mut Conn, need: &Need, sees_all: bool) -> Result<Vec<OfferView>> {
    let is_own = |offer: &OfferRow| need.workplaces.iter().any(|place| place.id == offer.organisation_id);
    let mut all = offers::list(conn, need.row.id).await?;
    // What was taken back is nobody's business any more but of who did.
    all.retain(|(offer, _)| is_own(offer) || sees_all && offer.state != OfferState::Withdrawn);
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let now = core.clock.now();
    let ids: Vec<OrganisationId> = all.iter().map(|(offer, _)| offer.organisation_id).collect();
    let verified = facts::list_of_organisations(conn, &ids, now).await?;
    let level = |id: OrganisationId| {
        let of = verified.iter().filter(|fact| fact.organisation_id == Some(id));
        of.map(|fact| fact.level).max().unwrap_or(0)
    };
    let views = all.into_iter().map(|(row, organisation)| OfferView {
        level: level(organisation.id),
        days: moments(&row),
        is_own: is_own(&row),
        is_over: row.state == OfferState::Open && row.valid_until <= now,
        organisation: nameless(organisation),
        row,
    });
    Ok(views.collect())
}

fn moments(row: &OfferRow) -> Vec<(Moment, Moment)> {
    let home = zone(times::HOME);
    let mut problems = Problems::default();
    let mut read = |typed: &str| times::read(&mut problems, "days", typed, home).map(|at| Moment { at, zone: home });
    let days = days(&row.days);
    days.iter()
        .filter_map(|day| Some((read(&day.starts)?, read(&day.ends)?)))
        .collect()
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// Newest first.
    #[default]
    Newest,
    /// Those of most people first.
    Most,
}

/// What somebody looks for, as typed. What makes no sense narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// `open` (or nothing) for those that are not at an end, `offered`, `matched` or `closed`.
    pub state: String,
    /// Code of a region.
    pub region: String,
    /// Only those that may be online.
    pub is_online: bool,
    /// Primary tag of a language.
    pub language: String,
    /// Code of a technology.
    pub technology: String,
    /// Only what the viewer asked for or signed, newest first; nothing else but its state narrows that.
    pub is_mine: bool,
    /// The order.
    pub sort: SortBy,
}

impl Search {
    fn filter(&self, viewer: &Viewer, terms: &Taxonomy) -> Filter {
        let states = match self.state.as_str() {
            "offered" => vec![NeedState::Offered],
            "matched" => vec![NeedState::Matched],
            "closed" => vec![NeedState::Closed],
            // One's own are shown however they stand.
            "" if self.is_mine => vec![
                NeedState::Open,
                NeedState::Offered,
                NeedState::Matched,
                NeedState::Closed,
            ],
            _ => vec![NeedState::Open, NeedState::Offered],
        };
        let known = |kind, code: &str| terms.find(kind, code).map(|term| term.code.clone());
        Filter {
            states,
            region: known(TermKind::Region, &self.region),
            is_online: self.is_online,
            language: Some(self.language.clone()).filter(|tag| text::is_language(tag)),
            technology: known(TermKind::Technology, &self.technology),
            scopes: viewer.scopes(),
        }
    }
}

/// A page of the list, with the key to go on from.
///
/// # Errors
/// If the database fails.
pub async fn list(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    after: Option<(i64, i64)>,
) -> Result<(Vec<RequestRow>, Option<(i64, i64)>)> {
    let terms = Taxonomy::load(core).await?;
    let page = Keyset {
        after,
        limit: PER_PAGE + 1,
    };
    let order = match search.sort {
        SortBy::Most if !search.is_mine => Order::Most,
        SortBy::Newest | SortBy::Most => Order::Newest,
    };
    let filter = search.filter(viewer, &terms);
    let conn: &mut Conn = &mut core.db.read().await?;
    let mut rows = match viewer.account_id().filter(|_| search.is_mine) {
        Some(account) => requests::list_signed(conn, account, &filter, page).await?,
        None => requests::list(conn, &filter, order, page).await?,
    };
    let has_more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|row| match order {
        Order::Newest => (row.id.0, 0),
        Order::Most => (row.people, row.id.0),
    });
    Ok((rows, next))
}
