//! Finding what was said: by folded words, in one's own conversations and nowhere else.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::messages::texts::Message;
use crate::db::messages::words;
use crate::db::types::{ActorId, MessageId};
use crate::domain::error::{Error, Result};
use crate::domain::paging::cut_page;
use crate::domain::{Core, Principal, fold};

/// Messages on one page.
const PER_PAGE: i64 = 20;
/// Words that are looked for.
const WORDS_MAX: usize = 6;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The messages, newest first.
    pub messages: Vec<Message>,
    /// Who wrote them.
    pub authors: HashMap<ActorId, Actor>,
    /// Where the next page begins.
    pub next: Option<MessageId>,
}

/// What a member may read that has words beginning with all of those typed, below `before`.
///
/// # Errors
/// If the database fails.
pub async fn find(core: &Core, by: &Principal, typed: &str, before: Option<MessageId>) -> Result<Found> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let wanted = fold::query_words(typed, WORDS_MAX);
    if wanted.is_empty() {
        return Ok(Found::default());
    }
    let mut conn = core.db.read().await?;
    let before = before.unwrap_or(MessageId(i64::MAX));
    let mut messages = words::find(&mut conn, account, &wanted, before, PER_PAGE + 1).await?;
    let more = cut_page(&mut messages, PER_PAGE);
    let mut ids: Vec<ActorId> = messages.iter().map(|message| message.author_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let authors = actors::list_by_ids(&mut conn, &ids).await?;
    Ok(Found {
        next: messages.last().filter(|_| more).map(|message| message.id),
        authors: authors.into_iter().map(|actor| (actor.id, actor)).collect(),
        messages,
    })
}
