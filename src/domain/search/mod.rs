//! Finding topics and replies by their words, here and from elsewhere.
//!
//! `query` reads what was typed, `terms` makes of it what is looked for, `stem` and `synonyms` say which words count as the
//! same, `index` keeps the index, `snippet` shows where something was found. What a reader may not see is never found and
//! never counted: the rule of [`Viewer`] is part of each query.

mod facets;
mod index;
mod others;
mod query;
mod snippet;
mod stem;
mod synonyms;
mod terms;

use std::collections::HashMap;

use chrono::TimeDelta;

pub use self::facets::{Choice, Facets};
pub use self::index::fill;
pub(super) use self::index::{add, forget, renew};
pub use self::others::{DIRECTORY_PAGE, Others, others};
pub use self::query::{LENGTH_MAX, Piece, Query, Since, read_state};
pub use self::snippet::{Excerpt, Marker};
use crate::db::posts::{self, Post};
use crate::db::search::{self as rows, Matching, Row, Wanted};
pub use crate::db::search::{Kind, State};
use crate::db::types::{ActorId, ForumId, InstanceId, PostId, Visibility};
use crate::db::{Conn, instances};

use super::error::{Error, Result};
use super::paging::cut_page;
use super::topics::Shown;
use super::{Core, Viewer, actors, forums, text};

/// Posts on one page.
pub const PER_PAGE: usize = 20;
/// How far is counted.
pub const COUNTED: i64 = 100;
/// Posts that are ranked: the newest that fit. Who looks for a word of every other topic narrows, or sorts by time.
const RANKED: i64 = 500;

/// The order of what is found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What fits best.
    #[default]
    Relevance,
    /// The newest.
    Newest,
}

/// Where a list goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// At its beginning.
    #[default]
    Start,
    /// After so many pages; sorted by relevance.
    Page(usize),
    /// Below this id; sorted by time.
    Before(PostId),
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What for.
    pub query: Query,
    /// Topics or replies.
    pub kind: Kind,
    /// In which order.
    pub sort: Sort,
    /// From where on.
    pub place: Place,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// A page of it, in order, with everything needed to show it.
    pub shown: Shown,
    /// The topics of replies on the page.
    pub heads: HashMap<PostId, Post>,
    /// Topics that fit, counted up to [`COUNTED`] and one.
    pub topics: i64,
    /// The same of replies.
    pub replies: i64,
    /// What it can be narrowed by.
    pub facets: Facets,
    /// Where it goes on.
    pub next: Option<Place>,
    /// Marks what was looked for.
    pub marker: Marker,
    /// Whether nothing was looked for, because what was asked takes a word.
    pub needs_word: bool,
}

/// Finds a page of topics or replies.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, viewer: &Viewer, asked: &Asked) -> Result<Found> {
    let matching = terms::matching(&asked.query);
    let mut found = Found {
        marker: Marker::of(&matching),
        ..Found::default()
    };
    let Some(scope) = Scope::resolve(core, viewer, &asked.query).await? else {
        return Ok(found);
    };
    let mut conn = core.db.read().await?;
    if !scope.is_enough(&matching) {
        found.needs_word = true;
        return Ok(found);
    }
    let wanted = scope.wanted(&matching, viewer, asked.kind);
    let mut all = rows::list(&mut conn, &wanted).await?;
    found.facets = Facets::load(&mut conn, &all).await?;
    let here = i64::try_from(all.len()).unwrap_or(COUNTED).min(COUNTED + 1);
    let other = Wanted {
        kind: if asked.kind == Kind::Topics {
            Kind::Replies
        } else {
            Kind::Topics
        },
        limit: COUNTED + 1,
        ..wanted.clone()
    };
    // Without a word, only topics are found.
    let there = if matching.all.is_empty() {
        0
    } else {
        rows::count(&mut conn, &other).await?
    };
    (found.topics, found.replies) = if asked.kind == Kind::Topics {
        (here, there)
    } else {
        (there, here)
    };
    let page = match asked.place {
        Place::Before(id) if asked.sort == Sort::Newest => {
            let limit = i64::try_from(PER_PAGE).unwrap_or(0) + 1;
            rows::list(
                &mut conn,
                &Wanted {
                    before: id,
                    limit,
                    ..wanted.clone()
                },
            )
            .await?
        }
        _ => {
            if asked.sort == Sort::Relevance {
                rank(&mut all);
            }
            let skipped = asked.page() * PER_PAGE;
            all.into_iter().skip(skipped).take(PER_PAGE + 1).collect()
        }
    };
    found.take(core, &mut conn, viewer, asked, page).await?;
    Ok(found)
}

/// The newest posts that fit, for feeds and applications: a page of `limit` after the first `skip`, of one `author` if
/// there is one.
///
/// # Errors
/// If the database fails.
pub async fn posts(
    core: &Core,
    viewer: &Viewer,
    query: &Query,
    kind: Kind,
    author: Option<ActorId>,
    (skip, limit): (usize, usize),
) -> Result<Vec<Post>> {
    let matching = terms::matching(query);
    let Some(mut scope) = Scope::resolve(core, viewer, query).await? else {
        return Ok(Vec::new());
    };
    if scope.author.is_some() && author.is_some() && scope.author != author {
        return Ok(Vec::new());
    }
    scope.author = scope.author.or(author);
    if !scope.is_enough(&matching) {
        return Ok(Vec::new());
    }
    let mut conn = core.db.read().await?;
    let most = i64::try_from(skip.saturating_add(limit)).unwrap_or(RANKED).min(RANKED);
    let wanted = Wanted {
        limit: most,
        ..scope.wanted(&matching, viewer, kind)
    };
    let found = rows::list(&mut conn, &wanted).await?;
    load(&mut conn, viewer, found.into_iter().skip(skip).take(limit)).await
}

