//! `/admin/letters`: the queue of letters, and how each letter looks.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{LetterId, LetterState};
use crate::domain::letters::LetterKind;
use crate::domain::letters::desk::{self, Line};
use crate::error::Result;
use crate::web::forms::{Form, Path, Query};
use crate::web::i18n::Locale;
use crate::web::mail::previews::{self, Preview};
use crate::web::page::{Flash, Page};
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::view::{Pager, Stamp};
use crate::web::visitor::Admin;
use crate::web::{filters, paths};

/// What a letter may do that is looked at: have its own look, and nothing else.
const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// How many letters are in a state.
#[derive(Debug, Clone)]
pub struct StateTab {
    /// Key of its name.
    pub label: &'static str,
    /// How many.
    pub count: i64,
    /// When the oldest was queued.
    pub oldest: Option<Stamp>,
    /// Where they are listed.
    pub href: String,
    /// Whether they are the ones listed.
    pub is_current: bool,
}

/// A letter.
#[derive(Debug, Clone)]
pub struct LetterRow {
    /// Id.
    pub id: i64,
    /// Key of the name of its kind.
    pub kind: &'static str,
    /// The address, as a hint; empty if it is not known.
    pub to: String,
    /// Why it waits or was not sent; may be empty.
    pub reason: Reason,
    /// How often the server put it off.
    pub tries: i64,
    /// When it is tried next, if it waits.
    pub next: Option<Stamp>,
    /// When it was queued.
    pub queued: Stamp,
    /// When it was sent.
    pub sent: Option<Stamp>,
}

/// Why a letter waits or was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is none.
    None,
    /// Ours; the key of its words.
    Ours(&'static str),
    /// What the mail server said.
    Server(String),
}

/// `/admin/letters`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/letters.html")]
pub struct LettersPage {
    /// The states.
    pub tabs: Vec<StateTab>,
    /// Letters in one of them, newest first.
    pub letters: Vec<LetterRow>,
    /// Ways on.
    pub pager: Pager,
}

/// `/admin/letters/preview`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/letter_previews.html")]
pub struct LetterPreviewsPage {
    /// Keys of the names of the kinds, and each letter of them in both languages.
    pub kinds: Vec<(&'static str, Vec<Preview>)>,
}

/// Which letters are listed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Part {
    state: String,
    before: Option<i64>,
}

/// What is done to a letter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChangeForm {
    act: String,
}

/// In which language a letter is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Look {
    language: String,
}

fn label(state: LetterState) -> &'static str {
    match state {
        LetterState::Queued => "letter-state-queued",
        LetterState::Sending => "letter-state-sending",
        LetterState::Sent => "letter-state-sent",
        LetterState::Refused => "letter-state-refused",
        LetterState::Bounced => "letter-state-bounced",
        LetterState::Dropped => "letter-state-dropped",
    }
}

/// The key of the name of a kind.
fn kind_label(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Notices => "letter-kind-notices",
        LetterKind::Digest => "letter-kind-digest",
        LetterKind::ConfirmMail => "letter-kind-confirm-mail",
        LetterKind::ResetPassword => "letter-kind-reset-password",
        LetterKind::PasswordChanged => "letter-kind-password-changed",
        LetterKind::EmailChange => "letter-kind-email-change",
        LetterKind::Security => "letter-kind-security",
        LetterKind::IdentityLinked => "letter-kind-identity-linked",
        LetterKind::Invitation => "letter-kind-invitation",
        LetterKind::OrganisationNews => "letter-kind-organisation-news",
        LetterKind::Verification => "letter-kind-verification",
        LetterKind::Seat => "letter-kind-seat",
        LetterKind::Training => "letter-kind-training",
        LetterKind::ErasureRequested => "letter-kind-erasure-requested",
        LetterKind::ErasureDone => "letter-kind-erasure-done",
        LetterKind::ExportReady => "letter-kind-export-ready",
        LetterKind::RequestAnswered => "letter-kind-request-answered",
    }
}

