//! Between two people: who may write, who is told, who reads.

use majlis::db::messages::members::Folder;
use majlis::domain::messages::settings::{self, SettingsForm};
use majlis::domain::messages::{blocks, find, group, remove, standing};
use majlis::domain::{Denied, Error};

use super::{count, friends, read, thread, waiting, words, write};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn two_people_have_one_conversation_however_often_it_is_begun() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let before = waiting(&test, &sami).await.0;
    let first = write(&test, &noura, &sami, "Good morning").await.unwrap();
    let second = write(&test, &sami, &noura, "And to you").await.unwrap();
    let third = write(&test, &noura, &sami, "The pump leaks").await.unwrap();
    assert_eq!(first.conversation_id, second.conversation_id);
    assert_eq!((first.number, second.number, third.number), (1, 2, 3));
    let all = ["Good morning", "And to you", "The pump leaks"];
    assert_eq!(waiting(&test, &sami).await, (before + 1, 1), "one notification for all");
    assert_eq!(read(&test, &sami, &first).await, all);
    assert_eq!(waiting(&test, &sami).await.1, 0, "read by opening");
    assert_eq!(read(&test, &noura, &first).await, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn both_beginning_at_once_begin_one_conversation() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let (one, form) = (noura.principal(), words("Now"));
    let (other, to, back) = (sami.principal(), [sami.actor.id], [noura.actor.id]);
    let (a, b) = tokio::join!(
        majlis::domain::messages::start(test.core(), &one, &to, "", &form),
        majlis::domain::messages::start(test.core(), &other, &back, "", &form),
    );
    assert_eq!(a.unwrap().conversation_id, b.unwrap().conversation_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_strangers_write_waits_quietly_and_is_taken_up_by_answering() {
    let test = TestApp::new().await;
    let (noura, stranger) = (test.member("noura").await, test.member("stranger").await);
    let first = write(&test, &stranger, &noura, "Buy pumps").await.unwrap();
    assert_eq!(waiting(&test, &noura).await, (0, 0));
    assert_eq!(count(&test, &noura, Folder::Inbox).await, 0);
    assert_eq!(count(&test, &noura, Folder::Requests).await, 1);
    assert_eq!(read(&test, &noura, &first).await, ["Buy pumps"]);
    let reply = write(&test, &noura, &stranger, "Which?").await.unwrap();
    assert_eq!(reply.conversation_id, first.conversation_id);
    assert_eq!(count(&test, &noura, Folder::Inbox).await, 1);
    assert_eq!(count(&test, &noura, Folder::Requests).await, 0);
    write(&test, &stranger, &noura, "Blue ones").await.unwrap();
    assert_eq!(waiting(&test, &noura).await.1, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_declined_or_blocked_sees_what_everybody_sees() {
    let test = TestApp::new().await;
    let (noura, stranger) = (test.member("noura").await, test.member("stranger").await);
    let first = write(&test, &stranger, &noura, "Buy pumps").await.unwrap();
    standing::decline(test.core(), &noura.principal(), first.conversation_id)
        .await
        .unwrap();
    write(&test, &stranger, &noura, "Please buy").await.unwrap();
    assert_eq!(read(&test, &stranger, &first).await, ["Buy pumps", "Please buy"]);
    assert_eq!(read(&test, &noura, &first).await, Vec::<String>::new());

    let (huda, sami) = (test.member("huda").await, test.member("sami").await);
    majlis::domain::follows::follow(test.core(), &huda.principal(), sami.actor.id)
        .await
        .unwrap();
    let known = write(&test, &sami, &huda, "Hello").await.unwrap();
    blocks::set(test.core(), &huda.principal(), sami.actor.id, true)
        .await
        .unwrap();
    let told = waiting(&test, &huda).await;
    write(&test, &sami, &huda, "Hello?").await.unwrap();
    assert_eq!(waiting(&test, &huda).await, told);
    assert_eq!(read(&test, &huda, &known).await, ["Hello"]);
    assert_eq!(read(&test, &sami, &known).await, ["Hello", "Hello?"]);
    let refused = write(&test, &huda, &sami, "Go away").await;
    assert!(
        matches!(refused, Err(Error::Forbidden(Denied::YouBlock))),
        "{refused:?}"
    );
    blocks::set(test.core(), &huda.principal(), sami.actor.id, false)
        .await
        .unwrap();
    write(&test, &sami, &huda, "Again").await.unwrap();
    assert_eq!(
        read(&test, &huda, &known).await,
        ["Hello", "Again"],
        "what was withheld stays so"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_message_to_who_blocks_looks_like_any_other() {
    let test = TestApp::new().await;
    let (noura, stranger) = (test.member("noura").await, test.member("stranger").await);
    blocks::set(test.core(), &noura.principal(), stranger.actor.id, true)
        .await
        .unwrap();
    let sent = write(&test, &stranger, &noura, "Hello").await.unwrap();
    assert_eq!(read(&test, &stranger, &sent).await, ["Hello"]);
    assert_eq!(count(&test, &noura, Folder::Requests).await, 0);
    assert_eq!(read(&test, &noura, &sent).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn members_say_who_may_write_and_what_they_are_in_goes_on() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let stranger = test.member("stranger").await;
    write(&test, &sami, &noura, "Before").await.unwrap();
    let set = async |from: &str| {
        let form = SettingsForm {
            from_whom: from.to_owned(),
            shows_read: false,
            shows_presence: false,
        };
        settings::save(test.core(), &noura.principal(), &form).await
    };
    set("known").await.unwrap();
    let refused = write(&test, &stranger, &noura, "Hello").await;
    assert!(
        matches!(refused, Err(Error::Forbidden(Denied::NotWelcome))),
        "{refused:?}"
    );
    set("nobody").await.unwrap();
    write(&test, &sami, &noura, "After").await.unwrap();
    let boss = test.admin("boss").await;
    write(&test, &boss, &noura, "From the staff").await.unwrap();
    assert!(set("friends").await.is_err());
    assert_eq!(count(&test, &noura, Folder::Inbox).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_not_written_to_by_the_dozen() {
    let test = TestApp::new().await;
    let seller = test.member("seller").await;
    for n in 0..10 {
        let to = test.member(&format!("member{n}")).await;
        write(&test, &seller, &to, "Buy").await.unwrap();
    }
    let last = test.member("last").await;
    let refused = write(&test, &seller, &last, "Buy").await;
    assert!(matches!(refused, Err(Error::Limited(_))), "{refused:?}");
    test.advance(chrono::TimeDelta::hours(1));
    write(&test, &seller, &last, "Buy").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_reads_writes_finds_or_deletes() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let eve = test.admin("eve").await;
    let sent = write(&test, &noura, &sami, "Bearing 6205 fails").await.unwrap();
    let (core, by, id) = (test.core(), eve.principal(), sent.conversation_id);
    let form = words("Hi");
    assert!(matches!(thread(&test, &eve, &sent).await, Err(Error::NotFound)));
    let denied = [
        majlis::domain::messages::send(core, &by, id, &form).await.map(drop),
        remove::delete(core, &by, sent.id).await,
        standing::set_muted(core, &by, id, true).await,
        standing::accept(core, &by, id).await,
        group::leave(core, &by, id).await,
        group::rename(core, &by, id, "Mine").await,
        group::add(core, &by, id, eve.actor.id).await,
    ];
    for (n, denied) in denied.into_iter().enumerate() {
        assert!(matches!(denied, Err(Error::NotFound)), "{n}: {denied:?}");
    }
    let found = async |who: &crate::support::Person| {
        let found = find::find(core, &who.principal(), "bearing", None).await.unwrap();
        found.messages.len()
    };
    assert_eq!((found(&eve).await, found(&sami).await, found(&noura).await), (0, 1, 1));
    let foreign = remove::delete(core, &sami.principal(), sent.id).await;
    assert!(matches!(foreign, Err(Error::Forbidden(Denied::NotAuthor))));
    remove::delete(core, &noura.principal(), sent.id).await.unwrap();
    assert_eq!((found(&sami).await, waiting(&test, &sami).await.1), (0, 0));
    assert_eq!(read(&test, &sami, &sent).await, [""], "its place stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn muted_conversations_tell_nothing_and_removed_ones_come_back_empty() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let sent = write(&test, &noura, &sami, "One").await.unwrap();
    let (core, by, id) = (test.core(), sami.principal(), sent.conversation_id);
    read(&test, &sami, &sent).await;
    let told = waiting(&test, &sami).await;
    standing::set_muted(core, &by, id, true).await.unwrap();
    write(&test, &noura, &sami, "Two").await.unwrap();
    assert_eq!(waiting(&test, &sami).await, told);
    assert_eq!(count(&test, &sami, Folder::Muted).await, 1);
    standing::set_muted(core, &by, id, false).await.unwrap();
    group::leave(core, &by, id).await.unwrap();
    assert_eq!(count(&test, &sami, Folder::Inbox).await, 0);
    assert_eq!(read(&test, &sami, &sent).await, Vec::<String>::new());
    write(&test, &noura, &sami, "Three").await.unwrap();
    assert_eq!(read(&test, &sami, &sent).await, ["Three"]);
    assert_eq!(read(&test, &noura, &sent).await, ["One", "Two", "Three"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_is_shown_only_where_both_show_it() {
    let test = TestApp::new().await;
    let (noura, sami) = friends(&test).await;
    let sent = write(&test, &noura, &sami, "Read me").await.unwrap();
    let id = sent.conversation_id;
    read(&test, &sami, &sent).await;
    let seen = async || thread(&test, &noura, &sent).await.unwrap().read_by_others();
    assert_eq!(seen().await, None);
    standing::set_shows_read(test.core(), &noura.principal(), id, true)
        .await
        .unwrap();
    assert_eq!(seen().await, None);
    standing::set_shows_read(test.core(), &sami.principal(), id, true)
        .await
        .unwrap();
    assert_eq!(seen().await, Some(1));
}
