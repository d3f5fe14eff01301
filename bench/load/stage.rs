//! An instance inside this program, with realistic content made through the same functions that pages use.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use majlis::app::{self, App};
use majlis::clock::Clock;
use majlis::config::{Config, FederationMode};
use majlis::db::posts::Post;
use majlis::db::types::{Language, Role};
use majlis::domain::Principal;
use majlis::domain::accounts::{self, Registration};
use majlis::domain::forums::{self, ForumForm, ForumView};
use majlis::domain::posts::{self, TopicForm};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::settings::Settings;

/// Members who write.
const MEMBERS: usize = 8;
/// Replies in the long topic.
const REPLIES: usize = 50;
/// What members write about, in both languages of the site.
const SUBJECTS: [(&str, &str); 6] = [
    ("en", "Vibration limits for a 90 kW centrifugal pump"),
    ("ar", "تقليل زمن التوقف في خط التعبئة"),
    ("en", "OEE on the filling line: what do you count as planned stop?"),
    ("ar", "خبرتكم في مراقبة استهلاك الطاقة لضواغط الهواء"),
    ("en", "Printing spare impellers in PA12: six months later"),
    ("ar", "اختيار حساسات الحرارة لأفران المعالجة"),
];
const BODY: &str = "We compared **three months** of readings before and after the change.\n\n\
    - bearing temperature fell from 78 °C to 64 °C\n- unplanned stops went from nine to two\n\n\
    > The supplier recommends a yearly check; we do it every 1,500 hours.\n\n\
    عملنا على الخط نفسه مع فريق الصيانة، والنتائج مرفقة في [التقرير](https://factory.example/report). \
    Which limits do you use, and who signs them off?";

/// The instance.
pub(crate) struct Stage {
    /// The application; its workers do not run by themselves.
    pub(crate) app: App,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The forum.
    pub(crate) forum: ForumView,
    /// A member.
    pub(crate) member: Principal,
    /// Its topics.
    pub(crate) topics: Vec<Post>,
    /// The topic with many replies.
    pub(crate) long: Post,
    stop: CancellationToken,
    server: JoinHandle<anyhow::Result<()>>,
    folder: TempDir,
}

impl Stage {
    /// Builds it; `database` as the configuration names one.
    pub(crate) async fn build(settings: &Settings, database: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let folder = TempDir::new()?;
        let app = App::start(config(&folder, address, database)?, Clock::system()).await?;
        let forum = create_forum(&app, &member(&app, "boss", Role::Admin).await?).await?;
        let mut members = Vec::with_capacity(MEMBERS);
        for n in 0..MEMBERS {
            members.push(member(&app, &format!("member{n}"), Role::Member).await?);
        }
        let mut topics = Vec::with_capacity(settings.topics);
        for n in 0..settings.topics.max(1) {
            topics.push(topic(&app, &members[n % MEMBERS], &forum, n).await?);
        }
        let long = topics.last().context("a topic")?.clone();
        reply_to(&app, &members, &long).await?;
        let (stop, served) = (CancellationToken::new(), app.clone());
        let server = tokio::spawn({
            let stop = stop.clone();
            async move { app::serve(&served, listener, stop).await }
        });
        let member = members.swap_remove(0);
        Ok(Self {
            app,
            address,
            forum,
            member,
            topics,
            long,
            stop,
            server,
            folder,
        })
    }

    /// What goes into `Host`.
    pub(crate) fn host(&self) -> String {
        self.app.core.config.host()
    }

    /// Its data folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Stops serving.
    pub(crate) async fn end(self) -> anyhow::Result<()> {
        self.stop.cancel();
        self.server.await?
    }
}

fn config(folder: &TempDir, address: SocketAddr, database: &str) -> anyhow::Result<Config> {
    let mut config = Config::default();
    config.instance.url = format!("http://localhost:{}", address.port()).parse()?;
    config.storage.data_dir = folder.path().to_owned();
    database.clone_into(&mut config.database.url);
    config.federation.mode = FederationMode::Open;
    config.federation.allow_private = true;
    // What is measured is the work, not the limits on one visitor.
    config.security.api_per_five_minutes = u32::MAX;
    config.live.per_member = usize::MAX;
    config.composer.undo_seconds = 0;
    config.verification.reply = 0;
    config.verification.open_topics = 0;
    config.verification.publish_case_studies = 0;
    config.verification.publish_trainings = 0;
    config.moderation.newcomer_days = 0;
    Ok(config)
}

async fn member(app: &App, username: &str, role: Role) -> anyhow::Result<Principal> {
    let form = Registration {
        username: username.to_owned(),
        display_name: format!("Eng. {username}"),
        email: format!("{username}@factory.example"),
        password: "workshop-lathe-42".to_owned(),
    };
    let (account, _) = accounts::create_confirmed(&app.core, &form, role, Language::Ar).await?;
    Ok(Principal::member(&app.core, &account)?)
}

async fn create_forum(app: &App, admin: &Principal) -> anyhow::Result<ForumView> {
    let form = ForumForm {
        username: "maintenance".to_owned(),
        name_ar: "الصيانة والتشغيل".to_owned(),
        name_en: "Maintenance and operations".to_owned(),
        description_ar: "أسئلة وخبرات من فرق الصيانة في المصانع.".to_owned(),
        description_en: "Questions and experience from maintenance teams.".to_owned(),
        scope: "public".to_owned(),
        posting: "members".to_owned(),
        position: 0,
    };
    Ok(forums::create(&app.core, admin, &form).await?)
}

/// The `n`-th topic of a member.
pub(crate) async fn topic(app: &App, by: &Principal, forum: &ForumView, n: usize) -> anyhow::Result<Post> {
    let (language, subject) = SUBJECTS[n % SUBJECTS.len()];
    let form = TopicForm {
        kind: if n.is_multiple_of(3) { "question" } else { "discussion" }.to_owned(),
        title: format!("{subject} ({n})"),
        body: BODY.to_owned(),
        language: language.to_owned(),
    };
    Ok(posts::write_topic(&app.core, by, forum.forum.id, &form).await?)
}

/// A conversation in which every post gets two answers, until there are enough.
async fn reply_to(app: &App, members: &[Principal], topic: &Post) -> anyhow::Result<()> {
    let mut thread = vec![topic.id];
    for n in 0..REPLIES {
        let by = &members[n % members.len()];
        let reply = posts::write_reply(&app.core, by, thread[n / 2], BODY, "en").await?;
        thread.push(reply.id);
    }
    Ok(())
}
