//! PEM armor (RFC 7468), as much of it as key files need.

use base64::{Engine as _, prelude::BASE64_STANDARD};

/// The label and bytes of the first block, or `None` when there is no well-formed one. Line ends, line lengths and blank
/// lines are not looked at: some servers publish keys on one line.
pub(super) fn decode(text: &str) -> Option<(&str, Vec<u8>)> {
    let (_, rest) = text.split_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (body, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let packed: String = body.split_ascii_whitespace().collect();
    Some((label, BASE64_STANDARD.decode(packed).ok()?))
}

/// A block with lines of 64 characters and a final line end.
pub(super) fn encode(label: &str, bytes: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(bytes);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        pem.extend(line.iter().copied().map(char::from));
        pem.push('\n');
    }
    pem.push_str(&format!("-----END {label}-----\n"));
    pem
}
