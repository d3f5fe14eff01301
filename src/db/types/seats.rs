//! Ids and enumerations of the seats of trainings.

use super::*;

id_types! {
    /// A seat of a training, or the wish for one.
    SeatId;
}

text_enums! {
    /// How far somebody's seat is.
    SeatState {
        /// Wants to hear of the training, and no seat.
        Interested = "interested",
        /// Waits for the organiser's word.
        Pending = "pending",
        /// Waits for a seat to become free.
        Waiting = "waiting",
        /// A seat became free and is held until it is confirmed.
        Offered = "offered",
        /// Has a seat.
        Confirmed = "confirmed",
        /// Gets none, says the organiser.
        Declined = "declined",
        /// Gave it back, or let the time to confirm pass.
        Cancelled = "cancelled",
        /// Was there.
        Attended = "attended",
        /// Had a seat and was not there.
        NoShow = "no_show",
    }
    /// Why there is no seat, where nobody has to say it in words.
    Refusal {
        /// The training does not take place.
        Cancelled = "cancelled",
        /// It is over.
        Over = "over",
        /// Seats are not given away yet.
        NotYet = "not_yet",
        /// Seats are not given away any more.
        Closed = "closed",
        /// Seats are given away in another way.
        Elsewhere = "elsewhere",
        /// None is left.
        Full = "full",
    }
}

impl SeatState {
    /// Whoever has a stake in the training.
    pub const LIVING: [Self; 7] = [
        Self::Interested,
        Self::Pending,
        Self::Waiting,
        Self::Offered,
        Self::Confirmed,
        Self::Attended,
        Self::NoShow,
    ];
    /// Seats that nobody else can have.
    pub const TAKEN: [Self; 4] = [Self::Offered, Self::Confirmed, Self::Attended, Self::NoShow];
    /// Seats that people sit on: held for nobody else, and not left empty.
    pub const COMING: [Self; 2] = [Self::Confirmed, Self::Attended];

    /// Whether somebody has a stake in the training.
    pub fn is_living(self) -> bool {
        Self::LIVING.contains(&self)
    }

    /// Whether nobody else can have the seat.
    pub fn is_taken(self) -> bool {
        Self::TAKEN.contains(&self)
    }

    /// Whether somebody comes, or came.
    pub fn is_coming(self) -> bool {
        Self::COMING.contains(&self)
    }
}
