//! The instance's secret and what is made with it: sealed values, keyed hashes, actor key pairs, password hashes.
//!
//! Private keys stand in the database only sealed (AES-256-GCM), so that a copy of the database alone signs nothing.

use std::path::Path;
use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::id::{random_bytes, random_token};
use crate::rsa_keys::RsaKeys;

/// The secret of this instance. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Secrets(Arc<Keys>);

struct Keys {
    seal: LessSafeKey,
    mac: hmac::Key,
    rsa: RsaKeys,
}

/// Fresh keys of a local actor, ready to be stored.
#[derive(Debug, Clone)]
pub struct ActorKeys {
    /// RSA-2048, SPKI PEM.
    pub public_key: String,
    /// RSA-2048, PKCS#8 DER, sealed.
    pub private_key: Vec<u8>,
    /// Ed25519, multibase (FEP-521a).
    pub ed25519_public: String,
    /// Ed25519, PKCS#8 DER, sealed.
    pub ed25519_private: Vec<u8>,
}

/// Something sealed with a key of its own.
#[derive(Debug, Clone)]
pub struct SealedApart {
    /// Nonce, ciphertext and tag.
    pub bytes: Vec<u8>,
    /// The key, sealed with the instance's secret.
    pub key: Vec<u8>,
}

/// A secret that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Not 64 hexadecimal digits.
    #[error("the secret must be 64 hexadecimal digits")]
    Malformed,
    /// The file cannot be read or written.
    #[error("secret file: {0}")]
    File(#[from] std::io::Error),
    /// Cryptography failed: wrong secret, damaged value or no randomness.
    #[error("the value cannot be opened with this secret")]
    Crypto,
}

impl Secrets {
    /// Takes the configured secret, or the one in `file`, which is made at the first start (mode 0600). New actors get their
    /// pairs from `rsa`.
    ///
    /// # Errors
    /// If the secret is malformed or the file cannot be used.
    pub fn load(configured: &str, file: &Path, rsa: RsaKeys) -> Result<Self, SecretError> {
        let text = if configured.is_empty() {
            read_or_create(file)?
        } else {
            configured.to_owned()
        };
        let bytes: [u8; 32] = hex::decode(text.trim())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(SecretError::Malformed)?;
        Self::with_rsa_keys(&bytes, rsa)
    }

