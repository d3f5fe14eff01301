//! Leases on letters and jobs: of whoever works on, free soon after whoever is gone, and nobody writes over another's work.

use chrono::TimeDelta;
use majlis::db::queue;
use majlis::db::types::{LetterState, UtcTime};
use majlis::domain::leases::LEASE;
use majlis::domain::letters::sending::{self, Fate};
use majlis::domain::passwords;

use super::Scene;
use super::servers::count;

/// What ends and is renewed.
const A_WHILE: TimeDelta = TimeDelta::seconds(20);
/// Longer than any lease.
const LONGER: TimeDelta = TimeDelta::seconds(31);

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_belongs_to_its_sender_who_renews_it_and_to_the_next_one_soon_after() {
    let scene = Scene::new().await;
    let core = scene.test.core();
    passwords::ask_reset(core, &scene.noura.account.email)
        .await
        .expect("asked");
    let claim = async |sender| sending::claim(core, sender).await.expect("a query");
    let letter = claim("one").await.expect("a letter");
    for _ in 0..10 {
        scene.test.advance(A_WHILE);
        assert!(sending::renew(core, &letter, "one").await.expect("a query"));
        assert!(claim("two").await.is_none(), "its sender is at work");
    }
    scene.test.advance(LONGER);
    let again = claim("two").await.expect("its sender is gone");
    assert_eq!(again.message_id, letter.message_id);

    // The first one had slept.
    assert!(!sending::renew(core, &letter, "one").await.expect("a query"));
    let refused = Fate::Refused("550".to_owned());
    assert!(!sending::settle(core, &letter, "one", &refused).await.expect("a query"));
    assert_eq!(count(&scene, LetterState::Refused).await, 0);
    assert!(
        sending::settle(core, &again, "two", &Fate::Sent)
            .await
            .expect("a query")
    );
    assert_eq!(count(&scene, LetterState::Sent).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_belongs_to_its_worker_who_renews_it_and_to_the_next_one_soon_after() {
    let scene = Scene::new().await;
    let core = scene.test.core();
    let mut conn = core.db.write().await.expect("a connection");
    let (id, payload) = (core.ids.next(), serde_json::json!({}));
    let mut now: UtcTime = core.clock.now();
    queue::insert(&mut conn, id, "test", &payload, None, now)
        .await
        .expect("a job");
    let first = queue::claim(&mut conn, &["test"], "one", now, now.plus(LEASE)).await;
    assert_eq!(first.expect("a query").map(|job| job.id), Some(id));
    for _ in 0..10 {
        now = now.plus(A_WHILE);
        let renewed = queue::renew(&mut conn, (id, "one"), now.plus(LEASE)).await;
        assert!(renewed.expect("a query"));
        let other = queue::claim(&mut conn, &["test"], "two", now, now.plus(LEASE)).await;
        assert!(other.expect("a query").is_none(), "its worker is at work");
    }
    now = now.plus(LONGER);
    let next = queue::claim(&mut conn, &["test"], "two", now, now.plus(LEASE)).await;
    assert_eq!(next.expect("a query").map(|job| job.id), Some(id));

    // The first one had slept.
    for done in [
        queue::renew(&mut conn, (id, "one"), now.plus(LEASE)).await,
        queue::retry(&mut conn, (id, "one"), now, "no").await,
        queue::fail(&mut conn, (id, "one"), now, "no").await,
        queue::delete(&mut conn, (id, "one")).await,
    ] {
        assert!(!done.expect("a query"), "it is another's");
    }
    assert!(queue::delete(&mut conn, (id, "two")).await.expect("a query"));
}
