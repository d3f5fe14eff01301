//! `/admin/verification`: the queue of verifiers, a case before them, who verifies, and the chamber's list of members.

mod list;
mod queue;
mod review;

pub(crate) use list::{list, replace_list};
pub(crate) use queue::{queue, set_verifier};
pub(crate) use review::{decide, end, review};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{CaseRow, CaseState, EvidenceLine, FieldView, OrganisationName, Pager, PersonLine, Stamp},
};

/// `/admin/verification`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/verification/queue.html")]
pub struct QueuePage {
    /// Which cases are shown.
    pub state: CaseState,
    /// The cases, oldest first.
    pub cases: Vec<CaseRow>,
    /// Ways on.
    pub pager: Pager,
    /// How many wait for a verifier.
    pub waiting: u32,
    /// How many wait for an applicant.
    pub returned: u32,
    /// Who verifies, besides admins; for admins.
    pub verifiers: Option<Vec<PersonLine>>,
    /// The handle typed into the form that appoints a verifier: `verifier`, with `act` = `appoint` or `dismiss`.
    pub verifier: FieldView,
    /// How many members the chamber's list has; for admins.
    pub listed: Option<u32>,
}

impl QueuePage {
    /// The states that can be shown.
    pub const STATES: [CaseState; 4] = [
        CaseState::Submitted,
        CaseState::Returned,
        CaseState::Approved,
        CaseState::Rejected,
    ];
}

/// `/admin/verification/list`. The form sends `list`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/verification/list.html")]
pub struct MemberListPage {
    /// How many members it has.
    pub count: u32,
    /// What was pasted.
    pub list: FieldView,
}

/// A number that was claimed, beside what is known of it.
#[derive(Debug, Clone)]
pub struct ClaimLine {
    /// The key of its name.
    pub name: &'static str,
    /// What was typed.
    pub value: String,
}

/// Something that was done with a case.
#[derive(Debug, Clone)]
pub struct LogRow {
    /// Who did it; empty for the instance itself.
    pub who: String,
    /// The key of what was done.
    pub action: &'static str,
    /// The key of what it was done to, or of the reason; empty if there is none.
    pub detail: &'static str,
    /// When.
    pub at: Stamp,
}

/// What the chamber's list has under a number.
#[derive(Debug, Clone)]
pub struct ListedView {
    /// Name in the list.
    pub name: String,
    /// Domain of its addresses.
    pub domain: String,
    /// End of its membership.
    pub until: Option<Stamp>,
}

/// `/admin/verification/{id}`. The decision sends `act`, `reason`, `note`, `until`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/verification/review.html")]
pub struct ReviewPage {
    /// Its id.
    pub id: i64,
    /// What it is about; none if it is about a person.
    pub organisation: Option<OrganisationName>,
    /// Who handed it in.
    pub applicant: String,
    /// Their handle.
    pub handle: String,
    /// The domain of their confirmed address.
    pub email_domain: String,
    /// The key of the name of the level asked for.
    pub level: &'static str,
    /// How far it is.
    pub state: CaseState,
    /// It confirms again.
    pub is_renewal: bool,
    /// A second verifier looks at it.
    pub is_appeal: bool,
    /// One of two has approved.
    pub is_half_approved: bool,
    /// What the applicant added.
    pub message: String,
    /// When a decision is due.
    pub due: Option<Stamp>,
    /// That day is past.
    pub is_late: bool,
    /// When numbers and papers were destroyed.
    pub wiped: Option<Stamp>,
    /// The numbers.
    pub claims: Vec<ClaimLine>,
    /// The papers.
    pub evidence: Vec<EvidenceLine>,
    /// Others that claim the same number.
    pub same_number: Vec<OrganisationName>,
    /// What the chamber's list says; the key of the words.
    pub finding: &'static str,
    /// What it has under the number.
    pub listed: Option<ListedView>,
    /// The key of why this verifier may not decide; empty if they may.
    pub barred: &'static str,
    /// Until when it is verified, if it is, and the key of that level's name.
    pub in_force: Option<(Stamp, &'static str)>,
    /// The key of the reason given last; empty if none.
    pub last_reason: &'static str,
    /// What was done so far.
    pub log: Vec<LogRow>,
    /// The reason chosen.
    pub reason: FieldView,
    /// What the applicant is told besides.
    pub note: FieldView,
    /// Last day.
    pub until: FieldView,
}

impl ReviewPage {
    /// The keys of the reasons there are.
    pub const REASONS: [&'static str; 8] = crate::domain::verification::review::REASONS;
}
