//! Letters on their way out: files in a folder (the default), or an SMTP server. Knows nothing of what they say.
//!
//! A server that cannot be reached is left alone for a while, longer each time: while it rests, nobody tries ([`Mailer::rests`]).
//! What it says of one letter concerns that letter only.

pub mod dsn;
pub mod maildir;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::{Config, MailTransport};
use crate::db::types::UtcTime;

/// The first rest after a server could not be reached; each one after is twice as long.
const FIRST_REST: TimeDelta = TimeDelta::seconds(30);
/// The longest.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(15);
/// So many answers a server gives for one letter at most; each may take as long as is configured.
const ANSWERS: u32 = 4;
/// What servers answer when they will not talk to us at all, whatever the letter: closing down, or not content with how we
/// signed in.
const NOT_ABOUT_THE_LETTER: [u16; 5] = [421, 530, 534, 535, 538];

/// Sends letters. Cheap to clone.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    transport: Transport,
    from: Mailbox,
    host: String,
    /// Longest time for one letter.
    patience: Duration,
    rest: Mutex<Rest>,
}

enum Transport {
    Folder(AsyncFileTransport<Tokio1Executor>),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Whether the server is left alone.
#[derive(Debug, Default, Clone, Copy)]
struct Rest {
    failures: u32,
    until: Option<UtcTime>,
}

/// A letter ready to be sent.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    /// Address.
    pub to: String,
    /// Name; may be empty.
    pub name: String,
    /// Subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// `Message-ID`, with its angle brackets.
    pub message_id: String,
    /// What letters of one conversation answer to.
    pub thread: Option<String>,
    /// How its reader leaves, if they may.
    pub list: Option<List>,
}

/// A list that a reader may leave.
#[derive(Debug, Clone)]
pub struct List {
    /// Its name, one word.
    pub name: &'static str,
    /// The address that ends it.
    pub leave: String,
    /// Whether it is sent to many at once.
    pub is_bulk: bool,
}

/// A mailer that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Our address is malformed.
    #[error("mail address: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The folder cannot be written.
    #[error("mail folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The address of the server is malformed.
    #[error("mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

/// A letter that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// It never will be: the address or the letter is no good. The code of the server, or a word of ours.
    #[error("refused: {0}")]
    Refused(String),
    /// Not now. The code of the server.
    #[error("put off: {0}")]
    PutOff(String),
    /// The server, or the folder, cannot be reached: it rests until then.
    #[error("unreachable")]
    Unreachable(UtcTime),
}

