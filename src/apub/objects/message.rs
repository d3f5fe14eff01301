//! What is private: which documents are messages to people here, and what is kept of them.

use federation::audience::{Known, Recipients, Visibility, is_public};
use federation::objects::{ContentDocument, ContentKind};
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::inbox;
use crate::db::types::{ActorId, ActorKind, UtcTime};
use crate::domain::messages::receive::{self, NewMessage};
use crate::domain::messages::remove;
use crate::domain::text;

use super::super::documents::companion;
use super::super::error::{Error, Result};
use super::super::session::Session;
use super::store::Cause;
use super::{PeerActor, admission, body};

/// Addressees that are looked at.
const ADDRESSEES_MAX: usize = 40;
/// Addressees elsewhere that are looked up because we do not know them yet.
const UNKNOWN_MAX: usize = 5;

/// Those whom a document is written to, and nobody beside them; none if it is no private message: for everybody, for followers, for
/// a forum, or a vote in a poll. Without anybody of ours among them it is none of our business.
///
/// # Errors
/// If the database fails.
pub(in crate::apub) async fn addressees(
    session: &Session,
    document: &ContentDocument,
    carried: &Recipients,
) -> Result<Option<Vec<Actor>>> {
    let is_vote = document.name.is_some() && document.content.is_none();
    let is_message = matches!(document.kind, ContentKind::Note | ContentKind::ChatMessage) && !is_vote;
    if !is_message || document.audience.is_some() || !is_direct(session, document, carried).await? {
        return Ok(None);
    }
    let named: Vec<&str> = document
        .recipients
        .all()
        .chain(carried.all())
        .take(ADDRESSEES_MAX)
        .map(Url::as_str)
        .collect();
    let known = actors::list_by_uris(&mut session.core.db.read().await?, &named).await?;
    if known.iter().any(|actor| actor.kind == ActorKind::Group) {
        return Ok(None);
    }
    let is_person = |actor: &Actor| actor.kind != ActorKind::Application && actor.deleted_at.is_none();
    let people: Vec<Actor> = known.into_iter().filter(is_person).collect();
    let is_for_us = people.iter().any(Actor::is_local);
    Ok(Some(if is_for_us { people } else { Vec::new() }))
}

/// Whether both the document and the activity around it name people only. The narrower reading is not enough here: what is
/// public in one of them is not private.
async fn is_direct(session: &Session, document: &ContentDocument, carried: &Recipients) -> Result<bool> {
    let all: Vec<&Url> = document.recipients.all().chain(carried.all()).collect();
    if all.is_empty() || all.iter().any(|one| is_public(one.as_str())) {
        return Ok(false);
    }
    let author = actors::find_by_uri(&mut session.core.db.read().await?, document.attributed_to.as_str()).await?;
    let followers = author.and_then(|author| Url::parse(author.followers.as_deref()?).ok());
    let known = Known {
        followers: followers.as_ref(),
        ..Known::default()
    };
    let reads = |recipients: &Recipients| recipients.visibility(known) == Visibility::Direct;
    Ok(reads(&document.recipients) && reads(carried))
}

/// Keeps a message to these people. Whatever becomes of it, the activity that brought it is forgotten, unless it comes again.
///
/// # Errors
/// [`Error::Refused`] if a forum passed it on; whatever the domain says.
pub(in crate::apub) async fn take(
    session: &Session,
    document: &ContentDocument,
    people: &[Actor],
    cause: &Cause,
) -> Result<()> {
    let taken = Box::pin(store(session, document, people, cause)).await;
    let comes_again = taken
        .as_ref()
        .is_err_and(|error| error.is_passing() || error.is_conflict());
    if let Some(id) = cause.inbox_id.filter(|_| !comes_again) {
        inbox::forget_body(&mut session.core.db.write().await?, id).await?;
    }
    taken
}

