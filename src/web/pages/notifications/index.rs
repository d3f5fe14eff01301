//! What happened around a member.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::Keyset;
use crate::db::actors::Actor;
use crate::db::notifications::Notification;
use crate::db::posts::Post;
use crate::db::types::{NotificationKind, PostKind};
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
    let notices: Vec<Notice> = rows
        .iter()
        .map(|(told, actor, post)| notice(told, actor, host(actor), post.as_ref()))
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

fn notice(told: &Notification, actor: &Actor, host: Option<&str>, post: Option<&Post>) -> Notice {
    Notice {
        kind: match told.kind {
            NotificationKind::Reply => NoticeKind::Reply,
            NotificationKind::Mention => NoticeKind::Mention,
            NotificationKind::Accepted => NoticeKind::Accepted,
            NotificationKind::Follow => NoticeKind::Follow,
            NotificationKind::Watch if post.is_some_and(|post| post.kind == PostKind::Reply) => NoticeKind::WatchedTopic,
            NotificationKind::Watch => NoticeKind::WatchedForum,
        },
        actor: person_line(actor, host),
        href: post.map_or_else(|| paths::person(&handle(actor, host)), place),
        subject: post.map(subject).unwrap_or_default(),
        at: stamp(time_of(told.id.0)),
        unread: told.read_at.is_none(),
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
