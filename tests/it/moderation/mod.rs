//! Keeping order: reports, hiding, bans, moves, waiting posts, between instances and under load.

mod bans;
mod between;
mod hiding;
mod parallel;
mod reports;
mod threads;
mod waiting;
mod web;

use majlis::db::types::{Category, PostId};
use majlis::domain::moderation::{Why, WhyForm};
use majlis::domain::notifications;

use crate::support::{Person, TestApp};

/// A reason as typed.
pub fn form(category: &str, words: &str) -> WhyForm {
    WhyForm {
        category: category.to_owned(),
        words: words.to_owned(),
    }
}

/// A reason.
pub fn why(words: &str) -> Why {
    Why {
        category: Some(Category::Spam),
        words: words.to_owned(),
    }
}

/// What somebody was told by moderators: the lines of the log, newest first.
pub async fn told(test: &TestApp, person: &Person) -> Vec<(String, String)> {
    let page = majlis::db::Keyset::first(50);
    let rows = notifications::list(test.core(), person.account.id, page)
        .await
        .expect("notifications");
    let rows: Vec<_> = rows.iter().map(|(told, ..)| told).collect();
    let deeds = notifications::deeds(test.core(), &rows).await.expect("deeds");
    rows.iter()
        .filter_map(|told| deeds.iter().find(|deed| Some(deed.id) == told.log_id))
        .map(|deed| (deed.action.clone(), deed.reason.clone()))
        .collect()
}

/// Whether a post is a tombstone.
pub async fn is_removed(test: &TestApp, post: PostId) -> bool {
    test.post(post).await.is_removed()
}
