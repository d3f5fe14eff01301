//! `/trainings`: what is on, day by day, as a list or as a month, narrowed by a form that works by its address.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use crate::app::App;
use crate::db::types::{Language, TermKind, TrainingLevel, UtcTime};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::Shown;
use crate::domain::trainings::calendar::{self, Found, Month, Search, View};
use crate::domain::trainings::may_publish;
use crate::domain::{Viewer, forums};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::present::{
    cursor, day_view, forum_name, options, price_words, training_card, training_level_key, wording,
};
use crate::web::view::{AgendaDay, FacetView, LANGUAGES, MonthView, Pager, SelectOption, TrainingCard, WEEKDAYS};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

use super::month::month_view;

/// Prices up to which one looks, in riyals.
const PRICES: [i64; 6] = [0, 250, 500, 1_000, 2_500, 5_000];

/// What the address says, by name.
pub(super) type Asked = HashMap<String, String>;

/// How the calendar is shown.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Days with what is on them.
    Agenda(Vec<AgendaDay>),
    /// Trainings, the next first.
    List(Vec<TrainingCard>),
    /// Those that are over, the latest first.
    Past(Vec<TrainingCard>),
    /// A month.
    Month(Box<MonthView>),
}

impl Shape {
    fn is(&self, name: &str) -> bool {
        name == match self {
            Self::Agenda(_) => "agenda",
            Self::List(_) => "list",
            Self::Past(_) => "past",
            Self::Month(_) => "month",
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Agenda(days) => days.is_empty(),
            Self::List(cards) | Self::Past(cards) => cards.is_empty(),
            Self::Month(_) => false,
        }
    }
}

/// What narrows the calendar, as the form shows it.
#[derive(Debug, Clone, Default)]
pub struct Narrowing {
    /// Words.
    pub words: String,
    /// Words of who teaches.
    pub provider: String,
    /// What one chooses from lists.
    pub facets: Vec<FacetView>,
    /// What is on or off: name, key of its words, icon, and whether it is on.
    pub switches: Vec<(&'static str, &'static str, &'static str, bool)>,
    /// How many limits there are.
    pub chosen: usize,
}

/// `/trainings`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/calendar.html")]
pub struct CalendarPage {
    /// What is shown.
    pub shape: Shape,
    /// What narrows it.
    pub narrowing: Narrowing,
    /// Addresses of the same in each shape: its name, the key of its words, icon, address.
    pub shapes: Vec<(&'static str, &'static str, &'static str, String)>,
    /// The same as a calendar program reads it.
    pub ics: String,
    /// Whether the viewer may offer a training.
    pub may_publish: bool,
    /// Whether the viewer has an account.
    pub is_member: bool,
    /// The day that was asked for, if it is not today.
    pub from: Option<String>,
    /// Ways on.
    pub pager: Pager,
}

pub(super) fn search(asked: &Asked) -> Search {
    Search::read(|name| asked.get(name).map(String::as_str))
}

/// The address of a search.
pub(super) fn address(page: &str, search: &Search, extra: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(search.pairs()).extend_pairs(extra);
    let query = query.finish();
    if query.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?{query}")
    }
}

/// GET `/trainings`.
pub(crate) async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Page<CalendarPage>> {
    let (core, viewer, language) = (&app.core, &visitor.viewer, visitor.language());
    let search = search(&asked);
    let today = calendar::date(core.clock.now());
    let (name, view) = view(&asked, today);
    let after = asked.get("after").and_then(|text| cursor::read(text));
    let found = calendar::look(core, viewer, &search, view, after).await?;
    let terms = Taxonomy::load(core).await?;
    let shape = shape(&found, view, (&search, &terms), (today, language));
    let from = asked
        .get("from")
        .filter(|_| view_from(view).is_some_and(|from| calendar::date(from) != today));
    let mut extra: Vec<(&str, &str)> = Vec::new();
    if name != "agenda" {
        extra.push(("view", name));
    }
    extra.extend(from.map(|from| ("from", from.as_str())));
    let next = found.next.map(cursor::write);
    let page = CalendarPage {
        shape,
        narrowing: narrowing(&app, viewer, &search, &terms, language).await?,
        shapes: shapes(&search),
        ics: address(
            paths::TRAININGS_ICS,
            &Search {
                mine: false,
                ..search.clone()
            },
            &[],
        ),
        may_publish: may_publish(core, viewer),
        is_member: viewer.account_id().is_some(),
        from: from.map(|_| day_view(view_from(view).map_or(today, calendar::date), language).date),
        pager: Pager {
            previous: after.map(|_| address(paths::TRAININGS, &search, &extra)),
            next: next.map(|next| {
                let mut extra = extra.clone();
                extra.push(("after", next.as_str()));
                address(paths::TRAININGS, &search, &extra)
            }),
        },
    };
    Ok(Page::new(visitor.chrome(), page))
}

/// What is asked for: its name in addresses, and what that is.
fn view(asked: &Asked, today: NaiveDate) -> (&'static str, View) {
    match asked.get("view").map(String::as_str) {
        Some("list") => ("list", View::List),
        Some("past") => ("past", View::Past),
        Some("month") => {
            let month = asked.get("month").and_then(|typed| Month::read(typed, today));
            ("month", View::Month(month.unwrap_or(Month::of(today))))
        }
        _ => {
            let from = asked.get("from").and_then(|typed| typed.parse::<NaiveDate>().ok());
            // A day that is no day of ours would be an address without an end.
            let from = from.filter(|day| Month::read(&Month::of(*day).written(), today).is_some());
            ("agenda", View::Agenda(calendar::day_start(from.unwrap_or(today))))
        }
    }
}

fn view_from(view: View) -> Option<UtcTime> {
    match view {
        View::Agenda(from) => Some(from),
        View::List | View::Past | View::Month(_) => None,
    }
}

fn shape(
    found: &Found,
    view: View,
    (search, terms): (&Search, &Taxonomy),
    (today, language): (NaiveDate, Language),
) -> Shape {
    let cards = cards(found, &found.shown, terms, language);
    match view {
        View::Agenda(_) => Shape::Agenda(agenda(cards, today)),
        View::List => Shape::List(cards),
        View::Past => Shape::Past(cards),
        View::Month(month) => Shape::Month(Box::new(month_view(month, cards, search, (today, language)))),
    }
}

/// Everything that was found, in its order.
pub(crate) fn cards(found: &Found, shown: &Shown, terms: &Taxonomy, language: Language) -> Vec<TrainingCard> {
    found
        .among(shown)
        .map(|row| training_card(row, shown, terms, language))
        .collect()
}

/// Trainings under the days that they are on.
pub(super) fn agenda(cards: Vec<TrainingCard>, today: NaiveDate) -> Vec<AgendaDay> {
    let mut days: Vec<AgendaDay> = Vec::new();
    for card in cards {
        match days.last_mut() {
            Some(last) if last.day.machine == card.day.machine => last.trainings.push(card),
            _ => days.push(AgendaDay {
                is_today: card.day.machine == today.to_string(),
                day: card.day.clone(),
                trainings: vec![card],
            }),
        }
    }
    days
}

fn shapes(search: &Search) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let at = |extra: &[(&str, &str)]| address(paths::TRAININGS, search, extra);
    vec![
        ("agenda", "calendar-agenda", "calendar-days", at(&[])),
        ("list", "calendar-list", "list", at(&[("view", "list")])),
        ("month", "calendar-month", "table", at(&[("view", "month")])),
    ]
}

