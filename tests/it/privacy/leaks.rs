//! Nothing that stays inside is found outside: documents, answers to strangers, pages for guests, letters to others.

use majlis::db::Conn;
use majlis::db::verification::facts::Subject;
use majlis::domain::verification::vouching;
use majlis::domain::{follows, votes};

use crate::conversation::scene::Scene;
use crate::support::{Person, TestApp, markers};

/// What must never be found outside, planted beside [`markers`].
const ORGANISATION_NUMBER: &str = "7001234567";

async fn run(conn: &mut Conn, sql: &str) {
    use diesel_async::SimpleAsyncConnection;
    match conn {
        Conn::Sqlite(object) => object.batch_execute(sql).await.expect("planted"),
        Conn::Postgres(object) => object.batch_execute(sql).await.expect("planted"),
    }
}

/// Makes the person a verified expert of the highest level.
async fn verify(home: &TestApp, admin: &Person, person: &Person) {
    let about = Subject::Account(person.account.id);
    vouching::vouch_for(home.core(), &admin.principal(), about, 3)
        .await
        .expect("a level");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stays_inside_is_found_in_no_document_answer_page_or_letter() {
    let scene = Scene::new(2).await;
    let home = scene.home();
    let person = markers::person(home).await;
    let (account, actor) = (person.account.id, person.actor.id);
    let topic = home.topic(&person, &scene.forum, "question", "Which grease?").await;
    let reply = home.reply(&person, topic.id, "This one.").await;
    home.reply(&scene.noura, reply.id, "Thank you.").await;
    votes::cast(
        home.core(),
        &person.principal(),
        home.topic(&scene.noura, &scene.forum, "question", "Which oil?")
            .await
            .id,
        None,
    )
    .await
    .expect("a vote");
    follows::follow(home.core(), &person.principal(), scene.forum.actor.id)
        .await
        .expect("a follow");
    let mut conn = home.core().db.write().await.expect("a connection");
    run(
        &mut conn,
        &format!(
            "INSERT INTO organisations (id, kind, name_ar, name_en, national_number, created_at) VALUES \
             (1, 'factory', 'مصنع', 'Factory', '{ORGANISATION_NUMBER}', '2026-11-22 10:00:00'); \
             INSERT INTO organisation_members (organisation_id, account_id, role, state, message, created_at) VALUES \
             (1, {account}, 'owner', 'active', '', '2026-11-22 10:00:00')"
        ),
    )
    .await;
    drop(conn);
    scene.network.settle().await;

    let hash = person.account.password_hash.as_str();
    let never = [
        markers::EMAIL,
        markers::AGENT,
        markers::PAPER,
        ORGANISATION_NUMBER,
        hash,
        "argon2id",
    ];
    verify(home, &scene.admin, &person).await;
    let name = markers::NAME;
    let json = home.guest().with_header("accept", "application/activity+json");
    for path in [
        format!("/u/{name}"),
        format!("/u/{name}/outbox"),
        format!("/u/{name}/outbox?page=true"),
        format!("/u/{name}/followers"),
        format!("/u/{name}/following"),
        format!("/u/{name}/featured"),
        "/g/maintenance".to_owned(),
        "/g/maintenance/outbox?page=true".to_owned(),
        "/g/maintenance/followers".to_owned(),
        format!("/topics/{}", topic.id),
        format!("/topics/{}/replies", topic.id),
        format!("/topics/{}/context", topic.id),
        format!("/replies/{}", reply.id),
        format!("/@{name}"),
        format!("/@{name}?show=replies"),
        "/".to_owned(),
        "/about".to_owned(),
        "/privacy".to_owned(),
        "/forums".to_owned(),
        "/forums/maintenance".to_owned(),
        "/actor".to_owned(),
        "/nodeinfo/2.1".to_owned(),
        format!("/.well-known/webfinger?resource=acct:{name}@{}", home.host()),
        format!("/api/v1/accounts/{actor}"),
        format!("/api/v1/accounts/{actor}/statuses"),
        format!("/api/v1/accounts/{actor}/followers"),
        format!("/api/v1/accounts/lookup?acct={name}"),
        format!("/api/v1/statuses/{}", topic.id),
        format!("/api/v1/statuses/{}/context", topic.id),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/instance".to_owned(),
        "/api/v2/instance".to_owned(),
        format!("/api/v2/search?q={name}"),
        "/settings/privacy".to_owned(),
        "/admin/privacy".to_owned(),
    ] {
        for client in [&home.guest(), &json] {
            let page = client.get(&path).await;
            for marker in never {
                assert!(!page.body.contains(marker), "{path} shows {marker}: {}", page.body);
            }
            let is_page = page.header("content-type").starts_with("text/html");
            let tells_level = page.body.contains("level") || page.body.contains("verification");
            assert!(is_page || !tells_level, "{path} tells of a level: {}", page.body);
        }
    }
    for node in &scene.network.nodes {
        let others = crate::web::letters::all(&node.app).into_iter();
        for letter in others.filter(|letter| !letter.contains(&format!("{}>", markers::EMAIL))) {
            assert!(never.iter().all(|marker| !letter.contains(marker)), "{letter}");
        }
    }
    let away = markers::left_in(&scene.network.nodes[1]).await;
    let private = [markers::EMAIL, markers::AGENT, markers::PAPER];
    let crossed: Vec<_> = away
        .iter()
        .filter(|found| private.iter().any(|marker| found.ends_with(marker)))
        .collect();
    assert!(crossed.is_empty(), "crossed the wire: {crossed:?}");
}
