//! A passkey in miniature: a device that makes one key and signs with it, having recognised its owner.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::{Value, cbor};
use majlis::id::random_bytes;

use super::{Client, Page};

/// A device with one key. What it says of site and count can be changed, to see whether that is noticed.
pub struct Passkey {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    user: Vec<u8>,
    /// What it says its page's address was.
    pub origin: String,
    /// What it counts its signatures at.
    pub count: u32,
    /// What it says of its owner: present and recognised.
    pub flags: u8,
}

/// Present and recognised.
const RECOGNISED: u8 = 0x05;

impl Passkey {
    /// Adds one to the account that is signed in; gives the answer of the page.
    pub async fn add(client: &Client, name: &str) -> (Self, Page) {
        let asked = client.get("/settings/security/passkeys").await;
        let of_form = |name: &str| {
            let value = asked.attribute("form[data-passkey=create]", name);
            value.unwrap_or_else(|| panic!("no {name}: {}", asked.body))
        };
        let mut passkey = Self {
            pair: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"),
            id: random_bytes::<16>().to_vec(),
            user: URL_SAFE_NO_PAD.decode(of_form("data-user")).expect("base64"),
            origin: "https://majlis.example".to_owned(),
            count: 0,
            flags: RECOGNISED,
        };
        let page = passkey
            .answer_new(client, &asked, name, &of_form("data-challenge"))
            .await;
        (passkey, page)
    }

    async fn answer_new(&mut self, client: &Client, asked: &Page, name: &str, challenge: &str) -> Page {
        let token = asked.attribute("main input[name=csrf]", "value").expect("a token");
        let (client_data, attestation) = self.made(challenge);
        let fields = [
            ("csrf", token.as_str()),
            ("name", name),
            ("client_data", &client_data),
            ("attestation", &attestation),
        ];
        client.post("/settings/security/passkeys", &fields).await
    }

    fn made(&self, challenge: &str) -> (String, String) {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (Value::Bytes(point[1..33].to_vec()), Value::Bytes(point[33..].to_vec()));
        let key = bytes(&cbor!({ 1 => 2, 3 => -7, -1 => 1, -2 => x, -3 => y }).expect("a map"));
        let length = u16::try_from(self.id.len()).expect("a short name").to_be_bytes();
        let credential = [&[0; 16], &length[..], &self.id, &key].concat();
        let data = Value::Bytes([self.data(self.flags | 0x40), credential].concat());
        let none = Value::Map(Vec::new());
        let attestation = cbor!({ "fmt" => "none", "attStmt" => none, "authData" => data }).expect("a map");
        let client_data = self.client_data("webauthn.create", challenge);
        (
            URL_SAFE_NO_PAD.encode(client_data),
            URL_SAFE_NO_PAD.encode(bytes(&attestation)),
        )
    }

    /// Signs in: opens the page that asks, and answers.
    pub async fn sign_in(&mut self, client: &Client) -> Page {
        let asked = client.get("/sign-in/passkey?next=%2Fsettings%2Fprofile").await;
        let challenge = asked
            .attribute("form[data-passkey=get]", "data-challenge")
            .expect("a question");
        let fields = self.signed(&challenge);
        answer(client, &asked, &fields).await
    }

    /// The fields of an answer to `challenge`.
    pub fn signed(&mut self, challenge: &str) -> Vec<(&'static str, String)> {
        let client_data = self.client_data("webauthn.get", challenge);
        let data = self.data(self.flags);
        let message = [data.as_slice(), digest(&SHA256, &client_data).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).expect("signed");
        let fields: [(&'static str, &[u8]); 5] = [
            ("credential_id", &self.id),
            ("client_data", &client_data),
            ("authenticator_data", &data),
            ("signature", signature.as_ref()),
            ("user_handle", &self.user),
        ];
        fields
            .map(|(name, value)| (name, URL_SAFE_NO_PAD.encode(value)))
            .to_vec()
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let data =
            serde_json::json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let site = digest(&SHA256, b"majlis.example");
        [site.as_ref(), &[flags], &self.count.to_be_bytes()].concat()
    }
}

/// Sends an answer from the page that asked.
pub async fn answer(client: &Client, asked: &Page, fields: &[(&'static str, String)]) -> Page {
    let token = asked.attribute("main input[name=csrf]", "value").expect("a token");
    let mut all = vec![("csrf", token.as_str()), ("next", "/settings/profile")];
    all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
    client.post("/sign-in/passkey", &all).await
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    ciborium::into_writer(value, &mut out).expect("CBOR");
    out
}
