//! Up-votes.

use majlis::domain::{Denied, Error, votes};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_counts_once_and_can_be_taken_back_once() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;

    for _ in 0..2 {
        votes::cast(test.core(), &noura.principal(), topic.id, None)
            .await
            .expect("voted");
    }
    assert_eq!(test.post(topic.id).await.vote_count, 1);
    for _ in 0..2 {
        votes::retract(test.core(), &noura.principal(), topic.id)
            .await
            .expect("retracted");
    }
    assert_eq!(test.post(topic.id).await.vote_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_votes_for_their_own_post() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;

    let refused = votes::cast(test.core(), &admin.principal(), topic.id, None).await;

    assert!(matches!(refused, Err(Error::Forbidden(Denied::OwnPost))));
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_at_once_are_all_counted() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;
    let mut voters = Vec::new();
    for n in 0..8 {
        voters.push(test.member(&format!("voter{n}")).await);
    }

    let casts = voters.iter().flat_map(|voter| [voter, voter]).map(|voter| {
        let (core, by) = (test.core().clone(), voter.principal());
        tokio::spawn(async move { votes::cast(&core, &by, topic.id, None).await })
    });
    for result in futures::future::join_all(casts).await {
        result.expect("no panic").expect("voted");
    }

    assert_eq!(test.post(topic.id).await.vote_count, 8);
}
