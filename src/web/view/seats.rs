//! How many may come to a training, how one gets a seat, and what became of it.

use super::{FieldView, PersonLine, Stamp};

/// The panel of seats beside a training.
#[derive(Debug, Clone, Default)]
pub struct SeatsPanel {
    /// The training.
    pub id: i64,
    /// Seats; none if there is room for all.
    pub capacity: Option<u32>,
    /// How many are left; none if there is room for all.
    pub left: Option<u32>,
    /// How many wait for one.
    pub waiting: u32,
    /// How many are interested.
    pub interested: u32,
    /// From when seats are given, if that is still to come.
    pub opens: Option<Stamp>,
    /// Until when seats are given.
    pub closes: Option<Stamp>,
    /// Where one gets a seat elsewhere; empty if it is here.
    pub external_url: String,
    /// One just comes.
    pub is_free: bool,
    /// Seats are not given any more.
    pub is_over: bool,
    /// One may take a seat, ask for one or wait for one at this moment.
    pub is_open: bool,
    /// None is left, and whoever asks waits.
    pub must_wait: bool,
    /// None is left, and nobody waits.
    pub is_full: bool,
    /// The organiser decides.
    pub needs_approval: bool,
    /// Seats are given away on the site of its organiser.
    pub is_elsewhere: bool,
    /// No answer came from there, and one may ask once more.
    pub may_ask_again: bool,
    /// One may still say that one is interested.
    pub is_ahead: bool,
    /// Somebody is signed in.
    pub is_member: bool,
    /// What the viewer has.
    pub mine: Option<SeatView>,
    /// What they booked for colleagues.
    pub booked: Vec<SeatView>,
    /// They may book for colleagues.
    pub may_book: bool,
    /// They look after the training.
    pub manages: bool,
    /// Who comes, if they may know: those with an account, and how many others.
    pub attendees: Option<(Vec<PersonLine>, u32)>,
    /// Who comes is told on the page of the seat.
    pub has_more: bool,
    /// What they write to the organiser.
    pub message: FieldView,
    /// They may type the code that is shown in the room.
    pub may_attend: bool,
    /// They may say how it was.
    pub may_evaluate: bool,
    /// Code of their certificate; empty if there is none.
    pub certificate: String,
    /// What those who were there say, if enough did.
    pub rating: Option<RatingView>,
}

impl SeatsPanel {
    /// What everybody may see: how many seats there are and are left, and when they are given.
    #[must_use]
    pub fn plain(seats: Option<(u32, u32)>, (opens, closes): (Option<Stamp>, Option<Stamp>), now: Stamp) -> Self {
        Self {
            capacity: seats.map(|(capacity, _)| capacity),
            left: seats.map(|(capacity, taken)| capacity.saturating_sub(taken)),
            opens: opens.filter(|opens| *opens > now),
            closes,
            is_over: closes.is_some_and(|closes| closes <= now),
            ..Self::default()
        }
    }

    /// Whether the viewer may ask for a seat, or for a place in the list.
    #[must_use]
    pub fn may_ask(&self) -> bool {
        let has_more = self.has_seat() && !self.is_only_interested();
        self.is_open && !has_more && !self.mine.as_ref().is_some_and(|seat| seat.is_refused)
    }

    /// Whether they may say that they are interested.
    #[must_use]
    pub fn may_be_interested(&self) -> bool {
        self.is_ahead && !self.has_seat() && !self.mine.as_ref().is_some_and(|seat| seat.is_refused)
    }

    /// Whether they have something to give back.
    #[must_use]
    pub fn may_leave(&self) -> bool {
        self.mine.as_ref().is_some_and(|seat| seat.may_leave)
    }

    /// Whether they have no more than said that they are interested.
    #[must_use]
    pub fn is_only_interested(&self) -> bool {
        self.mine.as_ref().is_some_and(|seat| seat.is_interest)
    }

    /// Whether the viewer has a seat or a wish that still counts.
    #[must_use]
    pub fn has_seat(&self) -> bool {
        self.mine.as_ref().is_some_and(|seat| seat.may_leave || seat.was_there)
    }
}

/// A seat as its holder, or who booked it, sees it.
#[derive(Debug, Clone, Default)]
pub struct SeatView {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub name: String,
    /// The key of what became of it.
    pub key: &'static str,
    /// The class of its badge; empty for a plain one.
    pub badge: &'static str,
    /// Until when it is to be confirmed.
    pub deadline: Option<Stamp>,
    /// Place in the waiting list.
    pub position: Option<u32>,
    /// Why the organiser declined; may be empty.
    pub reason: String,
    /// Those are words of another server.
    pub is_quoted: bool,
    /// The key of why there is none, if that needs no words of the organiser.
    pub refusal: Option<&'static str>,
    /// It waits to be confirmed.
    pub may_confirm: bool,
    /// It may be given back.
    pub may_leave: bool,
    /// They only want to hear of it.
    pub is_interest: bool,
    /// The organiser gives them none.
    pub is_refused: bool,
    /// They were there, or were not.
    pub was_there: bool,
}

/// What those who were there say of a training.
#[derive(Debug, Clone, Default)]
pub struct RatingView {
    /// How many.
    pub count: u32,
    /// All of it: `4.3`.
    pub whole: String,
    /// What was taught, who taught it, how it was organised: key and mark.
    pub parts: Vec<(&'static str, String)>,
}
