//! Looking for something, and showing what was found.

use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::App;
use crate::db::types::Language;
use crate::domain::search::{self, COUNTED, Found, Others, Place, Query as Wanted, Since, Sort, State};
use crate::domain::{Viewer, forums};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::i18n;
use crate::web::page::Page;
use crate::web::pages::feeds;
use crate::web::paths;
use crate::web::present::{count, forum_card, forum_name, handle, hit_rows};
use crate::web::view::{LANGUAGES, Pager, SelectOption};
use crate::web::visitor::Visitor;

use super::address::{address, address_at, feed_address};
use super::{Chip, Facet, SearchPage, Tab, TabLine, Typed};

/// Forums offered to ask in where nothing was found.
const ASK_IN: usize = 4;

/// GET `/search`.
pub(crate) async fn show(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Query(typed): Query<Typed>,
) -> Result<Page<SearchPage>> {
    let asked = typed.asked();
    let (query, tab) = (&asked.query, typed.tab());
    if query.is_empty() {
        let page = SearchPage {
            is_cut: query.is_cut,
            tab,
            ..SearchPage::default()
        };
        return Ok(Page::new(visitor.chrome(), page));
    }
    let viewer = &visitor.viewer;
    let found = search::find(&app.core, viewer, &asked).await?;
    let others = search::others(&app.core, viewer, query).await?;
    let language = visitor.language();
    let mut page = SearchPage {
        q: query.words(),
        is_asked: true,
        is_cut: query.is_cut,
        needs_word: found.needs_word,
        tab,
        tabs: tabs(query, asked.sort, &found, &others, tab),
        is_newest: asked.sort == Sort::Newest,
        this_order: address(query, tab, asked.sort),
        other_order: address(query, tab, other(asked.sort)),
        chips: chips(query, tab, asked.sort),
        by: query.author.clone().unwrap_or_default(),
        state: query.state.map(State::tag).unwrap_or_default().to_owned(),
        since: query.since.map(Since::tag).unwrap_or_default().to_owned(),
        feed: feed_address(query, tab),
        ..facets(&app, query, &found, language)
    };
    if tab == Tab::Forums {
        page.forums = others
            .forums
            .iter()
            .map(|view| forum_card(view, language, false))
            .collect();
    } else {
        page.hits = hit_rows(&found, language);
        page.pager = pager(query, tab, asked.sort, asked.place, found.next);
    }
    if page.hits.is_empty() && page.forums.is_empty() && viewer.account_id().is_some() {
        page.ask_in = ask_in(&app, viewer, query, language).await?;
    }
    Ok(Page::new(visitor.chrome(), page))
}

/// GET `/search/feed`: the newest that a guest finds.
pub(crate) async fn feed(Shared(app): Shared<App>, Query(typed): Query<Typed>, headers: HeaderMap) -> Result<Response> {
    let asked = typed.asked();
    let shown = search::newest(&app.core, &Viewer::Guest, &asked.query, asked.kind).await?;
    let (query, tab) = (&asked.query, typed.tab());
    let title = i18n::text(feeds::language(&app).into(), "search-heading");
    let words = if query.words().is_empty() {
        query.tags.join(" ")
    } else {
        query.words()
    };
    feeds::answer_at(
        &app,
        &headers,
        (&address(query, tab, Sort::Relevance), &feed_address(query, tab)),
        &format!("{title}: {words}"),
        &shown,
    )
}

fn other(sort: Sort) -> Sort {
    match sort {
        Sort::Relevance => Sort::Newest,
        Sort::Newest => Sort::Relevance,
    }
}

fn tabs(query: &Wanted, sort: Sort, found: &Found, others: &Others, tab: Tab) -> Vec<TabLine> {
    let line = |tab: Tab, number: i64, most: i64, href: String| TabLine {
        tab,
        count: count(number.min(most)),
        is_more: number > most,
        href,
    };
    let own = |tab: Tab| address(query, tab, sort);
    let mut tabs = vec![
        line(Tab::Topics, found.topics, COUNTED, own(Tab::Topics)),
        line(Tab::Replies, found.replies, COUNTED, own(Tab::Replies)),
    ];
    let forums = i64::try_from(others.forums.len()).unwrap_or(0);
    if forums > 0 || tab == Tab::Forums {
        tabs.push(line(Tab::Forums, forums, COUNTED, own(Tab::Forums)));
    }
    let encoded: String = url::form_urlencoded::byte_serialize(query.words().as_bytes()).collect();
    let elsewhere = [
        (Tab::People, others.people, paths::PEOPLE),
        (Tab::Organisations, others.organisations, paths::ORGANISATIONS),
    ];
    for (tab, number, page) in elsewhere {
        if let Some(number) = number.filter(|number| *number > 0) {
            tabs.push(line(tab, number, search::DIRECTORY_PAGE, format!("{page}?q={encoded}")));
        }
    }
    tabs
}

