//! Deletes the bytes of files that nothing names any more. Asked for with each change that leaves some.

use crate::app::App;
use crate::domain::Result;
use crate::domain::media::sweep;

/// What the queue calls it.
pub(super) const KIND: &str = sweep::JOB;

/// Does it.
pub(super) async fn run(app: &App) -> Result<()> {
    sweep::garbage(&app.core).await
}
