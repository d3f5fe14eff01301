//! `[mail]`: how letters leave, and how it is heard that one came back.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::redact;

/// How mail leaves.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `folder` writes each message to a file; `smtp` sends it.
    pub transport: MailTransport,
    /// Folder for the messages; empty for `mail` in the data folder.
    pub folder: PathBuf,
    /// Sender.
    pub from: String,
    /// SMTP server as `smtps://user:password@host:port` or `smtp://host:port?tls=required`.
    pub smtp_url: String,
    /// Seconds that the SMTP server may take for each answer.
    pub timeout_seconds: u64,
    /// Days for which a letter is tried that the server does not take.
    pub give_up_days: i64,
    /// Most letters about notifications to one member in an hour; what is more goes into one.
    pub per_hour: i64,
    /// Seconds for which news of a thread are collected before they are mailed; votes are for twelve times as long.
    pub collect_seconds: u32,
    /// Secret with which letters that came back are reported at `/hooks/mail/bounce`; empty turns that off.
    pub bounce_secret: String,
    /// Maildir folder into which the mail server puts letters that came back; empty for none.
    pub bounce_maildir: PathBuf,
}

/// How mail leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// Files in a folder.
    Folder,
    /// An SMTP server.
    Smtp,
}

impl Mail {
    /// What makes no sense: key and problem.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        if self.timeout_seconds == 0 {
            return Some(("mail.timeout_seconds", "must be at least 1"));
        }
        if self.give_up_days < 1 || self.per_hour < 1 {
            return Some(("mail.give_up_days", "give_up_days and per_hour must be at least 1"));
        }
        if !self.bounce_secret.is_empty() && self.bounce_secret.len() < 16 {
            return Some(("mail.bounce_secret", "must have at least 16 characters"));
        }
        None
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            transport: MailTransport::Folder,
            folder: PathBuf::new(),
            from: "Majlis <no-reply@majlis.localhost>".to_owned(),
            smtp_url: String::new(),
            timeout_seconds: 30,
            give_up_days: 5,
            per_hour: 20,
            collect_seconds: 300,
            bounce_secret: String::new(),
            bounce_maildir: PathBuf::new(),
        }
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("transport", &self.transport)
            .field("folder", &self.folder)
            .field("from", &self.from)
            .field("smtp_url", &redact(&self.smtp_url))
            .field("timeout_seconds", &self.timeout_seconds)
            .field("give_up_days", &self.give_up_days)
            .field("per_hour", &self.per_hour)
            .field("collect_seconds", &self.collect_seconds)
            .field("bounce_maildir", &self.bounce_maildir)
            .finish_non_exhaustive()
    }
}
