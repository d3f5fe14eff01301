//! Web push on the wire: a message sealed for one browser (RFC 8291, `aes128gcm` of RFC 8188), and the proof of who sends it
//! (VAPID, RFC 8292). Knows nothing of members, of what is said, or of how it travels.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

use crate::id::{chance, random_bytes};
use crate::jws::encode;
use crate::secrets::{SecretError, Secrets};

/// Bytes of the public key of a browser: an uncompressed point.
pub const PUBLIC_KEY: usize = 65;
/// Bytes of the secret that a browser shares with us.
pub const AUTH: usize = 16;
/// Most bytes that a message may have, so that it fits into what every push service takes.
pub const MESSAGE_MAX: usize = 3 * STEP - 1;
/// Messages are filled up to a multiple of this, so that their length tells the push service nothing.
const STEP: usize = 1024;
/// Size of a record: ours is the only one.
const RECORD: u32 = 4096;

/// A message that cannot be sealed: it is too long, or the browser's keys are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be sealed for this browser")]
pub struct Unsealed;

/// Whether these may be the keys of a browser.
pub fn are_keys(public: &[u8], auth: &[u8]) -> bool {
    auth.len() == AUTH && public.len() == PUBLIC_KEY && seal(b"", public, auth).is_ok()
}

/// Seals `message` for the browser with these keys.
///
/// # Errors
/// [`Unsealed`].
pub fn seal(message: &[u8], public: &[u8], auth: &[u8]) -> Result<Vec<u8>, Unsealed> {
    let own = PrivateKey::generate(&ECDH_P256).map_err(|_| Unsealed)?;
    let length = (message.len() / STEP + 1) * STEP;
    if message.len() > MESSAGE_MAX {
        return Err(Unsealed);
    }
    seal_with(&own, random_bytes(), message, length, public, auth)
}

/// RFC 8291 with this key and salt; the message is filled up to `length` bytes with its delimiter.
fn seal_with(
    own: &PrivateKey,
    salt: [u8; 16],
    message: &[u8],
    length: usize,
    public: &[u8],
    auth: &[u8],
) -> Result<Vec<u8>, Unsealed> {
    let own_public = own.compute_public_key().map_err(|_| Unsealed)?;
    let info = [b"WebPush: info\0", public, own_public.as_ref()].concat();
    let theirs = UnparsedPublicKey::new(&ECDH_P256, public);
    let ikm = agreement::agree(own, theirs, Unsealed, |shared| {
        derive::<32>(&Salt::new(HKDF_SHA256, auth).extract(shared), &info)
    })?;
    let prk = Salt::new(HKDF_SHA256, &salt).extract(&ikm);
    let key = derive::<16>(&prk, b"Content-Encoding: aes128gcm\0")?;
    let nonce = derive::<12>(&prk, b"Content-Encoding: nonce\0")?;

    let mut sealed = message.to_vec();
    // The delimiter of the last record, then what fills it up.
    sealed.push(2);
    sealed.resize(length.max(sealed.len()), 0);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).map_err(|_| Unsealed)?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
        .map_err(|_| Unsealed)?;
    let id_length = u8::try_from(own_public.as_ref().len()).map_err(|_| Unsealed)?;
    Ok([
        &salt[..],
        &RECORD.to_be_bytes(),
        &[id_length],
        own_public.as_ref(),
        &sealed,
    ]
    .concat())
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive<const N: usize>(prk: &Prk, info: &[u8]) -> Result<[u8; N], Unsealed> {
    let mut key = [0; N];
    let info = [info];
    let okm = prk.expand(&info, Length(N)).map_err(|_| Unsealed)?;
    okm.fill(&mut key).map_err(|_| Unsealed)?;
    Ok(key)
}

/// A fresh key pair by which push services know a server.
#[derive(Debug, Clone)]
pub struct VapidKey {
    /// The public half in unpadded URL-safe base64: browsers subscribe with it.
    pub public: String,
    /// PKCS#8 DER, sealed.
    pub private: Vec<u8>,
}

