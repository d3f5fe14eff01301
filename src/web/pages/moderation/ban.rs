//! Keeping somebody out, and letting them in again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use crate::app::App;
use crate::db::actors::Actor;
use crate::db::types::{ForumId, UtcTime};
use crate::domain::moderation::bans::{self, NewBan, Place};
use crate::domain::moderation::{WhyForm, reports};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Error, fold, profiles};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{handle, person_line, stamp};
use crate::web::view::SelectOption;
use crate::web::visitor::{Member, Rejected};

use super::{BanLine, BanPage};

/// What stands for all of our forums.
const EVERYWHERE: &str = "all";

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BanForm {
    act: String,
    forum: String,
    category: String,
    words: String,
    until: String,
    posts: String,
}

/// GET `/@{handle}/ban`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
) -> Result<Page<BanPage>, Rejected> {
    let (_, page) = build(&app, &member, &name).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/@{handle}/ban`.
pub(crate) async fn change(
    State(app): State<App>,
    member: Member,
    Path(name): Path<String>,
    Form(form): Form<BanForm>,
) -> Result<Response, Rejected> {
    let (person, page) = build(&app, &member, &name).await?;
    match act(&app, &member, &person, &form).await {
        Ok(()) => {
            let next = member.visitor.go(paths::ban(&page.handle));
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = BanPage {
                forum: kept(&problems, "forum", form.forum),
                category: kept(&problems, "category", form.category),
                words: kept(&problems, "words", form.words),
                until: kept(&problems, "until", form.until),
                ..page
            };
            let page = Page::new(member.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn act(app: &App, member: &Member, person: &Actor, form: &BanForm) -> Result<(), Error> {
    let (core, by) = (&app.core, &member.principal);
    let place = if form.forum == EVERYWHERE {
        Place::Here
    } else {
        let id = form.forum.parse().map(ForumId);
        Place::Forum(id.map_err(|_| Error::Invalid(Problems::one("forum", Problem::Choice)))?)
    };
    if form.act == "lift" {
        return bans::lift(core, by, person.id, place).await;
    }
    let why = WhyForm {
        category: form.category.clone(),
        words: form.words.clone(),
    };
    let new = NewBan {
        who: person.id,
        place,
        why: why.check()?,
        until: last_day(&form.until)?,
        with_posts: form.posts == "yes",
        uri: None,
    };
    bans::ban(core, by, &new).await
}

/// The end of a day as typed; none for ever.
fn last_day(typed: &str) -> Result<Option<UtcTime>, Error> {
    let typed: String = typed.trim().chars().map(fold::digit).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || Error::Invalid(Problems::one("until", Problem::Date));
    let day: NaiveDate = typed.parse().map_err(|_| wrong())?;
    let end = day.and_hms_opt(0, 0, 0).ok_or_else(wrong)?.and_utc();
    Ok(Some(UtcTime::new(end).plus(TimeDelta::days(1))))
}

async fn build(app: &App, member: &Member, name: &str) -> Result<(Actor, BanPage)> {
    let (core, by) = (&app.core, &member.principal);
    reports::require_seat(core, by).await?;
    let (person, host) = profiles::find_actor(core, name).await?;
    let language = member.visitor.language();
    let bans = bans::of(core, by, person.id).await?;
    let places = bans::places(core, by).await?;
    let line = |(ban, place): &(crate::db::moderation::bans::Ban, Option<_>)| {
        let place: Option<&(crate::db::forums::Forum, Actor)> = place.as_ref();
        BanLine {
            forum: place.map_or(EVERYWHERE.to_owned(), |(forum, _)| forum.id.to_string()),
            title: place
                .map(|(forum, actor)| forum.name(actor, language).to_owned())
                .unwrap_or_default(),
            reason: ban.reason.clone(),
            since: stamp(ban.created_at),
            until: ban.until.map(stamp),
        }
    };
    let page = BanPage {
        handle: handle(&person, host.as_deref()),
        person: Some(person_line(&person, host.as_deref())),
        bans: bans.iter().map(line).collect(),
        forums: places
            .iter()
            .map(|(forum, actor)| SelectOption {
                value: forum.id.to_string(),
                name: forum.name(actor, language).to_owned(),
            })
            .collect(),
        may_everywhere: by.is_staff(),
        ..BanPage::default()
    };
    Ok((person, page))
}
