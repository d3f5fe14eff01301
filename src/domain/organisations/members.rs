//! Who belongs to an organisation: asking to join, letting in, leaving, handing over. Each change holds the organisation's
//! row, so that of two at once the second one sees what the first one did.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::organisation_members::{self, Member};
use crate::db::types::{AccountId, MembershipState, OrganisationId, OrganisationRole, Role};
use crate::db::{Conn, organisations, people};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::levels;
use crate::domain::{Core, Principal, letters, requests};

use super::{account, require_owner};

/// Most organisations that one person belongs to or asks to join.
pub const MEMBERSHIPS_MAX: usize = 20;
/// Longest message of somebody who asks to join, in characters.
const MESSAGE_MAX: usize = 500;
/// How long a request must stand before owners get a letter about it.
const ASKED_MINUTES: i64 = 2;

/// An owner's answer to somebody who asks to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Let in.
    Accept,
    /// Not let in; they may ask again.
    Refuse,
}

/// That somebody does not belong to very many organisations already.
pub(in crate::domain) async fn require_room(conn: &mut Conn, account: AccountId, field: &'static str) -> Result<()> {
    let places = organisation_members::memberships(conn, account).await?.len();
    if places < MEMBERSHIPS_MAX {
        return Ok(());
    }
    Err(Error::Invalid(Problems::one(field, Problem::TooMany(MEMBERSHIPS_MAX))))
}

/// What a letter about an organisation tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// To owners: somebody asks to join.
    Asked,
    /// To who asked: you belong to it.
    Accepted,
    /// To who asked: you were not let in.
    Refused,
    /// To owners: an invitation no longer worked, and its receiver asks for a new one.
    InvitationWanted,
}

impl News {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Accepted, Self::Refused, Self::InvitationWanted];

    /// What the job calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::InvitationWanted => "invitation_wanted",
        }
    }
}

/// Sends a letter about `organisation` to `to`; `about` is whom it is about.
async fn write(
    core: &Core,
    conn: &mut Conn,
    news: News,
    organisation: OrganisationId,
    to: AccountId,
    about: Option<AccountId>,
) -> Result<()> {
    let payload = json!({
        "news": news.as_str(),
        "organisation_id": organisation.0,
        "account_id": to.0,
        "about": about.map(|account| account.0),
    });
    let now = core.clock.now();
    // Who asks, takes it back and asks again writes one letter, and none if nothing comes of it.
    let (key, at) = match (news, about) {
        (News::Asked, Some(about)) => {
            let key = format!("asked-{organisation}-{about}-{to}");
            (Some(key), now.plus(TimeDelta::minutes(ASKED_MINUTES)))
        }
        _ => (None, now),
    };
    letters::queue(core, conn, LetterKind::OrganisationNews, &payload, key.as_deref(), at).await
}

/// The same to everybody who speaks for it: its owners, or the admins where none is left.
pub(in crate::domain) async fn write_to_owners(
    core: &Core,
    conn: &mut Conn,
    news: News,
    organisation: OrganisationId,
    about: Option<AccountId>,
) -> Result<()> {
    let mut owners = organisation_members::owners(conn, organisation).await?;
    if owners.is_empty() {
        let admins = people::list_by_role(conn, Role::Admin).await?;
        owners = admins.into_iter().map(|(account, _)| account.id).collect();
    }
    for owner in owners {
        write(core, conn, news, organisation, owner, about).await?;
    }
    Ok(())
}

/// Asks to join an organisation; its owners get a letter. Asking twice, or where one belongs already, changes nothing.
///
/// # Errors
/// [`Error::Invalid`] on `message`; [`Error::NotFound`].
pub async fn join(core: &Core, by: &Principal, id: OrganisationId, message: &str) -> Result<()> {
    let me = account(by)?;
    let mut problems = Problems::default();
    let message = problems.block("message", message, 0, MESSAGE_MAX);
    problems.into_result(())?;
    let request = Member {
        organisation_id: id,
        account_id: me,
        role: OrganisationRole::Staff,
        state: MembershipState::Pending,
        message,
        created_at: core.clock.now(),
    };
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        if organisation_members::find(conn, id, me).await?.is_some() {
            return Ok(());
        }
        require_room(conn, me, "message").await?;
        organisation_members::insert(conn, &request).await?;
        write_to_owners(core, conn, News::Asked, id, Some(me)).await
    })
    .await
}

