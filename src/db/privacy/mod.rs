//! Tables behind the duties towards members' data: notices, consents, copies, erasures, requests, breaches, records.

pub mod breaches;
pub mod consents;
pub mod erase;
pub mod erasures;
pub mod exports;
pub mod journal;
pub mod notices;
pub mod own;
pub mod processing;
pub mod receipts;
pub mod requests;
pub mod retention;
