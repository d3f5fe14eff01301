//! What happened around a member.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::Keyset;
use crate::db::types::NotificationId;
use crate::domain::notifications::Muted;
use crate::domain::notifications::matrix::Group;
use crate::domain::{instances, notifications};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::i18n::dates::RIYADH_OFFSET_MINUTES;
use crate::web::notices::{Notice, Surroundings, bundle, present};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::redirect::{Redirect, local};
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::{Day, Filter, NotificationsPage};

/// Notifications on one page.
const PER_PAGE: usize = 30;
/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Which part of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Part {
    before: Option<i64>,
    of: String,
}

/// What is done to some of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Marked {
    ids: String,
    next: String,
}

/// GET `/notifications`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(part): Query<Part>,
) -> Result<Page<NotificationsPage>> {
    let group = Group::named(&part.of);
    let page = Keyset {
        after: part.before.map(|id| (id, 0)),
        limit: i64::try_from(PER_PAGE).unwrap_or(i64::MAX) + 1,
    };
    let core = &app.core;
    let account = member.signed_in.account.id;
    let mut rows = match group {
        Some(group) => notifications::list_of(core, account, group, page).await?,
        None => notifications::list(core, account, page).await?,
    };
    let has_more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|(last, ..)| last.id);
    let homes: Vec<_> = rows.iter().filter_map(|(_, actor, _)| actor.instance_id).collect();
    let told: Vec<_> = rows.iter().map(|(told, ..)| told).collect();
    let around = Surroundings {
        deeds: notifications::deeds(core, &told).await?,
        needs: notifications::needs(core, &told).await?,
        hosts: instances::hosts(core, &homes).await?,
        titles: notifications::titles(core, &member.visitor.viewer, &rows).await?,
        talks: notifications::conversations(core, &told).await?,
    };
    let notices = present(&rows, &around);
    let any_unread = notices.iter().any(|notice| notice.unread);
    let page = NotificationsPage {
        days: by_day(notices, &around),
        filters: filters(group),
        is_narrowed: group.is_some(),
        any_unread,
        pager: Pager {
            previous: None,
            next: next.map(|id| format!("{}?before={id}{}", paths::NOTIFICATIONS, of(group, '&'))),
        },
        here: format!("{}{}", paths::NOTIFICATIONS, of(group, '?')),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn of(group: Option<Group>, sign: char) -> String {
    group.map_or_else(String::new, |group| format!("{sign}of={}", group.as_str()))
}

fn by_day(notices: Vec<Notice>, around: &Surroundings) -> Vec<Day> {
    let day_of = |notice: &Notice| (notice.at.0 + i64::from(RIYADH_OFFSET_MINUTES) * 60_000).div_euclid(DAY);
    let mut days: Vec<(i64, Vec<Notice>)> = Vec::new();
    for notice in notices {
        let day = day_of(&notice);
        match days.last_mut() {
            Some((known, members)) if *known == day => members.push(notice),
            _ => days.push((day, vec![notice])),
        }
    }
    let shown = days.into_iter().filter_map(|(_, members)| {
        let at = members.first()?.at;
        let bundles = bundle(members, &around.titles);
        Some(Day { at, bundles })
    });
    shown.collect()
}

fn filters(current: Option<Group>) -> Vec<Filter> {
    let all = Filter {
        label: "notices-all",
        href: paths::NOTIFICATIONS.to_owned(),
        is_current: current.is_none(),
    };
    let groups = Group::in_use().map(|group| Filter {
        label: label(group),
        href: format!("{}{}", paths::NOTIFICATIONS, of(Some(group), '?')),
        is_current: current == Some(group),
    });
    std::iter::once(all).chain(groups).collect()
}

/// The key of a group's name.
pub(crate) fn label(group: Group) -> &'static str {
    match group {
        Group::Answers => "notice-group-answers",
        Group::Mentions => "notice-group-mentions",
        Group::Messages => "notice-group-messages",
        Group::Votes => "notice-group-votes",
        Group::Follows => "notice-group-follows",
        Group::Watching => "notice-group-watching",
        Group::Questions => "notice-group-questions",
        Group::Trainings => "notice-group-trainings",
        Group::Requests => "notice-group-requests",
        Group::Publishing => "notice-group-publishing",
        Group::Moderation => "notice-group-moderation",
        Group::Account => "notice-group-account",
    }
}

/// POST `/notifications`.
pub(crate) async fn read_all(State(app): State<App>, member: Member) -> Result<Redirect> {
    notifications::mark_all_read(&app.core, member.signed_in.account.id).await?;
    Ok(member.visitor.go(paths::NOTIFICATIONS).saying(Flash::READ))
}

/// POST `/notifications/read`.
pub(crate) async fn read_some(State(app): State<App>, member: Member, Form(form): Form<Marked>) -> Result<Redirect> {
    let ids: Vec<_> = form
        .ids
        .split(',')
        .filter_map(|id| id.parse().ok())
        .map(NotificationId)
        .collect();
    notifications::mark_read(&app.core, &member.principal, &ids).await?;
    Ok(member.visitor.go(local(&form.next)))
}

/// POST `/notifications/{id}/mute`.
pub(crate) async fn mute(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<Marked>,
) -> Result<Redirect> {
    let flash = match notifications::mute(&app.core, &member.principal, NotificationId(id)).await? {
        Muted::Topic => Flash::TOPIC_MUTED,
        Muted::Conversation => Flash::TALK_MUTED,
    };
    Ok(member.visitor.go(local(&form.next)).saying(flash))
}
