//! Majlis, a federated community server for industrial clusters and chambers of commerce. The map of the house:
//!
//! - [`cli`]: reads the command line and the configuration, runs one command
//! - [`app`]: puts everything together: state, router, life of the process
//! - [`web`]: pages for people, in Arabic and English
//! - [`api`]: JSON for applications: the Mastodon client API and OAuth
//! - [`apub`]: the bridge to other servers: ActivityPub documents, inbox, outbox, delivery
//! - [`openid`]: signing in with other OpenID providers
//! - [`live`]: pages that change while they are looked at
//! - [`jobs`]: background work that survives the process
//! - `core`: the crate of the rules and of what they stand on: the rooms [`domain`], [`media`], [`config`], [`secrets`],
//!   [`rsa_keys`], [`jws`], [`web_push`], [`clock`] and [`id`], which are known here by these names
//! - [`domain`]: rules and use-cases, one file for each noun
//! - [`db`]: the only crate that names diesel; two engines behind one set of queries; `src/db`
//! - [`media`]: the bytes of files: where they live, what they are, pictures made small and clean
//! - [`mail`]: puts letters into a folder or hands them to an SMTP server
//! - [`error`]: the one mapping from what went wrong to what a client is told
//! - [`config`]: what the operator sets
//! - [`secrets`]: the instance's secret, sealed values, key pairs, password hashes
//! - [`rsa_keys`]: where the RSA pairs of actors come from
//! - [`jws`]: signing JSON Web Tokens
//! - [`web_push`]: messages sealed for browsers, and the proof of who sends them
//! - [`clock`], [`id`]: time, ids and random tokens; the only callers of the system clock and the RNG
//!
//! Names go one way: `cli → app → web, api, openid, apub, live, jobs → domain → db`. A test holds it.

pub mod api;
pub mod app;
pub mod apub;
pub mod cli;
pub mod error;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod openid;
pub mod web;

pub use majlis_core::{clock, config, domain, id, jws, media, rsa_keys, secrets, web_push};
pub use majlis_db as db;
