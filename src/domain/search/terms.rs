//! From what somebody typed to what is looked for in the index.

use super::query::{Piece, Query};
use super::synonyms::{at_head, stems};
use crate::db::search::{Form, Matching};
use crate::domain::fold;

/// How long the last word has to be to find longer ones.
const SHORTEST_START: usize = 3;

/// What to look for. What holds no letter or digit asks for nothing.
pub(super) fn matching(query: &Query) -> Matching {
    let mut matching = Matching::default();
    let mut run: Vec<String> = Vec::new();
    for piece in &query.pieces {
        let words = fold::words(&piece.text);
        if words.is_empty() {
            continue;
        }
        if piece.is_excluded {
            matching.none.extend(forms(&words, false));
        } else if piece.is_phrase {
            loose(&mut run, false, &mut matching);
            matching.all.push(forms(&words, false));
        } else if words.len() > 1 {
            // `CO2/H2`: what was typed without a space is looked for together.
            loose(&mut run, false, &mut matching);
            matching.all.push(forms(&words, is_last(query, piece)));
        } else {
            run.extend(words);
        }
    }
    let is_open = query
        .pieces
        .last()
        .is_some_and(|last| is_last(query, last) && !last.is_phrase);
    loose(&mut run, is_open, &mut matching);
    matching
}

fn is_last(query: &Query, piece: &Piece) -> bool {
    !piece.is_excluded && query.pieces.last().is_some_and(|last| std::ptr::eq(last, piece))
}

/// Single words, of which several together may be one name; the last may go on, if it `is_open`.
fn loose(run: &mut Vec<String>, is_open: bool, matching: &mut Matching) {
    let words = std::mem::take(run);
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (length, names) = at_head(rest).unwrap_or((1, Vec::new()));
        let is_start = is_open && length == rest.len();
        let mut all = forms(&rest[..length], is_start);
        for name in names {
            for form in forms(name, false) {
                if !all.contains(&form) {
                    all.push(form);
                }
            }
        }
        matching.all.push(all);
        rest = &rest[length..];
    }
}

/// Words in a row: as they are, and as stems.
fn forms(words: &[String], is_start: bool) -> Vec<Form> {
    let long_enough = |words: &[String]| words.last().is_some_and(|word| word.chars().count() >= SHORTEST_START);
    let mut all = vec![words.to_vec()];
    let stems = stems(words);
    if stems != words {
        all.push(stems);
    }
    all.into_iter()
        .map(|words| Form {
            is_start: is_start && long_enough(&words),
            words,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked_for(typed: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let shown = |form: &Form| format!("{}{}", form.words.join(" "), if form.is_start { "*" } else { "" });
        let matching = matching(&Query::parse(typed));
        (
            matching
                .all
                .iter()
                .map(|forms| forms.iter().map(shown).collect())
                .collect(),
            matching.none.iter().map(shown).collect(),
        )
    }

    #[test]
    fn every_word_is_looked_for_as_it_is_and_as_a_stem_and_the_last_one_may_go_on() {
        let (all, none) = looked_for("bricks للقرميد -valves");
        assert_eq!(all, [vec!["bricks", "brick"], vec!["للقرميد", "قرميد"]]);
        assert_eq!(none, ["valves", "valve"]);
        let (all, _) = looked_for("bricks للقرميد");
        assert_eq!(all[1], ["للقرميد*", "قرميد*"]);
        let (all, _) = looked_for("of");
        assert_eq!(all, [["of"]], "too short to go on");
    }

    #[test]
    fn phrases_stay_together() {
        let (all, none) = looked_for("\"cold bricks\" N2/O2 -\"hot bricks\"");
        assert_eq!(all, [vec!["cold bricks", "cold brick"], vec!["n2 o2"]]);
        assert_eq!(none, ["hot bricks", "hot brick"]);
        let (all, _) = looked_for("predictive maintenance");
        assert_eq!(all.len(), 1);
        assert!(all[0].contains(&"صيانه تنبويه".to_owned()), "{all:?}");
        assert_eq!(looked_for("؟! \"\" - -- *"), (Vec::new(), Vec::new()));
    }
}
