//! Who is in a conversation, and writing: told to those who show the same, and to nobody else.

use majlis::domain::Core;
use majlis::domain::messages::settings::{SettingsForm, save};
use majlis::domain::messages::{self, blocks};

use super::line::{Line, Stage};
use crate::messages::{friends, words};
use crate::support::{Client, Person};

/// A conversation of these, begun by the first.
async fn talk(core: &Core, people: &[&Person]) -> String {
    let others: Vec<_> = people[1..].iter().map(|person| person.actor.id).collect();
    let said = messages::start(core, &people[0].principal(), &others, "", &words("Hello")).await;
    format!("?conversation={}", said.expect("a conversation").conversation_id)
}

async fn show(core: &Core, person: &Person) {
    let form = SettingsForm {
        from_whom: "everybody".to_owned(),
        shows_presence: true,
        ..SettingsForm::default()
    };
    save(core, &person.principal(), &form).await.expect("saved");
}

/// Where somebody is, as it is heard: what was heard of others comes before it.
async fn heard_of(line: &mut Line, person: &Person) -> String {
    loop {
        let heard = line.next().await.expect("the line is open");
        if heard["event"] == "presence" && heard["person"] == person.actor.id.to_string() {
            return heard["state"].as_str().expect("a state").to_owned();
        }
    }
}

async fn open(stage: &Stage, person: &Person, query: &str) -> (Client, Line) {
    let client = stage.node().sign_in(person).await;
    let line = Line::own(stage.node(), &client, query).await;
    (client, line)
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_show_where_they_are_see_each_other_come_write_and_leave() {
    let stage = Stage::new().await;
    let core = stage.node().core().clone();
    let (noura, sami) = friends(stage.node()).await;
    let query = talk(&core, &[&noura, &sami]).await;
    for person in [&noura, &sami] {
        show(&core, person).await;
    }
    let (_, mut first) = open(&stage, &noura, &query).await;
    first.say(r#"{"state":"here"}"#).await;
    // Whoever comes later hears who is there.
    let (client, mut second) = open(&stage, &sami, &query).await;
    let mut state = heard_of(&mut second, &noura).await;
    assert_eq!(state, "here");
    second.say(r#"{"state":"writing"}"#).await;
    state = heard_of(&mut first, &sami).await;
    assert_eq!(state, "writing");
    // One of two windows closes, and they are still there.
    let mut other_window = Line::own(stage.node(), &client, &query).await;
    drop(second);
    other_window.say(r#"{"state":"here"}"#).await;
    assert_eq!(heard_of(&mut first, &sami).await, "here");
    drop(other_window);
    assert_eq!(heard_of(&mut first, &sami).await, "away");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_show_it_is_not_seen_and_sees_nobody() {
    let stage = Stage::new().await;
    let core = stage.node().core().clone();
    let (noura, sami) = friends(stage.node()).await;
    let (huda, badr) = (stage.node().admin("huda").await, stage.node().admin("badr").await);
    let query = talk(&core, &[&huda, &noura, &sami, &badr]).await;
    for person in [&noura, &huda, &badr] {
        show(&core, person).await;
    }
    blocks::set(&core, &badr.principal(), noura.actor.id, true)
        .await
        .expect("blocked");
    let (_, mut sees) = open(&stage, &huda, &query).await;
    let (_, mut hides) = open(&stage, &sami, &query).await;
    let (_, mut blocks) = open(&stage, &badr, &query).await;
    let (_, mut shows) = open(&stage, &noura, &query).await;
    hides.say(r#"{"state":"writing"}"#).await;
    blocks.say(r#"{"state":"writing"}"#).await;
    assert_eq!(heard_of(&mut sees, &badr).await, "writing");
    shows.say(r#"{"state":"writing"}"#).await;
    assert_eq!(heard_of(&mut sees, &noura).await, "writing");
    sees.say(r#"{"state":"here"}"#).await;
    assert_eq!(heard_of(&mut blocks, &huda).await, "here");
    stage.node().app.live.close();
    // The one hears nobody, the other nobody whom they block.
    let ids = |person: &Person| serde_json::Value::String(person.actor.id.to_string());
    for (line, unheard) in [
        (&mut hides, vec![&noura, &huda, &badr]),
        (&mut blocks, vec![&noura, &sami]),
    ] {
        while let Some(heard) = line.next().await {
            let is_of = unheard.iter().any(|person| heard["person"] == ids(person));
            assert!(!is_of, "{heard}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_asked_is_not_seen_before_they_accept() {
    let stage = Stage::new().await;
    let core = stage.node().core().clone();
    let (noura, sami) = (stage.node().member("noura").await, stage.node().member("sami").await);
    let query = talk(&core, &[&noura, &sami]).await;
    for person in [&noura, &sami] {
        show(&core, person).await;
    }
    let (_, mut asks) = open(&stage, &noura, &query).await;
    let (_, mut asked) = open(&stage, &sami, &query).await;
    asks.say(r#"{"state":"here"}"#).await;
    asked.say(r#"{"state":"here"}"#).await;
    for wrong in ["", "{}", r#"{"state":"there"}"#, "[1]"] {
        asked.say(wrong).await;
    }
    // Closing comes after all that was said.
    drop(asked);
    let client = stage.node().sign_in(&sami).await;
    let conversation = query.trim_start_matches("?conversation=");
    let accepted = client
        .submit(&format!("/messages/{conversation}"), &[("body", "Hello back")])
        .await;
    assert_eq!(accepted.status, 303);
    let mut now = Line::own(stage.node(), &client, &query).await;
    now.say(r#"{"state":"writing"}"#).await;
    assert_eq!(heard_of(&mut asks, &sami).await, "writing");
}
