//! Ids and enumerations of mail and pushes.

use super::*;

id_types! {
    /// A letter on its way.
    LetterId;
    /// A browser that is told at once.
    SubscriptionId;
    /// What a browser is told together.
    PushId;
}

text_enums! {
    /// How often somebody is written to.
    Pace {
        /// Not at all.
        Never = "never",
        /// When it happens.
        Now = "now",
        /// In the digest of each day.
        Daily = "daily",
        /// In the digest of each week.
        Weekly = "weekly",
    }
    /// Life of a letter.
    LetterState {
        /// Waits.
        Queued = "queued",
        /// Somebody is sending it.
        Sending = "sending",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server will not take it.
        Refused = "refused",
        /// It came back.
        Bounced = "bounced",
        /// It was not worth sending any more.
        Dropped = "dropped",
    }
}
