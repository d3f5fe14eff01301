//! Who may write to whom. People know each other if the one who is written to follows the other, if they work for the same
//! organisation, or if they are in a conversation already; those who keep order here are known to everybody. That somebody
//! follows a member does not make the member know them: it would cost nothing.

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::messages::{blocks, members, settings};
use crate::db::types::{AccountId, AccountState, ActorId, ConversationId, FollowState, MemberState, Welcome};
use crate::db::{accounts, follows, organisation_members};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Principal};

use super::STRANGERS_PER_HOUR;

/// How somebody comes into a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Admission {
    /// The account of a member of this instance.
    pub(super) account: Option<AccountId>,
    /// How they stand: among strangers' requests, in it, or (whoever blocks the other) neither, which nobody is told.
    pub(super) state: MemberState,
    /// Whether what they read is shown.
    pub(super) shows_read: bool,
}

/// How `who` comes into a conversation that `by` brings them into.
///
/// # Errors
/// [`Denied::NotWelcome`] if they want nothing of strangers; [`Error::NotFound`] if they are not in use; [`Error::Limited`].
pub(super) async fn admit(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    who: &Actor,
    into: ConversationId,
) -> Result<Admission> {
    if !who.is_local() {
        return Ok(Admission {
            account: None,
            state: MemberState::Accepted,
            shows_read: false,
        });
    }
    let account = accounts::find_by_actor(conn, who.id).await?.ok_or(Error::NotFound)?;
    if account.state != AccountState::Active {
        return Err(Error::NotFound);
    }
    let settings = settings::get(conn, account.id).await?;
    let admission = |state| Admission {
        account: Some(account.id),
        state,
        shows_read: settings.shows_read,
    };
    // What somebody set is no secret, and whom they block is: so the setting is looked at first.
    let is_known = knows(conn, (account.id, who.id), by, into).await?;
    if !is_known && settings.from_whom != Welcome::Everybody {
        return Err(Error::Forbidden(Denied::NotWelcome));
    }
    if settings.from_whom == Welcome::Nobody && !by.is_staff() {
        return Err(Error::Forbidden(Denied::NotWelcome));
    }
    if !is_known {
        require_modest(core, conn, by).await?;
    }
    if blocks::exists(conn, who.id, by.actor_id).await? {
        return Ok(admission(MemberState::Declined));
    }
    Ok(admission(if is_known {
        MemberState::Accepted
    } else {
        MemberState::Requested
    }))
}

/// Whether a member knows somebody.
async fn knows(
    conn: &mut Conn,
    (account, actor): (AccountId, ActorId),
    by: &Principal,
    except: ConversationId,
) -> Result<bool> {
    if by.is_staff() {
        return Ok(true);
    }
    let follow = follows::find(conn, actor, by.actor_id).await?;
    if follow.is_some_and(|follow| follow.state == FollowState::Accepted) {
        return Ok(true);
    }
    if let Some(other) = by.account_id {
        let places = organisation_members::list_of(conn, &[account, other]).await?;
        let of = |who| places.iter().filter(move |(one, _)| *one == who).map(|(_, at)| at.id);
        if of(account).any(|id| of(other).any(|other| other == id)) {
            return Ok(true);
        }
    }
    Ok(members::have_common(conn, actor, by.actor_id, except).await?)
}

/// That somebody has not just written to many who do not know them.
async fn require_modest(core: &Core, conn: &mut Conn, by: &Principal) -> Result<()> {
    let since = core.clock.now().plus(TimeDelta::hours(-1));
    if members::count_asked(conn, by.actor_id, since).await? >= STRANGERS_PER_HOUR {
        return Err(Error::Limited(3_600));
    }
    Ok(())
}
