//! Finding accounts and statuses by handle and by address, and statuses by words, among what this server knows.

use axum::extract::State;
use serde::Serialize;

use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::json;
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::timelines::{Origin, TagFilter, Window};
use crate::db::types::ActorId;
use crate::domain::people::Person;
use crate::domain::search::{Kind, Query};
use crate::domain::timelines::Feed;
use crate::domain::{Error, Viewer, people, search, timelines};

use super::entities::{Account, Status, Tag};
use super::ids;
use super::site::Site;

#[derive(Serialize)]
struct Results<'a> {
    accounts: Vec<Account<'a>>,
    statuses: Vec<Status<'a>>,
    hashtags: Vec<Tag<'a>>,
}

/// `GET /api/v2/search`
pub(super) async fn all(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let viewer = caller.viewer("read:search")?;
    let question = params.text_or_empty("q").trim().to_owned();
    if question.is_empty() {
        return Err(ApiError::invalid("q can't be blank"));
    }
    let kind = params.text_or_empty("type");
    let is_wanted = |wanted: &str| kind.is_empty() || kind == wanted;
    // All but statuses fit in one page: there is nothing behind the first.
    let is_first = params.parsed::<i64>("offset").unwrap_or(0) == 0;
    let is_address = question.starts_with("https://") || question.starts_with("http://");
    let limit = limit(&params, 20, 40);
    let (mut found, mut feed, mut tags) = (Vec::new(), Feed::default(), Vec::new());
    if is_first && is_wanted("accounts") {
        found = find_people(&app, &viewer, &question, is_address, limit).await?;
    }
    if is_first && is_wanted("statuses") && is_address {
        feed = find_post(&app, &viewer, &question).await?;
    }
    let is_found = !found.is_empty() || !feed.shown.posts.is_empty();
    if is_first && !is_found && params.flag("resolve") && (is_address || question.contains('@')) {
        (found, feed) = ask_around(&app, &viewer, &question).await?;
    }
    if is_wanted("statuses") && !is_address {
        feed = find_posts(&app, &viewer, &question, &params, limit).await?;
    }
    if is_first && is_wanted("hashtags") && !is_address {
        tags = find_tags(&app, &viewer, &question).await?;
    }
    let site = Site::new(&app, &caller);
    Ok(json(&Results {
        accounts: found.iter().map(|person| Account::of(&site, person)).collect(),
        statuses: Status::list(&site, &feed),
        hashtags: tags.iter().map(|name| Tag::new(&site, name)).collect(),
    }))
}

/// `GET /api/v1/accounts/search`
pub(super) async fn accounts(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let member = caller.member("read:accounts")?;
    let question = params.text_or_empty("q");
    let found = if question.trim().is_empty() {
        Vec::new()
    } else {
        people::search(&app.core, &member.viewer(), &question, limit(&params, 40, 80)).await?
    };
    let site = Site::new(&app, &caller);
    let accounts: Vec<Account<'_>> = found.iter().map(|person| Account::of(&site, person)).collect();
    Ok(json(&accounts))
}

fn limit(params: &Params, usual: i64, most: i64) -> i64 {
    let asked = params.parsed::<i64>("limit").filter(|limit| *limit > 0);
    asked.unwrap_or(usual).min(most)
}

async fn find_people(
    app: &App,
    viewer: &Viewer,
    question: &str,
    is_address: bool,
    limit: i64,
) -> ApiResult<Vec<Person>> {
    if !is_address {
        return Ok(people::search(&app.core, viewer, question, limit).await?);
    }
    match people::find_by_address(&app.core, viewer, question).await {
        Ok(person) => Ok(vec![person]),
        Err(Error::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

async fn find_post(app: &App, viewer: &Viewer, address: &str) -> ApiResult<Feed> {
    match timelines::find_by_address(&app.core, viewer, address).await? {
        Some(id) => Ok(timelines::one(&app.core, viewer, id).await?),
        None => Ok(Feed::default()),
    }
}

/// Topics and replies with these words, the newest first, as the page of search finds them.
async fn find_posts(app: &App, viewer: &Viewer, question: &str, params: &Params, limit: i64) -> ApiResult<Feed> {
    let author = match params.text_or_empty("account_id").as_str() {
        "" => None,
        id => Some(ids::parse::<ActorId>(id)?),
    };
    let page = (
        params.parsed("offset").unwrap_or(0),
        usize::try_from(limit).unwrap_or(0),
    );
    let found = search::posts(&app.core, viewer, &Query::parse(question), Kind::All, author, page).await?;
    Ok(timelines::of_posts(&app.core, viewer, found).await?)
}

/// What another server says stands behind a handle or an address; nothing where it says nothing. Members only: guests may
/// not make us ask around. Posts that nobody here follows are shown on the site, and are no statuses.
async fn ask_around(app: &App, viewer: &Viewer, question: &str) -> ApiResult<(Vec<Person>, Feed)> {
    if viewer.actor_id().is_none() {
        return Ok((Vec::new(), Feed::default()));
    }
    let resolved = match app.apub.resolve(app, viewer, question).await {
        Ok(resolved) => resolved,
        Err(Error::Internal(cause)) => return Err(Error::Internal(cause).into()),
        Err(_) => return Ok((Vec::new(), Feed::default())),
    };
    let Some(post) = resolved.post else {
        let found = people::of_actors(&app.core, viewer, vec![resolved.actor]).await?;
        return Ok((found, Feed::default()));
    };
    Ok((Vec::new(), timelines::of_posts(&app.core, viewer, vec![post]).await?))
}

/// The tag itself, if anything carries it.
async fn find_tags(app: &App, viewer: &Viewer, question: &str) -> ApiResult<Vec<String>> {
    let name = question.trim_start_matches('#');
    let tags = TagFilter {
        any: vec![name.to_owned()],
        ..TagFilter::default()
    };
    let window = Window {
        max: None,
        since: None,
        min: None,
        limit: 1,
    };
    let feed = timelines::tagged(&app.core, viewer, &tags, Origin::Any, window).await?;
    let is_used = !feed.shown.posts.is_empty();
    Ok(is_used.then(|| name.to_owned()).into_iter().collect())
}
