//! Who acts: a member of this instance, or an actor of another one speaking through a received activity.

use crate::db::Conn;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::types::{AccountId, AccountState, ActorId, InboxId, InstanceId, Role};

use super::error::{Denied, Error, Result};
use super::verification::{Right, rights};
use super::{Core, Viewer};

/// Who acts, and by what right.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The actor.
    pub actor_id: ActorId,
    /// The local account; none for remote actors and for the instance itself.
    pub account_id: Option<AccountId>,
    /// Rights on this instance. Remote actors are members at most, whatever their server says.
    pub role: Role,
    /// Level of verification that counts at this moment; 0 for remote actors.
    pub level: i32,
    /// Whether it decides on verifications.
    pub is_verifier: bool,
    /// Home server of a remote actor.
    pub instance_id: Option<InstanceId>,
    /// The received activity that carries the wish.
    pub inbox_id: Option<InboxId>,
    /// The remote forum that vouched for the wish by announcing it itself.
    pub announced_by: Option<ActorId>,
}

impl Principal {
    /// A signed-in member.
    ///
    /// # Errors
    /// [`Denied::Suspended`] or [`Denied::Unconfirmed`] if the account is not in use.
    pub fn member(core: &Core, account: &Account) -> Result<Self> {
        match account.state {
            AccountState::Active => Ok(Self {
                actor_id: account.actor_id,
                account_id: Some(account.id),
                role: account.role,
                level: rights::level_of(account, core.clock.now()),
                is_verifier: account.is_verifier || account.role == Role::Admin,
                instance_id: None,
                inbox_id: None,
                announced_by: None,
            }),
            AccountState::Pending => Err(Error::Forbidden(Denied::Unconfirmed)),
            AccountState::Suspended => Err(Error::Forbidden(Denied::Suspended)),
        }
    }

    /// The member who looks, to ask what they might do. Whether they verify, the account alone says.
    pub fn of(viewer: &Viewer) -> Option<Self> {
        let Viewer::Member {
            account_id,
            actor_id,
            role,
            level,
            ..
        } = *viewer
        else {
            return None;
        };
        Some(Self {
            actor_id,
            account_id: Some(account_id),
            role,
            level,
            is_verifier: false,
            instance_id: None,
            inbox_id: None,
            announced_by: None,
        })
    }

    /// A remote actor, speaking through the received activity `inbox_id`, announced by a forum or sent by itself.
    pub fn remote(actor: &Actor, inbox_id: Option<InboxId>, announced_by: Option<ActorId>) -> Self {
        Self {
            actor_id: actor.id,
            account_id: None,
            role: Role::Member,
            level: 0,
            is_verifier: false,
            instance_id: actor.instance_id,
            inbox_id,
            announced_by,
        }
    }

    /// Whether it acts from this instance.
    pub fn is_local(&self) -> bool {
        self.instance_id.is_none()
    }

    /// That the principal administers this instance.
    ///
    /// # Errors
    /// [`Denied::NotAdmin`].
    pub fn require_admin(&self) -> Result<()> {
        if self.is_local() && self.role == Role::Admin {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::NotAdmin))
        }
    }

    /// Whether it moderates this instance.
    pub fn is_staff(&self) -> bool {
        self.is_local() && matches!(self.role, Role::Moderator | Role::Admin)
    }

    /// Whether a member has what `right` takes. What remote actors may do, forums say.
    pub fn may(&self, core: &Core, right: Right) -> bool {
        self.is_local() && self.level >= right.level(&core.config.verification)
    }

    /// That a member has what `right` takes.
    ///
    /// # Errors
    /// [`Denied::Unverified`].
    pub fn require(&self, core: &Core, right: Right) -> Result<()> {
        if self.may(core, right) {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::Unverified))
        }
    }

    /// That the principal decides on verifications. Gives its account.
    ///
    /// # Errors
    /// [`Denied::NotVerifier`].
    pub fn require_verifier(&self) -> Result<AccountId> {
        match self.account_id {
            Some(account) if self.is_local() && self.is_verifier => Ok(account),
            _ => Err(Error::Forbidden(Denied::NotVerifier)),
        }
    }

    /// Whether the principal moderates `forum`. Of a local forum: its moderators, wherever they live, and our staff. Of a
    /// remote forum: those moderators that live here, and elsewhere only what the forum announced itself and actors of the
    /// forum's own server (FEP-1b12): our list of its moderators may be old.
    pub async fn moderates(&self, conn: &mut Conn, forum: &Forum, forum_actor: &Actor) -> Result<bool> {
        if forum.is_local && self.is_staff() {
            return Ok(true);
        }
        if !forum.is_local && !self.is_local() {
            let by_its_word = self.announced_by == Some(forum.actor_id);
            return Ok(by_its_word || self.instance_id == forum_actor.instance_id);
        }
        Ok(forums::is_moderator(conn, forum.id, self.actor_id).await?)
    }

    /// That the principal moderates `forum`.
    ///
    /// # Errors
    /// [`Denied::NotModerator`].
    pub async fn require_moderator(&self, conn: &mut Conn, forum: &Forum, forum_actor: &Actor) -> Result<()> {
        if self.moderates(conn, forum, forum_actor).await? {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::NotModerator))
        }
    }
}
