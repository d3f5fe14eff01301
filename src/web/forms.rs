//! What requests carry: forms, queries and path parameters, with the answers we want when they are malformed; and what is
//! wrong with a field, in the words of the pages.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::domain::Error;
use crate::domain::validate::{Problem, Problems};
use crate::error::Failure;

use super::view::{FieldError, FieldView};

/// The fields of a form (`application/x-www-form-urlencoded`). Give each field of the type `#[serde(default)]`: what is
/// missing is for the domain to name, in words beside the field.
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let axum::extract::Form(form) = axum::extract::Form::from_request(request, state)
            .await
            .map_err(|rejection| Failure::status(rejection.status()))?;
        Ok(Self(form))
    }
}

/// The query of the address; one that makes no sense answers 400.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let axum::extract::Query(query) = axum::extract::Query::from_request_parts(parts, state)
            .await
            .map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?;
        Ok(Self(query))
    }
}

/// The parameters in the path; what cannot be one is not there: 404.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let axum::extract::Path(path) = axum::extract::Path::from_request_parts(parts, state)
            .await
            .map_err(|_| Failure::not_found())?;
        Ok(Self(path))
    }
}

/// What is wrong with what was typed, or the failure that is something else. For handlers that show the form again.
///
/// # Errors
/// Every error but [`Error::Invalid`].
pub fn problems(error: Error) -> Result<Problems, Failure> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        other => Err(other.into()),
    }
}

/// A field as it came back: what was typed, and what is wrong with it. `name` is the domain's name of the field.
pub fn kept(problems: &Problems, name: &str, typed: impl Into<String>) -> FieldView {
    FieldView {
        value: typed.into(),
        error: problems.of(name).map(words),
    }
}

/// The words for a problem.
pub fn words(problem: Problem) -> FieldError {
    FieldError {
        key: problem.key(),
        limit: problem.limit(),
    }
}
