//! Organisations: entering them, their page, the list. For members of this instance only; nothing of it leaves. What is
//! claimed here is proven elsewhere, by verifiers.

mod form;
mod members;
mod numbers;

pub use form::{ABOUT_MAX, LINE_MAX, NAME_MAX, OrganisationForm};
pub use members::{Decision, MEMBERSHIPS_MAX, News, decide, is_asking, join, leave, remove, set_role};
pub(super) use members::{require_room, write_to_owners};
pub use numbers::read as read_number;

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::organisation_members::{self, Member};
use crate::db::organisations::{self, Filter, Organisation, OrganisationChanges};
use crate::db::types::{
    AccountId, Language, MembershipState, OrganisationId, OrganisationKind, OrganisationRole, Role,
};
use crate::db::verification::facts::Subject;
use crate::db::{Conn, Keyset};

use super::error::{Denied, Error, Result};
use super::paging::cut_page;
use super::taxonomy::Taxonomy;
use super::validate::{Problem, Problems};
use super::verification::levels;
use super::{Core, Principal, Viewer, fold};

/// Organisations on one page of the list.
const PER_PAGE: i64 = 20;
/// Words of a search that are looked at.
const WORDS_MAX: usize = 5;

/// How a member stands to an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Has nothing to do with it.
    None,
    /// Asked to join.
    Asking,
    /// Works there.
    Staff,
    /// Speaks for it.
    Owner,
}

/// An organisation with what stands on its page.
#[derive(Debug, Clone)]
pub struct OrganisationView {
    /// The organisation; its national number only for those who speak for it.
    pub organisation: Organisation,
    /// Who works there.
    pub staff: Vec<(Member, Actor)>,
    /// Who asks to join; only for those who speak for it.
    pub requests: Vec<(Member, Actor)>,
    /// How the viewer stands to it.
    pub standing: Standing,
    /// Whether the viewer may act for it: its owners, and admins where it has lost its last one.
    pub may_manage: bool,
}

fn account(by: &Principal) -> Result<AccountId> {
    by.account_id.ok_or(Error::Forbidden(Denied::SignIn))
}

/// That the principal acts for an organisation: an owner, or an admin where no owner is left.
///
/// # Errors
/// [`Denied::NotOwner`].
pub(in crate::domain) async fn require_owner(conn: &mut Conn, by: &Principal, id: OrganisationId) -> Result<()> {
    if organisation_members::is_owner(conn, id, account(by)?).await? {
        return Ok(());
    }
    if by.role == Role::Admin && organisation_members::owners(conn, id).await?.is_empty() {
        return Ok(());
    }
    Err(Error::Forbidden(Denied::NotOwner))
}

/// Those that claim a unified national number, for whoever is about to enter one: they may ask to join instead. More than
/// one may claim it, for only verification proves it.
///
/// # Errors
/// [`Problem::NationalNumber`] on `national_number`.
pub async fn find_by_number(core: &Core, by: &Principal, typed: &str) -> Result<Vec<Organisation>> {
    account(by)?;
    if typed.trim().is_empty() {
        return Err(Error::Invalid(Problems::one("national_number", Problem::Required)));
    }
    let wrong = || Error::Invalid(Problems::one("national_number", Problem::NationalNumber));
    let number = numbers::read(typed).ok_or_else(wrong)?;
    Ok(organisations::find_by_national_number(&mut core.db.read().await?, &number).await?)
}

/// Enters an organisation; whoever does is its first owner.
///
/// # Errors
/// [`Error::Invalid`], also with [`Problem::TooMany`] on `kind` for somebody who belongs to very many.
pub async fn create(core: &Core, by: &Principal, form: &OrganisationForm) -> Result<Organisation> {
    let account = account(by)?;
    let (changes, problems) = form::check(&Taxonomy::load(core).await?, form, None);
    problems.into_result(())?;
    let now = core.clock.now();
    let organisation = Organisation {
        id: core.ids.next(),
        kind: changes.kind,
        name_ar: changes.name_ar,
        name_en: changes.name_en,
        about_ar: changes.about_ar,
        about_en: changes.about_en,
        national_number: changes.national_number,
        sector: changes.sector,
        size_class: changes.size_class,
        region: changes.region,
        city: changes.city,
        site: changes.site,
        products: changes.products,
        website: changes.website,
        created_by: Some(account),
        created_at: now,
    };
    let owner = Member {
        organisation_id: organisation.id,
        account_id: account,
        role: OrganisationRole::Owner,
        state: MembershipState::Active,
        message: String::new(),
        created_at: now,
    };
    core.change(async |conn| {
        members::require_room(conn, account, "kind").await?;
        organisations::insert(conn, &organisation).await?;
        organisations::set_words(
            conn,
            organisation.id,
            &words(&organisation.name_ar, &organisation.name_en),
        )
        .await?;
        organisation_members::insert(conn, &owner).await?;
        Ok(())
    })
    .await?;
    Ok(organisation)
}

fn words(name_ar: &str, name_en: &str) -> Vec<String> {
    fold::index_words([name_ar, name_en])
}

/// Changes what an organisation says of itself. Another kind, name or number ends its verification.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Error::Invalid`]; [`Error::NotFound`].
pub async fn edit(core: &Core, by: &Principal, id: OrganisationId, form: &OrganisationForm) -> Result<()> {
    let terms = Taxonomy::load(core).await?;
    core.change(async |conn| {
        let before = organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        let (changes, problems) = form::check(&terms, form, Some(&before));
        problems.into_result(())?;
        organisations::update(conn, id, &changes).await?;
        if is_another(&before, &changes) {
            // What was proven was proven of what it was called then.
            levels::lapse(conn, Subject::Organisation(id), core.clock.now()).await?;
        }
        organisations::set_words(conn, id, &words(&changes.name_ar, &changes.name_en)).await?;
        Ok(())
    })
    .await
}

