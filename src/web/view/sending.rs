//! What a member sent to a forum elsewhere and what is not confirmed there.

use super::Stamp;

/// How far something sent is, for who sent it.
#[derive(Debug, Clone)]
pub struct SendView {
    /// Key of the sentence about `$name`, the forum's server.
    pub key: &'static str,
    /// How it looks.
    pub look: SendLook,
    /// The forum's server.
    pub host: String,
    /// Key of the reason, if it is known.
    pub why: Option<&'static str>,
    /// The reason in the words of that server; may be empty.
    pub words: String,
    /// Whether sending it once more may help.
    pub may_retry: bool,
}

/// How it looks: on its way, or not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendLook {
    /// On its way.
    Open,
    /// Refused, or never there.
    Failed,
}

impl SendLook {
    /// The class of the line.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Open => "sending",
            Self::Failed => "sending sending-failed",
        }
    }

    /// The icon before it.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Open => "clock",
            Self::Failed => "triangle-alert",
        }
    }
}

/// One thing of the list of what a member sent.
#[derive(Debug, Clone)]
pub struct SendLine {
    /// The post concerned.
    pub post: i64,
    /// Where it is read.
    pub href: String,
    /// Its title or first words.
    pub title: String,
    /// How far it is.
    pub state: SendView,
    /// When it was sent.
    pub at: Stamp,
}