    /// From 32 bytes; two keys are derived so that no key serves two purposes.
    ///
    /// # Errors
    /// Never in practice; the lengths are right.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SecretError> {
        Self::with_rsa_keys(bytes, RsaKeys::fresh())
    }

    fn with_rsa_keys(bytes: &[u8; 32], rsa: RsaKeys) -> Result<Self, SecretError> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let seal = UnboundKey::new(&AES_256_GCM, hmac::sign(&root, b"majlis seal").as_ref())
            .map_err(|_| SecretError::Crypto)?;
        let mac = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"majlis mac").as_ref());
        Ok(Self(Arc::new(Keys {
            seal: LessSafeKey::new(seal),
            mac,
            rsa,
        })))
    }

    /// Seals `plain`: nonce, ciphertext and tag.
    ///
    /// # Errors
    /// Only for values of many gigabytes.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SecretError> {
        let nonce = random_bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.0
            .seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .map_err(|_| SecretError::Crypto)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Secrets::seal`] made.
    ///
    /// # Errors
    /// [`SecretError::Crypto`] if it was sealed with another secret or changed since.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SecretError> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(SecretError::Crypto)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SecretError::Crypto)?;
        let mut rest = rest.to_vec();
        let plain = self
            .0
            .seal
            .open_in_place(nonce, Aad::empty(), &mut rest)
            .map_err(|_| SecretError::Crypto)?;
        Ok(plain.to_vec())
    }

    /// Seals `plain` with a key of its own and that key with the secret, so that forgetting the key destroys what it sealed.
    /// `label` says what it is; it opens under that label only.
    ///
    /// # Errors
    /// Only for values of many gigabytes.
    pub fn seal_apart(&self, plain: &[u8], label: &[u8]) -> Result<SealedApart, SecretError> {
        let key = random_bytes::<32>();
        let own = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).map_err(|_| SecretError::Crypto)?);
        let nonce = random_bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        own.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(label), &mut sealed)
            .map_err(|_| SecretError::Crypto)?;
        Ok(SealedApart {
            bytes: [nonce.as_slice(), &sealed].concat(),
            key: self.seal(&key)?,
        })
    }

    /// Opens what [`Secrets::seal_apart`] made.
    ///
    /// # Errors
    /// [`SecretError::Crypto`] with another secret, key or label, or if it was changed since.
    pub fn open_apart(&self, sealed: &[u8], key: &[u8], label: &[u8]) -> Result<Vec<u8>, SecretError> {
        let key = self.open(key)?;
        let own = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).map_err(|_| SecretError::Crypto)?);
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(SecretError::Crypto)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SecretError::Crypto)?;
        let mut rest = rest.to_vec();
        let plain = own
            .open_in_place(nonce, Aad::from(label), &mut rest)
            .map_err(|_| SecretError::Crypto)?;
        Ok(plain.to_vec())
    }

    /// A keyed hash of `message` for `purpose`, in hexadecimal.
    pub fn mac(&self, purpose: &str, message: &str) -> String {
        hex::encode(hmac::sign(&self.0.mac, format!("{purpose}\0{message}").as_bytes()).as_ref())
    }

    /// Whether `tag` is the keyed hash of `message` for `purpose`; takes the same time either way.
    pub fn verify_mac(&self, purpose: &str, message: &str, tag: &str) -> bool {
        hex::decode(tag)
            .is_ok_and(|tag| hmac::verify(&self.0.mac, format!("{purpose}\0{message}").as_bytes(), &tag).is_ok())
    }

    /// New keys for a local actor. Takes some tens of milliseconds of computing: call it on a blocking thread.
    ///
    /// # Errors
    /// If the machine has no randomness to give.
    pub fn generate_actor_keys(&self) -> Result<ActorKeys, SecretError> {
        let rsa = self.0.rsa.take().map_err(|_| SecretError::Crypto)?;
        let private = AsDer::<Pkcs8V1Der<'_>>::as_der(&rsa).map_err(|_| SecretError::Crypto)?;
        let public = AsDer::<PublicKeyX509Der<'_>>::as_der(rsa.public_key()).map_err(|_| SecretError::Crypto)?;
        let ed25519 = Ed25519KeyPair::generate().map_err(|_| SecretError::Crypto)?;
        let ed25519_private = ed25519.to_pkcs8v1().map_err(|_| SecretError::Crypto)?;
        Ok(ActorKeys {
            public_key: pem("PUBLIC KEY", public.as_ref()),
            private_key: self.seal(private.as_ref())?,
            ed25519_public: multibase_ed25519(ed25519.public_key().as_ref()),
            ed25519_private: self.seal(ed25519_private.as_ref())?,
        })
    }
}

fn read_or_create(file: &Path) -> Result<String, SecretError> {
    match std::fs::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let secret = hex::encode(random_bytes::<32>());
            write_private(file, &secret)?;
            Ok(secret)
        }
        other => Ok(other?),
    }
}

#[cfg(unix)]
fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// DER as PEM with lines of 64 characters (RFC 7468).
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        pem.extend(line.iter().map(|byte| char::from(*byte)));
        pem.push('\n');
    }
    pem + &format!("-----END {label}-----\n")
}

/// Multicodec 0xed01 and the key in base58btc, as FEP-521a has it.
fn multibase_ed25519(key: &[u8]) -> String {
    format!("z{}", bs58::encode([&[0xed, 0x01], key].concat()).into_string())
}

/// argon2id with 19 MiB, two passes, one lane: the OWASP floor, chosen so that sign-in stays quick on two cores.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The argon2id hash of a password as a PHC string. Slow on purpose: call it on a blocking thread.
///
/// # Errors
/// Only for passwords of many gigabytes.
pub fn hash_password(password: &str) -> Result<String, SecretError> {
    argon2()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| SecretError::Crypto)
}

/// Before the hash of somebody who has no password.
const NO_PASSWORD: char = '!';

/// What stands in place of a hash for somebody who has no password: no password belongs to it, and trying one takes as long as
/// ever. Slow on purpose: call it on a blocking thread.
///
/// # Errors
/// As [`hash_password`].
pub fn no_password() -> Result<String, SecretError> {
    Ok(format!("{NO_PASSWORD}{}", hash_password(&random_token())?))
}

/// Whether this hash is that of a password.
pub fn is_password(hash: &str) -> bool {
    !hash.starts_with(NO_PASSWORD)
}

/// Whether `password` belongs to `hash`. Slow on purpose: call it on a blocking thread.
pub fn verify_password(password: &str, hash: &str) -> bool {
    let hashed = hash.trim_start_matches(NO_PASSWORD);
    argon2().verify_password(password.as_bytes(), hashed).is_ok() && is_password(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(byte: u8) -> Secrets {
        Secrets::from_bytes(&[byte; 32]).expect("a secret")
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_secret_only() {
        let sealed = secrets(1).seal(b"key").expect("sealed");
        assert_eq!(secrets(1).open(&sealed).expect("opened"), b"key");
        assert!(secrets(2).open(&sealed).is_err());
    }

    #[test]
    fn a_keyed_hash_serves_one_purpose() {
        let tag = secrets(1).mac("csrf", "abc");
        assert!(secrets(1).verify_mac("csrf", "abc", &tag));
        assert!(!secrets(1).verify_mac("link", "abc", &tag));
        assert!(!secrets(2).verify_mac("csrf", "abc", &tag));
    }

    #[test]
    fn a_password_is_known_again_by_its_hash() {
        let hash = hash_password("correct horse battery").expect("hashed");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("correct horse battery", &hash));
        assert!(!verify_password("correct horse", &hash));
    }

    #[test]
    fn who_has_no_password_is_let_in_by_none() {
        let none = no_password().expect("hashed");
        assert!(!is_password(&none) && none.starts_with("!$argon2id$"));
        assert!(!verify_password("", &none) && !verify_password(&none, &none));
        let borrowed = format!("!{}", hash_password("correct horse battery").expect("hashed"));
        assert!(!verify_password("correct horse battery", &borrowed));
        assert!(is_password(&hash_password("correct horse battery").expect("hashed")));
    }

    #[test]
    fn actor_keys_have_the_published_forms() {
        let keys = secrets(1).generate_actor_keys().expect("keys");
        assert!(keys.public_key.starts_with("-----BEGIN PUBLIC KEY-----\nMIIB"));
        assert!(keys.ed25519_public.starts_with("z6Mk"));
    }
}
