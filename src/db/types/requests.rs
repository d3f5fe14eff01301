//! Ids and enumerations of the demand board.

use super::*;

id_types! {
    /// A training that is needed.
    TrainingRequestId;
    /// What a provider would give it for.
    TrainingOfferId;
}

text_enums! {
    /// How a need stands.
    NeedState {
        /// Nobody has offered yet.
        Open = "open",
        /// There are offers, or there were.
        Offered = "offered",
        /// A training came of it.
        Matched = "matched",
        /// Nobody needs it any more.
        Closed = "closed",
        /// It is part of another one.
        Merged = "merged",
    }
    /// How an offer stands.
    OfferState {
        /// It may be picked.
        Open = "open",
        /// It was picked, and its training is being written.
        Picked = "picked",
        /// Its training is published.
        Matched = "matched",
        /// Another one was picked, or the need is over.
        Declined = "declined",
        /// The provider took it back.
        Withdrawn = "withdrawn",
    }
    /// What the price of an offer is for.
    PriceFor {
        /// One seat.
        Seat = "seat",
        /// The whole training.
        All = "all",
    }
}
