//! What a page costs: how many statements, and whether each finds its rows by an index.

use diesel::SqliteConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use tempfile::TempDir;

use majlis::db::posts::Post;
use majlis::db::types::{OrganisationId, PostId, TrainingRequestId};
use majlis::domain::cases::replications::{self, ReplicationForm};
use majlis::domain::invitations;
use majlis::domain::moderation::hiding;
use majlis::domain::moderation::reports::{self, Matter};
use majlis::domain::organisations::{self, OrganisationForm};
use majlis::domain::own_profile::{self, ProfileForm};
use majlis::domain::requests::{self, SignatureForm};
use majlis::domain::trainings::{self, MaterialForm, TrainingStep, seats};
use majlis::web::present::wording;

use crate::domain::organisations::form;
use crate::support::{Client, Person, TestApp, training};

/// A forum with some topics, the first of which has some replies, by several people.
struct Scene {
    test: TestApp,
    reader: Person,
    topic: i64,
    case: i64,
    training: i64,
    begun: i64,
    seated: i64,
    organisation: i64,
    need: i64,
    talk: i64,
}

impl Scene {
    async fn new(test: TestApp, size: usize) -> Self {
        let admin = test.admin("majid").await;
        let writers = [test.member("one").await, test.member("two").await];
        let forum = test.forum(&admin, "energy", "public").await;
        let mut topics = Vec::new();
        for n in 0..size {
            let kind = if n % 2 == 0 { "question" } else { "discussion" };
            let title = format!("Compressor {n} #energy");
            topics.push(test.topic(&writers[n % 2], &forum, kind, &title).await);
        }
        let (topic, mut parent) = (topics[0].id, topics[0].id);
        for n in 0..size {
            parent = test
                .reply(&writers[n % 2], parent, "Look at the leaks #energy")
                .await
                .id;
            test.reply(&admin, topic, "And at the pressure").await;
        }
        Self::disorder(&test, &admin, &writers[0], &topics).await;
        let organisation = Self::organisations(&test, &admin, size).await;
        let mut case = 0;
        for n in 0..size {
            let title = format!("Leaks found and closed {n}");
            case = crate::cases::published(&test, &admin, "energy", &title).await.id.0;
        }
        Self::reports(&test, case, size).await;
        Self::calendar(&test, size).await;
        let (training, begun) = Self::trainings(&test, &admin, size).await;
        let seated = Self::seats(&test, &admin, size).await;
        let need = Self::needs(&test, &admin, size).await;
        let talk = Self::messages(&test, &admin, size).await;
        Self {
            test,
            reader: admin,
            topic: topic.0,
            case,
            training,
            begun,
            seated,
            organisation,
            need,
            talk,
        }
    }

    /// Conversations of which the last is a group in which much was said.
    async fn messages(test: &TestApp, reader: &Person, size: usize) -> i64 {
        use majlis::domain::messages::{self, MessageForm};
        let (core, by) = (test.core(), reader.principal());
        let form = MessageForm {
            body: "Hello compressor".to_owned(),
            files: Vec::new(),
        };
        let mut all = Vec::new();
        for n in 0..size {
            let person = test.member(&format!("friend{n}")).await;
            all.push(person.actor.id);
            messages::start(core, &by, &all[n..], "", &form).await.expect("sent");
        }
        all.extend([
            test.member("friend").await.actor.id,
            test.member("fellow").await.actor.id,
        ]);
        let group = messages::start(core, &by, &all, "All", &form).await.expect("sent");
        for _ in 0..size {
            messages::send(core, &by, group.conversation_id, &form)
                .await
                .expect("sent");
        }
        group.conversation_id.0
    }

    /// Trainings on days after each other, some of several meetings.
    async fn calendar(test: &TestApp, size: usize) {
        let by = test.member("provider").await;
        for n in 0..size {
            let mut form = training::form("energy");
            form.title = format!("Compressed air {n}");
            form.starts = format!("2026-12-{:02}T09:00", 1 + n);
            form.ends = format!("2026-12-{:02}T12:00", 2 + n);
            training::publish(test, &by, &form).await;
        }
    }

