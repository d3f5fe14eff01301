//! Invitations into an organisation: an owner sends them by mail, whoever gets one accepts or registers by it.
//!
//! The link is a secret that went to one address. A newcomer who registers by it has thereby shown that the address is
//! theirs, and registers with that address only. A member who is signed in under another address may accept it after saying
//! so: people use their own address here and get the letter at work.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::invitations::{self, Invitation};
use crate::db::organisation_members::{self, Member};
use crate::db::organisations::{self, Organisation};
use crate::db::types::{
    AccountId, AccountState, InvitationId, Language, MembershipState, OrganisationId, OrganisationRole, Role, UtcTime,
};
use crate::db::{Conn, Keyset, accounts};
use crate::domain::letters::LetterKind;
use crate::id::{random_token, token_hash};

use super::accounts::{Agreement, Registration, prepare};
use super::error::{Error, Result};
use super::organisations::{News, require_owner, require_room, write_to_owners};
use super::paging::cut_page;
use super::validate::{self, Problem, Problems};
use super::verification::levels;
use super::{Core, Principal, letters};

/// Most addresses that are invited at once.
pub const AT_ONCE_MAX: usize = 30;
/// Most letters that one organisation sends in a day, lest it be used to write to strangers.
const A_DAY_MAX: usize = 100;
/// How long after one letter the next one may go to the same address.
const AGAIN_MINUTES: i64 = 60;
/// Invitations on one page of the list.
const PER_PAGE: i64 = 30;

/// How far an invitation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It may be accepted.
    Open,
    /// It was accepted.
    Used,
    /// It is too old.
    Expired,
    /// It was taken back.
    Revoked,
}

/// How far an invitation is at `now`.
pub fn progress(invitation: &Invitation, now: UtcTime) -> Progress {
    if invitation.used_at.is_some() {
        Progress::Used
    } else if invitation.revoked_at.is_some() {
        Progress::Revoked
    } else if invitation.expires_at <= now {
        Progress::Expired
    } else {
        Progress::Open
    }
}

/// An invitation as whoever holds its link sees it.
#[derive(Debug, Clone)]
pub struct InvitationView {
    /// The invitation.
    pub invitation: Invitation,
    /// Into what.
    pub organisation: Organisation,
    /// Who invites, if they are still here.
    pub inviter: Option<Actor>,
    /// How far it is.
    pub progress: Progress,
    /// Whether somebody has an account with the address it went to.
    pub is_known: bool,
}

fn addresses(problems: &mut Problems, typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let parts = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '،' | '؛'));
    for part in parts.filter(|part| !part.is_empty()) {
        let email = validate::normal_email(part.trim_matches(['<', '>', '"']));
        if !validate::is_email(&email) {
            problems.add("emails", Problem::Email);
        } else if !found.contains(&email) {
            found.push(email);
        }
    }
    if found.is_empty() {
        problems.add("emails", Problem::Required);
    }
    if found.len() > AT_ONCE_MAX {
        problems.add("emails", Problem::TooMany(AT_ONCE_MAX));
    }
    found
}

fn expiry(core: &Core) -> UtcTime {
    core.clock
        .now()
        .plus(TimeDelta::days(core.config.security.invitation_days))
}

/// Seconds until an invitation's letter may be sent again.
fn wait(core: &Core, invitation: &Invitation) -> u64 {
    let sent = invitation
        .expires_at
        .plus(-TimeDelta::days(core.config.security.invitation_days));
    let again = sent.plus(TimeDelta::minutes(AGAIN_MINUTES));
    u64::try_from((again.millis() - core.clock.now().millis()) / 1000).unwrap_or(0)
}

/// Invites whoever has these addresses, several at once, as one of the staff; says how many. An address with an invitation
/// that may still be accepted gets its letter again, unless it has just got it.
///
/// # Errors
/// [`super::Denied::NotOwner`]; [`Error::Invalid`] on `emails`: all of them are invited, or none.
pub async fn invite(core: &Core, by: &Principal, id: OrganisationId, emails: &str) -> Result<usize> {
    let mut problems = Problems::default();
    let addresses = addresses(&mut problems, emails);
    problems.into_result(())?;
    let (now, expires_at) = (core.clock.now(), expiry(core));
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        let open = invitations::list_open(conn, id, now).await?;
        // Each letter begins the term anew, so that the term tells when it was sent.
        let yesterday = expires_at.plus(-TimeDelta::days(1));
        let sent = invitations::count_until_after(conn, id, yesterday).await?;
        if usize::try_from(sent).unwrap_or(usize::MAX) + addresses.len() > A_DAY_MAX {
            return Err(Error::Invalid(Problems::one("emails", Problem::TooMany(A_DAY_MAX))));
        }
        for email in &addresses {
            let invitation = match open.iter().find(|invitation| invitation.email == *email) {
                Some(known) if wait(core, known) > 0 => continue,
                Some(known) => {
                    invitations::renew(conn, id, known.id, expires_at).await?;
                    known.id
                }
                None => {
                    let new = Invitation {
                        id: core.ids.next(),
                        organisation_id: id,
                        email: email.clone(),
                        role: OrganisationRole::Staff,
                        // Nobody knows this one; the job that writes the letter makes the link.
                        token_hash: token_hash(&random_token()).to_vec(),
                        invited_by: by.account_id,
                        created_at: now,
                        expires_at,
                        used_at: None,
                        used_by: None,
                        revoked_at: None,
                        asked_at: None,
                    };
                    invitations::insert(conn, &new).await?;
                    new.id
                }
            };
            enqueue(core, conn, invitation).await?;
        }
        Ok(addresses.len())
    })
    .await
}

