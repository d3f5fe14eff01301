//! draft-cavage-http-signatures-12 as it is deployed, with the windows of Mastodon's verifier.
//!
//! `http-signature-normalization` would do the signing string, but it reads the system clock, lets the last of two equal
//! parameters win and does not tell which headers are covered, so it serves as the other side of the tests instead.

use std::collections::HashMap;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, TimeDelta, Utc};

use super::{Algorithm, Outgoing, PrivateKey, Request, Scheme, SignatureError, Signed, digest};

/// How long a signature is good for when it does not say.
const LIFETIME: TimeDelta = TimeDelta::minutes(5);
/// However late its `expires`, a signature is good for no longer than this.
const MAX_LIFETIME: TimeDelta = TimeDelta::hours(12);
/// How far apart two clocks may be, either way.
const CLOCK_SKEW: TimeDelta = TimeDelta::hours(1);

/// Signs over `(request-target) host date`, and `digest` when there is a body.
pub(super) fn sign(
    key: &PrivateKey,
    key_id: &str,
    request: &Outgoing<'_>,
) -> Result<Vec<(&'static str, String)>, SignatureError> {
    let mut headers = vec![("host", request.authority()?), ("date", request.http_date())];
    headers.extend(request.body.map(|body| ("digest", digest::digest(body))));
    let target = format!(
        "(request-target): {} {}",
        request.method.as_str().to_lowercase(),
        request.target()
    );
    let lines: Vec<String> = std::iter::once(target)
        .chain(headers.iter().map(|(name, value)| format!("{name}: {value}")))
        .collect();
    let names: Vec<&str> = std::iter::once("(request-target)")
        .chain(headers.iter().map(|(name, _)| *name))
        .collect();
    let signature = BASE64_STANDARD.encode(key.sign(lines.join("\n").as_bytes())?);
    // Mastodon accepts these two names only; hs2019 lets the key decide.
    let algorithm = match key.algorithm() {
        Algorithm::RsaSha256 => "rsa-sha256",
        Algorithm::Ed25519 => "hs2019",
    };
    let names = names.join(" ");
    headers.push((
        "signature",
        format!(r#"keyId="{key_id}",algorithm="{algorithm}",headers="{names}",signature="{signature}""#),
    ));
    Ok(headers)
}

/// Reads and checks the `Signature` header.
pub(super) fn read(request: &Request<'_>, body: &[u8], now: DateTime<Utc>) -> Result<Signed, SignatureError> {
    let mut values = request.headers.get_all("signature").iter();
    let (Some(header), None) = (values.next(), values.next()) else {
        return Err(SignatureError::Malformed("more than one Signature header"));
    };
    let header = header.to_str().map_err(|_| SignatureError::Malformed("not ASCII"))?;
    let parameters = Parameters::parse(header)?;
    parameters.check_coverage(request, body)?;
    request.check_host()?;
    if request.has_body(body) {
        digest::check(request, body)?;
    }
    parameters.check_time(request, now)?;
    Ok(Signed {
        key_id: parameters.required("keyId")?.to_owned(),
        scheme: Scheme::Cavage,
        algorithm: parameters.algorithm()?,
        bases: parameters.signing_strings(request)?,
        signature: BASE64_STANDARD
            .decode(parameters.required("signature")?)
            .map_err(|_| SignatureError::Malformed("signature is not base64"))?,
    })
}

/// The parameters of a `Signature` header, each at most once.
struct Parameters<'a>(HashMap<&'a str, &'a str>);

impl<'a> Parameters<'a> {
    fn parse(header: &'a str) -> Result<Self, SignatureError> {
        let malformed = || SignatureError::Malformed("parameters");
        let mut found = HashMap::new();
        let mut rest = header.trim();
        while !rest.is_empty() {
            let (name, tail) = rest.split_once('=').ok_or_else(malformed)?;
            let (value, tail) = match tail.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').ok_or_else(malformed)?,
                None => tail.split_at(tail.find(',').unwrap_or(tail.len())),
            };
            if found.insert(name.trim(), value).is_some() {
                return Err(SignatureError::Malformed("a parameter appears twice"));
            }
            let tail = tail.trim_start();
            rest = match tail.strip_prefix(',') {
                Some(next) => next.trim_start(),
                None if tail.is_empty() => tail,
                None => return Err(malformed()),
            };
        }
        Ok(Self(found))
    }

    fn required(&self, name: &'static str) -> Result<&'a str, SignatureError> {
        self.0
            .get(name)
            .copied()
            .filter(|value| !value.is_empty())
            .ok_or(SignatureError::Malformed(name))
    }

    fn is_hs2019(&self) -> bool {
        self.0.get("algorithm").is_none_or(|name| *name == "hs2019")
    }

    /// The algorithm, when the header pins one. `hs2019` and silence leave it to the key.
    fn algorithm(&self) -> Result<Option<Algorithm>, SignatureError> {
        match self.0.get("algorithm").copied() {
            None | Some("hs2019") => Ok(None),
            Some("rsa-sha256") => Ok(Some(Algorithm::RsaSha256)),
            Some("ed25519") => Ok(Some(Algorithm::Ed25519)),
            Some(other) => Err(SignatureError::UnsupportedAlgorithm(other.chars().take(32).collect())),
        }
    }

    /// The covered names, lower-cased, with the draft's default.
    fn covered(&self) -> Vec<String> {
        let default = if self.is_hs2019() { "(created)" } else { "date" };
        self.0
            .get("headers")
            .unwrap_or(&default)
            .split_whitespace()
            .map(str::to_lowercase)
            .collect()
    }

    /// A signature that leaves out any of these could be replayed against another path, host, time or body.
    fn check_coverage(&self, request: &Request<'_>, body: &[u8]) -> Result<(), SignatureError> {
        let covered = self.covered();
        let has = |name: &str| covered.iter().any(|one| one == name);
        if !has("(request-target)") {
            return Err(SignatureError::NotCovered("(request-target)"));
        }
        if !has("host") {
            return Err(SignatureError::NotCovered("host"));
        }
        if !has("date") && !has("(created)") {
            return Err(SignatureError::NotCovered("date"));
        }
        if request.has_body(body) && !has("digest") {
            return Err(SignatureError::NotCovered("digest"));
        }
        if !self.is_hs2019() && (has("(created)") || has("(expires)")) {
            return Err(SignatureError::Malformed("(created) and (expires) need hs2019"));
        }
        Ok(())
    }

    /// Times count only when they are covered; anybody could rewrite the others.
    fn check_time(&self, request: &Request<'_>, now: DateTime<Utc>) -> Result<(), SignatureError> {
        let covered = self.covered();
        let has = |name: &str| covered.iter().any(|one| one == name);
        let created = if has("(created)") {
            self.timestamp("created")?
        } else {
            date(request)?
        };
        let expires = if has("(expires)") {
            self.timestamp("expires")?
        } else {
            created + LIFETIME
        };
        let expires = expires.min(created + MAX_LIFETIME);
        if created > now + CLOCK_SKEW {
            Err(SignatureError::FromTheFuture)
        } else if now > expires + CLOCK_SKEW {
            Err(SignatureError::Expired)
        } else {
            Ok(())
        }
    }

    fn timestamp(&self, name: &'static str) -> Result<DateTime<Utc>, SignatureError> {
        let seconds: i64 = self
            .required(name)?
            .parse()
            .map_err(|_| SignatureError::Malformed(name))?;
        // Bounded so that adding a window cannot overflow.
        DateTime::from_timestamp(seconds, 0)
            .filter(|time| (0..=253_402_300_799).contains(&time.timestamp()))
            .ok_or(SignatureError::Malformed(name))
    }

    /// The signing string, and again without the query string, which some servers leave out of the request target.
    fn signing_strings(&self, request: &Request<'_>) -> Result<Vec<String>, SignatureError> {
        let mut targets = vec![request.path_and_query];
        targets.extend(request.path_and_query.split_once('?').map(|(path, _)| path));
        targets
            .into_iter()
            .map(|target| self.signing_string(request, target))
            .collect()
    }

    fn signing_string(&self, request: &Request<'_>, target: &str) -> Result<String, SignatureError> {
        let line = |name: &String| {
            let value = match name.as_str() {
                "(request-target)" => {
                    format!("{} {target}", request.method.as_str().to_lowercase())
                }
                "(created)" => self.required("created")?.to_owned(),
                "(expires)" => self.required("expires")?.to_owned(),
                header => request
                    .header(header)
                    .ok_or_else(|| SignatureError::AbsentComponent(header.to_owned()))?,
            };
            Ok(format!("{name}: {value}"))
        };
        let lines: Result<Vec<String>, SignatureError> = self.covered().iter().map(line).collect();
        Ok(lines?.join("\n"))
    }
}

fn date(request: &Request<'_>) -> Result<DateTime<Utc>, SignatureError> {
    let header = request
        .header("date")
        .ok_or(SignatureError::AbsentComponent("date".to_owned()))?;
    let date = DateTime::parse_from_rfc2822(&header).map_err(|_| SignatureError::Malformed("date"))?;
    Ok(date.to_utc())
}
