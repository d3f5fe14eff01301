//! What is done to a conversation, and to people in it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{ConversationId, MessageId};
use crate::domain::messages::{blocks, group, remove, show as reading, standing};
use crate::domain::profiles;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Denied, Error};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::handle;
use crate::web::redirect::{Redirect, local};
use crate::web::view::FieldError;
use crate::web::visitor::{Member, Rejected};

use super::{ConversationPage, new, show};

/// `act` = `accept`, `decline`, `mute`, `unmute`, `leave`, `show-read` or `hide-read`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    act: String,
}

/// POST `/messages/{id}/act`.
pub(crate) async fn act(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<ActForm>,
) -> Result<Redirect> {
    let (core, by, conversation) = (&app.core, &member.principal, ConversationId(id));
    match form.act.as_str() {
        "accept" => standing::accept(core, by, conversation).await?,
        "decline" => standing::decline(core, by, conversation).await?,
        "mute" => standing::set_muted(core, by, conversation, true).await?,
        "unmute" => standing::set_muted(core, by, conversation, false).await?,
        "leave" => group::leave(core, by, conversation).await?,
        "show-read" => standing::set_shows_read(core, by, conversation, true).await?,
        "hide-read" => standing::set_shows_read(core, by, conversation, false).await?,
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    }
    let next = match form.act.as_str() {
        "leave" | "decline" => paths::MESSAGES.to_owned(),
        _ => paths::conversation(&id),
    };
    Ok(member.visitor.go(next).saying(ConversationPage::said(&form.act)))
}

/// The form of a member of a group.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GroupForm {
    who: String,
    title: String,
}

/// POST `/messages/{id}/members`.
pub(crate) async fn add_member(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<GroupForm>,
) -> Result<Response, Rejected> {
    let conversation = ConversationId(id);
    let added = match new::people(&app, &member, &form.who, "who").await {
        Ok(found) => match found.as_slice() {
            [one] => group::add(&app.core, &member.principal, conversation, *one).await,
            _ => Err(Error::Invalid(Problems::one("who", Problem::Required))),
        },
        Err(error) => Err(error),
    };
    let error = match added {
        Ok(()) => {
            let next = member.visitor.go(paths::conversation(&id));
            return Ok(next.saying(Flash::MEMBER_ADDED).into_response());
        }
        Err(error) => error,
    };
    let (problems, wrong) = refused(error)?;
    let who = match wrong {
        Some(denied) => kept(&problems, "who", form.who).wrong(FieldError::new(denied.key())),
        None => kept(&problems, "who", form.who),
    };
    let thread = reading::thread(&app.core, &member.principal, conversation, None).await?;
    let page = ConversationPage {
        who,
        ..show::build(&app, &member, &thread, None).await?
    };
    let page = Page::new(member.visitor.chrome(), page);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// What is wrong with a field, and which refusal is to stand beside it; everything else goes on.
pub(super) fn refused(error: Error) -> Result<(Problems, Option<Denied>), Failure> {
    match error {
        Error::Invalid(problems) => Ok((problems, None)),
        Error::Forbidden(denied @ (Denied::NotWelcome | Denied::YouBlock | Denied::Blocked | Denied::AcceptFirst)) => {
            Ok((Problems::default(), Some(denied)))
        }
        other => Err(other.into()),
    }
}

/// POST `/messages/{id}/title`.
pub(crate) async fn rename(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<GroupForm>,
) -> Result<Response, Rejected> {
    let conversation = ConversationId(id);
    match group::rename(&app.core, &member.principal, conversation, &form.title).await {
        Ok(()) => {
            let next = member.visitor.go(paths::conversation(&id));
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(Error::Invalid(problems)) => {
            let thread = reading::thread(&app.core, &member.principal, conversation, None).await?;
            let page = ConversationPage {
                title: kept(&problems, "title", form.title),
                ..show::build(&app, &member, &thread, None).await?
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// POST `/messages/{id}/delete/{message}`.
pub(crate) async fn delete(
    State(app): State<App>,
    member: Member,
    Path((id, message)): Path<(i64, i64)>,
) -> Result<Redirect> {
    remove::delete(&app.core, &member.principal, MessageId(message)).await?;
    Ok(member
        .visitor
        .go(paths::conversation(&id))
        .saying(Flash::MESSAGE_DELETED))
}

/// `block` = `yes` or `no`, and where it leads back to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BlockForm {
    block: String,
    next: String,
}

/// POST `/@{handle}/block`.
pub(crate) async fn block(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(form): Form<BlockForm>,
) -> Result<Redirect> {
    let (actor, host) = profiles::find_actor(&app.core, &name).await?;
    let is_blocked = form.block != "no";
    blocks::set(&app.core, &member.principal, actor.id, is_blocked).await?;
    let flash = if is_blocked {
        Flash::PERSON_BLOCKED
    } else {
        Flash::PERSON_UNBLOCKED
    };
    let next = if form.next.is_empty() {
        paths::person(&handle(&actor, host.as_deref()))
    } else {
        local(&form.next).to_owned()
    };
    Ok(member.visitor.go(next).saying(flash))
}
