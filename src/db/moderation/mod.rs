//! Moderation: the log, reports, what was hidden, bans, and what forums ask of those who write.

pub mod bans;
pub mod held;
pub mod held_files;
pub mod hidden;
mod log;
pub mod reports;
pub mod rules;
pub mod tags;
pub mod threads;

pub use log::{LogEntry, LogFilter, insert, list, list_by_ids};
