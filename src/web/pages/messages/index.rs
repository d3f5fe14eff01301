//! A member's conversations, and what is found in them.

use std::collections::HashMap;

use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::messages::members::Folder;
use crate::db::types::MessageId;
use crate::domain::messages::{find, show};
use crate::error::Result;
use crate::web::forms::Query;
use crate::web::page::Page;
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::view::Pager;
use crate::web::visitor::Member;

use super::{HitLine, MessagesPage, Shelf, views};

/// Which.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    folder: String,
    after: Option<i64>,
    q: String,
}

/// GET `/messages`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Query(query): Query<ListQuery>,
) -> Result<Page<MessagesPage>> {
    let page = if query.q.trim().is_empty() {
        list(&app, &member, &query).await?
    } else {
        found(&app, &member, query).await?
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn list(app: &App, member: &Member, query: &ListQuery) -> Result<MessagesPage> {
    let (shelf, folder) = match query.folder.as_str() {
        "requests" => (Shelf::Requests, Folder::Requests),
        "muted" => (Shelf::Muted, Folder::Muted),
        _ => (Shelf::Inbox, Folder::Inbox),
    };
    let found = show::list(&app.core, &member.principal, folder, query.after).await?;
    let here = match shelf {
        Shelf::Inbox => format!("{}?", paths::MESSAGES),
        Shelf::Requests => format!("{}?folder=requests&", paths::MESSAGES),
        Shelf::Muted => format!("{}?folder=muted&", paths::MESSAGES),
    };
    Ok(MessagesPage {
        shelf,
        requests: u32::try_from(found.requests).unwrap_or(u32::MAX),
        lines: found
            .lines
            .iter()
            .map(|line| views::line(line, &found.hosts, None))
            .collect(),
        pager: Pager {
            previous: None,
            next: found.next.map(|id| format!("{here}after={id}")),
        },
        ..MessagesPage::default()
    })
}

async fn found(app: &App, member: &Member, query: ListQuery) -> Result<MessagesPage> {
    let found = find::find(&app.core, &member.principal, &query.q, query.after.map(MessageId)).await?;
    let hit = |message: &crate::db::messages::texts::Message| HitLine {
        conversation: message.conversation_id.0,
        name: views::person(found.authors.get(&message.author_id), &HashMap::new()).name,
        excerpt: message.excerpt.clone(),
        at: stamp(message.sent_at),
    };
    let typed: String = url::form_urlencoded::byte_serialize(query.q.as_bytes()).collect();
    Ok(MessagesPage {
        hits: found.messages.iter().map(hit).collect(),
        pager: Pager {
            previous: None,
            next: found.next.map(|id| format!("{}?q={typed}&after={id}", paths::MESSAGES)),
        },
        q: query.q,
        ..MessagesPage::default()
    })
}
