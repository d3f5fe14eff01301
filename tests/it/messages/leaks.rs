//! The private-message leak test: words, titles and names of files that stand in conversations are found in no page, answer,
//! document, feed, letter, log line or copy of anybody who is not in them.

use std::sync::{Arc, Mutex};

use majlis::db::types::{ConversationId, Role};
use majlis::domain::media::{self, NewAttachment};
use majlis::domain::messages::{self, MessageForm, group};
use majlis::domain::{export, follows};
use tracing::field::{Field, Visit};

use super::{friends, words};
use crate::support::{Client, Person, TestApp};
use crate::web::ROUTES;

const WORDS: &str = "markerwords";
const TITLE: &str = "markertitle";
const FILE: &str = "markerfile";
const ALL: [&str; 3] = [WORDS, TITLE, FILE];

/// Remembers every line that is written to the log.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

struct Text<'a>(&'a mut String);

impl Visit for Text<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        use std::fmt::Write;
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Lines {
    fn on_event(&self, event: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
        let mut lines = self.0.lock().expect("no panic while logging");
        event.record(&mut Text(&mut lines));
        lines.push('\n');
    }
}

async fn file(test: &TestApp, by: &Person) -> NewAttachment {
    let mut upload = media::begin(test.core(), &by.principal()).await.expect("room");
    let bytes = format!("%PDF-1.4\n{FILE}\n%%EOF\n");
    upload.push(bytes.as_bytes()).await.expect("bytes");
    let file = upload.finish(test.core(), &format!("{FILE}.pdf"), FILE).await;
    NewAttachment::Own {
        id: file.expect("a file").id,
        alt: Some(FILE.to_owned()),
    }
}

/// A pair and a group with everything that could leak; gives the conversation and the address of the file.
async fn plant(test: &TestApp, noura: &Person, sami: &Person, huda: &Person) -> (ConversationId, String) {
    let (core, by) = (test.core(), noura.principal());
    let form = MessageForm {
        body: format!("{WORDS}: the price is 7, ask @sami about #{WORDS}"),
        files: vec![file(test, noura).await],
    };
    let pair = messages::start(core, &by, &[sami.actor.id], "", &form)
        .await
        .expect("sent");
    let to = [sami.actor.id, huda.actor.id];
    let group = messages::start(core, &by, &to, TITLE, &words(WORDS))
        .await
        .expect("sent");
    group::rename(core, &by, group.conversation_id, &format!("{TITLE} two"))
        .await
        .expect("renamed");
    let thread = messages::show::thread(core, &by, pair.conversation_id, None)
        .await
        .expect("read");
    let token = thread.files[&pair.id][0].media.as_ref().expect("a file").token.clone();
    (pair.conversation_id, format!("/media/{token}"))
}

