//! Certificates: issued when a training is over to those who were there, checked by anybody who has the code, withdrawn when the
//! organiser says that somebody was not there after all.

use crate::db::trainings::after::{self, CertificateRow};
use crate::db::trainings::seats::SeatRow;
use crate::db::trainings::{parts, seat_lists, seats};
use crate::db::types::{CertificateKind, Language, NotificationKind, PostId, SeatId, SeatState};
use crate::db::{Conn, Keyset, accounts, actors, notifications, posts};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::manages;
use crate::domain::{Core, Principal, Viewer};
use crate::id::random_bytes;

use super::ground::Ground;
use super::notices;

/// Those who were there who are looked after at a time.
const AT_A_TIME: i64 = 100;
/// Certificates that are listed.
const LISTED: i64 = 100;

/// Looks after what follows the end of a training: certificates, and asking those who were there what they say. Once done, doing it
/// again does nothing.
///
/// # Errors
/// If the database fails.
pub async fn come_over(core: &Core, training: PostId) -> Result<()> {
    let mut after = None;
    loop {
        let next = core
            .change(async |conn| {
                let page = Keyset {
                    after,
                    limit: AT_A_TIME,
                };
                over(core, conn, training, page).await
            })
            .await?;
        match next {
            Some(seat) => after = Some((seat.0, 0)),
            None => return Ok(()),
        }
    }
}

/// The same for some of them; gives the last one if there may be more.
async fn over(core: &Core, conn: &mut Conn, training: PostId, page: Keyset) -> Result<Option<SeatId>> {
    let ground = match Ground::hold(core, conn, training).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let is_over = matches!(ground.require_alive(), Err(Error::Forbidden(Denied::TrainingOver)));
    if !is_over || ground.post.is_removed() {
        return Ok(None);
    }
    let there = seat_lists::list(conn, training, &SeatState::COMING, page).await?;
    for (seat, _) in &there {
        follow(core, conn, &ground, seat).await?;
        want_evaluation(core, conn, &ground, seat).await?;
    }
    let is_full = i64::try_from(there.len()).is_ok_and(|count| count >= AT_A_TIME);
    Ok(there.last().filter(|_| is_full).map(|(seat, _)| seat.id))
}

async fn want_evaluation(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<()> {
    let kind = NotificationKind::EvaluationWanted;
    let Some(actor) = seat.actor_id else { return Ok(()) };
    let Some(account) = accounts::find_by_actor(conn, actor).await? else {
        return Ok(());
    };
    if notifications::exists(conn, account.id, kind, ground.post.id).await? {
        return Ok(());
    }
    notices::tell(core, conn, ground, seat, kind).await
}

/// Issues what a seat is worth once the training is over, or withdraws it.
pub(super) async fn follow(core: &Core, conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<()> {
    if !deserves(ground, seat) {
        return Ok(after::set_withdrawn(conn, seat.id, Some(ground.now)).await?);
    }
    if ground.row.certificate == CertificateKind::None || ground.row.ends_at > ground.now {
        return Ok(());
    }
    let row = written(conn, ground, seat).await?;
    if after::insert_certificate(conn, &row).await? {
        return notices::tell(core, conn, ground, seat, NotificationKind::CertificateReady).await;
    }
    Ok(after::set_withdrawn(conn, seat.id, None).await?)
}

/// Whether a seat is worth a certificate: whoever sat there was there and, where there is an exam, passed it.
fn deserves(ground: &Ground, seat: &SeatRow) -> bool {
    seat.state == SeatState::Attended && (seat.has_passed || ground.row.certificate != CertificateKind::Exam)
}

async fn written(conn: &mut Conn, ground: &Ground, seat: &SeatRow) -> Result<CertificateRow> {
    let holder = match seat.actor_id {
        Some(actor) => actors::get(conn, actor).await?.display_name().to_owned(),
        None => seat.name.clone(),
    };
    let row = &ground.row;
    let issuer = if row.provider.is_empty() {
        actors::get(conn, ground.post.actor_id).await?.display_name().to_owned()
    } else {
        row.provider.clone()
    };
    let is_arabic = ground.post.language.as_deref().is_none_or(|tag| tag.starts_with("ar"));
    Ok(CertificateRow {
        code: hex::encode_upper(random_bytes::<8>()),
        seat_id: Some(seat.id),
        actor_id: seat.actor_id,
        holder,
        title: ground.post.title.clone(),
        issuer,
        language: if is_arabic { Language::Ar } else { Language::En },
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        timezone: row.timezone.clone(),
        minutes: minutes(conn, ground).await?,
        issued_at: ground.now,
        withdrawn_at: None,
        kind: row.certificate,
    })
}

/// How long a training is: its meetings together, or from its beginning to its end.
async fn minutes(conn: &mut Conn, ground: &Ground) -> Result<i64> {
    let sessions = parts::list_sessions(conn, &[ground.post.id]).await?;
    let spans: Vec<i64> = match sessions.as_slice() {
        [] => vec![ground.row.ends_at.millis() - ground.row.starts_at.millis()],
        some => some
            .iter()
            .map(|session| session.ends_at.millis() - session.starts_at.millis())
            .collect(),
    };
    Ok(spans.iter().sum::<i64>() / 60_000)
}

/// The certificate of a code, for anybody.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or its holder is erased.
pub async fn of_code(core: &Core, code: &str) -> Result<CertificateRow> {
    let code = code.to_ascii_uppercase();
    let found = after::find_certificate(&mut core.db.read().await?, &code).await?;
    found.filter(|found| !found.holder.is_empty()).ok_or(Error::NotFound)
}

/// What somebody holds, the newest first.
///
/// # Errors
/// If the database fails.
pub async fn held(core: &Core, by: &Principal) -> Result<Vec<CertificateRow>> {
    Ok(after::list_certificates_of(&mut core.db.read().await?, by.actor_id, LISTED).await?)
}

/// Whether somebody may have a certificate as a file: its holder.
pub fn may_have_file(viewer: &Viewer, certificate: &CertificateRow) -> bool {
    certificate.actor_id.is_some() && certificate.actor_id == viewer.actor_id()
}

/// A certificate that counts, to be handed out as a file: to its holder; to who booked for a colleague without an account; to who
/// looks after the training.
///
/// # Errors
/// [`Error::NotFound`] for everybody else, and if it is withdrawn.
pub async fn file_of(core: &Core, viewer: &Viewer, code: &str) -> Result<CertificateRow> {
    let found = of_code(core, code).await?;
    if found.withdrawn_at.is_some() {
        return Err(Error::NotFound);
    }
    if may_have_file(viewer, &found) || is_looked_after(core, viewer, &found).await? {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

async fn is_looked_after(core: &Core, viewer: &Viewer, certificate: &CertificateRow) -> Result<bool> {
    let (Some(by), Some(seat)) = (Principal::of(viewer), certificate.seat_id) else {
        return Ok(false);
    };
    let mut conn = core.db.read().await?;
    let Some(seat) = seats::find(&mut conn, seat).await? else {
        return Ok(false);
    };
    if seat.actor_id.is_none() && seat.booked_by == by.actor_id {
        return Ok(true);
    }
    let post = posts::get(&mut conn, seat.training_id).await?;
    manages(&mut conn, &by, &post).await
}