/// Whether a change touches what verifiers looked at: kind, names and number.
fn is_another(before: &Organisation, changes: &OrganisationChanges) -> bool {
    let was = (before.kind, &before.name_ar, &before.name_en, &before.national_number);
    was != (
        changes.kind,
        &changes.name_ar,
        &changes.name_en,
        &changes.national_number,
    )
}

/// An organisation as its owners edit it, national number included.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Error::NotFound`].
pub async fn get_for_owner(core: &Core, by: &Principal, id: OrganisationId) -> Result<Organisation> {
    let mut conn = core.db.read().await?;
    let organisation = organisations::get(&mut conn, id).await?;
    require_owner(&mut conn, by, id).await?;
    Ok(organisation)
}

/// The page of an organisation.
///
/// # Errors
/// [`Denied::SignIn`]; [`Error::NotFound`].
pub async fn view(core: &Core, viewer: &Viewer, id: OrganisationId) -> Result<OrganisationView> {
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    let me = account(&by)?;
    let mut conn = core.db.read().await?;
    let mut organisation = organisations::get(&mut conn, id).await?;
    let all = organisation_members::members(&mut conn, id).await?;
    let (staff, asking): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(member, _)| member.state == MembershipState::Active);
    let has_owner = staff.iter().any(|(member, _)| member.role == OrganisationRole::Owner);
    let mine = staff.iter().chain(&asking).find(|(member, _)| member.account_id == me);
    let standing = mine.map_or(Standing::None, |(member, _)| match (member.state, member.role) {
        (MembershipState::Pending, _) => Standing::Asking,
        (MembershipState::Active, OrganisationRole::Staff) => Standing::Staff,
        (MembershipState::Active, OrganisationRole::Owner) => Standing::Owner,
    });
    let may_manage = standing == Standing::Owner || by.role == Role::Admin && !has_owner;
    if standing != Standing::Owner {
        organisation.national_number = None;
    }
    Ok(OrganisationView {
        organisation,
        staff,
        requests: if may_manage { asking } else { Vec::new() },
        standing,
        may_manage,
    })
}

/// What somebody looks for in the list, as typed. What makes no sense narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of the name.
    pub text: String,
    /// A kind.
    pub kind: String,
    /// Code of a sector.
    pub sector: String,
    /// Code of a region.
    pub region: String,
}

/// A page of the list, newest first, with the id to go on from. National numbers are left out.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    before: Option<OrganisationId>,
) -> Result<(Vec<Organisation>, Option<OrganisationId>)> {
    if viewer.account_id().is_none() {
        return Err(Error::Forbidden(Denied::SignIn));
    }
    let chosen = |code: &str| (!code.trim().is_empty()).then(|| code.trim().to_owned());
    let filter = Filter {
        words: fold::query_words(&search.text, WORDS_MAX),
        kind: search.kind.parse::<OrganisationKind>().ok(),
        sector: chosen(&search.sector),
        region: chosen(&search.region),
    };
    let page = Keyset {
        after: before.map(|id| (id.0, 0)),
        limit: PER_PAGE + 1,
    };
    let mut rows = organisations::list(&mut core.db.read().await?, &filter, page).await?;
    let has_more = cut_page(&mut rows, PER_PAGE);
    for row in &mut rows {
        row.national_number = None;
    }
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    Ok((rows, next))
}

/// How many are found by some words, counted up to a page and one.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn count(core: &Core, viewer: &Viewer, words: &str) -> Result<i64> {
    let search = Search {
        text: words.to_owned(),
        ..Search::default()
    };
    let (rows, next) = list(core, viewer, &search, None).await?;
    Ok(i64::try_from(rows.len()).unwrap_or(0) + i64::from(next.is_some()))
}

/// Every place of the member who asks, those they ask for included, the first ones first. National numbers only of those
/// they speak for.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn mine(core: &Core, by: &Principal) -> Result<Vec<(Organisation, Member)>> {
    let mut places = organisation_members::memberships(&mut core.db.read().await?, account(by)?).await?;
    for (organisation, place) in &mut places {
        if place.state != MembershipState::Active || place.role != OrganisationRole::Owner {
            organisation.national_number = None;
        }
    }
    Ok(places)
}

/// The main organisation of each of these accounts: the one they have belonged to longest.
///
/// # Errors
/// If the database fails.
pub async fn mains(conn: &mut Conn, accounts: &[AccountId]) -> Result<HashMap<AccountId, Organisation>> {
    let mut mains = HashMap::new();
    for (account, mut organisation) in organisation_members::list_of(conn, accounts).await? {
        organisation.national_number = None;
        mains.entry(account).or_insert(organisation);
    }
    Ok(mains)
}

/// The organisations that an account belongs to, the first ones first.
///
/// # Errors
/// If the database fails.
pub async fn active_of(conn: &mut Conn, account: AccountId) -> Result<Vec<Organisation>> {
    let places = organisation_members::list_of(conn, &[account]).await?;
    let without_number = |(_, mut organisation): (AccountId, Organisation)| {
        organisation.national_number = None;
        organisation
    };
    Ok(places.into_iter().map(without_number).collect())
}

/// The name of an organisation in `language`, for letters.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn name(core: &Core, id: OrganisationId, language: Language) -> Result<String> {
    let organisation = organisations::get(&mut core.db.read().await?, id).await?;
    Ok(organisation.name(language).to_owned())
}
