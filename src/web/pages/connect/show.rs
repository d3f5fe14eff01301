//! `/connect?address=…`: what stands behind an address elsewhere, before somebody follows it.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::app::App;
use crate::db::actors::Actor;
use crate::db::types::{ActorKind, FollowState};
use crate::domain::{self, Denied, follows, text};
use crate::error::Failure;
use crate::web::forms::{Query, kept};
use crate::web::page::Page;
use crate::web::present::{count, handle, stamp};
use crate::web::view::{FieldError, FieldView};
use crate::web::visitor::{Member, Rejected};

use super::{ConnectPage, Found, FoundKind, FoundPost};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    address: String,
}

/// The box, and what was found.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(typed): Query<Typed>,
) -> Result<Page<ConnectPage>, Rejected> {
    let chrome = member.visitor.chrome();
    if typed.address.trim().is_empty() {
        return Ok(Page::new(chrome, ConnectPage::default()));
    }
    match look(&app, &member, &typed.address).await {
        Ok(found) => Ok(Page::new(
            chrome,
            ConnectPage {
                address: FieldView::of(typed.address),
                found: Some(found),
            },
        )),
        Err(error) => {
            let page = ConnectPage {
                address: wrong(error, typed.address)?,
                found: None,
            };
            Ok(Page::new(chrome, page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// The address with what is wrong with it; errors that are no fault of the address go on.
fn wrong(error: domain::Error, address: String) -> Result<FieldView, Failure> {
    match error {
        domain::Error::Invalid(problems) => Ok(kept(&problems, "address", address)),
        domain::Error::Forbidden(Denied::Blocked) => {
            Ok(FieldView::of(address).wrong(FieldError::new(Denied::Blocked.key())))
        }
        other => Err(other.into()),
    }
}

async fn look(app: &App, member: &Member, address: &str) -> domain::Result<Found> {
    let viewer = &member.visitor.viewer;
    let resolved = app.apub.resolve(app, viewer, address).await?;
    let actor = &resolved.actor;
    let state = follows::state(&app.core, member.principal.actor_id, actor.id).await?;
    Ok(Found {
        kind: kind(actor),
        title: actor.display_name().to_owned(),
        name: handle(actor, resolved.host.as_deref()),
        summary: paragraphs(&actor.summary_html),
        remote_url: actor.url.clone(),
        members: (actor.follower_count > 0).then(|| count(actor.follower_count)),
        posts: (actor.post_count > 0).then(|| count(actor.post_count)),
        latest: resolved
            .previews
            .into_iter()
            .map(|post| FoundPost {
                title: if post.title.is_empty() {
                    text::cut(&post.excerpt, 80)
                } else {
                    post.title
                },
                url: post.url,
                excerpt: post.excerpt,
                author: post.author,
                at: post.published_at.map(stamp),
            })
            .collect(),
        host: resolved.host.unwrap_or_else(|| app.core.config.host()),
        followed: state == Some(FollowState::Accepted),
        pending: state == Some(FollowState::Pending),
    })
}

fn kind(actor: &Actor) -> FoundKind {
    if actor.kind == ActorKind::Group {
        FoundKind::Forum
    } else {
        FoundKind::Person
    }
}

fn paragraphs(html: &str) -> Vec<String> {
    let parts = html.split("</p>").map(text::excerpt);
    parts.filter(|part| !part.is_empty()).collect()
}
