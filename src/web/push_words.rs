//! What a push says, in its reader's language: short, because it stands on the screen of a locked telephone, and without a word
//! of a private conversation. Sealing and sending it are others' work.

use serde::Serialize;

use crate::app::App;
use crate::db::types::NotificationKind;
use crate::domain::notifications::letter::Told;
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::{conversations, deeds, needs, titles};
use crate::domain::push::sending::{Outgoing, Words};
use crate::domain::{Result, Viewer, instances};

use super::i18n::{self, FluentValue};
use super::notices::{Bundle, NoticeKind, Surroundings, Thread, present};
use super::page::Chrome;
use super::{assets, paths};

/// Longest title and text, in characters.
const TITLE_MOST: usize = 100;
const BODY_MOST: usize = 160;

/// A push as the worker of our pages reads it (`assets/js/worker.js`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payload {
    /// What happened.
    pub title: String,
    /// About what; may be empty.
    pub body: String,
    /// Where it leads: a path of ours.
    pub url: String,
    /// A later push with the same tag takes its place.
    pub tag: String,
    /// Language.
    pub lang: &'static str,
    /// Direction of that.
    pub dir: &'static str,
    /// Picture beside it.
    pub icon: String,
    /// The small one of the status bar.
    pub badge: String,
}

/// How much of a hurry there is (RFC 8030, section 5.3).
pub fn urgency(words: &Words) -> &'static str {
    let is_soon = |told: &Told| {
        !matches!(
            Group::of(told.0.kind),
            Group::Votes | Group::Follows | Group::Watching | Group::Questions
        )
    };
    match words {
        Words::News(told) if told.iter().any(is_soon) => "normal",
        Words::Test => "normal",
        Words::News(_) | Words::Summary(_) => "low",
    }
}

/// Writes a push.
///
/// # Errors
/// If the database fails.
pub async fn write(app: &App, push: &Outgoing) -> Result<Payload> {
    let chrome = super::mail::chrome(app, push.account.language.into());
    let (title, body, url) = match &push.words {
        Words::Test => (
            i18n::text(chrome.locale, "push-test").into_owned(),
            i18n::text(chrome.locale, "push-test-body").into_owned(),
            paths::SETTINGS_NOTIFICATIONS.to_owned(),
        ),
        Words::Summary(count) => (
            i18n::text_with(chrome.locale, "push-summary", [("n", FluentValue::from(*count))]),
            String::new(),
            paths::NOTIFICATIONS.to_owned(),
        ),
        Words::News(told) => news(app, push, told, &chrome).await?,
    };
    Ok(Payload {
        title: cut(&i18n::bare(&title), TITLE_MOST),
        body: cut(&i18n::bare(&body), BODY_MOST),
        url,
        tag: push.topic.clone(),
        lang: chrome.locale.tag(),
        dir: chrome.locale.dir(),
        icon: assets::url("icon-192.png").into_owned(),
        badge: assets::url("badge.png").into_owned(),
    })
}

async fn news(app: &App, push: &Outgoing, told: &[Told], chrome: &Chrome) -> Result<(String, String, String)> {
    let core = &app.core;
    let rows: Vec<_> = told.iter().map(|(told, ..)| told).collect();
    let homes: Vec<_> = told.iter().filter_map(|(_, actor, _)| actor.instance_id).collect();
    let viewer = Viewer::of(core, &push.account);
    let around = Surroundings {
        deeds: deeds(core, &rows).await?,
        needs: needs(core, &rows).await?,
        hosts: instances::hosts(core, &homes).await?,
        titles: titles(core, &viewer, told).await?,
        talks: conversations(core, &rows).await?,
    };
    let shown = Bundle {
        title: String::new(),
        notices: present(told, &around),
    };
    let Some((first, kind)) = shown.first().zip(rows.first().map(|row| row.kind)) else {
        return Ok(Default::default());
    };
    Ok((
        sentence(chrome, &shown, kind),
        subject(&shown, kind, &around),
        first.href.clone(),
    ))
}

/// What happened.
fn sentence(chrome: &Chrome, shown: &Bundle, kind: NotificationKind) -> String {
    let (name, key) = match shown.first() {
        Some(first) => (first.actor.name.clone(), first.kind.key()),
        None => Default::default(),
    };
    let count = shown.notices.len();
    let with = |key, n: usize| {
        let args = [("name", FluentValue::from(name.clone())), ("n", FluentValue::from(n))];
        i18n::text_with(chrome.locale, key, args)
    };
    match Group::of(kind) {
        // Whom moderators deal with is nobody else's business.
        Group::Moderation => i18n::text(chrome.locale, "push-moderation").into_owned(),
        _ if count == 1 => i18n::text_with(chrome.locale, key, [("name", FluentValue::from(name))]),
        Group::Messages => with("push-messages", count),
        Group::Votes => with("notice-votes", shown.others()),
        _ => i18n::text_with(chrome.locale, "push-many", [("n", FluentValue::from(count))]),
    }
}

/// About what: the title of a thread or a need, nothing that was written.
fn subject(shown: &Bundle, kind: NotificationKind, around: &Surroundings) -> String {
    let Some(first) = shown.first() else {
        return String::new();
    };
    if matches!(Group::of(kind), Group::Messages | Group::Moderation) {
        return String::new();
    }
    if matches!(first.kind, NoticeKind::Need(_)) {
        return first.subject.clone();
    }
    let is_its = |id: i64| first.thread == Some(Thread::Topic(id));
    let title = around.titles.iter().find(|(id, _)| is_its(id.0));
    title.map(|(_, title)| title.clone()).unwrap_or_default()
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}
