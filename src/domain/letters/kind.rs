//! Which letters there are. Whoever adds one says what it is called, writes it (`jobs/letters`) and shows it to those who run the
//! instance (`web/mail/previews`): nothing compiles before that.

use std::fmt;

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterKind {
    /// What happened, by thread.
    Notices,
    /// What was not read, and new topics.
    Digest,
    /// The link that confirms a newcomer's address.
    ConfirmMail,
    /// The link to a new password.
    ResetPassword,
    /// The password was changed.
    PasswordChanged,
    /// The address was changed.
    EmailChange,
    /// What happened to an account.
    Security,
    /// An identity at another provider opens the account.
    IdentityLinked,
    /// Into an organisation.
    Invitation,
    /// Who asks to join an organisation, and what became of it.
    OrganisationNews,
    /// A decision on verification, or cases that wait for one.
    Verification,
    /// A seat in a training.
    Seat,
    /// What changed of a training.
    Training,
    /// An account is going to be erased.
    ErasureRequested,
    /// Nothing is left of it.
    ErasureDone,
    /// A copy of somebody's data can be fetched.
    ExportReady,
    /// News of a request about somebody's data.
    RequestAnswered,
}

impl LetterKind {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Notices,
        Self::Digest,
        Self::ConfirmMail,
        Self::ResetPassword,
        Self::PasswordChanged,
        Self::EmailChange,
        Self::Security,
        Self::IdentityLinked,
        Self::Invitation,
        Self::OrganisationNews,
        Self::Verification,
        Self::Seat,
        Self::Training,
        Self::ErasureRequested,
        Self::ErasureDone,
        Self::ExportReady,
        Self::RequestAnswered,
    ];

    /// What the queue calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notices => "notices",
            Self::Digest => "digest",
            Self::ConfirmMail => "confirm_mail",
            Self::ResetPassword => "reset_password",
            Self::PasswordChanged => "password_changed",
            Self::EmailChange => "email_change",
            Self::Security => "security_letter",
            Self::IdentityLinked => "identity_linked",
            Self::Invitation => "invitation",
            Self::OrganisationNews => "organisation_news",
            Self::Verification => "verification_letter",
            Self::Seat => "seat_letter",
            Self::Training => "training_letter",
            Self::ErasureRequested => "erasure_requested",
            Self::ErasureDone => "erasure_done",
            Self::ExportReady => "export_ready",
            Self::RequestAnswered => "request_answered",
        }
    }

    /// The letter of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for LetterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
