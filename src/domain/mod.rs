//! Rules and use-cases, one file for each noun. Knows the database, the clock and the secret; knows nothing of HTML, JSON,
//! HTTP or ActivityPub.
//!
//! Every use-case that writes takes a [`Principal`] and checks its rights itself. What a member does here and what a
//! remote actor does elsewhere end in the same function, so the two cannot diverge. Each records what happened in
//! [`event`], in the same transaction.

pub mod accounts;
pub mod actors;
pub mod answers;
pub mod cases;
pub mod content;
pub mod core;
pub mod diff;
pub mod directory;
pub mod drafts;
pub mod edits;
pub mod email_changes;
pub mod error;
pub mod event;
pub mod export;
pub mod fold;
pub mod follows;
pub mod forums;
pub mod history;
pub mod identities;
pub mod instances;
pub mod invitations;
pub mod landing;
pub mod leases;
pub mod letters;
mod links;
pub mod live;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod notes;
pub mod notifications;
pub mod oauth;
pub mod organisations;
pub mod own_profile;
mod paging;
pub mod passkeys;
pub mod passwords;
pub mod peers;
pub mod people;
pub mod posts;
pub mod principal;
pub mod privacy;
pub mod profiles;
pub mod push;
pub mod questions;
pub mod reading;
pub mod regions;
mod removal;
pub mod requests;
mod runs;
pub mod search;
pub mod second_factors;
pub mod sessions;
pub mod similar;
pub mod stats;
pub mod submissions;
pub mod tags;
pub mod taxonomy;
pub mod text;
pub mod timelines;
pub mod told;
pub mod topics;
mod totp;
pub mod trainings;
mod tries;
pub mod undo;
pub mod validate;
pub mod verification;
pub mod visibility;
pub mod votes;
mod webauthn;

pub use self::core::Core;
pub use error::{Denied, Error, Result};
pub use principal::Principal;
pub use visibility::Viewer;
