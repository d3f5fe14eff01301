//! What has to be handed in: by what is to be established, and about whom.

use crate::db::types::{DocumentKind, OrganisationKind};
use crate::db::verification::cases::Case;
use crate::db::verification::documents::Document;

/// What is to be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// An organisation of this kind.
    Organisation(OrganisationKind),
    /// A person, as an expert.
    Expert,
}

impl Track {
    /// The levels that can be asked for: identity, industrial site, and for those who teach or advise, what they can do.
    pub fn levels(self) -> &'static [i32] {
        match self {
            Self::Organisation(OrganisationKind::Factory) => &[1, 2],
            Self::Organisation(OrganisationKind::Provider) => &[1, 3],
            Self::Organisation(OrganisationKind::Chamber) => &[1],
            Self::Expert => &[3],
        }
    }
}

/// A paper of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Which.
    pub kind: DocumentKind,
    /// Whether there is no decision without it.
    pub is_required: bool,
}

/// Numbers that may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Unified national number.
    National,
    /// Number and end of the industrial licence.
    Licence,
}

/// The papers to hand in for `level`. Whoever confirms again what was established before shows only what may have run out.
pub fn evidence(track: Track, level: i32, is_renewal: bool) -> Vec<Evidence> {
    use DocumentKind as Kind;
    let (required, optional): (&[Kind], &[Kind]) = match (track, level, is_renewal) {
        (Track::Expert, ..) => (&[Kind::Accreditation], &[Kind::Authority]),
        (_, 3, false) => (
            &[Kind::Register, Kind::Accreditation],
            &[Kind::Authority, Kind::Chamber],
        ),
        (_, 3, true) => (&[Kind::Accreditation], &[Kind::Register]),
        (_, 2, false) => (
            &[Kind::Register, Kind::Licence],
            &[Kind::Authority, Kind::Chamber, Kind::Lease, Kind::Size, Kind::Vat],
        ),
        (_, 2, true) => (&[Kind::Licence], &[Kind::Register, Kind::Lease]),
        (_, _, false) => (
            &[Kind::Register],
            &[Kind::Authority, Kind::Chamber, Kind::Vat, Kind::Size],
        ),
        (_, _, true) => (&[Kind::Register], &[]),
    };
    let with = |is_required| {
        move |kind: &Kind| Evidence {
            kind: *kind,
            is_required,
        }
    };
    let required = required.iter().map(with(true));
    required.chain(optional.iter().map(with(false))).collect()
}

/// The numbers without which there is no decision.
pub fn numbers(track: Track, level: i32) -> &'static [Number] {
    match (track, level) {
        (Track::Expert, _) => &[],
        (_, 2) => &[Number::National, Number::Licence],
        _ => &[Number::National],
    }
}

/// What is missing of what is required.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    /// Papers.
    pub documents: Vec<DocumentKind>,
    /// Names of fields.
    pub fields: Vec<&'static str>,
}

impl Missing {
    /// Whether nothing is.
    pub fn is_nothing(&self) -> bool {
        self.documents.is_empty() && self.fields.is_empty()
    }
}

/// What a case lacks.
pub fn missing(track: Track, case: &Case, documents: &[Document]) -> Missing {
    let needed = evidence(track, case.level, case.is_renewal);
    let lacks = |kind| !documents.iter().any(|document| document.kind == kind);
    let mut fields = Vec::new();
    for number in numbers(track, case.level) {
        match number {
            Number::National if case.national_number.is_empty() => fields.push("national_number"),
            Number::Licence => {
                let pairs = [
                    ("licence_number", &case.licence_number),
                    ("licence_expires", &case.licence_expires),
                ];
                fields.extend(
                    pairs
                        .into_iter()
                        .filter(|(_, value)| value.is_empty())
                        .map(|(name, _)| name),
                );
            }
            Number::National => {}
        }
    }
    Missing {
        documents: needed
            .into_iter()
            .filter(|evidence| evidence.is_required && lacks(evidence.kind))
            .map(|evidence| evidence.kind)
            .collect(),
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_that_can_be_asked_for_needs_a_paper() {
        let tracks = OrganisationKind::ALL
            .iter()
            .copied()
            .map(Track::Organisation)
            .chain([Track::Expert]);
        for track in tracks {
            for level in track.levels() {
                for is_renewal in [false, true] {
                    let papers = evidence(track, *level, is_renewal);
                    assert!(
                        papers.iter().any(|paper| paper.is_required),
                        "{track:?} {level} {is_renewal}"
                    );
                }
            }
        }
    }
}
