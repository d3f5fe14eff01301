//! A training whose seats nobody else changes until the transaction ends, and what it lets people do.

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::posts::{self, Post};
use crate::db::trainings::{self, SeatingRow, TrainingRow};
use crate::db::types::{Joining, PostId, TrainingState, UtcTime};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard;
use crate::domain::posts::viewer_of;
use crate::domain::trainings::manages;
use crate::domain::{Core, Principal};

/// From when before its beginning people are in the room.
const DOORS: TimeDelta = TimeDelta::minutes(30);

/// From when on people are in the room.
pub(super) fn doors_open(training: &TrainingRow) -> UtcTime {
    training.starts_at.plus(-DOORS)
}

/// A training that is held.
#[derive(Debug, Clone)]
pub(in crate::domain::trainings) struct Ground {
    /// Its post.
    pub(in crate::domain::trainings) post: Post,
    /// What it has beside it.
    pub(in crate::domain::trainings) row: TrainingRow,
    /// Who may come. Its counts are those of the moment it was read.
    pub(in crate::domain::trainings) seating: SeatingRow,
    /// The moment.
    pub(super) now: UtcTime,
}

impl Ground {
    /// Reads a training without holding it, for pages.
    pub(in crate::domain::trainings) async fn look(core: &Core, conn: &mut Conn, id: PostId) -> Result<Self> {
        let (post, row, seating) = trainings::find_whole(conn, id).await?.ok_or(Error::NotFound)?;
        Ok(Self {
            post,
            row,
            seating,
            now: core.clock.now(),
        })
    }

    /// Holds a training. The post comes first, as with every other change of it.
    pub(super) async fn hold(core: &Core, conn: &mut Conn, id: PostId) -> Result<Self> {
        let post = posts::get_locked(conn, id).await?;
        let row = trainings::find(conn, id).await?.ok_or(Error::NotFound)?;
        let seating = trainings::get_seating_locked(conn, id).await?;
        Ok(Self {
            post,
            row,
            seating,
            now: core.clock.now(),
        })
    }

    /// The same for somebody who may read it; it is ours.
    ///
    /// # Errors
    /// [`Error::NotFound`] if they may not know of it; [`Error::Gone`]; [`Denied::Remote`].
    pub(super) async fn enter(core: &Core, conn: &mut Conn, by: &Principal, id: PostId) -> Result<Self> {
        let ground = Self::enter_any(core, conn, by, id).await?;
        if ground.is_elsewhere() {
            return Err(Error::Forbidden(Denied::Remote));
        }
        Ok(ground)
    }

    /// The same wherever it is given.
    pub(super) async fn enter_any(core: &Core, conn: &mut Conn, by: &Principal, id: PostId) -> Result<Self> {
        let ground = Self::hold(core, conn, id).await?;
        if !viewer_of(core, conn, by).await?.may_read(&ground.post) {
            return Err(Error::NotFound);
        }
        if ground.post.is_removed() {
            return Err(Error::Gone);
        }
        Ok(ground)
    }

    /// Whether its seats are given away on another server.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.row.instance_id.is_some()
    }

    /// The same for who looks after it.
    ///
    /// # Errors
    /// See [`Self::enter`]; [`Denied::NotAuthor`].
    pub(super) async fn manage(core: &Core, conn: &mut Conn, by: &Principal, id: PostId) -> Result<Self> {
        let ground = Self::enter(core, conn, by, id).await?;
        if manages(conn, by, &ground.post).await? {
            Ok(ground)
        } else {
            Err(Error::Forbidden(Denied::NotAuthor))
        }
    }

    /// When the last seat is given away.
    pub(super) fn closes(&self) -> UtcTime {
        self.seating
            .closes_at
            .unwrap_or(self.row.starts_at)
            .min(self.row.ends_at)
    }

    /// From when on people are in the room.
    pub(super) fn doors_open(&self) -> UtcTime {
        doors_open(&self.row)
    }

    /// That it takes place and is not over.
    ///
    /// # Errors
    /// [`Denied::TrainingCancelled`]; [`Denied::TrainingOver`].
    pub(super) fn require_alive(&self) -> Result<()> {
        if self.row.state == TrainingState::Cancelled {
            return Err(Error::Forbidden(Denied::TrainingCancelled));
        }
        if self.row.ends_at <= self.now {
            return Err(Error::Forbidden(Denied::TrainingOver));
        }
        Ok(())
    }

    /// That seats are given away at this moment.
    ///
    /// # Errors
    /// See [`Self::require_alive`]; [`Denied::NoSeatsHere`]; [`Denied::SeatsNotYet`]; [`Denied::SeatsClosed`].
    pub(super) fn require_open(&self) -> Result<()> {
        self.require_alive()?;
        if !matches!(self.row.joining, Joining::Open | Joining::Approval) {
            return Err(Error::Forbidden(Denied::NoSeatsHere));
        }
        if self.seating.opens_at.is_some_and(|opens| opens > self.now) {
            return Err(Error::Forbidden(Denied::SeatsNotYet));
        }
        if self.closes() <= self.now {
            return Err(Error::Forbidden(Denied::SeatsClosed));
        }
        Ok(())
    }

    /// The forum it stands in.
    pub(super) async fn place(&self, conn: &mut Conn) -> Result<(Forum, Actor)> {
        let forum = self.post.forum_id.ok_or(Error::NotFound)?;
        Ok(forums::get(conn, forum).await?)
    }

    /// That moderators do not keep a principal out of its forum.
    ///
    /// # Errors
    /// [`Denied::Banned`].
    pub(super) async fn require_welcome(&self, core: &Core, conn: &mut Conn, by: &Principal) -> Result<()> {
        let (forum, group) = self.place(conn).await?;
        guard::require_welcome(core, conn, by, (&forum, &group)).await
    }
}
