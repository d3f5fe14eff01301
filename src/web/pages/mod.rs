//! The pages: per noun the page structs, their forms and handlers.
//!
//! Handlers parse, call the domain and answer with a [`Page`](super::page::Page) or a redirect.

pub mod about;
pub mod account;
pub mod admin;
pub mod bookmarks;
pub mod cases;
pub mod compose;
pub mod connect;
pub mod design;
pub mod drafts;
pub mod errors;
pub(crate) mod feeds;
pub mod forums;
pub mod health;
pub mod home;
pub(crate) mod hooks;
pub mod installed;
pub mod invitations;
pub mod media;
pub mod messages;
pub mod moderation;
pub mod notifications;
pub mod oauth;
pub mod openid;
pub mod organisations;
pub mod people;
pub mod privacy;
pub mod questions;
pub mod regions;
pub mod requests;
#[cfg(test)]
pub(crate) mod samples;
pub mod search;
pub mod sectors;
pub mod settings;
pub(crate) mod standing;
pub mod tags;
#[cfg(test)]
mod tests;
pub mod topics;
pub mod trainings;
pub mod unsubscribe;
pub mod verification;
pub mod watching;
