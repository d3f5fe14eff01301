//! What a browser's answer about a passkey is worth: the checks of Web Authentication Level 2, §7.1 and §7.2, step by step.
//! Pure: knows no tables, no challenge but the one it is given.
//!
//! No attestation is asked for and none is looked at: who made an authenticator is nothing that a community needs to know.

mod data;
mod key;

#[cfg(test)]
mod tests;

use aws_lc_rs::digest::{SHA256, digest};

use self::data::{AuthenticatorData, ClientData};
pub(super) use self::key::PublicKey;

/// What we are to an authenticator.
#[derive(Debug, Clone)]
pub(super) struct RelyingParty {
    /// Our host; keys are bound to it.
    pub id: String,
    /// Our address, as browsers name it in what they sign.
    pub origin: String,
}

/// Why an answer is worth nothing. For the log of a developer; people are told that it did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Flaw {
    /// Not what browsers send.
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// Of another kind, challenge or site.
    #[error("another {0}")]
    Another(&'static str),
    /// The person was not there, or was not recognised by the authenticator.
    #[error("nobody was verified")]
    Unverified,
    /// A kind of key that was not asked for.
    #[error("unknown kind of key")]
    Key,
    /// Not signed with the key.
    #[error("wrong signature")]
    Signature,
}

/// What a browser answers when it made a passkey.
#[derive(Debug, Clone, Default)]
pub struct Created {
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `attestationObject`.
    pub attestation: Vec<u8>,
}

/// What a browser answers when it signed with a passkey.
#[derive(Debug, Clone, Default)]
pub struct Signed {
    /// The passkey's own name for itself.
    pub credential_id: Vec<u8>,
    /// `clientDataJSON`.
    pub client_data: Vec<u8>,
    /// `authenticatorData`.
    pub authenticator_data: Vec<u8>,
    /// The signature over both.
    pub signature: Vec<u8>,
    /// Whose passkey it says it is.
    pub user_handle: Vec<u8>,
}

/// A new passkey that passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credential {
    /// Its own name for itself.
    pub id: Vec<u8>,
    /// Its public key, in COSE form.
    pub public_key: Vec<u8>,
    /// How often it signed.
    pub sign_count: u32,
}

/// Checks a new passkey (§7.1, steps 5 to 18; 19 to 24 concern attestation).
pub(super) fn check_created(party: &RelyingParty, challenge: &str, answer: &Created) -> Result<Credential, Flaw> {
    ClientData::read(&answer.client_data)?.check("webauthn.create", challenge, &party.origin)?;
    let bytes = data::of_attestation(&answer.attestation)?;
    let data = AuthenticatorData::read(&bytes)?;
    data.check(&party.id)?;
    let (id, public_key) = data.credential.ok_or(Flaw::Malformed("no key"))?;
    PublicKey::read(public_key)?;
    Ok(Credential {
        id: id.to_vec(),
        public_key: public_key.to_vec(),
        sign_count: data.sign_count,
    })
}

/// Checks a signature by a known passkey (§7.2, steps 11 to 20); gives its new count of signatures, which step 21 is about.
pub(super) fn check_signed(
    party: &RelyingParty,
    challenge: &str,
    key: &PublicKey,
    answer: &Signed,
) -> Result<u32, Flaw> {
    ClientData::read(&answer.client_data)?.check("webauthn.get", challenge, &party.origin)?;
    let data = AuthenticatorData::read(&answer.authenticator_data)?;
    data.check(&party.id)?;
    let hash = digest(&SHA256, &answer.client_data);
    let message = [answer.authenticator_data.as_slice(), hash.as_ref()].concat();
    key.verify(&message, &answer.signature)?;
    Ok(data.sign_count)
}
