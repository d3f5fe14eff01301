//! Addresses of private messages.

/// One's conversations.
pub const MESSAGES: &str = "/messages";

/// Write to somebody.
pub const MESSAGE_NEW: &str = "/messages/new";

/// Who may write to me, and whom I block.
pub const SETTINGS_MESSAGES: &str = "/settings/messages";

/// A conversation.
#[must_use]
pub fn conversation(id: &i64) -> String {
    format!("/messages/{id}")
}

/// The form below a conversation.
#[must_use]
pub fn conversation_end(id: &i64) -> String {
    format!("/messages/{id}#write")
}

/// Write to this person.
#[must_use]
pub fn message_to(handle: &str) -> String {
    format!("/messages/new?to={handle}")
}

/// Accept, decline, mute, leave a conversation (POST).
#[must_use]
pub fn conversation_act(id: &i64) -> String {
    format!("/messages/{id}/act")
}

/// Bring somebody into a group (POST).
#[must_use]
pub fn conversation_members(id: &i64) -> String {
    format!("/messages/{id}/members")
}

/// Give a group another title (POST).
#[must_use]
pub fn conversation_title(id: &i64) -> String {
    format!("/messages/{id}/title")
}

/// Delete a message of one's own (POST).
#[must_use]
pub fn message_delete(conversation: &i64, message: &i64) -> String {
    format!("/messages/{conversation}/delete/{message}")
}

/// Choose messages to report.
#[must_use]
pub fn conversation_report(id: &i64) -> String {
    format!("/messages/{id}/report")
}

/// Block somebody, or let them write again (POST).
#[must_use]
pub fn block(handle: &str) -> String {
    format!("/@{handle}/block")
}