    /// A training of some meetings and materials that is held at several times, and one more begun.
    async fn trainings(test: &TestApp, by: &Person, size: usize) -> (i64, i64) {
        let (core, reader) = (test.core(), by.principal());
        let by = test.member("trainer").await.principal();
        let mut form = crate::support::training::form("energy");
        let first = trainings::publish(core, &by, &form, wording).await.expect("a training");
        let links: Vec<MaterialForm> = (0..size.min(20))
            .map(|n| MaterialForm {
                title: format!("Slides {n}"),
                url: format!("https://files.example/{n}"),
                for_seats: n % 2 == 0,
            })
            .collect();
        trainings::set_materials(core, &by, first.id, &links)
            .await
            .expect("materials");
        let mut last = first.id;
        for n in 0..size.min(20) {
            let draft = trainings::drafts::again(core, &by, last).await.expect("begun");
            let day = |hour: usize| format!("2027-01-{:02}T{hour:02}:00", n + 1);
            let days = [("starts".to_owned(), day(9)), ("ends".to_owned(), day(12))];
            trainings::drafts::save(core, &by, draft.id, TrainingStep::Time, &days)
                .await
                .expect("saved");
            let post = trainings::drafts::publish(core, &by, draft.id, wording).await;
            last = post.expect("published").id;
        }
        form.title = "Begun, not yet published".to_owned();
        let begun = trainings::drafts::begin_with(core, &reader, form).await.expect("begun");
        (first.id.0, begun.id.0)
    }

    /// Trainings that are needed, the last of which some signed and some offered; providers that give trainings.
    async fn needs(test: &TestApp, admin: &Person, size: usize) -> i64 {
        use crate::trainings::requests::{need, offer, organisation};
        let core = test.core();
        let mut last = 0;
        for n in 0..size {
            let asker = test.member(&format!("asker{n}")).await;
            let id = requests::ask(core, &asker.principal(), &need(&format!("PLC basics {n}"))).await;
            last = id.expect("asked").0;
        }
        let id = TrainingRequestId(last);
        let form = SignatureForm {
            people: "3".to_owned(),
            ..SignatureForm::default()
        };
        requests::sign(core, &admin.principal(), id, &form)
            .await
            .expect("signed");
        for n in 0..size {
            let teacher = test.member(&format!("teacher{n}")).await;
            let institute = organisation(test, &teacher, "provider", &format!("Institute {n}")).await;
            requests::offer(core, &teacher.principal(), id, &offer(&institute))
                .await
                .expect("offered");
            let signer = test.member(&format!("signer{n}")).await;
            requests::sign(core, &signer.principal(), id, &form)
                .await
                .expect("signed");
            let mut training = crate::support::training::form("energy");
            training.provider_id = institute.id.to_string();
            crate::support::training::publish(test, &teacher, &training).await;
        }
        last
    }

    /// Those who did what a case study tells of, too: five of them, so that figures show, and more.
    async fn reports(test: &TestApp, case: i64, size: usize) {
        for n in 0..size + 5 {
            let person = test.member(&format!("factory{n}")).await;
            let form = ReplicationForm {
                story: "Eleven leaks in the first week.".to_owned(),
                result: "better".to_owned(),
                payback: "7".to_owned(),
                is_open: true,
                language: "en".to_owned(),
                ..ReplicationForm::default()
            };
            replications::write(test.core(), &person.principal(), PostId(case), &form, wording)
                .await
                .expect("a report");
        }
    }

    /// A training of as many seats, and twice as many who want one.
    async fn seats(test: &TestApp, organiser: &Person, size: usize) -> i64 {
        let form = trainings::TrainingForm {
            capacity: size.to_string(),
            ..crate::support::training::form("energy")
        };
        let training = crate::support::training::publish(test, organiser, &form).await;
        let (core, wish) = (test.core(), seats::Wish::default());
        for n in 0..2 * size {
            let person = test.member(&format!("sitter{n}")).await;
            seats::join(core, &person.principal(), training.id, &wish)
                .await
                .expect("a seat or a place");
        }
        training.id.0
    }

