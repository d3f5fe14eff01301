//! Verification: what stands beside names, cases in lists, papers.

use crate::db::types::{self, DocumentKind};
use crate::db::verification::cases::Case;
use crate::db::verification::documents::Document;
use crate::domain::verification::checklist::{self, Track};
use crate::domain::verification::levels::Standing;
use crate::web::view::{CaseRow, CaseState, EvidenceLine, FileLine, OrganisationName, StandingView, level_key};

use super::{count, stamp};

/// What stands beside a name.
pub fn standing(standing: &Standing) -> StandingView {
    StandingView {
        verified_until: standing.until.filter(|_| standing.level > 0).map(stamp),
        level: level_key(standing.level),
        organisation: standing.organisation.as_ref().map(|organisation| OrganisationName {
            id: organisation.id.0,
            ar: organisation.name_ar.clone(),
            en: organisation.name_en.clone(),
        }),
    }
}

/// How far a case is.
pub fn case_state(state: types::CaseState) -> CaseState {
    match state {
        types::CaseState::Draft => CaseState::Draft,
        types::CaseState::Submitted => CaseState::Submitted,
        types::CaseState::Returned => CaseState::Returned,
        types::CaseState::Approved => CaseState::Approved,
        types::CaseState::Rejected => CaseState::Rejected,
        types::CaseState::Withdrawn => CaseState::Withdrawn,
    }
}

/// A case in a list; `subject` is the name of whom it is about.
pub fn case_row(case: &Case, subject: &str, applicant: &str, now: types::UtcTime) -> CaseRow {
    let waits = case.state == types::CaseState::Submitted;
    CaseRow {
        id: case.id.0,
        subject: subject.to_owned(),
        applicant: applicant.to_owned(),
        level: level_key(case.level),
        state: case_state(case.state),
        is_renewal: case.is_renewal,
        is_appeal: case.is_appeal,
        at: stamp(case.submitted_at.unwrap_or(case.created_at)),
        due: case.due_at.filter(|_| waits).map(stamp),
        is_late: waits && case.due_at.is_some_and(|due| due < now),
    }
}

/// The checklist of a case with what was handed in.
pub fn evidence(track: Track, case: &Case, documents: &[Document]) -> Vec<EvidenceLine> {
    let needed = checklist::evidence(track, case.level, case.is_renewal);
    let lines = needed.into_iter().map(|evidence| {
        let of_kind = documents.iter().filter(|document| document.kind == evidence.kind);
        let (name, why) = words(evidence.kind);
        EvidenceLine {
            tag: evidence.kind.as_str(),
            name,
            why,
            is_required: evidence.is_required,
            files: of_kind.map(file).collect(),
        }
    });
    lines.collect()
}

fn file(document: &Document) -> FileLine {
    FileLine {
        id: document.id.0,
        name: document.name.clone(),
        kilobytes: count(document.size / 1_000).max(1),
        is_picture: document.media_type.starts_with("image/"),
        at: stamp(document.created_at),
    }
}

/// The keys of a paper's name and of why it is asked for.
pub fn words(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Register => ("document-register", "document-register-why"),
        DocumentKind::Vat => ("document-vat", "document-vat-why"),
        DocumentKind::Chamber => ("document-chamber", "document-chamber-why"),
        DocumentKind::Licence => ("document-licence", "document-licence-why"),
        DocumentKind::Lease => ("document-lease", "document-lease-why"),
        DocumentKind::Size => ("document-size", "document-size-why"),
        DocumentKind::Authority => ("document-authority", "document-authority-why"),
        DocumentKind::Accreditation => ("document-accreditation", "document-accreditation-why"),
    }
}
