//! Reading what mail servers send about letters that did not arrive (RFC 3464). Trusts nothing of it.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use crate::domain::letters::bounces::Report;

/// A letter that did not reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The `Message-ID` of the letter, if the report carries its head.
    pub message_id: Option<String>,
    /// Whom it did not reach.
    pub recipient: String,
    /// The code of RFC 3463.
    pub status: String,
}

/// Recipients that are read of one report; our letters have one.
const RECIPIENTS_MOST: usize = 10;

/// The same as reports on letters of ours; what no mail server would say is left out.
pub fn reports(message: &[u8]) -> Vec<Report> {
    let reports = read(message).into_iter().map(|failure| Report {
        message_id: failure.message_id.map(bracketed),
        recipient: Some(failure.recipient),
        status: failure.status,
    });
    reports.filter(Report::is_sound).collect()
}

/// A `Message-ID` with its angle brackets.
pub fn bracketed(id: String) -> String {
    if id.starts_with('<') { id } else { format!("<{id}>") }
}

/// The failures that a message tells of; none if it is no such report.
pub fn read(message: &[u8]) -> Vec<Failure> {
    let Some(message) = MessageParser::default().parse(message) else {
        return Vec::new();
    };
    let mut message_id = None;
    let mut blocks = Vec::new();
    for part in &message.parts {
        let kind = part.content_type().map(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase()
        });
        match (kind.as_deref(), &part.body) {
            (Some("message/delivery-status"), body) => blocks.extend(fields(&text(body))),
            (Some("text/rfc822-headers"), body) => {
                message_id = message_id.or_else(|| field(&text(body), "message-id"));
            }
            (_, PartType::Message(original)) => {
                message_id = message_id.or_else(|| original.message_id().map(ToOwned::to_owned));
            }
            _ => {}
        }
    }
    let failures = blocks.into_iter().filter_map(|block| {
        let action = field(&block, "action")?.to_ascii_lowercase();
        if !matches!(action.as_str(), "failed" | "delayed") {
            return None;
        }
        let recipient = field(&block, "final-recipient").or_else(|| field(&block, "original-recipient"))?;
        let recipient = recipient.rsplit(';').next()?.trim().trim_matches(['<', '>']).to_owned();
        let status = field(&block, "status")?;
        let status = status.split_whitespace().next()?.to_owned();
        Some(Failure {
            message_id: message_id.clone(),
            recipient,
            status,
        })
    });
    failures.take(RECIPIENTS_MOST).collect()
}

fn text(body: &PartType<'_>) -> String {
    match body {
        PartType::Text(text) | PartType::Html(text) => text.to_string(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        PartType::Message(inner) => String::from_utf8_lossy(inner.raw_message()).into_owned(),
        PartType::Multipart(_) => String::new(),
    }
}

/// The blocks of a report, one for the letter and one for each recipient.
fn fields(report: &str) -> Vec<String> {
    let plain = report.replace("\r\n", "\n");
    plain.split("\n\n").map(ToOwned::to_owned).collect()
}

/// The value of a field, in one line.
fn field(block: &str, name: &str) -> Option<String> {
    let unfolded = block.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    unfolded.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "From: MAILER-DAEMON@mx.example\r\nTo: no-reply@majlis.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
        --b1\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n\
        --b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
        Final-Recipient: rfc822; noura@factory.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
        Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n\
        --b1\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <abc@majlis.example>\r\nSubject: Hello\r\n\r\n--b1--\r\n";

    #[test]
    fn a_report_names_the_letter_the_address_and_the_code() {
        let found = read(REPORT.as_bytes());
        let expected = Failure {
            message_id: Some("<abc@majlis.example>".to_owned()),
            recipient: "noura@factory.example".to_owned(),
            status: "5.1.1".to_owned(),
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_letter_that_is_no_report_tells_nothing() {
        assert!(read(b"Subject: Hello\r\n\r\nAction: failed\r\nStatus: 5.0.0\r\n").is_empty());
        assert!(read(b"").is_empty());
    }

    #[test]
    fn a_letter_that_arrived_is_no_failure() {
        let delivered = REPORT.replace("Action: failed", "Action: delivered");
        assert!(read(delivered.as_bytes()).is_empty());
    }
}
