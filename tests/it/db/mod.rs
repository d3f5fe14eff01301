//! The database by itself, on whichever engine this run tests.

mod connections;
mod growth;
mod migrations;
mod statements;
mod tries;
