//! Configuration: defaults, then the file, then the environment. Unknown keys are errors; secrets never print.
//!
//! `config/example.toml` explains every key; a test keeps it in step with these structs. Environment variables are named
//! `MAJLIS_<SECTION>__<KEY>`, for example `MAJLIS_DATABASE__URL`.

mod cases;
mod composer;
mod live;
mod mail;
mod map;
mod media;
mod moderation;
mod push;
mod verification;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use url::Url;

pub use cases::Cases;
pub use composer::{Composer, Questions};
pub use live::Live;
pub use mail::{Mail, MailTransport};
pub use map::Map;
pub use media::{Media, MediaStore};
pub use moderation::Moderation;
pub use push::Push;
pub use verification::Verification;

/// Everything that can be configured.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Who this instance is.
    pub instance: Instance,
    /// How it listens.
    pub server: Server,
    /// Where its rows live.
    pub database: Database,
    /// Where its files live.
    pub storage: Storage,
    /// Where files of members live.
    pub media: Media,
    /// How mail leaves.
    pub mail: Mail,
    /// How it deals with other servers.
    pub federation: Federation,
    /// Passwords, sessions, limits.
    pub security: Security,
    /// Writing: what waits before it goes out, drafts.
    pub composer: Composer,
    /// What becomes of questions that nobody answers or settles.
    pub questions: Questions,
    /// Publishing case studies.
    pub cases: Cases,
    /// Pages that change while they are looked at.
    pub live: Live,
    /// Telling members at once, on their browsers.
    pub push: Push,
    /// The map of case studies.
    pub map: Map,
    /// Who is verified, and what that is worth.
    pub verification: Verification,
    /// What newcomers may do, and how long hidden posts are kept.
    pub moderation: Moderation,
    /// How long personal data are kept.
    pub privacy: Privacy,
    /// Signing in with other OpenID providers.
    pub openid: Openid,
    /// What is logged.
    pub log: Log,
}

/// Who this instance is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instance {
    /// The address people and other servers use: scheme, host and, in development only, port. Never changes later.
    pub url: Url,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// One sentence in English.
    pub description_en: String,
    /// One sentence in Arabic.
    pub description_ar: String,
    /// Language for visitors whose browser asks for neither: `ar` or `en`.
    pub language: String,
    /// Address of the people who run it; shown publicly.
    pub contact: String,
    /// Whether people may register by themselves.
    pub registration: bool,
}

/// How the server listens.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Header in which a trusted reverse proxy gives the visitor's address, such as `x-forwarded-for`; empty for none.
    pub client_address_header: String,
    /// Whether this process also runs background work.
    pub worker: bool,
}

/// Where rows live.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `postgres://user:password@host/name`, or the path of a SQLite file; empty for `majlis.db` in the data folder.
    pub url: String,
    /// Connections kept open.
    pub connections: usize,
}

/// Where files live.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Storage {
    /// Folder for the database file, the secret key and, by default, mail.
    pub data_dir: PathBuf,
}

/// How the instance deals with other servers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Federation {
    /// Whether it federates at all.
    pub enabled: bool,
    /// `open`: every server that is not blocked. `allow_list`: only servers that an admin allowed. A first value; admins
    /// change it on the federation page.
    pub mode: FederationMode,
    /// Development only: allows http, ports and private addresses. Never turn it on for a server on the Internet.
    pub allow_private: bool,
    /// Ask other servers to sign their reading, too.
    pub signed_fetch: bool,
    /// Posts fetched when somebody first follows a remote forum.
    pub backfill: usize,
}

/// With whom the instance federates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FederationMode {
    /// Every server that is not blocked.
    Open,
    /// Only servers that an admin allowed.
    AllowList,
}

/// Passwords, sessions, limits.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// 64 hexadecimal digits that seal private keys in the database; empty for the file `secret.key` in the data folder.
    /// Every process of one instance needs the same.
    pub secret: String,
    /// Days a session lasts.
    pub session_days: i64,
    /// Shortest password, in characters.
    pub password_length: usize,
    /// Days an invitation into an organisation works.
    pub invitation_days: i64,
    /// Attempts to sign in, register or confirm that one address may make in a minute.
    pub credentials_per_minute: u32,
    /// Requests to the client API that one address may make in five minutes.
    pub api_per_five_minutes: u32,
    /// Wrong passwords, or wrong codes, in a row before an account has to rest.
    pub lockout_tries: u32,
    /// Minutes it rests.
    pub lockout_minutes: i64,
    /// Whether the rights of moderators and admins wait until they have a second factor.
    pub staff_second_factor: bool,
}

