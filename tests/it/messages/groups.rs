//! Groups.

use majlis::db::messages::members::Folder;
use majlis::domain::Error;
use majlis::domain::messages::{self, group, standing};

use super::{count, friends, read, words, write};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_brought_in_reads_what_is_said_from_then_on_and_whoever_leaves_nothing() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let huda = test.member("huda").await;
    let (core, by) = (test.core(), noura.principal());
    let to = [sami.actor.id, huda.actor.id];
    let first = messages::start(core, &by, &to, "Vibration", &words("Welcome"))
        .await
        .unwrap();
    let id = first.conversation_id;
    assert_eq!(count(&test, &sami, Folder::Inbox).await, 1);
    assert_eq!(count(&test, &huda, Folder::Requests).await, 1, "a stranger asks her in");
    standing::accept(core, &huda.principal(), id).await.unwrap();
    let late = test.member("late").await;
    group::add(core, &huda.principal(), id, late.actor.id).await.unwrap();
    standing::accept(core, &late.principal(), id).await.unwrap();
    messages::send(core, &sami.principal(), id, &words("Readings"))
        .await
        .unwrap();
    assert_eq!(
        read(&test, &late, &first).await,
        ["", "Readings"],
        "that they were added, and what came then"
    );
    assert_eq!(read(&test, &huda, &first).await, ["Welcome", "", "Readings"]);
    group::leave(core, &sami.principal(), id).await.unwrap();
    assert_eq!(read(&test, &sami, &first).await, Vec::<String>::new());
    messages::send(core, &by, id, &words("Without Sami")).await.unwrap();
    assert_eq!(count(&test, &sami, Folder::Inbox).await, 0);
    let gone = messages::send(core, &sami.principal(), id, &words("Still here?")).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    // Whoever left is asked, and not put back.
    group::add(core, &by, id, sami.actor.id).await.unwrap();
    assert_eq!(count(&test, &sami, Folder::Requests).await, 1);
    group::rename(core, &by, id, "Bearings").await.unwrap();
    let title = messages::show::line(core, &by, id).await.unwrap().conversation.title;
    assert_eq!(title, "Bearings");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_everybody_left_is_gone() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let huda = test.member("huda").await;
    let core = test.core();
    let to = [sami.actor.id, huda.actor.id];
    let first = messages::start(core, &noura.principal(), &to, "", &words("Hi"))
        .await
        .unwrap();
    for person in [&noura, &sami, &huda] {
        group::leave(core, &person.principal(), first.conversation_id)
            .await
            .unwrap();
    }
    // Huda had only been asked: for her it is declined, and nobody is left.
    let mut conn = core.db.read().await.unwrap();
    let kept = majlis::db::messages::get(&mut conn, first.conversation_id).await;
    assert!(matches!(kept, Err(majlis::db::Error::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_is_no_group_and_takes_nobody_in() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let huda = test.member("huda").await;
    let sent = write(&test, &noura, &sami, "Between us").await.unwrap();
    let added = group::add(test.core(), &noura.principal(), sent.conversation_id, huda.actor.id).await;
    assert!(matches!(added, Err(Error::NotFound)), "{added:?}");
    assert_eq!(read(&test, &huda, &sent).await, Vec::<String>::new());
}
