//! Private messages as objects: one for each person elsewhere, and for nobody else to see.

use federation::build::{AttachmentDraft, MessageDraft, MessageForm};

use crate::db::actors::Actor;
use crate::db::instances::Instance;
use crate::domain::media::messages::HangingFile;
use crate::domain::messages::delivery::{Letter, PersonalCopy};
use crate::domain::{Core, Result, media, text};

use super::posts::attachment;
use super::url;

/// What is said before the first message of a group: whoever is elsewhere sees no list of those who read their answer.
const OF_GROUP: [&str; 2] = [
    "محادثة جماعية، يقرأ جوابك كل من فيها:",
    "A group; your answer is read by all of:",
];

/// What one person gets of a message.
///
/// # Errors
/// If an address in the database is none.
pub fn draft(
    core: &Core,
    letter: &Letter,
    copy: &PersonalCopy,
    author: &Actor,
    to: &Actor,
    at: &Instance,
) -> Result<MessageDraft> {
    let message = &letter.message;
    let body = &message.html;
    let preface = (!letter.conversation.is_pair() && copy.is_first).then(|| preface(letter, to));
    let files = letter.files.iter().filter_map(|file| file_draft(core, file));
    Ok(MessageDraft {
        id: url(&copy.delivery.uri)?,
        form: form(at),
        author: url(&author.uri)?,
        recipient: url(&to.uri)?,
        handle: format!("@{}@{}", to.username, at.host),
        content_html: match &preface {
            Some(preface) => format!("<p>{preface}</p>{body}"),
            None => body.clone(),
        },
        source_markdown: message
            .source
            .clone()
            .filter(|source| preface.is_none() && !source.is_empty()),
        in_reply_to: copy.answers.as_deref().map(url).transpose()?,
        attachments: files.collect::<Result<_>>()?,
        published: message.sent_at.utc(),
    })
}

/// Who is in the group besides the reader.
fn preface(letter: &Letter, to: &Actor) -> String {
    let others = letter.people.iter().filter(|actor| actor.id != to.id);
    let names: Vec<String> = others.map(|actor| text::escape(actor.display_name())).collect();
    let title = &letter.conversation.title;
    let title = if title.is_empty() {
        String::new()
    } else {
        format!("<strong>{}</strong><br>", text::escape(title))
    };
    format!("{title}{}<br>{}", OF_GROUP.join("<br>"), names.join(" · "))
}

/// What the software of a server takes for a private message (FEP-0151 would rather not ask; Mbin and Lemmy leave no choice).
fn form(at: &Instance) -> MessageForm {
    let software = at.software.as_deref().unwrap_or_default();
    let is_old_lemmy = || {
        let version = at.software_version.as_deref().unwrap_or_default();
        let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
        let (major, minor) = (parts.next().flatten(), parts.next().flatten());
        major == Some(0) && minor.is_some_and(|minor| minor < 20)
    };
    match software {
        "mbin" | "kbin" => MessageForm::ChatMessage,
        "lemmy" if is_old_lemmy() => MessageForm::ChatMessage,
        _ => MessageForm::Note,
    }
}

fn file_draft(core: &Core, file: &HangingFile) -> Option<Result<AttachmentDraft>> {
    let own = file.media.as_ref()?;
    Some(attachment(core, own, Some(&media::message_pass(core, &own.token))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{InstanceId, InstancePolicy, UtcTime};

    fn server(software: &str, version: &str) -> Instance {
        Instance {
            id: InstanceId(1),
            host: "a.example".to_owned(),
            policy: InstancePolicy::Allowed,
            is_trusted: false,
            software: Some(software.to_owned()),
            software_version: Some(version.to_owned()),
            note: String::new(),
            seen_at: None,
            created_at: UtcTime::from_millis(0),
        }
    }

    #[test]
    fn only_those_who_know_nothing_else_get_a_chat_message() {
        for (software, version, expected) in [
            ("mbin", "1.8.2", MessageForm::ChatMessage),
            ("kbin", "0.10", MessageForm::ChatMessage),
            ("lemmy", "0.19.11", MessageForm::ChatMessage),
            ("lemmy", "1.0.0-beta.2", MessageForm::Note),
            ("lemmy", "0.20.0", MessageForm::Note),
            ("lemmy", "", MessageForm::Note),
            ("mastodon", "4.5.0", MessageForm::Note),
            ("majlis", "0.1.0", MessageForm::Note),
        ] {
            assert_eq!(form(&server(software, version)), expected, "{software} {version}");
        }
    }
}
