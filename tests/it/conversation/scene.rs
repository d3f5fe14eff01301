//! Two or three instances, a forum on the first, and a member of each other one who follows it.

use majlis::apub;
use majlis::db::posts::{self, Post};
use majlis::db::types::FollowState;
use majlis::domain::follows;
use majlis::domain::forums::ForumView;
use majlis::domain::instances;

use crate::support::network::Node;
use crate::support::{Network, Person};

/// A network with a forum.
pub struct Scene {
    /// The instances; the forum lives on the first.
    pub network: Network,
    /// Admin of the first and moderator of the forum.
    pub admin: Person,
    /// A member of the first.
    pub noura: Person,
    /// The forum, as the first instance sees it.
    pub forum: ForumView,
    /// A member of each other instance, following the forum, with the forum as that instance sees it.
    pub guests: Vec<(Person, ForumView)>,
}

impl Scene {
    /// `count` instances and a public forum.
    pub async fn new(count: usize) -> Self {
        Self::among(Network::new(count).await, count).await
    }

    /// `count` instances and a public forum, and one more instance that follows nothing.
    pub async fn with_stranger(count: usize) -> Self {
        let scene = Self::among(Network::new(count + 1).await, count).await;
        scene.stranger().member("ali").await;
        scene
    }

    async fn among(network: Network, count: usize) -> Self {
        let home = &network.nodes[0];
        let (admin, noura) = (home.admin("boss").await, home.member("noura").await);
        let forum = home.forum(&admin, "maintenance", "public").await;
        let mut guests = Vec::new();
        for node in &network.nodes[1..count] {
            let person = node.member("ali").await;
            let view = follow(&network, node, &person, &format!("!maintenance@{}", home.host())).await;
            guests.push((person, view));
        }
        Self {
            network,
            admin,
            noura,
            forum,
            guests,
        }
    }

    /// The instance where the forum lives.
    pub fn home(&self) -> &Node {
        &self.network.nodes[0]
    }

    /// The instances that have the forum: its home and those that follow it.
    pub fn readers(&self) -> &[Node] {
        &self.network.nodes[..=self.guests.len()]
    }

    /// The instance that follows nothing.
    pub fn stranger(&self) -> &Node {
        &self.network.nodes[self.guests.len() + 1]
    }

    /// Another instance with its member.
    pub fn away(&self, index: usize) -> (&Node, &Person) {
        (&self.network.nodes[index + 1], &self.guests[index].0)
    }

    /// The forum as another instance sees it.
    pub fn remote_forum(&self, index: usize) -> &ForumView {
        &self.guests[index].1
    }
}

/// Follows the forum at `address` through the address box, and waits until it is accepted.
pub async fn follow(network: &Network, node: &Node, person: &Person, address: &str) -> ForumView {
    let found = apub::resolve::resolve(&node.app, &person.viewer(), address)
        .await
        .expect("the forum is found");
    follows::follow(node.core(), &person.principal(), found.actor.id)
        .await
        .expect("asked");
    network.settle().await;
    let state = follows::state(node.core(), person.actor.id, found.actor.id)
        .await
        .expect("a query");
    assert_eq!(state, Some(FollowState::Accepted), "{address}");
    let forum = found.forum.expect("it is a forum");
    let hosts = instances::hosts(node.core(), &[found.actor.instance_id.expect("it is remote")])
        .await
        .expect("a query");
    ForumView {
        forum,
        actor: found.actor,
        host: hosts.into_iter().next().map(|(_, host)| host),
    }
}

/// The copy of `post` on `node`, if it has one.
pub async fn copy(node: &Node, post: &Post) -> Option<Post> {
    let mut conn = node.core().db.read().await.expect("a connection");
    posts::find_by_uri(&mut conn, &post.uri).await.expect("a query")
}

/// The copy of `post` on `node`, which has one.
pub async fn copied(node: &Node, post: &Post) -> Post {
    copy(node, post)
        .await
        .unwrap_or_else(|| panic!("{} never arrived", post.uri))
}
