//! Nothing typed is lost: when a text cannot be taken, the page that says why gives it back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::error::Failure;
use crate::web::page::Page;
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// A text on its way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// Its title, if it has one.
    pub(crate) title: String,
    /// The text.
    pub(crate) body: String,
    /// Where to go on.
    pub(crate) back: String,
}

/// The page that gives it back.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/compose/kept.html")]
pub struct KeptPage {
    /// The words that say why.
    pub reason: String,
    /// Whether signing in would help.
    pub is_signed_out: bool,
    /// The title, if it has one.
    pub title: String,
    /// The text.
    pub body: String,
    /// Where to go on.
    pub back: String,
    /// The same, to stand in a query.
    pub next: String,
}

/// Answers a failure with the text beside it. Without a text it is an ordinary failure.
pub(crate) fn keep(visitor: &Visitor, failure: &Failure, draft: Draft) -> Response {
    if draft.body.trim().is_empty() {
        return failure.clone().into_response();
    }
    let reason = match failure.denied {
        Some(denied) => denied.key().to_owned(),
        None => format!("error-{}-text", failure.status.as_u16()),
    };
    give_back(visitor, failure, reason, draft)
}

/// Answers a form whose token is of another session: the page stood open while its reader signed out, or in again.
pub(crate) fn keep_stale(visitor: &Visitor, draft: Draft) -> Response {
    let failure = Failure::status(StatusCode::FORBIDDEN);
    if draft.body.trim().is_empty() {
        return failure.into_response();
    }
    give_back(visitor, &failure, "kept-stale".to_owned(), draft)
}

fn give_back(visitor: &Visitor, failure: &Failure, reason: String, draft: Draft) -> Response {
    let page = KeptPage {
        reason,
        is_signed_out: visitor.signed_in.is_none(),
        title: draft.title,
        body: draft.body,
        next: url::form_urlencoded::byte_serialize(draft.back.as_bytes()).collect(),
        back: draft.back,
    };
    Page::new(visitor.chrome(), page)
        .with_status(failure.status)
        .into_response()
}
