//! The best answer.

use majlis::domain::{Denied, Error, answers, posts};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_asker_or_a_moderator_chooses_the_best_answer() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does pump 3 vibrate?").await;
    let first = test.reply(&ali, topic.id, "Check the coupling.").await;
    let second = test.reply(&ali, topic.id, "Check the bearings.").await;

    let refused = answers::accept(test.core(), &ali.principal(), first.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAuthor))));
    answers::accept(test.core(), &noura.principal(), first.id)
        .await
        .expect("accepted");
    answers::accept(test.core(), &admin.principal(), second.id)
        .await
        .expect("changed by a moderator");
    assert_eq!(test.post(topic.id).await.accepted_id, Some(second.id));
    answers::clear(test.core(), &noura.principal(), topic.id)
        .await
        .expect("cleared");
    assert_eq!(test.post(topic.id).await.accepted_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discussion_has_no_best_answer() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    let reply = test.reply(&admin, topic.id, "On the shelf.").await;

    assert!(matches!(
        answers::accept(test.core(), &noura.principal(), reply.id).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(
        answers::accept(test.core(), &noura.principal(), topic.id).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_answer_is_no_longer_the_best() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Why does pump 3 vibrate?").await;
    let answer = test.reply(&ali, topic.id, "Check the coupling.").await;
    answers::accept(test.core(), &noura.principal(), answer.id)
        .await
        .expect("accepted");

    posts::remove(test.core(), &ali.principal(), answer.id)
        .await
        .expect("removed");

    assert_eq!(test.post(topic.id).await.accepted_id, None);
}
