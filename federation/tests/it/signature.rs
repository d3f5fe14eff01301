use chrono::{DateTime, TimeDelta, Utc};
use federation::signature::{
    Algorithm, Outgoing, PrivateKey, Request, Scheme, SignatureError, Signed, content_digest, digest, sign_request,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::{
    keys::{ED25519, RSA},
    time, url,
};

const KEY_ID: &str = "https://a.example/u/ada#main-key";
const BODY: &[u8] = br#"{"type":"Like"}"#;
const SCHEMES: [Scheme; 2] = [Scheme::Cavage, Scheme::Rfc9421];

fn now() -> DateTime<Utc> {
    time("2026-11-22T10:00:00Z")
}

/// A request as it arrives, with everything a test may want to change.
#[derive(Clone)]
struct Case {
    method: Method,
    target: String,
    headers: HeaderMap,
    authority: String,
    scheme: &'static str,
    body: Vec<u8>,
}

impl Case {
    fn signed(key: &PrivateKey, scheme: Scheme, method: Method, address: &str) -> Self {
        let url = url(address);
        let body = (method == Method::POST).then_some(BODY);
        let outgoing = Outgoing {
            method: &method,
            url: &url,
            body,
            date: now(),
        };
        let headers = sign_request(key, KEY_ID, scheme, &outgoing)
            .unwrap()
            .into_iter()
            .collect();
        let target = address.strip_prefix("https://b.example").unwrap().to_owned();
        Self {
            method,
            target,
            headers,
            authority: "b.example".to_owned(),
            scheme: "https",
            body: body.unwrap_or_default().to_vec(),
        }
    }

    fn post(scheme: Scheme) -> Self {
        Self::signed(&ED25519, scheme, Method::POST, "https://b.example/inbox")
    }

    fn read_at(&self, now: DateTime<Utc>) -> Result<Signed, SignatureError> {
        let request = Request {
            method: &self.method,
            path_and_query: &self.target,
            headers: &self.headers,
            authority: &self.authority,
            scheme: self.scheme,
        };
        Signed::read(&request, &self.body, now)
    }

    fn check(&self, key: &PrivateKey) -> Result<(), SignatureError> {
        self.read_at(now())?.verify(&key.public_key().unwrap())
    }

    fn set(mut self, name: &'static str, value: &str) -> Self {
        self.headers
            .insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    fn get(&self, name: &str) -> String {
        self.headers[name].to_str().unwrap().to_owned()
    }

    fn replace(self, name: &'static str, from: &str, to: &str) -> Self {
        let value = self.get(name);
        assert!(value.contains(from), "{name} has no {from}: {value}");
        self.set(name, &value.replace(from, to))
    }
}

#[test]
fn what_we_sign_we_accept() {
    for scheme in SCHEMES {
        for key in [&*RSA, &*ED25519] {
            for (method, address) in [
                (Method::POST, "https://b.example/inbox"),
                (Method::GET, "https://b.example/g/machining"),
                (Method::GET, "https://b.example/outbox?page=1&x=%20y"),
            ] {
                let case = Case::signed(key, scheme, method, address);
                let signed = case.read_at(now()).unwrap();
                assert_eq!((signed.key_id(), signed.scheme()), (KEY_ID, scheme));
                assert_eq!(
                    signed.verify(&key.public_key().unwrap()),
                    Ok(()),
                    "{scheme:?} {address}"
                );
            }
        }
    }
}

#[test]
fn our_cavage_headers_are_those_that_everybody_reads() {
    let case = Case::signed(&RSA, Scheme::Cavage, Method::POST, "https://b.example/inbox");

    assert_eq!(case.get("host"), "b.example");
    assert_eq!(case.get("date"), "Sun, 22 Nov 2026 10:00:00 GMT");
    assert_eq!(case.get("digest"), digest(BODY));
    let start = r#"keyId="https://a.example/u/ada#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature=""#;
    assert!(case.get("signature").starts_with(start), "{}", case.get("signature"));
}

#[test]
fn our_rfc9421_headers_are_those_of_the_reference() {
    let case = Case::post(Scheme::Rfc9421);

    assert_eq!(case.get("content-digest"), content_digest(BODY));
    assert_eq!(
        case.get("signature-input"),
        r#"sig1=("@method" "@target-uri" "content-digest");created=1795341600;keyid="https://a.example/u/ada#main-key""#
    );
    assert!(case.get("signature").starts_with("sig1=:"));
}

#[test]
fn a_signature_of_another_key_is_wrong() {
    let other = PrivateKey::generate_ed25519().unwrap();
    for scheme in SCHEMES {
        assert_eq!(Case::post(scheme).check(&other), Err(SignatureError::Wrong));
    }
}

#[test]
fn changing_any_covered_part_breaks_the_signature() {
    for scheme in SCHEMES {
        let case = Case::post(scheme);
        let wrong = |case: Case| assert_eq!(case.check(&ED25519), Err(SignatureError::Wrong), "{scheme:?}");

        wrong(Case {
            method: Method::PUT,
            ..case.clone()
        });
        wrong(Case {
            target: "/other".to_owned(),
            ..case.clone()
        });
        let foreign = Case {
            authority: "c.example".to_owned(),
            ..case.clone()
        };
        assert_eq!(foreign.check(&ED25519), Err(SignatureError::WrongHost));
        wrong(foreign.set("host", "c.example"));
        let body = Case {
            body: b"{}".to_vec(),
            ..case.clone()
        };
        assert_eq!(body.check(&ED25519), Err(SignatureError::DigestMismatch));
        wrong(
            body.set("digest", &digest(b"{}"))
                .set("content-digest", &content_digest(b"{}")),
        );
    }
    wrong_date();
    let case = Case::post(Scheme::Rfc9421);
    assert_eq!(
        Case {
            scheme: "http",
            ..case.clone()
        }
        .check(&ED25519),
        Err(SignatureError::Wrong)
    );
    assert_eq!(
        case.replace("signature-input", "1795341600", "1795341601")
            .check(&ED25519),
        Err(SignatureError::Wrong)
    );
}

fn wrong_date() {
    let case = Case::post(Scheme::Cavage).set("date", "Sun, 22 Nov 2026 10:00:01 GMT");
    assert_eq!(case.check(&ED25519), Err(SignatureError::Wrong));
}

#[test]
fn an_unsigned_request_is_told_from_a_badly_signed_one() {
    let mut case = Case::post(Scheme::Cavage);
    case.headers.remove("signature");
    assert_eq!(case.check(&ED25519), Err(SignatureError::Missing));

    let mut case = Case::post(Scheme::Rfc9421);
    case.headers.remove("signature");
    assert_eq!(case.check(&ED25519), Err(SignatureError::Malformed("signature")));
}

#[test]
fn the_scheme_is_rfc9421_exactly_when_there_is_a_signature_input() {
    let case = Case::post(Scheme::Cavage).set("signature-input", "nonsense=");

    assert!(matches!(case.check(&ED25519), Err(SignatureError::Malformed(_))));
}

#[test]
fn cavage_must_cover_target_host_date_and_digest() {
    let case = Case::post(Scheme::Cavage);
    for (without, missing) in [
        ("host date digest", "(request-target)"),
        ("(request-target) date digest", "host"),
        ("(request-target) host digest", "date"),
        ("(request-target) host date", "digest"),
    ] {
        let case = case
            .clone()
            .replace("signature", "(request-target) host date digest", without);
        assert_eq!(case.check(&ED25519), Err(SignatureError::NotCovered(missing)));
    }
    let default = case.replace("signature", r#"headers="(request-target) host date digest","#, "");
    assert_eq!(
        default.check(&ED25519),
        Err(SignatureError::NotCovered("(request-target)"))
    );
}

#[test]
fn rfc9421_must_cover_method_target_and_content_digest() {
    let case = Case::post(Scheme::Rfc9421);
    for (without, missing) in [
        (r#"("@target-uri" "content-digest")"#, "@method"),
        (r#"("@method" "content-digest")"#, "@target-uri"),
        (r#"("@method" "@authority" "@path" "content-digest")"#, "@target-uri"),
        (r#"("@method" "@target-uri")"#, "content-digest"),
    ] {
        let case = case.clone().replace(
            "signature-input",
            r#"("@method" "@target-uri" "content-digest")"#,
            without,
        );
        assert_eq!(case.check(&ED25519), Err(SignatureError::NotCovered(missing)));
    }
}

#[test]
fn a_post_needs_a_sha256_digest() {
    for (scheme, name) in [(Scheme::Cavage, "digest"), (Scheme::Rfc9421, "content-digest")] {
        let mut case = Case::post(scheme);
        case.headers.remove(name);
        assert_eq!(case.check(&ED25519), Err(SignatureError::DigestMissing));
    }
    let other = Case::post(Scheme::Cavage).set("digest", "SHA-512=AAAA");
    assert_eq!(other.check(&ED25519), Err(SignatureError::DigestMissing));
    let twice = Case::post(Scheme::Cavage).set("digest", &format!("{},{}", digest(BODY), digest(b"{}")));
    assert_eq!(twice.check(&ED25519), Err(SignatureError::DigestMissing));
    let other = Case::post(Scheme::Rfc9421).set("content-digest", "sha-512=:AAAA:");
    assert_eq!(other.check(&ED25519), Err(SignatureError::DigestMissing));
    let odd = Case::post(Scheme::Rfc9421).set("content-digest", "sha-256=1");
    assert!(matches!(odd.check(&ED25519), Err(SignatureError::Malformed(_))));
}

#[test]
fn an_empty_post_is_a_post_all_the_same() {
    let mut case = Case::signed(&ED25519, Scheme::Cavage, Method::GET, "https://b.example/inbox");
    case.method = Method::POST;

    assert_eq!(case.check(&ED25519), Err(SignatureError::NotCovered("digest")));
}

#[test]
fn a_request_for_another_host_is_refused() {
    for scheme in SCHEMES {
        let mut case = Case::post(scheme);
        assert_eq!(
            case.clone().set("host", "c.example").check(&ED25519),
            Err(SignatureError::WrongHost)
        );
        case.headers.append("host", HeaderValue::from_static("c.example"));
        assert_eq!(case.check(&ED25519), Err(SignatureError::WrongHost));
        case.headers.remove("host");
        assert!(matches!(case.check(&ED25519), Err(SignatureError::AbsentComponent(_))));
    }
}

#[test]
fn a_default_port_or_upper_case_in_our_host_does_not_matter_to_the_host_check() {
    let case = Case::post(Scheme::Rfc9421).set("host", "B.Example:443");

    assert_eq!(case.check(&ED25519), Ok(()));
}

#[test]
fn a_dated_signature_is_good_for_sixty_five_minutes() {
    let case = Case::post(Scheme::Cavage);
    let at = |minutes: i64, seconds: i64| {
        case.read_at(now() + TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds))
            .map(|_| ())
    };

    assert_eq!(at(65, 0), Ok(()));
    assert_eq!(at(65, 1), Err(SignatureError::Expired));
    assert_eq!(at(-60, 0), Ok(()));
    assert_eq!(at(-60, -1), Err(SignatureError::FromTheFuture));
}

#[test]
fn an_rfc9421_signature_is_good_for_sixty_five_minutes_back_and_five_ahead() {
    let case = Case::post(Scheme::Rfc9421);
    let at = |minutes: i64, seconds: i64| {
        case.read_at(now() + TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds))
            .map(|_| ())
    };

    assert_eq!(at(65, 0), Ok(()));
    assert_eq!(at(65, 1), Err(SignatureError::Expired));
    assert_eq!(at(-5, 0), Ok(()));
    assert_eq!(at(-5, -1), Err(SignatureError::FromTheFuture));
}

#[test]
fn an_rfc9421_expiry_is_honored_and_created_is_required() {
    let case = Case::post(Scheme::Rfc9421).replace("signature-input", "1795341600", "1795341600;expires=1795341660");
    assert!(case.read_at(now() + TimeDelta::seconds(60)).is_ok());
    assert_eq!(
        case.read_at(now() + TimeDelta::seconds(61)),
        Err(SignatureError::Expired)
    );

    let case = Case::post(Scheme::Rfc9421).replace("signature-input", ";created=1795341600", "");
    assert_eq!(case.read_at(now()), Err(SignatureError::Malformed("created")));
    let case = Case::post(Scheme::Rfc9421).replace("signature-input", "1795341600", "\"1795341600\"");
    assert_eq!(case.read_at(now()), Err(SignatureError::Malformed("created")));
}

/// A `Signature` header as Discourse and GoToSocial write it.
fn hs2019(parameters: &str) -> Case {
    Case::post(Scheme::Cavage)
        .replace(
            "signature",
            "(request-target) host date digest",
            "(request-target) host (created) (expires) digest",
        )
        .replace(
            "signature",
            r#"algorithm="hs2019""#,
            &format!(r#"algorithm="hs2019",{parameters}"#),
        )
}

#[test]
fn a_created_signature_lives_until_its_expiry_but_no_longer_than_twelve_hours() {
    let case = hs2019("created=1795341600,expires=1795345200");
    let hours = |case: &Case, hours: i64| case.read_at(now() + TimeDelta::hours(hours)).map(|_| ());
    assert_eq!(hours(&case, 2), Ok(()));
    assert_eq!(hours(&case, 3), Err(SignatureError::Expired));

    let forever = hs2019("created=1795341600,expires=1999999999");
    assert_eq!(hours(&forever, 13), Ok(()));
    assert_eq!(
        forever.read_at(now() + TimeDelta::seconds(13 * 3600 + 1)),
        Err(SignatureError::Expired)
    );
}

#[test]
fn created_and_expires_must_be_there_when_covered_and_need_hs2019() {
    assert_eq!(
        hs2019("expires=1795345200").read_at(now()),
        Err(SignatureError::Malformed("created"))
    );
    assert_eq!(
        hs2019("created=1795341600").read_at(now()),
        Err(SignatureError::Malformed("expires"))
    );
    assert_eq!(
        hs2019("created=99999999999999999,expires=1").read_at(now()),
        Err(SignatureError::Malformed("created"))
    );
    let old = hs2019("created=1795341600,expires=1795345200").replace("signature", "hs2019", "rsa-sha256");
    assert!(matches!(old.read_at(now()), Err(SignatureError::Malformed(_))));
}

#[test]
fn an_uncovered_created_cannot_refresh_an_old_signature() {
    let later = now() + TimeDelta::hours(10);
    let stamp = format!(
        r#"algorithm="hs2019",created={},expires={}"#,
        later.timestamp(),
        later.timestamp() + 60
    );
    let case = Case::post(Scheme::Cavage).replace("signature", r#"algorithm="hs2019""#, &stamp);

    assert_eq!(case.read_at(later), Err(SignatureError::Expired));
}

#[test]
fn the_algorithm_named_must_be_that_of_the_key() {
    let case = Case::post(Scheme::Cavage).replace("signature", "hs2019", "rsa-sha256");
    assert_eq!(case.check(&ED25519), Err(SignatureError::AlgorithmMismatch));
    let case = Case::post(Scheme::Rfc9421).replace("signature-input", ";keyid", r#";alg="rsa-v1_5-sha256";keyid"#);
    assert_eq!(case.check(&ED25519), Err(SignatureError::AlgorithmMismatch));

    for (scheme, name, from, to) in [
        (Scheme::Cavage, "signature", "hs2019", "rsa-sha1"),
        (Scheme::Cavage, "signature", "hs2019", "hmac-sha256"),
        (
            Scheme::Rfc9421,
            "signature-input",
            ";keyid",
            r#";alg="hmac-sha256";keyid"#,
        ),
    ] {
        let case = Case::post(scheme).replace(name, from, to);
        assert!(
            matches!(case.check(&ED25519), Err(SignatureError::UnsupportedAlgorithm(_))),
            "{to}"
        );
    }
    assert_eq!(ED25519.algorithm(), Algorithm::Ed25519);
}

#[test]
fn a_query_string_may_be_left_out_of_a_cavage_target_only() {
    let plain = Case::signed(&ED25519, Scheme::Cavage, Method::GET, "https://b.example/outbox");
    let asked = Case {
        target: "/outbox?page=1".to_owned(),
        ..plain
    };
    assert_eq!(asked.check(&ED25519), Ok(()));

    let plain = Case::signed(&ED25519, Scheme::Rfc9421, Method::GET, "https://b.example/outbox");
    let asked = Case {
        target: "/outbox?page=1".to_owned(),
        ..plain
    };
    assert_eq!(asked.check(&ED25519), Err(SignatureError::Wrong));
}

#[test]
fn repeated_parameters_and_headers_are_refused() {
    let case = Case::post(Scheme::Cavage);
    let twice = case
        .clone()
        .replace("signature", "keyId=", r#"keyId="https://evil.example/#k",keyId="#);
    assert!(matches!(twice.check(&ED25519), Err(SignatureError::Malformed(_))));

    let mut two = case;
    two.headers
        .append("signature", HeaderValue::from_static(r#"keyId="x",signature="eA==""#));
    assert!(matches!(two.check(&ED25519), Err(SignatureError::Malformed(_))));
}

#[test]
fn a_key_id_may_contain_commas_and_equals_signs() {
    let outgoing = Outgoing {
        method: &Method::GET,
        url: &url("https://b.example/"),
        body: None,
        date: now(),
    };
    let id = "https://a.example/u?x=1,y=2#main-key";
    let headers = sign_request(&ED25519, id, Scheme::Cavage, &outgoing)
        .unwrap()
        .into_iter()
        .collect();
    let case = Case {
        headers,
        target: "/".to_owned(),
        method: Method::GET,
        body: vec![],
        ..Case::post(Scheme::Cavage)
    };

    assert_eq!(case.read_at(now()).unwrap().key_id(), id);
}

#[test]
fn only_the_first_two_labels_are_looked_at() {
    let good = Case::post(Scheme::Rfc9421);
    let (input, signature) = (good.get("signature-input"), good.get("signature"));
    let bad = |n: usize| (format!(r#"x{n}=("@method");keyid="x""#), format!("x{n}=:AAAA:"));
    let with = |count: usize| {
        let (inputs, signatures): (Vec<String>, Vec<String>) = (0..count).map(bad).unzip();
        good.clone()
            .set("signature-input", &format!("{}, {input}", inputs.join(", ")))
            .set("signature", &format!("{}, {signature}", signatures.join(", ")))
    };

    assert_eq!(with(1).check(&ED25519), Ok(()));
    assert_eq!(with(2).check(&ED25519), Err(SignatureError::NotCovered("@target-uri")));
}

#[test]
fn component_parameters_and_repeated_components_are_refused() {
    for odd in [
        r#"("@method";req "#,
        r#"("@method" "@method" "#,
        r#"("@status" "@method" "#,
        r#"(method "#,
    ] {
        let case = Case::post(Scheme::Rfc9421).replace("signature-input", r#"("@method" "#, odd);
        assert!(
            matches!(case.check(&ED25519), Err(SignatureError::Malformed(_))),
            "{odd}"
        );
    }
}

#[test]
fn covering_a_header_that_is_not_there_is_refused() {
    let case = Case::post(Scheme::Cavage).replace("signature", "date digest", "date digest x-other");
    assert_eq!(
        case.check(&ED25519),
        Err(SignatureError::AbsentComponent("x-other".to_owned()))
    );
    let case = Case::post(Scheme::Rfc9421).replace(
        "signature-input",
        r#""content-digest""#,
        r#""content-digest" "x-other""#,
    );
    assert_eq!(
        case.check(&ED25519),
        Err(SignatureError::AbsentComponent("x-other".to_owned()))
    );
}

#[test]
fn garbage_in_signature_headers_is_refused_quietly() {
    for garbage in [
        "",
        "=",
        ",",
        "\"",
        "keyId",
        "keyId=\"x",
        "a=\"b\"c",
        "signature=\"!\",keyId=\"k\"",
        "keyId=\"\",signature=\"\"",
    ] {
        assert!(
            Case::post(Scheme::Cavage)
                .set("signature", garbage)
                .check(&ED25519)
                .is_err(),
            "{garbage}"
        );
        assert!(
            Case::post(Scheme::Rfc9421)
                .set("signature", garbage)
                .check(&ED25519)
                .is_err(),
            "{garbage}"
        );
        assert!(
            Case::post(Scheme::Rfc9421)
                .set("signature-input", garbage)
                .check(&ED25519)
                .is_err(),
            "{garbage}"
        );
    }
}
