//! Figures of the desks of staff, for those who look at one.

use crate::db::letters;
use crate::db::types::{CaseState, LetterState};
use crate::db::verification::cases;
use crate::domain::{Core, Principal, Result};

/// A page of staff that counts what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Desk {
    /// What was handed in to be verified.
    Verification,
    /// The queue of letters.
    Letters,
}

impl Desk {
    /// Every desk.
    pub const ALL: [Self; 2] = [Self::Verification, Self::Letters];

    /// That somebody may look at it.
    ///
    /// # Errors
    /// [`crate::domain::Denied::NotVerifier`] or [`crate::domain::Denied::NotAdmin`].
    pub(super) fn require(self, by: &Principal) -> Result<()> {
        match self {
            Self::Verification => by.require_verifier().map(drop),
            Self::Letters => by.require_admin().map(drop),
        }
    }
}

/// What a desk counts now: equal as long as nothing changed.
///
/// # Errors
/// If the database fails.
pub async fn figures(core: &Core, desk: Desk) -> Result<Vec<i64>> {
    let mut conn = core.db.read().await?;
    let mut figures = Vec::new();
    match desk {
        Desk::Verification => {
            for state in [CaseState::Submitted, CaseState::Returned] {
                figures.push(cases::count_by_state(&mut conn, state).await?);
            }
        }
        Desk::Letters => {
            let counts = letters::counts(&mut conn).await?;
            for state in LetterState::ALL {
                let found = counts.iter().find(|(known, ..)| known == state);
                figures.push(found.map_or(0, |(_, count, ..)| *count));
            }
        }
    }
    Ok(figures)
}
