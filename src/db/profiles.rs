//! What members say of themselves, and the directory that is searched by it.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::accounts::Account;
use super::actors::Actor;
use super::conn::{Conn, on};
use super::organisations::after;
use super::schema::{
    accounts, actors, expertise, organisation_members, organisation_words, organisations, person_words, profiles,
    spoken_languages,
};
use super::types::{AccountId, AccountState, ActorId, MembershipState, UtcTime};
use super::{Keyset, Result};

/// What a member says of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = profiles)]
#[diesel(treat_none_as_null = true)]
pub struct Profile {
    /// Who.
    pub account_id: AccountId,
    /// What they do at work.
    pub job_title: String,
    /// Bio, Markdown.
    pub bio_source: String,
    /// Bio, sanitised HTML.
    pub bio_html: String,
    /// Code of their region.
    pub region: Option<String>,
    /// Code of their sector.
    pub sector: Option<String>,
    /// The bio also goes to other servers.
    pub shares_bio: bool,
    /// The job title also goes to other servers.
    pub shares_job_title: bool,
    /// The expertise also goes to other servers.
    pub shares_expertise: bool,
}

impl Profile {
    /// The profile of somebody who has said nothing yet: for members, shared with nobody.
    pub fn silent(account_id: AccountId) -> Self {
        Self {
            account_id,
            job_title: String::new(),
            bio_source: String::new(),
            bio_html: String::new(),
            region: None,
            sector: None,
            shares_bio: false,
            shares_job_title: false,
            shares_expertise: false,
        }
    }
}

/// What the directory is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Beginnings of folded words, all of which are in name, job title or expertise.
    pub words: Vec<String>,
    /// The same of the name of an organisation.
    pub organisation: Vec<String>,
    /// An expertise tag.
    pub expertise: Option<String>,
    /// Own sector, or that of an organisation.
    pub sector: Option<String>,
    /// Own region, or that of an organisation.
    pub region: Option<String>,
    /// A language they speak.
    pub language: Option<String>,
    /// Only those who are verified at this moment.
    pub verified_at: Option<UtcTime>,
}

/// The profile of an account.
pub async fn find(conn: &mut Conn, account: AccountId) -> Result<Option<Profile>> {
    Ok(on!(conn, |c| profiles::table
        .find(account)
        .select(Profile::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The account behind an actor with its profile, if the actor is a local person.
pub async fn find_by_actor(conn: &mut Conn, actor: ActorId) -> Result<Option<(Account, Option<Profile>)>> {
    Ok(on!(conn, |c| accounts::table
        .left_join(profiles::table)
        .filter(accounts::actor_id.eq(actor))
        .select((Account::as_select(), Option::<Profile>::as_select()))
        .first(c)
        .await
        .optional())?)
}

/// Stores the profile of an account.
pub async fn save(conn: &mut Conn, profile: &Profile) -> Result<()> {
    on!(conn, |c| diesel::insert_into(profiles::table)
        .values(profile)
        .on_conflict(profiles::account_id)
        .do_update()
        .set(profile)
        .execute(c)
        .await)?;
    Ok(())
}

/// The languages somebody speaks, by tag.
pub async fn list_languages(conn: &mut Conn, account: AccountId) -> Result<Vec<String>> {
    Ok(on!(conn, |c| spoken_languages::table
        .filter(spoken_languages::account_id.eq(account))
        .order(spoken_languages::language)
        .select(spoken_languages::language)
        .load(c)
        .await)?)
}

/// Replaces the languages somebody speaks.
pub async fn set_languages(conn: &mut Conn, account: AccountId, languages: &[String]) -> Result<()> {
    on!(&mut *conn, |c| {
        diesel::delete(spoken_languages::table.filter(spoken_languages::account_id.eq(account)))
            .execute(c)
            .await
    })?;
    for language in languages {
        on!(&mut *conn, |c| {
            diesel::insert_into(spoken_languages::table)
                .values((
                    spoken_languages::account_id.eq(account),
                    spoken_languages::language.eq(language),
                ))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Replaces the words somebody is found by.
pub async fn set_words(conn: &mut Conn, account: AccountId, words: &[String]) -> Result<()> {
    on!(&mut *conn, |c| {
        diesel::delete(person_words::table.filter(person_words::account_id.eq(account)))
            .execute(c)
            .await
    })?;
    for word in words {
        on!(&mut *conn, |c| {
            diesel::insert_into(person_words::table)
                .values((person_words::word.eq(word), person_words::account_id.eq(account)))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// The expertise of these actors, as typed.
pub async fn list_expertise(conn: &mut Conn, ids: &[ActorId]) -> Result<Vec<(ActorId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| expertise::table
        .filter(expertise::actor_id.eq_any(ids.iter().copied()))
        .order((expertise::actor_id, expertise::name))
        .select((expertise::actor_id, expertise::name))
        .load(c)
        .await)?)
}

/// A page of the members in use that `filter` lets through, newest first. It is read in that order, so that no page sorts
/// everybody of a region or sector.
pub async fn list(conn: &mut Conn, filter: &Filter, page: Keyset) -> Result<Vec<(AccountId, Actor, Option<Profile>)>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let mut query = accounts::table
            .inner_join(actors::table)
            .left_join(profiles::table)
            .filter(accounts::id.lt(AccountId(before)))
            .filter(accounts::state.eq(AccountState::Active))
            .order(accounts::id.desc())
            .limit(page.limit)
            .select((accounts::id, Actor::as_select(), Option::<Profile>::as_select()))
            .into_boxed();
        for word in &filter.words {
            let named = person_words::table
                .filter(person_words::word.ge(word))
                .filter(person_words::word.lt(after(word)))
                .select(person_words::account_id);
            query = query.filter(accounts::id.eq_any(named));
        }
        for word in &filter.organisation {
            let named = organisation_words::table
                .filter(organisation_words::word.ge(word))
                .filter(organisation_words::word.lt(after(word)))
                .select(organisation_words::organisation_id);
            let there = organisation_members::table
                .filter(organisation_members::organisation_id.eq_any(named))
                .filter(organisation_members::state.eq(MembershipState::Active))
                .select(organisation_members::account_id);
            query = query.filter(accounts::id.eq_any(there));
        }
        if let Some(tag) = &filter.expertise {
            let able = expertise::table
                .filter(expertise::tag.eq(tag))
                .select(expertise::actor_id);
            query = query.filter(accounts::actor_id.eq_any(able));
        }
        if let Some(sector) = &filter.sector {
            let there = organisation_members::table
                .inner_join(organisations::table)
                .filter(organisations::sector.eq(sector))
                .filter(organisation_members::state.eq(MembershipState::Active))
                .select(organisation_members::account_id);
            query = query.filter(profiles::sector.eq(sector).or(accounts::id.eq_any(there).nullable()));
        }
        if let Some(region) = &filter.region {
            let there = organisation_members::table
                .inner_join(organisations::table)
                .filter(organisations::region.eq(region))
                .filter(organisation_members::state.eq(MembershipState::Active))
                .select(organisation_members::account_id);
            query = query.filter(profiles::region.eq(region).or(accounts::id.eq_any(there).nullable()));
        }
        if let Some(now) = filter.verified_at {
            query = query
                .filter(accounts::level.gt(0))
                .filter(accounts::level_until.gt(now));
        }
        if let Some(language) = &filter.language {
            let speakers = spoken_languages::table
                .filter(spoken_languages::language.eq(language))
                .select(spoken_languages::account_id);
            query = query.filter(accounts::id.eq_any(speakers));
        }
        query.load(c).await
    })?)
}
