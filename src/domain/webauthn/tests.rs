//! Answers of a small authenticator, right ones and ones that are wrong in one respect each.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ciborium::cbor;

use super::*;

const CHALLENGE: &str = "YS1jaGFsbGVuZ2U";

fn party() -> RelyingParty {
    RelyingParty {
        id: "majlis.example".to_owned(),
        origin: "https://majlis.example".to_owned(),
    }
}

fn client_data(kind: &str, challenge: &str, origin: &str) -> Vec<u8> {
    serde_json::to_vec(
        &serde_json::json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false }),
    )
    .expect("JSON")
}

fn authenticator_data(site: &str, flags: u8, count: u32, credential: &[u8]) -> Vec<u8> {
    let site = digest(&SHA256, site.as_bytes());
    [site.as_ref(), &[flags], &count.to_be_bytes(), credential].concat()
}

fn bytes(value: &ciborium::Value) -> Vec<u8> {
    let mut out = Vec::new();
    ciborium::into_writer(value, &mut out).expect("CBOR");
    out
}

fn p256() -> (EcdsaKeyPair, Vec<u8>) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key");
    let point = pair.public_key().as_ref();
    let (x, y) = (
        ciborium::Value::Bytes(point[1..33].to_vec()),
        ciborium::Value::Bytes(point[33..].to_vec()),
    );
    let cose = bytes(&cbor!({ 1 => 2, 3 => -7, -1 => 1, -2 => x, -3 => y }).expect("a map"));
    (pair, cose)
}

fn created(site: &str, flags: u8, client: Vec<u8>, cose: &[u8]) -> Created {
    let credential = [&[0; 16], &[0, 3][..], b"key", cose].concat();
    let data = ciborium::Value::Bytes(authenticator_data(site, flags, 0, &credential));
    let none = ciborium::Value::Map(Vec::new());
    Created {
        client_data: client,
        attestation: bytes(&cbor!({ "fmt" => "none", "attStmt" => none, "authData" => data }).expect("a map")),
    }
}

#[test]
fn a_new_passkey_passes_only_for_our_question_our_site_and_a_verified_person() {
    let (_, cose) = p256();
    let right = || client_data("webauthn.create", CHALLENGE, "https://majlis.example");
    let check = |answer: &Created| check_created(&party(), CHALLENGE, answer);
    let passed = check(&created("majlis.example", 0x45, right(), &cose)).expect("it passes");
    assert_eq!((passed.id.as_slice(), passed.public_key), (&b"key"[..], cose.clone()));
    let client = |kind, challenge, origin| created("majlis.example", 0x45, client_data(kind, challenge, origin), &cose);
    let origin = "https://majlis.example";
    let table = [
        (client("webauthn.get", CHALLENGE, origin), Flaw::Another("ceremony")),
        (client("webauthn.create", "b2xk", origin), Flaw::Another("challenge")),
        (
            client("webauthn.create", CHALLENGE, "https://evil.example"),
            Flaw::Another("origin"),
        ),
        (
            client("webauthn.create", CHALLENGE, "http://majlis.example"),
            Flaw::Another("origin"),
        ),
        (created("evil.example", 0x45, right(), &cose), Flaw::Another("site")),
        (created("majlis.example", 0x41, right(), &cose), Flaw::Unverified),
        (created("majlis.example", 0x44, right(), &cose), Flaw::Unverified),
        (created("majlis.example", 0x45, right(), &[0xa0]), Flaw::Key),
        (
            created("majlis.example", 0x45, right(), b"\xa1"),
            Flaw::Malformed("CBOR"),
        ),
    ];
    for (answer, flaw) in table {
        assert_eq!(check(&answer), Err(flaw));
    }
}

#[test]
fn a_page_in_somebody_elses_frame_is_not_ours() {
    let (_, cose) = p256();
    let client = format!(
        r#"{{"type":"webauthn.create","challenge":"{CHALLENGE}","origin":"https://majlis.example","crossOrigin":true}}"#
    );
    let answer = created("majlis.example", 0x45, client.into_bytes(), &cose);
    assert_eq!(
        check_created(&party(), CHALLENGE, &answer),
        Err(Flaw::Another("origin"))
    );
}

#[test]
fn a_signature_counts_for_what_was_signed_only() {
    let (pair, cose) = p256();
    let key = PublicKey::read(&cose).expect("a key");
    let client = client_data("webauthn.get", CHALLENGE, "https://majlis.example");
    let data = authenticator_data("majlis.example", 0x05, 7, &[]);
    let message = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
    let signature = pair.sign(&SystemRandom::new(), &message).expect("signed");
    let answer = Signed {
        client_data: client,
        authenticator_data: data,
        signature: signature.as_ref().to_vec(),
        ..Signed::default()
    };
    assert_eq!(check_signed(&party(), CHALLENGE, &key, &answer), Ok(7));
    let other = PublicKey::read(&p256().1).expect("a key");
    assert_eq!(check_signed(&party(), CHALLENGE, &other, &answer), Err(Flaw::Signature));
    let counted = Signed {
        authenticator_data: authenticator_data("majlis.example", 0x05, 8, &[]),
        ..answer
    };
    assert_eq!(check_signed(&party(), CHALLENGE, &key, &counted), Err(Flaw::Signature));
}

#[test]
fn edwards_curves_and_rsa_verify_too() {
    let pair = Ed25519KeyPair::generate().expect("a key");
    let x = ciborium::Value::Bytes(pair.public_key().as_ref().to_vec());
    let cose = bytes(&cbor!({ 1 => 1, 3 => -8, -1 => 6, -2 => x }).expect("a map"));
    let key = PublicKey::read(&cose).expect("a key");
    assert_eq!(key.verify(b"message", pair.sign(b"message").as_ref()), Ok(()));
    assert_eq!(
        key.verify(b"other", pair.sign(b"message").as_ref()),
        Err(Flaw::Signature)
    );

    let n = ciborium::Value::Bytes(
        STANDARD
            .decode("t6Q8PWSi1dkJj9hTP8hNYFlvadM7DflW9mWepOJhJ66w7nyoK1gPNqFMSQRy")
            .expect("bytes"),
    );
    let e = ciborium::Value::Bytes(vec![1, 0, 1]);
    let cose = bytes(&cbor!({ 1 => 3, 3 => -257, -1 => n, -2 => e }).expect("a map"));
    let key = PublicKey::read(&cose).expect("a key");
    assert_eq!(
        key.verify(b"message", b"signature"),
        Err(Flaw::Signature),
        "far too short a key"
    );
}