    /// Some reports, and some posts that moderators hid.
    async fn disorder(test: &TestApp, admin: &Person, reporter: &Person, topics: &[Post]) {
        let (core, form) = (test.core(), crate::moderation::form("spam", "Ads"));
        for topic in topics.iter().filter(|topic| topic.actor_id != reporter.actor.id) {
            let matter = Matter::Post(topic.id);
            reports::file(core, &reporter.viewer(), &reporter.principal(), matter, &form, false)
                .await
                .expect("filed");
        }
        for topic in topics {
            let reply = test.reply(reporter, topic.id, "Cheap pumps").await;
            hiding::hide(core, &admin.principal(), reply.id, &form)
                .await
                .expect("hidden");
        }
    }

    /// Some organisations, the last of which has some people and some invitations.
    async fn organisations(test: &TestApp, owner: &Person, size: usize) -> i64 {
        let (core, by) = (test.core(), owner.principal());
        let mut last = 0;
        for n in 0..size {
            let form = OrganisationForm {
                sector: "24".to_owned(),
                region: "SA-01".to_owned(),
                ..form(&format!("Gulf Steel {n}"))
            };
            let made = organisations::create(core, &by, &form).await.expect("an organisation");
            let person = test.member(&format!("staff{n}")).await;
            let profile = ProfileForm {
                display_name: format!("One {n}"),
                expertise: "OEE".to_owned(),
                languages: vec!["ar".to_owned()],
                region: "SA-01".to_owned(),
                ..ProfileForm::default()
            };
            own_profile::save(core, &person.principal(), &profile)
                .await
                .expect("a profile");
            last = made.id.0;
            let first = OrganisationId(last);
            organisations::join(core, &person.principal(), first, "")
                .await
                .expect("asked");
            invitations::invite(core, &by, first, &format!("x{n}@factory.example"))
                .await
                .expect("invited");
        }
        last
    }

