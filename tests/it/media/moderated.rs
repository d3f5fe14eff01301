//! Files of posts that moderators hide, hold back or move.

use chrono::TimeDelta;
use majlis::db::types::{ErasureMode, PostId};
use majlis::domain::media::sweep;
use majlis::domain::moderation::rules::{self, RulesForm};
use majlis::domain::moderation::{held, hiding};
use majlis::domain::privacy::{erasure, retention};
use majlis::domain::{Error, export, posts};

use super::shelf::Shelf;
use super::{compose, form as typed, post, publish, token};
use crate::moderation::form;
use crate::support::{Client, Person, TestApp};

fn id_of(address: &str) -> PostId {
    PostId(address.trim_start_matches("/topics/").parse().expect("a topic"))
}

async fn status(client: &Client, address: &str) -> u16 {
    client.get(address).await.status
}

/// The id of the one post that waits.
async fn waiting(test: &TestApp, admin: &Person) -> majlis::db::types::HeldId {
    let (rows, _) = held::queue(test.core(), &admin.principal(), None)
        .await
        .expect("a queue");
    assert_eq!(rows.len(), 1);
    rows[0].held.id
}

/// A forum whose first posts wait.
async fn careful_forum(test: &TestApp, admin: &Person) {
    let forum = test.forum(admin, "pumps", "public").await;
    let asked = RulesForm {
        slow_seconds: "0".to_owned(),
        holds_first: true,
    };
    rules::set(test.core(), &admin.principal(), forum.forum.id, &asked)
        .await
        .expect("set");
}

