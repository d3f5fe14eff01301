//! `/admin/privacy/*`: the duties of those who run the instance towards personal data.

mod breaches;
mod erasures;
mod notice;
mod overview;
mod processing;
mod requests;
mod retention;

pub(crate) use breaches::{breach, breaches, change_breach, enter_breach, new_breach};
pub(crate) use erasures::{erase, erasures};
pub(crate) use notice::{notice, publish};
pub(crate) use overview::overview;
pub(crate) use processing::{add_processing, change_processing, new_processing, processing, processing_row};
pub(crate) use requests::{KINDS, act_on_request, enter_request, kind_words, request, requests};
pub(crate) use retention::retention;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, Stamp},
};

/// A line of the log.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// The key of what was done.
    pub action: &'static str,
    /// To which record.
    pub subject: Option<i64>,
    /// By whom; empty for the software itself and for those who are gone.
    pub by: String,
    /// When.
    pub at: Stamp,
}

/// `/admin/privacy`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/overview.html")]
pub struct OverviewPage {
    /// The version of the notice in force.
    pub version: i64,
    /// Since when.
    pub published_at: Stamp,
    /// Requests that wait, and how many of them are overdue.
    pub requests: (usize, usize),
    /// Breaches that are open, and how many the authority should know of by now.
    pub breaches: (usize, usize),
    /// Copies of members' data, by the key of their state.
    pub exports: Vec<(&'static str, i64)>,
    /// What staff did lately.
    pub log: Vec<LogLine>,
}

/// `/admin/privacy/notice`. The form sends `text_ar`, `text_en`, `requires_acceptance` = `yes`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/notice.html")]
pub struct NoticeFormPage {
    /// The number that the new version will have.
    pub next: i64,
    /// Arabic, Markdown.
    pub text_ar: FieldView,
    /// English, Markdown.
    pub text_en: FieldView,
    /// Whether members have to accept it.
    pub requires_acceptance: bool,
}

/// What one server said.
#[derive(Debug, Clone)]
pub struct ReceiptLine {
    /// Its host.
    pub host: String,
    /// The key of what it said.
    pub state: &'static str,
    /// The class of its badge.
    pub class: &'static str,
    /// When it was told.
    pub sent_at: Option<Stamp>,
    /// When it answered.
    pub answered_at: Option<Stamp>,
}

/// An erasure.
#[derive(Debug, Clone)]
pub struct ErasureLine {
    /// Its number.
    pub id: i64,
    /// Number of the account, which is all that is left of it.
    pub account: i64,
    /// The key of its state.
    pub state: &'static str,
    /// The key of what becomes of the posts.
    pub mode: &'static str,
    /// Asked for by staff.
    pub is_by_staff: bool,
    /// Posts concerned.
    pub posts: u32,
    /// When it was asked for.
    pub requested_at: Stamp,
    /// When it begins.
    pub due_at: Stamp,
    /// When nothing was left.
    pub finished_at: Option<Stamp>,
    /// What other servers said.
    pub receipts: Vec<ReceiptLine>,
}

/// `/admin/privacy/erasures`. The form sends `username` and `mode`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/erasures.html")]
pub struct ErasuresPage {
    /// The erasures, newest first.
    pub erasures: Vec<ErasureLine>,
    /// Who is to be erased.
    pub username: FieldView,
    /// What becomes of the posts.
    pub mode: FieldView,
}

/// A request in a list.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// Its id.
    pub id: i64,
    /// The key of its kind.
    pub kind: &'static str,
    /// The key of its state.
    pub state: &'static str,
    /// Filed by a member here.
    pub by_member: bool,
    /// Who asks, if it came another way.
    pub requester: String,
    /// When it came.
    pub received_at: Stamp,
    /// By when it has to be answered.
    pub due_at: Stamp,
    /// Whole days until then.
    pub days_left: i64,
    /// It should have been answered.
    pub is_overdue: bool,
    /// It waits.
    pub is_open: bool,
    /// More time was taken.
    pub is_extended: bool,
}

/// `/admin/privacy/requests`. The form sends `kind`, `requester`, `received_on`, `message`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/privacy/requests.html")]
pub struct RequestsPage {
    /// Those that wait, the most urgent first.
    pub open: Vec<RequestLine>,
    /// Those that were answered.
    pub closed: Vec<RequestLine>,
    /// Kind.
    pub kind: FieldView,
    /// Who asks.
    pub requester: FieldView,
    /// What they ask.
    pub message: FieldView,
    /// The day on which it came.
    pub received_on: FieldView,
}

