//! Leases: what work one process has at a time. Whoever takes some writes a lease on it and renews it for as long as they are at
//! it; what a killed process had is free again soon. Whoever finds that a lease is another's stops, and whatever is written down
//! at the end asks for the lease in its own statement, so that a process that slept cannot write over what another did.
//!
//! Nobody asks whether a holder is dead: several processes, on several machines, may share a database, and only silence tells.

use std::time::Duration;

use chrono::TimeDelta;

use crate::db::queue;

use super::Core;
use super::error::{Error, Result};

/// How long something belongs to a process that says nothing more: so long it waits when the process was killed.
pub const LEASE: TimeDelta = TimeDelta::seconds(30);
/// How often a process that is at work says so: twice it may be late.
const RENEWAL: Duration = Duration::from_secs(10);

/// Does `work` and beside it calls `renew` again and again, which says whether the lease is still ours.
///
/// # Errors
/// What `work` says; [`Error::Unavailable`] as soon as the lease is another's, with `work` broken off.
pub async fn while_held<T, R: Future<Output = Result<bool>>>(
    work: impl Future<Output = Result<T>>,
    renew: impl Fn() -> R,
) -> Result<T> {
    renewing(RENEWAL, work, renew).await
}

async fn renewing<T, R: Future<Output = Result<bool>>>(
    every: Duration,
    work: impl Future<Output = Result<T>>,
    renew: impl Fn() -> R,
) -> Result<T> {
    let renewals = async {
        loop {
            tokio::time::sleep(every).await;
            if !renew().await? {
                return Err(Error::Unavailable("the lease was lost".to_owned()));
            }
        }
    };
    // Both go on at once: to wait for one of them alone could wait for the connection that the other holds. Whoever slept asks
    // for the lease before going on.
    tokio::select! {
        biased;
        lost = renewals => lost,
        done = work => done,
    }
}

/// Takes the lease called `name` or renews it; says whether `holder` has it.
///
/// # Errors
/// If the database fails.
pub async fn hold(core: &Core, name: &str, holder: &str) -> Result<bool> {
    let now = core.clock.now();
    Ok(queue::acquire_lease(&mut core.db.write().await?, name, holder, now, now.plus(LEASE)).await?)
}

/// Gives the lease called `name` back, so that whoever comes next need not wait until it ends.
///
/// # Errors
/// If the database fails.
pub async fn release(core: &Core, name: &str, holder: &str) -> Result<()> {
    Ok(queue::release_lease(&mut core.db.write().await?, name, holder).await?)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn a_lease_is_renewed_for_as_long_as_the_work_goes_on() {
        let (renewed, enough) = (Cell::new(0), Notify::new());
        let work = async {
            enough.notified().await;
            Ok("done")
        };
        let renew = || {
            renewed.set(renewed.get() + 1);
            if renewed.get() == 3 {
                enough.notify_one();
            }
            std::future::ready(Ok(true))
        };
        let done = renewing(Duration::from_millis(1), work, renew).await;
        assert_eq!(done.expect("the work is done"), "done");
        assert!(renewed.get() >= 3);
    }

    #[tokio::test]
    async fn work_whose_lease_is_lost_is_broken_off() {
        let work = std::future::pending::<Result<()>>();
        let ended = renewing(Duration::from_millis(1), work, || std::future::ready(Ok(false))).await;
        assert!(matches!(ended, Err(Error::Unavailable(_))), "{ended:?}");
    }
}
