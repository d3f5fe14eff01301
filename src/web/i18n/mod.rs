//! Languages of the interface: which one a request wants, and the words in it.
//!
//! Owns the locales, their negotiation and the lookup of strings in `locales/<lang>/*.ftl`.
//! Knows nothing of pages, accounts or the database.

pub mod dates;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::HashMap, fmt, sync::LazyLock};

pub use fluent_templates::fluent_bundle::FluentValue;
use unic_langid::{LanguageIdentifier, langid};

fluent_templates::static_loader! {
    static LOCALES = { locales: "./locales", fallback_language: "en" };
}

static EN: LanguageIdentifier = langid!("en");
static AR: LanguageIdentifier = langid!("ar");

/// A language the interface is complete in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English, left to right.
    En,
    /// Arabic, right to left.
    Ar,
}

impl Locale {
    /// Every language of the interface, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Ar, Self::En];

    /// The BCP 47 tag, as in `lang="…"`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The direction of writing, as in `dir="…"`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
        }
    }

    /// The language whose primary subtag begins `tag` (`ar-SA` is Arabic).
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(primary))
    }

    /// The language for a request: the account's setting, then the cookie, then the browser's
    /// `Accept-Language`, then the instance's default.
    #[must_use]
    pub fn negotiate(
        account: Option<Self>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
        default: Self,
    ) -> Self {
        account
            .or_else(|| cookie.and_then(Self::from_tag))
            .or_else(|| accept_language.and_then(preferred))
            .unwrap_or(default)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::En => &EN,
            Self::Ar => &AR,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The best language named in an `Accept-Language` header (RFC 9110 §12.5.4).
fn preferred(header: &str) -> Option<Locale> {
    let mut best: Option<(f32, Locale)> = None;
    for item in header.split(',') {
        let (tag, quality) = item.split_once(";q=").unwrap_or((item, "1"));
        let quality: f32 = quality.trim().parse().unwrap_or(0.0);
        let Some(locale) = Locale::from_tag(tag.trim()) else {
            continue;
        };
        if quality > 0.0 && best.is_none_or(|(q, _)| quality > q) {
            best = Some((quality, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

/// The sources of the strings, only to learn the keys that take no arguments.
macro_rules! sources {
    ($($file:literal),+ $(,)?) => {
        const FILES: &[(&str, [&str; 2])] = &[$((
            $file,
            [
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/", $file, ".ftl")),
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/ar/", $file, ".ftl")),
            ],
        )),+];
    };
}
sources![
    "account",
    "admin",
    "calendar",
    "cases",
    "common",
    "composer",
    "connect",
    "dates",
    "design",
    "errors",
    "feedback",
    "follow_up",
    "forms",
    "forums",
    "invitations",
    "landing",
    "mail",
    "map",
    "media",
    "messages",
    "moderation",
    "notifications",
    "openid",
    "organisations",
    "people",
    "posts",
    "privacy",
    "push",
    "reading",
    "requests",
    "search",
    "seats",
    "security",
    "sending",
    "topics",
    "training_import",
    "training_record",
    "trainings",
    "verification"
];

type Plain = HashMap<&'static str, String>;

/// Strings without arguments, formatted once: most of a page is these.
static PLAIN: LazyLock<[Plain; 2]> = LazyLock::new(|| [plain(Locale::En, 0), plain(Locale::Ar, 1)]);

fn plain(locale: Locale, column: usize) -> Plain {
    FILES
        .iter()
        .flat_map(|(_, texts)| keys(texts[column]))
        .filter_map(|key| {
            let text =
                LOCALES.lookup_single_language(locale.identifier(), key, None::<&HashMap<&str, FluentValue<'_>>>);
            Some((key, text.ok()?))
        })
        .collect()
}

/// The message keys of one Fluent file, in order.
fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        key.starts_with(|c: char| c.is_ascii_lowercase()).then_some(key)
    })
}

/// The string for `key` in `locale`. A key that does not exist comes back as itself; the tests
/// see to it that none is used.
#[must_use]
pub fn text(locale: Locale, key: &str) -> Cow<'static, str> {
    let table = match locale {
        Locale::En => &PLAIN[0],
        Locale::Ar => &PLAIN[1],
    };
    match table.get(key) {
        Some(text) => Cow::Borrowed(text.as_str()),
        None => Cow::Owned(key.to_owned()),
    }
}

/// The string for `key` with arguments, in the right plural form.
#[must_use]
pub fn text_with<'a>(locale: Locale, key: &str, args: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
    let args: HashMap<&str, FluentValue<'_>> = args.into_iter().collect();
    LOCALES
        .lookup_single_language(locale.identifier(), key, Some(&args))
        .unwrap_or_else(|_| key.to_owned())
}

/// The same without the invisible isolation marks, for places that show them: mail subjects.
#[must_use]
pub fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// A number with its thousands set apart. Both languages use Western digits, as Saudi business does.
#[must_use]
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