fn address(path: &str, conversation: i64) -> String {
    let parts = path.split('/').map(|part| match part {
        "@{handle}" => "@noura".to_owned(),
        "{name}" => "maintenance".to_owned(),
        part if part.starts_with('{') => conversation.to_string(),
        part => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Every page of the site, and everything that other programs read.
fn everything(conversation: i64, actor: i64, message: i64) -> Vec<String> {
    let mut all: Vec<String> = ROUTES
        .split(".route(")
        .skip(1)
        .filter_map(|part| part.split('"').nth(1))
        .filter(|path| *path != "/sign-out")
        .map(|path| address(path, conversation))
        .collect();
    for part in [
        format!("/search?q={WORDS}"),
        format!("/messages?q={WORDS}"),
        format!("/tags/{WORDS}"),
    ] {
        all.push(part);
    }
    for path in [
        "/feed".to_owned(),
        "/@noura/feed".to_owned(),
        "/u/noura".to_owned(),
        "/u/noura/outbox".to_owned(),
        "/u/noura/outbox?page=true".to_owned(),
        format!("/pm/{message}"),
        format!("/pm/{message}/{actor}"),
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/notifications".to_owned(),
        "/api/v1/conversations".to_owned(),
        format!("/api/v1/statuses/{message}"),
        format!("/api/v1/statuses/{message}/context"),
        format!("/api/v1/accounts/{actor}/statuses"),
        format!("/api/v2/search?q={WORDS}"),
    ] {
        all.push(path);
    }
    all
}

async fn finds_nothing(who: &str, client: &Client, paths: &[String]) {
    for path in paths {
        for accept in ["text/html", "application/activity+json", "application/json"] {
            let page = client.clone().with_header("accept", accept).get(path).await;
            // What was asked for comes back in the field of the search.
            let body = page.body.replace(&format!("value=\"{WORDS}\""), "");
            let body = body
                .replace(&format!("q={WORDS}"), "")
                .replace(&format!("/tags/{WORDS}"), "");
            let is_echo = path.contains("tags") || path.contains("q=");
            for marker in ALL.iter().filter(|marker| !is_echo || **marker != WORDS) {
                assert!(
                    !body.contains(marker),
                    "{who}: {path} as {accept} shows {marker}: {body}"
                );
            }
            assert!(!body.contains("the price is 7"), "{who}: {path} as {accept}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_said_in_private_is_found_by_anybody_else() {
    use tracing_subscriber::layer::SubscriberExt;
    let lines = Lines::default();
    let logging = tracing::subscriber::set_default(tracing_subscriber::registry().with(lines.clone()));
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "maintenance", "public").await;
    let (noura, sami) = friends(&test).await;
    let (huda, eve) = (test.member("huda").await, test.member("eve").await);
    let rami = test.person("rami", Role::Moderator).await;
    follows::follow(test.core(), &eve.principal(), noura.actor.id)
        .await
        .expect("a follow");
    let (conversation, file) = plant(&test, &noura, &sami, &huda).await;
    let mut conn = test.core().db.read().await.expect("a connection");
    let message = majlis::db::messages::texts::list_by_author(&mut conn, noura.actor.id)
        .await
        .expect("messages")[0]
        .id;
    drop(conn);
    majlis::apub::outbox::run_due(&test.app).await.expect("told");
    test.run_jobs().await;

    let paths = everything(conversation.0, noura.actor.id.0, message.0);
    assert!(paths.len() > 150, "{}", paths.len());
    finds_nothing("a guest", &test.guest(), &paths).await;
    for other in [&eve, &rami, &admin] {
        let client = test.sign_in(other).await;
        finds_nothing(&other.actor.username, &client, &paths).await;
        assert_eq!(client.get(&file).await.status, 404, "{}", other.actor.username);
        let application = crate::api::caller(&test, other, crate::api::SCOPES).await;
        let api: Vec<String> = paths.iter().filter(|path| path.starts_with("/api/")).cloned().collect();
        finds_nothing("an application", &application, &api).await;
        let (_, copy) = export::collect(test.core(), other.account.id).await.expect("a copy");
        let copy = format!("{copy:?}");
        assert!(ALL.iter().all(|marker| !copy.contains(marker)), "{copy}");
    }
    // Those who are in it do find it, so that the search above means something.
    let client = test.sign_in(&sami).await;
    assert!(
        client
            .get(&format!("/messages/{conversation}"))
            .await
            .body
            .contains("the price is 7")
    );
    assert_eq!(client.get(&file).await.status, 200);
    let (_, copy) = export::collect(test.core(), noura.account.id).await.expect("a copy");
    assert!(format!("{copy:?}").contains(WORDS));
    for letter in crate::web::letters::all(&test.app) {
        assert!(ALL.iter().all(|marker| !letter.contains(marker)), "{letter}");
    }
    drop(logging);
    let lines = lines.0.lock().expect("no panic while logging").clone();
    assert!(ALL.iter().all(|marker| !lines.contains(marker)), "{lines}");
    // Neither does what waits for other processes say more than which.
    let mut conn = test.core().db.read().await.expect("a connection");
    let events = majlis::db::events::list_open(&mut conn, test.clock.now(), 1_000)
        .await
        .expect("events");
    assert!(ALL.iter().all(|marker| !format!("{events:?}").contains(marker)));
}
