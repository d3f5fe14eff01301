//! The database by itself, on whichever engine this run tests.

mod connections;
mod growth;
mod growth_cases;
mod growth_trainings;
mod migrations;
mod statements;
mod tries;
mod values;
