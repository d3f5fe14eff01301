//! Between two instances.

use majlis::db::messages::deliveries;
use majlis::db::messages::members::Folder;
use majlis::db::types::MessageState;
use majlis::domain::messages::{self, blocks, remove};
use majlis::domain::profiles;

use super::{count, read, words};
use crate::support::network::Node;
use crate::support::{Network, Person};

/// Noura on the first instance, Ali on the second, and Ali as the first one knows him.
struct Two {
    network: Network,
    noura: Person,
    ali: Person,
    far: majlis::db::types::ActorId,
}

impl Two {
    async fn new() -> Self {
        let network = Network::new(2).await;
        let (noura, ali) = (
            network.nodes[0].member("noura").await,
            network.nodes[1].member("ali").await,
        );
        let address = format!("@ali@{}", network.nodes[1].host());
        let here = &network.nodes[0];
        let far = majlis::apub::resolve::resolve(&here.app, &noura.viewer(), &address)
            .await
            .expect("found")
            .actor
            .id;
        Self {
            network,
            noura,
            ali,
            far,
        }
    }

    fn here(&self) -> &Node {
        &self.network.nodes[0]
    }

    fn there(&self) -> &Node {
        &self.network.nodes[1]
    }

    async fn says(&self, text: &str) -> messages::show::Line {
        let by = self.noura.principal();
        let sent = messages::start(self.here().core(), &by, &[self.far], "", &words(text))
            .await
            .expect("sent");
        self.network.settle().await;
        messages::show::line(self.here().core(), &by, sent.conversation_id)
            .await
            .expect("a line")
    }

    /// What Ali has: in the inbox, or among the requests.
    async fn arrived(&self, folder: Folder) -> Vec<String> {
        let (core, by) = (self.there().core(), self.ali.principal());
        let lists = messages::show::list(core, &by, folder, None).await.expect("a list");
        let mut all = Vec::new();
        for line in lists.lines {
            let thread = messages::show::thread(core, &by, line.conversation.id, None)
                .await
                .expect("read");
            all.extend(thread.messages.into_iter().map(|message| message.excerpt));
        }
        all
    }

    async fn state(&self, line: &messages::show::Line) -> MessageState {
        let message = line.last.as_ref().expect("a message").id;
        let mut conn = self.here().core().db.read().await.expect("a connection");
        deliveries::list(&mut conn, &[message]).await.expect("a query")[0].state
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_travels_is_answered_and_stays_one_conversation() {
    let two = Two::new().await;
    let line = two.says("Good morning from the first").await;
    assert_eq!(two.state(&line).await, MessageState::Delivered);
    assert_eq!(two.arrived(Folder::Requests).await, ["Good morning from the first"]);
    assert_eq!(count(two.there(), &two.ali, Folder::Inbox).await, 0);
    let (core, by) = (two.there().core(), two.ali.principal());
    let request = messages::show::list(core, &by, Folder::Requests, None)
        .await
        .unwrap()
        .lines
        .remove(0);
    messages::send(core, &by, request.conversation.id, &words("And to you"))
        .await
        .unwrap();
    two.network.settle().await;
    let last = line.last.as_ref().unwrap();
    assert_eq!(
        read(two.here(), &two.noura, last).await,
        ["Good morning from the first", "And to you"]
    );
    two.says("A third").await;
    assert_eq!(two.arrived(Folder::Inbox).await.len(), 3);
    // Nobody can look any of it up, and nothing of it waits or lies about.
    let guest = two.here().guest().with_header("accept", "application/activity+json");
    let mut conn = two.here().core().db.read().await.unwrap();
    let sent = deliveries::list(&mut conn, &[last.id]).await.unwrap().remove(0);
    let path = sent.uri.strip_prefix(&two.here().core().config.base()).unwrap();
    assert_eq!(guest.get(path).await.status, 404);
    let posted = majlis::db::outbox::find(&mut conn, sent.outbox_id.unwrap())
        .await
        .unwrap()
        .unwrap();
    assert!(!posted.is_listed && posted.body == "{}", "{}", posted.body);
    assert_eq!(
        guest
            .get("/u/noura/outbox?page=true")
            .await
            .body
            .matches("Good morning")
            .count(),
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_reaches_the_other_server() {
    let two = Two::new().await;
    let line = two.says("A slip of the tongue").await;
    let last = line.last.as_ref().unwrap();
    remove::delete(two.here().core(), &two.noura.principal(), last.id)
        .await
        .unwrap();
    two.network.settle().await;
    assert_eq!(two.arrived(Folder::Requests).await, [""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_blocked_there_learns_nothing_of_it_here() {
    let two = Two::new().await;
    two.says("First").await;
    let (noura, _) = profiles::find_actor(two.there().core(), &format!("noura@{}", two.here().host()))
        .await
        .unwrap();
    blocks::set(two.there().core(), &two.ali.principal(), noura.id, true)
        .await
        .unwrap();
    let line = two.says("Second").await;
    assert_eq!(two.state(&line).await, MessageState::Delivered);
    assert_eq!(two.arrived(Folder::Requests).await, ["First"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_blocked_is_not_written_to() {
    let two = Two::new().await;
    let line = two.says("First").await;
    let boss = two.here().admin("boss").await;
    let host = two.there().host();
    majlis::domain::instances::set_policy(
        two.here().core(),
        &boss.principal(),
        &host,
        majlis::db::types::InstancePolicy::Blocked,
        false,
        "",
    )
    .await
    .unwrap();
    let by = two.noura.principal();
    let sent = messages::send(two.here().core(), &by, line.conversation.id, &words("Second"))
        .await
        .unwrap();
    two.network.settle().await;
    let mut conn = two.here().core().db.read().await.unwrap();
    let state = deliveries::list(&mut conn, &[sent.id]).await.unwrap()[0].state;
    assert_eq!(state, MessageState::Lost);
    assert_eq!(two.arrived(Folder::Requests).await, ["First"]);
}
