//! What is looked for, as each engine is told. A word holds letters and digits only, so nothing that somebody types can
//! become part of the language of an engine.

/// A word, or several that stand one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The words as compared; never empty.
    pub words: Vec<String>,
    /// Whether the last one may go on.
    pub is_start: bool,
}

impl Form {
    /// One whole word.
    pub fn word(word: impl Into<String>) -> Self {
        Self {
            words: vec![word.into()],
            is_start: false,
        }
    }
}

/// What is looked for: of each of these, one form; and no form of those.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// Of each of these, one form has to be there.
    pub all: Vec<Vec<Form>>,
    /// None of these may be there.
    pub none: Vec<Form>,
}

/// The same in the languages of both engines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    pub(super) fts5: String,
    pub(super) tsquery: String,
}

impl Texts {
    pub(super) fn of(matching: &Matching) -> Self {
        Self {
            fts5: fts5(matching),
            tsquery: tsquery(matching),
        }
    }
}

fn fts5(matching: &Matching) -> String {
    let form = |form: &Form| {
        let star = if form.is_start { " *" } else { "" };
        format!("\"{}\"{star}", form.words.join(" "))
    };
    let all = joined(
        matching.all.iter().map(|forms| joined(forms.iter().map(form), " OR ")),
        " AND ",
    );
    if matching.none.is_empty() {
        return all;
    }
    format!("{all} NOT {}", joined(matching.none.iter().map(form), " OR "))
}

fn tsquery(matching: &Matching) -> String {
    let form = |form: &Form| {
        let star = if form.is_start { ":*" } else { "" };
        format!("('{}'{star})", form.words.join("' <-> '"))
    };
    let all = joined(
        matching.all.iter().map(|forms| joined(forms.iter().map(form), " | ")),
        " & ",
    );
    if matching.none.is_empty() {
        return all;
    }
    format!("{all} & !{}", joined(matching.none.iter().map(form), " | "))
}

fn joined(parts: impl Iterator<Item = String>, by: &str) -> String {
    format!("({})", parts.collect::<Vec<_>>().join(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_is_told_the_same() {
        let start = Form {
            is_start: true,
            ..Form::word("pum")
        };
        let phrase = Form {
            words: vec!["air".to_owned(), "leak".to_owned()],
            is_start: false,
        };
        let matching = Matching {
            all: vec![vec![phrase, Form::word("تسرب")], vec![start]],
            none: vec![Form::word("oil")],
        };
        let texts = Texts::of(&matching);
        assert_eq!(texts.fts5, "((\"air leak\" OR \"تسرب\") AND (\"pum\" *)) NOT (\"oil\")");
        assert_eq!(
            texts.tsquery,
            "((('air' <-> 'leak') | ('تسرب')) & (('pum':*))) & !(('oil'))"
        );
    }
}
