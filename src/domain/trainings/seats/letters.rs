//! Letters about seats: one is held for them, they have one, it was taken away, they get none, it is tomorrow. Only queues them and
//! finds what they tell; the words are others' work.

use serde_json::json;

use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::posts::Post;
use crate::db::trainings::seats::{self, SeatRow};
use crate::db::types::{AccountId, NotificationKind, SeatId, SeatState, TrainingState};
use crate::db::{Conn, accounts, trainings};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::trainings::{Moment, zone};
use crate::domain::{Core, Viewer, letters as mail};

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatMatter {
    /// A seat is held for them until they confirm it.
    Offered,
    /// They have a seat.
    Confirmed,
    /// They have one because it became free.
    Promoted,
    /// Theirs was taken away.
    Removed,
    /// They get none.
    Declined,
    /// It is tomorrow.
    Reminder,
}

impl SeatMatter {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Offered,
        Self::Confirmed,
        Self::Promoted,
        Self::Removed,
        Self::Declined,
        Self::Reminder,
    ];

    /// What the job calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Confirmed => "confirmed",
            Self::Promoted => "promoted",
            Self::Removed => "removed",
            Self::Declined => "declined",
            Self::Reminder => "reminder",
        }
    }

    /// What a job says that it is about.
    ///
    /// # Errors
    /// If there is no such matter.
    pub fn read(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|matter| matter.as_str() == name);
        found.ok_or_else(|| Error::Internal(format!("no letter about a seat is called {name}")))
    }

    /// The state of a seat about which it is still true.
    fn state(self) -> SeatState {
        match self {
            Self::Offered => SeatState::Offered,
            Self::Confirmed | Self::Promoted | Self::Reminder => SeatState::Confirmed,
            Self::Removed | Self::Declined => SeatState::Declined,
        }
    }
}

/// What a letter tells.
#[derive(Debug, Clone)]
pub struct SeatNews {
    /// What it is about.
    pub matter: SeatMatter,
    /// To whom.
    pub account: Account,
    /// The same in public.
    pub actor: Actor,
    /// The training's post.
    pub post: Post,
    /// When it begins.
    pub starts: Moment,
    /// The seat, as it is now.
    pub seat: SeatRow,
}

/// Whether a letter of its own tells these news.
pub(super) fn has_letter(kind: NotificationKind) -> bool {
    matches!(
        kind,
        NotificationKind::SeatOffered
            | NotificationKind::SeatRemoved
            | NotificationKind::SeatDeclined
            | NotificationKind::SeatConfirmed
    )
}

/// Queues a letter, if the news are worth one beside the notice. Call it inside the transaction that makes them.
pub(super) async fn queue(
    core: &Core,
    conn: &mut Conn,
    to: AccountId,
    seat: &SeatRow,
    kind: NotificationKind,
) -> Result<()> {
    let matter = match kind {
        NotificationKind::SeatOffered => SeatMatter::Offered,
        NotificationKind::SeatRemoved => SeatMatter::Removed,
        NotificationKind::SeatDeclined => SeatMatter::Declined,
        // Whoever has a seat is written to wherever that comes from: see `seated`.
        _ => return Ok(()),
    };
    write(core, conn, to, seat, matter).await
}

/// The same to whoever has a seat from now on; to who booked it for them, if they have no account and it became free.
pub(super) async fn seated(core: &Core, conn: &mut Conn, before: SeatState, seat: &SeatRow) -> Result<()> {
    let (reader, matter) = match before {
        SeatState::Confirmed | SeatState::Attended | SeatState::NoShow => return Ok(()),
        SeatState::Waiting => (Some(seat.actor_id.unwrap_or(seat.booked_by)), SeatMatter::Promoted),
        _ => (seat.actor_id, SeatMatter::Confirmed),
    };
    let Some(reader) = reader else { return Ok(()) };
    match accounts::find_by_actor(conn, reader).await? {
        Some(account) => write(core, conn, account.id, seat, matter).await,
        None => Ok(()),
    }
}

/// Queues a letter about this version of a seat. There is one at most: a seat never has the same version again.
pub(super) async fn write(
    core: &Core,
    conn: &mut Conn,
    to: AccountId,
    seat: &SeatRow,
    matter: SeatMatter,
) -> Result<()> {
    let key = format!("{}:{}:{}", LetterKind::Seat, seat.id, seat.version);
    let payload = json!({
        "account_id": to.0, "seat_id": seat.id.0, "version": seat.version, "matter": matter.as_str(),
    });
    mail::queue(core, conn, LetterKind::Seat, &payload, Some(&key), core.clock.now()).await
}

/// What a letter about this version of a seat tells; nothing if it was overtaken, or nobody waits for it.
///
/// # Errors
/// If the database fails.
pub async fn letter_news(
    core: &Core,
    to: AccountId,
    (seat, version): (SeatId, i64),
    matter: SeatMatter,
) -> Result<Option<SeatNews>> {
    let mut conn = core.db.read().await?;
    let seat = seats::find(&mut conn, seat).await?;
    let is_news = |seat: &SeatRow| seat.version == version && seat.state == matter.state();
    let Some(seat) = seat.filter(is_news) else {
        return Ok(None);
    };
    let (account, actor) = match accounts::get_with_actor(&mut conn, to).await.map_err(Error::from) {
        // The account is gone; nobody waits for the letter.
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let Some((post, row, _)) = trainings::find_whole(&mut conn, seat.training_id).await? else {
        return Ok(None);
    };
    let is_on = row.state != TrainingState::Cancelled && row.ends_at > core.clock.now();
    if post.is_removed() || !is_on || !Viewer::of(core, &account).may_read(&post) {
        return Ok(None);
    }
    Ok(Some(SeatNews {
        matter,
        actor,
        account,
        post,
        starts: Moment {
            at: row.starts_at,
            zone: zone(&row.timezone),
        },
        seat,
    }))
}
