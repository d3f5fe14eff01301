//! The rules by themselves, on whichever engine this run tests.

mod accounts;
mod answers;
mod follows;
mod forums;
mod invitations;
pub mod organisations;
mod posts;
pub(crate) mod verification;
mod votes;