/// What the search is narrowed by, each with the search without it.
fn chips(query: &Wanted, tab: Tab, sort: Sort) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |key, value: &str, is_key, without: Wanted| {
        chips.push(Chip {
            key,
            value: value.to_owned(),
            is_key,
            href: address(&without, tab, sort),
        });
    };
    let without = |change: &dyn Fn(&mut Wanted)| {
        let mut query = query.clone();
        change(&mut query);
        query
    };
    if let Some(author) = &query.author {
        add("search-by", author, false, without(&|query| query.author = None));
    }
    if let Some(forum) = &query.forum {
        add("search-forum", forum, false, without(&|query| query.forum = None));
    }
    for tag in &query.tags {
        add(
            "search-tag",
            tag,
            false,
            without(&|query| query.tags.retain(|other| other != tag)),
        );
    }
    if let Some(state) = query.state {
        let key = SearchPage::states().into_iter().find(|(tag, _)| *tag == state.tag());
        add(
            "search-state",
            key.map_or("", |(_, key)| key),
            true,
            without(&|query| query.state = None),
        );
    }
    if let Some(language) = &query.language {
        add(
            "search-language",
            language_name(language),
            false,
            without(&|query| query.language = None),
        );
    }
    if let Some(server) = &query.server {
        add("search-server", server, false, without(&|query| query.server = None));
    }
    if let Some(since) = query.since {
        let key = SearchPage::times().into_iter().find(|(tag, _)| *tag == since.tag());
        add(
            "search-since",
            key.map_or("", |(_, key)| key),
            true,
            without(&|query| query.since = None),
        );
    }
    chips
}

fn language_name(tag: &str) -> &str {
    LANGUAGES
        .iter()
        .find(|(known, _)| *known == tag)
        .map_or(tag, |(_, name)| name)
}

/// The choices of the form. What is chosen is always among them, so that the form says what it does.
fn facets(app: &App, query: &Wanted, found: &Found, language: Language) -> SearchPage {
    let facets = &found.facets;
    let forums = facets.forums.iter().map(|((forum, actor, host), number)| {
        let title = forum.name(actor, language);
        let title = host
            .as_ref()
            .map_or_else(|| title.to_owned(), |host| format!("{title} · {host}"));
        (handle(actor, host.as_deref()), title, *number)
    });
    let own = app.core.config.host();
    SearchPage {
        forum: facet(query.forum.as_deref(), forums),
        tag: facet(
            Some(query.tags.join(",").as_str()).filter(|tags| !tags.is_empty()),
            facets
                .tags
                .iter()
                .map(|(tag, number)| (tag.clone(), format!("#{tag}"), *number)),
        ),
        language: facet(
            query.language.as_deref(),
            facets
                .languages
                .iter()
                .map(|(tag, number)| (tag.clone(), language_name(tag).to_owned(), *number)),
        ),
        server: facet(
            query.server.as_deref(),
            facets.servers.iter().map(|(host, number)| {
                let host = host.clone().unwrap_or_else(|| own.clone());
                (host.clone(), host, *number)
            }),
        ),
        ..SearchPage::default()
    }
}

fn facet(chosen: Option<&str>, choices: impl Iterator<Item = (String, String, i64)>) -> Facet {
    let mut options: Vec<SelectOption> = choices
        .map(|(value, name, number)| SelectOption {
            value,
            name: format!("{name} ({number})"),
        })
        .collect();
    let chosen = chosen.unwrap_or_default().to_owned();
    if !chosen.is_empty() && options.iter().all(|option| option.value != chosen) {
        options.insert(
            0,
            SelectOption {
                value: chosen.clone(),
                name: chosen.clone(),
            },
        );
    }
    Facet { options, chosen }
}

fn pager(query: &Wanted, tab: Tab, sort: Sort, place: Place, next: Option<Place>) -> Pager {
    let previous = match place {
        Place::Start | Place::Page(0) => None,
        Place::Page(page) => Some(Place::Page(page - 1)),
        Place::Before(_) => Some(Place::Start),
    };
    let at = |place| address_at(query, tab, sort, place);
    Pager {
        previous: previous.map(at),
        next: next.map(at),
    }
}

/// Where the question could be asked: in the forum that was searched, or in those of the index.
async fn ask_in(app: &App, viewer: &Viewer, query: &Wanted, language: Language) -> Result<Vec<(String, String)>> {
    let words = query.words();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let title: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let (local, _) = forums::index(&app.core, viewer).await?;
    let named = |name: &String| query.forum.as_ref().is_none_or(|forum| forum == name);
    Ok(local
        .iter()
        .map(|view| (forum_name(view), view.forum.name(&view.actor, language).to_owned()))
        .filter(|(name, _)| named(name))
        .take(ASK_IN)
        .map(|(name, forum)| (format!("{}?title={title}", paths::new_topic(&name)), forum))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::Kind;

    #[test]
    fn a_search_reads_back_from_its_address() {
        let query = Wanted::parse(
            "\"cold air\" -oil forum:energy tag:oee tag:\"هواء بارد\" is:solved lang:ar from:x.example since:week by:noura",
        );
        let address = address(&query, Tab::Replies, Sort::Newest);
        let typed: Typed = serde_urlencoded::from_str(address.split_once('?').map_or("", |(_, query)| query)).unwrap();
        let asked = typed.asked();
        assert_eq!(asked.query, query);
        assert_eq!(
            (asked.kind, asked.sort, typed.tab()),
            (Kind::Replies, Sort::Newest, Tab::Replies)
        );
    }

    #[test]
    fn each_chip_takes_away_what_it_says() {
        let query = Wanted::parse("pump forum:energy tag:oee is:solved");
        let chips = chips(&query, Tab::Topics, Sort::Relevance);
        let hrefs: Vec<&str> = chips.iter().map(|chip| chip.href.as_str()).collect();
        assert_eq!(
            hrefs,
            [
                "/search?q=pump&tag=oee&is=solved",
                "/search?q=pump&forum=energy&is=solved",
                "/search?q=pump&forum=energy&tag=oee",
            ]
        );
    }
}
