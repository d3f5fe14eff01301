//! Models of strict receivers.
