//! What a member watches and mutes.

use crate::db::types::WatchLevel;
use crate::web::view::Level;

/// A level as pages show it.
pub fn level(level: WatchLevel) -> Level {
    match level {
        WatchLevel::Watch => Level::Watch,
        WatchLevel::Normal => Level::Normal,
        WatchLevel::Mute => Level::Mute,
    }
}
