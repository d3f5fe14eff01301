//! Reporting.

use axum::extract::State;
use serde_json::json as object;

use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::{Id, Time, json};
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::types::ActorId;
use crate::domain::moderation::WhyForm;
use crate::domain::moderation::reports::{self, Matter};
use crate::domain::people;

use super::entities::Account;
use super::ids::StatusId;
use super::site::Site;

/// Most posts of one report.
const POSTS_MAX: usize = 20;

/// `POST /api/v1/reports`: each status named is a report of its own; the first one is answered.
pub(super) async fn file(State(app): State<App>, caller: Caller, params: Params) -> ApiResult {
    let member = caller.member("write:reports")?;
    let (viewer, by) = (member.viewer(), member.principal()?);
    let subject: ActorId = params.parsed("account_id").ok_or_else(ApiError::not_found)?;
    let person = people::get(&app.core, &viewer, subject).await?;
    let mut matters = Vec::new();
    for id in params.list("status_ids").iter().take(POSTS_MAX) {
        matters.push(Matter::Post(id.parse::<StatusId>()?.post()));
    }
    if matters.is_empty() {
        matters.push(Matter::Person(subject));
    }
    let comment = params.text_or_empty("comment");
    let form = WhyForm {
        category: category(&params.text_or_empty("category"), &comment).to_owned(),
        words: comment,
    };
    let is_forwarded = params.flag("forward");
    let mut first = None;
    for matter in matters {
        let report = reports::file(&app.core, &viewer, &by, matter, &form, is_forwarded).await?;
        first = first.or(Some(report));
    }
    let report = first.ok_or_else(ApiError::not_found)?;
    let site = Site::new(&app, &caller);
    let posts: Vec<Id> = report.post_id.iter().map(|post| Id(post.0)).collect();
    Ok(json(&object!({
        "id": Id(report.id.0),
        "action_taken": false,
        "action_taken_at": null,
        "category": params.text("category").unwrap_or_else(|| "other".to_owned()),
        "comment": report.words,
        "forwarded": report.is_forwarded,
        "created_at": Time(report.created_at),
        "status_ids": posts,
        "rule_ids": null,
        "target_account": Account::of(&site, &person),
    })))
}

/// Mastodon's categories in ours. What comes without words is advertising or nothing that we could name.
fn category(theirs: &str, comment: &str) -> &'static str {
    match theirs {
        "spam" => "spam",
        "legal" => "illegal",
        "violation" => "abuse",
        _ if comment.trim().chars().count() < 3 => "off_topic",
        _ => "other",
    }
}
