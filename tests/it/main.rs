//! Integration tests: one binary, laid out like the house.

// Lints that spare tests know helpers, too, by this.
#![cfg(test)]

mod api;
mod architecture;
mod conversation;
mod db;
mod domain;
mod federation;
mod process;
mod support;
mod web;
