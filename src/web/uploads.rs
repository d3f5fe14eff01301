//! What a composer sends: text alone, or text with files. Files are taken in while they come; the text is kept whatever
//! happens to them.

use std::collections::HashMap;

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum_extra::extract::Multipart;
use axum_extra::extract::multipart::{Field, MultipartError};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::db::media::Media;
use crate::db::types::MediaId;
use crate::domain::media::{self, ATTACHMENTS_MAX, NewAttachment};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Error, Principal};
use crate::error::{Failure, Result};

use super::forms::words;
use super::present::tray_item;
use super::view::Tray;
use super::visitor::Visitor;

/// Largest form without its files, in bytes.
const TEXT_MAX: usize = 1024 * 1024;

/// A composer's form on its way.
pub(crate) enum Composed {
    /// Without files.
    Plain(Bytes),
    /// Perhaps with files.
    Parts(Box<Multipart>),
}

/// What came.
#[derive(Debug, Default)]
pub(crate) struct Sent<T> {
    /// What was typed.
    pub(crate) typed: T,
    /// The files.
    pub(crate) files: Files,
    /// Why not everything came.
    pub(crate) failure: Option<Failure>,
}

/// The files of a form: those that were here before, and those that came with it.
#[derive(Debug, Default)]
pub(crate) struct Files {
    ids: Vec<MediaId>,
    alts: HashMap<MediaId, String>,
    /// Files that could not be taken: name and why.
    pub(crate) refused: Vec<(String, Problem)>,
}

impl FromRequest<App> for Composed {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
            let parts = Multipart::from_request(request, app).await;
            let parts = parts.map_err(|rejection| Failure::status(rejection.status()))?;
            return Ok(Self::Parts(Box::new(parts)));
        }
        let bytes = to_bytes(request.into_body(), TEXT_MAX).await;
        let too_large = |_| Failure::status(StatusCode::PAYLOAD_TOO_LARGE);
        Ok(Self::Plain(bytes.map_err(too_large)?))
    }
}

impl Composed {
    /// Reads it to its end; files are taken in for whoever sends them.
    pub(crate) async fn read<T: DeserializeOwned + Default>(self, app: &App, visitor: &Visitor) -> Sent<T> {
        let mut fields = Vec::new();
        let mut came = Vec::new();
        let mut refused = Vec::new();
        let failure = match self {
            Self::Plain(bytes) => {
                let pairs = url::form_urlencoded::parse(&bytes).into_owned();
                fields.extend(pairs);
                None
            }
            Self::Parts(parts) => {
                let by = visitor.principal(app);
                read_parts(app, *parts, by, &mut fields, &mut came, &mut refused)
                    .await
                    .err()
            }
        };
        let files = Files::new(&fields, &came, refused);
        let text = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&fields)
            .finish();
        let (typed, failure) = match serde_urlencoded::from_str(&text) {
            Ok(typed) => (typed, failure),
            Err(_) => (
                T::default(),
                Some(failure.unwrap_or_else(|| Failure::status(StatusCode::BAD_REQUEST))),
            ),
        };
        Sent { typed, files, failure }
    }
}

fn broken(error: &MultipartError) -> Failure {
    Failure::status(error.status())
}

async fn read_parts(
    app: &App,
    mut parts: Multipart,
    by: Result<Principal>,
    fields: &mut Vec<(String, String)>,
    came: &mut Vec<Media>,
    refused: &mut Vec<(String, Problem)>,
) -> Result<()> {
    let mut left = TEXT_MAX;
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
        let field = part.name().unwrap_or_default().to_owned();
        let Some(name) = part.file_name().map(str::to_owned) else {
            let value = part.text().await.map_err(|error| broken(&error))?;
            left = left
                .checked_sub(value.len())
                .ok_or_else(|| Failure::status(StatusCode::PAYLOAD_TOO_LARGE))?;
            fields.push((field, value));
            continue;
        };
        // An empty file picker sends a file without a name.
        if field != "files" || name.is_empty() {
            continue;
        }
        let by = by.as_ref().map_err(Clone::clone)?;
        if came.len() >= ATTACHMENTS_MAX {
            refused.push((name, Problem::TooMany(ATTACHMENTS_MAX)));
            continue;
        }
        match take(app, by, part, &name, "").await? {
            Ok(media) => came.push(media),
            Err(problem) => refused.push((name, problem)),
        }
    }
    Ok(())
}

