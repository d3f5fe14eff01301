//! Trainings as calendar programs read them. What has a public address shows what a guest may see, whoever asks; a single
//! training shows itself to whoever may read it; a member's own calendar opens to whoever knows its secret.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::app::App;
use crate::db::types::{Language, PostId};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::calendar::{self, Found, Search, addresses};
use crate::domain::trainings::ics::{self, Around};
use crate::domain::{Error, Viewer, forums};
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::limits::ClientAddress;
use crate::web::pages::feeds::{language, unless_known};
use crate::web::present::wording;
use crate::web::visitor::Visitor;
use crate::web::{i18n, paths};

use super::agenda::{Asked, address, search};

const KIND: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");

/// A calendar on its way: its name, where it is read again, the language of our words, and how it may be kept.
struct Sent<'a> {
    name: &'a str,
    source: &'a str,
    language: Language,
    keep: &'static str,
}

async fn answer(app: &App, headers: &HeaderMap, sent: &Sent<'_>, found: &Found) -> Result<Response> {
    let terms = Taxonomy::load(&app.core).await?;
    let around = Around {
        name: sent.name,
        source: sent.source,
        language: sent.language,
        wording,
        terms: &terms,
    };
    let body = ics::write(&around, found);
    let mut response = unless_known(headers, (KIND, HeaderValue::from_static(sent.keep)), body);
    let newest = found.shown.posts.iter().map(ics::changed).max();
    let newest = newest.map(|at| at.utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(newest) = newest.and_then(|at| HeaderValue::from_str(&at).ok()) {
        response.headers_mut().insert(header::LAST_MODIFIED, newest);
    }
    Ok(response)
}

/// GET `/trainings.ics`: the agenda, narrowed as its page is.
pub(crate) async fn agenda(State(app): State<App>, Query(asked): Query<Asked>, headers: HeaderMap) -> Result<Response> {
    let search = Search {
        mine: false,
        ..search(&asked)
    };
    let found = calendar::sent(&app.core, &Viewer::Guest, &search).await?;
    public(
        &app,
        &headers,
        None,
        &address(paths::TRAININGS_ICS, &search, &[]),
        &found,
    )
    .await
}

/// GET `/forums/{name}/trainings.ics`.
pub(crate) async fn forum(State(app): State<App>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response> {
    let forum = forums::find(&app.core, &Viewer::Guest, &name).await?;
    let search = Search {
        forum: name.clone(),
        ..Search::default()
    };
    let found = calendar::sent(&app.core, &Viewer::Guest, &search).await?;
    let title = forum.forum.name(&forum.actor, language(&app));
    public(&app, &headers, Some(title), &paths::forum_trainings_ics(&name), &found).await
}

async fn public(app: &App, headers: &HeaderMap, of: Option<&str>, path: &str, found: &Found) -> Result<Response> {
    let language = language(app);
    let site = app.web.site(language.into());
    let word = i18n::text(language.into(), "place-trainings");
    let name = match of {
        Some(forum) => format!("{word}: {forum} · {}", site.name),
        None => format!("{word} · {}", site.name),
    };
    let sent = Sent {
        name: &name,
        source: &app.core.config.link(path),
        language,
        keep: "public, no-cache",
    };
    answer(app, headers, &sent, found).await
}

/// GET `/trainings/{id}/calendar.ics`.
pub(crate) async fn training(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response> {
    let found = calendar::one(&app.core, &visitor.viewer, PostId(id)).await?;
    let name = found
        .shown
        .posts
        .first()
        .map(|post| post.title.clone())
        .unwrap_or_default();
    let sent = Sent {
        name: &name,
        source: "",
        language: visitor.language(),
        keep: "private, no-cache",
    };
    let mut response = answer(&app, &headers, &sent, &found).await?;
    let file = HeaderValue::from_static("attachment; filename=\"training.ics\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    Ok(response)
}

/// GET `/calendar/{secret}.ics`. Whoever guesses is made to wait.
pub(crate) async fn own(
    State(app): State<App>,
    ClientAddress(from): ClientAddress,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let secret = file.strip_suffix(".ics").unwrap_or(&file);
    let (account, found) = match addresses::open(&app.core, secret).await {
        Err(Error::NotFound) => {
            app.web.credentials.check(from, None)?;
            return Err(Error::NotFound.into());
        }
        opened => opened?,
    };
    let language = account.language;
    let site = app.web.site(language.into());
    let name = format!("{} · {}", i18n::text(language.into(), "calendar-own"), site.name);
    let sent = Sent {
        name: &name,
        // The address is a secret; a file that is passed on must not tell it.
        source: "",
        language,
        keep: "private, no-store",
    };
    answer(&app, &headers, &sent, &found).await
}
