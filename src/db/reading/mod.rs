//! Reading: how far members are, what they watch and mute, what they keep, and lists that follow from it.

pub mod bookmarks;
pub mod levels;
pub mod loads;
pub mod merged;
pub mod positions;
pub mod sectors;
pub mod tags;
pub mod unread;
