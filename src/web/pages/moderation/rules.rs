//! What a forum asks of those who write in it, and the watched words of a forum or of the instance.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{ForumId, WordAction, WordRuleId};
use crate::domain::forums::{self, ForumView};
use crate::domain::moderation::bans;
use crate::domain::moderation::rules::{self, RulesForm};
use crate::domain::{Error, instances};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{forum_name, person_line};
use crate::web::view::FieldView;
use crate::web::visitor::{Member, Rejected};

use super::{RulesPage, WordLine};

/// The forms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    act: String,
    slow_seconds: String,
    holds_first: String,
    phrase: String,
    action: String,
    word: Option<i64>,
}

/// GET `/forums/{name}/rules`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
) -> Result<Page<RulesPage>, Rejected> {
    let forum = forums::find(&app.core, &member.visitor.viewer, &name).await?;
    let page = build(&app, &member, Some(&forum)).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/forums/{name}/rules`.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Rejected> {
    let forum = forums::find(&app.core, &member.visitor.viewer, &name).await?;
    Ok(change(&app, &member, Some(&forum), typed).await?)
}

/// GET `/moderation/words`.
pub(crate) async fn words(State(app): State<App>, member: Member) -> Result<Page<RulesPage>, Rejected> {
    let page = build(&app, &member, None).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/moderation/words`.
pub(crate) async fn watch(
    State(app): State<App>,
    member: Member,
    Form(typed): Form<Typed>,
) -> Result<Response, Rejected> {
    Ok(change(&app, &member, None, typed).await?)
}

async fn change(app: &App, member: &Member, forum: Option<&ForumView>, typed: Typed) -> Result<Response> {
    let page = build(app, member, forum).await?;
    match act(app, member, forum.map(|forum| forum.forum.id), &typed).await {
        Ok(()) => Ok(member.visitor.go(page.address).saying(Flash::SAVED).into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let page = RulesPage {
                slow_seconds: if typed.act == "rules" {
                    kept(&problems, "slow_seconds", typed.slow_seconds)
                } else {
                    page.slow_seconds
                },
                phrase: kept(&problems, "phrase", typed.phrase),
                action: kept(&problems, "action", typed.action),
                ..page
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn act(app: &App, member: &Member, forum: Option<ForumId>, typed: &Typed) -> Result<(), Error> {
    let (core, by) = (&app.core, &member.principal);
    match (typed.act.as_str(), forum, typed.word) {
        ("rules", Some(forum), _) => {
            let form = RulesForm {
                slow_seconds: typed.slow_seconds.clone(),
                holds_first: typed.holds_first == "yes",
            };
            rules::set(core, by, forum, &form).await
        }
        ("forget", _, Some(word)) => rules::forget(core, by, forum, WordRuleId(word)).await,
        _ => rules::watch(core, by, forum, &typed.phrase, &typed.action).await,
    }
}

async fn build(app: &App, member: &Member, forum: Option<&ForumView>) -> Result<RulesPage> {
    let (core, by) = (&app.core, &member.principal);
    let id = forum.map(|forum| forum.forum.id);
    let words = rules::words(core, by, id).await?;
    let banned = bans::list(core, by, id).await?;
    let servers: Vec<_> = banned.iter().filter_map(|(_, actor)| actor.instance_id).collect();
    let hosts = instances::hosts(core, &servers).await?;
    let mut page = RulesPage {
        address: paths::WORDS.to_owned(),
        words: words
            .iter()
            .map(|word| WordLine {
                id: word.id.0,
                phrase: word.phrase.clone(),
                action: match word.action {
                    WordAction::Block => "word-block",
                    WordAction::Hold => "word-hold",
                    WordAction::Flag => "word-flag",
                },
            })
            .collect(),
        banned: banned
            .iter()
            .map(|(_, actor)| {
                let host = hosts.iter().find(|(id, _)| Some(*id) == actor.instance_id);
                person_line(actor, host.map(|(_, host)| host.as_str()))
            })
            .collect(),
        is_staff: by.is_staff(),
        ..RulesPage::default()
    };
    if let Some(forum) = forum {
        let asked = rules::get(core, forum.forum.id).await?;
        let name = forum_name(forum);
        let title = forum.forum.name(&forum.actor, member.visitor.language()).to_owned();
        page.address = paths::forum_rules(&name);
        page.forum = Some((name, title));
        page.slow_seconds = FieldView::of(asked.slow_seconds.to_string());
        page.holds_first = asked.holds_first;
    }
    Ok(page)
}
