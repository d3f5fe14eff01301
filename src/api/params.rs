//! Parameters of a request, however they were sent: in the query, as a form, as JSON or as multipart, with the bracket
//! names that clients use (`id[]=1`, `source[privacy]=public`, `fields_attributes[0][name]=x`).

use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum_extra::extract::Multipart;
use serde_json::{Map, Value};

use super::ApiError;

/// Most parameters of one request.
const PAIRS_MAX: usize = 1_000;
/// Deepest bracket name.
const DEPTH_MAX: usize = 4;

/// Named values. What is asked for in a form that was not sent is simply not there; unknown names do no harm.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(Map<String, Value>);

impl Params {
    /// From the query of an address alone.
    pub(crate) fn from_query(query: &str) -> Self {
        let mut params = Self::default();
        params.add_pairs(query.as_bytes());
        params
    }

    /// A text; numbers and booleans count, nulls do not.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        scalar(self.0.get(name)?)
    }

    /// A text, empty if it was not given.
    pub(crate) fn text_or_empty(&self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// Something that can be read from a text; none if it was not given or cannot be read.
    pub(crate) fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.trim().parse().ok()
    }

    /// A yes or no as clients write it; empty counts as not given.
    pub(crate) fn flag(&self, name: &str) -> bool {
        let no = ["", "0", "f", "F", "false", "False", "FALSE", "off", "OFF"];
        self.text(name).is_some_and(|text| !no.contains(&text.as_str()))
    }

    /// A list: repeated, bracketed or numbered values, or a single one.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(items)) => items.iter().filter_map(scalar).collect(),
            Some(Value::Object(numbered)) => {
                let mut items: Vec<(usize, String)> = numbered
                    .iter()
                    .filter_map(|(key, value)| Some((key.parse().ok()?, scalar(value)?)))
                    .collect();
                items.sort_unstable();
                items.into_iter().map(|(_, item)| item).collect()
            }
            Some(value) => scalar(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A list of things that can be read from texts; what cannot be read is left out.
    pub(crate) fn parsed_list<T: FromStr>(&self, name: &str) -> Vec<T> {
        self.list(name)
            .iter()
            .filter_map(|text| text.trim().parse().ok())
            .collect()
    }

    fn add_pairs(&mut self, encoded: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(encoded).take(PAIRS_MAX) {
            self.add(&name, value.into_owned());
        }
    }

    fn add(&mut self, name: &str, value: String) {
        let (first, rest) = name.split_once('[').unwrap_or((name, ""));
        let inner: Vec<&str> = rest
            .strip_suffix(']')
            .map_or(Vec::new(), |rest| rest.split("][").collect());
        if inner.len() > DEPTH_MAX {
            return;
        }
        let slot = self.0.entry(first.to_owned()).or_insert(Value::Null);
        put(slot, &inner, Value::String(value));
    }

    fn add_json(&mut self, body: &[u8]) -> Result<(), ApiError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => {
                self.0.extend(object);
                Ok(())
            }
            Ok(Value::Null) => Ok(()),
            Ok(_) | Err(_) => Err(ApiError::new(StatusCode::BAD_REQUEST, "The body is not a JSON object")),
        }
    }
}

/// Puts a value where the brackets say. A plain name given twice makes a list.
fn put(slot: &mut Value, inner: &[&str], value: Value) {
    match inner {
        [] => match slot {
            Value::Null => *slot = value,
            Value::Array(items) => items.push(value),
            Value::Object(_) => {}
            once => {
                let first = once.take();
                *once = Value::Array(vec![first, value]);
            }
        },
        [""] => match slot {
            Value::Array(items) => items.push(value),
            Value::Null => *slot = Value::Array(vec![value]),
            Value::Object(_) => {}
            once => {
                let first = once.take();
                *once = Value::Array(vec![first, value]);
            }
        },
        [name, rest @ ..] => {
            if slot.is_null() {
                *slot = Value::Object(Map::new());
            }
            if let Value::Object(object) = slot {
                put(object.entry((*name).to_owned()).or_insert(Value::Null), rest, value);
            }
        }
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(items) => scalar(items.last()?),
        Value::Null | Value::Object(_) => None,
    }
}

impl<S: Send + Sync> FromRequest<S> for Params {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let mut params = Self::from_query(request.uri().query().unwrap_or_default());
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, state)
                .await
                .map_err(|error| ApiError::new(error.status(), error.body_text()))?;
            read_parts(&mut params, parts).await?;
            return Ok(params);
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|error| ApiError::new(error.status(), error.body_text()))?;
        if kind.starts_with("application/json") {
            params.add_json(&body)?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            params.add_pairs(&body);
        }
        Ok(params)
    }
}

/// The text fields of a multipart body; files are passed over.
async fn read_parts(params: &mut Params, mut parts: Multipart) -> Result<(), ApiError> {
    let broken =
        |error: axum_extra::extract::multipart::MultipartError| ApiError::new(error.status(), error.body_text());
    for _ in 0..PAIRS_MAX {
        let Some(part) = parts.next_field().await.map_err(broken)? else {
            break;
        };
        let Some(name) = part
            .name()
            .map(ToOwned::to_owned)
            .filter(|_| part.file_name().is_none())
        else {
            continue;
        };
        params.add(&name, part.text().await.map_err(broken)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_in_four_shapes() {
        for query in [
            "id[]=1&id[]=2",
            "id%5B%5D=1&id%5B%5D=2",
            "id=1&id=2",
            "id[0]=1&id[1]=2",
            "id[1]=2&id[0]=1",
        ] {
            assert_eq!(Params::from_query(query).list("id"), ["1", "2"], "{query}");
        }
        assert_eq!(Params::from_query("id=1").list("id"), ["1"]);
        assert!(Params::from_query("").list("id").is_empty());
    }

    #[test]
    fn a_no_is_written_in_many_ways() {
        for no in ["0", "f", "F", "false", "FALSE", "off", "OFF", "False", ""] {
            assert!(!Params::from_query(&format!("local={no}")).flag("local"), "{no}");
        }
        for yes in ["1", "true", "True", "on"] {
            assert!(Params::from_query(&format!("local={yes}")).flag("local"), "{yes}");
        }
        assert!(!Params::default().flag("local"));
    }

    #[test]
    fn json_gives_the_same_as_a_form() {
        let mut params = Params::default();
        params
            .add_json(br#"{"id": [1, "2"], "local": true, "q": null, "limit": 5}"#)
            .expect("an object");
        assert_eq!(params.list("id"), ["1", "2"]);
        assert!(params.flag("local"));
        assert_eq!(params.text("q"), None);
        assert_eq!(params.parsed::<i64>("limit"), Some(5));
        assert!(Params::default().add_json(b"[1]").is_err());
    }

    #[test]
    fn nested_names_build_trees_and_deep_ones_are_dropped() {
        let params = Params::from_query("poll[options][]=a&poll[options][]=b&a[b][c][d][e][f]=x&=y");
        assert!(params.0["poll"]["options"][1] == "b");
        assert!(!params.0.contains_key("a"));
    }
}
