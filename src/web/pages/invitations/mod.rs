//! Invitations into an organisation: what its owners send, and what whoever gets one sees.

mod manage;
mod show;

pub(crate) use manage::{act, index, invite};
pub(crate) use show::{answer, show};

use askama::Template;

use crate::web::pages::privacy::AgreementView;
use crate::web::{
    filters, paths,
    view::{FieldView, Pager, Stamp},
};

/// An invitation in its organisation's list.
#[derive(Debug, Clone)]
pub struct InvitationLine {
    /// Id.
    pub id: i64,
    /// The address it went to.
    pub email: String,
    /// Key of how far it is.
    pub progress: &'static str,
    /// It may be accepted: it can be taken back.
    pub is_open: bool,
    /// Nobody accepted it: it can be sent again.
    pub is_unused: bool,
    /// When it was sent.
    pub sent_at: Stamp,
    /// Until when it works.
    pub expires_at: Stamp,
}

/// `/organisations/{id}/invitations`. The form sends `emails`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/invitations/index.html")]
pub struct InvitationsPage {
    /// The organisation.
    pub organisation: i64,
    /// Its name.
    pub name: String,
    /// Addresses to be invited.
    pub emails: FieldView,
    /// Days an invitation works.
    pub days: i64,
    /// Those that were sent.
    pub invitations: Vec<InvitationLine>,
    /// More of them.
    pub pager: Pager,
}

/// What whoever holds a link can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Register: nobody has an account with the address.
    Register,
    /// Sign in first: the address has an account.
    SignIn,
    /// Accept.
    Accept,
    /// Accept, after saying that it was meant for them: it went to another address.
    AcceptElsewhere,
    /// It no longer works, for this reason; a new one can be asked for.
    Closed(&'static str),
    /// It was accepted.
    Used,
    /// There is no such link.
    Unknown,
}

/// `/invitations/{token}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/invitations/show.html")]
pub struct InvitationPage {
    /// The token of the link.
    pub token: String,
    /// What can be done.
    pub outcome: Outcome,
    /// Into what.
    pub organisation: String,
    /// Who invites; empty if they are gone.
    pub inviter: String,
    /// The address the letter went to.
    pub email: String,
    /// Until when it works.
    pub expires_at: Stamp,
    /// What is wrong with not saying that it was meant for them.
    pub sure: FieldView,
    /// Name as others see it.
    pub display_name: FieldView,
    /// Name in the handle.
    pub username: FieldView,
    /// Password; its value is never sent back.
    pub password: FieldView,
    /// What a newcomer agrees to.
    pub agreement: AgreementView,
}
