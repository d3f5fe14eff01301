//! `[cases]`: publishing case studies.

use serde::{Deserialize, Serialize};

/// Publishing case studies.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cases {
    /// Whether staff look at each case study, and at each change of one, before it appears.
    pub review: bool,
}
