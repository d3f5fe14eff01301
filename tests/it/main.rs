//! Integration tests: one binary, laid out like the house.

// Lints that spare tests know helpers, too, by this.
#![cfg(test)]
#![expect(unreachable_pub, reason = "nothing outside can name a test")]
#![expect(clippy::needless_pass_by_value, reason = "helpers take what reads best at the call")]

mod api;
mod architecture;
mod cases;
mod conversation;
mod db;
mod domain;
mod federation;
mod live;
mod mail;
mod media;
mod messages;
mod moderation;
mod privacy;
mod process;
mod push;
mod search;
mod support;
mod trainings;
mod web;
mod writing;
