//! Private messages: rules, pages, and that nobody else ever sees a word.

mod groups;
mod leaks;
mod pages;
mod rules;
mod travel;

use majlis::db::messages::members::Folder;
use majlis::db::messages::texts::Message;
use majlis::domain::messages::show::{self, Thread};
use majlis::domain::messages::{self, MessageForm};
use majlis::domain::{Error, Result};

use crate::support::{Person, TestApp};

/// Words without files.
pub(crate) fn words(text: &str) -> MessageForm {
    MessageForm {
        body: text.to_owned(),
        files: Vec::new(),
    }
}

async fn write(test: &TestApp, from: &Person, to: &Person, text: &str) -> Result<Message> {
    test.advance(chrono::TimeDelta::seconds(1));
    messages::start(test.core(), &from.principal(), &[to.actor.id], "", &words(text)).await
}

/// Two who know each other.
pub(crate) async fn friends(test: &TestApp) -> (Person, Person) {
    let (noura, sami) = (test.member("noura").await, test.member("sami").await);
    for (one, other) in [(&noura, &sami), (&sami, &noura)] {
        majlis::domain::follows::follow(test.core(), &one.principal(), other.actor.id)
            .await
            .expect("a follow");
    }
    (noura, sami)
}

async fn thread(test: &TestApp, reader: &Person, message: &Message) -> Result<Thread> {
    show::open(test.core(), &reader.principal(), message.conversation_id, None).await
}

/// What a reader finds in a conversation.
async fn read(test: &TestApp, reader: &Person, message: &Message) -> Vec<String> {
    match thread(test, reader, message).await {
        Ok(thread) => thread.messages.into_iter().map(|message| message.excerpt).collect(),
        Err(Error::NotFound) => Vec::new(),
        Err(error) => panic!("{error}"),
    }
}

async fn count(test: &TestApp, reader: &Person, folder: Folder) -> usize {
    let found = show::list(test.core(), &reader.principal(), folder, None).await;
    found.expect("a list").lines.len()
}

/// What the frame of every page tells: notifications and conversations not read.
async fn waiting(test: &TestApp, reader: &Person) -> (i64, i64) {
    let (told, talks, _) = majlis::domain::privacy::notices::waiting(test.core(), reader.account.id)
        .await
        .expect("a count");
    (told, talks)
}
