//! `saved_searches`: tells members once a day what is new for the searches of the library that they keep.

use crate::app::App;
use crate::domain::Result;
use crate::domain::cases::saved;

/// Name of the job.
pub(super) const KIND: &str = saved::JOB;

/// Takes no payload.
pub(super) async fn run(app: &App) -> Result<()> {
    saved::run(&app.core).await
}
