//! Hiding a post with a reason, seeing what is hidden, and bringing it back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::types::{PostId, PostKind};
use crate::domain::moderation::WhyForm;
use crate::domain::moderation::hiding::{self, Case};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{category_key, files_of_case};
use crate::web::redirect::Redirect;
use crate::web::visitor::{Member, Rejected};

use super::HidePage;

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct HideForm {
    category: String,
    words: String,
}

/// GET `/posts/{id}/hide`.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<HidePage>, Rejected> {
    let page = build(&app, &member, id).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/posts/{id}/hide`.
pub(crate) async fn hide(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<HideForm>,
) -> Result<Response, Rejected> {
    let page = build(&app, &member, id).await?;
    let why = WhyForm {
        category: form.category.clone(),
        words: form.words.clone(),
    };
    match hiding::hide(&app.core, &member.principal, PostId(id), &why).await {
        Ok(()) => Ok(member.visitor.go(page.back).saying(Flash::SAVED).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let page = HidePage {
                category: kept(&problems, "category", form.category),
                words: kept(&problems, "words", form.words),
                ..page
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// POST `/posts/{id}/restore`.
pub(crate) async fn restore(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Redirect, Rejected> {
    let case = hiding::case(&app.core, &member.visitor.viewer, &member.principal, PostId(id)).await?;
    hiding::restore(&app.core, &member.principal, PostId(id)).await?;
    Ok(member.visitor.go(page_of(&case.post)).saying(Flash::SAVED))
}

/// The page of a post.
pub(super) fn page_of(post: &Post) -> String {
    if post.kind == PostKind::Reply {
        paths::reply(&post.id.0)
    } else {
        paths::topic(&post.id.0)
    }
}

async fn build(app: &App, member: &Member, id: i64) -> Result<HidePage> {
    let Case { post, hidden, files } =
        hiding::case(&app.core, &member.visitor.viewer, &member.principal, PostId(id)).await?;
    let page = HidePage {
        id,
        back: page_of(&post),
        is_hidden: post.is_removed(),
        files: files_of_case(&app.core, &files),
        ..HidePage::default()
    };
    Ok(match hidden {
        Some(hidden) => HidePage {
            title: hidden.title,
            html: hidden.html,
            is_kept: hidden.wiped_at.is_none(),
            hidden_for: category_key(hidden.category),
            hidden_words: hidden.reason,
            ..page
        },
        None => HidePage {
            title: post.title,
            html: post.html,
            hidden_for: "category-other",
            ..page
        },
    })
}
