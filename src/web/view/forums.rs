//! Forums, as cards, lines and the head of their page.

use super::{PersonLine, Stamp};

/// Who may read a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Verified members of this instance.
    Verified,
    /// Members of this instance.
    Instance,
    /// Members of servers this instance trusts.
    Network,
    /// Everybody.
    Public,
}

impl Scope {
    /// All of them, narrow to wide.
    pub const ALL: [Self; 4] = [Self::Verified, Self::Instance, Self::Network, Self::Public];

    /// The value in forms.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Instance => "instance",
            Self::Network => "network",
            Self::Public => "public",
        }
    }

    /// The key of its short name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verified => "scope-verified",
            Self::Instance => "scope-instance",
            Self::Network => "scope-network",
            Self::Public => "scope-public",
        }
    }

    /// The key of the sentence that says who will read a post.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Verified => "scope-verified-sentence",
            Self::Instance => "scope-instance-sentence",
            Self::Network => "scope-network-sentence",
            Self::Public => "scope-public-sentence",
        }
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Verified => "badge-check",
            Self::Instance => "lock",
            Self::Network => "network",
            Self::Public => "globe",
        }
    }
}

/// Who may begin a topic in a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posting {
    /// Every member.
    Members,
    /// Those who are verified here; they alone reply, too.
    Verified,
    /// Its moderators.
    Moderators,
}

impl Posting {
    /// All of them, wide to narrow.
    pub const ALL: [Self; 3] = [Self::Members, Self::Verified, Self::Moderators];

    /// The value in forms.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Verified => "verified",
            Self::Moderators => "moderators",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Members => "posting-members",
            Self::Verified => "posting-verified",
            Self::Moderators => "posting-moderators",
        }
    }
}

/// A forum in the index.
#[derive(Debug, Clone)]
pub struct ForumCard {
    /// Name in addresses: `energy`, or `energy@jeddah.example` from elsewhere.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is about, plain text.
    pub summary: String,
    /// Who may read it.
    pub scope: Scope,
    /// The server it lives on, when it is not this one.
    pub origin: Option<String>,
    /// Topics in it, as far as this instance knows.
    pub topics: u32,
    /// Followers, as far as this instance knows.
    pub members: u32,
    /// When something last happened in it.
    pub active_at: Option<Stamp>,
    /// Whether the viewer follows it.
    pub followed: bool,
    /// Topics in it with something new for the viewer, up to a hundred.
    pub unread: u32,
}

/// A forum in a short list.
#[derive(Debug, Clone)]
pub struct ForumLine {
    /// Name in addresses.
    pub name: String,
    /// Title.
    pub title: String,
    /// The server it lives on, when it is not this one.
    pub origin: Option<String>,
    /// Topics in it with something new for the viewer, up to a hundred.
    pub unread: u32,
}

/// The head and the context column of a forum's page.
#[derive(Debug, Clone)]
pub struct ForumHead {
    /// Name in addresses: `energy`, or `energy@jeddah.example` from elsewhere.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is about, plain text.
    pub summary: String,
    /// Who may read it.
    pub scope: Scope,
    /// Who may begin a topic.
    pub posting: Posting,
    /// The server it lives on, when it is not this one.
    pub origin: Option<String>,
    /// `!energy@riyadh.example`, to be followed from elsewhere.
    pub address: String,
    /// Where it lives, when it is not here.
    pub remote_url: Option<String>,
    /// Topics in it.
    pub topics: u32,
    /// Followers.
    pub members: u32,
    /// When it was founded here, or first seen.
    pub since: Stamp,
    /// Who keeps order.
    pub moderators: Vec<PersonLine>,
    /// Whether the viewer follows it; `None` for a guest.
    pub followed: Option<bool>,
    /// A request to follow waits for the other server's answer.
    pub pending: bool,
    /// Whether the viewer may begin a topic.
    pub may_post: bool,
    /// They would have to be verified first.
    pub needs_level: bool,
    /// Whether the viewer may change the forum.
    pub may_edit: bool,
    /// Whether the viewer keeps order in it.
    pub may_moderate: bool,
    /// What keeps the viewer out.
    pub banned: Option<BanView>,
}

/// That somebody may not write in a forum.
#[derive(Debug, Clone)]
pub struct BanView {
    /// Why; may be empty.
    pub reason: String,
    /// Until when; none for ever.
    pub until: Option<Stamp>,
}

/// Which forums the index shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexTab {
    /// Those of this instance.
    Local,
    /// Those the viewer follows, here and elsewhere.
    Followed,
    /// Those of other servers this instance knows.
    Discover,
}

impl IndexTab {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Local, Self::Followed, Self::Discover];

    /// The value of `?show=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Followed => "followed",
            Self::Discover => "discover",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Local => "forums-tab-local",
            Self::Followed => "forums-tab-followed",
            Self::Discover => "forums-tab-discover",
        }
    }
}

/// Which topics a forum shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicTab {
    /// Every type.
    All,
    /// Questions.
    Questions,
    /// Discussions.
    Discussions,
    /// Announcements.
    Announcements,
}

impl TopicTab {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::All, Self::Questions, Self::Discussions, Self::Announcements];

    /// The value of `?type=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Questions => "question",
            Self::Discussions => "discussion",
            Self::Announcements => "announcement",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "topics-tab-all",
            Self::Questions => "topics-tab-questions",
            Self::Discussions => "topics-tab-discussions",
            Self::Announcements => "topics-tab-announcements",
        }
    }
}

/// The order of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Last activity first.
    Active,
    /// Newest first.
    New,
    /// Questions without an answer, newest first.
    Unanswered,
    /// Most votes first.
    Top,
}

impl Sort {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Active, Self::New, Self::Unanswered, Self::Top];

    /// The value of `?sort=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::New => "new",
            Self::Unanswered => "unanswered",
            Self::Top => "top",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "sort-active",
            Self::New => "sort-new",
            Self::Unanswered => "sort-unanswered",
            Self::Top => "sort-top",
        }
    }
}