    /// Everything that lists posts or people.
    fn paths(&self) -> Vec<String> {
        let topic = self.topic;
        let own = self.reader.actor.id;
        let mut paths = vec![
            format!("/posts/{topic}/history"),
            format!("/topics/{topic}"),
            format!("/cases/{}", self.case),
            format!("/cases/{}/sheet", self.case),
            format!("/trainings/{}", self.training),
            format!("/trainings/{}/materials", self.training),
            format!("/trainings/{}/cancel", self.training),
            format!("/trainings/drafts/{}/preview", self.begun),
            format!("/trainings/drafts/{}/people", self.begun),
            format!("/cases/compare?id={}", self.case),
            format!("/posts/{}/history", self.case),
            format!("/api/v1/statuses/{topic}"),
            format!("/api/v1/statuses/{topic}/context"),
            format!("/topics/{topic}/replies"),
            format!("/topics/{topic}/context"),
            format!("/api/v1/accounts/{own}/statuses"),
            format!("/trainings/{}/seat", self.seated),
            format!("/trainings/{}/seats", self.seated),
            format!("/trainings/{}/seats?show=waiting", self.seated),
            format!("/trainings/{}/seats/list", self.seated),
            format!("/trainings/{}/seats/table.csv", self.seated),
            format!("/trainings/{}/colleagues", self.seated),
            format!("/trainings/{}/code", self.seated),
            format!("/trainings/{}/attend", self.seated),
            format!("/trainings/{}/evaluation", self.seated),
            format!("/trainings/{}/results", self.seated),
            format!("/organisations/{}", self.organisation),
            format!("/organisations/{}/invitations", self.organisation),
            format!("/requests/{}", self.need),
            format!("/messages/{}", self.talk),
            format!("/messages/{}?below=3", self.talk),
            format!("/messages/{}/report", self.talk),
        ];
        paths.extend(
            [
                "/",
                "/home",
                "/forums",
                "/forums/energy",
                "/forums/energy?sort=new",
                "/forums/energy?sort=top",
                "/forums/energy?sort=unanswered",
                "/@one",
                "/notifications",
                "/notifications?of=answers",
                "/settings/notifications",
                "/drafts",
                "/questions",
                "/cases",
                "/cases?sort=top",
                "/cases?sort=payback",
                "/cases?verified=yes",
                "/cases?view=map&sector=22",
                "/cases/map.json",
                "/regions/SA-01",
                "/cases/table.csv",
                "/cases/feed",
                "/cases/new",
                "/trainings/new",
                "/cases/searches",
                "/requests",
                "/requests?sort=people&region=SA-04&language=ar&online=yes&technology=machine-vision",
                "/requests?mine=yes",
                "/requests?sort=people&after=4.1",
                "/requests/new",
                "/messages",
                "/messages?folder=requests",
                "/messages?folder=muted",
                "/messages?q=hello+compressor",
                "/messages/new?to=one",
                "/settings/messages",
                "/complete/requests?q=plc+basics",
                "/providers",
                "/providers?q=inst&region=SA-04&technology=machine-vision",
                "/forums/energy/cases",
                "/trainings",
                "/trainings?view=list",
                "/trainings?view=past",
                "/trainings?view=month&month=2026-12",
                "/trainings?forum=energy",
                "/trainings?q=air&technology=machine-vision&region=SA-04&place=onsite&language=ar&level=beginner&price=500&certificate=yes&seats=yes",
                "/trainings?mine=yes",
                "/trainings.ics",
                "/trainings/feed",
                "/forums/energy/trainings",
                "/forums/energy/trainings?view=past",
                "/forums/energy/trainings.ics",
                "/settings/calendar",
                "/trainings/import",
                "/cases/review",
                "/trainings/mine",
                "/questions?show=open",
                "/questions?show=accepted",
                "/questions?show=all",
                "/complete/similar?q=compressor+energy",
                "/complete/tags?q=en",
                "/complete/people?q=on",
                "/moderation",
                "/moderation?closed=yes",
                "/moderation/held",
                "/moderation/log",
                "/moderation/log?action=remove",
                "/moderation/words",
                "/waiting",
                "/forums/energy/log",
                "/forums/energy/rules",
                "/search",
                "/search?q=compressor",
                "/search?q=compressor&sort=newest",
                "/search?q=leaks&type=replies",
                "/search?q=compressor+energy&type=forums",
                "/search?q=compressor&forum=energy&tag=energy&by=one&is=open&language=en&since=week",
                "/search?q=tag:energy",
                "/search?q=forum:energy",
                "/search?q=by:one",
                "/search?q=is:open",
                "/search?q=is:solved",
                "/search?q=nothing-of-that-kind",
                "/search/feed?q=compressor",
                "/api/v2/search?q=leaks&type=statuses",
                "/people",
                "/people?q=one&language=ar",
                "/people?expertise=oee&organisation=gulf",
                "/people?region=SA-01&sector=24",
                "/organisations",
                "/organisations?q=gulf&kind=factory",
                "/organisations?region=SA-01",
                "/organisations?sector=24",
                "/settings/profile",
                "/settings/uploads",
                "/api/v1/timelines/public",
                "/api/v1/timelines/public?local=true",
                "/g/energy/outbox?page=true",
                "/g/energy/featured",
                "/u/one/outbox?page=true",
            ]
            .map(str::to_owned),
        );
        paths
    }

