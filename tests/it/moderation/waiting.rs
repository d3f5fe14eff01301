//! Pauses, first posts, watched words, newcomers.

use chrono::TimeDelta;
use majlis::domain::moderation::rules::{self, RulesForm};
use majlis::domain::moderation::{held, reports};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Denied, Error};

use super::told;
use crate::support::{Person, TestApp};

async fn place(test: &TestApp, slow: &str, holds_first: bool) -> (Person, Person, majlis::domain::forums::ForumView) {
    let (admin, noura) = (test.admin("boss").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let form = RulesForm {
        slow_seconds: slow.to_owned(),
        holds_first,
    };
    rules::set(test.core(), &admin.principal(), forum.forum.id, &form)
        .await
        .expect("set");
    (admin, noura, forum)
}

fn draft(title: &str) -> TopicForm {
    TopicForm {
        kind: "discussion".to_owned(),
        title: title.to_owned(),
        body: "The whole story of spare parts.".to_owned(),
        language: "en".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_forum_asks_members_to_pause_and_moderators_not() {
    let test = TestApp::new().await;
    let (admin, noura, forum) = place(&test, "٦٠", false).await;
    let topic = test.topic(&noura, &forum, "discussion", "Spare parts").await;
    test.advance(TimeDelta::seconds(20));

    let early = posts::write_reply(test.core(), &noura.principal(), topic.id, "More", "en").await;
    assert!(matches!(early, Err(Error::Limited(40))), "{early:?}");
    posts::write_reply(test.core(), &admin.principal(), topic.id, "One", "en")
        .await
        .expect("written");
    posts::write_reply(test.core(), &admin.principal(), topic.id, "Two", "en")
        .await
        .expect("written");

    test.advance(TimeDelta::seconds(40));
    posts::write_reply(test.core(), &noura.principal(), topic.id, "More", "en")
        .await
        .expect("written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_post_waits_and_appears_when_it_is_approved() {
    let test = TestApp::new().await;
    let (admin, noura, forum) = place(&test, "", true).await;
    let by = noura.principal();

    let waits = posts::write_topic(test.core(), &by, forum.forum.id, &draft("My first topic")).await;
    assert!(matches!(waits, Err(Error::Held)));
    let (rows, _) = held::queue(test.core(), &admin.principal(), None)
        .await
        .expect("a queue");
    assert_eq!(rows.len(), 1);
    assert_eq!(held::mine(test.core(), &by).await.expect("a list").len(), 1);
    let refused = held::approve(test.core(), &by, rows[0].held.id).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));

    held::approve(test.core(), &admin.principal(), rows[0].held.id)
        .await
        .expect("approved");

    assert_eq!(told(&test, &noura).await[0].0, "approve");
    assert!(held::mine(test.core(), &by).await.expect("a list").is_empty());
    let twice = held::approve(test.core(), &admin.principal(), rows[0].held.id).await;
    assert!(matches!(twice, Err(Error::Forbidden(Denied::Decided))));
    let second = posts::write_topic(test.core(), &by, forum.forum.id, &draft("My second topic")).await;
    assert!(second.is_ok(), "only the first one waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_post_stays_with_its_author_and_says_why() {
    let test = TestApp::new().await;
    let (admin, noura, forum) = place(&test, "0", true).await;
    let _ = posts::write_topic(
        test.core(),
        &noura.principal(),
        forum.forum.id,
        &draft("My first topic"),
    )
    .await;
    let (rows, _) = held::queue(test.core(), &admin.principal(), None)
        .await
        .expect("a queue");
    let id = rows[0].held.id;

    let wordless = held::refuse(test.core(), &admin.principal(), id, "").await;
    assert!(matches!(wordless, Err(Error::Invalid(_))));
    held::refuse(test.core(), &admin.principal(), id, "Please ask in energy")
        .await
        .expect("refused");

    let own = held::mine(test.core(), &noura.principal()).await.expect("a list");
    assert_eq!(own[0].source.as_deref(), Some("The whole story of spare parts."));
    assert_eq!(
        told(&test, &noura).await[0],
        ("refuse".to_owned(), "Please ask in energy".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn watched_words_are_refused_held_or_reported_in_any_spelling() {
    let test = TestApp::new().await;
    let (admin, noura, forum) = place(&test, "", false).await;
    let by = admin.principal();
    for (place, phrase, action) in [
        (None, "رشوة", "block"),
        (Some(forum.forum.id), "مجانا", "hold"),
        (Some(forum.forum.id), "discount", "flag"),
    ] {
        rules::watch(test.core(), &by, place, phrase, action)
            .await
            .expect("watched");
    }
    let write = async |title: &str| {
        let by = noura.principal();
        posts::write_topic(test.core(), &by, forum.forum.id, &draft(title)).await
    };
    assert!(matches!(
        write("هذه الرشوه مقترحة").await,
        Err(Error::Forbidden(Denied::Words))
    ));
    assert!(matches!(write("عرض مجّانًا اليوم").await, Err(Error::Held)));
    let post = write("A DISCOUNT on pumps").await.expect("it appears");
    let (rows, _) = reports::queue(test.core(), &by, false, None).await.expect("a queue");
    assert_eq!(rows[0].report.post_id, Some(post.id));
    assert_eq!(rows[0].report.words, "discount");
    let taken = rules::watch(test.core(), &by, None, "رشوه", "flag").await;
    assert!(matches!(taken, Err(Error::Invalid(_))), "one spelling is enough");
}

#[tokio::test(flavor = "multi_thread")]
async fn watched_words_do_not_come_in_by_an_edit() {
    let test = TestApp::new().await;
    let (admin, noura, forum) = place(&test, "", false).await;
    let by = admin.principal();
    for (phrase, action) in [("رشوة", "block"), ("مجانا", "hold")] {
        rules::watch(test.core(), &by, None, phrase, action)
            .await
            .expect("watched");
    }
    let author = noura.principal();
    let post = posts::write_topic(test.core(), &author, forum.forum.id, &draft("Pumps"))
        .await
        .expect("it appears");
    let rewrite = async |title: &str| posts::rewrite(test.core(), &author, post.id, &draft(title)).await;
    assert!(matches!(
        rewrite("هذه الرشوه مقترحة").await,
        Err(Error::Forbidden(Denied::Words))
    ));
    assert_eq!(test.post(post.id).await.title, "Pumps", "the old text stands");
    let reported = async || {
        reports::queue(test.core(), &by, false, None)
            .await
            .expect("a queue")
            .0
            .len()
    };
    rewrite("عرض مجّانًا اليوم").await.expect("it appears");
    assert_eq!(reported().await, 1, "and moderators look at it");
    test.advance(TimeDelta::minutes(1));
    rewrite("عرض مجّانًا غدًا").await.expect("it appears");
    assert_eq!(reported().await, 1, "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_write_a_few_posts_with_a_few_links_until_they_are_known() {
    let test = TestApp::with(|config| {
        config.moderation.newcomer_days = 3;
        config.moderation.newcomer_posts = 2;
        config.moderation.newcomer_links = 1;
    })
    .await;
    let (_, noura, forum) = place(&test, "", false).await;
    let by = noura.principal();
    let links = TopicForm {
        body: "See https://a.example/one and https://b.example/two for more.".to_owned(),
        ..draft("Two links at once")
    };
    let refused = posts::write_topic(test.core(), &by, forum.forum.id, &links).await;
    assert!(
        matches!(refused, Err(Error::Forbidden(Denied::NewcomerLinks))),
        "{refused:?}"
    );
    for title in ["The first of two", "The second of two"] {
        test.topic(&noura, &forum, "discussion", title).await;
    }
    let third = posts::write_topic(test.core(), &by, forum.forum.id, &draft("One too many")).await;
    assert!(matches!(third, Err(Error::Forbidden(Denied::Newcomer))));

    test.advance(TimeDelta::days(4));
    posts::write_topic(test.core(), &by, forum.forum.id, &links)
        .await
        .expect("known by now");
}
