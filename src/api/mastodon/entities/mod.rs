//! The shapes of the Mastodon API. They borrow from what the domain loaded and are written straight to JSON.
//!
//! Null and missing are different things to clients: keys marked nullable are always there, viewer's keys only for a
//! viewer, everything else is never null.

mod account;
mod content;
mod media;
mod notification;
mod relationship;
mod status;

pub(super) use account::{Account, CredentialAccount, Source};
pub(super) use media::MediaAttachment;
pub(super) use notification::{Notification, kinds as notification_kinds};
pub(super) use relationship::Relationship;
pub(super) use status::{Around, Context, Status, Tag};
