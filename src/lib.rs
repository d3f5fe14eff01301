//! Majlis, a federated community server for industrial clusters and chambers of commerce. The map of the house:
//!
//! - [`clock`], [`id`]: time, ids and random tokens; the only callers of the system clock and the RNG
//! - [`config`]: what the operator sets
//! - [`db`]: the only module that names diesel; two engines behind one set of queries
//! - [`secrets`]: the instance's secret, sealed values, key pairs, password hashes

pub mod clock;
pub mod config;
pub mod db;
pub mod id;
pub mod secrets;
