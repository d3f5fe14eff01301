//! The two things an authenticator's answer is about: what the browser says it was asked (client data), and what the
//! authenticator says of itself (authenticator data).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use ciborium::Value;
use serde::Deserialize;

use super::Flaw;

/// Longest answer that is looked at, in bytes.
const LENGTH_MAX: usize = 16 * 1024;
/// Longest name of a passkey, in bytes (§4).
const ID_MAX: usize = 1023;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const ATTESTED_CREDENTIAL: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;

/// `CollectedClientData` (§5.8.1).
#[derive(Debug, Deserialize)]
pub(super) struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    is_cross_origin: bool,
}

impl ClientData {
    pub(super) fn read(json: &[u8]) -> Result<Self, Flaw> {
        if json.len() > LENGTH_MAX {
            return Err(Flaw::Malformed("client data too long"));
        }
        serde_json::from_slice(json).map_err(|_| Flaw::Malformed("client data"))
    }

    /// That the browser was asked this, by a page of ours that is in nobody else's frame.
    pub(super) fn check(&self, kind: &str, challenge: &str, origin: &str) -> Result<(), Flaw> {
        if self.r#type != kind {
            return Err(Flaw::Another("ceremony"));
        }
        if verify_slices_are_equal(self.challenge.as_bytes(), challenge.as_bytes()).is_err() {
            return Err(Flaw::Another("challenge"));
        }
        if self.origin != origin || self.is_cross_origin {
            return Err(Flaw::Another("origin"));
        }
        Ok(())
    }
}

/// Authenticator data (§6.1).
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    site: &'a [u8],
    flags: u8,
    /// How often the passkey signed; always zero for those that are on several devices.
    pub(super) sign_count: u32,
    /// Name and COSE key of a new passkey.
    pub(super) credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Flaw> {
        if bytes.len() > LENGTH_MAX {
            return Err(Flaw::Malformed("authenticator data too long"));
        }
        let mut rest = bytes;
        let site = take(&mut rest, 32)?;
        let flags = take(&mut rest, 1)?.first().copied().unwrap_or_default();
        let sign_count = take(&mut rest, 4)?
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
        let credential = (flags & ATTESTED_CREDENTIAL != 0)
            .then(|| credential(&mut rest))
            .transpose()?;
        if flags & EXTENSIONS != 0 {
            item(&mut rest)?;
        }
        if !rest.is_empty() {
            return Err(Flaw::Malformed("more than authenticator data"));
        }
        Ok(Self {
            site,
            flags,
            sign_count,
            credential,
        })
    }

    /// That it was made for our site, by somebody who was there and whom the authenticator recognised.
    pub(super) fn check(&self, site: &str) -> Result<(), Flaw> {
        if self.site != digest(&SHA256, site.as_bytes()).as_ref() {
            return Err(Flaw::Another("site"));
        }
        if self.flags & USER_PRESENT == 0 || self.flags & USER_VERIFIED == 0 {
            return Err(Flaw::Unverified);
        }
        Ok(())
    }
}

/// Attested credential data (§6.5.1): name and key, after 16 bytes that name the authenticator's model.
fn credential<'a>(rest: &mut &'a [u8]) -> Result<(&'a [u8], &'a [u8]), Flaw> {
    take(rest, 16)?;
    let length = take(rest, 2)?
        .iter()
        .fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
    if length == 0 || length > ID_MAX {
        return Err(Flaw::Malformed("name of the key"));
    }
    let id = take(rest, length)?;
    Ok((id, item(rest)?))
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Result<&'a [u8], Flaw> {
    let (taken, left) = rest.split_at_checked(count).ok_or(Flaw::Malformed("cut short"))?;
    *rest = left;
    Ok(taken)
}

/// The bytes of one CBOR item.
fn item<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Flaw> {
    let mut left = *rest;
    let _: Value = ciborium::from_reader(&mut left).map_err(|_| Flaw::Malformed("CBOR"))?;
    take(rest, rest.len() - left.len())
}

/// The authenticator data in an attestation object (§6.5.4). Its statement is not looked at.
pub(super) fn of_attestation(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    if bytes.len() > LENGTH_MAX {
        return Err(Flaw::Malformed("attestation too long"));
    }
    let Ok(Value::Map(entries)) = ciborium::from_reader(bytes) else {
        return Err(Flaw::Malformed("attestation"));
    };
    let data = entries.into_iter().find_map(|(key, value)| match (key, value) {
        (Value::Text(key), Value::Bytes(data)) if key == "authData" => Some(data),
        _ => None,
    });
    data.ok_or(Flaw::Malformed("attestation without data"))
}
