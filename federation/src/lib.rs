//! ActivityPub on the wire.
//!
//! This crate knows how other servers speak and how we answer them. It has no database, no web framework, no
//! clock and no network: bytes and plain structs go in, plain structs and JSON come out. Whoever calls it decides what
//! the words mean for the people of an instance.
//!
//! Reading, in the order an inbound request meets the modules:
//!
//! - [`signature`]: who signed this request? draft-cavage and RFC 9421, RSA and Ed25519, keys
//! - [`parse`]: bytes to JSON within limits (size, depth, duplicate keys, array length)
//! - [`activity`]: JSON to [`Activity`], naming activity and field when something is missing
//! - [`objects`]: actors, content, tombstones and collections, read leniently
//! - [`lenient`]: the small readers both of them use (one-or-many, id-or-object, …)
//! - [`origin`]: which id may speak for which host; id syntax
//! - [`audience`]: `to`/`cc` to visibility and back
//! - [`media_type`]: which content types carry ActivityPub
//! - [`webfinger`]: what people type to name somebody, and the answer about it
//! - [`net`]: which addresses an outbound request may reach
//!
//! Writing:
//!
//! - [`build`]: drafts to documents that every known receiver accepts
//! - [`context`]: the `@context` we send and our own namespace
//! - `receivers` (feature `receivers`): models of strict receivers, to test outgoing documents with
//!
//! The rule of thumb is strict in what we send, lenient in what we read, and unforgiving about origin and signature.

pub mod activity;
pub mod audience;
pub mod build;
pub mod context;
mod error;
pub mod lenient;
pub mod media_type;
pub mod net;
pub mod objects;
pub mod origin;
pub mod parse;
#[cfg(feature = "receivers")]
pub mod receivers;
pub mod signature;
pub mod webfinger;

pub use activity::Activity;
pub use error::Error;
pub use lenient::Reference;
