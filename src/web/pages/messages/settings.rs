//! `/settings/messages`: who may write to me, and whom I block.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::InstanceId;
use crate::domain::instances;
use crate::domain::messages::blocks;
use crate::domain::messages::settings::{self, SettingsForm};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::view::FieldView;
use crate::web::visitor::{Member, Rejected};

use super::{BlockedLine, MessageSettingsPage, views};

/// GET `/settings/messages`.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Page<MessageSettingsPage>, Rejected> {
    let set = settings::get(&app.core, &member.principal).await?;
    let page = MessageSettingsPage {
        from_whom: FieldView::of(set.from_whom.as_str().to_owned()),
        shows_read: set.shows_read,
        shows_presence: set.shows_presence,
        blocked: blocked(&app, &member).await?,
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// What was chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    from_whom: String,
    shows_read: String,
    shows_presence: String,
}

/// POST `/settings/messages`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Form(typed): Form<Typed>,
) -> Result<Response, Rejected> {
    let form = SettingsForm {
        from_whom: typed.from_whom.clone(),
        shows_read: typed.shows_read == "yes",
        shows_presence: typed.shows_presence == "yes",
    };
    if let Err(error) = settings::save(&app.core, &member.principal, &form).await {
        let problems: Problems = problems(error)?;
        let page = MessageSettingsPage {
            from_whom: kept(&problems, "from_whom", typed.from_whom),
            shows_read: form.shows_read,
            shows_presence: form.shows_presence,
            blocked: blocked(&app, &member).await?,
        };
        let page = Page::new(member.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let next = member.visitor.go(paths::SETTINGS_MESSAGES);
    Ok(next.saying(Flash::SAVED).into_response())
}

async fn blocked(app: &App, member: &Member) -> Result<Vec<BlockedLine>> {
    let rows = blocks::list(&app.core, &member.principal).await?;
    let servers: Vec<InstanceId> = rows.iter().filter_map(|(actor, _)| actor.instance_id).collect();
    let hosts: HashMap<_, _> = instances::hosts(&app.core, &servers).await?.into_iter().collect();
    let line = |(actor, since): &(crate::db::actors::Actor, _)| BlockedLine {
        person: views::person(Some(actor), &hosts),
        since: stamp(*since),
    };
    Ok(rows.iter().map(line).collect())
}
