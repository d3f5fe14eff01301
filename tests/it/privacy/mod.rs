//! The duties towards personal data: notices, consents, copies, erasure, requests, breaches, retention.

mod consents;
mod desk;
mod erasure;
mod exports;
mod leaks;
mod notices;
