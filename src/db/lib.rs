//! The database: connections, tables and queries. The only crate of the house that names diesel,
//! and a crate of its own because the types of queries are dear to compile: pages that change leave them alone.
//!
//! One file for each group of tables. A function here takes `&mut Conn`, does one thing and never opens a transaction;
//! transactions and rules belong to `domain`. Verbs: `find_` gives an `Option`, `get_` an [`Error::NotFound`], `list_` a
//! page in the order it is shown.

pub mod accounts;
pub mod actors;
pub mod app_access;
pub mod cases;
pub mod conn;
pub mod deliveries;
pub mod drafts;
pub mod email_changes;
pub mod events;
pub mod figures;
pub mod follows;
pub mod forums;
pub mod identities;
pub mod inbox;
pub mod instances;
pub mod invitations;
pub mod letters;
pub(crate) mod literals;
pub mod live;
pub mod mail_failures;
pub mod media;
pub mod messages;
pub mod migrate;
pub mod moderation;
pub mod notices;
pub mod notification_settings;
pub mod notifications;
pub mod oauth;
pub mod openid;
pub mod organisation_members;
pub mod organisations;
pub mod outbox;
pub mod passkeys;
pub mod people;
pub mod posts;
pub mod privacy;
pub mod profiles;
pub mod push_subscriptions;
pub mod pushes;
pub mod question_upkeep;
pub mod questions;
pub mod queue;
pub mod reading;
pub mod requests;
pub mod revisions;
pub(crate) mod schema;
pub mod search;
pub mod second_factors;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod submissions;
pub mod taxonomy;
pub mod thread;
pub mod threads;
pub mod timelines;
pub mod topic_words;
pub mod topics;
pub mod trainings;
pub mod types;
pub mod verification;
pub mod votes;
pub mod watch;

pub use conn::{Conn, Db};

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// What PostgreSQL says to the one of two transactions that has to give way.
const DEADLOCK: &str = "deadlock detected";

/// What can go wrong in the database. Logic may look at the first two only.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// A unique index refused the row, or another transaction stood in the way of this one; what the engine tells of it.
    #[error("conflict with {0}")]
    Conflict(String),
    /// No connection, or the server is gone or busy.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// The configured address makes no sense.
    #[error("database address: {0}")]
    Address(String),
    /// A migration failed, or the database is newer than this program.
    #[error("migration: {0}")]
    Migration(String),
    /// Anything else; a fault of ours.
    #[error(transparent)]
    Other(DieselError),
}

impl Error {
    pub(crate) fn pool(error: impl std::fmt::Display) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Self::Conflict(info.constraint_name().unwrap_or_else(|| info.message()).to_owned())
            }
            // What the row refers to went at the same moment, or something refers to what was to go.
            DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, info) => {
                Self::Conflict(info.constraint_name().unwrap_or_else(|| info.message()).to_owned())
            }
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, info) => {
                Self::Conflict(info.message().to_owned())
            }
            // Diesel has no kind for it.
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) if info.message() == DEADLOCK => {
                Self::Conflict(DEADLOCK.to_owned())
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                info,
            ) => Self::Unavailable(info.message().to_owned()),
            other => Self::Other(other),
        }
    }
}

/// The answer of every query.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A page of a list ordered by a key and an id, both falling.
#[derive(Debug, Clone, Copy)]
pub struct Keyset {
    /// Show what comes after this key; from the top if none.
    pub after: Option<(i64, i64)>,
    /// At most so many rows.
    pub limit: i64,
}

impl Keyset {
    /// The first `limit` rows.
    pub fn first(limit: i64) -> Self {
        Self { after: None, limit }
    }
}
