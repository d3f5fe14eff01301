//! The calendar of trainings: what is on which day, narrowed by what somebody looks for. Days are those of the Kingdom, as they
//! stand in the agenda; hours are told in each training's own zone by whoever shows them.

pub mod addresses;
mod days;
mod month;
mod search;
mod warnings;

pub use days::{date, day_start, file};
pub use month::Month;
pub use search::Search;
pub use warnings::{Warning, of_form, warnings};

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::trainings::calendar::{self as rows, DayRow, Span, Wanted};
use crate::db::trainings::seats::SeatRow;
use crate::db::trainings::{self, seat_lists};
use crate::db::types::{ActorId, ForumId, PostId, SeatState, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::fold::query_words;
use crate::domain::paging::cut_page;
use crate::domain::topics::Shown;
use crate::domain::{Core, Viewer, forums};

use super::show::{self, Training};

/// Days of trainings on a page of the agenda, and trainings on a page of the list.
const PER_PAGE: i64 = 30;
/// Most days of trainings that a month shows.
const MONTH_MAX: i64 = 400;
/// Most trainings of a calendar that is sent.
const SENT_MAX: i64 = 300;
/// Most words that are looked for.
const WORDS_MAX: usize = 6;
/// How far back a calendar that is sent goes, in days.
const SENT_BACK: i64 = 31;
/// How far ahead trainings are looked for on pages about something else, in days.
const AROUND_AHEAD: i64 = 183;
/// A moment after every training, in milliseconds.
const NEVER: i64 = 253_000_000_000_000;

/// Days of trainings with everything needed to show them.
#[derive(Debug, Default)]
pub struct Found {
    /// The days, in the order in which they are shown.
    pub days: Vec<DayRow>,
    /// Their posts, each once.
    pub shown: Shown,
    /// What those are as trainings.
    pub trainings: HashMap<PostId, Training>,
    /// After which one more of them follow.
    pub next: Option<(i64, i64)>,
    /// Where to meet online, of those in which the viewer has a seat; in their own calendar only.
    pub links: HashMap<PostId, String>,
}

impl Found {
    /// The days with their posts and trainings.
    pub fn iter(&self) -> impl Iterator<Item = (&DayRow, &Post, &Training)> {
        self.among(&self.shown)
    }

    /// The same where the posts were loaded together with others.
    pub fn among<'a>(&'a self, shown: &'a Shown) -> impl Iterator<Item = (&'a DayRow, &'a Post, &'a Training)> {
        let posts: HashMap<PostId, &Post> = shown.posts.iter().map(|post| (post.id, post)).collect();
        self.days
            .iter()
            .filter_map(move |day| Some((day, *posts.get(&day.post_id)?, self.trainings.get(&day.post_id)?)))
    }
}

/// Which part of the calendar somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Every day from this moment on with what is on it.
    Agenda(UtcTime),
    /// Every training from today on, once.
    List,
    /// Those that are over, the latest first.
    Past,
    /// The weeks of a month.
    Month(Month),
}

impl View {
    fn span(self, now: UtcTime) -> Span {
        let today = day_start(date(now));
        let onward = |from| Span {
            from,
            until: UtcTime::from_millis(NEVER),
            once: false,
            backwards: false,
            after: None,
            limit: PER_PAGE + 1,
        };
        match self {
            Self::Agenda(from) => onward(from),
            Self::List => Span {
                once: true,
                ..onward(today)
            },
            Self::Past => Span {
                until: today,
                once: true,
                backwards: true,
                ..onward(UtcTime::from_millis(0))
            },
            Self::Month(month) => Span {
                until: day_start(month.grid_end()),
                limit: MONTH_MAX,
                ..onward(day_start(month.grid_start()))
            },
        }
    }
}

/// What is on, of what the viewer may see.
///
/// # Errors
/// If the database fails.
pub async fn look(
    core: &Core,
    viewer: &Viewer,
    search: &Search,
    view: View,
    after: Option<(i64, i64)>,
) -> Result<Found> {
    let mut span = view.span(core.clock.now());
    span.after = after.map(|(at, id)| (UtcTime::from_millis(at), PostId(id)));
    let page = (!matches!(view, View::Month(_))).then_some(PER_PAGE);
    find(core, viewer, search, span, page).await
}

