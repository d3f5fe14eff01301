//! A whole application for one test, and the people and forums in it.

use axum::Router;
use chrono::TimeDelta;
use majlis::app::{self, App, Surroundings};
use majlis::clock::Clock;
use majlis::config::{Config, FederationMode};
use majlis::db::accounts::Account;
use majlis::db::actors::Actor;
use majlis::db::posts::Post;
use majlis::db::types::{ConsentPurpose, Language, PostId, Role, UtcTime};
use majlis::domain::accounts::{self, Registration};
use majlis::domain::forums::{self, ForumForm, ForumView};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::privacy::consents;
use majlis::domain::{Core, Principal, Viewer};
use majlis::jobs;
use tempfile::TempDir;

use super::client::Client;
use super::database::TestDatabase;
use super::rsa_keys;

/// The password of everybody in tests.
pub const PASSWORD: &str = "workshop-lathe-42";

/// An application on a database of its own.
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Its router, every layer included.
    pub router: Router,
    /// Its clock; stands still until advanced.
    pub clock: Clock,
    // Dropped last: the application holds connections to it.
    _database: TestDatabase,
    _folder: TempDir,
}

/// A member of a test application.
#[derive(Clone)]
pub struct Person {
    core: Core,
    /// The account.
    pub account: Account,
    /// The public side.
    pub actor: Actor,
}

impl Person {
    /// A member of the application behind `core`.
    pub fn new(core: &Core, account: Account, actor: Actor) -> Self {
        Self {
            core: core.clone(),
            account,
            actor,
        }
    }

    /// As one who acts.
    pub fn principal(&self) -> Principal {
        Principal::member(&self.core, &self.account).expect("an active account")
    }

    /// As one who looks.
    pub fn viewer(&self) -> Viewer {
        Viewer::of(&self.core, &self.account)
    }
}

/// Sunday, 22 November 2026, 10:00 UTC: when every test begins.
pub fn noon() -> UtcTime {
    UtcTime::from_millis(1_795_341_600_000)
}

impl TestApp {
    /// An instance called `majlis.example`, open to the world.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with changes to its configuration.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut config = Config::default();
        config.instance.url = "https://majlis.example".parse().expect("an address");
        config.storage.data_dir = folder.path().to_owned();
        let database = TestDatabase::create().await;
        config.database.url = database.url.clone();
        config.database.connections = 4;
        config.federation.mode = FederationMode::Open;
        config.security.credentials_per_minute = 1000;
        // Whoever tests verification asks for it.
        config.verification.reply = 0;
        config.verification.open_topics = 0;
        config.verification.see_directory = 0;
        config.verification.publish_case_studies = 0;
        config.verification.publish_trainings = 0;
        // What waits before it goes out has tests of its own.
        config.composer.undo_seconds = 0;
        // Newcomers are tested by who means them.
        config.moderation.newcomer_days = 0;
        // What staff may do is tested without; that they need a second factor has tests of its own.
        config.security.staff_second_factor = false;
        change(&mut config);
        let clock = Clock::fixed(noon());
        let around = Surroundings {
            clock: clock.clone(),
            rsa_keys: rsa_keys::stock(),
        };
        let app = App::start(config, around).await.expect("the application starts");
        Self {
            router: app::build_router(&app),
            app,
            clock,
            _database: database,
            _folder: folder,
        }
    }

    /// What the rules need.
    pub fn core(&self) -> &Core {
        &self.app.core
    }

    /// Moves the clock.
    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// A confirmed member called `username`.
    pub async fn member(&self, username: &str) -> Person {
        self.person(username, Role::Member).await
    }

    /// An admin called `username`.
    pub async fn admin(&self, username: &str) -> Person {
        self.person(username, Role::Admin).await
    }

    /// A confirmed account called `username` with these rights.
    pub async fn person(&self, username: &str, role: Role) -> Person {
        let form = Registration {
            username: username.to_owned(),
            display_name: username.to_owned(),
            email: format!("{username}@factory.example"),
            password: PASSWORD.to_owned(),
        };
        let (account, _) = accounts::create_confirmed(self.core(), &form, role, Language::En)
            .await
            .expect("a member");
        // Somebody who wants to be seen; who does not says so in a test of its own.
        let principal = Principal::member(self.core(), &account).expect("an active account");
        let wanted = [ConsentPurpose::PublicProfile, ConsentPurpose::FederationOutside];
        consents::grant(self.core(), &principal, &wanted)
            .await
            .expect("consents");
        let actor = accounts::get(self.core(), account.id).await.expect("the member").1;
        Person::new(self.core(), account, actor)
    }

    /// A forum called `name` of this scope (`public`, `network` or `instance`), made by `admin`.
    pub async fn forum(&self, admin: &Person, name: &str, scope: &str) -> ForumView {
        let form = ForumForm {
            username: name.to_owned(),
            name_ar: "الصيانة".to_owned(),
            name_en: name.to_owned(),
            scope: scope.to_owned(),
            posting: "members".to_owned(),
            ..ForumForm::default()
        };
        forums::create(self.core(), &admin.principal(), &form)
            .await
            .expect("a forum")
    }

    /// A topic by `author`; `kind` is `discussion`, `question` or `announcement`.
    pub async fn topic(&self, author: &Person, forum: &ForumView, kind: &str, title: &str) -> Post {
        self.advance(TimeDelta::seconds(1));
        let form = TopicForm {
            kind: kind.to_owned(),
            title: title.to_owned(),
            body: format!("{title}: the whole story."),
            language: "en".to_owned(),
        };
        posts::write_topic(self.core(), &author.principal(), forum.forum.id, &form)
            .await
            .expect("a topic")
    }

    /// A reply by `author` to `parent`.
    pub async fn reply(&self, author: &Person, parent: PostId, body: &str) -> Post {
        self.advance(TimeDelta::seconds(1));
        posts::write_reply(self.core(), &author.principal(), parent, body, "en")
            .await
            .expect("a reply")
    }

    /// The post as it stands now.
    pub async fn post(&self, id: PostId) -> Post {
        let mut conn = self.core().db.read().await.expect("a connection");
        majlis::db::posts::get(&mut conn, id).await.expect("the post")
    }

    /// A browser without cookies.
    pub fn guest(&self) -> Client {
        Client::new(self.router.clone(), self.core().config.base())
    }

    /// A browser in which `person` signed in through the page.
    pub async fn sign_in(&self, person: &Person) -> Client {
        let client = self.guest();
        let page = client
            .submit("/sign-in", &[("email", &person.account.email), ("password", PASSWORD)])
            .await;
        assert_eq!(page.status, 303, "{}", page.body);
        client
    }

    /// Runs the jobs that are due.
    pub async fn run_jobs(&self) {
        jobs::run_due(&self.app).await.expect("the queue can be read");
    }
}