/// The newest posts that fit with what belongs to them, for a feed.
///
/// # Errors
/// If the database fails.
pub async fn newest(core: &Core, viewer: &Viewer, query: &Query, kind: Kind) -> Result<Shown> {
    let found = posts(core, viewer, query, kind, None, (0, PER_PAGE)).await?;
    Shown::load(&mut core.db.read().await?, viewer, found).await
}

impl Asked {
    fn page(&self) -> usize {
        match self.place {
            Place::Page(page) => page,
            Place::Start | Place::Before(_) => 0,
        }
    }
}

impl Found {
    /// Keeps a page of rows and loads what belongs to it.
    async fn take(
        &mut self,
        core: &Core,
        conn: &mut Conn,
        viewer: &Viewer,
        asked: &Asked,
        mut page: Vec<Row>,
    ) -> Result<()> {
        let has_more = cut_page(&mut page, i64::try_from(PER_PAGE).unwrap_or(0));
        self.next = page.last().filter(|_| has_more).map(|last| match asked.sort {
            Sort::Newest => Place::Before(last.id),
            Sort::Relevance => Place::Page(asked.page() + 1),
        });
        let posts = load(conn, viewer, page.into_iter()).await?;
        let heads: Vec<PostId> = posts
            .iter()
            .filter(|post| post.root_id != post.id)
            .map(|post| post.root_id)
            .collect();
        let heads = posts::list_by_ids(conn, &heads).await?.into_iter();
        self.heads = heads
            .filter(|head| viewer.may_read(head) && !head.is_removed())
            .map(|head| (head.id, head))
            .collect();
        self.shown = Shown::load_for_page(core, conn, viewer, posts).await?;
        Ok(())
    }
}

/// The best first; of equals the newest.
fn rank(rows: &mut [Row]) {
    rows.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
}

/// The posts of some rows, in their order. Asks the one rule once more: a row is only a number.
async fn load(conn: &mut Conn, viewer: &Viewer, rows: impl Iterator<Item = Row>) -> Result<Vec<Post>> {
    let ids: Vec<PostId> = rows.map(|row| row.id).collect();
    let mut posts = posts::list_by_ids(conn, &ids).await?;
    posts.retain(|post| !post.is_removed() && viewer.may_read(post));
    posts.sort_by_key(|post| ids.iter().position(|id| *id == post.id));
    Ok(posts)
}

/// What a query is narrowed to, looked up. What there is not and what the viewer may not know of are the same: nothing is
/// found.
#[derive(Debug, Default)]
struct Scope {
    author: Option<ActorId>,
    forum: Option<ForumId>,
    tags: Vec<String>,
    language: Option<String>,
    instance: Option<Option<InstanceId>>,
    state: Option<State>,
    since: Option<crate::db::types::UtcTime>,
}

impl Scope {
    async fn resolve(core: &Core, viewer: &Viewer, query: &Query) -> Result<Option<Self>> {
        let mut scope = Self {
            tags: query.tags.iter().map(|tag| text::fold_tag(tag)).collect(),
            language: query.language.clone(),
            state: query.state,
            since: query
                .since
                .map(|since| core.clock.now().plus(-TimeDelta::days(since.days()))),
            ..Self::default()
        };
        if let Some(name) = &query.forum {
            let Some(forum) = known(forums::find(core, viewer, name).await)? else {
                return Ok(None);
            };
            scope.forum = Some(forum.forum.id);
        }
        let mut conn = core.db.read().await?;
        if let Some(handle) = &query.author {
            let Some((author, _)) = known(actors::find_by_handle(core, &mut conn, handle).await)? else {
                return Ok(None);
            };
            scope.author = Some(author.id);
        }
        if let Some(host) = &query.server {
            let instance = if *host == core.config.host() {
                None
            } else {
                let Some(instance) = instances::find_by_host(&mut conn, host).await? else {
                    return Ok(None);
                };
                Some(instance.id)
            };
            scope.instance = Some(instance);
        }
        Ok(Some(scope))
    }

    /// Whether something can be looked up: a word, or, without one, what an index of its own finds.
    fn is_enough(&self, matching: &Matching) -> bool {
        let is_asked = matches!(self.state, Some(State::Question | State::Open | State::Solved));
        !matching.all.is_empty() || self.author.is_some() || self.forum.is_some() || !self.tags.is_empty() || is_asked
    }

    fn wanted<'a>(&'a self, matching: &'a Matching, viewer: &Viewer, kind: Kind) -> Wanted<'a> {
        let visibilities: &'static [Visibility] = viewer.visibilities();
        Wanted {
            matching,
            visibilities,
            kind,
            author: self.author,
            forum: self.forum,
            tags: &self.tags,
            language: self.language.as_deref(),
            instance: self.instance,
            state: self.state,
            since: self.since,
            before: PostId(i64::MAX),
            limit: RANKED,
        }
    }
}

/// What there is, or nothing; other errors go on.
fn known<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound | Error::Gone | Error::Invalid(_)) => Ok(None),
        Err(other) => Err(other),
    }
}
