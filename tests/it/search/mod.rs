//! Search: what is found, by whom, and what becomes of it when posts change.

mod api;
mod hostile;
mod index;
mod leaks;
mod page;
mod plans;
mod words;

use majlis::db::posts::Post;
use majlis::domain::forums::ForumView;

use crate::support::{Client, Person, TestApp};

/// A public forum with an admin and a member.
struct Scene {
    test: TestApp,
    admin: Person,
    noura: Person,
    forum: ForumView,
}

impl Scene {
    async fn new() -> Self {
        Self::of(TestApp::new().await).await
    }

    async fn of(test: TestApp) -> Self {
        let admin = test.admin("majid").await;
        let forum = test.forum(&admin, "energy", "public").await;
        Self {
            noura: test.member("noura").await,
            admin,
            forum,
            test,
        }
    }

    async fn topic(&self, title: &str) -> Post {
        self.test.topic(&self.noura, &self.forum, "question", title).await
    }

    /// Somebody without an account who reads English.
    fn guest(&self) -> Client {
        self.test.guest().with_header("accept-language", "en")
    }

    /// Where a guest is led by what is found.
    async fn found(&self, query: &str) -> Vec<String> {
        found(&self.guest(), query).await
    }
}

/// The address of a search.
fn address(query: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    format!("/search?q={encoded}")
}

/// Where a reader is led by what is found.
async fn found(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&address(query)).await;
    assert_eq!(page.status, 200, "{query}: {}", page.body);
    page.attributes(".hit-row h3 a", "href")
}

fn topic(post: &Post) -> String {
    format!("/topics/{}", post.id)
}

fn reply(post: &Post) -> String {
    format!("/replies/{}", post.id)
}