async fn store(session: &Session, document: &ContentDocument, people: &[Actor], cause: &Cause) -> Result<()> {
    let core = &session.core;
    if cause.announced_by.is_some() {
        return Err(Error::Refused("a private message was passed on"));
    }
    if people.is_empty() {
        return Err(Error::Ignored("it is private, and for nobody here"));
    }
    admission::require_policy(session, &document.id).await?;
    let author = PeerActor::get(session, &document.attributed_to).await?;
    let mut to: Vec<ActorId> = people.iter().map(|actor| actor.id).collect();
    to.extend(unknown(session, document, people, &author).await?);
    to.retain(|id| *id != author.id);
    to.sort_unstable();
    to.dedup();
    let mut content = body::read(session, document).await?;
    content.html = without_mentions(&content.html, people);
    content.excerpt = text::excerpt(&content.html);
    let new = NewMessage {
        uri: document.id.to_string(),
        in_reply_to: document
            .in_reply_to
            .as_ref()
            .map(|uri| companion::meant(uri.as_str(), &core.config.link("")).to_owned()),
        to,
        content,
        sent_at: document.published.map_or_else(|| core.clock.now(), UtcTime::new),
    };
    Box::pin(receive::take(core, &cause.principal(&author), &new)).await?;
    Ok(())
}

/// Others elsewhere whom it is written to, too, so that answers reach them.
async fn unknown(
    session: &Session,
    document: &ContentDocument,
    people: &[Actor],
    author: &Actor,
) -> Result<Vec<ActorId>> {
    let mut found = Vec::new();
    let is_known = |id: &&Url| people.iter().any(|actor| actor.uri == id.as_str()) || author.uri == id.as_str();
    for id in document.mentions().filter(|id| !is_known(id)).take(UNKNOWN_MAX) {
        if !document.recipients.contains(id) || admission::require_policy(session, id).await.is_err() {
            continue;
        }
        if let Ok(actor) = PeerActor::get(session, id).await
            && !matches!(actor.kind, ActorKind::Group | ActorKind::Application)
        {
            found.push(actor.id);
        }
    }
    Ok(found)
}

/// Clean HTML without the mentions of its readers that it begins with: whom it is for, the page says.
fn without_mentions(html: &str, people: &[Actor]) -> String {
    let Some((opening, mut rest)) = html.split_once('>').filter(|(tag, _)| tag.starts_with("<p")) else {
        return html.to_owned();
    };
    while let Some(after) = after_mention(rest, people) {
        rest = after.trim_start_matches([' ', '\u{a0}', ',']);
        rest = rest.strip_prefix("<br>").unwrap_or(rest);
    }
    format!("{opening}>{rest}")
}

/// What follows a mention of one of `people` that a text begins with.
fn after_mention<'a>(html: &'a str, people: &[Actor]) -> Option<&'a str> {
    let (inner, end) = match html.strip_prefix("<span class=\"h-card\">") {
        Some(inner) => (inner, "</a></span>"),
        None => (html, "</a>"),
    };
    let (link, rest) = inner.strip_prefix("<a ")?.split_once(end)?;
    let names = |actor: &Actor| {
        [&actor.uri, &actor.url]
            .iter()
            .any(|address| link.contains(&format!("href=\"{address}\"")))
    };
    people.iter().any(names).then_some(rest)
}

/// A new version of a message that is here.
///
/// # Errors
/// Whatever the domain says.
pub(in crate::apub) async fn edit(
    session: &Session,
    document: &ContentDocument,
    cause: &Cause,
    at: Option<UtcTime>,
) -> Result<bool> {
    let core = &session.core;
    let Some(message) = receive::find(core, document.id.as_str()).await? else {
        return Ok(false);
    };
    let author = PeerActor::get(session, &document.attributed_to).await?;
    let mut content = body::read(session, document).await?;
    let named: Vec<&str> = document
        .recipients
        .all()
        .take(ADDRESSEES_MAX)
        .map(Url::as_str)
        .collect();
    let people = actors::list_by_uris(&mut core.db.read().await?, &named).await?;
    content.html = without_mentions(&content.html, &people);
    content.excerpt = text::excerpt(&content.html);
    let at = document
        .updated
        .map(UtcTime::new)
        .or(at)
        .unwrap_or_else(|| core.clock.now());
    let at = at.min(core.clock.now());
    remove::edit(core, &cause.principal(&author), message.id, &content, at).await?;
    if let Some(id) = cause.inbox_id {
        inbox::forget_body(&mut core.db.write().await?, id).await?;
    }
    Ok(true)
}
