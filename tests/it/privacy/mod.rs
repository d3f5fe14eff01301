//! The duties towards personal data: notices, consents, copies, erasure, requests, breaches, retention.

mod consents;
mod erasure;
mod notices;
