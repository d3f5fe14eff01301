//! What members are told by mail: when, how often, in which words, and what happens when mail does not go.

mod bounces;
mod crash;
mod desk;
mod digests;
mod leases;
mod mailbox;
mod notices;
mod servers;
mod settings;

use majlis::config::{Config, MailTransport};
use majlis::db::types::Pace;
use majlis::domain::forums::ForumView;
use majlis::domain::notifications::settings::{self as rules, WishesForm};

use crate::support::smtp::Smtp;
use crate::support::{Person, TestApp};

/// An instance whose letters go to a server of the test, two members and a forum.
struct Scene {
    smtp: Smtp,
    test: TestApp,
    admin: Person,
    noura: Person,
    faisal: Person,
    forum: ForumView,
}

impl Scene {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let smtp = Smtp::start().await;
        let url = smtp.url();
        let test = TestApp::with(|config| {
            config.mail.transport = MailTransport::Smtp;
            config.mail.smtp_url = url;
            config.mail.timeout_seconds = 1;
            change(config);
        })
        .await;
        let admin = test.admin("majid").await;
        let forum = test.forum(&admin, "maintenance", "public").await;
        Self {
            noura: test.member("noura").await,
            faisal: test.member("faisal").await,
            smtp,
            test,
            admin,
            forum,
        }
    }

    /// The letters that a member got.
    fn letters(&self, to: &Person) -> Vec<String> {
        self.smtp.to(&to.account.email)
    }

    /// Lets time pass and does what is due.
    async fn after(&self, minutes: i64) {
        self.test.advance(chrono::TimeDelta::minutes(minutes));
        self.test.run_jobs().await;
    }

    /// Sets how often a group is mailed to a member.
    async fn wants(&self, who: &Person, group: &str, pace: Pace) {
        let form = wishes(group, pace);
        rules::save(self.test.core(), &who.principal(), &form)
            .await
            .expect("wishes");
    }
}

/// The settings of who chose this for one group and nothing else.
pub(crate) fn wishes(group: &str, pace: Pace) -> WishesForm {
    WishesForm {
        channels: vec![(group.to_owned(), true, pace.to_string(), false)],
        is_quiet: true,
        quiet_from: "22".to_owned(),
        quiet_to: "7".to_owned(),
        rests_weekend: false,
        digest_hour: "7".to_owned(),
        news: "never".to_owned(),
    }
}

/// A letter as a mail program reads it.
pub(crate) struct Read {
    pub(crate) subject: String,
    pub(crate) text: String,
    html: String,
    headers: Vec<(String, String)>,
}

impl Read {
    pub(crate) fn of(letter: &str) -> Self {
        let message = mail_parser::MessageParser::default()
            .parse(letter.as_bytes())
            .expect("a letter");
        let headers = message
            .headers_raw()
            .map(|(name, value)| (name.to_owned(), value.trim().replace("\r\n ", " ")));
        Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).map(|text| text.into_owned()).unwrap_or_default(),
            html: message
                .body_html(0)
                .map(|text| majlis::web::i18n::bare(&text))
                .unwrap_or_default(),
            headers: headers.collect(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The path by which its reader leaves.
    fn leave(&self) -> String {
        let link = self.header("list-unsubscribe").trim_matches(['<', '>']);
        link.strip_prefix("https://majlis.example")
            .expect("our link")
            .to_owned()
    }
}
