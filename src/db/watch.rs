//! Watches the statements of a database: counts them, tells of slow ones, and can keep their text for a while, so that
//! tests see how many a page needs and how the engine finds its rows. Knows no table and never sees a value: what people
//! wrote is bound to a statement, not part of its text.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::{Instrumentation, InstrumentationEvent};

/// A statement that takes longer is worth a line in the log: on SQLite it kept a worker from everything else.
const SLOW: Duration = Duration::from_millis(50);

/// What is known of the statements of one database. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Watch(Arc<Seen>);

#[derive(Debug, Default)]
struct Seen {
    count: AtomicU64,
    texts: Mutex<Option<Vec<String>>>,
}

impl Watch {
    /// How many statements ran since the database was opened.
    pub fn count(&self) -> u64 {
        self.0.count.load(Ordering::Relaxed)
    }

    /// Begins to keep the text of every statement, until [`Self::take_texts`].
    pub fn keep_texts(&self) {
        *self.texts() = Some(Vec::new());
    }

    /// The texts kept since [`Self::keep_texts`], which ends with it.
    pub fn take_texts(&self) -> Vec<String> {
        self.texts().take().unwrap_or_default()
    }

    fn texts(&self) -> std::sync::MutexGuard<'_, Option<Vec<String>>> {
        self.0.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The eyes of one connection.
    pub(super) fn eyes(&self) -> Eyes {
        Eyes {
            watch: self.clone(),
            began: None,
        }
    }

    fn saw(&self, query: &dyn std::fmt::Display, took: Duration) {
        self.0.count.fetch_add(1, Ordering::Relaxed);
        if took > SLOW {
            tracing::warn!(ms = took.as_millis(), statement = text(query), "a slow statement");
        }
        if let Some(texts) = self.texts().as_mut() {
            texts.push(text(query));
        }
    }
}

/// The statement without what is bound to it.
fn text(query: &dyn std::fmt::Display) -> String {
    let whole = query.to_string();
    let end = whole.find(" -- binds:").unwrap_or(whole.len());
    whole[..end].to_owned()
}

/// Sees what one connection does.
pub(super) struct Eyes {
    watch: Watch,
    began: Option<Instant>,
}

impl Instrumentation for Eyes {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => self.began = Some(Instant::now()),
            InstrumentationEvent::FinishQuery { query, .. } => {
                let took = self.began.take().map_or(Duration::ZERO, |began| began.elapsed());
                self.watch.saw(&query, took);
            }
            _ => {}
        }
    }
}
