//! RFC 9421 HTTP Message Signatures, the profile of Mastodon 4.5 and later, with RFC 9530 digests.

use chrono::{DateTime, TimeDelta, Utc};
use sfv::{DictSerializer, Dictionary, InnerList, KeyRef, ListEntry, ListSerializer, Parser, StringRef};

use super::{Algorithm, Outgoing, PrivateKey, Request, Scheme, SignatureError, Signed, digest};

const MAX_AGE: TimeDelta = TimeDelta::minutes(65);
const MAX_AHEAD: TimeDelta = TimeDelta::minutes(5);
/// Signatures looked at; a request with more is either a test or an attempt to keep us busy.
const MAX_LABELS: usize = 2;
const LABEL: &str = "sig1";

/// Signs over `@method` and `@target-uri`, and `content-digest` when there is a body.
pub(super) fn sign(
    key: &PrivateKey,
    key_id: &str,
    request: &Outgoing<'_>,
) -> Result<Vec<(&'static str, String)>, SignatureError> {
    let mut headers = vec![("host", request.authority()?), ("date", request.http_date())];
    let mut lines = vec![
        ("@method", request.method.as_str().to_owned()),
        ("@target-uri", target_uri(request)?),
    ];
    if let Some(body) = request.body {
        let value = digest::content_digest(body);
        headers.push(("content-digest", value.clone()));
        lines.push(("content-digest", value));
    }
    let names: Vec<&str> = lines.iter().map(|(name, _)| *name).collect();
    let input =
        signature_input(&names, request.date, key_id).ok_or(SignatureError::CannotSign("key id is not ASCII"))?;
    let base = base(lines.iter().map(|(name, value)| (*name, value.as_str())), &input);
    let signature = key.sign(base.as_bytes())?;
    headers.push(("signature-input", format!("{LABEL}={input}")));
    headers.push(("signature", signature_header(&signature)?));
    Ok(headers)
}

fn target_uri(request: &Outgoing<'_>) -> Result<String, SignatureError> {
    Ok(format!(
        "{}://{}{}",
        request.url.scheme(),
        request.authority()?,
        request.target()
    ))
}

fn signature_input(names: &[&str], created: DateTime<Utc>, key_id: &str) -> Option<String> {
    let mut list = ListSerializer::new();
    let mut inner = list.inner_list();
    for name in names {
        inner.bare_item(StringRef::from_str(name).ok()?);
    }
    inner
        .finish()
        .parameter(
            KeyRef::from_str("created").ok()?,
            sfv::Integer::try_from(created.timestamp()).ok()?,
        )
        .parameter(KeyRef::from_str("keyid").ok()?, StringRef::from_str(key_id).ok()?);
    list.finish()
}

fn signature_header(signature: &[u8]) -> Result<String, SignatureError> {
    let mut dictionary = DictSerializer::new();
    let label = KeyRef::from_str(LABEL).map_err(|_| SignatureError::CannotSign("label"))?;
    dictionary.bare_item(label, signature);
    dictionary.finish().ok_or(SignatureError::CannotSign("empty"))
}

/// The signature base: a line per component, then the parameters.
fn base<'a>(lines: impl Iterator<Item = (&'a str, &'a str)>, input: &'a str) -> String {
    let parameters = ("@signature-params", input);
    let lines: Vec<String> = lines
        .chain(std::iter::once(parameters))
        .map(|(name, value)| format!("\"{name}\": {value}"))
        .collect();
    lines.join("\n")
}

