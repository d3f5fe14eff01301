//! Words as they are compared: without the differences that writers of Arabic make or leave out. Knows nothing of who
//! searches for what.

use std::collections::BTreeSet;

use super::validate::is_control;

/// The article, and how long a word must stay without it.
const ARTICLE: &str = "ال";
const SHORTEST: usize = 3;
/// Longest word that is kept; no name has a longer one, and an index has its limits.
const LONGEST: usize = 60;

/// A text as compared: lower case; one form for each kind of alif, yeh, kaf and teh marbuta; no vowel signs, tatweel and
/// direction marks; digits of either writing as ASCII.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !is_dropped(*c))
        .map(|c| digit(letter(c)))
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_dropped(c: char) -> bool {
    is_control(c)
        || matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}' | '\u{200D}')
}

fn letter(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ک' => 'ك',
        'ة' => 'ه',
        other => other,
    }
}

/// An Arabic-Indic or Persian digit as the ASCII one; everything else as it is.
pub fn digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        _ => return c,
    };
    let value = u32::from(c) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(c)
}

/// The words of some texts, as an index keeps them: each once, those with the article also without it.
pub fn index_words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        for word in split(&fold(text)) {
            words.insert(bare(word).to_owned());
            words.insert(word.to_owned());
        }
    }
    words.into_iter().collect()
}

/// The words that somebody searches for, at most `max`; what is found has a word that begins with each.
pub fn query_words(text: &str, max: usize) -> Vec<String> {
    let folded = fold(text);
    split(&folded).take(max).map(|word| bare(word).to_owned()).collect()
}

/// The words of a text in their order, as compared.
pub fn words(text: &str) -> Vec<String> {
    split(&fold(text)).map(str::to_owned).collect()
}

fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.char_indices().nth(LONGEST).map_or(word, |(end, _)| &word[..end]))
}

fn bare(word: &str) -> &str {
    match word.strip_prefix(ARTICLE) {
        Some(rest) if rest.chars().count() >= SHORTEST => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_two_ways_is_the_same_word() {
        for (one, other) in [
            ("إطلاق", "اطلاق"),
            ("أحمد", "احمد"),
            ("مدرسة", "مدرسه"),
            ("مُحَمَّد", "محمد"),
            ("تـــقنية", "تقنية"),
            ("٢٠٢٥", "2025"),
            ("آلات", "الات"),
            ("على", "علي"),
            ("ک", "ك"),
            ("مسؤول", "مسوول"),
            ("Plant", "plant"),
            ("سلمى\u{202E}", "سلمى"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("مصنع"), fold("مصانع"));
    }

    #[test]
    fn a_word_is_found_with_and_without_its_article() {
        let index = index_words(["مصنع الصناعات الغذائية", "Food-Industries Co."]);
        for query in ["الصناعات", "صناعات", "صناع", "الغذائي", "industries", "CO"] {
            let wanted = query_words(query, 4);
            assert!(
                wanted
                    .iter()
                    .all(|word| index.iter().any(|known| known.starts_with(word.as_str()))),
                "{query}"
            );
        }
        assert_eq!(query_words("a b c d e", 3), ["a", "b", "c"]);
        assert_eq!(query_words(" ؟! ", 3), Vec::<String>::new());
    }
}
