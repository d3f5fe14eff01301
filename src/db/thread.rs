//! Where SQLite statements run: inline for reads, on a thread of their own for writes.
//!
//! diesel-async reaches SQLite through [`SpawnBlocking`]. A hop to another thread costs more than a short read does, so
//! reading connections run on the spot; the writer waits for the disk and must not hold up the runtime.

use std::error::Error;
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};

use diesel_async::sync_connection_wrapper::SpawnBlocking;
use futures::channel::oneshot;
use futures::future::{BoxFuture, Future, FutureExt};

type Task = Box<dyn FnOnce() + Send>;
type SpawnError = Box<dyn Error + Send + Sync + 'static>;

/// How a SQLite connection runs its statements.
pub enum SqliteThread {
    /// On the calling thread.
    Inline,
    /// One after another on a thread that belongs to the connection and ends with it.
    Dedicated(mpsc::Sender<Task>),
}

impl SqliteThread {
    /// Starts a thread for one connection.
    pub fn dedicated() -> Self {
        let (sender, tasks) = mpsc::channel::<Task>();
        let spawned = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || {
                for task in tasks {
                    task();
                }
            });
        match spawned {
            Ok(_) => Self::Dedicated(sender),
            // Out of threads: slower, but correct.
            Err(error) => {
                tracing::warn!(%error, "no thread for the SQLite writer; writing inline");
                Self::Inline
            }
        }
    }
}

impl SpawnBlocking for SqliteThread {
    fn spawn_blocking<'a, R>(
        &mut self,
        task: impl FnOnce() -> R + Send + 'static,
    ) -> BoxFuture<'a, Result<R, SpawnError>>
    where
        R: Send + 'static,
    {
        match self {
            Self::Inline => {
                let result = task();
                std::future::ready(Ok(result)).boxed()
            }
            Self::Dedicated(sender) => {
                let (done, result) = oneshot::channel();
                let sent = sender.send(Box::new(move || {
                    let _ = done.send(task());
                }));
                match sent {
                    Ok(()) => Finish(Some(result)).boxed(),
                    Err(error) => std::future::ready(Err(error.to_string().into())).boxed(),
                }
            }
        }
    }

    fn get_runtime() -> Self {
        Self::Inline
    }
}

/// Waits for a statement. If the waiting is given up (a client went away), it still waits for the statement to end
/// before the connection can go back to its pool: diesel-async needs it alone by then.
struct Finish<R>(Option<oneshot::Receiver<R>>);

impl<R> Future for Finish<R> {
    type Output = Result<R, SpawnError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(receiver) = self.0.as_mut() else {
            return Poll::Ready(Err("polled after it was done".into()));
        };
        let result = futures::ready!(receiver.poll_unpin(context));
        self.0 = None;
        Poll::Ready(result.map_err(Into::into))
    }
}

impl<R> Drop for Finish<R> {
    fn drop(&mut self) {
        if let Some(receiver) = self.0.take() {
            let _ = futures::executor::block_on(receiver);
        }
    }
}
