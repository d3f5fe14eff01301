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
            fts5: matching.fts5(),
            tsquery: matching.tsquery(),
        }
    }
}

impl Matching {
    /// As FTS5 is asked.
    pub fn fts5(&self) -> String {
        let form = |form: &Form| {
            let star = if form.is_start { " *" } else { "" };
            format!("\"{}\"{star}", form.words.join(" "))
        };
        let all = joined(
            self.all.iter().map(|forms| joined(forms.iter().map(form), " OR ")),
            " AND ",
        );
        if self.none.is_empty() {
            return all;
        }
        format!("{all} NOT {}", joined(self.none.iter().map(form), " OR "))
    }

    /// As a `tsquery`.
    pub fn tsquery(&self) -> String {
        let form = |form: &Form| {
            let star = if form.is_start { ":*" } else { "" };
            format!("('{}'{star})", form.words.join("' <-> '"))
        };
        let all = joined(
            self.all.iter().map(|forms| joined(forms.iter().map(form), " | ")),
            " & ",
        );
        if self.none.is_empty() {
            return all;
        }
        format!("{all} & !{}", joined(self.none.iter().map(form), " | "))
    }
}

fn joined(parts: impl Iterator<Item = String>, by: &str) -> String {
    format!("({})", parts.collect::<Vec<_>>().join(by))
}
