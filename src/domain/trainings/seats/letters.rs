//! Letters about seats that somebody must hear of in time: one that is held for them, one that was taken away. Only queues them and
//! finds what they tell; the words are others' work.

use serde_json::json;

use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::posts::Post;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{AccountId, NotificationKind, SeatId, SeatState};
use crate::db::{Conn, accounts, posts};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Viewer, letters as mail};

/// Name of the job that writes them.
pub const LETTER_JOB: &str = "seat_letter";

/// What a letter tells.
#[derive(Debug, Clone)]
pub struct SeatNews {
    /// To whom.
    pub account: Account,
    /// The same in public.
    pub actor: Actor,
    /// The training's post.
    pub post: Post,
    /// The seat, as it is now.
    pub seat: SeatRow,
}

/// Whether these news are worth a letter of their own.
pub(super) fn has_letter(kind: NotificationKind) -> bool {
    matches!(kind, NotificationKind::SeatOffered | NotificationKind::SeatRemoved)
}

/// Queues a letter, if the news are worth one. Call it inside the transaction that makes them.
pub(super) async fn queue(
    core: &Core,
    conn: &mut Conn,
    to: AccountId,
    seat: &SeatRow,
    kind: NotificationKind,
) -> Result<()> {
    if !has_letter(kind) {
        return Ok(());
    }
    let key = format!("{LETTER_JOB}:{}:{}", seat.id, seat.version);
    let payload = json!({ "account_id": to.0, "seat_id": seat.id.0, "version": seat.version });
    mail::queue(core, conn, LETTER_JOB, &payload, Some(&key), core.clock.now()).await
}

/// What a letter about this version of a seat tells; nothing if it was overtaken, or nobody waits for it.
///
/// # Errors
/// If the database fails.
pub async fn letter_news(core: &Core, to: AccountId, seat: SeatId, version: i64) -> Result<Option<SeatNews>> {
    let mut conn = core.db.read().await?;
    let seat = seats::find(&mut conn, seat).await?;
    let is_news = |seat: &SeatRow| matches!(seat.state, SeatState::Offered | SeatState::Declined);
    let Some(seat) = seat.filter(|seat| seat.version == version && is_news(seat)) else {
        return Ok(None);
    };
    let (account, actor) = match accounts::get_with_actor(&mut conn, to).await.map_err(Error::from) {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let post = posts::get(&mut conn, seat.training_id).await?;
    if post.is_removed() || !Viewer::of(core, &account).may_read(&post) {
        return Ok(None);
    }
    Ok(Some(SeatNews {
        actor,
        account,
        post,
        seat,
    }))
}
