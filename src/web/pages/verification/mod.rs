//! `/verification`: a member's own side of verification.

mod case;
mod documents;
mod index;

pub(crate) use case::{appeal, begin, save, show, submit, withdraw};
pub(crate) use documents::{add, open, remove};
pub(crate) use index::index;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{CaseRow, CaseState, EvidenceLine, FieldView, OrganisationName, Stamp},
};

/// What one level may do.
#[derive(Debug, Clone, Copy)]
pub struct RightLine {
    /// The key of its name.
    pub name: &'static str,
    /// The level it takes.
    pub level: i32,
    /// The key of that level's name.
    pub level_name: &'static str,
    /// The member has it.
    pub is_had: bool,
}

/// A level that an organisation can ask for.
#[derive(Debug, Clone, Copy)]
pub struct LevelChoice {
    /// The level.
    pub level: i32,
    /// The key of its name.
    pub name: &'static str,
    /// It would be confirmed again.
    pub is_renewal: bool,
}

/// An organisation of the member's.
#[derive(Debug, Clone)]
pub struct Workplace {
    /// Its names.
    pub organisation: OrganisationName,
    /// The member speaks for it.
    pub is_owner: bool,
    /// Until when it is verified, if it is.
    pub verified_until: Option<Stamp>,
    /// The key of its level's name.
    pub level: &'static str,
    /// What the member may ask for.
    pub choices: Vec<LevelChoice>,
}

/// `/verification`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/verification/index.html")]
pub struct VerificationPage {
    /// The key of the name of the member's level.
    pub level: &'static str,
    /// Until when, if they are verified.
    pub until: Option<Stamp>,
    /// They run the instance, and need no papers.
    pub is_staff: bool,
    /// What each level may do.
    pub rights: Vec<RightLine>,
    /// Where they work.
    pub workplaces: Vec<Workplace>,
    /// They may ask to be verified as an expert.
    pub may_be_expert: bool,
    /// What they handed in.
    pub cases: Vec<CaseRow>,
}

/// `/verification/{id}`. The form of numbers sends `national_number`, `register_number`, `vat_number`, `licence_number`,
/// `licence_expires`, `chamber_number`, `message`; that of papers `kind` and the file `document`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/verification/case.html")]
pub struct CasePage {
    /// Its id.
    pub id: i64,
    /// The organisation or person it is about.
    pub subject: String,
    /// The key of the name of the level asked for.
    pub level: &'static str,
    /// How far it is.
    pub state: CaseState,
    /// It confirms again what was established before.
    pub is_renewal: bool,
    /// A second verifier looks at it.
    pub is_appeal: bool,
    /// It is about an organisation, which has numbers.
    pub has_numbers: bool,
    /// A licence is asked for.
    pub has_licence: bool,
    /// The checklist.
    pub evidence: Vec<EvidenceLine>,
    /// Unified national number.
    pub national_number: FieldView,
    /// Old number of the commercial register.
    pub register_number: FieldView,
    /// VAT number.
    pub vat_number: FieldView,
    /// Number of the licence.
    pub licence_number: FieldView,
    /// End of the licence.
    pub licence_expires: FieldView,
    /// Number of membership in the chamber.
    pub chamber_number: FieldView,
    /// Anything to add.
    pub message: FieldView,
    /// The paper last sent, if it could not be taken.
    pub document: FieldView,
    /// What it was said to be.
    pub kind: FieldView,
    /// The key of the reason of the last decision; empty if none.
    pub reason: &'static str,
    /// What the verifier added.
    pub note: String,
    /// When a decision is due.
    pub due: Option<Stamp>,
    /// When it was decided.
    pub decided: Option<Stamp>,
    /// When its papers were destroyed.
    pub wiped: Option<Stamp>,
    /// Days after the decision at which papers are destroyed.
    pub retention_days: u32,
    /// Largest paper, in megabytes.
    pub megabytes: u32,
    /// Somebody else can still be asked.
    pub may_appeal: bool,
    /// Why they should.
    pub appeal: FieldView,
}
