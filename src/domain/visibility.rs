//! The one rule of who may see what. HTML, JSON, feeds, ActivityPub, mail and exports all ask here.

use crate::db::accounts::Account;
use crate::db::posts::Post;
use crate::db::types::{AccountId, AccountState, ActorId, InstanceId, Role, Scope, Visibility};

use super::verification::{Right, rights};
use super::{Core, Principal};

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody.
    Guest,
    /// A member of this instance.
    Member {
        /// The account.
        account_id: AccountId,
        /// The public side.
        actor_id: ActorId,
        /// Rights.
        role: Role,
        /// Level of verification that counts at this moment.
        level: i32,
        /// Whether forums for verified members are open to them.
        is_verified: bool,
    },
    /// Another server, known by its signature.
    Peer {
        /// Which.
        instance_id: InstanceId,
        /// Whether forums of network scope reach it.
        is_trusted: bool,
    },
}

impl Viewer {
    /// The view of an account; a suspended or unconfirmed one sees what a guest sees.
    pub fn of(core: &Core, account: &Account) -> Self {
        match account.state {
            AccountState::Active => {
                let level = rights::level_of(account, core.clock.now());
                Self::Member {
                    account_id: account.id,
                    actor_id: account.actor_id,
                    role: account.role,
                    level,
                    is_verified: level >= Right::EnterVerifiedForums.level(&core.config.verification),
                }
            }
            AccountState::Pending | AccountState::Suspended => Self::Guest,
        }
    }

    /// The view of one who acts here; none of those who act elsewhere.
    pub fn of_member(core: &Core, by: &Principal) -> Option<Self> {
        Some(Self::Member {
            account_id: by.account_id?,
            actor_id: by.actor_id,
            role: by.role,
            level: by.level,
            is_verified: by.may(core, Right::EnterVerifiedForums),
        })
    }

    /// What the viewer may read, for queries.
    pub fn visibilities(&self) -> &'static [Visibility] {
        match self {
            Self::Member { is_verified: true, .. } => Visibility::ALL,
            Self::Member { is_verified: false, .. } => &[Visibility::Public, Visibility::Network, Visibility::Instance],
            Self::Peer { is_trusted: true, .. } => &[Visibility::Public, Visibility::Network],
            Self::Peer { is_trusted: false, .. } | Self::Guest => &[Visibility::Public],
        }
    }

    /// The scopes of the forums the viewer may know of, for queries.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Member { is_verified: true, .. } => Scope::ALL,
            Self::Member { is_verified: false, .. } => &[Scope::Public, Scope::Network, Scope::Instance],
            Self::Peer { is_trusted: true, .. } => &[Scope::Public, Scope::Network],
            Self::Peer { is_trusted: false, .. } | Self::Guest => &[Scope::Public],
        }
    }

    /// Whether the viewer may read something of this visibility.
    pub fn may_see(&self, visibility: Visibility) -> bool {
        self.visibilities().contains(&visibility)
    }

    /// Whether the viewer may know of a forum of this scope.
    pub fn may_enter(&self, scope: Scope) -> bool {
        self.may_see(scope.into())
    }

    /// Whether the viewer may read this post (its tombstone, if it was removed).
    pub fn may_read(&self, post: &Post) -> bool {
        self.may_see(post.visibility)
    }

    /// The actor of a member.
    pub fn actor_id(&self) -> Option<ActorId> {
        match self {
            Self::Member { actor_id, .. } => Some(*actor_id),
            Self::Guest | Self::Peer { .. } => None,
        }
    }

    /// The account of a member.
    pub fn account_id(&self) -> Option<AccountId> {
        match self {
            Self::Member { account_id, .. } => Some(*account_id),
            Self::Guest | Self::Peer { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_viewer_sees_what_the_scope_promises() {
        let local = |is_verified| Viewer::Member {
            account_id: AccountId(1),
            actor_id: ActorId(1),
            role: Role::Member,
            level: 0,
            is_verified,
        };
        let trusted = Viewer::Peer {
            instance_id: InstanceId(1),
            is_trusted: true,
        };
        let stranger = Viewer::Peer {
            instance_id: InstanceId(1),
            is_trusted: false,
        };
        let table = [
            (Viewer::Guest, [true, false, false, false]),
            (local(false), [true, true, true, false]),
            (local(true), [true, true, true, true]),
            (trusted, [true, true, false, false]),
            (stranger, [true, false, false, false]),
        ];
        for (viewer, expected) in table {
            let all = [
                Visibility::Public,
                Visibility::Network,
                Visibility::Instance,
                Visibility::Verified,
            ];
            assert_eq!(all.map(|v| viewer.may_see(v)), expected, "{viewer:?}");
        }
    }
}
