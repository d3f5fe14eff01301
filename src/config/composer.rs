//! Writing, and what becomes of questions.

use serde::{Deserialize, Serialize};

/// Writing: what waits before it goes out, drafts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Composer {
    /// Seconds for which a new topic or reply can be taken back before anybody is told of it; 0 tells at once.
    pub undo_seconds: u32,
    /// Most drafts of one member.
    pub drafts: u32,
}

/// What becomes of questions that nobody answers or settles.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Questions {
    /// Hours without an answer after which members of that expertise are asked to look; 0 for never.
    pub nudge_hours: i64,
    /// Most such requests to one member in a week.
    pub nudges_a_week: i64,
    /// Most members asked about one question.
    pub nudged_members: i64,
    /// Days after which somebody who asked and got answers is reminded to accept one; 0 for never.
    pub remind_days: i64,
    /// Days without any activity after which a question that nobody settled is closed; 0 for never.
    pub stale_days: i64,
}

impl Default for Composer {
    fn default() -> Self {
        Self {
            undo_seconds: 30,
            drafts: 50,
        }
    }
}

impl Default for Questions {
    fn default() -> Self {
        Self {
            nudge_hours: 48,
            nudges_a_week: 2,
            nudged_members: 20,
            remind_days: 14,
            stale_days: 180,
        }
    }
}
