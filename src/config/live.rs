//! `[live]`: pages that change while they are looked at.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

/// Pages that change while they are looked at.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Live {
    /// Most connections that this process keeps open.
    pub connections: usize,
    /// Most connections of one member; the oldest one is closed for one more.
    pub per_member: usize,
    /// Address of the Redis that processes call each other through (`redis://` or `rediss://`, with a password in it where
    /// there is one); empty for none, and then other processes' changes are seen with a delay of a few seconds.
    pub redis_url: String,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            connections: 20_000,
            per_member: 16,
            redis_url: String::new(),
        }
    }
}

impl fmt::Debug for Live {
    /// The address holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live")
            .field("connections", &self.connections)
            .field("per_member", &self.per_member)
            .field("has_redis", &!self.redis_url.is_empty())
            .finish()
    }
}

impl Live {
    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        if self.per_member == 0 {
            return Some(("live.per_member", "must be at least 1"));
        }
        let is_redis = |url: Url| matches!(url.scheme(), "redis" | "rediss") && url.has_host();
        let is_fine = self.redis_url.is_empty() || Url::parse(&self.redis_url).is_ok_and(is_redis);
        (!is_fine).then_some(("live.redis_url", "must begin with redis:// or rediss://, or be empty"))
    }
}
