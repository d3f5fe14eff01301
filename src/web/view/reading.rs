//! What a member watches and mutes.

/// How much a member wants to hear of a forum or a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Of everything new.
    Watch,
    /// Of what concerns them.
    Normal,
    /// Of nothing.
    Mute,
}

impl Level {
    /// All of them, much to little.
    pub const ALL: [Self; 3] = [Self::Watch, Self::Normal, Self::Mute];

    /// The value in forms.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Normal => "normal",
            Self::Mute => "mute",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Watch => "level-watch",
            Self::Normal => "level-normal",
            Self::Mute => "level-mute",
        }
    }

    /// The key of the sentence that says what it does, in a forum.
    #[must_use]
    pub const fn of_forum(self) -> &'static str {
        match self {
            Self::Watch => "level-watch-forum",
            Self::Normal => "level-normal-help",
            Self::Mute => "level-mute-help",
        }
    }

    /// The key of the sentence that says what it does, in a topic.
    #[must_use]
    pub const fn of_topic(self) -> &'static str {
        match self {
            Self::Watch => "level-watch-topic",
            Self::Normal => "level-normal-help",
            Self::Mute => "level-mute-help",
        }
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Watch => "bell-ring",
            Self::Normal => "bell",
            Self::Mute => "bell-off",
        }
    }
}
