use std::sync::LazyLock;

use federation::signature::{Algorithm, KeyError, PrivateKey, PublicKey};

pub(crate) const RSA_2048: &str = include_str!("pem/rsa2048.pem");

/// Making an RSA key takes a while; one serves all tests.
pub(crate) static RSA: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate_rsa().unwrap());
pub(crate) static ED25519: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::generate_ed25519().unwrap());

#[test]
fn private_keys_survive_being_written_down() {
    for key in [&*RSA, &*ED25519] {
        let pem = key.to_pkcs8_pem().unwrap();
        let again = PrivateKey::from_pkcs8_pem(&pem).unwrap();

        assert_eq!(again.algorithm(), key.algorithm());
        assert_eq!(again.public_key().unwrap().to_pem(), key.public_key().unwrap().to_pem());
        assert_eq!(again.to_pkcs8_pem().unwrap(), pem);
    }
}

#[test]
fn public_keys_survive_being_written_down() {
    for (pem, algorithm) in [
        (RSA_2048, Algorithm::RsaSha256),
        (include_str!("pem/ed25519.pem"), Algorithm::Ed25519),
    ] {
        let key = PublicKey::from_pem(pem).unwrap();
        assert_eq!(key.algorithm(), algorithm);
        assert_eq!(key.to_pem().unwrap(), pem);
    }
}

#[test]
fn an_old_style_rsa_key_and_one_without_line_ends_are_read() {
    let spki = PublicKey::from_pem(RSA_2048).unwrap();
    let one_line = RSA_2048.replace('\n', "");

    assert_eq!(
        PublicKey::from_pem(include_str!("pem/rsa2048_pkcs1.pem"))
            .unwrap()
            .to_pem(),
        spki.to_pem()
    );
    assert_eq!(PublicKey::from_pem(&one_line).unwrap().to_pem(), spki.to_pem());
}

#[test]
fn weak_and_foreign_keys_are_refused() {
    let read = |pem| PublicKey::from_pem(pem).map(|key| key.algorithm());

    assert_eq!(read(include_str!("pem/rsa1024.pem")), Err(KeyError::Weak(1024)));
    assert_eq!(read(include_str!("pem/p256.pem")), Err(KeyError::Unsupported));
    assert_eq!(read("nonsense"), Err(KeyError::Malformed));
    assert_eq!(
        read("-----BEGIN PUBLIC KEY-----\n!!\n-----END PUBLIC KEY-----"),
        Err(KeyError::Malformed)
    );
    assert_eq!(
        read("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
        Err(KeyError::Unsupported)
    );
    assert!(PrivateKey::from_pkcs8_pem(RSA_2048).is_err());
}

#[test]
fn a_multikey_survives_being_written_down() {
    let key = ED25519.public_key().unwrap();
    let text = key.to_multibase().unwrap();

    assert!(text.starts_with("z6Mk"), "{text}");
    assert_eq!(PublicKey::from_multibase(&text).unwrap().to_pem(), key.to_pem());
    assert_eq!(RSA.public_key().unwrap().to_multibase(), None);
}

#[test]
fn the_example_multikey_of_fep_521a_is_read() {
    let key = PublicKey::from_multibase("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").unwrap();

    assert_eq!(key.algorithm(), Algorithm::Ed25519);
    assert_eq!(
        key.to_multibase().unwrap(),
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    );
}

#[test]
fn nonsense_is_no_multikey() {
    for text in [
        "",
        "z",
        "z0OIl",
        "f6d6b",
        "z6Mk",
        "zzzzzzzzzzzz",
        &format!("z{}", "1".repeat(500)),
    ] {
        assert!(PublicKey::from_multibase(text).is_err(), "{text}");
    }
}

#[test]
fn a_private_key_does_not_show_itself() {
    assert_eq!(format!("{:?}", *RSA), "PrivateKey(RsaSha256)");
}
