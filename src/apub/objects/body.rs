//! The text of a received document: which of its fields is the body, and what to call a topic that has no title.

use federation::objects::{Attachment, ContentDocument, ContentKind, Tag};
use url::Url;

use crate::db::actors;
use crate::db::types::ActorId;
use crate::domain::content::Content;
use crate::domain::media::NewAttachment;
use crate::domain::text;
use crate::domain::validate::is_control;

use super::super::error::Result;
use super::super::session::Session;

/// Longest body kept, in bytes of HTML.
const HTML_MAX: usize = 200_000;
/// Most attachments shown.
const ATTACHMENTS_MAX: usize = 10;
/// Most mentions looked up.
const MENTIONS_MAX: usize = 20;

/// The body of a document, made safe.
///
/// # Errors
/// If the database fails.
pub async fn read(session: &Session, document: &ContentDocument) -> Result<Content> {
    let tags: Vec<String> = document
        .tags
        .iter()
        .filter_map(|tag| match tag {
            Tag::Hashtag { name, .. } => Some(name.clone()),
            _ => None,
        })
        .collect();
    let mentions = known_mentions(session, document).await?;
    let html = html(document);
    let source = document.source_markdown.clone();
    let content = Content::received(&html, source, document.language.as_deref(), &tags, mentions);
    Ok(content.with(attachments(document)))
}

async fn known_mentions(session: &Session, document: &ContentDocument) -> Result<Vec<ActorId>> {
    let mut conn = session.core.db.read().await?;
    let mut known = Vec::new();
    for href in document.mentions().take(MENTIONS_MAX) {
        known.extend(
            actors::find_by_uri(&mut conn, href.as_str())
                .await?
                .map(|actor| actor.id),
        );
    }
    known.sort_unstable();
    known.dedup();
    Ok(known)
}

/// The body as HTML, not yet cleaned: warning, text, then the links that are attached.
fn html(document: &ContentDocument) -> String {
    let body = document
        .content
        .as_deref()
        .or(document.summary.as_deref())
        .unwrap_or_default();
    let body = text::beginning(body, HTML_MAX);
    let body = match document.media_type.as_deref() {
        Some("text/markdown") => text::render(body, &|_| None),
        Some("text/plain") => format!("<p>{}</p>", text::escape(body).replace('\n', "<br>")),
        _ => body.to_owned(),
    };
    let warning = document
        .summary
        .as_deref()
        .filter(|_| document.kind == ContentKind::Note && document.sensitive && document.content.is_some());
    let warning = warning.map_or_else(String::new, |warning| {
        format!("<p><strong>{}</strong></p>", text::escape(warning))
    });
    let links: String = document
        .attachments
        .iter()
        .filter(|attachment| attachment.kind == "Link")
        .take(ATTACHMENTS_MAX)
        .map(link)
        .collect();
    format!("{warning}{body}{links}")
}

/// The files that are attached. What is no more than a link stands in the text.
fn attachments(document: &ContentDocument) -> Vec<NewAttachment> {
    let files = document
        .attachments
        .iter()
        .filter(|attachment| attachment.kind != "Link");
    files.take(ATTACHMENTS_MAX).map(file).collect()
}

fn file(attachment: &Attachment) -> NewAttachment {
    let pixels = |side: Option<u64>| side.and_then(|side| i32::try_from(side).ok());
    let media_type = match (&attachment.media_type, attachment.kind.as_str()) {
        (Some(media_type), _) => media_type.to_ascii_lowercase(),
        (None, "Image") => "image/*".to_owned(),
        (None, _) => String::new(),
    };
    NewAttachment::Remote {
        url: attachment.url.to_string(),
        media_type,
        alt: one_line(attachment.description.as_deref().unwrap_or_default()),
        width: pixels(attachment.width),
        height: pixels(attachment.height),
        blurhash: attachment.blurhash.clone(),
    }
}

fn link(attachment: &Attachment) -> String {
    let href = attachment.url.as_str();
    let name = attachment.description.as_deref().filter(|name| !name.trim().is_empty());
    let name = text::escape(&text::cut(name.unwrap_or(href), 300));
    format!("<p><a href=\"{}\">{name}</a></p>", text::escape(href))
}

