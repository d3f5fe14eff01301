//! Making forums, who may know of them, and the orders of their topics.

use majlis::db::topics::TopicSort;
use majlis::db::types::{InstanceId, Visibility};
use majlis::domain::forums::{self, ForumForm};
use majlis::domain::{Denied, Error, Viewer, answers, topics, votes};

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_make_forums() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;

    let refused = forums::create(test.core(), &noura.principal(), &ForumForm::default()).await;

    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotAdmin))));
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_forums_share_one_name_space() {
    let test = TestApp::new().await;
    let (admin, _) = (test.admin("boss").await, test.member("maintenance").await);
    let form = ForumForm {
        username: "Maintenance".to_owned(),
        name_en: "Maintenance".to_owned(),
        scope: "public".to_owned(),
        posting: "members".to_owned(),
        ..ForumForm::default()
    };

    assert!(matches!(
        forums::create(test.core(), &admin.principal(), &form).await,
        Err(Error::Invalid(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_is_found_only_by_those_its_scope_names() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let trusted = Viewer::Peer {
        instance_id: InstanceId(1),
        is_trusted: true,
    };
    let stranger = Viewer::Peer {
        instance_id: InstanceId(1),
        is_trusted: false,
    };

    for (scope, expected) in [
        ("public", [true, true, true, true]),
        ("network", [false, false, true, true]),
        ("instance", [false, false, false, true]),
    ] {
        let forum = test.forum(&admin, &format!("{scope}_forum"), scope).await;
        let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;
        for (viewer, seen) in [Viewer::Guest, stranger, trusted, noura.viewer()]
            .into_iter()
            .zip(expected)
        {
            let found = forums::find(test.core(), &viewer, &forum.actor.username).await.is_ok();
            let read = topics::thread(test.core(), &viewer, topic.id, None).await.is_ok();
            let listed = topics::list(test.core(), &viewer, None, None, TopicSort::New, None)
                .await
                .expect("a list");
            let listed = listed.shown.posts.iter().any(|post| post.id == topic.id);
            assert_eq!([found, read, listed], [seen; 3], "{scope} for {viewer:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn narrowing_a_forum_narrows_what_stands_in_it() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;
    let form = ForumForm {
        name_en: "Maintenance".to_owned(),
        scope: "instance".to_owned(),
        posting: "members".to_owned(),
        ..ForumForm::default()
    };

    forums::edit(test.core(), &admin.principal(), forum.forum.id, &form)
        .await
        .expect("edited");

    assert_eq!(test.post(topic.id).await.visibility, Visibility::Instance);
    assert!(matches!(
        topics::thread(test.core(), &Viewer::Guest, topic.id, None).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_order_lists_what_it_promises() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let old = test.topic(&noura, &forum, "question", "An old question").await;
    let answered = test.topic(&noura, &forum, "question", "An answered question").await;
    let new = test.topic(&noura, &forum, "discussion", "A new discussion").await;
    let answer = test.reply(&admin, answered.id, "Like this.").await;
    answers::accept(test.core(), &noura.principal(), answer.id)
        .await
        .expect("accepted");
    test.reply(&admin, old.id, "Still open?").await;
    votes::cast(test.core(), &admin.principal(), new.id, None)
        .await
        .expect("voted");

    for (sort, expected) in [
        (TopicSort::Active, vec![old.id, answered.id, new.id]),
        (TopicSort::New, vec![new.id, answered.id, old.id]),
        (TopicSort::Unanswered, vec![old.id]),
        (TopicSort::Top, vec![new.id, answered.id, old.id]),
    ] {
        let list = topics::list(test.core(), &Viewer::Guest, Some(forum.forum.id), None, sort, None).await;
        let ids: Vec<_> = list.expect("a list").shown.posts.iter().map(|post| post.id).collect();
        assert_eq!(ids, expected, "{sort:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_list_join_without_gap_or_overlap() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    let forum = test.forum(&admin, "maintenance", "public").await;
    let mut made = Vec::new();
    for n in 0..45 {
        made.push(
            test.topic(&admin, &forum, "discussion", &format!("Topic number {n}"))
                .await
                .id,
        );
    }
    made.reverse();

    for sort in [TopicSort::Active, TopicSort::New, TopicSort::Top] {
        let (mut read, mut after) = (Vec::new(), None);
        loop {
            let list = topics::list(test.core(), &Viewer::Guest, Some(forum.forum.id), None, sort, after).await;
            let list = list.expect("a list");
            read.extend(list.shown.posts.iter().map(|post| post.id));
            after = list.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(read, made, "{sort:?}");
    }
}