async fn narrowing(
    app: &App,
    viewer: &Viewer,
    search: &Search,
    terms: &Taxonomy,
    language: Language,
) -> Result<Narrowing> {
    let word = |key: &str| wording(language, key).into_owned();
    let option = |value: &str, name: String| SelectOption {
        value: value.to_owned(),
        name,
    };
    let facet = |name, key, options, chosen: String| FacetView {
        name,
        key,
        options,
        chosen,
    };
    let (local, remote) = forums::index(&app.core, viewer).await?;
    let forums = local
        .iter()
        .chain(&remote)
        .map(|view| option(&forum_name(view), view.forum.name(&view.actor, language).to_owned()));
    let places = [("onsite", "calendar-onsite"), ("online", "calendar-online")];
    let place = search
        .online
        .map_or("", |online| if online { "online" } else { "onsite" });
    let levels = [
        TrainingLevel::Beginner,
        TrainingLevel::Intermediate,
        TrainingLevel::Advanced,
    ];
    let level = search.level.map_or("", TrainingLevel::as_str);
    let price = search.price_max.map_or_else(String::new, |price| price.to_string());
    let mut prices = PRICES.to_vec();
    prices.extend(search.price_max.filter(|price| !PRICES.contains(price)));
    let price_name = |price: i64| match price {
        0 => word("training-free"),
        price => format!("{} {}", word("calendar-up-to"), price_words(price, language)),
    };
    let facets = vec![
        facet("forum", "calendar-forum", forums.collect(), search.forum.clone()),
        facet(
            "technology",
            "case-technology",
            options(terms, TermKind::Technology, &search.technology, language),
            search.technology.clone(),
        ),
        facet(
            "region",
            "case-region",
            options(terms, TermKind::Region, &search.region, language),
            search.region.clone(),
        ),
        facet(
            "place",
            "training-place",
            places.map(|(value, key)| option(value, word(key))).to_vec(),
            place.to_owned(),
        ),
        facet(
            "language",
            "training-languages",
            LANGUAGES.map(|(tag, name)| option(tag, name.to_owned())).to_vec(),
            search.language.clone(),
        ),
        facet(
            "level",
            "calendar-level",
            levels
                .map(|level| option(level.as_str(), word(training_level_key(level))))
                .to_vec(),
            level.to_owned(),
        ),
        facet(
            "price",
            "training-price",
            prices
                .into_iter()
                .map(|price| option(&price.to_string(), price_name(price)))
                .collect(),
            price,
        ),
    ];
    let mut switches = vec![
        ("seats", "calendar-seats-left", "users-round", search.seats),
        (
            "certificate",
            "calendar-with-certificate",
            "badge-check",
            search.certificate,
        ),
    ];
    if viewer.account_id().is_some() {
        switches.push(("mine", "calendar-mine", "user-round", search.mine));
    }
    Ok(Narrowing {
        words: search.words.clone(),
        provider: search.provider.clone(),
        facets,
        switches,
        chosen: search.pairs().len(),
    })
}
