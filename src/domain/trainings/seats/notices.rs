//! Who is told what of a seat. It concerns them even where they muted the thread.

use crate::db::notifications::Notification;
use crate::db::trainings::seats::SeatRow;
use crate::db::types::{AccountId, ActorId, NotificationKind};
use crate::db::{Conn, accounts};
use crate::domain::error::Result;
use crate::domain::{Core, Viewer, notifications};

use super::elsewhere;
use super::ground::Ground;
use super::letters;

/// Tells whoever has a seat what became of it; who booked it, if they have no account. The organiser's name stands on it.
pub(super) async fn tell(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    seat: &SeatRow,
    kind: NotificationKind,
) -> Result<()> {
    let reader = seat.actor_id.unwrap_or(seat.booked_by);
    if kind != NotificationKind::CertificateReady {
        elsewhere::tell(core, conn, ground, reader).await?;
    }
    match write(core, conn, ground, (reader, ground.post.actor_id), kind).await? {
        Some(account) => letters::queue(core, conn, account, seat, kind).await,
        None => Ok(()),
    }
}

/// Tells a colleague what somebody booked or gave back for them.
pub(super) async fn tell_colleague(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    seat: &SeatRow,
    (doer, kind): (ActorId, NotificationKind),
) -> Result<()> {
    match seat.actor_id.filter(|actor| *actor != doer) {
        Some(actor) => write(core, conn, ground, (actor, doer), kind).await.map(drop),
        None => Ok(()),
    }
}

/// Tells the organiser that somebody asks for a seat.
pub(super) async fn ask(core: &Core, conn: &mut Conn, ground: &Ground, asker: ActorId) -> Result<()> {
    let pair = (ground.post.actor_id, asker);
    write(core, conn, ground, pair, NotificationKind::SeatAsked)
        .await
        .map(drop)
}

/// Gives the account that was told; none if there is none, or it may not read of the training.
async fn write(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    (reader, doer): (ActorId, ActorId),
    kind: NotificationKind,
) -> Result<Option<AccountId>> {
    let Some(account) = accounts::find_by_actor(conn, reader).await? else {
        return Ok(None);
    };
    if !Viewer::of(core, &account).may_read(&ground.post) {
        return Ok(None);
    }
    let notification = Notification {
        id: core.ids.next(),
        account_id: account.id,
        kind,
        actor_id: doer,
        post_id: Some(ground.post.id),
        read_at: None,
        log_id: None,
    };
    if letters::has_letter(kind) {
        notifications::put_with_letter(core, conn, &notification).await?;
    } else {
        notifications::put(core, conn, &notification).await?;
    }
    Ok(Some(account.id))
}
