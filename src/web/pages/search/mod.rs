//! `/search`: one box over everything, narrowed by a form that works by its address.

mod address;
mod show;

use askama::Template;

use crate::web::view::{ForumCard, HitRow, Pager, SelectOption};
use crate::web::{filters, paths};

pub(crate) use self::address::Typed;
pub(crate) use self::show::{feed, show};

/// What is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// Topics.
    #[default]
    Topics,
    /// Replies.
    Replies,
    /// Forums.
    Forums,
    /// People; a page of their own.
    People,
    /// Organisations; a page of their own.
    Organisations,
}

impl Tab {
    /// As it stands in addresses.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Topics => "",
            Self::Replies => "replies",
            Self::Forums => "forums",
            Self::People => "people",
            Self::Organisations => "organisations",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Topics => "search-topics",
            Self::Replies => "search-replies",
            Self::Forums => "place-forums",
            Self::People => "place-people",
            Self::Organisations => "place-organisations",
        }
    }
}

/// A tab with how much stands behind it.
#[derive(Debug, Clone)]
pub struct TabLine {
    /// Which.
    pub tab: Tab,
    /// How much was found.
    pub count: u32,
    /// Whether there is more than that.
    pub is_more: bool,
    /// Where it leads.
    pub href: String,
}

/// Something the search is narrowed by.
#[derive(Debug, Clone)]
pub struct Chip {
    /// The key of what it is.
    pub key: &'static str,
    /// What it has to be; a key, if `is_key`.
    pub value: String,
    /// Whether the value is a key of our words.
    pub is_key: bool,
    /// The search without it.
    pub href: String,
}

/// Choices of one kind, and which is chosen.
#[derive(Debug, Clone, Default)]
pub struct Facet {
    /// What there is among what was found.
    pub options: Vec<SelectOption>,
    /// What was chosen.
    pub chosen: String,
}

/// `/search`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/search/show.html")]
pub struct SearchPage {
    /// Words, as typed.
    pub q: String,
    /// Whether anything was asked.
    pub is_asked: bool,
    /// Whether it was too much to look for all of it.
    pub is_cut: bool,
    /// Whether what was asked takes a word.
    pub needs_word: bool,
    /// Where the reader is.
    pub tab: Tab,
    /// All tabs.
    pub tabs: Vec<TabLine>,
    /// Whether the newest come first.
    pub is_newest: bool,
    /// The search from its beginning.
    pub this_order: String,
    /// The same in the other order.
    pub other_order: String,
    /// What it is narrowed by.
    pub chips: Vec<Chip>,
    /// By whom, as asked for by an operator.
    pub by: String,
    /// Choice of a forum.
    pub forum: Facet,
    /// Choice of a tag.
    pub tag: Facet,
    /// Choice of a language.
    pub language: Facet,
    /// Choice of a server.
    pub server: Facet,
    /// What the topic is: the tag of a state.
    pub state: String,
    /// How old at most.
    pub since: String,
    /// Topics or replies.
    pub hits: Vec<HitRow>,
    /// Forums.
    pub forums: Vec<ForumCard>,
    /// Ways on.
    pub pager: Pager,
    /// Address of the feed.
    pub feed: String,
    /// Forums to ask in, where nothing was found: addresses and titles.
    pub ask_in: Vec<(String, String)>,
}

impl SearchPage {
    /// Whether anything narrows it besides words.
    fn is_narrowed(&self) -> bool {
        !self.chips.is_empty()
    }

    /// Whether this tab shows posts.
    fn has_posts(&self) -> bool {
        matches!(self.tab, Tab::Topics | Tab::Replies)
    }

    /// What the topic can be: its tag, and the key of its name.
    fn states() -> [(&'static str, &'static str); 5] {
        [
            ("question", "search-is-question"),
            ("open", "search-is-open"),
            ("solved", "search-is-solved"),
            ("discussion", "search-is-discussion"),
            ("announcement", "search-is-announcement"),
        ]
    }

    /// How old at most, likewise.
    fn times() -> [(&'static str, &'static str); 4] {
        [
            ("day", "search-since-day"),
            ("week", "search-since-week"),
            ("month", "search-since-month"),
            ("year", "search-since-year"),
        ]
    }

    /// Operators that are explained: an example, and the key of what it does.
    fn operators() -> [(&'static str, &'static str); 8] {
        [
            ("\"air leak\"", "search-help-phrase"),
            ("-oil", "search-help-without"),
            ("forum:energy", "search-help-forum"),
            ("tag:oee", "search-help-tag"),
            ("author:noura", "search-help-author"),
            ("is:question is:solved", "search-help-is"),
            ("lang:ar", "search-help-lang"),
            ("from:jeddah.example", "search-help-from"),
        ]
    }
}
