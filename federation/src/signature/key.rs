//! Keys: RSA with SHA-256 (PKCS#1 v1.5, 2048 bits or more) and Ed25519. Parsed once, then cheap to clone and share.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::{KeySize, PublicKey as RsaPublicKey},
    signature::{
        ED25519, Ed25519KeyPair, KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
        RsaKeyPair, RsaParameters,
    },
};

use super::{SignatureError, multibase, pem};
use crate::objects::{KeyDocument, KeyMaterial};

/// DER of an Ed25519 `SubjectPublicKeyInfo` up to the 32 key bytes (RFC 8410).
const ED25519_SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// Multicodec prefix of an Ed25519 public key.
const ED25519_CODEC: [u8; 2] = [0xed, 0x01];
const MIN_RSA_BITS: u32 = 2048;

/// The kinds of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaSha256,
    /// Ed25519.
    Ed25519,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not PEM, DER or multibase.
    #[error("the key cannot be read")]
    Malformed,
    /// Elliptic curves other than Ed25519, DSA, and so on.
    #[error("keys of this type are not supported")]
    Unsupported,
    /// RSA with fewer than 2048 bits.
    #[error("an RSA key of {0} bits is too weak")]
    Weak(u32),
    /// The random generator or the library failed.
    #[error("the key could not be made")]
    Failed,
}

/// A signing key. Clones share the parsed key.
#[derive(Clone)]
pub struct PrivateKey(Arc<Secret>);

enum Secret {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl PrivateKey {
    /// Makes an RSA key of 2048 bits. Takes a good part of a second: not for the request path.
    ///
    /// # Errors
    /// [`KeyError::Failed`].
    pub fn generate_rsa() -> Result<Self, KeyError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::Failed)?;
        Ok(Self(Arc::new(Secret::Rsa(pair))))
    }

    /// Makes an Ed25519 key.
    ///
    /// # Errors
    /// [`KeyError::Failed`].
    pub fn generate_ed25519() -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::Failed)?;
        Ok(Self(Arc::new(Secret::Ed25519(pair))))
    }

    /// Reads a PKCS#8 key in PEM (`BEGIN PRIVATE KEY`).
    ///
    /// # Errors
    /// [`KeyError`] when it is unreadable, of another type, or weak.
    pub fn from_pkcs8_pem(text: &str) -> Result<Self, KeyError> {
        let Some(("PRIVATE KEY", der)) = pem::decode(text) else {
            return Err(KeyError::Malformed);
        };
        Self::from_pkcs8_der(&der)
    }

    /// Reads a PKCS#8 key in DER.
    ///
    /// # Errors
    /// [`KeyError`] when it is unreadable, of another type, or weak.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        if let Ok(pair) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der) {
            return Ok(Self(Arc::new(Secret::Ed25519(pair))));
        }
        let pair = RsaKeyPair::from_pkcs8(der).map_err(|_| KeyError::Unsupported)?;
        let bits = u32::try_from(pair.public_modulus_len() * 8).unwrap_or(u32::MAX);
        if bits < MIN_RSA_BITS {
            Err(KeyError::Weak(bits))
        } else {
            Ok(Self(Arc::new(Secret::Rsa(pair))))
        }
    }

    /// Writes the key as PKCS#8 PEM. Keep it encrypted at rest.
    ///
    /// # Errors
    /// [`KeyError::Failed`].
    pub fn to_pkcs8_pem(&self) -> Result<String, KeyError> {
        let der = match &*self.0 {
            Secret::Rsa(pair) => pair.as_der().map(|der: Pkcs8V1Der<'_>| der.as_ref().to_vec()),
            Secret::Ed25519(pair) => pair.as_der().map(|der: Pkcs8V1Der<'_>| der.as_ref().to_vec()),
        };
        Ok(pem::encode("PRIVATE KEY", &der.map_err(|_| KeyError::Failed)?))
    }

    /// The kind of key.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match &*self.0 {
            Secret::Rsa(_) => Algorithm::RsaSha256,
            Secret::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// The public half.
    ///
    /// # Errors
    /// [`KeyError::Failed`].
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        match &*self.0 {
            Secret::Rsa(pair) => PublicKey::from_rsa_der(pair.public_key().as_ref()),
            Secret::Ed25519(pair) => PublicKey::from_ed25519(pair.public_key().as_ref()),
        }
    }

    /// Signs bytes.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignatureError> {
        match &*self.0 {
            Secret::Ed25519(pair) => Ok(pair.sign(message).as_ref().to_vec()),
            Secret::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
                    .map_err(|_| SignatureError::CannotSign("the key failed"))?;
                Ok(signature)
            }
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({:?})", self.algorithm())
    }
}

