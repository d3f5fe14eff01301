//! What the house is for: people of several instances in one conversation, over real sockets, in one process. The same
//! between processes of the release binary is in `process`.

pub mod scene;

mod forum;
mod moderation;
mod reach;
mod scopes;
