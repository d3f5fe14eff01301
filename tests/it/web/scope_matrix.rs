//! Every scope of a forum, for every kind of reader, through every way to ask. Whoever may read finds the words of the topic
//! on each way that would show them; whoever may not finds them on none.

use chrono::TimeDelta;
use majlis::db::accounts;
use majlis::db::types::{ActorKind, InstancePolicy};
use majlis::domain::instances;

use super::letters;
use crate::api::{SCOPES as EVERY_RIGHT, caller};
use crate::federation::outbound::{remote, tell, visibility::read};
use crate::support::{Client, Page, Person, TestApp};

/// What stands in every topic and reply, and nowhere else.
const WORDS: &str = "Quietly-guarded-setpoint";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Guest,
    Member,
    Verified,
    /// The server of somebody who follows, which our admins trust.
    RemoteFollower,
    Stranger,
}

const READERS: [Reader; 5] = [
    Reader::Guest,
    Reader::Member,
    Reader::Verified,
    Reader::RemoteFollower,
    Reader::Stranger,
];

const SCOPES: [&str; 4] = ["public", "network", "instance", "verified"];

/// What each scope promises.
fn may_read(scope: &str, reader: Reader) -> bool {
    match scope {
        "public" => true,
        "network" => matches!(reader, Reader::Member | Reader::Verified | Reader::RemoteFollower),
        "instance" => matches!(reader, Reader::Member | Reader::Verified),
        "verified" => reader == Reader::Verified,
        _ => unreachable!("say what it promises"),
    }
}

/// How one asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A page.
    Page,
    /// The feed of a page, which is a guest's whoever fetches it.
    Feed,
    /// What applications call.
    Api,
    /// A document for other servers.
    Document,
}

/// Where each way leads; `{forum}`, `{topic}`, `{reply}`, `{uri}` and `{author}` are filled in.
const PLACES: &[(Way, &str)] = &[
    (Way::Page, "/forums/{forum}"),
    (Way::Page, "/topics/{topic}"),
    (Way::Page, "/posts/{topic}/history"),
    (Way::Page, "/posts/{reply}/history"),
    (Way::Page, "/tags/setpoint"),
    (Way::Page, "/questions?show=all"),
    (Way::Page, "/@author"),
    (Way::Page, "/search?q=compressors"),
    (Way::Page, "/search?q=compressors&sort=newest"),
    (Way::Page, "/search?q=compressors&type=replies"),
    (Way::Page, "/search?q=compressors&by=author&language=en"),
    (Way::Page, "/search?q=tag:setpoint"),
    (Way::Page, "/search?q=forum:{forum}"),
    (Way::Page, "/search?q=by:author"),
    (Way::Page, "/search?q=is:question"),
    (Way::Feed, "/search/feed?q=compressors"),
    (Way::Feed, "/search/feed?q=compressors&type=replies"),
    (Way::Feed, "/search/feed?q=tag:setpoint"),
    (Way::Feed, "/forums/{forum}/feed"),
    (Way::Feed, "/tags/setpoint/feed"),
    (Way::Feed, "/@author/feed"),
    (Way::Api, "/api/v1/statuses/{topic}"),
    (Way::Api, "/api/v1/statuses/{reply}"),
    (Way::Api, "/api/v1/statuses/{topic}/context"),
    (Way::Api, "/api/v1/timelines/public"),
    (Way::Api, "/api/v1/timelines/public?local=true"),
    (Way::Api, "/api/v1/timelines/tag/setpoint"),
    (Way::Api, "/api/v1/accounts/{author}/statuses"),
    (Way::Api, "/api/v2/search?q=compressors"),
    (
        Way::Api,
        "/api/v2/search?q=compressors&type=statuses&account_id={author}",
    ),
    (Way::Document, "/topics/{topic}"),
    (Way::Document, "/replies/{reply}"),
];

/// Ways that show at most that something is there: its number or name.
const TRACES: &[(Way, &str)] = &[
    (Way::Document, "/g/{forum}"),
    (Way::Document, "/g/{forum}/outbox"),
    (Way::Document, "/topics/{topic}/context"),
    (Way::Document, "/topics/{topic}/replies"),
    (
        Way::Document,
        "/.well-known/webfinger?resource=acct:{forum}@majlis.example",
    ),
];

