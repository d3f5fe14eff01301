//! How a member stands to somebody.

use serde::Serialize;

use crate::api::reply::Id;
use crate::db::types::FollowState;
use crate::domain::people::Relation;

/// A relationship. Blocks and mutes do not exist yet.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Relationship {
    id: Id,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    languages: Option<u8>,
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: &'static str,
}

impl From<&Relation> for Relationship {
    fn from(relation: &Relation) -> Self {
        let following = relation.following == Some(FollowState::Accepted);
        Self {
            id: Id(relation.id.0),
            following,
            showing_reblogs: following,
            notifying: false,
            languages: None,
            followed_by: relation.followed_by,
            blocking: false,
            blocked_by: false,
            muting: false,
            muting_notifications: false,
            requested: relation.following == Some(FollowState::Pending),
            requested_by: false,
            domain_blocking: false,
            endorsed: false,
            note: "",
        }
    }
}
