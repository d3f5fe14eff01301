//! Every address of ours, for every scope, to every kind of reader.

use axum::body::Body;
use axum::http::Method;
use federation::signature::{Outgoing, Scheme, sign_request};
use majlis::db::actors::Actor;
use majlis::db::types::{ActorKind, InstancePolicy};
use majlis::domain::{Principal, follows, instances};
use url::Url;

use super::{KEY, group, remote, tell};
use crate::support::{Page, Person, TestApp};

pub(crate) async fn read(app: &TestApp, path: &str, signer: Option<&Actor>) -> Page {
    read_with(app, path, signer, "#main-key").await
}

/// The same, with a key that stands at the actor's address and `key`.
async fn read_with(app: &TestApp, path: &str, signer: Option<&Actor>, key: &str) -> Page {
    let client = app.guest().with_header("accept", "application/activity+json");
    let mut request = client.request(Method::GET, path).body(Body::empty()).unwrap();
    if let Some(actor) = signer {
        let url = Url::parse(&format!("https://majlis.example{path}")).unwrap();
        let outgoing = Outgoing {
            method: &Method::GET,
            url: &url,
            body: None,
            date: app.core().clock.now().utc(),
        };
        let key_id = format!("{}{key}", actor.uri);
        for (name, value) in sign_request(&KEY, &key_id, Scheme::Cavage, &outgoing).unwrap() {
            request.headers_mut().insert(name, value);
        }
    }
    client.send(request).await
}

async fn set_policy(app: &TestApp, admin: &Person, host: &str, policy: InstancePolicy, trusted: bool) {
    instances::set_policy(app.core(), &admin.principal(), host, policy, trusted, "")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reader_gets_what_the_scope_promises_and_the_same_refusal_for_the_rest() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let stranger = remote(&app, "https://stranger.example", ActorKind::Application, "actor").await;
    let trusted = remote(&app, "https://friend.example", ActorKind::Application, "actor").await;
    set_policy(&app, &admin, "friend.example", InstancePolicy::Default, true).await;
    let readers = [None, Some(&stranger), Some(&trusted)];
    let absent = read(&app, "/g/nothing", None).await;
    for (scope, expected) in [
        ("public", [200, 200, 200]),
        ("network", [404, 404, 200]),
        ("instance", [404, 404, 404]),
    ] {
        let forum = app.forum(&admin, scope, scope).await;
        let topic = app.topic(&admin, &forum, "discussion", "Only for some").await;
        let reply = app.reply(&admin, topic.id, "An answer for some.").await;
        tell(&app).await;
        let paths = [
            format!("/g/{scope}"),
            format!("/g/{scope}/outbox"),
            format!("/g/{scope}/followers"),
            format!("/g/{scope}/following"),
            format!("/g/{scope}/featured"),
            format!("/g/{scope}/moderators"),
            format!("/topics/{}", topic.id),
            format!("/topics/{}/context", topic.id),
            format!("/topics/{}/replies", topic.id),
            format!("/replies/{}", reply.id),
            format!("/replies/{}/replies", reply.id),
            format!("/.well-known/webfinger?resource=acct:{scope}@majlis.example"),
        ];
        for path in &paths {
            for (reader, status) in readers.iter().zip(expected) {
                let page = read(&app, path, *reader).await;
                let who = reader.map_or("nobody", |actor| actor.uri.as_str());
                assert_eq!(page.status, status, "{path} for {who}: {}", page.body);
                if status == 404 {
                    assert_eq!(page.body, absent.body, "{path} for {who}");
                } else if scope == "network" {
                    assert!(page.header("cache-control").contains("private"), "{path}");
                    assert!(page.header("vary").contains("Signature"), "{path}");
                }
            }
        }
        let outbox = read(&app, "/u/salma/outbox", None).await.body;
        assert_eq!(outbox.contains(&topic.uri), scope == "public");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_reading_must_be_signed_a_signature_opens_what_is_public() {
    let app = TestApp::with(|config| config.federation.signed_fetch = true).await;
    let admin = app.admin("salma").await;
    let stranger = remote(&app, "https://stranger.example", ActorKind::Application, "actor").await;
    assert_eq!(read(&app, "/u/salma", None).await.status, 401);
    assert_eq!(read(&app, "/u/salma", Some(&stranger)).await.status, 200);
    set_policy(&app, &admin, "stranger.example", InstancePolicy::Blocked, false).await;
    assert_eq!(read(&app, "/u/salma", Some(&stranger)).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_with_an_address_of_its_own_opens_as_well() {
    let app = TestApp::with(|config| config.federation.signed_fetch = true).await;
    app.admin("salma").await;
    let sloth = remote(&app, "https://gotosocial.example", ActorKind::Person, "sloth").await;
    assert_eq!(read_with(&app, "/u/salma", Some(&sloth), "/main-key").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_hears_as_little_of_a_hidden_forum_as_of_a_missing_one() {
    let app = TestApp::new().await;
    let admin = app.admin("salma").await;
    let forum = app.forum(&admin, "suppliers", "network").await;
    let bo = remote(&app, "https://stranger.example", ActorKind::Person, "bo").await;
    tell(&app).await;
    let by = Principal::remote(&bo, None, None);
    let uri = format!("{}#follow-1", bo.uri);
    assert!(follows::receive(app.core(), &by, group(&forum).id, &uri).await.is_err());
    let told = majlis::apub::outbox::run_due(&app.app).await.unwrap();
    assert_eq!(told, 0, "not even a Reject");
}
