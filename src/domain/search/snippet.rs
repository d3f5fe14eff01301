//! The place in a text where the words are that somebody looked for. The words are found as the index finds them, and shown
//! as they were written.

use std::collections::HashSet;

use super::stem::stem;
use crate::db::search::Matching;
use crate::domain::fold;

/// Words shown of a text.
const WORDS: usize = 36;
/// Words shown before the first that was looked for.
const BEFORE: usize = 8;

/// A piece of a text, and whether it was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Plain text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_hit: bool,
}

/// Tells the words that were looked for from others.
#[derive(Debug, Clone, Default)]
pub struct Marker {
    words: HashSet<String>,
    starts: Vec<String>,
}

impl Marker {
    pub(super) fn of(matching: &Matching) -> Self {
        let mut marker = Self::default();
        for form in matching.all.iter().flatten() {
            marker.words.extend(form.words.iter().cloned());
            marker
                .starts
                .extend(form.words.last().filter(|_| form.is_start).cloned());
        }
        marker
    }

    fn is_hit(&self, word: &str) -> bool {
        let folded = fold::fold(word);
        let stem = stem(&folded);
        let is_known =
            |word: &String| self.words.contains(word) || self.starts.iter().any(|start| word.starts_with(start));
        is_known(&folded) || is_known(&stem)
    }

    /// A whole text with what was looked for in it.
    pub fn mark(&self, text: &str) -> Vec<Excerpt> {
        pieces(text, &self.hits(text), 0, text.len())
    }

    /// The part of a text where most of what was looked for stands; its beginning, if nothing does.
    pub fn excerpt(&self, text: &str) -> Vec<Excerpt> {
        let words = words(text);
        let hits: Vec<bool> = words.iter().map(|(from, to)| self.is_hit(&text[*from..*to])).collect();
        let first = best(&hits);
        let last = (first + WORDS).min(words.len());
        let start = words.get(first).filter(|_| first > 0).map_or(0, |(from, _)| *from);
        let end = if last < words.len() {
            words[last - 1].1
        } else {
            text.len()
        };
        let found: Vec<(usize, usize)> = self.hits(text);
        let mut shown = pieces(text, &found, start, end);
        if start > 0 {
            shown.insert(0, plain("… "));
        }
        if end < text.len() {
            shown.push(plain(" …"));
        }
        shown
    }

    fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        let all = words(text).into_iter();
        all.filter(|(from, to)| self.is_hit(&text[*from..*to])).collect()
    }
}

fn plain(text: &str) -> Excerpt {
    Excerpt {
        text: text.to_owned(),
        is_hit: false,
    }
}

/// Where the words of a text begin and end. Signs that folding drops belong to their word.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut begin = None;
    for (at, c) in text.char_indices() {
        let is_inside = c.is_alphanumeric() || begin.is_some() && fold::fold(c.encode_utf8(&mut [0; 4])).is_empty();
        match (begin, is_inside) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                found.push((from, at));
                begin = None;
            }
            _ => {}
        }
    }
    found.extend(begin.map(|from| (from, text.len())));
    found
}

/// The word to begin with, so that most hits are shown.
fn best(hits: &[bool]) -> usize {
    let mut best = (0, 0);
    for (at, _) in hits.iter().enumerate().filter(|(_, hit)| **hit) {
        let end = (at + WORDS - BEFORE).min(hits.len());
        let count = hits[at..end].iter().filter(|hit| **hit).count();
        if count > best.0 {
            best = (count, at);
        }
    }
    if best.1 < WORDS - BEFORE {
        return 0;
    }
    best.1 - BEFORE
}

fn pieces(text: &str, hits: &[(usize, usize)], start: usize, end: usize) -> Vec<Excerpt> {
    let mut shown = Vec::new();
    let mut at = start;
    for (from, to) in hits.iter().filter(|(from, to)| *from >= start && *to <= end) {
        if *from > at {
            shown.push(plain(&text[at..*from]));
        }
        shown.push(Excerpt {
            text: text[*from..*to].to_owned(),
            is_hit: true,
        });
        at = *to;
    }
    if at < end {
        shown.push(plain(&text[at..end]));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::{query::Query, terms};
    use super::*;

    fn marked(typed: &str, text: &str) -> String {
        let marker = Marker::of(&terms::matching(&Query::parse(typed)));
        let shown = marker.excerpt(text).into_iter();
        shown
            .map(|piece| {
                if piece.is_hit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn words_are_marked_as_they_were_written() {
        assert_eq!(
            marked("صيانة", "أعمال الصِّيانة، وصيانة <b>"),
            "أعمال [الصِّيانة]، [وصيانة] <b>"
        );
        assert_eq!(
            marked("brick", "Bricks and a brickyard."),
            "[Bricks] and a [brickyard]."
        );
        assert_eq!(marked("مصنع", "A factory."), "A [factory].");
        assert_eq!(marked("nothing", "Some text."), "Some text.");
        assert_eq!(marked("nothing", ""), "");
    }

    #[test]
    fn a_long_text_is_shown_where_the_words_are() {
        let text = format!("{}needle in it {}", "hay ".repeat(100), "straw ".repeat(100));
        let shown = marked("needle", &text);
        assert!(
            shown.starts_with("… hay hay") && shown.contains("[needle] in it straw"),
            "{shown}"
        );
        assert!(shown.ends_with("straw …"), "{shown}");
        assert_eq!(shown.split_whitespace().count(), WORDS + 2);
    }
}
