//! How many may come to a training, and how one gets a seat.

use super::Stamp;

/// The panel of seats beside a training.
#[derive(Debug, Clone, Default)]
pub struct SeatsPanel {
    /// Seats; none if there is room for all.
    pub capacity: Option<u32>,
    /// How many are left; none if there is room for all.
    pub left: Option<u32>,
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
}