/// The next trainings, each once: what begins until `until`, at most `few`. None of those that were cancelled. Their posts
/// come beside them, to be loaded with whatever else stands on the page.
///
/// # Errors
/// If the database fails.
pub async fn next(
    core: &Core,
    conn: &mut Conn,
    viewer: &Viewer,
    until: Option<UtcTime>,
    few: i64,
) -> Result<(Found, Vec<Post>)> {
    let now = core.clock.now();
    let span = Span {
        until: until.unwrap_or(UtcTime::from_millis(NEVER)),
        limit: few,
        ..View::List.span(now)
    };
    let wanted = Wanted {
        shown: viewer.visibilities(),
        taking_place: true,
        ..Wanted::default()
    };
    let found = rows::list(conn, &wanted, &span).await?;
    let (days, posts): (Vec<DayRow>, Vec<Post>) = found.into_iter().unzip();
    let found = Found {
        days,
        trainings: show::list(conn, &posts).await?,
        ..Found::default()
    };
    Ok((found, posts))
}

/// Where trainings are looked for on a page about something else.
#[derive(Debug, Clone, Copy)]
pub enum Around<'a> {
    /// In a region, by its code.
    Region(&'a str),
    /// In forums of a subject.
    Forums(&'a [ForumId]),
}

/// The next trainings there, each once, at most `few`; within half a year, so that a page reads no calendar of years for a
/// place where nothing is taught.
///
/// # Errors
/// If the database fails.
pub async fn around(core: &Core, viewer: &Viewer, place: Around<'_>, few: i64) -> Result<Found> {
    let now = core.clock.now();
    let span = Span {
        until: now.plus(TimeDelta::days(AROUND_AHEAD)),
        limit: few,
        ..View::List.span(now)
    };
    let (region, among) = match place {
        Around::Region(code) => (Some(code), None),
        Around::Forums([]) => return Ok(Found::default()),
        Around::Forums(forums) => (None, Some((forums, [].as_slice()))),
    };
    let wanted = Wanted {
        shown: viewer.visibilities(),
        taking_place: true,
        region,
        among,
        ..Wanted::default()
    };
    let mut conn = core.db.read().await?;
    let found = rows::list(&mut conn, &wanted, &span).await?;
    load(core, &mut conn, viewer, found, None).await
}

/// The trainings of the next seven days, at most `few`.
///
/// # Errors
/// If the database fails.
pub async fn this_week(core: &Core, viewer: &Viewer, few: i64) -> Result<Found> {
    let mut conn = core.db.read().await?;
    let until = core.clock.now().plus(TimeDelta::days(7));
    let (found, posts) = next(core, &mut conn, viewer, Some(until), few).await?;
    Ok(Found {
        shown: Shown::load(&mut conn, viewer, posts).await?,
        ..found
    })
}

/// What a calendar program is sent of what is looked for: each training once, from a month ago on.
///
/// # Errors
/// If the database fails.
pub async fn sent(core: &Core, viewer: &Viewer, search: &Search) -> Result<Found> {
    find(core, viewer, search, sent_span(core), None).await
}

/// A single training, whatever day it is on.
///
/// # Errors
/// [`Error::NotFound`] if it is none that the viewer may see; [`Error::Gone`] if it was removed.
pub async fn one(core: &Core, viewer: &Viewer, id: PostId) -> Result<Found> {
    let (post, training) = show::get(core, viewer, id).await?;
    let day = DayRow {
        post_id: id,
        position: 0,
        forum_id: post.forum_id,
        starts_at: training.starts.at,
        ends_at: training.ends.at,
        previous_at: None,
        next_at: None,
    };
    let mut conn = core.db.read().await?;
    Ok(Found {
        days: vec![day],
        shown: Shown::load(&mut conn, viewer, vec![post]).await?,
        trainings: HashMap::from([(id, training)]),
        ..Found::default()
    })
}

/// The same of what somebody has a seat in, offers and watches, with where to meet online if they have a seat.
pub(super) async fn sent_to(core: &Core, viewer: &Viewer, (forums, topics): (&[ForumId], &[PostId])) -> Result<Found> {
    let Some(actor) = viewer.actor_id() else {
        return Ok(Found::default());
    };
    let mut conn = core.db.read().await?;
    let span = sent_span(core);
    let seats = Seats::of(&mut conn, actor, span.from).await?;
    let watched = Wanted {
        shown: viewer.visibilities(),
        among: Some((forums, topics)),
        ..Wanted::default()
    };
    let own = Wanted {
        shown: viewer.visibilities(),
        mine: Some((actor, &seats.all)),
        ..Wanted::default()
    };
    let mut found = rows::list(&mut conn, &watched, &span).await?;
    let known: Vec<PostId> = found.iter().map(|(day, _)| day.post_id).collect();
    let mine = rows::list(&mut conn, &own, &span).await?;
    found.extend(mine.into_iter().filter(|(day, _)| !known.contains(&day.post_id)));
    found.sort_by_key(|(day, _)| (day.starts_at, day.post_id));
    let mut found = load(core, &mut conn, viewer, found, None).await?;
    for post in &found.shown.posts {
        if seats.coming.contains(&post.id) {
            let access = trainings::get_access(&mut conn, post.id).await?;
            found.links.insert(post.id, access.online_link);
        }
    }
    Ok(found)
}

/// The trainings in which somebody has or waits for a seat.
struct Seats {
    all: Vec<PostId>,
    /// Those that they come to.
    coming: Vec<PostId>,
}

impl Seats {
    async fn of(conn: &mut Conn, actor: ActorId, from: UtcTime) -> Result<Self> {
        let seats = seat_lists::list_of(conn, actor, SENT_MAX).await?;
        let ahead = seats.into_iter().filter(|(_, _, row)| row.ends_at >= from);
        let seats: Vec<SeatRow> = ahead.map(|(seat, ..)| seat).collect();
        let is_gone = |seat: &&SeatRow| matches!(seat.state, SeatState::Declined | SeatState::Cancelled);
        let coming = seats.iter().filter(|seat| seat.state.is_coming());
        Ok(Self {
            coming: coming.map(|seat| seat.training_id).collect(),
            all: seats
                .iter()
                .filter(|seat| !is_gone(seat))
                .map(|seat| seat.training_id)
                .collect(),
        })
    }
}

fn sent_span(core: &Core) -> Span {
    let today = day_start(date(core.clock.now()));
    Span {
        from: today.plus(TimeDelta::days(-SENT_BACK)),
        limit: SENT_MAX,
        ..View::List.span(core.clock.now())
    }
}

async fn find(core: &Core, viewer: &Viewer, search: &Search, span: Span, page: Option<i64>) -> Result<Found> {
    let forum = match forum(core, viewer, &search.forum).await {
        Ok(forum) => forum,
        // A forum that the viewer may not know of has no trainings for them.
        Err(Error::NotFound) => return Ok(Found::default()),
        Err(other) => return Err(other),
    };
    let actor = viewer.actor_id().filter(|_| search.mine);
    if search.mine && actor.is_none() {
        return Ok(Found::default());
    }
    let mut conn = core.db.read().await?;
    let seats = match actor {
        Some(actor) => Seats::of(&mut conn, actor, span.from).await?.all,
        None => Vec::new(),
    };
    let words = query_words(&search.words, WORDS_MAX);
    let provider = query_words(&search.provider, WORDS_MAX);
    let some = |code: &'_ str| (!code.is_empty()).then(|| code.to_owned());
    let (technology, region, language) = (some(&search.technology), some(&search.region), some(&search.language));
    let wanted = Wanted {
        shown: viewer.visibilities(),
        forum,
        among: None,
        words: &words,
        provider: &provider,
        technology: technology.as_deref(),
        region: region.as_deref(),
        online: search.online,
        language: language.as_deref(),
        level: search.level,
        price_max: search.price_max,
        certificate: search.certificate,
        seats: search.seats,
        mine: actor.map(|actor| (actor, seats.as_slice())),
        taking_place: search.seats,
    };
    let found = rows::list(&mut conn, &wanted, &span).await?;
    load(core, &mut conn, viewer, found, page).await
}

async fn forum(core: &Core, viewer: &Viewer, name: &str) -> Result<Option<ForumId>> {
    if name.is_empty() {
        return Ok(None);
    }
    Ok(Some(forums::find(core, viewer, name).await?.forum.id))
}

async fn load(
    core: &Core,
    conn: &mut Conn,
    viewer: &Viewer,
    mut found: Vec<(DayRow, Post)>,
    page: Option<i64>,
) -> Result<Found> {
    let more = page.is_some_and(|page| cut_page(&mut found, page));
    let next = found
        .last()
        .filter(|_| more)
        .map(|(day, _)| (day.starts_at.millis(), day.post_id.0));
    let mut posts: Vec<Post> = Vec::new();
    let mut days = Vec::new();
    for (day, post) in found {
        days.push(day);
        if posts.iter().all(|known| known.id != post.id) {
            posts.push(post);
        }
    }
    Ok(Found {
        days,
        trainings: show::list(conn, &posts).await?,
        shown: Shown::load_for_page(core, conn, viewer, posts).await?,
        next,
        links: HashMap::new(),
    })
}
