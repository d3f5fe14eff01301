//! Signing JSON Web Tokens (RFC 7515, 7518): RS256, the algorithm that every OpenID client must understand.
//!
//! Writes one form and reads none, so there is no `alg` that a stranger could choose. Knows nothing of what is signed.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::id::{chance, token_hash};
use crate::secrets::{SecretError, Secrets};

/// The algorithm.
pub const ALGORITHM: &str = "RS256";

/// A fresh key pair.
#[derive(Debug, Clone)]
pub struct SigningKey {
    /// Its name: the thumbprint of the public half (RFC 7638).
    pub kid: String,
    /// PKCS#8 DER, sealed.
    pub private_key: Vec<u8>,
    /// Public modulus in unpadded URL-safe base64.
    pub modulus: String,
    /// Public exponent, likewise.
    pub exponent: String,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'a str,
    kid: &'a str,
    typ: &'a str,
}

/// Makes a key pair. Takes some tens of milliseconds of computing: call it on a blocking thread.
///
/// # Errors
/// If the machine has no randomness to give.
pub fn generate(secrets: &Secrets) -> Result<SigningKey, SecretError> {
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SecretError::Crypto)?;
    let private = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).map_err(|_| SecretError::Crypto)?;
    let public = pair.public_key();
    let modulus = encode(public.modulus().big_endian_without_leading_zero());
    let exponent = encode(public.exponent().big_endian_without_leading_zero());
    Ok(SigningKey {
        kid: encode(&token_hash(&format!(
            r#"{{"e":"{exponent}","kty":"RSA","n":"{modulus}"}}"#
        ))),
        private_key: secrets.seal(private.as_ref())?,
        modulus,
        exponent,
    })
}

/// Signs `claims` with a sealed private key: header, claims and signature. Computes about a millisecond.
///
/// # Errors
/// If the key cannot be opened with the secret.
pub fn sign(
    secrets: &Secrets,
    kid: &str,
    private_key: &[u8],
    claims: &serde_json::Value,
) -> Result<String, SecretError> {
    let header = Header {
        alg: ALGORITHM,
        kid,
        typ: "JWT",
    };
    let header = serde_json::to_vec(&header).map_err(|_| SecretError::Crypto)?;
    let message = format!("{}.{}", encode(&header), encode(claims.to_string().as_bytes()));
    let pair = KeyPair::from_pkcs8(&secrets.open(private_key)?).map_err(|_| SecretError::Crypto)?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &chance(), message.as_bytes(), &mut signature)
        .map_err(|_| SecretError::Crypto)?;
    Ok(format!("{message}.{}", encode(&signature)))
}

/// Unpadded URL-safe base64, as everything in a token is written.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

    use super::*;

    #[test]
    fn what_is_signed_is_verified_with_the_public_half() {
        let secrets = Secrets::from_bytes(&[7; 32]).expect("a secret");
        let key = generate(&secrets).expect("a key");
        let claims = serde_json::json!({ "sub": "noura" });
        let token = sign(&secrets, &key.kid, &key.private_key, &claims).expect("a token");
        let (message, signature) = token.rsplit_once('.').expect("three parts");
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64");
        let public = RsaPublicKeyComponents {
            n: decode(&key.modulus),
            e: decode(&key.exponent),
        };
        let verify = |message: &str| public.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &decode(signature));
        assert!(verify(message).is_ok());
        assert!(verify(&message.replace('.', "x.")).is_err());
        let header: serde_json::Value =
            serde_json::from_slice(&decode(message.split('.').next().expect("a header"))).expect("JSON");
        assert_eq!((&header["alg"], &header["kid"]), (&"RS256".into(), &key.kid.into()));
    }
}
