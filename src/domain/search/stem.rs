//! A word without what grammar put on it, as far as that can be told without a dictionary: the article and what is written
//! together with it in Arabic, the plural in English. A stem is no word, and is never shown.

/// What stands before an Arabic word together with its article, the longest first.
const WITH_ARTICLE: [&str; 11] = [
    "وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال",
];
/// Conjunctions and prepositions that are written together with their word.
const ALONE: [char; 5] = ['و', 'ف', 'ب', 'ل', 'ك'];
/// How long a word stays without its article, and without a single letter, which may well be its own.
const SHORTEST: usize = 3;
const SHORTEST_ALONE: usize = 4;

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> String {
    if word.is_ascii() {
        return singular(word);
    }
    for prefix in WITH_ARTICLE {
        if let Some(rest) = word.strip_prefix(prefix)
            && rest.chars().count() >= SHORTEST
        {
            return rest.to_owned();
        }
    }
    match word.strip_prefix(ALONE) {
        Some(rest) if rest.chars().count() >= SHORTEST_ALONE => rest.to_owned(),
        _ => word.to_owned(),
    }
}

fn singular(word: &str) -> String {
    let is_plural = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if !is_plural {
        return word.to_owned();
    }
    if word.len() > 4
        && let Some(rest) = word.strip_suffix("ies")
    {
        return format!("{rest}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"];
    let cut = if hissing.iter().any(|end| word.ends_with(end)) {
        2
    } else {
        1
    };
    word[..word.len() - cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_word_loses_its_article_and_what_stands_with_it() {
        for word in [
            "الصيانه",
            "والصيانه",
            "وصيانه",
            "للصيانه",
            "وللصيانه",
            "بالصيانه",
            "لصيانه",
            "صيانه",
        ] {
            assert_eq!(stem(word), "صيانه", "{word}");
        }
        for word in ["وقود", "لحام", "الله", "بخار", "فلتر"] {
            assert_eq!(stem(word), word, "too little would be left");
        }
        assert_eq!(stem("الوقود"), "وقود");
    }

    #[test]
    fn an_english_word_loses_its_plural() {
        for (word, expected) in [
            ("pumps", "pump"),
            ("batteries", "battery"),
            ("presses", "press"),
            ("switches", "switch"),
            ("boxes", "box"),
            ("valves", "valve"),
            ("press", "press"),
            ("status", "status"),
            ("analysis", "analysis"),
            ("gas", "gas"),
            ("oee", "oee"),
        ] {
            assert_eq!(stem(word), expected);
        }
    }
}
