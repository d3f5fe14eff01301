//! What goes when somebody is erased: every word they wrote, and their name in what others wrote to them. That they wrote,
//! and where, stays for the others.

use crate::db::actors::Actor;
use crate::db::messages::members;
use crate::db::messages::texts;
use crate::db::messages::{self as rows, blocks, reported, words as index_rows};
use crate::db::types::{AccountId, ActorId, ConversationId, MessageId};
use crate::db::{Conn, privacy::erase};
use crate::domain::error::Result;
use crate::domain::media::messages as files;
use crate::domain::{Core, text};

use super::send::index;

/// Destroys what somebody wrote, and takes them out of what they are in. Their files go with the account.
pub(in crate::domain) async fn person(core: &Core, conn: &mut Conn, account: AccountId, actor: ActorId) -> Result<()> {
    let own = rows::list_all_of(conn, account).await?;
    words(core, conn, actor).await?;
    members::leave_all(conn, account).await?;
    for (left, _) in own {
        abandoned(core, conn, left.id).await?;
    }
    Ok(())
}

/// Destroys what somebody wrote, here or elsewhere.
pub(in crate::domain) async fn words(core: &Core, conn: &mut Conn, actor: ActorId) -> Result<()> {
    index_rows::delete_of_author(conn, actor).await?;
    texts::wipe_all_of(conn, actor, core.clock.now()).await?;
    reported::delete_of_author(conn, actor).await?;
    Ok(blocks::delete_of(conn, actor).await?)
}

/// Takes the name of somebody who is gone out of what others wrote to them. `clean` gives a text without it.
pub(in crate::domain) async fn name(
    conn: &mut Conn,
    actor: &Actor,
    addresses: &[&str],
    clean: impl Fn(&str, bool) -> String,
) -> Result<()> {
    for needle in addresses {
        for message in texts::list_with(conn, actor.id, &erase::containing(needle)).await? {
            let source = message.source.as_deref().map(|source| clean(source, false));
            let html = clean(&message.html, true);
            let excerpt = text::excerpt(&html);
            texts::set_words(conn, message.id, (source.as_deref(), &html, &excerpt)).await?;
            let renewed = texts::Message { html, ..message };
            index(conn, &renewed, &[]).await?;
        }
    }
    Ok(())
}

/// Destroys a conversation that nobody here has a place in any more.
async fn abandoned(core: &Core, conn: &mut Conn, id: ConversationId) -> Result<()> {
    let places = members::list(conn, id).await?;
    if places.iter().any(|(member, _)| member.account_id.is_some()) {
        return Ok(());
    }
    conversation(core, conn, id).await
}

/// Destroys a conversation with everything in it.
pub(super) async fn conversation(core: &Core, conn: &mut Conn, id: ConversationId) -> Result<()> {
    let all: Vec<MessageId> = texts::list_ids(conn, id).await?;
    for message in all {
        files::clear(core, conn, message).await?;
    }
    Ok(rows::delete(conn, id).await?)
}
