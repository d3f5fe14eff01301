//! Time. The only module that asks the operating system what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;

use crate::db::types::UtcTime;

/// Where the present moment comes from. Cheap to clone; clones show the same time.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at `time` until it is advanced, for tests.
    pub fn fixed(time: UtcTime) -> Self {
        Self(Some(Arc::new(AtomicI64::new(time.millis()))))
    }

    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
    pub fn now(&self) -> UtcTime {
        match &self.0 {
            Some(millis) => UtcTime::from_millis(millis.load(Ordering::SeqCst)),
            None => UtcTime::new(chrono::Utc::now()),
        }
    }

    /// Moves a fixed clock forward. The machine's clock is not ours to move.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(millis) = &self.0 {
            millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}