/// `/admin/privacy/requests/{id}`. The forms send `act` = `note` with `identified` and `notes`, `grant` or `refuse` with
/// `answer`, `extend` with `reason`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/request.html")]
pub struct RequestPage {
    /// The request.
    pub line: RequestLine,
    /// Handle of the member who filed it.
    pub member: Option<String>,
    /// What they ask.
    pub message: String,
    /// Why more time was taken.
    pub extension_reason: String,
    /// What was answered.
    pub answered: String,
    /// Whether staff made sure who asks.
    pub is_identified: bool,
    /// Notes of staff.
    pub notes: FieldView,
    /// Why more time is needed.
    pub reason: FieldView,
    /// The answer.
    pub answer: FieldView,
}

/// A breach in a list.
#[derive(Debug, Clone)]
pub struct BreachLine {
    /// Its id.
    pub id: i64,
    /// In one line.
    pub title: String,
    /// When it was noticed.
    pub discovered_at: Stamp,
    /// When the authority has to know.
    pub deadline: Stamp,
    /// Whole hours until then.
    pub hours_left: i64,
    /// When the authority was told.
    pub authority_told_at: Option<Stamp>,
    /// When the people were told.
    pub people_told_at: Option<Stamp>,
    /// Nothing is left to do.
    pub is_closed: bool,
    /// The authority should know by now.
    pub is_overdue: bool,
}

/// `/admin/privacy/breaches`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/breaches.html")]
pub struct BreachesPage {
    /// The breaches, newest first.
    pub breaches: Vec<BreachLine>,
}

/// `/admin/privacy/breaches/new` and `/admin/privacy/breaches/{id}`. The form sends its fields and `closed` = `yes`; moments
/// are local.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/privacy/breach.html")]
pub struct BreachPage {
    /// The breach being edited; none for a new one.
    pub id: Option<i64>,
    /// In one line.
    pub title: FieldView,
    /// When it was noticed.
    pub discovered_at: FieldView,
    /// How, when and where it happened.
    pub circumstances: FieldView,
    /// Whose data and which, and how many.
    pub affected: FieldView,
    /// What may come of it.
    pub risks: FieldView,
    /// What is done about it.
    pub measures: FieldView,
    /// When the authority was told.
    pub authority_told_at: FieldView,
    /// When the people were told.
    pub people_told_at: FieldView,
    /// Nothing is left to do.
    pub is_closed: bool,
}

/// A row of the record of processing, in the language of the page.
#[derive(Debug, Clone)]
pub struct ProcessingLine {
    /// Its id.
    pub id: i64,
    /// What is done.
    pub purpose: String,
    /// The rest: key of the name, and text.
    pub facts: Vec<(&'static str, String)>,
    /// When it was last changed.
    pub updated_at: Stamp,
}

/// `/admin/privacy/processing`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/processing.html")]
pub struct ProcessingPage {
    /// The rows.
    pub rows: Vec<ProcessingLine>,
}

/// A column of a row, in both languages.
#[derive(Debug, Clone)]
pub struct Column {
    /// The key of its name.
    pub title: &'static str,
    /// Field of the Arabic text.
    pub field_ar: &'static str,
    /// Arabic text.
    pub ar: FieldView,
    /// Field of the English text.
    pub field_en: &'static str,
    /// English text.
    pub en: FieldView,
}

/// `/admin/privacy/processing/new` and `/admin/privacy/processing/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/processing_row.html")]
pub struct ProcessingRowPage {
    /// The row being edited; none for a new one.
    pub id: Option<i64>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A rule of retention.
#[derive(Debug, Clone)]
pub struct RuleLine {
    /// The key of what it is about.
    pub title: &'static str,
    /// Days; none where a thing carries its own end.
    pub days: Option<i64>,
}

/// What a rule destroyed at one time.
#[derive(Debug, Clone)]
pub struct RunLine {
    /// The key of what it is about.
    pub title: &'static str,
    /// How many.
    pub destroyed: u32,
    /// When.
    pub at: Stamp,
}

/// `/admin/privacy/retention`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/privacy/retention.html")]
pub struct RetentionPage {
    /// The rules.
    pub rules: Vec<RuleLine>,
    /// What was destroyed, newest first.
    pub runs: Vec<RunLine>,
}
