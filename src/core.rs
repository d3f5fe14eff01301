//! What the server stands on: rules and use-cases, the bytes of files, configuration, time, ids and secrets. A crate of
//! its own, so that a changed page does not compile the rules anew; the server knows all of it by the same names.
//!
//! - [`domain`]: rules and use-cases, one file for each noun
//! - [`media`]: the bytes of files: where they live, what they are, pictures made small and clean
//! - [`config`]: what the operator sets
//! - [`secrets`]: the instance's secret, sealed values, key pairs, password hashes
//! - [`rsa_keys`]: where the RSA pairs of actors come from
//! - [`jws`]: signing JSON Web Tokens
//! - [`web_push`]: messages sealed for browsers, and the proof of who sends them
//! - [`clock`], [`id`]: time, ids and random tokens; the only callers of the system clock and the RNG

pub mod clock;
pub mod config;
pub mod domain;
pub mod id;
pub mod jws;
pub mod media;
pub mod rsa_keys;
pub mod secrets;
pub mod web_push;

pub use majlis_db as db;
