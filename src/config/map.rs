//! `[map]`: what the map of case studies may show behind the regions.

use serde::{Deserialize, Serialize};
use url::Url;

/// What the map may show behind the regions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// Address of the pictures of a street map that a reader may choose to see, with `{z}`, `{x}` and `{y}`; empty for none.
    pub tiles: String,
    /// Whom to thank for it.
    pub tiles_credit: String,
}

impl Default for Map {
    fn default() -> Self {
        Self {
            tiles: "https://tile.openstreetmap.org/{z}/{x}/{y}.png".to_owned(),
            tiles_credit: "© OpenStreetMap contributors".to_owned(),
        }
    }
}

impl Map {
    /// Where the street map comes from; none if there is none.
    pub fn tiles_origin(&self) -> Option<String> {
        let url = Url::parse(&self.tiles).ok()?;
        // The place of a part of the address, such as `{s}`, is no part of a name that a policy could allow.
        let is_plain = url.scheme() == "https" && !url.host_str()?.contains('{');
        is_plain.then(|| url.origin().ascii_serialization())
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        let has_places = ["{z}", "{x}", "{y}"].iter().all(|place| self.tiles.contains(place));
        let is_fine = self.tiles.is_empty() || (has_places && self.tiles_origin().is_some());
        (!is_fine).then_some(("map.tiles", "must be an https address with {z}, {x} and {y}, or empty"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_map_comes_from_one_origin() {
        let of = |tiles: &str| Map {
            tiles: tiles.to_owned(),
            ..Map::default()
        };
        assert_eq!(
            Map::default().tiles_origin().as_deref(),
            Some("https://tile.openstreetmap.org")
        );
        assert!(of("").fault().is_none() && of("").tiles_origin().is_none());
        for wrong in [
            "https://tiles.example/map.png",
            "http://tiles.example/{z}/{x}/{y}.png",
            "https://{s}.tiles.example/{z}/{x}/{y}.png",
            "javascript:{z}{x}{y}",
        ] {
            assert!(of(wrong).fault().is_some(), "{wrong}");
        }
    }
}
