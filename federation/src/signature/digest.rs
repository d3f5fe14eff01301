//! Body digests: `Digest` (RFC 3230, with draft-cavage) and `Content-Digest` (RFC 9530, with RFC 9421). SHA-256 only.

use aws_lc_rs::digest::{SHA256, digest as hash};
use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{Request, SignatureError};

/// The value of a `Digest` header for this body.
#[must_use]
pub fn digest(body: &[u8]) -> String {
    format!("SHA-256={}", BASE64_STANDARD.encode(hash(&SHA256, body)))
}

/// The value of a `Content-Digest` header for this body.
#[must_use]
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", BASE64_STANDARD.encode(hash(&SHA256, body)))
}

/// Checks the `Digest` header: a list that must contain one SHA-256 of the body.
pub(super) fn check(request: &Request<'_>, body: &[u8]) -> Result<(), SignatureError> {
    let header = request.header("digest").ok_or(SignatureError::DigestMissing)?;
    let sha256: Vec<&str> = header
        .split(',')
        .filter_map(|part| part.trim().split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("sha-256"))
        .map(|(_, value)| value)
        .collect();
    let [value] = sha256[..] else {
        return Err(SignatureError::DigestMissing);
    };
    let claimed = BASE64_STANDARD
        .decode(value)
        .map_err(|_| SignatureError::Malformed("digest is not base64"))?;
    compare(&claimed, body)
}

/// Checks the `Content-Digest` header: a structured dictionary that must contain a SHA-256 of the body.
pub(super) fn check_content(request: &Request<'_>, body: &[u8]) -> Result<(), SignatureError> {
    let header = request.header("content-digest").ok_or(SignatureError::DigestMissing)?;
    let malformed = SignatureError::Malformed("content-digest is not a dictionary");
    let dictionary: sfv::Dictionary = sfv::Parser::new(&header).parse().map_err(|_| malformed)?;
    match dictionary.get("sha-256") {
        Some(sfv::ListEntry::Item(item)) => {
            let claimed = item
                .bare_item
                .as_byte_sequence()
                .ok_or(SignatureError::Malformed("content-digest is not bytes"))?;
            compare(claimed, body)
        }
        _ => Err(SignatureError::DigestMissing),
    }
}

fn compare(claimed: &[u8], body: &[u8]) -> Result<(), SignatureError> {
    if claimed == hash(&SHA256, body).as_ref() {
        Ok(())
    } else {
        Err(SignatureError::DigestMismatch)
    }
}
