//! The library: case studies in every order, narrowed, one page at a time; and what there is of each kind.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::literals::{FewerVotes, IsCase, IsFeatured, IsFiled, IsInLibrary, Readable};
use crate::posts::Post;
use crate::schema::{accounts, case_studies, case_technologies, posts};
use crate::types::{CostBand, InstanceId, PostId, SizeClass, UtcTime, Visibility};
use crate::{Keyset, Result};

/// So many of those at the head are looked at, some of which the reader may not see.
const FEATURED_MOST: i64 = 24;

/// The orders of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LibrarySort {
    /// Newest first.
    #[default]
    New,
    /// Those that paid off fastest first; others are left out.
    Payback,
    /// Most votes first.
    Top,
}

/// Where a case study comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// From here.
    Here,
    /// From another server.
    There(InstanceId),
}

/// What the library is narrowed to; none narrows nothing.
#[derive(Debug, Clone)]
pub struct LibraryFilter<'a> {
    /// What the reader may see.
    pub visibilities: &'a [Visibility],
    /// A sector.
    pub sector: Option<&'a str>,
    /// A technology.
    pub technology: Option<&'a str>,
    /// A region that is shown.
    pub region: Option<&'a str>,
    /// An industrial city that is shown.
    pub city: Option<&'a str>,
    /// A size of establishment.
    pub size: Option<SizeClass>,
    /// What it cost.
    pub cost: Option<CostBand>,
    /// Paid off in more than the first and at most the second number of months.
    pub payback: Option<(i64, i64)>,
    /// A language.
    pub language: Option<&'a str>,
    /// Where it comes from.
    pub home: Option<Home>,
    /// By members who are verified at this moment.
    pub verified_at: Option<UtcTime>,
}

/// The place of a case study in a list of the given order, to continue after it.
pub fn key(sort: LibrarySort, post: &Post, payback: Option<i64>) -> (i64, i64) {
    match sort {
        LibrarySort::New => (post.id.0, post.id.0),
        LibrarySort::Payback => (payback.unwrap_or(i64::MAX), post.id.0),
        LibrarySort::Top => (post.vote_count, post.id.0),
    }
}

/// A page of the library.
pub async fn list(conn: &mut Conn, filter: &LibraryFilter<'_>, sort: LibrarySort, page: Keyset) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| {
        let mut query = posts::table
            .inner_join(case_studies::table)
            .filter(IsCase)
            .filter(posts::removed_at.is_null())
            .filter(Readable(filter.visibilities))
            .filter(IsInLibrary)
            .select(Post::as_select())
            .limit(page.limit)
            .into_boxed();
        if let Some(sector) = filter.sector {
            query = query.filter(case_studies::sector.eq(sector));
        }
        if let Some(code) = filter.technology {
            let with = case_technologies::table
                .filter(case_technologies::code.eq(code))
                .select(case_technologies::post_id);
            query = query.filter(posts::id.eq_any(with));
        }
        if let Some(region) = filter.region {
            query = query.filter(case_studies::region.eq(region));
        }
        if let Some(city) = filter.city {
            query = query.filter(case_studies::city.eq(city));
        }
        if let Some(size) = filter.size {
            query = query.filter(case_studies::size_class.eq(size));
        }
        if let Some(cost) = filter.cost {
            query = query.filter(case_studies::cost_band.eq(cost));
        }
        if let Some((more_than, at_most)) = filter.payback {
            query = query
                .filter(case_studies::payback_months.gt(more_than))
                .filter(case_studies::payback_months.le(at_most));
        }
        if let Some(language) = filter.language {
            query = query.filter(case_studies::language.eq(language));
        }
        match filter.home {
            Some(Home::Here) => query = query.filter(case_studies::instance_id.is_null()),
            Some(Home::There(instance)) => query = query.filter(case_studies::instance_id.eq(instance)),
            None => {}
        }
        if let Some(now) = filter.verified_at {
            let verified = accounts::table
                .filter(accounts::actor_id.eq(posts::actor_id))
                .filter(accounts::level.gt(0))
                .filter(accounts::level_until.gt(now));
            query = query.filter(diesel::dsl::exists(verified));
        }
        let query = match sort {
            LibrarySort::New => {
                let (before, _) = page.after.unwrap_or((i64::MAX, 0));
                query.filter(posts::id.lt(PostId(before))).order(posts::id.desc())
            }
            LibrarySort::Payback => {
                let (months, id) = page.after.unwrap_or((-1, i64::MAX));
                query
                    .filter(case_studies::payback_months.ge(months))
                    .filter(
                        case_studies::payback_months.gt(months).or(case_studies::payback_months
                            .eq(months)
                            .and(case_studies::post_id.lt(PostId(id)))),
                    )
                    .order((case_studies::payback_months.asc(), case_studies::post_id.desc()))
            }
            LibrarySort::Top => {
                let (votes, id) = page.after.unwrap_or((i64::MAX, i64::MAX));
                query
                    .filter(FewerVotes { votes, id })
                    .order((posts::vote_count.desc(), posts::id.desc()))
            }
        };
        query.load(c).await
    })?)
}

/// The case studies at the head of the library, newest first: those of the latest few that the reader may see.
pub async fn list_featured(conn: &mut Conn, visibilities: &[Visibility], limit: i64) -> Result<Vec<Post>> {
    let latest: Vec<PostId> = on!(&mut *conn, |c| case_studies::table
        .filter(IsFeatured)
        .order(case_studies::post_id.desc())
        .limit(FEATURED_MOST)
        .select(case_studies::post_id)
        .load(c)
        .await)?;
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Post> = on!(conn, |c| posts::table
        .filter(posts::id.eq_any(latest.iter().copied()))
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .select(Post::as_select())
        .load(c)
        .await)?;
    found.sort_by_key(|post| std::cmp::Reverse(post.id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// What a case study is filed under.
#[derive(Debug, Clone, Queryable)]
pub struct Filed {
    /// Which.
    pub post_id: PostId,
    /// Sector.
    pub sector: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Industrial city.
    pub city: Option<String>,
    /// Size.
    pub size: Option<SizeClass>,
    /// Cost.
    pub cost: Option<CostBand>,
    /// Months until it paid off.
    pub payback: Option<i64>,
    /// Language.
    pub language: String,
    /// Home server; none if it is ours.
    pub instance: Option<InstanceId>,
    /// Codes of technologies, each between spaces.
    pub technologies: String,
}

/// What every case study in the library is filed under, as far as the reader may see it. Reads one index from end to end: a
/// few short columns of each.
pub async fn list_filed(conn: &mut Conn, visibilities: &[Visibility]) -> Result<Vec<Filed>> {
    Ok(on!(conn, |c| case_studies::table
        .inner_join(posts::table)
        .filter(IsFiled)
        .filter(IsCase)
        .filter(posts::removed_at.is_null())
        .filter(Readable(visibilities))
        .select((
            case_studies::post_id,
            case_studies::sector,
            case_studies::region,
            case_studies::city,
            case_studies::size_class,
            case_studies::cost_band,
            case_studies::payback_months,
            case_studies::language,
            case_studies::instance_id,
            case_studies::technologies,
        ))
        .load(c)
        .await)?)
}
