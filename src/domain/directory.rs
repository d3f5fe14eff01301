//! The people of this instance, found by what they say of themselves. For members only.

use std::collections::HashMap;

use crate::db::Keyset;
use crate::db::actors::Actor;
use crate::db::organisations::Organisation;
use crate::db::profiles::{self, Filter, Profile};
use crate::db::types::{AccountId, ActorId};

use super::error::{Denied, Error, Result};
use super::paging::cut_page;
use super::verification::Right;
use super::{Core, Principal, Viewer, fold, organisations, text};

/// People on one page.
const PER_PAGE: i64 = 24;
/// Words of a search that are looked at.
const WORDS_MAX: usize = 5;

/// What somebody looks for, as typed. What makes no sense narrows nothing or finds nobody.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of name, job title or expertise.
    pub text: String,
    /// Words of the name of an organisation.
    pub organisation: String,
    /// An expertise.
    pub expertise: String,
    /// Code of a sector.
    pub sector: String,
    /// Code of a region.
    pub region: String,
    /// Tag of a language.
    pub language: String,
    /// Only verified members.
    pub is_verified: bool,
}

/// Somebody in the directory.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The account.
    pub account_id: AccountId,
    /// The public side.
    pub actor: Actor,
    /// What they say of themselves.
    pub profile: Profile,
    /// What they know, as typed.
    pub expertise: Vec<String>,
    /// The organisation they have belonged to longest.
    pub organisation: Option<Organisation>,
}

/// A page of the directory, newest members first, with the id to go on from.
///
/// # Errors
/// [`Denied::SignIn`]; [`Denied::Unverified`].
pub async fn list(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    before: Option<AccountId>,
) -> Result<(Vec<Entry>, Option<AccountId>)> {
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    by.require(core, Right::SeeDirectory)?;
    let page = Keyset {
        after: before.map(|id| (id.0, 0)),
        limit: PER_PAGE + 1,
    };
    let mut conn = core.db.read().await?;
    let mut rows = profiles::list(&mut conn, &filter(core, search), page).await?;
    let has_more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|(id, ..)| *id);
    let accounts: Vec<AccountId> = rows.iter().map(|(id, ..)| *id).collect();
    let actors: Vec<ActorId> = rows.iter().map(|(_, actor, _)| actor.id).collect();
    let mut mains = organisations::mains(&mut conn, &accounts).await?;
    let mut known: HashMap<ActorId, Vec<String>> = HashMap::new();
    for (actor, name) in profiles::list_expertise(&mut conn, &actors).await? {
        known.entry(actor).or_default().push(name);
    }
    let entries = rows.into_iter().map(|(account_id, actor, profile)| Entry {
        account_id,
        profile: profile.unwrap_or_else(|| Profile::silent(account_id)),
        expertise: known.remove(&actor.id).unwrap_or_default(),
        organisation: mains.remove(&account_id),
        actor,
    });
    Ok((entries.collect(), next))
}

/// How many people are found by some words, counted up to a page and one.
///
/// # Errors
/// [`Denied::SignIn`]; [`Denied::Unverified`].
pub async fn count(core: &Core, viewer: &Viewer, words: &str) -> Result<i64> {
    let by = Principal::of(viewer).ok_or(Error::Forbidden(Denied::SignIn))?;
    by.require(core, Right::SeeDirectory)?;
    let search = Search {
        text: words.to_owned(),
        ..Search::default()
    };
    let page = Keyset::first(PER_PAGE + 1);
    let rows = profiles::list(&mut core.db.read().await?, &filter(core, &search), page).await?;
    Ok(i64::try_from(rows.len()).unwrap_or(0))
}

fn filter(core: &Core, search: &Search) -> Filter {
    let chosen = |code: &str| (!code.trim().is_empty()).then(|| code.trim().to_owned());
    Filter {
        words: fold::query_words(&search.text, WORDS_MAX),
        organisation: fold::query_words(&search.organisation, WORDS_MAX),
        expertise: chosen(&search.expertise).map(|name| text::fold_tag(&name)),
        sector: chosen(&search.sector),
        region: chosen(&search.region),
        language: chosen(&search.language),
        verified_at: search.is_verified.then(|| core.clock.now()),
    }
}
