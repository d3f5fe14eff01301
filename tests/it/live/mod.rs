//! Pages that change while they are looked at.

mod conversations;
mod figures;
mod limits;
pub(crate) mod line;
mod listening;
mod presence;
