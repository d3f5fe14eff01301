//! Who follows whom, and following.

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::api::caller::{Caller, Member};
use crate::api::params::Params;
use crate::api::reply::{Id, json};
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::types::{ActorId, FollowId};
use crate::domain::people::{self, Person};
use crate::domain::{Viewer, follows};

use super::entities::{Account, Relationship};
use super::ids::parse;
use super::paging::Paging;
use super::site::Site;

/// Most accounts that are asked about at once.
const IDS_MAX: usize = 80;

/// `GET /api/v1/accounts/relationships`
pub(super) async fn list(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let member = caller.member("read:follows")?;
    let mut ids: Vec<ActorId> = params.parsed_list("id");
    ids.truncate(IDS_MAX);
    Ok(json(&relations(&app, member, &ids).await?))
}

async fn relations(app: &App, member: Member<'_>, ids: &[ActorId]) -> ApiResult<Vec<Relationship>> {
    let found = people::relations(&app.core, &member.viewer(), member.actor.id, ids).await?;
    Ok(found.iter().map(Relationship::from).collect())
}

/// `GET /api/v1/accounts/familiar_followers`: nobody's followers are compared.
pub(super) async fn familiar(caller: Caller, params: Params) -> ApiResult {
    caller.member("read:follows")?;
    let nobody: Vec<_> = params
        .parsed_list::<i64>("id")
        .into_iter()
        .map(|id| serde_json::json!({ "id": Id(id), "accounts": [] }))
        .collect();
    Ok(json(&nobody))
}

/// `GET /api/v1/accounts/:id/followers`
pub(super) async fn followers(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    paging: Paging,
) -> ApiResult {
    let viewer = caller.viewer("read:accounts")?;
    let person = people::get(&app.core, &viewer, parse::<ActorId>(&id)?).await?;
    let page = paging.keyset(40, 80);
    let rows = if is_member(&viewer) {
        people::followers(&app.core, &viewer, person.actor.id, page).await?
    } else {
        Vec::new()
    };
    Ok(answer(&Site::new(&app, &caller), &paging, &rows))
}

/// `GET /api/v1/accounts/:id/following`
pub(super) async fn following(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    paging: Paging,
) -> ApiResult {
    let viewer = caller.viewer("read:accounts")?;
    let person = people::get(&app.core, &viewer, parse::<ActorId>(&id)?).await?;
    let page = paging.keyset(40, 80);
    let rows = if is_member(&viewer) {
        people::following(&app.core, &viewer, person.actor.id, page).await?
    } else {
        Vec::new()
    };
    Ok(answer(&Site::new(&app, &caller), &paging, &rows))
}

/// Who deals with whom is for members; strangers see the numbers.
fn is_member(viewer: &Viewer) -> bool {
    matches!(viewer, Viewer::Member { .. })
}

fn answer(site: &Site, paging: &Paging, rows: &[(FollowId, Person)]) -> axum::response::Response {
    let accounts: Vec<Account<'_>> = rows.iter().map(|(_, person)| Account::of(site, person)).collect();
    let ends = rows.first().zip(rows.last());
    paging.answer(&accounts, ends.map(|(first, last)| (Id(first.0.0), Id(last.0.0))))
}

/// `POST /api/v1/accounts/:id/follow`
pub(super) async fn follow(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:follows")?;
    let id: ActorId = parse(&id)?;
    if id == member.actor.id {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "This action is not allowed"));
    }
    follows::follow(&app.core, &member.principal()?, id).await?;
    only(&app, member, id).await
}

/// `POST /api/v1/accounts/:id/unfollow`
pub(super) async fn unfollow(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:follows")?;
    let id: ActorId = parse(&id)?;
    people::get(&app.core, &member.viewer(), id).await?;
    follows::unfollow(&app.core, &member.principal()?, id).await?;
    only(&app, member, id).await
}

async fn only(app: &App, member: Member<'_>, id: ActorId) -> ApiResult {
    let relations = relations(app, member, &[id]).await?;
    Ok(json(relations.first().ok_or_else(ApiError::not_found)?))
}
