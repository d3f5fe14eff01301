//! Readers for the many shapes one property may take.
//!
//! On the fediverse every property may be a string, an object with an `id`, or an array of either; missing arrays mean empty;
//! one odd item must never make a whole document unreadable. These readers say so once. They look only at plain
//! JSON keys: `@id`, `@type`, `@graph` and anything a JSON-LD processor would give meaning to is never consulted, so
//! restructured documents gain nothing. Must not know: any activity or object type.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use url::Url;

use crate::{Error, audience};

/// Something named by its id or sent along in full.
#[derive(Debug, Clone, PartialEq)]
pub enum Reference {
    /// Only the id: fetch it from its origin when needed.
    Id(Url),
    /// The whole object. It is the word of whoever sent it, not of the host in its `id`.
    Embedded(Embedded),
}

/// A JSON object that arrived inside another document.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded {
    /// Its `id`, when it has one that is a URL.
    pub id: Option<Url>,
    /// Its first `type`, or the empty string.
    pub kind: String,
    /// The object, untouched.
    pub value: Value,
}

impl Reference {
    /// Reads a string or object. `None` for anything else, or a string that is not a URL.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        match value {
            Value::String(_) => id(value).map(Self::Id),
            Value::Object(_) => Some(Self::Embedded(Embedded {
                id: id(value),
                kind: kinds(value).next().unwrap_or_default().to_owned(),
                value: value.clone(),
            })),
            _ => None,
        }
    }

    /// The id, if there is one.
    #[must_use]
    pub fn id(&self) -> Option<&Url> {
        match self {
            Self::Id(id) => Some(id),
            Self::Embedded(embedded) => embedded.id.as_ref(),
        }
    }

    /// The embedded object, if it was sent along.
    #[must_use]
    pub fn embedded(&self) -> Option<&Embedded> {
        match self {
            Self::Id(_) => None,
            Self::Embedded(embedded) => Some(embedded),
        }
    }
}

/// One-or-many: an array's items, a lone value as a slice of one, nothing for `null`.
#[must_use]
pub fn many(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// Id-or-object: a URL string, or the `id` (for a `Link`, the `href`) of an object.
#[must_use]
pub fn id(value: &Value) -> Option<Url> {
    let text = match value {
        Value::String(text) => text,
        Value::Object(map) => map.get("id").or_else(|| map.get("href"))?.as_str()?,
        _ => return None,
    };
    Url::parse(text).ok()
}

/// The spellings of `type`: one string, or several in an array.
pub fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    many(value.get("type").unwrap_or(&Value::Null))
        .iter()
        .filter_map(Value::as_str)
}

/// The first `type` that `known` recognises.
pub fn first_kind<T>(value: &Value, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    kinds(value).find_map(known)
}

/// String-or-map: a string, the first value of a language map, or the first usable item of an array.
#[must_use]
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => map.values().find_map(|value| value.as_str().map(str::to_owned)),
        Value::Array(items) => items.iter().find_map(text),
        _ => None,
    }
}

/// A time in any RFC 3339 spelling, as UTC.
#[must_use]
pub fn time(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?)
        .ok()
        .map(|time| time.to_utc())
}

/// A JSON object being read, and what to call it in an error.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    of: &'a str,
    map: &'a Map<String, Value>,
}

static NULL: Value = Value::Null;

impl<'a> Reader<'a> {
    /// Starts reading `value`, which errors will call `of`.
    ///
    /// # Errors
    /// When the value is not an object.
    pub fn new(of: &'a str, value: &'a Value) -> Result<Self, Error> {
        let map = value
            .as_object()
            .ok_or_else(|| Error::NotAnObject { of: of.to_owned() })?;
        Ok(Self { of, map })
    }

    /// The value of a key, or null.
    #[must_use]
    pub fn get(&self, field: &str) -> &'a Value {
        self.map.get(field).unwrap_or(&NULL)
    }

    /// Whether the key is there and not null.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        !self.get(field).is_null()
    }

    /// The object's own `id`. Unlike any other property it must be a plain string: two readers must never disagree
    /// about what a thing is called.
    ///
    /// # Errors
    /// When it is missing or not a URL.
    pub fn id(&self) -> Result<Url, Error> {
        match self.get("id") {
            Value::Null => Err(self.missing("id")),
            Value::String(text) => Url::parse(text).map_err(|_| self.invalid("id", "a URL")),
            _ => Err(self.invalid("id", "a URL")),
        }
    }

    /// The first id under `field`.
    ///
    /// # Errors
    /// When it is missing, or present without any usable id.
    pub fn url(&self, field: &'static str) -> Result<Url, Error> {
        if many(self.get(field)).is_empty() {
            return Err(self.missing(field));
        }
        self.opt_url(field)
            .ok_or_else(|| self.invalid(field, "an id or an object with an id"))
    }

    /// The first id under `field`, if any.
    #[must_use]
    pub fn opt_url(&self, field: &str) -> Option<Url> {
        many(self.get(field)).iter().find_map(id)
    }

    /// All ids under `field`; unusable entries are left out.
    #[must_use]
    pub fn urls(&self, field: &str) -> Vec<Url> {
        many(self.get(field)).iter().filter_map(id).collect()
    }

    /// Addressees under `field`, every spelling of `Public` turned into [`audience::PUBLIC`].
    #[must_use]
    pub fn recipients(&self, field: &str) -> Vec<Url> {
        let one = |value: &Value| match value.as_str() {
            Some(text) if audience::is_public(text) => Some(audience::public()),
            _ => id(value),
        };
        many(self.get(field)).iter().filter_map(one).collect()
    }

    /// The first string-or-object under `field`.
    ///
    /// # Errors
    /// When it is missing or neither a URL nor an object.
    pub fn reference(&self, field: &'static str) -> Result<Reference, Error> {
        let first = many(self.get(field)).first().ok_or_else(|| self.missing(field))?;
        Reference::read(first).ok_or_else(|| self.invalid(field, "an id or an object"))
    }

    /// String-or-map text that is not empty.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        text(self.get(field)).filter(|text| !text.is_empty())
    }

    /// A boolean, also spelled as a string; anything else is absent.
    #[must_use]
    pub fn flag(&self, field: &str) -> Option<bool> {
        match self.get(field) {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A non-negative whole number.
    #[must_use]
    pub fn count(&self, field: &str) -> Option<u64> {
        self.get(field).as_u64()
    }

    /// A time.
    #[must_use]
    pub fn time(&self, field: &str) -> Option<DateTime<Utc>> {
        time(self.get(field))
    }

    /// The error for an absent field of this object.
    #[must_use]
    pub fn missing(&self, field: &'static str) -> Error {
        Error::Missing {
            of: self.of.to_owned(),
            field,
        }
    }

    /// The error for a field of the wrong shape.
    #[must_use]
    pub fn invalid(&self, field: &'static str, expected: &'static str) -> Error {
        Error::Invalid {
            of: self.of.to_owned(),
            field,
            expected,
        }
    }
}