/// How long personal data are kept, in days.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Privacy {
    /// Between the wish to delete an account and its end.
    pub grace_days: i64,
    /// How long other servers are waited for when they are told to forget somebody.
    pub receipt_days: i64,
    /// Copies of their data that members asked for.
    pub export_days: i64,
    /// Accounts whose address was never confirmed.
    pub unconfirmed_days: i64,
    /// Notifications that were read.
    pub notification_days: i64,
    /// Letters that were sent or given up: kind, state and times.
    pub letter_days: i64,
    /// Texts of activities that other servers sent, once applied.
    pub inbox_days: i64,
    /// Activities that a server would not take.
    pub dead_letter_days: i64,
    /// Drafts, after the last change.
    pub draft_days: i64,
    /// Trainings that were asked for, after a training came of it or it was closed.
    pub need_days: i64,
}

/// Signing in with other OpenID providers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Openid {
    /// Whether providers are the only way in: no passwords, no registration of one's own, no letters for a new password.
    pub only: bool,
    /// The providers, by an id of lower-case letters, digits, `-` and `_` that stands in addresses and never changes.
    pub providers: BTreeMap<String, OpenidProvider>,
}

/// A provider that people may sign in with.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpenidProvider {
    /// English name, for the button.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// Its address as its tokens name it; everything else is found there.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// The secret it gave us; empty for none.
    pub client_secret: String,
    /// What we ask for, separated by spaces.
    pub scopes: String,
    /// Whether somebody unknown may make an account, if the provider has verified their e-mail address.
    pub allow_registration: bool,
}

/// What is logged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` for people, `json` for machines.
    pub format: LogFormat,
    /// What to log, as in `RUST_LOG`: `info,majlis=debug`.
    pub filter: String,
}

/// Shapes of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file or variable is malformed or has an unknown key.
    #[error("configuration: {0}")]
    Malformed(Box<figment::Error>),
    /// A value makes no sense.
    #[error("configuration: {key}: {problem}")]
    Value {
        /// The key, `section.name`.
        key: &'static str,
        /// What is wrong.
        problem: String,
    },
}

