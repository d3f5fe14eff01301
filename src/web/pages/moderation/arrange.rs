//! Tags of a topic, its forum, and splitting and merging.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{ForumId, PostId, PostKind};
use crate::domain::moderation::moves::{self, Arrangement};
use crate::domain::moderation::tags;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Error, topics};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::view::{FieldView, SelectOption};
use crate::web::visitor::{Member, Rejected};

use super::ArrangePage;
use super::hide::page_of;

/// The forms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ArrangeForm {
    act: String,
    tags: String,
    forum: String,
    into: String,
    title: String,
}

/// GET `/posts/{id}/arrange`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<ArrangePage>, Rejected> {
    let page = build(&app, &member, id).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/posts/{id}/arrange`.
pub(crate) async fn change(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<ArrangeForm>,
) -> Result<Response, Rejected> {
    let page = build(&app, &member, id).await?;
    match act(&app, &member, PostId(id), &form).await {
        Ok(next) => Ok(member.visitor.go(next).saying(Flash::SAVED).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let page = ArrangePage {
                tags: if form.act == "tags" {
                    kept(&problems, "tags", form.tags)
                } else {
                    page.tags
                },
                forum: kept(&problems, "forum", form.forum),
                into: kept(&problems, "into", form.into),
                title: kept(&problems, "title", form.title),
                ..page
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Does it and says where to go on.
async fn act(app: &App, member: &Member, id: PostId, form: &ArrangeForm) -> Result<String, Error> {
    let (core, by) = (&app.core, &member.principal);
    match form.act.as_str() {
        "tags" => tags::set(core, by, id, &form.tags).await?,
        "move" => {
            let forum = form.forum.parse().map(ForumId);
            let forum = forum.map_err(|_| Error::Invalid(Problems::one("forum", Problem::Choice)))?;
            moves::move_topic(core, by, id, forum).await?;
        }
        "merge" => {
            let wrong = || Error::Invalid(Problems::one("into", Problem::Address));
            let into = number(&form.into).ok_or_else(wrong)?;
            let found = topics::post(core, &member.visitor.viewer, into).await;
            found.map_err(|error| match error {
                Error::NotFound => wrong(),
                other => other,
            })?;
            moves::merge(core, by, id, into).await?;
            return Ok(paths::reply(&id.0));
        }
        _ => return Ok(paths::topic(&moves::split(core, by, id, &form.title).await?.id.0)),
    }
    Ok(paths::topic(&id.0))
}

/// The number of a topic in its address, or alone.
fn number(typed: &str) -> Option<PostId> {
    let end = typed.trim().trim_end_matches('/').rsplit('/').next()?;
    let digits: String = end.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(PostId)
}

async fn build(app: &App, member: &Member, id: i64) -> Result<ArrangePage> {
    let Arrangement { post, tags, forums } =
        moves::arrangement(&app.core, &member.visitor.viewer, &member.principal, PostId(id)).await?;
    let language = member.visitor.language();
    Ok(ArrangePage {
        id,
        is_reply: post.kind == PostKind::Reply,
        back: page_of(&post),
        subject: if post.title.is_empty() {
            post.excerpt
        } else {
            post.title
        },
        tags: FieldView::of(tags.join(" ")),
        forums: forums
            .iter()
            .map(|(forum, actor)| SelectOption {
                value: forum.id.to_string(),
                name: forum.name(actor, language).to_owned(),
            })
            .collect(),
        ..ArrangePage::default()
    })
}
