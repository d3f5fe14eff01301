//! `/messages`: conversations, one of them, writing to somebody, reporting what was written, and who may write.

mod acts;
mod index;
mod new;
mod report;
mod settings;
mod show;
mod views;

pub(crate) use acts::{act, add_member, block, delete, rename};
pub(crate) use index::index;
pub(crate) use new::{ask, begin};
pub(crate) use report::{choose, file};
pub(crate) use settings::{save as save_settings, show as show_settings};
pub(crate) use show::{send, show};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldError, FieldView, FileView, Pager, PersonLine, Stamp, Tray},
};

/// A conversation in a list.
#[derive(Debug, Clone)]
pub struct ConversationLine {
    /// Its id.
    pub id: i64,
    /// What it is called: its title, or who is in it; empty if nobody is left.
    pub name: String,
    /// A group.
    pub is_group: bool,
    /// The server of the other one, when it is not this one.
    pub origin: Option<String>,
    /// The beginning of the last message; empty if it was deleted or holds only files.
    pub excerpt: String,
    /// The member wrote it.
    pub is_mine: bool,
    /// When.
    pub at: Option<Stamp>,
    /// How many messages wait.
    pub unread: u32,
    /// It is the one that is open.
    pub is_open: bool,
}

/// A message that was found.
#[derive(Debug, Clone)]
pub struct HitLine {
    /// Its conversation.
    pub conversation: i64,
    /// Who wrote it.
    pub name: String,
    /// Its beginning.
    pub excerpt: String,
    /// When.
    pub at: Stamp,
}

/// Which conversations a page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// Those the member is in.
    #[default]
    Inbox,
    /// Those that strangers began.
    Requests,
    /// Those the member wants to hear nothing of.
    Muted,
}

/// `/messages`. The form sends `q`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/messages/index.html")]
pub struct MessagesPage {
    /// Which.
    pub shelf: Shelf,
    /// How many strangers' conversations wait.
    pub requests: u32,
    /// The conversations.
    pub lines: Vec<ConversationLine>,
    /// What is looked for.
    pub q: String,
    /// What was found.
    pub hits: Vec<HitLine>,
    /// Ways on.
    pub pager: Pager,
}

/// How far a message is on its way to somebody elsewhere.
#[derive(Debug, Clone)]
pub struct DeliveryLine {
    /// The key of the sentence about `$name` and `$host`.
    pub key: &'static str,
    /// To whom.
    pub name: String,
    /// On which server.
    pub host: String,
    /// It did not arrive.
    pub is_bad: bool,
}

/// What stands in a conversation.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Something said.
    Said(Box<Said>),
    /// Something that happened to a group: the key of the sentence about `$name` and `$what`.
    Happened {
        /// The key.
        key: &'static str,
        /// Who did it.
        name: String,
        /// To whom, or the title.
        what: String,
        /// When.
        at: Stamp,
    },
}

/// Something said.
#[derive(Debug, Clone)]
pub struct Said {
    /// Its id.
    pub id: i64,
    /// Who said it; without a handle who is gone.
    pub author: PersonLine,
    /// The member did.
    pub is_mine: bool,
    /// Sanitised HTML; none if it was deleted.
    pub html: Option<String>,
    /// What hangs on it.
    pub files: Vec<FileView>,
    /// When.
    pub at: Stamp,
    /// It was changed where it comes from.
    pub is_edited: bool,
    /// How far it is on its way to people elsewhere.
    pub deliveries: Vec<DeliveryLine>,
    /// Others have read it, and show it.
    pub is_read: bool,
}

/// Somebody in a conversation.
#[derive(Debug, Clone)]
pub struct MemberLine {
    /// Who.
    pub person: PersonLine,
    /// They have not taken it up.
    pub is_invited: bool,
    /// The viewer.
    pub is_me: bool,
}

/// Somebody of whom the page says that they are there, or write, when it hears so.
#[derive(Debug, Clone)]
pub struct PresenceLine {
    /// The actor, as the live stream names them.
    pub id: i64,
    /// What they are called.
    pub name: String,
}

/// The form of a message. It sends `body` and files.
#[derive(Debug, Clone, Default)]
pub struct MessageForm {
    /// The text.
    pub body: FieldView,
    /// Its files.
    pub files: Tray,
}

/// `/messages/{id}`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/messages/show.html")]
pub struct ConversationPage {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The title of a group, to be changed. The form sends `title`.
    pub title: FieldView,
    /// Whom to bring in. The form sends `who`.
    pub who: FieldView,
    /// A group.
    pub is_group: bool,
    /// The handle of the other one of two.
    pub other: String,
    /// Who is in it.
    pub members: Vec<MemberLine>,
    /// Of whom it is told where they are; nobody unless the member shows it, too.
    pub presence: Vec<PresenceLine>,
    /// Servers elsewhere that keep a copy of what is written.
    pub servers: Vec<String>,
    /// Several are elsewhere: what one of them answers reaches members of this instance only.
    pub is_scattered: bool,
    /// What stands in it, oldest first.
    pub entries: Vec<Entry>,
    /// Where older ones are.
    pub older: Option<String>,
    /// Where the newest are, if this is an older page.
    pub newest: Option<String>,
    /// Asked by a stranger, and not answered.
    pub is_request: bool,
    /// The member hears nothing of it.
    pub is_muted: bool,
    /// The member shows what they have read.
    pub shows_read: bool,
    /// The member blocks the other one.
    pub is_blocked: bool,
    /// Nobody else is left.
    pub is_alone: bool,
    /// Why it cannot be sent; the key.
    pub refusal: Option<FieldError>,
    /// The form.
    pub form: MessageForm,
    /// The other conversations, for wide screens.
    pub lines: Vec<ConversationLine>,
}

/// `/messages/new`. The form sends `to`, `title`, `body` and files.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/messages/new.html")]
pub struct NewMessagePage {
    /// Handles.
    pub to: FieldView,
    /// What a group is called.
    pub title: FieldView,
    /// The message.
    pub form: MessageForm,
    /// Why it cannot be sent; the key.
    pub refusal: Option<FieldError>,
}

/// A message that may be chosen for a report.
#[derive(Debug, Clone)]
pub struct ChoiceLine {
    /// Its id.
    pub id: i64,
    /// Who wrote it.
    pub name: String,
    /// Its beginning.
    pub excerpt: String,
    /// When.
    pub at: Stamp,
    /// It was chosen.
    pub is_chosen: bool,
}

/// `/messages/{id}/report`. The form sends `message` (several), `category` and `words`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/messages/report.html")]
pub struct ReportMessagesPage {
    /// The conversation.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What may be chosen.
    pub choices: Vec<ChoiceLine>,
    /// What is wrong with what was chosen.
    pub chosen: FieldView,
    /// Where older ones are.
    pub older: Option<String>,
    /// Why: one of the categories.
    pub category: FieldView,
    /// Why, in words.
    pub words: FieldView,
}

/// Somebody who is blocked.
#[derive(Debug, Clone)]
pub struct BlockedLine {
    /// Who.
    pub person: PersonLine,
    /// Since when.
    pub since: Stamp,
}

/// `/settings/messages`. The form sends `from_whom`, `shows_read` and `shows_presence`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/settings/messages.html")]
pub struct MessageSettingsPage {
    /// Who may write.
    pub from_whom: FieldView,
    /// Conversations that begin show what was read.
    pub shows_read: bool,
    /// Others see that the member is in a conversation, and writing.
    pub shows_presence: bool,
    /// Who is blocked.
    pub blocked: Vec<BlockedLine>,
}
