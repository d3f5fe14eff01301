//! Timelines: home, public, of a tag.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::api::ApiResult;
use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::Id;
use crate::app::App;
use crate::db::timelines::{Origin, TagFilter};
use crate::domain::timelines::{self, Feed};

use super::entities::Status;
use super::paging::Paging;
use super::site::Site;

/// A feed as a page of statuses.
pub(super) fn answer(site: &Site, paging: &Paging, feed: &Feed) -> Response {
    let statuses = Status::list(site, feed);
    let rows = &feed.shown.posts;
    let ends = rows.first().zip(rows.last());
    paging.answer(&statuses, ends.map(|(first, last)| (Id(first.id.0), Id(last.id.0))))
}

/// `GET /api/v1/timelines/home`
pub(super) async fn home(State(app): State<App>, caller: Caller, paging: Paging) -> ApiResult {
    let member = caller.member("read:statuses")?;
    let window = paging.window(20, 40);
    let feed = timelines::home(&app.core, &member.viewer(), member.actor.id, window).await?;
    Ok(answer(&Site::new(&app, &caller), &paging, &feed))
}

/// `GET /api/v1/timelines/public`
pub(super) async fn public(State(app): State<App>, caller: Caller, paging: Paging, params: Params) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let site = Site::new(&app, &caller);
    if params.flag("only_media") {
        return Ok(paging.answer::<Status<'_>>(&[], None));
    }
    let feed = timelines::public(&app.core, &viewer, origin(&params), paging.window(20, 40)).await?;
    Ok(answer(&site, &paging, &feed))
}

/// `GET /api/v1/timelines/tag/:tag`
pub(super) async fn tag(
    State(app): State<App>,
    caller: Caller,
    Path(tag): Path<String>,
    paging: Paging,
    params: Params,
) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let site = Site::new(&app, &caller);
    if params.flag("only_media") {
        return Ok(paging.answer::<Status<'_>>(&[], None));
    }
    let most = |name: &str| params.list(name).into_iter().take(4);
    let tags = TagFilter {
        any: std::iter::once(tag).chain(most("any")).collect(),
        all: most("all").collect(),
        none: most("none").collect(),
        author: None,
    };
    let feed = timelines::tagged(&app.core, &viewer, &tags, origin(&params), paging.window(20, 40)).await?;
    Ok(answer(&site, &paging, &feed))
}

fn origin(params: &Params) -> Origin {
    match (params.flag("local"), params.flag("remote")) {
        (true, _) => Origin::Local,
        (false, true) => Origin::Remote,
        (false, false) => Origin::Any,
    }
}