async fn enqueue(core: &Core, conn: &mut Conn, invitation: InvitationId) -> Result<()> {
    let (payload, key) = (
        json!({ "invitation_id": invitation.0 }),
        format!("invitation-{invitation}"),
    );
    let now = core.clock.now();
    letters::queue(core, conn, LetterKind::Invitation, &payload, Some(&key), now).await
}

/// A fresh link's token and what its letter tells, for the job that writes it; none if nobody may accept it any more.
///
/// # Errors
/// [`Error::NotFound`]; if the database fails.
pub async fn new_link(core: &Core, id: InvitationId) -> Result<Option<(String, InvitationView)>> {
    let view = view(core, invitations::get(&mut core.db.read().await?, id).await?).await?;
    if view.progress != Progress::Open {
        return Ok(None);
    }
    let token = random_token();
    let is_open = invitations::set_hash(&mut core.db.write().await?, id, &token_hash(&token)).await?;
    Ok(is_open.then_some((token, view)))
}

async fn view(core: &Core, invitation: Invitation) -> Result<InvitationView> {
    let mut conn = core.db.read().await?;
    let mut organisation = organisations::get(&mut conn, invitation.organisation_id).await?;
    organisation.national_number = None;
    let inviter = match invitation.invited_by {
        Some(account) => Some(accounts::get_with_actor(&mut conn, account).await?.1),
        None => None,
    };
    let known = accounts::find_by_email(&mut conn, &invitation.email).await?;
    Ok(InvitationView {
        progress: progress(&invitation, core.clock.now()),
        is_known: known.is_some(),
        invitation,
        organisation,
        inviter,
    })
}

/// The language of the letter: that of whoever invites, for nothing is known of who is invited.
///
/// # Errors
/// If the database fails.
pub async fn language(core: &Core, invitation: &Invitation) -> Result<Language> {
    let usual = core.config.instance.language.parse().unwrap_or(Language::Ar);
    let Some(inviter) = invitation.invited_by else {
        return Ok(usual);
    };
    Ok(accounts::get(&mut core.db.read().await?, inviter).await?.language)
}

/// The invitation behind a link, in whatever state.
///
/// # Errors
/// [`Error::NotFound`] for a link that was never made, or was replaced by a newer one.
pub async fn look(core: &Core, token: &str) -> Result<InvitationView> {
    let found = invitations::find_by_hash(&mut core.db.read().await?, &token_hash(token)).await?;
    view(core, found.ok_or(Error::NotFound)?).await
}

/// A page of an organisation's invitations, newest first, with the id to go on from.
///
/// # Errors
/// [`super::Denied::NotOwner`]; [`Error::NotFound`].
pub async fn list(
    core: &Core,
    by: &Principal,
    id: OrganisationId,
    before: Option<InvitationId>,
) -> Result<(Vec<(Invitation, Progress)>, Option<InvitationId>)> {
    let mut conn = core.db.read().await?;
    organisations::get(&mut conn, id).await?;
    require_owner(&mut conn, by, id).await?;
    let page = Keyset {
        after: before.map(|id| (id.0, 0)),
        limit: PER_PAGE + 1,
    };
    let mut rows = invitations::list(&mut conn, id, page).await?;
    let has_more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|row| row.id);
    let now = core.clock.now();
    let told = rows.into_iter().map(|row| {
        let far = progress(&row, now);
        (row, far)
    });
    Ok((told.collect(), next))
}

/// Takes an invitation back. Says whether it was in time: of revoking and accepting at once, one happens.
///
/// # Errors
/// [`super::Denied::NotOwner`]; [`Error::NotFound`].
pub async fn revoke(core: &Core, by: &Principal, id: OrganisationId, invitation: InvitationId) -> Result<bool> {
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        Ok(invitations::revoke(conn, id, invitation, core.clock.now()).await?)
    })
    .await
}

/// Sends an invitation again, with a new link and a new term. Says whether nobody has accepted it yet.
///
/// # Errors
/// [`super::Denied::NotOwner`]; [`Error::NotFound`]; [`Error::Limited`] if the last letter has only just gone.
pub async fn resend(core: &Core, by: &Principal, id: OrganisationId, invitation: InvitationId) -> Result<bool> {
    let expires_at = expiry(core);
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        let known = invitations::get(conn, invitation).await?;
        if known.revoked_at.is_none() && wait(core, &known) > 0 {
            return Err(Error::Limited(wait(core, &known)));
        }
        let is_open = invitations::renew(conn, id, invitation, expires_at).await?;
        if is_open {
            enqueue(core, conn, invitation).await?;
        }
        Ok(is_open)
    })
    .await
}

