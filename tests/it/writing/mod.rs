//! Writing: former versions, drafts, second thoughts, similar topics, and what becomes of questions.

mod crowd;
mod drafts;
mod history;
mod nudges;
mod parallel;
mod questions;
mod similar;
mod undo;

use majlis::db::types::NotificationKind;
use majlis::db::{Keyset, posts::Post};
use majlis::domain::forums::ForumView;
use majlis::domain::notifications;
use majlis::domain::posts::{self, TopicForm};

use crate::support::{Client, Page, Person, TestApp};

/// A page without the invisible marks around what is put into its words.
fn plain(page: &Page) -> String {
    page.body.replace(['\u{2068}', '\u{2069}'], "")
}

/// A forum and those who write in it.
struct Scene {
    test: TestApp,
    admin: Person,
    noura: Person,
    ali: Person,
    forum: ForumView,
}

impl Scene {
    async fn new(test: TestApp) -> Self {
        let admin = test.admin("majid").await;
        let forum = test.forum(&admin, "maintenance", "public").await;
        Self {
            noura: test.member("noura").await,
            ali: test.member("ali").await,
            admin,
            forum,
            test,
        }
    }

    /// Somebody without an account who reads English.
    fn guest(&self) -> Client {
        self.test.guest().with_header("accept-language", "en")
    }

    /// A question of Noura's.
    async fn question(&self, title: &str) -> Post {
        self.test.topic(&self.noura, &self.forum, "question", title).await
    }

    /// Gives a post of somebody's another text.
    async fn rewrite(&self, by: &Person, post: &Post, body: &str) {
        let form = TopicForm {
            kind: String::new(),
            title: post.title.clone(),
            body: body.to_owned(),
            language: "en".to_owned(),
        };
        posts::rewrite(self.test.core(), &by.principal(), post.id, &form)
            .await
            .expect("rewritten");
    }

    /// What somebody was told, newest first.
    async fn told(&self, person: &Person) -> Vec<NotificationKind> {
        let page = notifications::list(self.test.core(), person.account.id, Keyset::first(50)).await;
        let page = page.expect("notifications");
        page.into_iter().map(|(told, ..)| told.kind).collect()
    }
}
