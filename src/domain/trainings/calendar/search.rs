//! What somebody looks for in the calendar, as an address says it.

use crate::db::types::TrainingLevel;
use crate::domain::cases::numbers;

/// Longest word or code of a search, in characters.
const LONGEST: usize = 120;
/// Most riyals that are looked for.
const PRICE_MAX: i64 = 10_000_000;

/// What somebody looks for; everything if nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Name of a forum.
    pub forum: String,
    /// Words.
    pub words: String,
    /// Code of a technology.
    pub technology: String,
    /// Code of a region.
    pub region: String,
    /// Where one can take part online, or in a room.
    pub online: Option<bool>,
    /// Primary tag of a language.
    pub language: String,
    /// Level.
    pub level: Option<TrainingLevel>,
    /// For no more than so many riyals; 0 for nothing.
    pub price_max: Option<i64>,
    /// With a certificate.
    pub certificate: bool,
    /// Words of who teaches.
    pub provider: String,
    /// With a seat left.
    pub seats: bool,
    /// Of those whom the viewer has to do with.
    pub mine: bool,
}

impl Search {
    /// Reads it; what makes no sense is not looked for.
    pub fn read<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |name: &str| -> String {
            let value = value(name).unwrap_or_default().trim();
            value.chars().take(LONGEST).collect()
        };
        let code = |name: &str| {
            let value = text(name);
            let is_code = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if is_code { value } else { String::new() }
        };
        let is_on = |name: &str| value(name) == Some("yes");
        Self {
            forum: text("forum"),
            words: text("q"),
            technology: code("technology"),
            region: code("region"),
            online: match value("place") {
                Some("online") => Some(true),
                Some("onsite") => Some(false),
                _ => None,
            },
            language: code("language"),
            level: text("level").parse().ok(),
            price_max: numbers::whole(&text("price"), PRICE_MAX).ok(),
            certificate: is_on("certificate"),
            provider: text("provider"),
            seats: is_on("seats"),
            mine: is_on("mine"),
        }
    }

    /// Names and values that [`Self::read`] reads.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let place = self.online.map(|online| if online { "online" } else { "onsite" });
        let yes = |is_on: bool| if is_on { "yes" } else { "" };
        let all = [
            ("q", self.words.clone()),
            ("forum", self.forum.clone()),
            ("technology", self.technology.clone()),
            ("region", self.region.clone()),
            ("place", place.unwrap_or_default().to_owned()),
            ("language", self.language.clone()),
            ("level", self.level.map_or("", TrainingLevel::as_str).to_owned()),
            (
                "price",
                self.price_max.map_or_else(String::new, |price| price.to_string()),
            ),
            ("certificate", yes(self.certificate).to_owned()),
            ("provider", self.provider.clone()),
            ("seats", yes(self.seats).to_owned()),
            ("mine", yes(self.mine).to_owned()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Whether anything is looked for.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Search {
        Search::read(|name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    #[test]
    fn a_search_reads_as_it_was_written() {
        let asked = [
            ("q", "plc أساسيات"),
            ("forum", "training@jeddah.example"),
            ("technology", "machine-vision"),
            ("region", "SA-04"),
            ("place", "online"),
            ("language", "ar"),
            ("level", "beginner"),
            ("price", "0"),
            ("certificate", "yes"),
            ("provider", "الأكاديمية"),
            ("seats", "yes"),
            ("mine", "yes"),
        ];
        let search = read(&asked);
        let pairs = search.pairs();
        let written: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(written, asked);
        assert_eq!(read(&written), search);
    }

    #[test]
    fn what_makes_no_sense_is_not_looked_for() {
        let nonsense = [
            ("level", "guru"),
            ("price", "cheap"),
            ("region", "' OR 1"),
            ("place", "moon"),
            ("seats", "1"),
        ];
        assert!(!read(&nonsense).is_narrow());
        assert_eq!(read(&[("price", "٢٥٠")]).price_max, Some(250));
    }
}
