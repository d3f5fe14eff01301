//! Pages for what went wrong.

use askama::Template;

use crate::web::{filters, paths};

/// An error as a page. Titles and words are the strings `error-{status}-title` and
/// `error-{status}-text`.
#[derive(Debug, Clone, Template)]
#[template(path = "errors/show.html")]
pub struct ErrorPage {
    /// One of [`STATUSES`].
    pub status: u16,
    /// Seconds after which to try again, when that is known.
    pub retry_after: Option<u32>,
    /// Key of a sentence that says more, if any.
    pub detail: Option<&'static str>,
}

/// The statuses that have words of their own.
pub const STATUSES: [u16; 10] = [400, 401, 403, 404, 410, 413, 422, 429, 500, 503];

impl ErrorPage {
    /// The page for a status; one without words of its own is told as 400 or 500.
    #[must_use]
    pub fn new(status: u16) -> Self {
        let known = match status {
            _ if STATUSES.contains(&status) => status,
            500.. => 500,
            _ => 400,
        };
        Self {
            status: known,
            retry_after: None,
            detail: None,
        }
    }

    fn title(&self) -> &'static str {
        self.words().0
    }

    fn text(&self) -> &'static str {
        self.words().1
    }

    fn icon(&self) -> &'static str {
        self.words().2
    }

    const fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self.status {
            401 => ("error-401-title", "error-401-text", "key-round"),
            403 => ("error-403-title", "error-403-text", "lock"),
            404 => ("error-404-title", "error-404-text", "file-question-mark"),
            410 => ("error-410-title", "error-410-text", "trash-2"),
            413 => ("error-413-title", "error-413-text", "triangle-alert"),
            422 => ("error-422-title", "error-422-text", "circle-alert"),
            429 => ("error-429-title", "error-429-text", "clock"),
            500 => ("error-500-title", "error-500-text", "wrench"),
            503 => ("error-503-title", "error-503-text", "wrench"),
            _ => ("error-400-title", "error-400-text", "circle-alert"),
        }
    }
}
