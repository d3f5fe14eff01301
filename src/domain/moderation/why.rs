//! Why something is reported, hidden or forbidden: a category everybody understands, and words.

use crate::db::types::Category;
use crate::domain::Result;
use crate::domain::validate::{Problem, Problems};

/// Longest reason, in characters.
const WORDS_MAX: usize = 1_000;

/// A reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// What it comes under; none where another server gave words only.
    pub category: Option<Category>,
    /// In words; may be empty.
    pub words: String,
}

/// A reason as typed.
#[derive(Debug, Clone, Default)]
pub struct WhyForm {
    /// One of [`Category`].
    pub category: String,
    /// In words.
    pub words: String,
}

impl Why {
    /// Words that another server gave.
    pub fn received(words: Option<&str>) -> Self {
        let mut unused = Problems::default();
        let words = unused.block("words", words.unwrap_or_default(), 0, usize::MAX);
        Self {
            category: None,
            words: crate::domain::text::cut(&words, WORDS_MAX),
        }
    }

    /// The category; *something else* where only words were given.
    pub fn category(&self) -> Category {
        self.category.unwrap_or(Category::Other)
    }

    /// In one line, as other servers read it: the words, or else the name of the category.
    pub fn line(&self) -> String {
        if self.words.is_empty() {
            self.category().as_str().replace('_', " ")
        } else {
            self.words.clone()
        }
    }
}

impl WhyForm {
    /// Checks what was typed. *Something else* has to be said in words.
    ///
    /// # Errors
    /// [`crate::domain::Error::Invalid`].
    pub fn check(&self) -> Result<Why> {
        let mut problems = Problems::default();
        let category: Option<Category> = self.category.parse().ok();
        if category.is_none() {
            problems.add("category", Problem::Choice);
        }
        let least = usize::from(category == Some(Category::Other)) * 3;
        let words = problems.block("words", &self.words, least, WORDS_MAX);
        problems.into_result(Why { category, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(category: &str, words: &str) -> WhyForm {
        WhyForm {
            category: category.to_owned(),
            words: words.to_owned(),
        }
    }

    #[test]
    fn something_else_needs_words_and_the_others_do_not() {
        assert!(form("spam", "").check().is_ok());
        assert!(form("other", "").check().is_err());
        assert!(form("other", "Sells stolen moulds").check().is_ok());
        assert!(form("", "words").check().is_err());
    }

    #[test]
    fn other_servers_read_words_or_the_name_of_the_category() {
        let spam = form("personal_data", "").check();
        assert_eq!(spam.map(|why| why.line()).ok().as_deref(), Some("personal data"));
        assert_eq!(Why::received(Some(" no ads ")).line(), "no ads");
    }
}
