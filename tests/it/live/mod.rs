//! Pages that change while they are looked at.

mod conversations;
mod limits;
pub(crate) mod line;
mod listening;
