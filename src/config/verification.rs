//! `[verification]`: who is verified, how, and what that is worth.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who is verified, and what that is worth. Levels are 0 (confirmed address) to 3 (provider or expert).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Verification {
    /// Level that a member needs to answer in topics of others.
    pub reply: u8,
    /// Level that a member needs to open topics.
    pub open_topics: u8,
    /// Level that a member needs to publish case studies.
    pub publish_case_studies: u8,
    /// Level that a member needs to offer trainings.
    pub publish_trainings: u8,
    /// Level that a member needs to search members and organisations.
    pub see_directory: u8,
    /// Level that a member needs in forums for verified members.
    pub verified_forums: u8,
    /// Days a verification lasts, unless the verifier chooses another day.
    pub valid_days: u16,
    /// Working days (Sunday to Thursday) within which a decision is due.
    pub target_days: u16,
    /// Whether two verifiers must agree to an approval.
    pub four_eyes: bool,
    /// Days after a decision at which numbers and documents are destroyed.
    pub retention_days: u16,
    /// Days after a rejection within which another verifier can be asked.
    pub appeal_days: u16,
    /// Largest document, in megabytes.
    pub document_megabytes: u8,
    /// Public holidays that move, as `2027-03-09`. Founding Day and National Day are known.
    pub holidays: Vec<NaiveDate>,
}

impl Default for Verification {
    fn default() -> Self {
        Self {
            reply: 1,
            open_topics: 1,
            publish_case_studies: 1,
            publish_trainings: 1,
            see_directory: 1,
            verified_forums: 1,
            valid_days: 365,
            target_days: 3,
            four_eyes: false,
            retention_days: 30,
            appeal_days: 14,
            document_megabytes: 8,
            holidays: Vec::new(),
        }
    }
}

impl Verification {
    /// The key of a value that makes no sense, and what is wrong with it.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        let levels = [
            ("verification.reply", self.reply),
            ("verification.open_topics", self.open_topics),
            ("verification.publish_case_studies", self.publish_case_studies),
            ("verification.publish_trainings", self.publish_trainings),
            ("verification.see_directory", self.see_directory),
            ("verification.verified_forums", self.verified_forums),
        ];
        if let Some((key, _)) = levels.into_iter().find(|(_, level)| *level > 3) {
            return Some((key, "must be a level from 0 to 3"));
        }
        if self.appeal_days > self.retention_days {
            // Whoever appeals must find the papers there.
            return Some((
                "verification.appeal_days",
                "must not be longer than verification.retention_days",
            ));
        }
        if !(1..=32).contains(&self.document_megabytes) {
            return Some(("verification.document_megabytes", "must be from 1 to 32"));
        }
        None
    }
}