impl Mailer {
    /// As configured; makes the folder, but does not call the server yet.
    ///
    /// # Errors
    /// If sender, folder or server address cannot be used.
    pub fn new(config: &Config) -> Result<Self, MailError> {
        let timeout = Duration::from_secs(config.mail.timeout_seconds);
        let host = config.instance.url.host_str().unwrap_or_default().to_owned();
        let transport = match config.mail.transport {
            MailTransport::Folder => {
                let folder = config.mail_folder();
                std::fs::create_dir_all(&folder)?;
                Transport::Folder(AsyncFileTransport::new(folder))
            }
            MailTransport::Smtp => {
                let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.mail.smtp_url)?;
                let server = server.timeout(Some(timeout)).hello_name(ClientId::Domain(host.clone()));
                Transport::Smtp(server.build())
            }
        };
        Ok(Self(Arc::new(Inner {
            transport,
            from: config.mail.from.parse()?,
            host,
            patience: timeout * ANSWERS,
            rest: Mutex::default(),
        })))
    }

    /// Until when the server is left alone; none if it may be tried.
    pub fn rests(&self, now: UtcTime) -> Option<UtcTime> {
        let rest = self.0.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.until.filter(|until| *until > now)
    }

    /// Sends one letter, as plain text with HTML beside it.
    ///
    /// # Errors
    /// If it is not taken.
    pub async fn send(&self, envelope: Envelope, now: UtcTime) -> Result<(), NotSent> {
        let letter = self
            .letter(envelope)
            .map_err(|error| NotSent::Refused(error.to_string()))?;
        let sent = tokio::time::timeout(self.0.patience, self.hand_over(letter)).await;
        match sent.unwrap_or(Err(Answer::None)) {
            Ok(()) => {
                self.set_rest(Rest::default());
                Ok(())
            }
            Err(Answer::Never(code)) => Err(NotSent::Refused(code)),
            Err(Answer::Later(code)) => Err(NotSent::PutOff(code)),
            Err(Answer::None) => Err(NotSent::Unreachable(self.rest_from(now))),
        }
    }

    async fn hand_over(&self, letter: Message) -> Result<(), Answer> {
        match &self.0.transport {
            Transport::Folder(folder) => match folder.send(letter).await {
                Ok(_) => Ok(()),
                Err(error) => {
                    tracing::warn!(%error, "the mail folder cannot be written");
                    Err(Answer::None)
                }
            },
            Transport::Smtp(server) => server.send(letter).await.map(drop).map_err(|error| answer(&error)),
        }
    }

    fn rest_from(&self, now: UtcTime) -> UtcTime {
        let mut rest = self.0.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let pause = (FIRST_REST * 2_i32.pow(rest.failures.min(10))).min(LONGEST_REST);
        let until = now.plus(pause);
        *rest = Rest {
            failures: rest.failures.saturating_add(1),
            until: Some(until),
        };
        until
    }

    fn set_rest(&self, rest: Rest) {
        *self.0.rest.lock().unwrap_or_else(PoisonError::into_inner) = rest;
    }

    fn letter(&self, envelope: Envelope) -> Result<Message, Unsendable> {
        let to: Address = envelope.to.parse()?;
        let name = Some(envelope.name).filter(|name| !name.is_empty());
        let parts = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, envelope.text))
            .singlepart(part(ContentType::TEXT_HTML, envelope.html));
        let mut builder = Message::builder()
            .from(self.0.from.clone())
            .to(Mailbox::new(name, to))
            .subject(envelope.subject)
            // Our own, for the library would tell the name of the machine.
            .message_id(Some(envelope.message_id));
        if let Some(thread) = envelope.thread {
            let root = format!("<{thread}@{}>", self.0.host);
            builder = builder.in_reply_to(root.clone()).references(root);
        }
        let mut letter = builder.multipart(parts)?;
        // Tells out-of-office programs not to answer (RFC 3834).
        set(&mut letter, "Auto-Submitted", "auto-generated");
        if let Some(list) = envelope.list {
            set(&mut letter, "List-Id", &format!("<{}.{}>", list.name, self.0.host));
            set(&mut letter, "List-Unsubscribe", &format!("<{}>", list.leave));
            // One click, without a page in between (RFC 8058).
            set(&mut letter, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            if list.is_bulk {
                set(&mut letter, "Precedence", "bulk");
            }
        }
        Ok(letter)
    }
}

/// A letter that cannot be put together.
#[derive(Debug, thiserror::Error)]
enum Unsendable {
    #[error("address")]
    Address(#[from] lettre::address::AddressError),
    #[error("letter")]
    Letter(#[from] lettre::error::Error),
}

/// What a server says when it does not take a letter.
enum Answer {
    /// It never will.
    Never(String),
    /// Not now.
    Later(String),
    /// Nothing, or nothing about this letter.
    None,
}

/// Only the code is kept: what else servers say names addresses.
fn answer(error: &lettre::transport::smtp::Error) -> Answer {
    let code = error.status().map(u16::from);
    match code {
        Some(code) if NOT_ABOUT_THE_LETTER.contains(&code) => Answer::None,
        Some(code) if error.is_permanent() => Answer::Never(code.to_string()),
        Some(code) => Answer::Later(code.to_string()),
        // The letter needs something that the server does not do, such as letters beyond ASCII in addresses.
        None if error.is_client() => Answer::Never("client".to_owned()),
        None => Answer::None,
    }
}

fn part(kind: ContentType, body: String) -> SinglePart {
    SinglePart::builder().header(kind).body(body)
}

fn set(letter: &mut Message, name: &'static str, value: &str) {
    let name = HeaderName::new_from_ascii_str(name);
    letter
        .headers_mut()
        .insert_raw(HeaderValue::new(name, value.to_owned()));
}
