//! Integration tests: one binary, laid out like the house.

mod architecture;
mod db;
mod domain;
mod federation;
mod support;
