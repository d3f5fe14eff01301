//! What a use-case can answer instead of doing its work. `crate::error` turns these into responses, once.

use crate::db;
use crate::domain::validate::Problems;
use crate::secrets::SecretError;

/// The answer of a use-case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use-case did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or the viewer may not know that it is.
    #[error("not found")]
    NotFound,
    /// It was there and was taken away.
    #[error("gone")]
    Gone,
    /// The principal may not.
    #[error("forbidden: {0:?}")]
    Forbidden(Denied),
    /// What was typed cannot be taken.
    #[error("invalid: {0:?}")]
    Invalid(Problems),
    /// Too often; try again after so many seconds.
    #[error("limited for {0} s")]
    Limited(u64),
    /// Something we need does not answer; trying again later makes sense.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Another change made the same thing at the same moment; whoever begins again finds it there.
    #[error("conflict with {0}")]
    Conflict(String),
    /// It waits for a moderator; nothing is lost.
    #[error("held")]
    Held,
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

/// Why a principal may not. Each has words in both languages under `denied-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Sign in first.
    SignIn,
    /// Only the author may.
    NotAuthor,
    /// Only moderators may.
    NotModerator,
    /// Only admins may.
    NotAdmin,
    /// Only moderators open topics here.
    ModeratorsOnly,
    /// The topic takes no more replies.
    Locked,
    /// The account is suspended.
    Suspended,
    /// The e-mail address is not confirmed.
    Unconfirmed,
    /// One does not vote for oneself.
    OwnPost,
    /// Registration is closed.
    RegistrationClosed,
    /// One signs in with a provider only.
    ProvidersOnly,
    /// The other server is blocked.
    Blocked,
    /// It takes a higher level of verification.
    Unverified,
    /// Only verifiers may.
    NotVerifier,
    /// One does not decide on one's own papers, nor twice on the same.
    OwnCase,
    /// Somebody else was faster, or it is not open any more.
    Decided,
    /// The thing lives on another server, which alone may change it.
    Remote,
    /// Only owners of the organisation may.
    NotOwner,
    /// An organisation keeps an owner.
    LastOwner,
    /// Show again who you are first.
    NotProven,
    /// Staff rights wait for a second factor.
    SecondFactor,
    /// A new privacy notice waits to be accepted.
    Notice,
    /// Somebody has answered or accepted it already.
    Answered,
    /// It has gone out already.
    ToldAlready,
    /// Moderators keep them out of here.
    Banned,
    /// Who runs a place is not kept out of it.
    Staff,
    /// It has words that are not welcome here.
    Words,
    /// A topic stays with those it was written for.
    Wider,
    /// Newcomers write no more than that in a day.
    Newcomer,
    /// Newcomers set no more links or name no more people than that.
    NewcomerLinks,
    /// One does not report that one's own case study worked elsewhere.
    OwnCaseStudy,
    /// Somebody of the same organisation has reported already.
    Reported,
    /// The training does not take place.
    TrainingCancelled,
    /// The training is over.
    TrainingOver,
    /// Seats are not given away yet.
    SeatsNotYet,
    /// Seats are not given away any more.
    SeatsClosed,
    /// Seats are given away on another site, or nowhere.
    NoSeatsHere,
    /// There is no seat, and no list to wait in.
    FullyBooked,
    /// The organisation has all the seats that one may have.
    OrganisationFull,
    /// The organiser does not give them a seat.
    SeatRefused,
    /// The seat is not held for them any more.
    SeatLost,
    /// The training has not begun.
    TrainingAhead,
    /// Only those who were there may.
    NotAttended,
    /// One does not offer what one asked for oneself.
    OwnNeed,
    /// Only organisations that give trainings offer them.
    NotProvider,
    /// Moderators do not pick what their own organisation offers.
    OwnOffer,
    /// Whoever asked for it signs for as long as it stands.
    Asker,
    /// They want no messages of people whom they do not know.
    NotWelcome,
    /// One does not write to whom one blocks.
    YouBlock,
    /// Nobody is left in the conversation.
    Alone,
    /// Say first that the conversation is wanted.
    AcceptFirst,
}

impl Denied {
    /// The name of the words that explain it.
    pub fn key(self) -> &'static str {
        match self {
            Self::SignIn => "denied-sign-in",
            Self::NotAuthor => "denied-not-author",
            Self::NotModerator => "denied-not-moderator",
            Self::NotAdmin => "denied-not-admin",
            Self::ModeratorsOnly => "denied-moderators-only",
            Self::Locked => "denied-locked",
            Self::Suspended => "denied-suspended",
            Self::Unconfirmed => "denied-unconfirmed",
            Self::OwnPost => "denied-own-post",
            Self::RegistrationClosed => "denied-registration-closed",
            Self::ProvidersOnly => "denied-providers-only",
            Self::Blocked => "denied-blocked",
            Self::Unverified => "denied-unverified",
            Self::NotVerifier => "denied-not-verifier",
            Self::OwnCase => "denied-own-case",
            Self::Decided => "denied-decided",
            Self::Remote => "denied-remote",
            Self::NotOwner => "denied-not-owner",
            Self::LastOwner => "denied-last-owner",
            Self::NotProven => "denied-not-proven",
            Self::SecondFactor => "denied-second-factor",
            Self::Notice => "denied-notice",
            Self::Answered => "denied-answered",
            Self::ToldAlready => "denied-told-already",
            Self::Banned => "denied-banned",
            Self::Staff => "denied-staff",
            Self::Words => "denied-words",
            Self::Wider => "denied-wider",
            Self::Newcomer => "denied-newcomer",
            Self::NewcomerLinks => "denied-newcomer-links",
            Self::OwnCaseStudy => "denied-own-case-study",
            Self::Reported => "denied-reported",
            Self::TrainingCancelled => "denied-training-cancelled",
            Self::TrainingOver => "denied-training-over",
            Self::SeatsNotYet => "denied-seats-not-yet",
            Self::SeatsClosed => "denied-seats-closed",
            Self::NoSeatsHere => "denied-no-seats-here",
            Self::FullyBooked => "denied-fully-booked",
            Self::OrganisationFull => "denied-organisation-full",
            Self::SeatRefused => "denied-seat-refused",
            Self::SeatLost => "denied-seat-lost",
            Self::TrainingAhead => "denied-training-ahead",
            Self::NotAttended => "denied-not-attended",
            Self::OwnNeed => "denied-own-need",
            Self::NotProvider => "denied-not-provider",
            Self::OwnOffer => "denied-own-offer",
            Self::Asker => "denied-asker",
            Self::NotWelcome => "denied-not-welcome",
            Self::YouBlock => "denied-you-block",
            Self::Alone => "denied-alone",
            Self::AcceptFirst => "denied-accept-first",
        }
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Unavailable(what) => Self::Unavailable(what),
            db::Error::Conflict(with) => Self::Conflict(with),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<SecretError> for Error {
    fn from(error: SecretError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Internal(error.to_string())
    }
}