/// Writes a first post with a file; gives the address of the file.
async fn write_first(client: &Client) -> String {
    let page = compose(client, "pumps", &[("intent", "publish")], &[("a.csv", b"1,2")]).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/waiting"),
        "{}",
        page.body
    );
    let own = client.get("/settings/uploads").await;
    assert_eq!(own.count("main a[href='/waiting']"), 1, "{}", own.body);
    assert_eq!(own.count("form[action$='/delete']"), 0);
    own.attribute(".upload-list a[href^='/media/']", "href")
        .expect("a file")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_hidden_post_are_moderators_to_see_and_come_back_with_it() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura, ali) = (
        test.admin("majid").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    test.forum(&admin, "pumps", "public").await;
    let (author, other, moderator) = (
        test.sign_in(&noura).await,
        test.sign_in(&ali).await,
        test.sign_in(&admin).await,
    );
    let topic = publish(&author, "pumps", &[("a.csv", b"1,2")]).await;
    let file = test
        .guest()
        .get(&topic)
        .await
        .attribute(".file-card a", "href")
        .expect("a file");
    let id = id_of(&topic);

    hiding::hide(test.core(), &admin.principal(), id, &form("spam", "No ads"))
        .await
        .expect("hidden");
    assert_eq!(status(&test.guest(), &file).await, 404);
    assert_eq!(status(&other, &file).await, 404);
    let json = test.guest().with_header("accept", "application/activity+json");
    for page in [
        test.guest().get(&topic).await,
        other.get(&topic).await,
        json.get(&topic).await,
        test.guest().get(&format!("/api/v1/statuses/{id}")).await,
        test.guest().get("/forums/pumps").await,
    ] {
        assert!(!page.body.contains(&file), "{}", page.body);
    }
    let case = moderator.get(&format!("/posts/{id}/hide")).await;
    assert_eq!(case.attribute(".file-card a", "href").as_ref(), Some(&file));
    let seen = moderator.get(&file).await;
    assert_eq!((seen.status, seen.body.as_str()), (200, "1,2"));
    assert!(seen.header("cache-control").starts_with("private"));

    test.advance(TimeDelta::days(20));
    sweep::run(test.core()).await.expect("swept");
    retention::run(test.core()).await.expect("destroyed");
    hiding::restore(test.core(), &admin.principal(), id)
        .await
        .expect("restored");
    let page = test.guest().get(&topic).await;
    assert_eq!(page.attribute(".file-card a", "href").as_ref(), Some(&file));
    assert_eq!(test.guest().get(&file).await.body, "1,2");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_hidden_post_are_destroyed_with_its_text() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let author = test.sign_in(&noura).await;
    let hidden = publish(&author, "pumps", &[("a.csv", b"1,2")]).await;
    let stands = publish(&author, "pumps", &[("b.csv", b"3,4")]).await;
    hiding::hide(test.core(), &admin.principal(), id_of(&hidden), &form("spam", ""))
        .await
        .expect("hidden");

    test.advance(TimeDelta::days(91));
    retention::run(test.core()).await.expect("destroyed");
    test.run_jobs().await;

    assert_eq!(shelf.objects().await.len(), 1);
    assert_eq!(test.guest().get(&stands).await.count(".file-card"), 1);
    let gone = hiding::restore(test.core(), &admin.principal(), id_of(&hidden)).await;
    assert!(matches!(gone, Err(Error::Gone)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_post_that_waits_hang_on_it_when_it_is_approved() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    careful_forum(test, &admin).await;
    let (author, moderator) = (test.sign_in(&noura).await, test.sign_in(&admin).await);
    let file = write_first(&author).await;
    let own = majlis::domain::media::own(test.core(), noura.account.id, None)
        .await
        .expect("files");
    let media = own.files[0].id.to_string();

    assert_eq!(status(&test.guest(), &file).await, 404);
    let queue = moderator.get("/moderation/held").await;
    assert_eq!(queue.attribute(".file-card a", "href").as_ref(), Some(&file));
    assert_eq!(status(&moderator, &file).await, 200);
    let csrf = token(&author).await;
    let deleted = author
        .post(&format!("/settings/uploads/{media}/delete"), &[("csrf", csrf.as_str())])
        .await;
    assert_eq!(deleted.status, 303, "{}", deleted.body);
    let own = author.get("/settings/uploads").await;
    assert!(own.body.contains("Take it off there first"), "{}", own.body);
    let twice = compose(&author, "pumps", &[("intent", "publish"), ("media", &media)], &[]).await;
    assert_eq!(twice.status, 422, "it is spoken for");

    test.advance(TimeDelta::days(8));
    sweep::run(test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await.len(), 1, "it waits with its post");
    held::approve(test.core(), &admin.principal(), waiting(test, &admin).await)
        .await
        .expect("approved");

    let place = test.guest().get("/forums/pumps").await;
    let topic = place.attribute("main a[href^='/topics/']", "href").expect("a topic");
    let page = test.guest().get(&topic).await;
    assert_eq!(page.attribute(".file-card a", "href").as_ref(), Some(&file));
    assert_eq!(test.guest().get(&file).await.body, "1,2");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_refused_post_are_free_and_stay_as_long_as_its_text() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    careful_forum(test, &admin).await;
    let author = test.sign_in(&noura).await;
    let file = write_first(&author).await;
    test.advance(TimeDelta::days(8));
    held::refuse(
        test.core(),
        &admin.principal(),
        waiting(test, &admin).await,
        "Please say which pump",
    )
    .await
    .expect("refused");
    sweep::run(test.core()).await.expect("swept");
    assert_eq!(status(&author, &file).await, 200);
    assert_eq!(status(&test.sign_in(&admin).await, &file).await, 404);
    let own = author.get("/settings/uploads").await;
    assert_eq!(own.count("form[action$='/delete']"), 1, "{}", own.body);

    let own = majlis::domain::media::own(test.core(), noura.account.id, None)
        .await
        .expect("files");
    let media = own.files[0].id.to_string();
    let again = compose(&author, "pumps", &[("intent", "publish"), ("media", &media)], &[]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    held::approve(test.core(), &admin.principal(), waiting(test, &admin).await)
        .await
        .expect("approved");
    assert_eq!(test.guest().get(&file).await.body, "1,2");

    // A refused text goes after its days, and so does what hung on nothing else.
    let salem = test.member("salem").await;
    let file = write_first(&test.sign_in(&salem).await).await;
    held::refuse(
        test.core(),
        &admin.principal(),
        waiting(test, &admin).await,
        "Another forum",
    )
    .await
    .expect("refused");
    test.advance(TimeDelta::days(91));
    retention::run(test.core()).await.expect("destroyed");
    sweep::run(test.core()).await.expect("swept");
    assert_eq!(status(&test.sign_in(&salem).await, &file).await, 404);
    assert_eq!(shelf.objects().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_becomes_a_topic_and_goes_elsewhere_keeps_its_files() {
    use majlis::domain::moderation::moves;
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let there = test.forum(&admin, "energy", "public").await;
    let (client, by) = (test.sign_in(&admin).await, admin.principal());
    let topic = publish(&client, "pumps", &[("a.csv", b"1,2")]).await;
    let csrf = token(&client).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("body", "Here is the table."),
        ("language", "en"),
        ("intent", "publish"),
    ];
    let reply = post(
        &client,
        &format!("{topic}/replies"),
        typed(&fields, &[("b.csv", b"3,4")]),
    )
    .await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let reply: i64 = reply
        .header("location")
        .trim_start_matches("/replies/")
        .parse()
        .expect("a reply");

    let split = moves::split(test.core(), &by, PostId(reply), "The table of the pump")
        .await
        .expect("split");
    assert_eq!(split.id, PostId(reply));
    let page = test.guest().get(&format!("/topics/{reply}")).await;
    assert_eq!(page.texts(".file-card a"), ["b.csv"]);
    assert_eq!(test.guest().get(&topic).await.texts(".file-card a"), ["a.csv"]);
    moves::move_topic(test.core(), &by, PostId(reply), there.forum.id)
        .await
        .expect("moved");
    moves::merge(test.core(), &by, id_of(&topic), PostId(reply))
        .await
        .expect("merged");
    let page = test.guest().get(&format!("/topics/{reply}")).await;
    assert_eq!(page.texts(".file-card a"), ["b.csv", "a.csv"]);
    for file in page.attributes(".file-card a", "href") {
        assert_eq!(status(&test.guest(), &file).await, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_and_the_erasure_know_of_hidden_posts_of_waiting_ones_and_of_their_files() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "talk", "public").await;
    careful_forum(test, &admin).await;
    let author = test.sign_in(&noura).await;
    let hidden = publish(&author, "talk", &[("b.csv", b"3,4")]).await;
    hiding::hide(test.core(), &admin.principal(), id_of(&hidden), &form("spam", "No ads"))
        .await
        .expect("hidden");
    compose(&author, "pumps", &[("intent", "publish")], &[("a.csv", b"1,2")]).await;

    let (_, sections) = export::collect(test.core(), noura.account.id).await.expect("a copy");
    for (name, rows) in [("files", 2), ("hidden", 1), ("held", 1), ("reports", 0), ("bans", 0)] {
        let section = sections.iter().find(|section| section.name == name);
        assert_eq!(section.map(|section| section.rows.len()), Some(rows), "{name}");
    }
    let text = format!("{sections:?}");
    assert!(text.contains("No ads") && text.matches("It shakes since the bearing").count() == 2);

    erasure::request_for(test.core(), &admin.principal(), "noura", ErasureMode::Anonymise)
        .await
        .expect("asked for");
    test.advance(TimeDelta::days(15));
    test.run_jobs().await;
    test.run_jobs().await;

    assert_eq!(shelf.objects().await, [""; 0]);
    let (rows, _) = held::queue(test.core(), &admin.principal(), None)
        .await
        .expect("a queue");
    assert!(rows.is_empty());
    let gone = hiding::restore(test.core(), &admin.principal(), id_of(&hidden)).await;
    assert!(matches!(gone, Err(Error::Gone)), "{gone:?}");
    let again = posts::remove(test.core(), &admin.principal(), id_of(&hidden)).await;
    assert!(again.is_ok(), "nothing is left to do");
}
