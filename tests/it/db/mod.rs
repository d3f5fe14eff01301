//! The database by itself, on whichever engine this run tests.

mod connections;
mod migrations;
mod statements;
mod tries;
