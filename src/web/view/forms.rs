//! Fields of forms: what was typed and what is wrong with it.

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The key of the words, in `locales/*/forms.ftl`.
    pub key: &'static str,
    /// The limit that was passed, for words that name one as `$n`.
    pub limit: Option<i64>,
}

/// Everything that can be wrong with a field.
impl FieldError {
    /// Nothing was given.
    pub const REQUIRED: Self = Self::new("wrong-required");
    /// None of the options.
    pub const CHOICE: Self = Self::new("wrong-choice");
    /// Not an e-mail address.
    pub const EMAIL: Self = Self::new("wrong-email");
    /// Another account has this e-mail address.
    pub const EMAIL_TAKEN: Self = Self::new("wrong-email-taken");
    /// Not a possible handle.
    pub const HANDLE: Self = Self::new("wrong-handle");
    /// Another account has this handle.
    pub const HANDLE_TAKEN: Self = Self::new("wrong-handle-taken");
    /// A password everybody tries first.
    pub const PASSWORD_COMMON: Self = Self::new("wrong-password-common");
    /// The rules were not agreed to.
    pub const AGREE: Self = Self::new("wrong-agree");
    /// Name and password do not belong together.
    pub const LOGIN: Self = Self::new("wrong-login");
    /// The e-mail address is not confirmed yet.
    pub const UNCONFIRMED: Self = Self::new("wrong-unconfirmed");
    /// Not a possible name of a forum.
    pub const FORUM_NAME: Self = Self::new("wrong-forum-name");
    /// Another forum has this name.
    pub const FORUM_NAME_TAKEN: Self = Self::new("wrong-forum-name-taken");
    /// Not an address of a forum or person.
    pub const ADDRESS: Self = Self::new("wrong-address");
    /// The other server does not answer.
    pub const ADDRESS_UNREACHABLE: Self = Self::new("wrong-address-unreachable");
    /// Nothing is at that address.
    pub const ADDRESS_NOT_FOUND: Self = Self::new("wrong-address-not-found");
    /// That server is not talked with.
    pub const ADDRESS_BLOCKED: Self = Self::new("wrong-address-blocked");
    /// Not the name of a server.
    pub const HOST: Self = Self::new("wrong-host");

    /// More than `limit` characters.
    #[must_use]
    pub const fn too_long(limit: i64) -> Self {
        Self::with_limit("wrong-too-long", limit)
    }

    /// Fewer than `limit` characters.
    #[must_use]
    pub const fn too_short(limit: i64) -> Self {
        Self::with_limit("wrong-too-short", limit)
    }

    /// More than `limit` entries.
    #[must_use]
    pub const fn too_many(limit: i64) -> Self {
        Self::with_limit("wrong-tags", limit)
    }

    const fn new(key: &'static str) -> Self {
        Self { key, limit: None }
    }

    const fn with_limit(key: &'static str, limit: i64) -> Self {
        Self { key, limit: Some(limit) }
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
        Self { value: value.into(), error: None }
    }

    /// The same field with a fault.
    #[must_use]
    pub const fn wrong(mut self, error: FieldError) -> Self {
        self.error = Some(error);
        self
    }
}

/// Languages a post may be written in: tag and own name.
pub const LANGUAGES: [(&str, &str); 6] =
    [("ar", "العربية"), ("en", "English"), ("ur", "اردو"), ("hi", "हिन्दी"), ("bn", "বাংলা"), ("tl", "Tagalog")];
