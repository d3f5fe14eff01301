//! Talking to other servers.

mod outbound;
