//! What members are told of.

use super::*;

text_enums! {
    /// What a notification tells.
    NotificationKind {
        /// Somebody answered a post of mine.
        Reply = "reply",
        /// Somebody named me.
        Mention = "mention",
        /// My answer was marked as the best.
        Accepted = "accepted",
        /// Somebody voted for a post of mine.
        Vote = "vote",
        /// Somebody follows me.
        Follow = "follow",
        /// A question whose problem I have, too, got its best answer.
        Solved = "solved",
        /// My question has answers, and none is marked as the best.
        Reminder = "reminder",
        /// A question of my field waits for an answer.
        Nudge = "nudge",
        /// My question was closed because it was asked before.
        Duplicate = "duplicate",
        /// A report waits for the moderators.
        Report = "report",
        /// Moderators did something that concerns me; the log says what.
        Moderation = "moderation",
        /// Somebody wrote where I watch.
        Watch = "watch",
        /// A forum elsewhere did not take what I sent.
        Refused = "refused",
        /// What I sent to a forum elsewhere did not arrive.
        Undelivered = "undelivered",
        /// Somebody did what my case study tells of, and says how it went.
        Replicated = "replicated",
        /// The editors published my case study.
        CasePublished = "case_published",
        /// The editors sent my case study back.
        CaseReturned = "case_returned",
        /// There are new case studies for searches that I keep.
        SavedSearch = "saved_search",
        /// Something changed that those who come to a training have to know.
        TrainingChanged = "training_changed",
        /// A training does not take place.
        TrainingCancelled = "training_cancelled",
        /// Somebody asks for a seat in my training.
        SeatAsked = "seat_asked",
        /// I have a seat.
        SeatConfirmed = "seat_confirmed",
        /// I wait for a seat.
        SeatWaiting = "seat_waiting",
        /// A seat became free for me; I am to confirm it.
        SeatOffered = "seat_offered",
        /// The time to confirm a seat is over.
        SeatExpired = "seat_expired",
        /// The organiser gives me no seat.
        SeatDeclined = "seat_declined",
        /// The organiser took my seat away.
        SeatRemoved = "seat_removed",
        /// My certificate is ready.
        CertificateReady = "certificate_ready",
        /// What I say of a training where I was is wanted.
        EvaluationWanted = "evaluation_wanted",
        /// Somebody needs the training that I asked for, too.
        RequestSigned = "request_signed",
        /// A provider offers the training that I asked for.
        RequestOffer = "request_offer",
        /// The offer of my organisation was picked.
        RequestOfferPicked = "request_offer_picked",
        /// The offer of my organisation was not picked.
        RequestOfferDeclined = "request_offer_declined",
        /// A training came of what I asked for or signed.
        RequestMatched = "request_matched",
        /// What I asked for or signed is part of another need.
        RequestMerged = "request_merged",
        /// What I asked for or signed is needed no more.
        RequestClosed = "request_closed",
        /// Somebody wrote to me in a conversation.
        Message = "message",
        /// The training that came of what I signed is cancelled.
        RequestReopened = "request_reopened",
        /// There is a decision on my verification.
        Verification = "verification",
        /// Letters to my address come back.
        Unreachable = "unreachable",
    }
}
