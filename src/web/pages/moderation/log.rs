//! The log of moderation: of one forum for everybody who may enter it, of everything for staff.

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{Category, Language, PostKind};
use crate::domain::forums;
use crate::domain::moderation::log::{self, Line};
use crate::error::Result;
use crate::web::forms::{Path, Query};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::{category_key, forum_name, stamp};
use crate::web::view::Pager;
use crate::web::visitor::{Member, Rejected, Visitor};

use super::hide::page_of;
use super::{LogLine, LogPage};

/// What is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LogQuery {
    action: String,
    after: Option<i64>,
}

/// The names of what is done.
const ACTIONS: &[(&str, &str)] = &[
    ("pin", "log-pin"),
    ("unpin", "log-unpin"),
    ("lock", "log-lock"),
    ("unlock", "log-unlock"),
    ("remove", "log-remove"),
    ("restore", "log-restore"),
    ("ban", "log-ban"),
    ("unban", "log-unban"),
    ("move", "log-move"),
    ("split", "log-split"),
    ("merge", "log-merge"),
    ("tags", "log-tags"),
    ("close_duplicate", "log-close-duplicate"),
    ("reopen", "log-reopen"),
    ("report_taken", "log-report-taken"),
    ("report_left", "log-report-left"),
    ("report_actioned", "log-report-actioned"),
    ("report_dismissed", "log-report-dismissed"),
    ("approve", "log-approve"),
    ("refuse", "log-refuse"),
    ("rules", "log-rules"),
    ("words", "log-words"),
    ("need_removed", "log-need-removed"),
    ("vouch", "log-vouch"),
    ("unvouch", "log-unvouch"),
    ("allowed", "policy-allowed"),
    ("blocked", "policy-blocked"),
    ("default", "policy-undecided"),
];

fn action_key(action: &str) -> &'static str {
    ACTIONS
        .iter()
        .find(|(name, _)| *name == action)
        .map_or("log-other", |(_, key)| key)
}

/// GET `/forums/{name}/log`.
pub(crate) async fn of_forum(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(query): Query<LogQuery>,
) -> Result<Page<LogPage>> {
    let viewer = &visitor.viewer;
    let forum = forums::find(&app.core, viewer, &name).await?;
    let found = log::of_forum(&app.core, viewer, forum.forum.id, &query.action, query.after).await?;
    let language = visitor.language();
    let name = forum_name(&forum);
    let title = forum.forum.name(&forum.actor, language).to_owned();
    let page = LogPage {
        address: paths::forum_log(&name),
        forum: Some((name, title)),
        ..build(&found, query.action, language)
    };
    Ok(Page::new(visitor.chrome(), with_pager(page)))
}

/// GET `/moderation/log`.
pub(crate) async fn all(
    State(app): State<App>,
    member: Member,
    Query(query): Query<LogQuery>,
) -> Result<Page<LogPage>, Rejected> {
    let viewer = &member.visitor.viewer;
    let found = log::all(&app.core, viewer, &member.principal, &query.action, query.after).await?;
    let page = LogPage {
        address: paths::MODERATION_LOG.to_owned(),
        is_staff: true,
        ..build(&found, query.action, member.visitor.language())
    };
    Ok(Page::new(member.visitor.chrome(), with_pager(page)))
}

fn with_pager(mut page: LogPage) -> LogPage {
    if let Some(after) = page.pager.next.take() {
        page.pager.next = Some(format!("{}?action={}&after={after}", page.address, page.action));
    }
    page
}

fn build(found: &log::Page, action: String, language: Language) -> LogPage {
    LogPage {
        lines: found.lines.iter().map(|one| line(one, language)).collect(),
        actions: found
            .actions
            .iter()
            .map(|action| (*action, action_key(action)))
            .collect(),
        action,
        is_full: found.is_full,
        pager: Pager {
            previous: None,
            next: found.next.map(|id| id.to_string()),
        },
        ..LogPage::default()
    }
}

fn line(line: &Line, language: Language) -> LogLine {
    let name = |actor: &Option<crate::db::actors::Actor>| {
        actor
            .as_ref()
            .map(|actor| actor.display_name().to_owned())
            .unwrap_or_default()
    };
    let post = line.post.as_ref();
    let category: Option<Category> = line.entry.category.parse().ok();
    LogLine {
        action: action_key(&line.entry.action),
        category: category.map_or("", category_key),
        words: line.entry.reason.clone(),
        by: name(&line.by),
        target: name(&line.target),
        subject: post
            .map(|post| match post.kind {
                PostKind::Topic if !post.title.is_empty() => post.title.clone(),
                _ => post.excerpt.clone(),
            })
            .unwrap_or_default(),
        href: post.map(page_of).unwrap_or_default(),
        forum: line
            .forum
            .as_ref()
            .map(|(forum, actor)| forum.name(actor, language).to_owned())
            .unwrap_or_default(),
        at: stamp(line.entry.created_at),
    }
}
