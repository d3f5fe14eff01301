//! `[moderation]`: what newcomers may do, and how long hidden posts are kept.

use serde::{Deserialize, Serialize};

/// What newcomers may do, and how long hidden posts are kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Moderation {
    /// Days after registration during which somebody is a newcomer; whoever is verified is none.
    pub newcomer_days: u16,
    /// Posts that a newcomer may write in a day.
    pub newcomer_posts: u16,
    /// Links to other sites in one post of a newcomer.
    pub newcomer_links: u16,
    /// People named in one post of a newcomer.
    pub newcomer_mentions: u16,
    /// Days for which the text of a post that moderators hid is kept, so that it can be restored.
    pub hidden_days: i64,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            newcomer_days: 3,
            newcomer_posts: 20,
            newcomer_links: 3,
            newcomer_mentions: 5,
            hidden_days: 90,
        }
    }
}

impl Moderation {
    /// The key of a value that makes no sense, and what is wrong with it.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        (self.hidden_days < 1).then_some(("moderation.hidden_days", "must be at least 1"))
    }
}
