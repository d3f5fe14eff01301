//! Letters about notifications, and digests: by thread, with a link to each and the way out of them. Sending them is somebody
//! else's work.

use askama::Template;

use crate::db::posts::Post;
use crate::db::types::PostKind;
use crate::domain::notifications::unsubscribe::Topic;

use super::i18n::{self, FluentValue};
use super::mail::Letter;
use super::notices::Bundle;
use super::page::{self, Chrome};
use super::pages::notifications::label;
use super::{filters, paths};

/// Lines of one thread in a letter; the site has the rest.
const LINES_MOST: usize = 5;

/// What a letter is written from.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Its reader.
    pub name: &'a str,
    /// What happened, by thread.
    pub bundles: &'a [Bundle],
    /// New topics.
    pub news: &'a [Post],
    /// The way out.
    pub leave: Leave<'a>,
    /// Where one chooses what comes.
    pub settings: &'a str,
    /// Beginning of every link: scheme and host.
    pub base: &'a str,
}

/// How a reader leaves.
#[derive(Debug, Clone, Copy)]
pub struct Leave<'a> {
    /// The link.
    pub link: &'a str,
    /// What it ends.
    pub topic: Topic,
}

/// A thread in a letter.
#[derive(Debug, Clone)]
struct Section {
    title: String,
    lines: Vec<Line>,
    /// How many more there are on the site.
    more: usize,
}

/// Something that happened, or a new topic.
#[derive(Debug, Clone)]
struct Line {
    sentence: String,
    subject: String,
    link: String,
}

#[derive(Template)]
#[template(path = "mail/notices.txt")]
struct NoticesText<'a> {
    words: &'a Words<'a>,
    sections: &'a [Section],
    news: &'a [Line],
    leaving: &'a str,
}

#[derive(Template)]
#[template(path = "mail/notices.html")]
struct NoticesHtml<'a> {
    subject: &'a str,
    words: &'a Words<'a>,
    sections: &'a [Section],
    news: &'a [Line],
    leaving: &'a str,
}

/// A letter about notifications.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn notices(chrome: &Chrome, words: &Words<'_>) -> askama::Result<Letter> {
    let sections = sections(chrome, words);
    let subject = match (words.bundles, sections.as_slice()) {
        ([bundle], [section]) => match section.lines.as_slice() {
            [line] if bundle.notices.len() == 1 || bundle.is_votes() => alone(chrome, line),
            _ if bundle.title.is_empty() => counted(chrome, "notices-mail-many", bundle.notices.len(), ""),
            _ => counted(chrome, "notices-mail-thread", bundle.notices.len(), &bundle.title),
        },
        (bundles, _) => {
            let count = bundles.iter().map(|bundle| bundle.notices.len()).sum();
            counted(chrome, "notices-mail-many", count, "")
        }
    };
    written(chrome, words, &subject, &sections)
}

/// A digest.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn digest(chrome: &Chrome, words: &Words<'_>) -> askama::Result<Letter> {
    let subject = counted(
        chrome,
        "digest-mail-subject",
        words.bundles.len() + words.news.len(),
        "",
    );
    written(chrome, words, &subject, &sections(chrome, words))
}

fn written(chrome: &Chrome, words: &Words<'_>, subject: &str, sections: &[Section]) -> askama::Result<Letter> {
    let leaving = leaving(chrome, words.leave.topic);
    let news: Vec<Line> = words.news.iter().map(|post| new_topic(words.base, post)).collect();
    let text = NoticesText {
        words,
        sections,
        news: &news,
        leaving: &leaving,
    };
    let html = NoticesHtml {
        subject,
        words,
        sections,
        news: &news,
        leaving: &leaving,
    };
    Ok(Letter {
        text: i18n::bare(&page::render(&text, chrome)?),
        html: page::render(&html, chrome)?,
        subject: i18n::bare(subject),
    })
}

fn sections(chrome: &Chrome, words: &Words<'_>) -> Vec<Section> {
    words
        .bundles
        .iter()
        .map(|bundle| section(chrome, words.base, bundle))
        .collect()
}

fn section(chrome: &Chrome, base: &str, bundle: &Bundle) -> Section {
    if let Some(first) = bundle.first().filter(|_| bundle.is_votes()) {
        let sentence = votes(chrome, bundle);
        return Section {
            title: bundle.title.clone(),
            lines: vec![Line {
                sentence,
                subject: first.subject.clone(),
                link: format!("{base}{}", first.href),
            }],
            more: 0,
        };
    }
    let lines = bundle.notices.iter().take(LINES_MOST).map(|notice| Line {
        sentence: named(chrome, notice.kind.key(), &notice.actor.name),
        subject: notice.subject.clone(),
        link: format!("{base}{}", notice.href),
    });
    Section {
        title: bundle.title.clone(),
        lines: lines.collect(),
        more: bundle.notices.len().saturating_sub(LINES_MOST),
    }
}

/// Who voted: one by name, and how many others.
fn votes(chrome: &Chrome, bundle: &Bundle) -> String {
    let name = bundle.first().map_or("", |notice| notice.actor.name.as_str());
    if bundle.others() == 0 {
        return named(chrome, "notice-vote", name);
    }
    let args = [
        ("name", FluentValue::from(name.to_owned())),
        ("n", FluentValue::from(bundle.others())),
    ];
    i18n::text_with(chrome.locale, "notice-votes", args)
}

fn new_topic(base: &str, post: &Post) -> Line {
    let path = match post.kind {
        PostKind::CaseStudy => paths::case_study(&post.id.0),
        PostKind::Training => paths::training(&post.id.0),
        _ => paths::topic(&post.id.0),
    };
    Line {
        sentence: post.title.clone(),
        subject: post.excerpt.clone(),
        link: format!("{base}{path}"),
    }
}

fn alone(chrome: &Chrome, line: &Line) -> String {
    if line.subject.is_empty() {
        return line.sentence.clone();
    }
    let args = [
        ("sentence", FluentValue::from(line.sentence.clone())),
        ("title", FluentValue::from(short(&line.subject))),
    ];
    i18n::text_with(chrome.locale, "notices-mail-one", args)
}

/// The beginning of a text, for a subject line.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST).collect();
    cut.push('…');
    cut
}

fn counted(chrome: &Chrome, key: &str, n: usize, title: &str) -> String {
    let args = [
        ("n", FluentValue::from(n)),
        ("title", FluentValue::from(short(title))),
        ("site", FluentValue::from(chrome.site.name.clone())),
    ];
    i18n::text_with(chrome.locale, key, args)
}

fn named(chrome: &Chrome, key: &str, name: &str) -> String {
    i18n::text_with(chrome.locale, key, [("name", FluentValue::from(name.to_owned()))])
}

/// What the link at the end ends.
pub(super) fn leaving(chrome: &Chrome, topic: Topic) -> String {
    match topic {
        Topic::Group(group) => {
            let name = i18n::text(chrome.locale, label(group)).into_owned();
            i18n::text_with(chrome.locale, "leave-group", [("group", FluentValue::from(name))])
        }
        Topic::All => i18n::text(chrome.locale, "leave-all").into_owned(),
        Topic::Digest => i18n::text(chrome.locale, "leave-digest").into_owned(),
    }
}
