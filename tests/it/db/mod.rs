//! The database by itself, on whichever engine this run tests.

mod connections;
mod growth;
mod growth_cases;
mod migrations;
mod statements;
mod tries;
