//! Errors as client applications expect them: `{"error": "…"}`, and for OAuth also `error_description`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::domain::oauth::Refusal;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Denied, Error};

use super::reply;

/// The answer of a handler.
pub type ApiResult<T = Response> = Result<T, ApiError>;

/// What an application is told when something went wrong.
#[derive(Debug, Clone)]
pub struct ApiError {
    status: StatusCode,
    error: String,
    description: Option<&'static str>,
    retry_after: Option<u64>,
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<&'a str>,
}

impl ApiError {
    /// A status and words. Clients show the words as they are.
    pub fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self {
            status,
            error: error.into(),
            description: None,
            retry_after: None,
        }
    }

    /// It is not there, or the caller may not know that it is.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Record not found")
    }

    /// The token is missing, wrong or revoked.
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The access token is invalid")
    }

    /// The token does not allow this.
    pub fn scope() -> Self {
        Self::new(StatusCode::FORBIDDEN, "This action is outside the authorized scopes")
    }

    /// What was sent cannot be taken.
    pub fn invalid(what: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, format!("Validation failed: {what}"))
    }

    /// Too many requests; try again after so many seconds.
    pub fn limited(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests")
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::InvalidClient => StatusCode::UNAUTHORIZED,
            Refusal::UnauthorizedClient => StatusCode::FORBIDDEN,
            _ => StatusCode::BAD_REQUEST,
        };
        Self {
            description: Some(refusal.description()),
            ..Self::new(status, refusal.code())
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound | Error::Gone => Self::not_found(),
            Error::Forbidden(Denied::SignIn) => Self::unauthorized(),
            Error::Forbidden(denied) => Self::new(StatusCode::FORBIDDEN, denied_words(denied)),
            Error::Invalid(problems) => Self::invalid(&problem_words(&problems)),
            Error::Limited(seconds) => Self::limited(seconds),
            Error::Conflict(with) => {
                tracing::warn!(with, "two changes met");
                Self {
                    retry_after: Some(1),
                    ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "Two changes met; try again")
                }
            }
            Error::Unavailable(cause) => {
                tracing::error!(cause, "something we need does not answer");
                Self {
                    retry_after: Some(30),
                    ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "The service is not available")
                }
            }
            Error::Held => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "It waits for a moderator"),
            Error::Internal(cause) => {
                tracing::error!(cause, "internal error");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our end")
            }
        }
    }
}

fn denied_words(denied: Denied) -> &'static str {
    match denied {
        Denied::SignIn => "Sign in first",
        Denied::NotAuthor => "Only the author may do this",
        Denied::NotModerator => "Only moderators may do this",
        Denied::NotAdmin => "Only administrators may do this",
        Denied::ModeratorsOnly => "Only moderators open topics in this forum",
        Denied::Locked => "This topic takes no more replies",
        Denied::Suspended => "Your login is currently disabled",
        Denied::Unconfirmed => "Your login is missing a confirmed e-mail address",
        Denied::OwnPost => "You cannot vote for your own post",
        Denied::RegistrationClosed => "Registration is closed",
        Denied::ProvidersOnly => "Sign in with a provider",
        Denied::Blocked => "That server is blocked",
        Denied::Remote => "Only its own server can change this",
        Denied::NotOwner => "Only owners of the organisation may do this",
        Denied::Unverified => "This takes a higher level of verification",
        Denied::NotVerifier => "Only verifiers may do this",
        Denied::OwnCase => "You cannot decide on your own case",
        Denied::Decided => "This is decided already",
        Denied::LastOwner => "An organisation keeps an owner",
        Denied::NotProven => "Sign in on the site again first",
        Denied::SecondFactor => "Set up a second factor on the site first",
        Denied::Answered => "Somebody has answered this already",
        Denied::ToldAlready => "This has gone out already",
        Denied::Notice => "Accept the new privacy notice first",
        Denied::Banned => "Moderators keep you out of here",
        Denied::Staff => "Whoever keeps order here is not kept out",
        Denied::Words => "It has words that are not welcome here",
        Denied::Wider => "A topic stays with those it was written for",
        Denied::Newcomer => "Newcomers write no more than this in a day",
        Denied::NewcomerLinks => "Newcomers set no more links and name no more people",
        Denied::OwnCaseStudy => "You cannot report on your own case study",
        Denied::Reported => "Somebody of your organisation has reported already",
        Denied::TrainingCancelled => "This training does not take place",
        Denied::TrainingOver => "This training is over",
        Denied::TrainingAhead => "This training has not begun",
        Denied::SeatsNotYet => "Seats are not given away yet",
        Denied::SeatsClosed => "Seats are not given away any more",
        Denied::NoSeatsHere => "Seats are not given away here",
        Denied::FullyBooked => "No seat is left",
        Denied::OrganisationFull => "Your organisation has all the seats it may have",
        Denied::SeatRefused => "The organiser gives you no seat",
        Denied::SeatLost => "This seat is not held any more",
        Denied::NotAttended => "Only those who had a seat may do this",
        Denied::OwnNeed => "You cannot offer what you need yourself",
        Denied::NotProvider => "Only organisations that give trainings offer them",
        Denied::OwnOffer => "You cannot pick what your own organisation offers",
        Denied::Asker => "Whoever asks signs for as long as it stands",
        Denied::NotWelcome => "They want no messages from people whom they do not know",
        Denied::YouBlock => "You block this person",
        Denied::Alone => "Nobody else is left in this conversation",
        Denied::AcceptFirst => "Accept the conversation first",
    }
}

fn problem_words(problems: &Problems) -> String {
    let words = |(field, problem): (&str, Problem)| {
        let what = match problem {
            Problem::Required => "can't be blank".to_owned(),
            Problem::TooLong(most) => format!("is too long (maximum is {most} characters)"),
            Problem::TooShort(least) => format!("is too short (minimum is {least} characters)"),
            Problem::TooMany(most) => format!("has too many entries (maximum is {most})"),
            Problem::Address => "must be an absolute URI of an allowed scheme".to_owned(),
            _ => "is invalid".to_owned(),
        };
        format!("{field} {what}")
    };
    problems.iter().map(words).collect::<Vec<_>>().join(", ")
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Body {
            error: &self.error,
            error_description: self.description,
        };
        let mut response = reply::json(&body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"Majlis\""),
            );
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
