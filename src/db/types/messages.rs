//! Ids and enumerations of private messages.

use super::*;

id_types! {
    /// A conversation of some people.
    ConversationId;
    /// Something said in it.
    MessageId;
}

text_enums! {
    /// How somebody stands in a conversation.
    MemberState {
        /// In it.
        Accepted = "accepted",
        /// Asked by a stranger, and has not answered.
        Requested = "requested",
        /// Does not want it.
        Declined = "declined",
        /// Was in it, and is no more.
        Left = "left",
    }
    /// What stands in a conversation.
    MessageKind {
        /// Something said.
        Text = "text",
        /// The author brought somebody in.
        Added = "added",
        /// The author left.
        Left = "left",
        /// The author gave it another title.
        Renamed = "renamed",
    }
    /// How far a message is on its way to somebody elsewhere.
    MessageState {
        /// On its way.
        Sent = "sent",
        /// Their server has it.
        Delivered = "delivered",
        /// Their server would not take it.
        Refused = "refused",
        /// Their server cannot be reached, or we do not deal with it.
        Lost = "lost",
    }
    /// Who may write to a member whom they do not know.
    Welcome {
        /// Everybody; what strangers write waits among the requests.
        Everybody = "everybody",
        /// Those whom the member follows, and colleagues.
        Known = "known",
        /// Nobody new.
        Nobody = "nobody",
    }
}