/// A verification key. Clones share the parsed key.
#[derive(Clone)]
pub struct PublicKey {
    algorithm: Algorithm,
    key: Arc<ParsedPublicKey>,
}

impl PublicKey {
    /// Reads a PEM key: SPKI (`PUBLIC KEY`), or PKCS#1 (`RSA PUBLIC KEY`) from older software.
    ///
    /// # Errors
    /// [`KeyError`] when it is unreadable, an elliptic curve other than Ed25519, or RSA below 2048 bits.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        let (label, der) = pem::decode(text).ok_or(KeyError::Malformed)?;
        if !matches!(label, "PUBLIC KEY" | "RSA PUBLIC KEY") {
            return Err(KeyError::Unsupported);
        }
        match der.strip_prefix(&ED25519_SPKI) {
            Some(raw) => Self::from_ed25519(raw),
            None => Self::from_rsa_der(&der),
        }
    }

    /// Reads a `publicKeyMultibase`: Ed25519 in base58btc.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] or [`KeyError::Unsupported`].
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        let bytes = multibase::decode(text).ok_or(KeyError::Malformed)?;
        let raw = bytes.strip_prefix(&ED25519_CODEC).ok_or(KeyError::Unsupported)?;
        Self::from_ed25519(raw)
    }

    /// Reads a key as an actor document publishes it.
    ///
    /// # Errors
    /// As [`PublicKey::from_pem`] and [`PublicKey::from_multibase`].
    pub fn from_document(document: &KeyDocument) -> Result<Self, KeyError> {
        match &document.material {
            KeyMaterial::Pem(text) => Self::from_pem(text),
            KeyMaterial::Multibase(text) => Self::from_multibase(text),
        }
    }

    fn from_ed25519(raw: &[u8]) -> Result<Self, KeyError> {
        if raw.len() != 32 {
            return Err(KeyError::Malformed);
        }
        let key = ParsedPublicKey::new(&ED25519, raw).map_err(|_| KeyError::Malformed)?;
        Ok(Self {
            algorithm: Algorithm::Ed25519,
            key: Arc::new(key),
        })
    }

    fn from_rsa_der(der: &[u8]) -> Result<Self, KeyError> {
        let rsa = RsaPublicKey::from_der(der).map_err(|_| KeyError::Unsupported)?;
        let bits = RsaParameters::public_modulus_len(rsa.as_ref()).map_err(|_| KeyError::Malformed)?;
        if bits < MIN_RSA_BITS {
            return Err(KeyError::Weak(bits));
        }
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, rsa.as_ref()).map_err(|_| KeyError::Malformed)?;
        Ok(Self {
            algorithm: Algorithm::RsaSha256,
            key: Arc::new(key),
        })
    }

    /// Writes the key as SPKI PEM, for `publicKeyPem`.
    ///
    /// # Errors
    /// [`KeyError::Failed`].
    pub fn to_pem(&self) -> Result<String, KeyError> {
        let der: PublicKeyX509Der<'_> = self.key.as_der().map_err(|_| KeyError::Failed)?;
        Ok(pem::encode("PUBLIC KEY", der.as_ref()))
    }

    /// Writes an Ed25519 key for `publicKeyMultibase`; `None` for RSA.
    #[must_use]
    pub fn to_multibase(&self) -> Option<String> {
        let der: PublicKeyX509Der<'_> = self.key.as_der().ok()?;
        let raw = der.as_ref().strip_prefix(&ED25519_SPKI)?;
        Some(multibase::encode(&[ED25519_CODEC.as_slice(), raw].concat()))
    }

    /// The kind of key.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verify_sig(message, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:?})", self.algorithm)
    }
}