    /// Statements of a second look: the first one may fill caches and renew the session.
    async fn cost(&self, browser: &Client, path: &str) -> Vec<String> {
        browser.get(path).await;
        let watch = self.test.core().db.watch();
        watch.keep_texts();
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        watch.take_texts()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_page_costs_as_many_statements_as_a_short_one() {
    // With four there is one of each kind on every list.
    let short = Scene::new(TestApp::new().await, 4).await;
    let long = Scene::new(TestApp::new().await, 12).await;
    let browsers = (
        short.test.sign_in(&short.reader).await,
        long.test.sign_in(&long.reader).await,
    );
    for (few, many) in short.paths().into_iter().zip(long.paths()) {
        let (few_cost, many_cost) = (short.cost(&browsers.0, &few).await, long.cost(&browsers.1, &many).await);
        assert_eq!(few_cost.len(), many_cost.len(), "{many}: {many_cost:#?}");
        assert!(
            many_cost.len() <= 24,
            "{many} costs {} statements: {many_cost:#?}",
            many_cost.len()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_landing_page_of_a_guest_costs_little() {
    for size in [4, 12] {
        let scene = Scene::new(TestApp::new().await, size).await;
        let question = majlis::db::types::PostId(scene.topic);
        let answer = scene.test.reply(&scene.reader, question, "At the receiver").await;
        let (core, by) = (scene.test.core(), scene.reader.principal());
        majlis::domain::answers::accept(core, &by, answer.id)
            .await
            .expect("accepted");
        let cost = scene.cost(&scene.test.guest(), "/").await;
        assert!(cost.len() <= 24, "{size}: {} statements: {cost:#?}", cost.len());
    }
}

/// A scene on SQLite, whatever the others are on, and a connection of our own to ask for plans.
async fn on_sqlite() -> (TempDir, Scene, SqliteConnection) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("plans.db").to_str().expect("a path").to_owned();
    let url = file.clone();
    let scene = Scene::new(TestApp::with(|config| config.database.url = url).await, 3).await;
    let sqlite = SqliteConnection::establish(&file).expect("the same file");
    (folder, scene, sqlite)
}

fn steps(sqlite: &mut SqliteConnection, text: &str) -> Vec<Step> {
    let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {text}"));
    plan.load(sqlite).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A step of SQLite's plan.
#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Tables that grow with use.
const GROWING: &[&str] = &[
    "trainings",
    "training_days",
    "training_words",
    "training_seating",
    "training_sessions",
    "calendar_addresses",
    "case_marks",
    "case_places",
    "case_technologies",
    "case_vendors",
    "case_metrics",
    "case_dimensions",
    "case_milestones",
    "case_drafts",
    "case_studies",
    "replications",
    "saved_searches",
    "training_seats",
    "training_certificates",
    "training_evaluations",
    "media",
    "attachments",
    "post_revisions",
    "drafts",
    "topic_words",
    "post_search",
    "questions",
    "same_problems",
    "posts",
    "votes",
    "follows",
    "actors",
    "post_tags",
    "notifications",
    "outbox_activities",
    "accounts",
    "profiles",
    "expertise",
    "spoken_languages",
    "person_words",
    "organisations",
    "organisation_members",
    "organisation_words",
    "reports",
    "hidden_posts",
    "held_posts",
    "bans",
    "moderation_log",
    "submissions",
    "training_requests",
    "request_signatures",
    "training_offers",
    "request_words",
    "request_notices",
];

/// Whether a step reads a growing table from end to end, or sorts one to cut a page from it.
fn is_expensive(step: &str, statement: &str) -> bool {
    let scans = GROWING
        .iter()
        .any(|table| step == format!("SCAN {table}") || step.starts_with(&format!("SCAN {table} USING COVERING")));
    let from = statement.split_once(" FROM ").map_or("", |(_, from)| from);
    let first = from.trim_start_matches(['(', '`']);
    let is_page = statement.contains(" LIMIT ") && GROWING.iter().any(|table| first.starts_with(table));
    scans || is_page && step.contains("TEMP B-TREE FOR ORDER BY")
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_reads_a_whole_table_or_sorts_one() {
    let (_folder, scene, mut sqlite) = on_sqlite().await;
    let browser = scene.test.sign_in(&scene.reader).await;
    let watch = scene.test.core().db.watch();
    let mut bad = Vec::new();
    for path in scene.paths() {
        watch.keep_texts();
        browser.get(&path).await;
        for text in watch.take_texts().iter().filter(|text| text.starts_with("SELECT")) {
            let steps = steps(&mut sqlite, text);
            let found = steps.iter().filter(|step| is_expensive(&step.detail, text));
            bad.extend(found.map(|step| format!("{path}\n  {}\n  {text}", step.detail)));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_page_by_votes_begins_at_its_place_among_equals() {
    let (_folder, scene, mut sqlite) = on_sqlite().await;
    let browser = scene.test.sign_in(&scene.reader).await;
    let watch = scene.test.core().db.watch();
    watch.keep_texts();
    browser
        .get(&format!("/forums/energy?sort=top&after=0.{}", scene.topic))
        .await;
    let mut places = Vec::new();
    for text in watch
        .take_texts()
        .iter()
        .filter(|text| text.contains("`vote_count` DESC"))
    {
        places.extend(steps(&mut sqlite, text).into_iter().map(|step| step.detail));
    }
    for place in [
        "(forum_id=? AND vote_count=? AND id<?)",
        "(forum_id=? AND vote_count<?)",
    ] {
        assert!(places.iter().any(|step| step.ends_with(place)), "{places:#?}");
    }
}
