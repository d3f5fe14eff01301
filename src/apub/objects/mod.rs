//! Remote actors and posts as the library fetches them, and their way into the tables.

pub mod actor;
pub mod admission;
pub mod body;
pub mod case;
mod note;
pub mod post;
pub(in crate::apub) mod replication;
pub mod store;

pub use actor::PeerActor;
pub use post::PeerPost;
