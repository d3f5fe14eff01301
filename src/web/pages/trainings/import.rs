//! `/trainings/import`: a provider's calendar becomes drafts. The file is read and forgotten: what was understood travels through
//! the page, and what was chosen of it becomes drafts, which nobody sees before their author publishes them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Multipart;
use axum_extra::extract::multipart::{Field, MultipartError, MultipartRejection};

use crate::app::App;
use crate::domain::trainings::import::{self, EVENTS_MAX, FILE_MAX, Reading, Unreadable};
use crate::domain::trainings::{TrainingForm, may_publish};
use crate::domain::{Denied, Error};
use crate::error::{Failure, Result};
use crate::web::forms::Form;
use crate::web::page::{Flash, Page};
use crate::web::view::{FieldError, FieldView};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// A training of a file.
#[derive(Debug, Clone)]
pub struct ImportLine {
    /// Its place in the file.
    pub number: usize,
    /// Title.
    pub title: String,
    /// When it is, in words of the file: days and hours.
    pub times: Vec<String>,
    /// The zone of those.
    pub zone: String,
    /// Where it is.
    pub place: String,
    /// The keys of what to look at.
    pub notes: Vec<&'static str>,
    /// What the draft begins with, on its way through the page.
    pub form: String,
}

/// `/trainings/import`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/trainings/import.html")]
pub struct ImportPage {
    /// The file, and what is wrong with it.
    pub file: FieldView,
    /// What was understood.
    pub lines: Vec<ImportLine>,
    /// Titles of what is no training to come, and the keys of why.
    pub skipped: Vec<(String, &'static str)>,
    /// How many more the file has than are read at once.
    pub left: usize,
    /// A file was read.
    pub is_read: bool,
}

/// GET `/trainings/import`.
pub(crate) async fn ask(State(app): State<App>, member: Member) -> Result<Page<ImportPage>> {
    require(&app, &member)?;
    Ok(Page::new(member.visitor.chrome(), ImportPage::default()))
}

fn require(app: &App, member: &Member) -> Result<()> {
    if may_publish(&app.core, &member.visitor.viewer) {
        return Ok(());
    }
    Err(Error::Forbidden(Denied::Unverified).into())
}

/// POST `/trainings/import`, as `multipart/form-data`: what is in a file.
pub(crate) async fn preview(
    State(app): State<App>,
    member: Member,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    require(&app, &member)?;
    let bytes = read(parts.map_err(|rejection| Failure::status(rejection.status()))?).await?;
    let page = match bytes.map_or(Err(Unreadable::TooLarge), |bytes| {
        import::read(&bytes, app.core.clock.now())
    }) {
        Ok(reading) => shown(reading)?,
        Err(unreadable) => {
            let key = match unreadable {
                Unreadable::TooLarge => "import-too-large",
                Unreadable::NoCalendar => "import-no-calendar",
            };
            let page = ImportPage {
                file: FieldView::default().wrong(FieldError::new(key)),
                ..ImportPage::default()
            };
            let page = Page::new(member.visitor.chrome(), page);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    Ok(Page::new(member.visitor.chrome(), page).into_response())
}

/// Reads of the file no more than a calendar may have; none if it is larger.
async fn read(mut parts: Multipart) -> Result<Option<Vec<u8>>> {
    let broken = |error: MultipartError| Failure::status(error.status());
    let mut bytes = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") && !fill(&mut part, &mut bytes).await.map_err(broken)? {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

async fn fill(part: &mut Field, bytes: &mut Vec<u8>) -> Result<bool, MultipartError> {
    while let Some(chunk) = part.chunk().await? {
        if bytes.len() + chunk.len() > FILE_MAX {
            return Ok(false);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(true)
}

fn shown(reading: Reading) -> Result<ImportPage> {
    let mut lines = Vec::new();
    for (number, entry) in reading.entries.into_iter().enumerate() {
        let form = &entry.form;
        let span = |starts: &str, ends: &str| format!("{} – {}", starts.replace('T', " "), ends.replace('T', " "));
        let times = match form.sessions.as_slice() {
            [] => vec![span(&form.starts, &form.ends)],
            sessions => sessions.iter().map(|row| span(&row.starts, &row.ends)).collect(),
        };
        let written = serde_json::to_string(form).map_err(|error| Error::Internal(error.to_string()))?;
        lines.push(ImportLine {
            number,
            title: form.title.clone(),
            times,
            zone: form.timezone.clone(),
            place: if form.venue.is_empty() {
                form.online_link.clone()
            } else {
                form.venue.clone()
            },
            notes: entry.notes.iter().map(|note| note.key()).collect(),
            form: written,
        });
    }
    Ok(ImportPage {
        file: FieldView::default(),
        lines,
        skipped: reading
            .skipped
            .into_iter()
            .map(|(title, skip)| (title, skip.key()))
            .collect(),
        left: reading.left,
        is_read: true,
    })
}

/// POST `/trainings/import/take`: drafts of what was chosen. What comes is what its author could have typed into the composer.
pub(crate) async fn take(
    State(app): State<App>,
    member: Member,
    Form(fields): Form<HashMap<String, String>>,
) -> Result<Response> {
    let chosen = (0..EVENTS_MAX).filter(|number| fields.contains_key(&format!("take_{number}")));
    let forms = chosen.filter_map(|number| fields.get(&format!("form_{number}")));
    let forms: Vec<TrainingForm> = forms.filter_map(|written| serde_json::from_str(written).ok()).collect();
    let said = match import::take(&app.core, &member.principal, forms).await {
        Ok(()) => Flash::SAVED,
        Err(Error::Invalid(_)) => Flash::TOO_MANY_DRAFTS,
        Err(other) => return Err(other.into()),
    };
    Ok(member.visitor.go(paths::TRAINING_NEW).saying(said).into_response())
}
