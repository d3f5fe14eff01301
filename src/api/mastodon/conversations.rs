//! Private messages, as clients know them: conversations, and statuses of visibility `direct`. Ids of messages and of posts
//! are made by the same clock and never meet, so that both are read at one address.

use axum::extract::{Path, State};
use serde::Serialize;

use crate::api::caller::{Caller, Member};
use crate::api::params::Params;
use crate::api::reply::{Id, json};
use crate::api::{ApiError, ApiResult};
use crate::app::App;
use crate::db::actors::Actor;
use crate::db::messages::members::Folder;
use crate::db::messages::texts::Message;
use crate::db::types::{ActorId, ConversationId, MediaId, MessageId, MessageKind};
use crate::domain::messages::show::{self, Line, Lines, Thread};
use crate::domain::messages::{self, MessageForm, group, standing};
use crate::domain::text::{self, Token};
use crate::domain::{Error, media::NewAttachment, profiles};

use super::entities::{Account, Around, Context, Status};
use super::ids::parse;
use super::paging::Paging;
use super::site::Site;

/// A conversation in the list.
#[derive(Debug, Serialize)]
struct Conversation<'a> {
    id: Id,
    unread: bool,
    accounts: Vec<Account<'a>>,
    last_status: Option<Status<'a>>,
}

/// What was said last in a conversation of `me`; none if that was deleted.
pub(super) fn last<'a>(site: &'a Site, me: &'a Actor, found: &'a Lines, line: &'a Line) -> Option<Status<'a>> {
    let message = line.last.as_ref().filter(|message| message.deleted_at.is_none())?;
    let around = Around {
        people: line.others.iter().chain([me]).collect(),
        hosts: &found.hosts,
        files: found.files.get(&message.id).map_or(&[][..], Vec::as_slice),
    };
    Status::message(site, &around, message)
}

impl<'a> Conversation<'a> {
    fn new(site: &'a Site, me: &'a Actor, found: &'a Lines, line: &'a Line) -> Self {
        let host = |actor: &Actor| {
            let id = actor.instance_id?;
            found.hosts.get(&id).map(String::as_str)
        };
        Self {
            id: Id(line.conversation.id.0),
            unread: line.member.unread > 0,
            accounts: line
                .others
                .iter()
                .map(|actor| Account::new(site, actor, host(actor), None))
                .collect(),
            last_status: last(site, me, found, line),
        }
    }
}

/// `GET /api/v1/conversations`: what the member is in; what strangers began waits on our pages.
pub(super) async fn list(State(app): State<App>, caller: Caller, paging: Paging) -> ApiResult {
    let member = caller.member("read:statuses")?;
    let after = paging.keyset(20, 20).after.map(|(id, _)| id);
    let found = show::list(&app.core, &member.principal()?, Folder::Inbox, after).await?;
    let site = Site::new(&app, &caller);
    let lines = found.lines.iter();
    let rows: Vec<Conversation<'_>> = lines
        .map(|line| Conversation::new(&site, member.actor, &found, line))
        .collect();
    let key = |line: &Line| Id(line.member.last_message_id.0);
    let ends = found.lines.first().zip(found.lines.last());
    Ok(paging.answer(&rows, ends.map(|(first, last)| (key(first), key(last)))))
}

/// `POST /api/v1/conversations/:id/read`
pub(super) async fn read(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:conversations")?;
    let (by, id): (_, ConversationId) = (member.principal()?, parse(&id)?);
    standing::mark_read(&app.core, &by, id).await?;
    let found = show::one(&app.core, &by, id).await?;
    let line = found.lines.first().ok_or_else(ApiError::not_found)?;
    let site = Site::new(&app, &caller);
    Ok(json(&Conversation::new(&site, member.actor, &found, line)))
}

/// `DELETE /api/v1/conversations/:id`: off the list; a group is left.
pub(super) async fn remove(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> ApiResult {
    let member = caller.member("write:conversations")?;
    group::leave(&app.core, &member.principal()?, parse(&id)?).await?;
    Ok(json(&serde_json::json!({})))
}

/// A direct status by its id, for those who are in its conversation.
pub(super) async fn status(app: &App, caller: &Caller, id: i64) -> ApiResult {
    let member = caller.member("read:statuses")?;
    let (message, thread) = show::message(&app.core, &member.principal()?, MessageId(id)).await?;
    answer(app, caller, &thread, &message)
}

/// What stands around it: the page of the conversation that ends with it.
pub(super) async fn context(app: &App, caller: &Caller, id: i64) -> ApiResult {
    let member = caller.member("read:statuses")?;
    let (message, thread) = show::message(&app.core, &member.principal()?, MessageId(id)).await?;
    let site = Site::new(app, caller);
    let above = thread
        .messages
        .iter()
        .filter(|one| one.number < message.number && one.deleted_at.is_none());
    let ancestors = above.filter_map(|one| told(&site, &thread, one)).collect();
    Ok(json(&Context {
        ancestors,
        descendants: Vec::new(),
    }))
}

/// `POST /api/v1/statuses` with `visibility=direct`: goes on in the conversation of what it answers, else to everybody it
/// names.
pub(super) async fn post(app: &App, caller: &Caller, member: &Member<'_>, params: &Params) -> ApiResult {
    let by = member.principal()?;
    let body = params.text_or_empty("status");
    let files: Vec<MediaId> = params.parsed_list("media_ids");
    let form = MessageForm {
        body: body.clone(),
        files: files
            .into_iter()
            .map(|id| NewAttachment::Own { id, alt: None })
            .collect(),
    };
    let answered: Option<i64> = params.parsed("in_reply_to_id");
    let known = match answered {
        Some(id) => match show::message(&app.core, &by, MessageId(id)).await {
            Ok((message, _)) => Some(message.conversation_id),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other.into()),
        },
        None => None,
    };
    let message = match known {
        Some(conversation) => messages::send(&app.core, &by, conversation, &form).await?,
        None => {
            let to = named(app, &body).await?;
            Box::pin(messages::start(&app.core, &by, &to, "", &form)).await?
        }
    };
    let (message, thread) = show::message(&app.core, &by, message.id).await?;
    answer(app, caller, &thread, &message)
}

async fn named(app: &App, body: &str) -> ApiResult<Vec<ActorId>> {
    let mut found = Vec::new();
    for token in text::tokens(body) {
        let Token::Mention { username, host } = token else {
            continue;
        };
        let handle = host.map_or_else(|| username.clone(), |host| format!("{username}@{host}"));
        match profiles::find_actor(&app.core, &handle).await {
            Ok((actor, _)) => found.push(actor.id),
            Err(Error::NotFound | Error::Gone) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(found)
}

fn answer(app: &App, caller: &Caller, thread: &Thread, message: &Message) -> ApiResult {
    let site = Site::new(app, caller);
    let status = told(&site, thread, message).ok_or_else(ApiError::not_found)?;
    Ok(json(&status))
}

fn told<'a>(site: &'a Site, thread: &'a Thread, message: &'a Message) -> Option<Status<'a>> {
    if message.kind != MessageKind::Text {
        return None;
    }
    let around = Around {
        people: thread
            .people
            .iter()
            .map(|(_, actor)| actor)
            .chain(&thread.strangers)
            .collect(),
        hosts: &thread.hosts,
        files: thread.files.get(&message.id).map_or(&[][..], Vec::as_slice),
    };
    Status::message(site, &around, message)
}
