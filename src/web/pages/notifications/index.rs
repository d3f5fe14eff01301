//! What happened around a member.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::Keyset;
use crate::db::actors::Actor;
use crate::db::moderation::LogEntry;
use crate::db::notifications::Notification;
use crate::db::posts::Post;
use crate::db::types::{ActorKind, NotificationKind, PostKind};
use crate::domain::{instances, notifications};
use crate::error::Result;
use crate::id::time_of;
use crate::web::forms::Query;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{handle, person_line, stamp};
use crate::web::redirect::Redirect;
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::{Notice, NoticeKind, NotificationsPage};

/// Notifications on one page.
const PER_PAGE: usize = 30;

/// Which page of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// GET `/notifications`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<Before>,
) -> Result<Page<NotificationsPage>> {
    let page = Keyset {
        after: query.before.map(|id| (id, 0)),
        limit: i64::try_from(PER_PAGE).unwrap_or(i64::MAX) + 1,
    };
    let mut rows = notifications::list(&app.core, member.signed_in.account.id, page).await?;
    let has_more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let next = rows.last().filter(|_| has_more).map(|(last, ..)| last.id);
    let ids: Vec<_> = rows.iter().filter_map(|(_, actor, _)| actor.instance_id).collect();
    let hosts = instances::hosts(&app.core, &ids).await?;
    let host = |actor: &Actor| {
        let known = hosts.iter().find(|(id, _)| Some(*id) == actor.instance_id);
        known.map(|(_, host)| host.as_str())
    };
    let told: Vec<&Notification> = rows.iter().map(|(told, ..)| told).collect();
    let deeds = notifications::deeds(&app.core, &told).await?;
    let needs = notifications::needs(&app.core, &told).await?;
    let talks = notifications::conversations(&app.core, &told).await?;
    let notices: Vec<Notice> = rows
        .iter()
        .map(|(told, actor, post)| {
            let deed = deeds.iter().find(|deed| Some(deed.id) == told.log_id);
            let mut shown = notice(told, actor, host(actor), post.as_ref(), deed);
            if let Some((_, conversation)) = talks.iter().find(|(id, _)| *id == told.id) {
                shown.href = paths::conversation(&conversation.0);
            }
            match needs.iter().find(|(id, ..)| *id == told.id) {
                Some((_, need, title)) => about_need(shown, need.0, title),
                None => shown,
            }
        })
        .collect();
    let page = NotificationsPage {
        any_unread: notices.iter().any(|notice| notice.unread),
        notices,
        pager: Pager {
            previous: None,
            next: next.map(|id| format!("{}?before={id}", paths::NOTIFICATIONS)),
        },
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn notice(
    told: &Notification,
    actor: &Actor,
    host: Option<&str>,
    post: Option<&Post>,
    deed: Option<&LogEntry>,
) -> Notice {
    Notice {
        kind: match told.kind {
            NotificationKind::Reply => NoticeKind::Reply,
            NotificationKind::Mention => NoticeKind::Mention,
            NotificationKind::Accepted => NoticeKind::Accepted,
            NotificationKind::Follow => NoticeKind::Follow,
            NotificationKind::Solved => NoticeKind::Solved,
            NotificationKind::Reminder => NoticeKind::Reminder,
            NotificationKind::Nudge => NoticeKind::Nudge,
            NotificationKind::Duplicate => NoticeKind::Duplicate,
            NotificationKind::Report => NoticeKind::Report,
            NotificationKind::Moderation => NoticeKind::Deed(deed_key(deed)),
            NotificationKind::Watch if post.is_some_and(|post| post.kind == PostKind::Reply) => {
                NoticeKind::WatchedTopic
            }
            NotificationKind::Watch => NoticeKind::WatchedForum,
            NotificationKind::Refused => NoticeKind::Refused,
            NotificationKind::Undelivered => NoticeKind::Undelivered,
            NotificationKind::Replicated => NoticeKind::Replicated,
            NotificationKind::CasePublished => NoticeKind::CasePublished,
            NotificationKind::CaseReturned => NoticeKind::CaseReturned,
            NotificationKind::SavedSearch => NoticeKind::SavedSearch,
            NotificationKind::TrainingChanged => NoticeKind::TrainingChanged,
            NotificationKind::TrainingCancelled => NoticeKind::TrainingCancelled,
            NotificationKind::SeatAsked => NoticeKind::Seat("notice-seat-asked"),
            NotificationKind::SeatConfirmed => NoticeKind::Seat("notice-seat-confirmed"),
            NotificationKind::SeatWaiting => NoticeKind::Seat("notice-seat-waiting"),
            NotificationKind::SeatOffered => NoticeKind::Seat("notice-seat-offered"),
            NotificationKind::SeatExpired => NoticeKind::Seat("notice-seat-expired"),
            NotificationKind::SeatDeclined => NoticeKind::Seat("notice-seat-declined"),
            NotificationKind::SeatRemoved => NoticeKind::Seat("notice-seat-removed"),
            NotificationKind::CertificateReady => NoticeKind::Seat("notice-certificate-ready"),
            NotificationKind::EvaluationWanted => NoticeKind::Seat("notice-evaluation-wanted"),
            NotificationKind::RequestSigned => NoticeKind::Need("notice-request-signed"),
            NotificationKind::RequestOffer => NoticeKind::Need("notice-request-offer"),
            NotificationKind::RequestOfferPicked => NoticeKind::Need("notice-request-offer-picked"),
            NotificationKind::RequestOfferDeclined => NoticeKind::Need("notice-request-offer-declined"),
            NotificationKind::RequestMatched => NoticeKind::Need("notice-request-matched"),
            NotificationKind::RequestMerged => NoticeKind::Need("notice-request-merged"),
            NotificationKind::RequestClosed => NoticeKind::Need("notice-request-closed"),
            NotificationKind::RequestReopened => NoticeKind::Need("notice-request-reopened"),
            NotificationKind::Message => NoticeKind::Message,
        },
        actor: person_line(actor, host),
        href: match told.kind {
            NotificationKind::Report => paths::MODERATION.to_owned(),
            NotificationKind::CaseReturned => paths::CASE_NEW.to_owned(),
            NotificationKind::SavedSearch => paths::CASE_SEARCHES.to_owned(),
            kind if is_of_seat(kind) => {
                post.map_or_else(|| paths::MY_TRAININGS.to_owned(), |post| seat_place(kind, post))
            }
            _ if deed.is_some_and(|deed| deed.action == "refuse") => paths::WAITING.to_owned(),
            _ if post.is_none() && actor.kind == ActorKind::Group => paths::forum(&handle(actor, host)),
            _ if post.is_none() && actor.kind == ActorKind::Application => paths::FORUMS.to_owned(),
            _ => post.map_or_else(|| paths::person(&handle(actor, host)), place),
        },
        subject: match deed {
            Some(deed) if !deed.reason.is_empty() => deed.reason.clone(),
            _ => post.map(subject).unwrap_or_default(),
        },
        at: stamp(time_of(told.id.0)),
        unread: told.read_at.is_none(),
    }
}

/// Whether it tells of a seat.
fn is_of_seat(kind: NotificationKind) -> bool {
    matches!(
        kind,
        NotificationKind::SeatAsked
            | NotificationKind::SeatConfirmed
            | NotificationKind::SeatWaiting
            | NotificationKind::SeatOffered
            | NotificationKind::SeatExpired
            | NotificationKind::SeatDeclined
            | NotificationKind::SeatRemoved
            | NotificationKind::CertificateReady
            | NotificationKind::EvaluationWanted
    )
}

/// Where one goes on from there.
fn seat_place(kind: NotificationKind, post: &Post) -> String {
    match kind {
        NotificationKind::SeatAsked => paths::seats(&post.id.0),
        NotificationKind::EvaluationWanted => paths::evaluation(&post.id.0),
        _ => paths::seat(&post.id.0),
    }
}

/// A notice of a training that is needed leads to its page; an invitation to the training that came of it leads there.
fn about_need(notice: Notice, need: i64, title: &str) -> Notice {
    if notice.kind == NoticeKind::Need("notice-request-matched") && !notice.subject.is_empty() {
        return notice;
    }
    Notice {
        href: paths::request(&need),
        subject: title.to_owned(),
        ..notice
    }
}

/// What moderators did, as the one whom it concerns reads it.
fn deed_key(deed: Option<&LogEntry>) -> &'static str {
    match deed.map_or("", |deed| deed.action.as_str()) {
        "remove" => "notice-removed",
        "restore" => "notice-restored",
        "ban" => "notice-banned",
        "unban" => "notice-unbanned",
        "move" => "notice-moved",
        "split" => "notice-split",
        "merge" => "notice-merged",
        "approve" => "notice-approved",
        "refuse" => "notice-refused",
        "report_actioned" => "notice-report-actioned",
        "report_dismissed" => "notice-report-dismissed",
        _ => "notice-deed",
    }
}

/// Where a post is read.
fn place(post: &Post) -> String {
    match post.kind {
        PostKind::Reply => paths::reply(&post.id.0),
        _ => paths::topic(&post.id.0),
    }
}

fn subject(post: &Post) -> String {
    if post.title.is_empty() {
        post.excerpt.clone()
    } else {
        post.title.clone()
    }
}

/// POST `/notifications`.
pub(crate) async fn read_all(State(app): State<App>, member: Member) -> Result<Redirect> {
    notifications::mark_all_read(&app.core, member.signed_in.account.id).await?;
    Ok(member.visitor.go(paths::NOTIFICATIONS).saying(Flash::READ))
}