/// Takes in one file of a form, or says what is wrong with it.
///
/// # Errors
/// If the line or the store breaks off: nothing is kept of it then.
pub(crate) async fn take(
    app: &App,
    by: &Principal,
    mut part: Field,
    name: &str,
    alt: &str,
) -> Result<std::result::Result<Media, Problem>> {
    let mut upload = match media::begin(&app.core, by).await {
        Ok(upload) => upload,
        Err(error) => return refusal(error).map(Err),
    };
    while let Some(bytes) = part.chunk().await.map_err(|error| broken(&error))? {
        if let Err(error) = upload.push(&bytes).await {
            return refusal(error).map(Err);
        }
    }
    match upload.finish(&app.core, name, alt).await {
        Ok(media) => Ok(Ok(media)),
        Err(error) => refusal(error).map(Err),
    }
}

/// What is wrong with a file; everything else is a failure of ours.
fn refusal(error: Error) -> Result<Problem> {
    match error {
        Error::Invalid(problems) => Ok(problems
            .iter()
            .next()
            .map_or(Problem::FileDamaged, |(_, problem)| problem)),
        other => Err(other.into()),
    }
}

impl Files {
    fn new(fields: &[(String, String)], came: &[Media], refused: Vec<(String, Problem)>) -> Self {
        let ids = |wanted: &str| -> Vec<MediaId> {
            let values = fields.iter().filter(|(name, _)| name == wanted);
            values.filter_map(|(_, value)| value.parse().ok()).collect()
        };
        let dropped = ids("drop");
        let mut kept: Vec<MediaId> = ids("media").into_iter().filter(|id| !dropped.contains(id)).collect();
        kept.extend(came.iter().map(|media| media.id));
        kept.dedup();
        let alts = fields
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("alt-")?.parse().ok()?, value.clone())));
        Self {
            ids: kept,
            alts: alts.collect(),
            refused,
        }
    }

    /// Whether something in it is for the person to look at before the post is published.
    pub(crate) fn is_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// The status of a page that shows them again.
    pub(crate) fn status(&self) -> StatusCode {
        if self.is_refused() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        }
    }

    /// The same as the domain hangs them on a post.
    pub(crate) fn attachments(&self) -> Vec<NewAttachment> {
        let own = |id: &MediaId| NewAttachment::Own {
            id: *id,
            alt: self.alts.get(id).cloned(),
        };
        self.ids.iter().map(own).collect()
    }

    /// The same for the composer that comes back.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn tray(&self, app: &App, visitor: &Visitor, problems: &Problems) -> Result<Tray> {
        let rows = match visitor.principal(app) {
            Ok(by) => media::mine(&app.core, &by, &self.ids).await?,
            Err(_) => Vec::new(),
        };
        let mut tray = tray(app, &rows);
        for item in &mut tray.items {
            if let Some(alt) = self.alts.get(&MediaId(item.id)) {
                item.alt.clone_from(alt);
            }
        }
        tray.refused = self
            .refused
            .iter()
            .map(|(name, problem)| (name.clone(), words(*problem)))
            .collect();
        tray.error = problems.of("files").or_else(|| problems.of("alt")).map(words);
        Ok(tray)
    }
}

/// A tray with these files.
pub(crate) fn tray(app: &App, files: &[Media]) -> Tray {
    let limits = &app.core.config.media;
    Tray {
        items: files.iter().map(tray_item).collect(),
        image_megabytes: limits.image_megabytes,
        file_megabytes: limits.file_megabytes,
        most: ATTACHMENTS_MAX,
        ..Tray::default()
    }
}
