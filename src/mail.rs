//! Letters on their way out: files in a folder (the default), or an SMTP server. Knows nothing of what they say.

use std::sync::Arc;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::{Config, MailTransport};
use crate::id::random_token;

/// Sends letters. Cheap to clone; clones share one pool of connections.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    transport: Transport,
    from: Mailbox,
    host: String,
}

enum Transport {
    Folder(AsyncFileTransport<Tokio1Executor>),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// A letter that could not be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// An address, ours or theirs, is malformed.
    #[error("mail address: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The letter cannot be put together.
    #[error("mail: {0}")]
    Message(#[from] lettre::error::Error),
    /// The folder cannot be written.
    #[error("mail folder: {0}")]
    Folder(#[from] std::io::Error),
    /// The letter cannot be written into the folder.
    #[error("mail folder: {0}")]
    File(#[from] lettre::transport::file::Error),
    /// The SMTP server does not take it.
    #[error("mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

impl Mailer {
    /// As configured; makes the folder, but does not call the server yet.
    ///
    /// # Errors
    /// If sender, folder or server address cannot be used.
    pub fn new(config: &Config) -> Result<Self, MailError> {
        let transport = match config.mail.transport {
            MailTransport::Folder => {
                let folder = config.mail_folder();
                std::fs::create_dir_all(&folder)?;
                Transport::Folder(AsyncFileTransport::new(folder))
            }
            MailTransport::Smtp => {
                let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.mail.smtp_url)?;
                Transport::Smtp(server.build())
            }
        };
        Ok(Self(Arc::new(Inner {
            transport,
            from: config.mail.from.parse()?,
            host: config.instance.url.host_str().unwrap_or_default().to_owned(),
        })))
    }

    /// Sends one letter, as plain text with HTML beside it.
    ///
    /// # Errors
    /// If the address is malformed or the letter is not taken; trying again later makes sense for the latter.
    pub async fn send(&self, to: &str, name: &str, subject: &str, text: String, html: String) -> Result<(), MailError> {
        let to: Address = to.parse()?;
        let parts = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, text))
            .singlepart(part(ContentType::TEXT_HTML, html));
        let letter = Message::builder()
            .from(self.0.from.clone())
            .to(Mailbox::new(Some(name.to_owned()), to))
            .subject(subject)
            // Our own, for the library would tell the name of the machine.
            .message_id(Some(format!("<{}@{}>", random_token(), self.0.host)))
            .header(AutoSubmitted)
            .multipart(parts)?;
        match &self.0.transport {
            Transport::Folder(folder) => {
                folder.send(letter).await?;
            }
            Transport::Smtp(server) => {
                server.send(letter).await?;
            }
        }
        Ok(())
    }
}

fn part(kind: ContentType, body: String) -> SinglePart {
    SinglePart::builder().header(kind).body(body)
}

/// Tells out-of-office programs not to answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