fn dead() -> Error {
    Error::Invalid(Problems::one("token", Problem::Link))
}

/// Accepts an invitation as the member who asks. `is_sure`: they said that the letter was meant for them although it went
/// to another address than theirs.
///
/// # Errors
/// [`Problem::Link`] on `token` if the link does not work; [`Problem::Choice`] on `sure` if the address is another one.
pub async fn accept(core: &Core, by: &Principal, token: &str, is_sure: bool) -> Result<OrganisationId> {
    let me = by.account_id.ok_or(Error::Forbidden(super::Denied::SignIn))?;
    let account = accounts::get(&mut core.db.read().await?, me).await?;
    let now = core.clock.now();
    core.change(async |conn| {
        let invitation = take(conn, token, me, now).await?;
        if invitation.email != account.email_normal && !is_sure {
            return Err(Error::Invalid(Problems::one("sure", Problem::Choice)));
        }
        join(conn, &invitation, me, now).await?;
        Ok(invitation.organisation_id)
    })
    .await
}

/// Uses an invitation up. Holds its organisation first, as everything does that changes who belongs to it.
async fn take(conn: &mut Conn, token: &str, account: AccountId, now: UtcTime) -> Result<Invitation> {
    let hash = token_hash(token);
    let known = invitations::find_by_hash(conn, &hash).await?.ok_or_else(dead)?;
    organisations::get_locked(conn, known.organisation_id).await?;
    let used = invitations::use_up(conn, &hash, account, now).await?;
    used.ok_or_else(dead)
}

/// Gives somebody the place an invitation promised. Who belongs there already keeps the place they have.
async fn join(conn: &mut Conn, invitation: &Invitation, account: AccountId, now: UtcTime) -> Result<()> {
    let (id, role) = (invitation.organisation_id, invitation.role);
    if organisation_members::find(conn, id, account).await?.is_some() {
        organisation_members::activate(conn, id, account, role, now).await?;
        return levels::refresh(conn, account, now).await;
    }
    require_room(conn, account, "token").await?;
    let member = Member {
        organisation_id: id,
        account_id: account,
        role,
        state: MembershipState::Active,
        message: String::new(),
        created_at: now,
    };
    organisation_members::insert(conn, &member).await?;
    levels::refresh(conn, account, now).await
}

/// Registers a newcomer by an invitation, also where registration is closed. The address is the one the letter went to,
/// whatever the form says, and is confirmed by the link.
///
/// # Errors
/// [`Problem::Link`] on `token` if the link does not work; [`Error::Invalid`], with [`Problem::Taken`] on `email` if
/// somebody has an account with that address: they sign in and accept.
pub async fn register(
    core: &Core,
    token: &str,
    form: &Registration,
    agreement: &Agreement,
    language: Language,
) -> Result<(Account, OrganisationId)> {
    let view = match look(core, token).await {
        Err(Error::NotFound) => return Err(dead()),
        other => other?,
    };
    if view.progress != Progress::Open {
        return Err(dead());
    }
    let form = Registration {
        email: view.invitation.email.clone(),
        ..form.clone()
    };
    let prepared = prepare(core, &form, agreement).await?;
    let now = core.clock.now();
    core.change(async |conn| {
        let (account, _) = prepared
            .insert(core, conn, Role::Member, AccountState::Active, language)
            .await?;
        let invitation = take(conn, token, account.id, now).await?;
        join(conn, &invitation, account.id, now).await?;
        Ok((account, invitation.organisation_id))
    })
    .await
}

/// Asks the owners for a new invitation, once a link no longer works. They get one letter, however often it is asked.
///
/// # Errors
/// [`Error::NotFound`] for a link that was never made.
pub async fn ask_again(core: &Core, token: &str) -> Result<()> {
    let view = look(core, token).await?;
    if matches!(view.progress, Progress::Open | Progress::Used) {
        return Ok(());
    }
    let Invitation {
        id, organisation_id, ..
    } = view.invitation;
    core.change(async |conn| {
        if invitations::set_asked(conn, id, core.clock.now()).await? {
            write_to_owners(core, conn, News::InvitationWanted, organisation_id, None).await?;
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_however_they_are_separated() {
        let mut problems = Problems::default();
        let read = addresses(
            &mut problems,
            "A@factory.example,b@factory.example؛\n <c@factory.example>، a@FACTORY.example",
        );
        assert_eq!(read, ["a@factory.example", "b@factory.example", "c@factory.example"]);
        assert_eq!(problems, Problems::default());
        addresses(&mut problems, "a@factory.example noura");
        assert_eq!(problems.of("emails"), Some(Problem::Email));
    }
}
