//! `/settings/notifications`: what a member hears of, on the site, by mail and pushed to browsers, and when either may come.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::Pace;
use crate::domain::letters::bounces;
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::settings::{self, Wishes, WishesForm};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::pages::notifications::label;
use crate::web::redirect::Redirect;
use crate::web::view::FieldView;
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::browsers::{self, Browsers};

/// How often mail comes, with the keys of the words.
const PACES: [(&str, &str); 4] = [
    ("now", "pace-now"),
    ("daily", "pace-daily"),
    ("weekly", "pace-weekly"),
    ("never", "pace-never"),
];

/// A row of the matrix.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// Name of the group in the form.
    pub name: &'static str,
    /// Key of its name.
    pub label: &'static str,
    /// Key of what it is.
    pub help: &'static str,
    /// Whether the site tells of it.
    pub in_app: bool,
    /// Whether that can be chosen.
    pub is_fixed: bool,
    /// How often mail tells of it.
    pub mail: String,
    /// Whether it is pushed.
    pub push: bool,
}

/// `/settings/notifications`. The form sends `app_{group}` = `yes`, `mail_{group}` and
/// `push_{group}` = `yes`, `is_quiet` = `yes`, `quiet_from`,
/// `quiet_to`, `rests_weekend` = `yes`, `digest_hour`, `news`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/notifications.html")]
pub struct NotificationSettingsPage {
    /// The matrix.
    pub groups: Vec<GroupRow>,
    /// Hours without mail.
    pub is_quiet: bool,
    /// When they begin.
    pub quiet_from: FieldView,
    /// When they end.
    pub quiet_to: FieldView,
    /// No mail on Friday and Saturday.
    pub rests_weekend: bool,
    /// The hour of digests.
    pub digest_hour: FieldView,
    /// How often new topics are told.
    pub news: FieldView,
    /// What is wrong with the matrix.
    pub channels: FieldView,
    /// Where mail goes.
    pub email: String,
    /// Whether it comes back from there.
    pub is_failing: bool,
    /// Browsers that pushes go to.
    pub browsers: Browsers,
}

impl NotificationSettingsPage {
    fn paces(&self) -> &'static [(&'static str, &'static str)] {
        &PACES
    }

    fn hours(&self) -> Vec<(String, String)> {
        (0..24)
            .map(|hour| (hour.to_string(), format!("{hour:02}:00")))
            .collect()
    }

    /// Fields of hours: name, key of the label, and what was chosen.
    fn times(&self) -> [(&'static str, &'static str, &FieldView); 3] {
        [
            ("quiet_from", "notify-quiet-from", &self.quiet_from),
            ("quiet_to", "notify-quiet-to", &self.quiet_to),
            ("digest_hour", "notify-digest-hour", &self.digest_hour),
        ]
    }

    fn has_fault(&self) -> bool {
        [
            &self.quiet_from,
            &self.quiet_to,
            &self.digest_hour,
            &self.news,
            &self.channels,
        ]
        .iter()
        .any(|field| field.error.is_some())
    }
}

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MatrixForm {
    is_quiet: String,
    quiet_from: String,
    quiet_to: String,
    rests_weekend: String,
    digest_hour: String,
    news: String,
    #[serde(flatten)]
    cells: HashMap<String, String>,
}

impl MatrixForm {
    fn wishes(&self) -> WishesForm {
        let cell = |name: String| self.cells.get(&name).cloned().unwrap_or_default();
        let channels = Group::in_use().map(|group| {
            let name = group.as_str();
            let in_app = cell(format!("app_{name}")) == "yes";
            let push = cell(format!("push_{name}")) == "yes";
            (name.to_owned(), in_app, cell(format!("mail_{name}")), push)
        });
        WishesForm {
            channels: channels.collect(),
            is_quiet: self.is_quiet == "yes",
            quiet_from: self.quiet_from.clone(),
            quiet_to: self.quiet_to.clone(),
            rests_weekend: self.rests_weekend == "yes",
            digest_hour: self.digest_hour.clone(),
            news: self.news.clone(),
        }
    }
}

