//! Remote actors and posts as the library fetches them, and their way into the tables.

pub mod actor;
pub mod admission;
pub mod body;
mod case;
pub(in crate::apub) mod message;
mod note;
pub mod post;
mod record;
pub(in crate::apub) mod replication;
pub mod store;
mod training;

pub use actor::PeerActor;
pub use post::PeerPost;
pub use record::told;