/// Reads the first labels and takes the first that passes every check that needs no key.
pub(super) fn read(request: &Request<'_>, body: &[u8], now: DateTime<Utc>) -> Result<Signed, SignatureError> {
    let inputs = dictionary(request, "signature-input")?;
    let signatures = dictionary(request, "signature")?;
    request.check_host()?;
    let mut refused = SignatureError::Missing;
    for (label, input) in inputs.iter().take(MAX_LABELS) {
        let signature = match signatures.get(label) {
            Some(ListEntry::Item(item)) => item.bare_item.as_byte_sequence(),
            _ => None,
        };
        let attempt = match (input, signature) {
            (ListEntry::InnerList(list), Some(signature)) => read_label(request, body, now, list, signature),
            _ => Err(SignatureError::Malformed("a label has no signature")),
        };
        match attempt {
            Ok(signed) => return Ok(signed),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

fn dictionary(request: &Request<'_>, name: &'static str) -> Result<Dictionary, SignatureError> {
    let header = request.header(name).ok_or(SignatureError::Malformed(name))?;
    Parser::new(&header)
        .parse()
        .map_err(|_| SignatureError::Malformed(name))
}

fn read_label(
    request: &Request<'_>,
    body: &[u8],
    now: DateTime<Utc>,
    list: &InnerList,
    signature: &[u8],
) -> Result<Signed, SignatureError> {
    let names = components(list)?;
    check_coverage(request, body, &names)?;
    if request.has_body(body) {
        digest::check_content(request, body)?;
    }
    check_time(list, now)?;
    let values: Result<Vec<String>, SignatureError> = names.iter().map(|name| component(request, name)).collect();
    let values = values?;
    let mut serializer = ListSerializer::new();
    serializer.members([&ListEntry::InnerList(list.clone())]);
    let input = serializer
        .finish()
        .ok_or(SignatureError::Malformed("signature-input"))?;
    Ok(Signed {
        key_id: text(list, "keyid")?
            .filter(|id| !id.is_empty())
            .ok_or(SignatureError::Malformed("keyid"))?
            .to_owned(),
        scheme: Scheme::Rfc9421,
        algorithm: algorithm(text(list, "alg")?)?,
        bases: vec![base(
            names.iter().copied().zip(values.iter().map(String::as_str)),
            &input,
        )],
        signature: signature.to_vec(),
    })
}

/// The covered component names. Component parameters (`;req`, `;sf`, …) change the meaning of a name; none are supported.
fn components(list: &InnerList) -> Result<Vec<&str>, SignatureError> {
    let mut names = Vec::new();
    for item in &list.items {
        let name = item
            .bare_item
            .as_string()
            .ok_or(SignatureError::Malformed("component"))?
            .as_str();
        if !item.params.is_empty() || names.contains(&name) {
            return Err(SignatureError::Malformed("component"));
        }
        names.push(name);
    }
    Ok(names)
}

fn check_coverage(request: &Request<'_>, body: &[u8], names: &[&str]) -> Result<(), SignatureError> {
    let has = |name: &str| names.contains(&name);
    if !has("@method") {
        return Err(SignatureError::NotCovered("@method"));
    }
    let whole = has("@target-uri");
    let in_parts = has("@authority") && has("@path") && has("@query");
    if !whole && !in_parts {
        return Err(SignatureError::NotCovered("@target-uri"));
    }
    if request.has_body(body) && !has("content-digest") {
        return Err(SignatureError::NotCovered("content-digest"));
    }
    Ok(())
}

fn check_time(list: &InnerList, now: DateTime<Utc>) -> Result<(), SignatureError> {
    let created = timestamp(list, "created")?.ok_or(SignatureError::Malformed("created"))?;
    if created > now + MAX_AHEAD {
        return Err(SignatureError::FromTheFuture);
    }
    let expires = timestamp(list, "expires")?;
    if now > created + MAX_AGE || expires.is_some_and(|expires| now > expires) {
        return Err(SignatureError::Expired);
    }
    Ok(())
}

/// A string parameter; absent is fine, another type is not.
fn text<'a>(list: &'a InnerList, name: &'static str) -> Result<Option<&'a str>, SignatureError> {
    let Some(value) = list.params.get(name) else {
        return Ok(None);
    };
    value
        .as_string()
        .map(|text| Some(text.as_str()))
        .ok_or(SignatureError::Malformed(name))
}

fn timestamp(list: &InnerList, name: &'static str) -> Result<Option<DateTime<Utc>>, SignatureError> {
    let Some(value) = list.params.get(name) else {
        return Ok(None);
    };
    let seconds = value.as_integer().ok_or(SignatureError::Malformed(name))?;
    // Bounded so that adding a window cannot overflow.
    DateTime::from_timestamp(seconds.into(), 0)
        .filter(|time| (0..=253_402_300_799).contains(&time.timestamp()))
        .map(Some)
        .ok_or(SignatureError::Malformed(name))
}

fn algorithm(name: Option<&str>) -> Result<Option<Algorithm>, SignatureError> {
    match name {
        None => Ok(None),
        Some("rsa-v1_5-sha256") => Ok(Some(Algorithm::RsaSha256)),
        Some("ed25519") => Ok(Some(Algorithm::Ed25519)),
        Some(other) => Err(SignatureError::UnsupportedAlgorithm(other.chars().take(32).collect())),
    }
}

/// The value of one covered component, from the request and our own address.
fn component(request: &Request<'_>, name: &str) -> Result<String, SignatureError> {
    let (path, query) = match request.path_and_query.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (request.path_and_query, "?".to_owned()),
    };
    Ok(match name {
        "@method" => request.method.as_str().to_owned(),
        "@target-uri" => format!("{}://{}{}", request.scheme, request.authority, request.path_and_query),
        "@authority" => request.authority.to_owned(),
        "@scheme" => request.scheme.to_owned(),
        "@request-target" => request.path_and_query.to_owned(),
        "@path" => path.to_owned(),
        "@query" => query,
        derived if derived.starts_with('@') => return Err(SignatureError::Malformed("component")),
        header => request
            .header(header)
            .ok_or_else(|| SignatureError::AbsentComponent(header.to_owned()))?,
    })
}
