//! Ids of statuses. A post has its own id; the boost by which a forum announces a topic has the odd number above it.
//!
//! `crate::id` makes even numbers only, so both kinds live in one space, never meet, sort by the age of the post, and a
//! boost can be found without being stored.

use std::str::FromStr;

use crate::api::reply::Id;
use crate::api::{ApiError, ApiResult};
use crate::db::types::PostId;

/// What the id of a status names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusId {
    /// A post.
    Post(PostId),
    /// The announcement of a topic by its forum.
    Boost(PostId),
}

impl StatusId {
    /// The post, or the one that is boosted.
    pub(super) fn post(self) -> PostId {
        match self {
            Self::Post(id) | Self::Boost(id) => id,
        }
    }

    /// As it stands in JSON.
    pub(super) fn id(self) -> Id {
        match self {
            Self::Post(id) => Id(id.0),
            Self::Boost(id) => Id(id.0 | 1),
        }
    }
}

impl FromStr for StatusId {
    type Err = ApiError;

    fn from_str(text: &str) -> ApiResult<Self> {
        let number: i64 = parse(text)?;
        let post = PostId(number & !1);
        Ok(if number & 1 == 0 {
            Self::Post(post)
        } else {
            Self::Boost(post)
        })
    }
}

/// The id in a path; what is no id names nothing.
pub(super) fn parse<T: FromStr>(text: &str) -> ApiResult<T> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number).ok_or_else(ApiError::not_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boost_stands_right_above_its_post() {
        let post = StatusId::Post(PostId(116_000_000_000_000_000));
        let boost = StatusId::Boost(PostId(116_000_000_000_000_000));
        assert_eq!(boost.id().0, post.id().0 + 1);
        for id in [post, boost] {
            assert_eq!(id.id().to_string().parse::<StatusId>().ok(), Some(id));
        }
    }

    #[test]
    fn what_is_no_id_is_not_found() {
        for bad in ["", "x", "-1", "+1", "1.0", "99999999999999999999", "٣"] {
            assert!(parse::<PostId>(bad).is_err(), "{bad}");
        }
    }
}
