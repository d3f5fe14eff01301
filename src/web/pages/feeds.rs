//! Atom feeds of forums, tags, sectors and people, and how feeds are answered. They show what a guest may read, whoever asks, in the language of the
//! instance.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::topics::TopicSort;
use crate::db::types::{Language, PostKind, UtcTime};
use crate::domain::cases::library;
use crate::domain::reading::sectors;
use crate::domain::topics::{self, Shown};
use crate::domain::trainings::calendar::{self, Search, View};
use crate::domain::{Viewer, forums, profiles, tags};
use crate::error::{Failure, Result};
use crate::id::token_hash;
use crate::web::forms::Path;
use crate::web::i18n::{self, Locale};
use crate::web::paths;
use crate::web::present::handle;

/// A feed as it is written.
#[derive(Debug, Clone, Template)]
#[template(path = "feeds/atom.xml", escape = "html")]
struct Feed {
    lang: &'static str,
    site: String,
    title: String,
    /// The page it tells of.
    page: String,
    /// Its own address.
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    id: String,
    url: String,
    title: String,
    lang: String,
    /// HTML with language and direction around it.
    content: String,
    author: String,
    author_url: String,
    published: String,
    updated: String,
    tags: Vec<String>,
}

/// What of a text XML can hold: no control characters besides white space.
fn plain(text: &str) -> String {
    let is_kept =
        |c: &char| matches!(c, '\t' | '\n' | '\r') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_kept).collect()
}

pub(super) fn language(app: &App) -> Language {
    Locale::from_tag(&app.core.config.instance.language)
        .unwrap_or(Locale::Ar)
        .into()
}

fn entry(app: &App, post: &Post, shown: &Shown) -> Entry {
    let (author, author_url) = match shown.author(post) {
        Some(actor) => (
            actor.display_name().to_owned(),
            app.core.config.link(&paths::person(&handle(actor, shown.host(actor)))),
        ),
        None => (String::new(), app.core.config.base()),
    };
    let is_tag = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let lang: String = post
        .language
        .iter()
        .flat_map(|tag| tag.chars())
        .filter(is_tag)
        .collect();
    let page = match post.kind {
        PostKind::Reply => paths::reply(&post.id.0),
        PostKind::CaseStudy => paths::case_study(&post.id.0),
        PostKind::Training => paths::training(&post.id.0),
        _ => paths::topic(&post.id.0),
    };
    Entry {
        id: post.uri.clone(),
        url: app.core.config.link(&page),
        title: plain(if post.title.is_empty() {
            &post.excerpt
        } else {
            &post.title
        }),
        content: plain(&format!("<div lang=\"{lang}\" dir=\"auto\">{}</div>", post.html)),
        lang,
        author: plain(&author),
        author_url,
        published: post.published_at.rfc3339(),
        updated: changed(post).rfc3339(),
        tags: shown.tags.get(&post.id).cloned().unwrap_or_default(),
    }
}

fn changed(post: &Post) -> UtcTime {
    post.edited_at
        .map_or(post.published_at, |edited| edited.max(post.published_at))
}

/// The feed of `page`, or 304 for who has it already.
fn answer(app: &App, headers: &HeaderMap, page: &str, title: &str, shown: &Shown) -> Result<Response> {
    answer_at(app, headers, (page, &paths::feed(page)), title, shown)
}

/// The same where the feed has an address of its own: (page, feed).
pub(super) fn answer_at(
    app: &App,
    headers: &HeaderMap,
    (page, own): (&str, &str),
    title: &str,
    shown: &Shown,
) -> Result<Response> {
    let language = language(app);
    let site = app.web.site(language.into());
    let newest = shown.posts.iter().map(changed).max();
    let feed = Feed {
        lang: language.as_str(),
        title: plain(&format!("{title} · {}", site.name)),
        site: plain(&site.name),
        page: app.core.config.link(page),
        own: app.core.config.link(own),
        // Of an empty feed nothing has ever changed.
        updated: newest.unwrap_or(UtcTime::from_millis(0)).rfc3339(),
        entries: shown.posts.iter().map(|post| entry(app, post, shown)).collect(),
    };
    let body = feed.render().map_err(|error| {
        tracing::error!(%error, "a feed could not be written");
        Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    // Whoever keeps it asks each time whether it still holds; that answer is short.
    let keep = HeaderValue::from_static("public, no-cache");
    Ok(unless_known(headers, (kind, keep), body))
}

/// A document with its tag, or 304 for who has it already: (media type, how it may be kept).
pub(super) fn unless_known(headers: &HeaderMap, (kind, keep): (HeaderValue, HeaderValue), body: String) -> Response {
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(token_hash(&body)));
    let is_known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, keep);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// GET `/forums/{name}/feed`.
pub(crate) async fn forum(State(app): State<App>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response> {
    let forum = forums::find(&app.core, &Viewer::Guest, &name).await?;
    let id = Some(forum.forum.id);
    let list = topics::list(&app.core, &Viewer::Guest, id, None, TopicSort::New, None).await?;
    let title = forum.forum.name(&forum.actor, language(&app)).to_owned();
    answer(&app, &headers, &paths::forum(&name), &title, &list.shown)
}

/// GET `/tags/{tag}/feed`.
pub(crate) async fn tag(State(app): State<App>, Path(tag): Path<String>, headers: HeaderMap) -> Result<Response> {
    let list = tags::topics(&app.core, &Viewer::Guest, &tag, tags::Filter::default(), None).await?;
    answer(&app, &headers, &paths::tag(&tag), &format!("#{tag}"), &list.shown)
}

/// GET `/sectors/{code}/feed`.
pub(crate) async fn sector(State(app): State<App>, Path(code): Path<String>, headers: HeaderMap) -> Result<Response> {
    let found = sectors::show(&app.core, &Viewer::Guest, &code, None).await?;
    let title = found.term.name(language(&app)).to_owned();
    answer(&app, &headers, &paths::sector(&code), &title, &found.topics.shown)
}

/// GET `/@{handle}/feed`: of people whose page is open to guests.
pub(crate) async fn person(State(app): State<App>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response> {
    let person = profiles::find(&app.core, &Viewer::Guest, &name).await?;
    if person.is_hidden {
        return Err(Failure::not_found());
    }
    let (shown, _) = profiles::posts(&app.core, &Viewer::Guest, &person.actor, true, None).await?;
    let title = person.actor.display_name().to_owned();
    answer(&app, &headers, &paths::person(&name), &title, &shown)
}

/// GET `/cases/feed`.
pub(crate) async fn cases(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let search = library::Search::default();
    let found = library::page(&app.core, &Viewer::Guest, &search, library::Sort::New, None).await?;
    let mut shown = found.shown;
    shown.posts.retain(|post| found.found.contains(&post.id));
    let title = i18n::text(language(&app).into(), "place-cases");
    answer(&app, &headers, paths::CASES, &title, &shown)
}

/// GET `/trainings/feed`: what is next.
pub(crate) async fn trainings(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    let found = calendar::look(&app.core, &Viewer::Guest, &Search::default(), View::List, None).await?;
    let title = i18n::text(language(&app).into(), "place-trainings");
    answer(&app, &headers, paths::TRAININGS, &title, &found.shown)
}
