//! `/moderation` and what keeps order beside posts and people: reports, hiding, bans, arranging threads, the log, the rules of
//! a forum.

pub(crate) mod arrange;
pub(crate) mod ban;
pub(crate) mod held;
pub(crate) mod hide;
pub(crate) mod log;
pub(crate) mod queue;
pub(crate) mod report;
pub(crate) mod rules;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, FileView, Pager, PersonLine, SelectOption, SendLine, Stamp},
};

/// The categories of reasons, as a form offers them: value and key.
pub const CATEGORIES: [(&str, &str); 6] = [
    ("spam", "category-spam"),
    ("abuse", "category-abuse"),
    ("illegal", "category-illegal"),
    ("personal_data", "category-personal-data"),
    ("off_topic", "category-off-topic"),
    ("other", "category-other"),
];

/// `/posts/{id}/report` and `/@{handle}/report`. The form sends `category`, `words`, `forward` = `yes`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/report.html")]
pub struct ReportPage {
    /// Where the form goes.
    pub action: String,
    /// Where "no" leads.
    pub back: String,
    /// Whom it is about.
    pub name: String,
    /// The beginning of the post; empty for a person.
    pub excerpt: String,
    /// The server that could be told, too.
    pub host: Option<String>,
    /// Why.
    pub category: FieldView,
    /// Why, in words.
    pub words: FieldView,
}

/// `/posts/{id}/hide`: asks why, or shows what is hidden. The form sends `category`, `words`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/hide.html")]
pub struct HidePage {
    /// The post's id.
    pub id: i64,
    /// The post's page.
    pub back: String,
    /// Title; may be empty.
    pub title: String,
    /// The text: as it stands, or as it is kept.
    pub html: String,
    /// What hangs on it.
    pub files: Vec<FileView>,
    /// Whether it is hidden, or else stands.
    pub is_hidden: bool,
    /// It can be restored.
    pub is_kept: bool,
    /// The key of why it is hidden.
    pub hidden_for: &'static str,
    /// Why, in words.
    pub hidden_words: String,
    /// Why.
    pub category: FieldView,
    /// Why, in words.
    pub words: FieldView,
}

/// `/posts/{id}/arrange`. The forms send `act` = `tags`, `move`, `merge` or `split` with `tags`, `forum`, `into`, `title`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/arrange.html")]
pub struct ArrangePage {
    /// The post's id.
    pub id: i64,
    /// Whether it is a reply.
    pub is_reply: bool,
    /// Title, or the beginning of the text.
    pub subject: String,
    /// The post's page.
    pub back: String,
    /// Tags of a topic.
    pub tags: FieldView,
    /// Forums it may go to.
    pub forums: Vec<SelectOption>,
    /// The one chosen.
    pub forum: FieldView,
    /// Address or number of the topic it becomes part of.
    pub into: FieldView,
    /// Title of the topic that the reply becomes.
    pub title: FieldView,
}

/// A ban in a list.
#[derive(Debug, Clone)]
pub struct BanLine {
    /// The forum's name in addresses; empty for all of ours.
    pub forum: String,
    /// The forum's title.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Stamp,
    /// Until when.
    pub until: Option<Stamp>,
}

/// `/@{handle}/ban`. The form sends `act` = `ban` or `lift`, `forum`, `category`, `words`, `until`, `posts` = `yes`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/ban.html")]
pub struct BanPage {
    /// Who.
    pub person: Option<PersonLine>,
    /// Handle.
    pub handle: String,
    /// What keeps them out now.
    pub bans: Vec<BanLine>,
    /// Forums of which they can be kept out.
    pub forums: Vec<SelectOption>,
    /// Whether of all of ours.
    pub may_everywhere: bool,
    /// The place chosen.
    pub forum: FieldView,
    /// Why.
    pub category: FieldView,
    /// Why, in words.
    pub words: FieldView,
    /// Last day.
    pub until: FieldView,
}

/// A report in the queue.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// Its id.
    pub id: i64,
    /// The key of its category.
    pub category: &'static str,
    /// Why, in words.
    pub words: String,
    /// Whom it is about.
    pub subject: String,
    /// The beginning of the post.
    pub excerpt: String,
    /// The forum.
    pub forum: String,
    /// Who looks into it.
    pub handler: String,
    /// The key of how far it is.
    pub state: &'static str,
    /// When it came.
    pub at: Stamp,
}

/// `/moderation`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/queue.html")]
pub struct QueuePage {
    /// Whether those that are closed are shown.
    pub is_closed: bool,
    /// The reports.
    pub reports: Vec<ReportLine>,
    /// Ways on.
    pub pager: Pager,
    /// Whether the viewer is staff.
    pub is_staff: bool,
}