fn reason(word: String) -> Reason {
    match word.as_str() {
        "" => Reason::None,
        "no_server" => Reason::Ours("letter-reason-no-server"),
        "unwritten" => Reason::Ours("letter-reason-unwritten"),
        "overtaken" | "gone" => Reason::Ours("letter-reason-overtaken"),
        "bundled" => Reason::Ours("letter-reason-bundled"),
        "unreachable" => Reason::Ours("letter-reason-unreachable"),
        "inactive" => Reason::Ours("letter-reason-inactive"),
        "expired" => Reason::Ours("letter-reason-expired"),
        "by_hand" => Reason::Ours("letter-reason-by-hand"),
        _ => Reason::Server(word),
    }
}

fn row(line: Line) -> LetterRow {
    LetterRow {
        id: line.id.0,
        kind: line.kind.map_or("letter-kind-other", kind_label),
        to: line.to.unwrap_or_default(),
        reason: reason(line.reason),
        tries: i64::from(line.tries),
        next: (line.state == LetterState::Queued).then(|| stamp(line.next_try_at)),
        queued: stamp(line.created_at),
        sent: line.sent_at.map(stamp),
    }
}

/// GET `/admin/letters`.
pub(crate) async fn index(
    State(app): State<App>,
    Admin(admin): Admin,
    Query(part): Query<Part>,
) -> Result<Page<LettersPage>> {
    let state = part.state.parse().unwrap_or(LetterState::Queued);
    let counts = desk::counts(&app.core, &admin.principal).await?;
    let (lines, next) = desk::list(&app.core, &admin.principal, state, part.before).await?;
    let href = |state: LetterState| format!("{}?state={state}", paths::ADMIN_LETTERS);
    let page = LettersPage {
        tabs: counts
            .into_iter()
            .map(|one| StateTab {
                label: label(one.state),
                count: one.count,
                oldest: one.oldest.map(stamp),
                href: href(one.state),
                is_current: one.state == state,
            })
            .collect(),
        letters: lines.into_iter().map(row).collect(),
        pager: Pager {
            previous: None,
            next: next.map(|id| format!("{}&before={id}", href(state))),
        },
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/letters/{id}`.
pub(crate) async fn change(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
    Form(form): Form<ChangeForm>,
) -> Result<Redirect> {
    let id = LetterId(id);
    if form.act == "drop" {
        desk::drop_letter(&app.core, &admin.principal, id).await?;
    } else {
        desk::hurry(&app.core, &admin.principal, id).await?;
    }
    Ok(admin.visitor.go(paths::ADMIN_LETTERS).saying(Flash::SAVED))
}

/// The page of these letters.
pub(in crate::web::pages) fn previews_page(every: Vec<(LetterKind, Vec<Preview>)>) -> LetterPreviewsPage {
    let kinds = every.into_iter().map(|(kind, previews)| (kind_label(kind), previews));
    LetterPreviewsPage { kinds: kinds.collect() }
}

/// GET `/admin/letters/preview`.
pub(crate) async fn preview(State(app): State<App>, Admin(admin): Admin) -> Result<Page<LetterPreviewsPage>> {
    let every = previews::all(|locale| crate::web::mail::chrome(&app, locale));
    Ok(Page::new(admin.visitor.chrome(), previews_page(every)))
}

/// GET `/admin/letters/preview/{name}`: the letter as mail programs show it.
pub(crate) async fn look(
    State(app): State<App>,
    Admin(_): Admin,
    Path(name): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response> {
    let locale = Locale::ALL
        .into_iter()
        .find(|locale| locale.tag() == look.language)
        .unwrap_or(Locale::Ar);
    let previews = previews::all(|locale| crate::web::mail::chrome(&app, locale));
    let mut previews = previews.into_iter().flat_map(|(_, previews)| previews);
    let found = previews.find(|preview| preview.name == name);
    let letter = found.and_then(|preview| preview.in_languages.into_iter().find(|(known, _)| *known == locale));
    let Some((_, letter)) = letter else {
        return Err(crate::error::Failure::not_found());
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(LETTER_POLICY)),
    ];
    Ok((headers, letter.html).into_response())
}
