//! Our signatures against two independent implementations, in both directions.
//!
//! `actpub-httpsig` signs and verifies all four combinations (draft-cavage and RFC 9421, RSA and Ed25519).
//! `http-signature-normalization` (Lemmy's) does draft-cavage and leaves the cryptography to us.

use actpub_httpsig as peer;
use chrono::{DateTime, Utc};
use federation::signature::{self, Outgoing, PrivateKey, PublicKey, Request, Scheme, Signed, sign_request};
use http::Method;

use crate::{
    keys::{ED25519, RSA},
    time, url,
};

const KEY_ID: &str = "https://a.example/u/ada#main-key";
const ADDRESS: &str = "https://b.example/inbox?x=1";
const BODY: &[u8] = br#"{"type":"Follow"}"#;

fn now() -> DateTime<Utc> {
    time("2026-11-22T10:00:00Z")
}

fn ours() -> [&'static PrivateKey; 2] {
    [&RSA, &ED25519]
}

fn request(method: &Method) -> http::request::Builder {
    http::Request::builder().method(method).uri(ADDRESS)
}

fn body(method: &Method) -> Vec<u8> {
    if method == Method::POST {
        BODY.to_vec()
    } else {
        Vec::new()
    }
}

#[test]
fn the_peer_verifies_what_we_sign() {
    for key in ours() {
        for scheme in [Scheme::Cavage, Scheme::Rfc9421] {
            for method in [Method::POST, Method::GET] {
                let sent = body(&method);
                let outgoing = Outgoing {
                    method: &method,
                    url: &url(ADDRESS),
                    body: (method == Method::POST).then_some(&sent),
                    date: now(),
                };
                let mut theirs = request(&method).body(sent.clone()).unwrap();
                theirs
                    .headers_mut()
                    .extend(sign_request(key, KEY_ID, scheme, &outgoing).unwrap());

                let pem = key.public_key().unwrap().to_pem().unwrap();
                let mut policy = peer::VerifyPolicy::mastodon();
                if method == Method::GET {
                    // Its preset demands a digest even where there is no body.
                    policy.rfc9421_required_components = &["@method", "@target-uri"];
                }
                let verified = peer::verify_with_policy(&theirs, &policy, now(), |id| {
                    assert_eq!(id, KEY_ID);
                    peer::VerifyingKey::from_pem(&pem)
                });
                assert!(
                    verified.is_ok(),
                    "{:?} {scheme:?} {method}: {verified:?}",
                    key.algorithm()
                );
            }
        }
    }
}

fn verify_ours(request: &http::Request<Vec<u8>>, key: &PublicKey) -> Signed {
    let target = request.uri().path_and_query().unwrap().as_str();
    let parts = Request {
        method: request.method(),
        path_and_query: target,
        headers: request.headers(),
        authority: "b.example",
        scheme: "https",
    };
    let signed = Signed::read(&parts, request.body(), now()).unwrap();
    assert_eq!(signed.verify(key), Ok(()));
    signed
}

#[test]
fn we_verify_what_the_peer_signs_with_draft_cavage() {
    for ours in ours() {
        let pem = ours.to_pkcs8_pem().unwrap();
        let key = peer::SigningKey::from_pem(&pem).unwrap();
        let mut request = request(&Method::POST)
            .header("host", "b.example")
            .header("date", "Sun, 22 Nov 2026 10:00:00 GMT")
            .header("digest", peer::sha256_digest_header(BODY))
            .header("content-type", "application/activity+json")
            .body(BODY.to_vec())
            .unwrap();
        peer::CavageSigner::new(&key, KEY_ID).sign(&mut request).unwrap();

        let signed = verify_ours(&request, &ours.public_key().unwrap());
        assert_eq!((signed.key_id(), signed.scheme()), (KEY_ID, Scheme::Cavage));
    }
}

#[test]
fn we_verify_what_the_peer_signs_with_rfc9421() {
    for ours in ours() {
        let pem = ours.to_pkcs8_pem().unwrap();
        let key = peer::SigningKey::from_pem(&pem).unwrap();
        let mut request = request(&Method::POST)
            .header("host", "b.example")
            .header("date", "Sun, 22 Nov 2026 10:00:00 GMT")
            .header("content-digest", peer::content_digest_header(BODY))
            .body(BODY.to_vec())
            .unwrap();
        peer::Rfc9421Signer::new(&key, KEY_ID)
            .with_created(now().timestamp())
            .sign(&mut request)
            .unwrap();

        let signed = verify_ours(&request, &ours.public_key().unwrap());
        assert_eq!((signed.key_id(), signed.scheme()), (KEY_ID, Scheme::Rfc9421));
    }
}

#[test]
fn keys_are_written_as_the_peer_writes_them() {
    for ours in ours() {
        let theirs = peer::SigningKey::from_pem(&ours.to_pkcs8_pem().unwrap()).unwrap();
        let public = ours.public_key().unwrap();
        assert_eq!(
            public.to_pem(),
            PublicKey::from_pem(&theirs.verifying_key().to_pem()).unwrap().to_pem()
        );
        if let peer::VerifyingKey::Ed25519(key) = theirs.verifying_key() {
            assert_eq!(public.to_multibase().unwrap(), peer::Multikey::encode_ed25519(&key));
        }
    }
    let generated = peer::SigningKey::generate_ed25519();
    assert!(PrivateKey::from_pkcs8_pem(&generated.to_pem()).is_ok());
}

#[test]
fn lemmys_library_rebuilds_our_signing_string() {
    let century = std::time::Duration::from_secs(100 * 365 * 24 * 3600);
    let config = http_signature_normalization::Config::new()
        .mastodon_compat()
        .require_digest()
        .set_expiration(century);
    for key in ours() {
        let outgoing = Outgoing {
            method: &Method::POST,
            url: &url(ADDRESS),
            body: Some(BODY),
            date: now(),
        };
        let headers: Vec<_> = sign_request(key, KEY_ID, Scheme::Cavage, &outgoing).unwrap();
        let map = headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();

        let unverified = config.begin_verify("POST", "/inbox?x=1", map).unwrap();
        assert_eq!(unverified.key_id(), KEY_ID);
        let digest = signature::digest(BODY);
        let expected = format!(
            "(request-target): post /inbox?x=1\nhost: b.example\ndate: Sun, 22 Nov 2026 10:00:00 GMT\ndigest: {digest}"
        );
        assert_eq!(unverified.signing_string(), expected);
    }
}