impl Config {
    /// Reads defaults, then `file` if given, then the environment, and checks the result.
    ///
    /// # Errors
    /// If something is malformed, unknown or senseless.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        figment = figment.merge(
            Env::prefixed("MAJLIS_")
                .filter(|key| key.as_str().contains("__"))
                .split("__"),
        );
        let config: Self = figment
            .extract()
            .map_err(|error| ConfigError::Malformed(Box::new(error)))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let url = &self.instance.url;
        let bad = |problem: &str| {
            Err(ConfigError::Value {
                key: "instance.url",
                problem: problem.to_owned(),
            })
        };
        if url.host_str().is_none() || url.path() != "/" || url.query().is_some() {
            return bad("must be a scheme and a host, such as https://majlis.example");
        }
        if !self.federation.allow_private && (url.scheme() != "https" || url.port().is_some()) {
            return bad("must be https without a port, unless federation.allow_private is on (development only)");
        }
        if !matches!(self.instance.language.as_str(), "ar" | "en") {
            return Err(ConfigError::Value {
                key: "instance.language",
                problem: "must be ar or en".to_owned(),
            });
        }
        if let Some((key, problem)) = self
            .verification
            .fault()
            .or_else(|| self.moderation.fault())
            .or_else(|| self.map.fault())
            .or_else(|| self.live.fault())
            .or_else(|| self.mail.fault())
        {
            return Err(ConfigError::Value {
                key,
                problem: problem.to_owned(),
            });
        }
        let media = self
            .media
            .fault()
            .or_else(|| self.media.origin_fault(&self.instance.url));
        if let Some((key, problem)) = media {
            return Err(ConfigError::Value {
                key,
                problem: problem.to_owned(),
            });
        }
        self.check_openid()
    }

    fn check_openid(&self) -> Result<(), ConfigError> {
        let bad = |problem: String| {
            Err(ConfigError::Value {
                key: "openid.providers",
                problem,
            })
        };
        if self.openid.only && self.openid.providers.is_empty() {
            return bad("openid.only needs a provider, or nobody comes in".to_owned());
        }
        for (id, provider) in &self.openid.providers {
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
            if id.is_empty() || id == "new" || id.len() > 40 || !id.chars().all(is_plain) {
                return bad(format!(
                    "{id}: an id has lower-case letters, digits, - and _, and is not new"
                ));
            }
            let issuer = Url::parse(&provider.issuer).ok();
            let is_secure = |url: Url| url.scheme() == "https" || self.federation.allow_private;
            if !issuer.is_some_and(is_secure) {
                return bad(format!("{id}: the issuer must be an https address"));
            }
            let needed = [&provider.client_id, &provider.name_en, &provider.name_ar];
            if needed.iter().any(|value| value.is_empty()) {
                return bad(format!("{id}: client_id, name_en and name_ar are needed"));
            }
        }
        Ok(())
    }

    /// Whether people may register by themselves, with a password.
    pub fn registration_open(&self) -> bool {
        self.instance.registration && !self.openid.only
    }

    /// Where the rows live: the configured address or the default file.
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            self.storage.data_dir.join("majlis.db").display().to_string()
        } else {
            self.database.url.clone()
        }
    }

    /// Where files of members live when they live on disk.
    pub fn media_folder(&self) -> PathBuf {
        if self.media.folder.as_os_str().is_empty() {
            self.storage.data_dir.join("media")
        } else {
            self.media.folder.clone()
        }
    }

    /// Where files wait until they are whole.
    pub fn incoming_folder(&self) -> PathBuf {
        self.storage.data_dir.join("incoming")
    }

    /// Where mail is written when it goes to a folder.
    pub fn mail_folder(&self) -> PathBuf {
        if self.mail.folder.as_os_str().is_empty() {
            self.storage.data_dir.join("mail")
        } else {
            self.mail.folder.clone()
        }
    }

    /// Our host as other servers write it, with the port if it is not the scheme's own.
    pub fn host(&self) -> String {
        let host = self.instance.url.host_str().unwrap_or_default();
        match self.instance.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Our address without a slash at the end: `https://majlis.example`.
    pub fn base(&self) -> String {
        format!("{}://{}", self.instance.url.scheme(), self.host())
    }

    /// The absolute address of a file, on the origin of files; `path` begins with a slash.
    pub fn file_link(&self, path: &str) -> String {
        match self.media.origin() {
            Some(origin) => format!("{origin}{path}"),
            None => self.link(path),
        }
    }

    /// An absolute address on this instance; `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            url: default_url(),
            name_en: "Majlis".to_owned(),
            name_ar: "مجلس".to_owned(),
            description_en: "A meeting place for industrial companies.".to_owned(),
            description_ar: "ملتقى المنشآت الصناعية لتبادل المعرفة.".to_owned(),
            language: "ar".to_owned(),
            contact: String::new(),
            registration: true,
        }
    }
}

#[expect(clippy::expect_used, reason = "a constant that a test parses")]
fn default_url() -> Url {
    Url::parse("https://majlis.localhost").expect("a constant address")
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: ([127, 0, 0, 1], 8080).into(),
            client_address_header: String::new(),
            worker: true,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: String::new(),
            connections: 8,
        }
    }
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("var"),
        }
    }
}

impl Default for Federation {
    fn default() -> Self {
        Self {
            enabled: true,
            mode: FederationMode::AllowList,
            allow_private: false,
            signed_fetch: false,
            backfill: 20,
        }
    }
}

impl Default for Security {
    fn default() -> Self {
        Self {
            secret: String::new(),
            session_days: 30,
            password_length: 10,
            invitation_days: 14,
            credentials_per_minute: 10,
            api_per_five_minutes: 300,
            lockout_tries: 10,
            lockout_minutes: 15,
            staff_second_factor: true,
        }
    }
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            grace_days: 14,
            receipt_days: 7,
            export_days: 7,
            unconfirmed_days: 14,
            notification_days: 180,
            letter_days: 30,
            inbox_days: 30,
            dead_letter_days: 90,
            draft_days: 90,
            need_days: 365,
        }
    }
}

impl Default for OpenidProvider {
    fn default() -> Self {
        Self {
            name_en: String::new(),
            name_ar: String::new(),
            issuer: String::new(),
            client_id: String::new(),
            client_secret: String::new(),
            scopes: "openid profile email".to_owned(),
            allow_registration: false,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "info".to_owned(),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("url", &redact(&self.url))
            .field("connections", &self.connections)
            .finish()
    }
}

impl fmt::Debug for OpenidProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenidProvider")
            .field("name_en", &self.name_en)
            .field("name_ar", &self.name_ar)
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("client_secret", &if self.client_secret.is_empty() { "" } else { "…" })
            .field("scopes", &self.scopes)
            .field("allow_registration", &self.allow_registration)
            .finish()
    }
}

