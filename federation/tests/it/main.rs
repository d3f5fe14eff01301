//! The crate's integration tests: one binary, one module per subject.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

mod activity;
mod addresses;
mod audience;
mod case_study;
mod crosscheck;
mod drafts;
mod event;
mod fixtures;
mod golden;
mod keys;
mod objects;
mod origin;
mod parse;
mod receivers;
mod signature;
mod webfinger;

use chrono::{DateTime, Utc};
use url::Url;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
