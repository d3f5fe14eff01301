//! Talking to other servers: a scripted peer says things, and the tests look at what came of them.

mod best_answers;
mod follows;
mod forums;
mod gate;
mod hazards;
mod peer;
mod resolving;
mod shapes;
mod trust;
