//! The code that the organiser shows in the room: whoever has a seat and types it was there.

use chrono::TimeDelta;

use crate::db::trainings::after;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{PostId, SeatState};
use crate::db::{Conn, trainings as rows};
use crate::domain::cases::numbers;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::trainings::manages;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};
use crate::id::random_bytes;

use super::desk::set_mark;
use super::ground::Ground;

/// Letters and digits of a code; nothing that is misread.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Its length: one in a thousand million, and ten tries for each seat.
const LENGTH: usize = 6;
/// Wrong codes that somebody may type for a training.
const TRIES: i64 = 10;
/// How long after the end one may still type it.
const LATE: TimeDelta = TimeDelta::days(1);

fn random_code() -> String {
    random_bytes::<LENGTH>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

/// The code of a training, for who looks after it; none if they have made none.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::NotFound`].
pub async fn room_code(core: &Core, by: &Principal, training: PostId) -> Result<Option<String>> {
    let mut conn = core.db.read().await?;
    let (post, ..) = rows::find_whole(&mut conn, training).await?.ok_or(Error::NotFound)?;
    if !manages(&mut conn, by, &post).await? {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    Ok(after::find_code(&mut conn, training).await?)
}

/// Makes a new code, in the place of the one before.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::TrainingCancelled`].
pub async fn new_code(core: &Core, by: &Principal, training: PostId) -> Result<String> {
    core.change(async |conn| {
        let ground = Ground::manage(core, conn, by, training).await?;
        require_taking_place(&ground)?;
        let code = random_code();
        after::set_code(conn, training, &code).await?;
        Ok(code)
    })
    .await
}

fn require_taking_place(ground: &Ground) -> Result<()> {
    match ground.require_alive() {
        Err(Error::Forbidden(Denied::TrainingOver)) => Ok(()),
        other => other,
    }
}

/// That codes are taken at this moment.
fn require_time(ground: &Ground) -> Result<()> {
    if ground.now < ground.doors_open() {
        return Err(Error::Forbidden(Denied::TrainingAhead));
    }
    if ground.now > ground.row.ends_at.plus(LATE) {
        return Err(Error::Forbidden(Denied::TrainingOver));
    }
    Ok(())
}

/// Whether codes are taken at this moment.
pub(super) fn is_time(ground: &Ground) -> bool {
    require_taking_place(ground).is_ok() && require_time(ground).is_ok()
}

/// Says that one is there, by the code: from half an hour before the beginning until a day after the end.
///
/// # Errors
/// [`Error::Invalid`] on `code` if it is another one, or too many were tried; [`Denied::SeatLost`] without a seat;
/// [`Denied::TrainingAhead`]; [`Denied::TrainingOver`]; [`Denied::TrainingCancelled`].
pub async fn present(core: &Core, by: &Principal, training: PostId, typed: &str) -> Result<()> {
    let typed = plain(typed);
    // A wrong code is counted, so the change is kept, and refused afterwards.
    let refused = core
        .change(async |conn| {
            let ground = Ground::enter(core, conn, by, training).await?;
            require_taking_place(&ground)?;
            require_time(&ground)?;
            let seat = seats::find_of(conn, training, by.actor_id).await?;
            match seat {
                Some(seat) if seat.state == SeatState::Attended => Ok(None),
                Some(seat) if seat.state == SeatState::Confirmed => {
                    try_code(core, conn, &ground, (&seat, &typed)).await
                }
                _ => Err(Error::Forbidden(Denied::SeatLost)),
            }
        })
        .await?;
    match refused {
        None => Ok(()),
        Some(problem) => Err(Error::Invalid(Problems::one("code", problem))),
    }
}

async fn try_code(
    core: &Core,
    conn: &mut Conn,
    ground: &Ground,
    (seat, typed): (&SeatRow, &str),
) -> Result<Option<Problem>> {
    if seat.code_tries >= TRIES {
        return Ok(Some(Problem::RoomCodeTries));
    }
    let code = after::find_code(conn, ground.post.id).await?;
    if code.is_some_and(|code| code == typed) {
        set_mark(core, conn, ground, seat, (SeatState::Attended, false)).await?;
        return Ok(None);
    }
    let tried = SeatRow {
        code_tries: seat.code_tries + 1,
        version: seat.version + 1,
        ..seat.clone()
    };
    seats::update(conn, &tried).await?;
    Ok(Some(Problem::RoomCode))
}

/// A code as it is compared, however it was typed.
fn plain(typed: &str) -> String {
    let western = numbers::western(typed);
    let letters = western.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|letter| letter.to_ascii_uppercase())
        .take(2 * LENGTH)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(plain(" k7m-2٣q "), "K7M23Q");
        let code = random_code();
        assert_eq!(plain(&code), code);
    }
}