impl fmt::Debug for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Security")
            .field("secret", &if self.secret.is_empty() { "" } else { "…" })
            .field("session_days", &self.session_days)
            .field("password_length", &self.password_length)
            .field("invitation_days", &self.invitation_days)
            .field("credentials_per_minute", &self.credentials_per_minute)
            .field("api_per_five_minutes", &self.api_per_five_minutes)
            .field("lockout_tries", &self.lockout_tries)
            .field("lockout_minutes", &self.lockout_minutes)
            .field("staff_second_factor", &self.staff_second_factor)
            .finish()
    }
}

/// An address without its password.
fn redact(address: &str) -> String {
    match Url::parse(address) {
        Ok(mut url) if url.password().is_some() => {
            // Fails only for addresses that cannot have a password, and this one has.
            let _ = url.set_password(Some("…"));
            url.to_string()
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../config/example.toml");

    #[test]
    fn the_example_file_is_accepted_and_shows_every_key() {
        let shown: toml_value::Value = Figment::from(Toml::string(EXAMPLE))
            .extract()
            .expect("the example parses");
        let all: toml_value::Value = Figment::from(Serialized::defaults(Config::default()))
            .extract()
            .expect("the defaults serialise");
        assert_eq!(
            keys(&shown),
            keys(&all),
            "config/example.toml and the structs must show the same keys"
        );
        Figment::from(Toml::string(EXAMPLE))
            .extract::<Config>()
            .expect("every value has the right type");
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(
            Figment::from(Toml::string("[server]\nlisten_on = 'x'"))
                .extract::<Config>()
                .is_err()
        );
    }

    #[test]
    fn secrets_do_not_print() {
        let mut config = Config::default();
        config.database.url = "postgres://majlis:hunter2@db/majlis".to_owned();
        config.security.secret = "abcdef".to_owned();
        config.mail.smtp_url = "smtps://me:hunter3@mail:465".to_owned();
        config.media.secret_key = "hunter5".to_owned();
        let provider = OpenidProvider {
            client_secret: "hunter4".to_owned(),
            ..OpenidProvider::default()
        };
        config.openid.providers.insert("chamber".to_owned(), provider);
        let printed = format!("{config:?}");
        assert!(!printed.contains("hunter") && !printed.contains("abcdef"), "{printed}");
    }

    #[test]
    fn plain_http_is_for_development_only() {
        let mut config = Config::default();
        config.instance.url = Url::parse("http://localhost:8080").expect("an address");
        assert!(config.check().is_err());
        config.federation.allow_private = true;
        assert!(config.check().is_ok());
        assert_eq!(config.host(), "localhost:8080");
    }

    #[test]
    fn a_provider_is_whole_or_refused() {
        let provider = |id: &str, change: fn(&mut OpenidProvider)| {
            let mut provider = OpenidProvider {
                name_en: "Chamber".to_owned(),
                name_ar: "الغرفة".to_owned(),
                issuer: "https://sso.chamber.example".to_owned(),
                client_id: "majlis".to_owned(),
                ..OpenidProvider::default()
            };
            change(&mut provider);
            let mut config = Config::default();
            config.openid.providers.insert(id.to_owned(), provider);
            config.check().is_ok()
        };
        assert!(provider("chamber-sso", |_| ()));
        assert!(!provider("Chamber", |_| ()) && !provider("", |_| ()) && !provider("a/b", |_| ()));
        assert!(!provider("chamber", |p| p.issuer = "http://sso.chamber.example".to_owned()));
        assert!(!provider("chamber", |p| p.client_id.clear()));
        assert!(!provider("chamber", |p| p.name_ar.clear()));
        let mut shut = Config::default();
        shut.openid.only = true;
        assert!(shut.check().is_err(), "nobody would come in");
    }

    use serde_json as toml_value;

    fn keys(value: &toml_value::Value) -> Vec<String> {
        let sections = value.as_object().into_iter().flatten();
        let mut keys: Vec<String> = sections
            .flat_map(|(section, entries)| {
                entries
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(move |(key, _)| format!("{section}.{key}"))
            })
            .collect();
        keys.sort();
        keys
    }
}
