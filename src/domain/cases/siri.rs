//! The dimensions of the Smart Industry Readiness Index, by name. What its bands mean is written by others, who own it; here
//! stand names and numbers only.

/// The sixteen dimensions, in the order of the index.
pub const DIMENSIONS: [&str; 16] = [
    "vertical-integration",
    "horizontal-integration",
    "integrated-product-lifecycle",
    "automation-shop-floor",
    "automation-enterprise",
    "automation-facility",
    "connectivity-shop-floor",
    "connectivity-enterprise",
    "connectivity-facility",
    "intelligence-shop-floor",
    "intelligence-enterprise",
    "intelligence-facility",
    "workforce-learning",
    "leadership-competency",
    "collaboration",
    "strategy-governance",
];

/// The highest band.
pub const BAND_MAX: i64 = 5;