/// The wishes as their form.
fn typed(wishes: &Wishes) -> WishesForm {
    let channels = Group::in_use().map(|group| {
        let channel = wishes.matrix.of(group);
        let mail = channel.mail.to_string();
        (group.as_str().to_owned(), channel.in_app, mail, channel.push)
    });
    WishesForm {
        channels: channels.collect(),
        is_quiet: wishes.is_quiet,
        quiet_from: wishes.quiet_from.to_string(),
        quiet_to: wishes.quiet_to.to_string(),
        rests_weekend: wishes.rests_weekend,
        digest_hour: wishes.digest_hour.to_string(),
        news: match wishes.news {
            Pace::Now => Pace::Never.to_string(),
            news => news.to_string(),
        },
    }
}

fn help(group: Group) -> &'static str {
    match group {
        Group::Answers => "notice-group-answers-help",
        Group::Mentions => "notice-group-mentions-help",
        Group::Messages => "notice-group-messages-help",
        Group::Votes => "notice-group-votes-help",
        Group::Follows => "notice-group-follows-help",
        Group::Watching => "notice-group-watching-help",
        Group::Questions => "notice-group-questions-help",
        Group::Trainings => "notice-group-trainings-help",
        Group::Requests => "notice-group-requests-help",
        Group::Publishing => "notice-group-publishing-help",
        Group::Moderation => "notice-group-moderation-help",
        Group::Account => "notice-group-account-help",
    }
}

fn rows(form: &WishesForm) -> Vec<GroupRow> {
    let row = |(name, in_app, mail, push): &(String, bool, String, bool)| {
        let group = Group::named(name)?;
        Some(GroupRow {
            name: group.as_str(),
            label: label(group),
            help: help(group),
            in_app: *in_app || group.is_always_in_app(),
            is_fixed: group.is_always_in_app(),
            mail: mail.clone(),
            push: *push,
        })
    };
    form.channels.iter().filter_map(row).collect()
}

async fn page(app: &App, member: &Member, form: &WishesForm, problems: &Problems) -> Result<NotificationSettingsPage> {
    Ok(NotificationSettingsPage {
        groups: rows(form),
        is_quiet: form.is_quiet,
        quiet_from: kept(problems, "quiet_from", form.quiet_from.clone()),
        quiet_to: kept(problems, "quiet_to", form.quiet_to.clone()),
        rests_weekend: form.rests_weekend,
        digest_hour: kept(problems, "digest_hour", form.digest_hour.clone()),
        news: kept(problems, "news", form.news.clone()),
        channels: kept(problems, "channels", ""),
        email: member.signed_in.account.email.clone(),
        is_failing: bounces::is_failing(&app.core, &member.principal).await?,
        browsers: browsers::load(app, member).await?,
    })
}

/// GET `/settings/notifications`.
pub(crate) async fn notifications(State(app): State<App>, member: Member) -> Result<Page<NotificationSettingsPage>> {
    let wishes = settings::load(&app.core, &member.principal).await?;
    let page = page(&app, &member, &typed(&wishes), &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/settings/notifications`.
pub(crate) async fn save_notifications(
    State(app): State<App>,
    member: Member,
    Form(form): Form<MatrixForm>,
) -> Result<Response> {
    let wishes = form.wishes();
    let problems = match settings::save(&app.core, &member.principal, &wishes).await {
        Ok(()) => {
            let next = member.visitor.go(paths::SETTINGS_NOTIFICATIONS);
            return Ok(next.saying(Flash::SAVED).into_response());
        }
        Err(error) => problems(error)?,
    };
    let page = Page::new(member.visitor.chrome(), page(&app, &member, &wishes, &problems).await?);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// POST `/settings/notifications/address`.
pub(crate) async fn address_works(State(app): State<App>, member: Member) -> Result<Redirect> {
    bounces::forgive(&app.core, &member.principal).await?;
    Ok(member.visitor.go(paths::SETTINGS_NOTIFICATIONS).saying(Flash::SAVED))
}
