//! Bytes to JSON, within limits. Everything that arrives from outside passes through [`json`] exactly once.
//!
//! `serde_json` alone would accept duplicate keys (last one wins, so two readers can see two documents), arrays of a million
//! items and strings with NUL, which PostgreSQL refuses. Limits are those of our inbox (see [`Limits`]).
//! Must not know: what any key means.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// How much of a collection embedded in an `Announce` is processed; the rest is left out.
pub const BATCH_ITEMS: usize = 500;

/// `serde_json` uses map keys with this prefix to smuggle raw text between its own types. A remote document with such
/// a key would be parsed a second time, past our limits.
const RESERVED: &str = "$serde_json::private::";

/// Upper bounds for one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the body in bytes.
    pub bytes: usize,
    /// Nesting of arrays and objects; a bare scalar has depth 0.
    pub depth: usize,
    /// Items in any one array.
    pub items: usize,
}

impl Limits {
    /// An ordinary activity posted to an inbox: 512 KiB, so that a case study of full length can be changed, too: its text stands in
    /// the activity twice, as a whole and by sections.
    pub const INBOX: Self = Self {
        bytes: 512 * 1024,
        depth: 32,
        items: 1000,
    };
    /// An `Announce` of a collection, or any document that we fetched ourselves: 1 MiB.
    pub const COLLECTION: Self = Self {
        bytes: 1024 * 1024,
        ..Self::INBOX
    };
}

/// Why a body was refused before anybody looked at its meaning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// More bytes than allowed. Answer 413.
    #[error("body is larger than {limit} bytes")]
    TooLarge {
        /// The limit that was exceeded.
        limit: usize,
    },
    /// Arrays and objects nested too deeply.
    #[error("nested deeper than {limit} levels")]
    TooDeep {
        /// The limit that was exceeded.
        limit: usize,
    },
    /// An array with too many items.
    #[error("an array has more than {limit} items")]
    TooManyItems {
        /// The limit that was exceeded.
        limit: usize,
    },
    /// The same key twice in one object.
    #[error("key `{0}` appears twice in one object")]
    DuplicateKey(String),
    /// A key that only this program's own plumbing may use.
    #[error("key `{0}` is reserved")]
    ReservedKey(String),
    /// A string or key contains U+0000.
    #[error("a string contains U+0000")]
    Nul,
    /// The bytes are not UTF-8.
    #[error("not valid UTF-8")]
    NotUtf8,
    /// Not JSON at all; the text says where.
    #[error("not valid JSON: {0}")]
    Syntax(String),
}

/// Reads one JSON document.
///
/// # Errors
/// [`ParseError`] when the body breaks a limit, repeats a key, or is not JSON.
pub fn json(bytes: &[u8], limits: Limits) -> Result<Value, ParseError> {
    if bytes.len() > limits.bytes {
        return Err(ParseError::TooLarge { limit: limits.bytes });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ParseError::NotUtf8)?;
    let refused = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let seed = Guarded {
        limits,
        depth: 0,
        refused: &refused,
    };
    seed.deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| refused.take().unwrap_or_else(|| ParseError::Syntax(error.to_string())))
}

/// A value at a known depth. `refused` carries the typed reason past serde's string errors.
#[derive(Clone, Copy)]
struct Guarded<'a> {
    limits: Limits,
    depth: usize,
    refused: &'a RefCell<Option<ParseError>>,
}

impl Guarded<'_> {
    fn refuse<E: serde::de::Error>(self, reason: ParseError) -> E {
        let error = E::custom(&reason);
        self.refused.replace(Some(reason));
        error
    }

    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == self.limits.depth {
            return Err(self.refuse(ParseError::TooDeep {
                limit: self.limits.depth,
            }));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }

    fn text<E: serde::de::Error>(self, text: String) -> Result<String, E> {
        if text.contains('\0') {
            Err(self.refuse(ParseError::Nul))
        } else {
            Ok(text)
        }
    }
}

impl<'de> DeserializeSeed<'de> for Guarded<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Guarded<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.text(value.to_owned()).map(Value::String)
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        self.text(value).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            if items.len() == self.limits.items {
                return Err(self.refuse(ParseError::TooManyItems {
                    limit: self.limits.items,
                }));
            }
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let key = self.text::<A::Error>(key)?;
            if key.starts_with(RESERVED) {
                return Err(self.refuse(ParseError::ReservedKey(key)));
            }
            if map.contains_key(&key) {
                return Err(self.refuse(ParseError::DuplicateKey(key)));
            }
            map.insert(key, access.next_value_seed(inner)?);
        }
        Ok(Value::Object(map))
    }
}
