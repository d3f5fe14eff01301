//! `[push]`: telling members at once, on their browsers.

use serde::{Deserialize, Serialize};

/// Telling members at once, on their browsers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    /// Whether members may have notifications pushed to their browsers, through the push services of those.
    pub enabled: bool,
}

impl Default for Push {
    fn default() -> Self {
        Self { enabled: true }
    }
}
