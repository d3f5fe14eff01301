//! An instance that runs as a process, on a data folder and a database of its own.

use std::env;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use majlis::app::{App, Surroundings};
use majlis::clock::Clock;
use majlis::config::{Config, FederationMode};
use majlis::db::accounts::Account;
use majlis::db::types::{Language, Role};
use majlis::domain::Principal;
use majlis::domain::accounts::{self, Registration};
use majlis::domain::forums::{self, ForumForm, ForumView};
use tempfile::TempDir;

use super::eventually;
use crate::support::Client;
use crate::support::app::PASSWORD;
use crate::support::database::TestDatabase;
use crate::support::rsa_keys;
use crate::support::wire::{http_client, over_the_wire};

/// The instance. Its process is killed with it.
pub(super) struct Instance {
    /// Its address without a slash at the end.
    pub(super) base: String,
    /// Its rows, while the process runs, too.
    pub(super) database: Arc<TestDatabase>,
    port: u16,
    folder: Arc<TempDir>,
    settings: Vec<(&'static str, String)>,
    process: Option<Child>,
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Instance {
    /// An instance whose process does not run yet.
    pub(super) async fn new() -> Self {
        let port = free_port();
        Self {
            base: format!("http://localhost:{port}"),
            database: Arc::new(TestDatabase::create().await),
            port,
            folder: Arc::new(TempDir::new().expect("a temporary folder")),
            settings: Vec::new(),
            process: None,
        }
    }

    /// One more process of the same instance, on the same database and folder. A load balancer would stand before both;
    /// here the second one is known by the address it listens at.
    pub(super) fn twin(&self) -> Self {
        Self {
            base: self.base.clone(),
            database: self.database.clone(),
            port: free_port(),
            folder: self.folder.clone(),
            settings: self.settings.clone(),
            process: None,
        }
    }

    /// Sets a variable of the environment of its processes.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.settings.push((name, value.to_owned()));
        self
    }

    /// Host and port, as handles name it.
    pub(super) fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// Starts the process.
    pub(super) fn launch(&mut self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log())
            .expect("a log file");
        let child = self
            .command()
            .arg("serve")
            .stderr(Stdio::from(log))
            .spawn()
            .expect("the binary starts");
        self.process = Some(child);
    }

    /// Starts the process and waits until it answers.
    pub(super) async fn start(&mut self) {
        self.launch();
        let (http, health, log) = (http_client(), format!("http://{}/health", self.host()), self.log());
        let up = async || {
            let ended = self
                .process
                .as_mut()
                .and_then(|process| process.try_wait().expect("a process"));
            if let Some(status) = ended {
                panic!(
                    "majlis serve ended with {status}: {}",
                    fs::read_to_string(&log).unwrap_or_default()
                );
            }
            let answer = http.get(&health).send().await;
            answer.is_ok_and(|answer| answer.status().is_success()).then_some(())
        };
        eventually("the process answers", up).await;
    }

    /// `kill -9`.
    pub(super) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("it can be killed");
            process.wait().expect("it ends");
        }
    }

    /// The same instance inside this process, without workers: to set the stage faster than through pages.
    pub(super) async fn app(&self) -> App {
        let mut config = Config::default();
        config.instance.url = self.base.parse().expect("an address");
        config.storage.data_dir = self.folder.path().to_owned();
        config.database.url = self.database.url.clone();
        config.database.connections = 4;
        config.federation.mode = FederationMode::Open;
        config.federation.allow_private = true;
        config.moderation.newcomer_days = 0;
        config.verification.reply = 0;
        config.verification.open_topics = 0;
        let around = Surroundings {
            clock: Clock::system(),
            rsa_keys: rsa_keys::stock(),
        };
        App::start(config, around).await.expect("the application starts")
    }

    /// Makes an admin with the command line.
    pub(super) fn create_admin(&self, username: &str) {
        let email = format!("{username}@factory.example");
        let created = self
            .command()
            .args(["admin", "create", "--username", username, "--email", &email])
            .args(["--password", PASSWORD])
            .output()
            .expect("the binary starts");
        let said = String::from_utf8_lossy(&created.stderr);
        assert!(
            created.status.success(),
            "majlis admin create: {}: {said}",
            created.status
        );
    }

    /// Makes a confirmed member inside this process.
    pub(super) async fn create_member(&self, username: &str) -> Account {
        create_account(&self.app().await, username, Role::Member).await
    }

    /// A browser in which `username` signed in through the page.
    pub(super) async fn sign_in(&self, username: &str) -> Client {
        let client = Client::new(over_the_wire(self.base.clone()), self.base.clone());
        let email = format!("{username}@factory.example");
        let page = client
            .submit("/sign-in", &[("email", &email), ("password", PASSWORD)])
            .await;
        assert_eq!(page.status, 303, "{}", page.body);
        client
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join(format!("serve-{}.log", self.port))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command
            .env_remove("MAJLIS_CONFIG")
            .env("MAJLIS_INSTANCE__URL", &self.base)
            .env("MAJLIS_INSTANCE__LANGUAGE", "en")
            .env("MAJLIS_SERVER__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("MAJLIS_STORAGE__DATA_DIR", self.folder.path())
            .env("MAJLIS_DATABASE__URL", &self.database.url)
            .env("MAJLIS_DATABASE__CONNECTIONS", "4")
            .env("MAJLIS_FEDERATION__MODE", "open")
            .env("MAJLIS_FEDERATION__ALLOW_PRIVATE", "true")
            .env("MAJLIS_SECURITY__CREDENTIALS_PER_MINUTE", "1000")
            .env("MAJLIS_COMPOSER__UNDO_SECONDS", "0")
            .env("MAJLIS_VERIFICATION__REPLY", "0")
            .env("MAJLIS_VERIFICATION__OPEN_TOPICS", "0")
            .env("MAJLIS_SECURITY__STAFF_SECOND_FACTOR", "false")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }
}

/// An admin called `boss` and a public forum called `maintenance`, made inside this process.
pub(super) async fn forum(app: &App) -> (Account, ForumView) {
    let account = create_account(app, "boss", Role::Admin).await;
    let form = ForumForm {
        username: "maintenance".to_owned(),
        name_en: "Maintenance".to_owned(),
        scope: "public".to_owned(),
        posting: "members".to_owned(),
        ..ForumForm::default()
    };
    let principal = Principal::member(&app.core, &account).expect("an active account");
    let forum = forums::create(&app.core, &principal, &form).await.expect("a forum");
    (account, forum)
}

async fn create_account(app: &App, username: &str, role: Role) -> Account {
    let form = Registration {
        username: username.to_owned(),
        display_name: username.to_owned(),
        email: format!("{username}@factory.example"),
        password: PASSWORD.to_owned(),
    };
    let created = accounts::create_confirmed(&app.core, &form, role, Language::En).await;
    created.expect("an account").0
}

/// Free a moment ago, and the kernel does not give it away again soon.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn binary() -> PathBuf {
    let named = env::var_os("MAJLIS_BIN").map(PathBuf::from);
    let path = named.expect("MAJLIS_BIN must name the majlis binary; `make test-process` builds it and sets it");
    assert!(
        path.is_file(),
        "MAJLIS_BIN names {}, which is not there; `make test-build` builds it",
        path.display()
    );
    path
}
