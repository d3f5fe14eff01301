//! Keeping somebody out.

use chrono::TimeDelta;
use majlis::db::types::Role;
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Denied, Error, votes};

use super::{is_removed, told, why};
use crate::support::{Person, TestApp};

fn ban(who: &Person, place: Place) -> NewBan {
    NewBan {
        who: who.actor.id,
        place,
        why: why("No ads"),
        until: None,
        with_posts: false,
        uri: None,
    }
}

fn draft() -> TopicForm {
    TopicForm {
        kind: "discussion".to_owned(),
        title: "Spare parts again".to_owned(),
        body: "The whole story of spare parts.".to_owned(),
        language: "en".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_kept_out_reads_but_does_not_write_vote_or_edit_until_the_time_is_over() {
    let test = TestApp::new().await;
    let (admin, ali) = (test.admin("boss").await, test.member("ali").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let other = test.forum(&admin, "energy", "public").await;
    let topic = test.topic(&admin, &forum, "discussion", "Spare parts").await;
    let own = test.topic(&ali, &forum, "discussion", "My own topic").await;
    let until = test.clock.now().plus(TimeDelta::days(2));
    let new = NewBan {
        until: Some(until),
        ..ban(&ali, Place::Forum(forum.forum.id))
    };
    bans::ban(test.core(), &admin.principal(), &new).await.expect("banned");

    let by = ali.principal();
    let tried = [
        posts::write_topic(test.core(), &by, forum.forum.id, &draft())
            .await
            .err(),
        posts::write_reply(test.core(), &by, topic.id, "Hello", "en")
            .await
            .err(),
        posts::rewrite(test.core(), &by, own.id, &draft()).await.err(),
        votes::cast(test.core(), &by, topic.id, None).await.err(),
    ];
    for error in tried {
        assert!(matches!(error, Some(Error::Forbidden(Denied::Banned))), "{error:?}");
    }
    test.topic(&ali, &other, "discussion", "Elsewhere they may").await;
    let seen = bans::mine(test.core(), &ali.viewer(), &forum.forum, &forum.actor)
        .await
        .expect("a query");
    assert_eq!(
        seen.map(|ban| (ban.reason, ban.until)),
        Some(("No ads".to_owned(), Some(until)))
    );
    assert_eq!(told(&test, &ali).await, [("ban".to_owned(), "No ads".to_owned())]);
    posts::remove(test.core(), &by, own.id)
        .await
        .expect("one's own can always be taken away");

    test.advance(TimeDelta::days(3));
    posts::write_reply(test.core(), &by, topic.id, "Hello", "en")
        .await
        .expect("welcome again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ban_from_the_instance_covers_every_forum_and_takes_posts_along() {
    let test = TestApp::new().await;
    let (admin, staff, ali) = (
        test.admin("boss").await,
        test.person("rami", Role::Moderator).await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await;
    let topic = test.topic(&ali, &forum, "discussion", "Cheap pumps for sale").await;
    let new = NewBan {
        with_posts: true,
        ..ban(&ali, Place::Here)
    };
    bans::ban(test.core(), &staff.principal(), &new).await.expect("banned");

    assert!(is_removed(&test, topic.id).await);
    let refused = posts::write_topic(test.core(), &ali.principal(), forum.forum.id, &draft()).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::Banned))));

    bans::lift(test.core(), &staff.principal(), ali.actor.id, Place::Here)
        .await
        .expect("lifted");
    test.topic(&ali, &forum, "discussion", "Welcome again").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_keeps_out_those_who_keep_order_nor_without_a_right_to() {
    let test = TestApp::new().await;
    let (admin, maya, ali) = (
        test.admin("boss").await,
        test.member("maya").await,
        test.member("ali").await,
    );
    let forum = test.forum(&admin, "maintenance", "public").await.forum.id;
    majlis::domain::forums::set_moderator(test.core(), &admin.principal(), forum, maya.actor.id, true)
        .await
        .expect("appointed");
    let place = Place::Forum(forum);
    for (by, who, place, denied) in [
        (&ali, &maya, place, Denied::NotModerator),
        (&maya, &ali, Place::Here, Denied::NotModerator),
        (&maya, &admin, place, Denied::Staff),
        (&admin, &maya, place, Denied::Staff),
        (&maya, &maya, place, Denied::Staff),
    ] {
        let refused = bans::ban(test.core(), &by.principal(), &ban(who, place)).await;
        assert!(
            matches!(refused, Err(Error::Forbidden(why)) if why == denied),
            "{} on {}: {refused:?}",
            by.actor.username,
            who.actor.username
        );
    }
}
