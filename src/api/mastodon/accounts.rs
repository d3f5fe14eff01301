//! Accounts: one's own, others', and what they wrote.

use axum::extract::{Path, State};
use serde_json::json as object;

use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::json;
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::timelines::{Origin, TagFilter};
use crate::db::types::ActorId;
use crate::domain::{people, timelines};

use super::entities::{Account, CredentialAccount, Source, Status};
use super::ids::parse;
use super::paging::Paging;
use super::site::Site;
use super::timelines::answer;

/// `GET /api/v1/accounts/verify_credentials`
pub(super) async fn verify_credentials(State(app): State<App>, caller: Caller) -> ApiResult {
    let member = caller.member_with_any(&["read:accounts", "profile"])?;
    let site = Site::new(&app, &caller);
    Ok(json(&CredentialAccount {
        account: Account::new(&site, member.actor, None, None),
        source: Source::new(member.actor, member.account.language.as_str()),
    }))
}

/// `GET /api/v1/preferences`
pub(super) async fn preferences(caller: Caller) -> ApiResult {
    let member = caller.member("read:accounts")?;
    Ok(json(&object!({
        "posting:default:visibility": "public",
        "posting:default:sensitive": false,
        "posting:default:language": member.account.language.as_str(),
        "posting:default:quote_policy": "nobody",
        "reading:expand:media": "default",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": false,
    })))
}

/// `GET /api/v1/accounts/:id`
pub(super) async fn get(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let viewer = caller.viewer("read:accounts")?;
    let person = people::get(&app.core, &viewer, parse(&id)?).await?;
    Ok(json(&Account::of(&Site::new(&app, &caller), &person)))
}

/// `GET /api/v1/accounts/lookup`
pub(super) async fn lookup(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let viewer = caller.viewer("read:accounts")?;
    let acct = params.text("acct").ok_or_else(ApiError::not_found)?;
    let person = people::find(&app.core, &viewer, &acct).await?;
    Ok(json(&Account::of(&Site::new(&app, &caller), &person)))
}

/// `GET /api/v1/accounts/:id/statuses`
///
/// Of a forum: its topics, as it announced them; without boosts, the topics themselves.
pub(super) async fn statuses(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    paging: Paging,
    params: Params,
) -> ApiResult {
    let viewer = caller.viewer("read:statuses")?;
    let person = people::get(&app.core, &viewer, parse::<ActorId>(&id)?).await?;
    let site = Site::new(&app, &caller);
    let window = paging.window(20, 40);
    if params.flag("only_media") {
        return Ok(paging.answer::<Status<'_>>(&[], None));
    }
    if let Some(tag) = params.text("tagged").filter(|tag| !tag.is_empty()) {
        let tags = TagFilter {
            any: vec![tag],
            author: Some(person.actor.id),
            ..TagFilter::default()
        };
        let feed = timelines::tagged(&app.core, &viewer, &tags, Origin::Any, window).await?;
        return Ok(answer(&site, &paging, &feed));
    }
    let feed = match (&person.forum, params.flag("pinned")) {
        (Some(forum), true) => timelines::pinned(&app.core, &viewer, forum.id).await?,
        (None, true) => return Ok(paging.answer::<Status<'_>>(&[], None)),
        (Some(forum), false) => timelines::in_forum(&app.core, &viewer, forum.id, window).await?,
        (None, false) => {
            let skip_replies = params.flag("exclude_replies");
            timelines::by_author(&app.core, &viewer, person.actor.id, skip_replies, window).await?
        }
    };
    let feed = if params.flag("exclude_reblogs") {
        feed.unannounced()
    } else {
        feed
    };
    Ok(answer(&site, &paging, &feed))
}
