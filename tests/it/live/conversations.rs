//! Private messages, heard by those who may read them and by nobody else.

use majlis::domain::messages::{self, blocks, group, send};

use super::line::{Line, Stage};
use crate::messages::{friends, words};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_heard_where_its_conversation_is_open_and_refused_to_everybody_else() {
    let mut stage = Stage::new().await;
    let (noura, sami) = friends(stage.node()).await;
    let stranger = stage.node().member("stranger").await;
    let said = messages::start(
        stage.node().core(),
        &noura.principal(),
        &[sami.actor.id],
        "",
        &words("Hello"),
    )
    .await
    .expect("a conversation");
    stage.settle().await;
    let query = format!("?conversation={}", said.conversation_id);
    let client = stage.node().sign_in(&sami).await;
    let mut line = Line::own(stage.node(), &client, &query).await;
    let (host, outsider) = (stage.node().host(), stage.node().sign_in(&stranger).await);
    let refused = Line::open(&host, &outsider, &query, &format!("http://{host}")).await;
    assert_eq!(refused.err(), Some(404));

    send(
        stage.node().core(),
        &noura.principal(),
        said.conversation_id,
        &words("Are you there?"),
    )
    .await
    .expect("sent");
    stage.settle().await;
    let heard = line.next().await.expect("a notice");
    assert_eq!(heard["event"], "message");
    assert!(!heard.to_string().contains("there"), "no words: {heard}");
    let waits = line.next().await.expect("a notice");
    assert_eq!(
        (&waits["event"], &waits["messages"]["count"]),
        (&"waiting".into(), &1.into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_and_whoever_blocks_hear_nothing_more() {
    let mut stage = Stage::new().await;
    let (noura, sami) = friends(stage.node()).await;
    let core = stage.node().core().clone();
    let pair = messages::start(&core, &noura.principal(), &[sami.actor.id], "", &words("Hello"))
        .await
        .expect("a conversation");
    let huda = stage.node().admin("huda").await;
    let circle = [sami.actor.id, huda.actor.id];
    let all = messages::start(&core, &noura.principal(), &circle, "Pumps", &words("Welcome"))
        .await
        .expect("a group");
    stage.settle().await;
    let client = stage.node().sign_in(&sami).await;
    let mut in_pair = Line::own(
        stage.node(),
        &client,
        &format!("?conversation={}", pair.conversation_id),
    )
    .await;
    let group_query = format!("?conversation={}", all.conversation_id);
    let mut in_group = Line::own(stage.node(), &client, &group_query).await;

    blocks::set(&core, &sami.principal(), noura.actor.id, true)
        .await
        .expect("blocked");
    group::leave(&core, &sami.principal(), all.conversation_id)
        .await
        .expect("left");
    stage.settle().await;
    let mut stays = Line::own(stage.node(), &stage.node().sign_in(&huda).await, &group_query).await;
    send(&core, &noura.principal(), pair.conversation_id, &words("Why?"))
        .await
        .expect("it looks sent");
    send(&core, &noura.principal(), all.conversation_id, &words("He left."))
        .await
        .expect("sent");
    stage.settle().await;
    assert_eq!(stays.next().await.expect("a notice")["event"], "message");
    stage.node().app.live.close();
    for line in [&mut in_pair, &mut in_group] {
        while let Some(heard) = line.next().await {
            assert_ne!(heard["event"], "message", "{heard}");
        }
    }
}