/// Makes a key pair.
///
/// # Errors
/// If the machine has no randomness to give.
pub fn generate(secrets: &Secrets) -> Result<VapidKey, SecretError> {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| SecretError::Crypto)?;
    let private = pair.to_pkcs8v1().map_err(|_| SecretError::Crypto)?;
    Ok(VapidKey {
        public: encode(pair.public_key().as_ref()),
        private: secrets.seal(private.as_ref())?,
    })
}

/// The `Authorization` header by which the push service at `audience` (an origin) knows us until `expires` (seconds since
/// 1970, at most a day ahead). `subject` is where its operator reaches ours.
///
/// # Errors
/// If the key cannot be opened with the secret.
pub fn authorization(
    secrets: &Secrets,
    key: &VapidKey,
    audience: &str,
    expires: i64,
    subject: &str,
) -> Result<String, SecretError> {
    let claims = serde_json::json!({ "aud": audience, "exp": expires, "sub": subject });
    let header = encode(br#"{"typ":"JWT","alg":"ES256"}"#);
    let message = format!("{header}.{}", encode(claims.to_string().as_bytes()));
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &secrets.open(&key.private)?)
        .map_err(|_| SecretError::Crypto)?;
    let signature = pair
        .sign(&chance(), message.as_bytes())
        .map_err(|_| SecretError::Crypto)?;
    Ok(format!(
        "vapid t={message}.{}, k={}",
        encode(signature.as_ref()),
        key.public
    ))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64")
    }

    /// RFC 8291, appendix A.
    #[test]
    fn a_message_is_sealed_as_the_standard_shows_it() {
        let own = PrivateKey::from_private_key(&ECDH_P256, &bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes");
        let sealed = seal_with(
            &own.expect("a key"),
            salt,
            b"When I grow up, I want to be a watermelon",
            0,
            &bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            &bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        );
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
                        AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(encode(&sealed.expect("sealed")), expected);
    }

    #[test]
    fn all_short_messages_are_equally_long() {
        let browser = PrivateKey::generate(&ECDH_P256).expect("a key");
        let public = browser.compute_public_key().expect("a public key");
        let length = |message: &[u8]| seal(message, public.as_ref(), &[7; AUTH]).expect("sealed").len();
        assert_eq!(length(b"hi"), length(&[b'a'; 900]));
        assert!(length(&[b'a'; MESSAGE_MAX]) <= 4096);
        assert_eq!(seal(&[0; MESSAGE_MAX + 1], public.as_ref(), &[7; AUTH]), Err(Unsealed));
    }

    #[test]
    fn what_is_no_point_of_the_curve_is_no_key() {
        let browser = PrivateKey::generate(&ECDH_P256).expect("a key");
        let public = browser.compute_public_key().expect("a public key");
        assert!(are_keys(public.as_ref(), &[7; AUTH]));
        assert!(!are_keys(public.as_ref(), &[7; 15]));
        assert!(!are_keys(&[4; PUBLIC_KEY], &[7; AUTH]));
        assert!(!are_keys(&[], &[7; AUTH]));
    }

    #[test]
    fn the_proof_is_verified_with_the_public_half() {
        let secrets = Secrets::from_bytes(&[7; 32]).expect("a secret");
        let key = generate(&secrets).expect("a key");
        let header = authorization(
            &secrets,
            &key,
            "https://push.example",
            1_800_000_000,
            "mailto:a@b.example",
        );
        let header = header.expect("a header");
        let (token, public) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .expect("two parts");
        let (message, signature) = token.rsplit_once('.').expect("three parts");
        let verify = |message: &str| {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(public))
                .verify(message.as_bytes(), &bytes(signature))
        };
        assert!(verify(message).is_ok());
        assert!(verify(&message.replace('.', "x.")).is_err());
        let claims = message.split_once('.').expect("claims").1;
        let claims: serde_json::Value = serde_json::from_slice(&bytes(claims)).expect("JSON");
        assert_eq!(claims["aud"], "https://push.example");
        assert_eq!(claims["exp"], 1_800_000_000);
        assert_eq!(claims["sub"], "mailto:a@b.example");
    }
}
