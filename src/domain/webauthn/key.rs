//! Public keys of passkeys, in COSE form (RFC 9053), and what they verify.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    VerificationAlgorithm,
};
use ciborium::Value;

use super::Flaw;

/// A key that can verify, of one of the three kinds that we ask for.
#[derive(Debug)]
pub(in crate::domain) enum PublicKey {
    /// ES256.
    P256(Vec<u8>),
    /// EdDSA on Ed25519.
    Ed25519(Vec<u8>),
    /// RS256: modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
}

const KTY: i64 = 1;
const ALG: i64 = 3;

impl PublicKey {
    /// Reads a COSE key; one that no signature could ever fit is refused here.
    pub(in crate::domain) fn read(cose: &[u8]) -> Result<Self, Flaw> {
        let Ok(Value::Map(entries)) = ciborium::from_reader(cose) else {
            return Err(Flaw::Malformed("COSE key"));
        };
        let number = |label| integer(find(&entries, label)?);
        let bytes = |label| find(&entries, label)?.as_bytes().map(Vec::as_slice);
        let part = |label| bytes(label).ok_or(Flaw::Key);
        let coordinate = |label| bytes(label).filter(|bytes| bytes.len() == 32).ok_or(Flaw::Key);
        match (number(KTY), number(ALG), number(-1)) {
            (Some(2), Some(-7), Some(1)) => {
                let point = [&[4], coordinate(-2)?, coordinate(-3)?].concat();
                ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &point).map_err(|_| Flaw::Key)?;
                Ok(Self::P256(point))
            }
            (Some(1), Some(-8), Some(6)) => Ok(Self::Ed25519(coordinate(-2)?.to_vec())),
            // For RSA the label -1 holds the modulus.
            (Some(3), Some(-257), None) => Ok(Self::Rsa(part(-1)?.to_vec(), part(-2)?.to_vec())),
            _ => Err(Flaw::Key),
        }
    }

    /// That `signature` over `message` was made with the private half.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Flaw> {
        let with = |algorithm: &dyn VerificationAlgorithm, key: &[u8]| algorithm.verify_sig(key, message, signature);
        let verified = match self {
            Self::P256(point) => with(&ECDSA_P256_SHA256_ASN1, point),
            Self::Ed25519(key) => with(&ED25519, key),
            Self::Rsa(n, e) => RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
        };
        verified.map_err(|_| Flaw::Signature)
    }
}

fn find(entries: &[(Value, Value)], label: i64) -> Option<&Value> {
    let found = entries.iter().find(|(key, _)| integer(key) == Some(label));
    found.map(|(_, value)| value)
}

fn integer(value: &Value) -> Option<i64> {
    value.as_integer()?.try_into().ok()
}