/// The title of a topic: its name, or the first line of its text without the forum's own handle.
pub fn title(document: &ContentDocument, clean: &str, forum: &str) -> String {
    if let Some(name) = document.name.as_deref().map(one_line).filter(|name| !name.is_empty()) {
        return text::cut(&name, text::TITLE_MAX);
    }
    let first = first_line(clean, forum);
    let title = if first.is_empty() { text::excerpt(clean) } else { first };
    let title = one_line(&title);
    if title.is_empty() {
        return document.id.host_str().unwrap_or_default().to_owned();
    }
    text::cut(&title, text::TITLE_MAX)
}

pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !is_control(*c)).collect()
}

/// The first line of some clean HTML that says more than whom it is for.
fn first_line(clean: &str, forum: &str) -> String {
    let lines = clean.replace("<br>", "\n").replace("</p>", "\n");
    let words = |line: &str| {
        let plain = text::excerpt(line);
        let kept: Vec<&str> = plain.split_whitespace().filter(|word| !names(word, forum)).collect();
        kept.join(" ")
    };
    lines
        .lines()
        .map(words)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}

/// Whether a word is the handle `@forum` or `@forum@host`.
fn names(word: &str, forum: &str) -> bool {
    let handle = word.trim_start_matches(['@', '!']);
    let name = handle
        .split('@')
        .next()
        .unwrap_or_default()
        .trim_end_matches([',', ':', '.']);
    handle.len() < word.len() && name.eq_ignore_ascii_case(forum)
}

/// The last part of an address, to name somebody of whom nothing else is known.
pub fn last_segment(url: &Url) -> String {
    url.path_segments()
        .and_then(|mut parts| parts.next_back().map(ToOwned::to_owned))
        .filter(|part| !part.is_empty())
        .unwrap_or_else(|| url.host_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn document(extra: &Value) -> ContentDocument {
        let mut value = json!({
            "id": "https://social.example/1", "type": "Note", "attributedTo": "https://social.example/u/bo",
        });
        for (key, part) in extra.as_object().unwrap() {
            value[key] = part.clone();
        }
        ContentDocument::read(&value).unwrap()
    }

    #[test]
    fn a_topic_from_a_microblog_is_called_by_its_first_line() {
        let note = document(&json!({ "content": "<p>@cnc Which coolant for titanium?</p><p>We mill a lot.</p>" }));
        let clean =
            "<p><a href=\"https://majlis.example/g/cnc\">@cnc</a> Which coolant for titanium?</p><p>We mill a lot.</p>";
        assert_eq!(title(&note, clean, "cnc"), "Which coolant for titanium?");
        let alone = "<p><a href=\"https://majlis.example/g/cnc\">@cnc@majlis.example</a></p><p>We mill a lot.</p>";
        assert_eq!(title(&note, alone, "cnc"), "We mill a lot.");
    }

    #[test]
    fn a_title_is_one_line_of_two_hundred_characters_without_direction_marks() {
        let page = document(&json!({ "name": format!("{}\u{202E}\n{}", "a".repeat(150), "b".repeat(150)) }));
        let title = title(&page, "", "cnc");
        assert!(title.chars().count() <= text::TITLE_MAX && !title.contains(['\n', '\u{202E}']));
    }

    #[test]
    fn plain_text_is_not_taken_for_html() {
        let note = document(&json!({ "content": "<script>alert(1)</script>", "mediaType": "text/plain" }));
        assert_eq!(html(&note), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    #[test]
    fn a_link_stands_in_the_text_and_a_file_beside_it() {
        let note = document(&json!({
            "content": "<p>See</p>",
            "attachment": [
                { "type": "Link", "href": "https://news.example/1", "name": "A <press>" },
                { "type": "Image", "url": "https://media.example/1.jpg", "name": "The\npress", "width": 800 },
            ],
        }));
        let link = "<p><a href=\"https://news.example/1\">A &lt;press&gt;</a></p>";
        assert_eq!(html(&note), format!("<p>See</p>{link}"));
        let picture = NewAttachment::Remote {
            url: "https://media.example/1.jpg".to_owned(),
            media_type: "image/*".to_owned(),
            alt: "The press".to_owned(),
            width: Some(800),
            height: None,
            blurhash: None,
        };
        assert_eq!(attachments(&note), [picture]);
    }
}
