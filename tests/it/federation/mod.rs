//! Talking to other servers: a scripted peer says things, and the tests look at what came of them; what we say is in
//! `outbound`.

mod best_answers;
mod cases;
mod events;
mod fetching;
mod follows;
mod forums;
mod gate;
mod hazards;
mod messages;
pub(crate) mod outbound;
mod peer;
mod people;
mod relays;
mod replications;
mod resolving;
mod seats;
mod seats_between;
mod shapes;
mod submissions;
mod trust;
mod word;
