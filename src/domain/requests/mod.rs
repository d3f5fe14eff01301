//! The demand board: trainings that members need, who needs them, too, and who offers to give them, until a training comes of
//! it. Nothing of it leaves this instance. A need shows to everybody, or to those who may know of the forum it stands in;
//! who signed and what is offered shows to fewer, see `show`.

mod alike;
mod draft;
mod form;
mod merge;
mod offer_form;
mod offers;
mod outcome;
pub mod providers;
mod show;
mod signing;
mod standing;
mod tell;
mod write;

pub use alike::{to_need, to_words};
pub use form::{BODY_MAX, PEOPLE_MAX, RequestForm, TIMES, months};
pub use merge::{merge, targets};
pub use offer_form::{DAYS_MAX, DayForm, OfferForm, WORDS_MAX};
pub use offers::{Offering, ask_to_offer, offer, pick, release, withdraw, write_training};
pub use outcome::forget;
pub use show::{Firm, May, Need, OfferView, Search, Signer, SortBy, answered_by, get, list};
pub use signing::{SignatureForm, sign, take_back};
pub use write::{ask, begin, close, edit, form_of, remove, require_apart};

pub(in crate::domain) use outcome::{training_cancelled, training_published};
pub(in crate::domain) use signing::left;

use crate::db::Conn;
use crate::db::requests::{self, RequestRow};
use crate::db::types::{AccountId, Scope, TrainingRequestId};

use super::error::{Denied, Error, Result};
use super::{Principal, Viewer};

fn account(by: &Principal) -> Result<AccountId> {
    by.account_id.ok_or(Error::Forbidden(Denied::SignIn))
}

/// Whether a viewer may know of a need that stands in a forum of this scope, or in none.
fn may_see(viewer: &Viewer, scope: Option<Scope>) -> bool {
    scope.is_none_or(|scope| viewer.may_enter(scope))
}

/// A need that the viewer may know of.
async fn find(conn: &mut Conn, viewer: &Viewer, id: TrainingRequestId) -> Result<RequestRow> {
    let found = requests::find(conn, id).await?;
    let (row, _) = found
        .filter(|(_, scope)| may_see(viewer, *scope))
        .ok_or(Error::NotFound)?;
    Ok(row)
}
