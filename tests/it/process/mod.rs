//! The release binary as processes of their own: a conversation between two of them, and what survives `kill -9`.
//!
//! `MAJLIS_BIN` names the binary; `make test-process` sets it and runs these tests on both engines. What happens in
//! another process cannot be waited for in any other way than by looking again: [`eventually`].

mod conversation;
mod delivery;
mod ingestion;
mod instance;
mod letters;
mod live;
mod peer;

use std::time::Duration;

/// Longest wait for another process. More than the leases that a killed one leaves behind.
const PATIENCE: Duration = Duration::from_secs(100);
/// How often to look.
const GLANCE: Duration = Duration::from_millis(100);

/// Asks again and again until there is an answer.
async fn eventually<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        let mut glances = tokio::time::interval(GLANCE);
        glances.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            glances.tick().await;
            if let Some(answer) = ask().await {
                return answer;
            }
        }
    };
    let answer = tokio::time::timeout(PATIENCE, looking).await;
    answer.unwrap_or_else(|_| panic!("not within {PATIENCE:?}: {what}"))
}
