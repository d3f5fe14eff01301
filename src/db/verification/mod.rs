//! Verification: cases and their papers, the facts established, vouches, the chamber's list of members. Never joined by
//! anything that leaves this instance.

pub mod cases;
pub mod documents;
pub mod facts;
pub mod list;