/// `/moderation/reports/{id}`. The form sends `act` = `take`, `leave`, `resolve` or `dismiss`, and `note`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/moderation/case.html")]
pub struct CasePage {
    /// The report.
    pub line: ReportLine,
    /// Whom it is about.
    pub subject: PersonLine,
    /// Who reported; empty if nobody is known any more.
    pub reporter: Option<PersonLine>,
    /// The post's id.
    pub post: Option<i64>,
    /// The post's page.
    pub place: String,
    /// The text of the post, hidden or not.
    pub html: String,
    /// What hangs on it.
    pub files: Vec<FileView>,
    /// Private messages that the reporter chose to show, with when they were sent.
    pub messages: Vec<(String, Stamp)>,
    /// Whether it is hidden or gone.
    pub is_gone: bool,
    /// Reports of the person: all, and those that led to something.
    pub history: (u32, u32),
    /// Whether it waits for somebody.
    pub is_open: bool,
    /// Whether the viewer looks into it.
    pub is_mine: bool,
    /// Whether it is closed.
    pub is_closed: bool,
    /// A note among moderators.
    pub note: FieldView,
}

/// A post that waits.
#[derive(Debug, Clone)]
pub struct HeldLine {
    /// Its id.
    pub id: i64,
    /// Title; empty for a reply.
    pub title: String,
    /// The text.
    pub html: String,
    /// As typed.
    pub source: String,
    /// What is to hang on it.
    pub files: Vec<FileView>,
    /// Who wrote it.
    pub author: Option<PersonLine>,
    /// The forum.
    pub forum: String,
    /// The key of why it waits, or of what became of it.
    pub cause: &'static str,
    /// The watched word, or the reason of the refusal.
    pub words: String,
    /// When it came.
    pub at: Stamp,
}

/// `/moderation/held`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/held.html")]
pub struct HeldPage {
    /// What waits.
    pub posts: Vec<HeldLine>,
    /// Ways on.
    pub pager: Pager,
    /// The reason that came back, and for which post.
    pub reason: Option<(i64, FieldView)>,
    /// Whether the viewer is staff.
    pub is_staff: bool,
}

impl HeldPage {
    /// The reason typed for a post.
    fn reason_of(&self, id: &i64) -> FieldView {
        match &self.reason {
            Some((of, field)) if of == id => field.clone(),
            _ => FieldView::default(),
        }
    }
}

/// `/waiting`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/waiting.html")]
pub struct WaitingPage {
    /// What waits, and what was refused.
    pub posts: Vec<HeldLine>,
    /// What was sent to forums elsewhere and is not confirmed there.
    pub sent: Vec<SendLine>,
}

/// A line of the log.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// The key of what was done.
    pub action: &'static str,
    /// The key of why; empty if none was given.
    pub category: &'static str,
    /// Why, in words.
    pub words: String,
    /// Who did it; empty where it is not shown.
    pub by: String,
    /// To whom; empty where it is not shown.
    pub target: String,
    /// Title or beginning of the post.
    pub subject: String,
    /// The post's page.
    pub href: String,
    /// The forum, where several are shown.
    pub forum: String,
    /// When.
    pub at: Stamp,
}

/// `/moderation/log` and `/forums/{name}/log`. The form that narrows it sends `action`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/log.html")]
pub struct LogPage {
    /// The forum's name in addresses and title; none for all.
    pub forum: Option<(String, String)>,
    /// Where the form goes.
    pub address: String,
    /// The lines.
    pub lines: Vec<LogLine>,
    /// What can be asked for: value and key.
    pub actions: Vec<(&'static str, &'static str)>,
    /// What is asked for.
    pub action: String,
    /// Whether names are shown.
    pub is_full: bool,
    /// Ways on.
    pub pager: Pager,
    /// Whether the viewer is staff.
    pub is_staff: bool,
}

impl LogPage {
    /// Whether the page is narrowed to this action.
    fn is_asked(&self, action: &str) -> bool {
        self.action == action
    }
}

/// A watched word.
#[derive(Debug, Clone)]
pub struct WordLine {
    /// Its id.
    pub id: i64,
    /// As typed.
    pub phrase: String,
    /// The key of what happens.
    pub action: &'static str,
}

/// `/forums/{name}/rules` and `/moderation/words`. The forms send `act` = `rules`, `watch` or `forget` with `slow_seconds`,
/// `holds_first` = `yes`, `phrase`, `action`, `word`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/moderation/rules.html")]
pub struct RulesPage {
    /// The forum's name in addresses and title; none for the words of the instance.
    pub forum: Option<(String, String)>,
    /// Where the forms go.
    pub address: String,
    /// Seconds between two posts.
    pub slow_seconds: FieldView,
    /// Whether first posts wait.
    pub holds_first: bool,
    /// The words.
    pub words: Vec<WordLine>,
    /// The word typed.
    pub phrase: FieldView,
    /// What is to happen.
    pub action: FieldView,
    /// Who is kept out.
    pub banned: Vec<PersonLine>,
    /// Whether the viewer is staff.
    pub is_staff: bool,
}
