//! The end of an erasure: the name itself, wherever it still stands.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::actors::Actor;
use crate::db::privacy::erase::{self, Tombstone, Words};
use crate::db::privacy::erasures::{self, Erasure};
use crate::db::privacy::receipts;
use crate::db::revisions::{self, Revision};
use crate::db::types::{ErasureId, ErasureState, ReceiptState};
use crate::db::{Conn, actors, queue};
use crate::domain::error::Result;
use crate::domain::letters::LetterKind;
use crate::domain::{Core, letters, messages, search};

use super::super::former;
use super::words::Naming;

/// How often it is looked whether other servers have answered.
const NEXT_LOOK: TimeDelta = TimeDelta::minutes(10);

/// Ends an erasure once every server has answered or the time for it is over; looks again later if not.
///
/// # Errors
/// If the database fails.
pub async fn finish(core: &Core, id: ErasureId) -> Result<()> {
    let mut conn = core.db.read().await?;
    let erasure = erasures::get(&mut conn, id).await?;
    if erasure.state != ErasureState::Telling {
        return Ok(());
    }
    let (receipts, now) = (receipts::list(&mut conn, &[id]).await?, core.clock.now());
    drop(conn);
    let is_open = |state| matches!(state, ReceiptState::Waiting | ReceiptState::Sent);
    let patience = TimeDelta::days(core.config.privacy.receipt_days);
    let is_over = erasure.erased_at.is_none_or(|at| at.plus(patience) <= now);
    if !is_over && receipts.iter().any(|receipt| is_open(receipt.state)) {
        return look_again(core, id).await;
    }
    let author = former::author(core).await?;
    core.change(async |conn| {
        if !erasures::set_finished(conn, id, now).await? {
            return Ok(());
        }
        for open in [ReceiptState::Waiting, ReceiptState::Sent] {
            receipts::settle(conn, id, open, ReceiptState::Failed).await?;
        }
        forget(core, conn, &erasure, &author).await?;
        let payload = json!({ "erasure_id": id.0 });
        letters::queue(core, conn, LetterKind::ErasureDone, &payload, None, now).await
    })
    .await?;
    Ok(core.db.flush_deleted().await?)
}

async fn look_again(core: &Core, id: ErasureId) -> Result<()> {
    let at = core.clock.now().plus(NEXT_LOOK);
    // A key of its own: the job that is running has the last one.
    let key = format!("finish-{id}-{}", at.millis());
    let payload = json!({ "erasure_id": id.0 });
    let mut conn = core.db.write().await?;
    Ok(queue::insert(&mut conn, core.ids.next(), "finish_erasure", &payload, Some(&key), at).await?)
}

/// Takes the name out of what others wrote, sent and received, and out of the actor's own row.
async fn forget(core: &Core, conn: &mut Conn, erasure: &Erasure, author: &Actor) -> Result<()> {
    let actor = actors::get(conn, erasure.actor_id).await?;
    let naming = Naming::of(core, &actor);
    for words in erase::list_naming(conn, actor.id).await? {
        let language = words.language.clone().unwrap_or_default();
        let clean = Words {
            title: naming.without(&words.title, &language),
            source: words.source.as_deref().map(|source| naming.without(source, &language)),
            html: naming.without_links(&words.html, &language),
            excerpt: naming.without(&words.excerpt, &language),
            ..words
        };
        erase::set_words(conn, &clean).await?;
        search::renew(conn, clean.id).await?;
    }
    messages::forget::name(conn, &actor, &naming.addresses(), |text, is_html| {
        if is_html {
            naming.without_links(text, "")
        } else {
            naming.without(text, "")
        }
    })
    .await?;
    forget_in_former(conn, &naming).await?;
    erase::mentions(conn, actor.id).await?;
    erase::sent(conn, actor.id, true).await?;
    // Removed posts keep their place in the thread, and no author.
    erase::posts(conn, actor.id, author.id).await?;
    erase::events(conn, actor.id).await?;
    for needle in naming.addresses() {
        for (id, body) in erase::list_sent_with(conn, needle).await? {
            erase::set_sent(conn, id, &naming.readdressed(&body, &author.uri, former::USERNAME)).await?;
        }
        erase::received(conn, needle).await?;
    }
    erasures::reserve_name(conn, &former::hash(core, &actor.username), core.clock.now()).await?;
    Ok(erase::actor(conn, actor.id, &tombstone(core, &actor)).await?)
}

/// The same in what others' posts said before they were changed.
async fn forget_in_former(conn: &mut Conn, naming: &Naming) -> Result<()> {
    for needle in naming.addresses() {
        for version in revisions::list_with(conn, &erase::containing(needle)).await? {
            let language = version.language.clone().unwrap_or_default();
            let clean = Revision {
                title: naming.without(&version.title, &language),
                source: version
                    .source
                    .as_deref()
                    .map(|source| naming.without(source, &language)),
                html: naming.without_links(&version.html, &language),
                ..version
            };
            revisions::set_texts(conn, &clean).await?;
        }
    }
    Ok(())
}

/// A row without a name: what refers to it, such as the log of moderators, refers to nobody.
fn tombstone(core: &Core, actor: &Actor) -> Tombstone {
    let username = format!("erased.{}", actor.id);
    let uri = core.config.link(&format!("/u/{username}"));
    Tombstone {
        url: uri.clone(),
        inbox: format!("{uri}/inbox"),
        outbox: None,
        followers: None,
        featured: None,
        public_key: String::new(),
        private_key: None,
        ed25519_public: None,
        ed25519_private: None,
        follower_count: 0,
        following_count: 0,
        post_count: 0,
        username,
        uri,
    }
}