/// Answers somebody who asks to join, and writes to them. Says whether they still asked: of two owners at once one decides.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Error::NotFound`].
pub async fn decide(
    core: &Core,
    by: &Principal,
    id: OrganisationId,
    asker: AccountId,
    decision: Decision,
) -> Result<bool> {
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        let (done, news) = match decision {
            Decision::Accept => {
                let (role, now) = (OrganisationRole::Staff, core.clock.now());
                let done = organisation_members::activate(conn, id, asker, role, now).await?;
                levels::refresh(conn, asker, now).await?;
                (done, News::Accepted)
            }
            Decision::Refuse => {
                let done = organisation_members::delete(conn, id, asker, MembershipState::Pending).await?;
                (done, News::Refused)
            }
        };
        if done {
            write(core, conn, news, id, asker, None).await?;
        }
        Ok(done)
    })
    .await
}

/// That an organisation would keep an owner without this one.
async fn require_another_owner(conn: &mut Conn, id: OrganisationId, without: AccountId) -> Result<()> {
    let owners = organisation_members::owners(conn, id).await?;
    if owners.contains(&without) && owners.len() == 1 {
        return Err(Error::Forbidden(Denied::LastOwner));
    }
    Ok(())
}

/// Leaves an organisation, or takes back the wish to join it.
///
/// # Errors
/// [`Denied::LastOwner`]: hand it over first; [`Error::NotFound`].
pub async fn leave(core: &Core, by: &Principal, id: OrganisationId) -> Result<()> {
    let me = account(by)?;
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        let place = organisation_members::find(conn, id, me).await?.ok_or(Error::NotFound)?;
        if place.state == MembershipState::Active {
            require_another_owner(conn, id, me).await?;
        }
        organisation_members::delete(conn, id, me, place.state).await?;
        requests::left(conn, me, id).await?;
        levels::refresh(conn, me, core.clock.now()).await
    })
    .await
}

/// Takes somebody's place in an organisation away.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Denied::LastOwner`]; [`Error::NotFound`] if they do not belong to it.
pub async fn remove(core: &Core, by: &Principal, id: OrganisationId, member: AccountId) -> Result<()> {
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        require_another_owner(conn, id, member).await?;
        if organisation_members::delete(conn, id, member, MembershipState::Active).await? {
            requests::left(conn, member, id).await?;
            levels::refresh(conn, member, core.clock.now()).await
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}

/// Makes a member an owner, or an owner one of the staff.
///
/// # Errors
/// [`Denied::NotOwner`]; [`Denied::LastOwner`]; [`Error::NotFound`] if they do not belong to it.
pub async fn set_role(
    core: &Core,
    by: &Principal,
    id: OrganisationId,
    member: AccountId,
    role: OrganisationRole,
) -> Result<()> {
    core.change(async |conn| {
        organisations::get_locked(conn, id).await?;
        require_owner(conn, by, id).await?;
        if role == OrganisationRole::Staff {
            require_another_owner(conn, id, member).await?;
        }
        if organisation_members::set_role(conn, id, member, role).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}

/// Whether somebody still asks to join an organisation, for the letter that tells of it.
///
/// # Errors
/// If the database fails.
pub async fn is_asking(core: &Core, id: OrganisationId, asker: AccountId) -> Result<bool> {
    let place = organisation_members::find(&mut core.db.read().await?, id, asker).await?;
    Ok(place.is_some_and(|place| place.state == MembershipState::Pending))
}
