//! The fields of consents, on every form that has them.

use serde::Deserialize;

use crate::db::types::ConsentPurpose;

/// A tick for each purpose.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ConsentFields {
    consent_digest: String,
    consent_profile: String,
    consent_federation: String,
    consent_abroad: String,
}

impl ConsentFields {
    /// What is ticked.
    pub(crate) fn given(&self) -> Vec<ConsentPurpose> {
        let all = [
            (&self.consent_digest, ConsentPurpose::DigestMail),
            (&self.consent_profile, ConsentPurpose::PublicProfile),
            (&self.consent_federation, ConsentPurpose::FederationOutside),
            (&self.consent_abroad, ConsentPurpose::TransferAbroad),
        ];
        let ticked = all.into_iter().filter(|(field, _)| *field == "yes");
        ticked.map(|(_, purpose)| purpose).collect()
    }
}
