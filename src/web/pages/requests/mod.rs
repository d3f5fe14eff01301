//! `/requests` and `/providers`: the demand board, and who gives trainings.

mod acts;
mod compose;
mod index;
mod line;
mod offer;
mod providers;
mod show;

pub use compose::NeedFormPage;
pub use index::{RequestsPage, SearchView};
pub use line::{NeedLine, state_key};
pub use offer::OfferPage;
pub use providers::{ProviderLine, ProvidersPage, TeachingLine, TeachingView, teaching};
pub use show::{MayView, OfferLine, RequestPage, SignerLine};

pub(crate) use acts::{answer, close, merge, remove, sign};
pub(crate) use compose::{ask, change, complete, save, start};
pub(crate) use index::index;
pub(crate) use offer::{begin_offer, offer};
pub(crate) use providers::index as providers;
pub(crate) use show::show;
