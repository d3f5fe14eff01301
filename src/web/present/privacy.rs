//! Consents, as a choice on a form.

use crate::db::types::ConsentPurpose;

/// Something to consent to.
#[derive(Debug, Clone, Copy)]
pub struct ConsentChoice {
    /// Its field.
    pub field: &'static str,
    /// The key of its name.
    pub title: &'static str,
    /// The key of what it means, and of what hangs on it today.
    pub help: &'static str,
    /// Whether it is ticked.
    pub is_given: bool,
}

impl ConsentChoice {
    /// All of them, those of `given` ticked.
    #[must_use]
    pub fn all(given: &[ConsentPurpose]) -> Vec<Self> {
        let choice = |purpose: &ConsentPurpose| {
            let (field, title, help) = consent_words(*purpose);
            Self {
                field,
                title,
                help,
                is_given: given.contains(purpose),
            }
        };
        ConsentPurpose::ALL.iter().map(choice).collect()
    }
}

/// Field, name and explanation of a purpose.
#[must_use]
pub const fn consent_words(purpose: ConsentPurpose) -> (&'static str, &'static str, &'static str) {
    match purpose {
        ConsentPurpose::DigestMail => ("consent_digest", "consent-digest", "consent-digest-help"),
        ConsentPurpose::PublicProfile => ("consent_profile", "consent-profile", "consent-profile-help"),
        ConsentPurpose::FederationOutside => ("consent_federation", "consent-federation", "consent-federation-help"),
        ConsentPurpose::TransferAbroad => ("consent_abroad", "consent-abroad", "consent-abroad-help"),
    }
}
