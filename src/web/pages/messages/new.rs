//! Writing to somebody: who, what, and files.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::ActorId;
use crate::domain::messages::{self, start};
use crate::domain::profiles;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Denied, Error};
use crate::web::forms::{Query, kept};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::uploads::{Composed, Sent, tray};
use crate::web::view::{FieldError, FieldView};
use crate::web::visitor::{Member, Rejected};

use super::acts::refused;
use super::show::{Typed, few, form};
use super::{MessageForm, NewMessagePage};

/// Most handles that are looked up.
const HANDLES_MAX: usize = 30;

/// To whom.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct To {
    to: String,
}

/// GET `/messages/new`. Whoever has written to somebody goes on there.
pub(crate) async fn ask(
    State(app): State<App>,
    member: Member,
    Query(To { to }): Query<To>,
) -> Result<Response, Rejected> {
    if let Ok((actor, _)) = profiles::find_actor(&app.core, &to).await
        && let Some(known) = start::known(&app.core, &member.principal, actor.id).await?
    {
        return Ok(member.visitor.go(paths::conversation_end(&known.0)).into_response());
    }
    let page = NewMessagePage {
        to: FieldView::of(to),
        form: MessageForm {
            files: few(tray(&app, &[])),
            ..MessageForm::default()
        },
        ..NewMessagePage::default()
    };
    Ok(Page::new(member.visitor.chrome(), page).into_response())
}

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewTyped {
    to: String,
    title: String,
    body: String,
    intent: String,
}

/// POST `/messages/new`.
pub(crate) async fn begin(State(app): State<App>, member: Member, composed: Composed) -> Result<Response, Rejected> {
    let sent: Sent<NewTyped> = composed.read(&app, &member.visitor).await;
    if let Some(failure) = sent.failure {
        return Err(failure.into());
    }
    let (typed, files) = (sent.typed, sent.files);
    let (problems, wrong, status) = if typed.intent == "attach" || files.is_refused() {
        (Problems::default(), None, files.status())
    } else {
        let message = messages::MessageForm {
            body: typed.body.clone(),
            files: files.attachments(),
        };
        let begun = match people(&app, &member, &typed.to, "to").await {
            Ok(to) => {
                Box::pin(messages::start(
                    &app.core,
                    &member.principal,
                    &to,
                    &typed.title,
                    &message,
                ))
                .await
            }
            Err(error) => Err(error),
        };
        match begun {
            Ok(message) => {
                let next = paths::conversation(&message.conversation_id.0);
                return Ok(member.visitor.go(next).into_response());
            }
            Err(error) => {
                let (problems, wrong) = refused(error)?;
                (problems, wrong, StatusCode::UNPROCESSABLE_ENTITY)
            }
        }
    };
    let said = Typed {
        body: typed.body,
        intent: typed.intent,
    };
    let page = NewMessagePage {
        to: kept(&problems, "to", typed.to),
        title: kept(&problems, "title", typed.title),
        form: form(&app, &member, said, &files, &problems).await?,
        refusal: wrong.map(|denied| FieldError::new(denied.key())),
    };
    let page = Page::new(member.visitor.chrome(), page);
    Ok(page.with_status(status).into_response())
}

/// The people behind the handles that were typed, with blanks or commas between them. Those of other servers whom we do not
/// know yet are looked up there.
pub(super) async fn people(
    app: &App,
    member: &Member,
    typed: &str,
    field: &'static str,
) -> crate::domain::Result<Vec<ActorId>> {
    let wrong = |problem| Error::Invalid(Problems::one(field, problem));
    let handles: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | ';' | '؛'))
        .filter(|part| !part.is_empty())
        .collect();
    if handles.len() > HANDLES_MAX {
        return Err(wrong(Problem::TooMany(HANDLES_MAX)));
    }
    let mut found = Vec::with_capacity(handles.len());
    for handle in handles {
        let bare = handle.trim_start_matches('@');
        match profiles::find_actor(&app.core, bare).await {
            Ok((actor, _)) => found.push(actor.id),
            Err(Error::NotFound | Error::Gone) if !bare.contains('@') => return Err(wrong(Problem::Person)),
            Err(Error::NotFound) => {
                let viewer = &member.visitor.viewer;
                match Box::pin(app.apub.resolve(app, viewer, &format!("@{bare}"))).await {
                    Ok(resolved) => found.push(resolved.actor.id),
                    Err(Error::Invalid(_) | Error::NotFound) => return Err(wrong(Problem::Person)),
                    Err(Error::Forbidden(Denied::Blocked)) => return Err(Error::Forbidden(Denied::Blocked)),
                    Err(other) => return Err(other),
                }
            }
            Err(Error::Gone) => return Err(wrong(Problem::Person)),
            Err(other) => return Err(other),
        }
    }
    Ok(found)
}
