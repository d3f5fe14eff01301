//! Fields of forms: what was typed and what is wrong with it.

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The key of the words, `problem-…`.
    pub key: &'static str,
    /// The limit that was passed, for words that name one as `$limit`.
    pub limit: Option<usize>,
}

impl FieldError {
    /// An error whose words need no number.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, limit: None }
    }

    /// An error whose words name a limit.
    #[must_use]
    pub const fn with_limit(key: &'static str, limit: usize) -> Self {
        Self {
            key,
            limit: Some(limit),
        }
    }
}

/// One field as it came back: everything typed is kept.
#[derive(Debug, Clone, Default)]
pub struct FieldView {
    /// What was typed, or the value to begin with.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<FieldError>,
}

impl FieldView {
    /// A field with a value and nothing wrong.
    pub fn of(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            error: None,
        }
    }

    /// The same field with a fault.
    #[must_use]
    pub const fn wrong(mut self, error: FieldError) -> Self {
        self.error = Some(error);
        self
    }
}

/// Languages a post may be written in: tag and own name.
pub const LANGUAGES: [(&str, &str); 6] = [
    ("ar", "العربية"),
    ("en", "English"),
    ("ur", "اردو"),
    ("hi", "हिन्दी"),
    ("bn", "বাংলা"),
    ("tl", "Tagalog"),
];
