//! Local verification: what a member or organisation hands in, who decides on it, what it is worth, and when it ends.
//!
//! All of it stays on this instance. Nothing here records an event, so nothing here is ever told to another server; what a
//! server elsewhere claims about its people counts for nothing.

pub mod cases;
pub mod checklist;
pub mod deadlines;
pub mod documents;
mod letters;
pub mod levels;
pub mod list;
pub mod numbers;
pub mod papers;
pub mod review;
pub mod rights;
pub mod upkeep;
pub mod verifiers;
pub mod vouching;

pub use letters::Letter;
pub use rights::Right;
