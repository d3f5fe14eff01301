//! A search as it stands in an address, and back.

use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::db::types::PostId;
use crate::domain::search::{Asked, Kind, Place, Query, Since, Sort, State, read_state};
use crate::web::paths;

use super::Tab;

/// What the form sends. `lang` is not among it: that is how a reader changes the language of any page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
    #[serde(rename = "type")]
    tab: String,
    by: String,
    forum: String,
    tag: String,
    is: String,
    language: String,
    from: String,
    since: String,
    sort: String,
    page: Option<usize>,
    before: Option<i64>,
}

impl Typed {
    /// What is asked for. What is typed into the box says more than a choice beside it, which may be an older one.
    pub(crate) fn query(&self) -> Query {
        let mut query = Query::parse(&self.q);
        if query.author.is_none() {
            query.narrow_author(&self.by);
        }
        if query.forum.is_none() {
            query.narrow_forum(&self.forum);
        }
        if query.server.is_none() {
            query.narrow_server(&self.from);
        }
        if query.language.is_none() {
            query.narrow_language(&self.language);
        }
        query.state = query.state.or_else(|| read_state(&self.is));
        query.since = query.since.or_else(|| Since::read(&self.since));
        for tag in self.tag.split([',', '،']) {
            query.add_tag(tag);
        }
        query
    }

    pub(super) fn tab(&self) -> Tab {
        match self.tab.as_str() {
            "replies" => Tab::Replies,
            "forums" => Tab::Forums,
            _ => Tab::Topics,
        }
    }

    pub(super) fn sort(&self) -> Sort {
        if self.sort == "newest" {
            Sort::Newest
        } else {
            Sort::Relevance
        }
    }

    pub(super) fn asked(&self) -> Asked {
        let sort = self.sort();
        let place = match (sort, self.before, self.page) {
            (Sort::Newest, Some(id), _) => Place::Before(PostId(id)),
            (Sort::Relevance, _, Some(page)) => Place::Page(page.min(1_000)),
            _ => Place::Start,
        };
        Asked {
            query: self.query(),
            kind: kind(self.tab()),
            sort,
            place,
        }
    }
}

fn kind(tab: Tab) -> Kind {
    match tab {
        Tab::Replies => Kind::Replies,
        _ => Kind::Topics,
    }
}

/// The address of a search from its beginning.
pub(super) fn address(query: &Query, tab: Tab, sort: Sort) -> String {
    format!("{}?{}", paths::SEARCH, fields(query, tab, sort))
}

/// The feed of the same.
pub(super) fn feed_address(query: &Query, tab: Tab) -> String {
    format!("{}?{}", paths::SEARCH_FEED, fields(query, tab, Sort::Relevance))
}

/// The address of a page of it.
pub(super) fn address_at(query: &Query, tab: Tab, sort: Sort, place: Place) -> String {
    let address = address(query, tab, sort);
    match place {
        Place::Start | Place::Page(0) => address,
        Place::Page(page) => format!("{address}&page={page}"),
        Place::Before(id) => format!("{address}&before={id}"),
    }
}

fn fields(query: &Query, tab: Tab, sort: Sort) -> String {
    let mut fields = Serializer::new(String::new());
    fields.append_pair("q", &query.words());
    let tags = query.tags.join(",");
    let chosen = [
        ("type", tab.tag()),
        ("by", query.author.as_deref().unwrap_or_default()),
        ("forum", query.forum.as_deref().unwrap_or_default()),
        ("tag", &tags),
        ("is", query.state.map(State::tag).unwrap_or_default()),
        ("language", query.language.as_deref().unwrap_or_default()),
        ("from", query.server.as_deref().unwrap_or_default()),
        ("since", query.since.map(Since::tag).unwrap_or_default()),
        ("sort", if sort == Sort::Newest { "newest" } else { "" }),
    ];
    for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
        fields.append_pair(name, value);
    }
    fields.finish()
}