struct Scene {
    test: TestApp,
    author: Person,
    readers: Vec<(Reader, Client, Client)>,
    servers: Vec<(Reader, majlis::db::actors::Actor)>,
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::new().await;
        let author = test.admin("author").await;
        let (member, verified) = (test.member("plain").await, test.member("sure").await);
        for account in [&author.account, &verified.account] {
            let mut conn = test.core().db.write().await.expect("a connection");
            let until = test.clock.now().plus(TimeDelta::days(365));
            accounts::set_level(&mut conn, account.id, 2, Some(until))
                .await
                .expect("a query");
        }
        let trusted = remote(&test, "https://friend.example", ActorKind::Application, "actor").await;
        let stranger = remote(&test, "https://stranger.example", ActorKind::Application, "actor").await;
        let by = author.principal();
        instances::set_policy(test.core(), &by, "friend.example", InstancePolicy::Default, true, "")
            .await
            .expect("trusted");
        let mut readers = vec![(Reader::Guest, test.guest(), test.guest())];
        for (reader, person) in [(Reader::Member, &member), (Reader::Verified, &verified)] {
            let browser = test.sign_in(person).await;
            readers.push((reader, browser, caller(&test, person, EVERY_RIGHT).await));
        }
        Self {
            test,
            author,
            readers,
            servers: vec![(Reader::RemoteFollower, trusted), (Reader::Stranger, stranger)],
        }
    }

    /// What a reader is shown; nothing if this way is not theirs.
    async fn ask(&self, reader: Reader, way: Way, path: &str) -> Option<Page> {
        let server = self.servers.iter().find(|(who, _)| *who == reader);
        match (way, server) {
            (Way::Document, server) => Some(read(&self.test, path, server.map(|(_, actor)| actor)).await),
            (_, Some(_)) => None,
            (_, None) => {
                let (_, browser, application) = self.readers.iter().find(|(who, ..)| *who == reader)?;
                let client = if way == Way::Api { application } else { browser };
                Some(client.get(path).await)
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_shows_each_reader_what_the_scope_promises() {
    for scope in SCOPES {
        // One house for each scope: what one forum shows must not hide what another tells.
        let scene = Scene::new().await;
        let name = format!("f_{scope}");
        let forum = scene.test.forum(&scene.author, &name, scope).await;
        let title = format!("{WORDS} of compressors #setpoint");
        let topic = scene.test.topic(&scene.author, &forum, "question", &title).await;
        let reply = scene
            .test
            .reply(&scene.author, topic.id, &format!("{WORDS} of compressors #setpoint"))
            .await;
        tell(&scene.test).await;
        scene.test.run_jobs().await;
        let filled = |place: &str| {
            place
                .replace("{forum}", &name)
                .replace("{topic}", &topic.id.to_string())
                .replace("{reply}", &reply.id.to_string())
                .replace("{author}", &scene.author.actor.id.to_string())
        };
        for reader in READERS {
            for (way, place) in PLACES.iter().chain(TRACES) {
                let path = filled(place);
                let Some(page) = scene.ask(reader, *way, &path).await else {
                    continue;
                };
                let asker = match way {
                    Way::Feed => Reader::Guest,
                    // Documents are for servers; a person who asks for one is a stranger.
                    Way::Document if matches!(reader, Reader::Member | Reader::Verified) => Reader::Guest,
                    _ => reader,
                };
                let what = format!(
                    "{way:?} {path} for {reader:?} in {scope}: {} {}",
                    page.status, page.body
                );
                let is_trace = TRACES.contains(&(*way, *place));
                if !may_read(scope, asker) {
                    assert!(!page.body.contains(WORDS), "{what}");
                    assert!(!is_trace || page.status == 404, "{what}");
                } else if is_trace {
                    assert_eq!(page.status, 200, "{what}");
                } else {
                    assert_eq!(page.status, 200, "{what}");
                    assert!(page.body.contains(WORDS), "{what}");
                }
            }
        }
        for (reader, browser, _) in &scene.readers {
            let page = browser.get("/search?q=compressors").await;
            let expected = if may_read(scope, *reader) {
                ["1", "1"]
            } else {
                ["0", "0"]
            };
            assert_eq!(
                page.texts(".search-count"),
                expected,
                "counts for {reader:?} in {scope}"
            );
        }
        let search = format!("/api/v2/search?q={}", topic.uri);
        for (reader, _, application) in &scene.readers {
            let found = application.get(&search).await.json();
            let is_shown = found.to_string().contains(WORDS);
            assert!(
                !is_shown || may_read(scope, *reader),
                "search for {reader:?} in {scope}: {found}"
            );
        }
        if scene.test.core().config.mail_folder().exists() {
            for letter in letters::all(&scene.test.app) {
                assert!(!letter.contains(WORDS), "a letter tells of {scope}: {letter}");
            }
        }
    }
}
