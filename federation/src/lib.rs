//! ActivityPub on the wire.
