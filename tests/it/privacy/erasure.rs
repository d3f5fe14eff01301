//! Erasing an account: nothing of the person is left, their posts are nameless or gone, and other servers were told.

use chrono::TimeDelta;
use majlis::db::types::{ErasureMode, ErasureState, Language, ReceiptState, Role};
use majlis::domain::accounts::{self, Registration};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::privacy::{erasure, retention};
use majlis::domain::{follows, sessions, votes};

use crate::conversation::scene::{Scene, copied, copy};
use crate::support::markers::{self, NAME};
use crate::support::network::Node;
use crate::support::{PASSWORD, Person, TestApp};

/// Somebody whose every trace carries a marker, with something of theirs everywhere.
async fn plant(scene: &Scene) -> (Person, majlis::db::posts::Post, majlis::db::posts::Post) {
    let home = scene.home();
    let person = markers::person(home).await;
    let by = person.principal();
    let topic = home
        .topic(&person, &scene.forum, "question", "Which grease for the kiln?")
        .await;
    let theirs = home
        .topic(&scene.noura, &scene.forum, "question", "Which coupling?")
        .await;
    let reply = home.reply(&person, theirs.id, "A grid coupling.").await;
    home.reply(&scene.noura, reply.id, &format!("Thanks @{NAME}, that helped"))
        .await;
    let named = home
        .reply(&scene.noura, reply.id, &format!("Or ask @{NAME} again"))
        .await;
    let unnamed = TopicForm {
        body: "Or ask somebody again".to_owned(),
        language: "en".to_owned(),
        ..TopicForm::default()
    };
    posts::rewrite(home.core(), &scene.noura.principal(), named.id, &unnamed)
        .await
        .expect("only the former version names them");
    votes::cast(home.core(), &by, theirs.id, None).await.expect("a vote");
    follows::follow(home.core(), &by, scene.forum.actor.id)
        .await
        .expect("a follow");
    scene.network.settle().await;
    let (away, ali) = scene.away(0);
    let there = copied(away, &reply).await;
    away.reply(ali, there.id, "We use the same.").await;
    let at = format!("@{NAME}@{}", home.host());
    away.reply(ali, there.id, &format!("And you, {at}?")).await;
    scene.network.settle().await;
    (person, topic, reply)
}

async fn wait_out(scene: &Scene) {
    for node in &scene.network.nodes {
        node.advance(TimeDelta::days(14));
    }
    for _ in 0..3 {
        scene.network.settle().await;
        for node in &scene.network.nodes {
            node.advance(TimeDelta::minutes(11));
        }
    }
    scene.network.settle().await;
}

async fn receipts(node: &Node, admin: &Person) -> Vec<ReceiptState> {
    let known = erasure::list(node.core(), &admin.principal()).await.expect("the list");
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].0.state, ErasureState::Done);
    assert!(known[0].0.address.is_none(), "the address is forgotten");
    known[0].1.iter().map(|receipt| receipt.state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_erasure_nothing_of_the_person_is_left_and_both_peers_answered() {
    for mode in [ErasureMode::Anonymise, ErasureMode::Remove] {
        let scene = Scene::new(3).await;
        let (person, topic, reply) = plant(&scene).await;
        let home = scene.home();
        assert!(!markers::left_in(home).await.is_empty(), "they were planted");
        erasure::request(home.core(), &person.principal(), PASSWORD, mode)
            .await
            .expect("asked");
        wait_out(&scene).await;

        // What the gaps between rows remember goes with the next day.
        retention::run(home.core()).await.expect("destroyed");
        assert_eq!(markers::left_in(home).await, [""; 0], "{mode}");
        assert_eq!(receipts(home, &scene.admin).await, [ReceiptState::Accepted; 2]);
        for node in &scene.network.nodes[1..] {
            let there = copy(node, &topic).await;
            assert!(there.is_none_or(|post| post.is_removed()), "peers forget the posts");
        }
        let page = home
            .guest()
            .with_header("accept-language", "en")
            .get(&format!("/topics/{}", topic.id))
            .await;
        let kept = home.post(reply.id).await;
        if mode == ErasureMode::Anonymise {
            assert!(page.body.contains("Which grease for the kiln?") && page.body.contains("Former member"));
            assert_eq!(kept.html, reply.html);
        } else {
            assert_eq!(page.status, 410);
            assert!(kept.is_removed());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_channel_names_who_is_gone_and_nobody_gets_the_name() {
    let scene = Scene::new(2).await;
    let (person, topic, reply) = plant(&scene).await;
    let home = scene.home();
    let id = person.actor.id;
    erasure::request(home.core(), &person.principal(), PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("asked");
    wait_out(&scene).await;
    let json = home.guest().with_header("accept", "application/activity+json");
    let host = home.host();
    assert_eq!(home.guest().get(&format!("/@{NAME}")).await.status, 410);
    assert_eq!(json.get(&format!("/u/{NAME}")).await.status, 410);
    let finger = format!("/.well-known/webfinger?resource=acct:{NAME}@{host}");
    assert_ne!(home.guest().get(&finger).await.status, 200);
    let marked = markers::ALL;
    for path in [
        format!("/topics/{}", topic.id),
        format!("/topics/{}", reply.root_id),
        "/forums/maintenance".to_owned(),
        "/".to_owned(),
        format!("/api/v1/statuses/{}", reply.id),
        format!("/api/v1/statuses/{}/context", reply.root_id),
        "/api/v1/timelines/public".to_owned(),
        format!("/api/v1/accounts/{id}"),
        "/g/maintenance/outbox?page=true".to_owned(),
        "/g/maintenance/followers".to_owned(),
        "/u/noura/outbox?page=true".to_owned(),
    ] {
        for client in [&home.guest(), &json] {
            let page = client.get(&path).await;
            for marker in marked {
                assert!(!page.body.contains(marker), "{path} names {marker}: {}", page.body);
            }
        }
    }
    let form = Registration {
        username: NAME.to_uppercase(),
        display_name: "Somebody else".to_owned(),
        email: "else@factory.example".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let taken = accounts::create_confirmed(home.core(), &form, Role::Member, Language::En).await;
    assert!(taken.is_err(), "the name stays closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_back_in_time_keeps_everything() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let wrong = [("mode", "anonymise"), ("password", "not-mine")];
    let refused = client.submit("/settings/privacy/delete", &wrong).await;
    assert_eq!((refused.status, refused.count("#password-error")), (422, 1));
    let right = [("mode", "anonymise"), ("password", PASSWORD)];
    let asked = client.submit("/settings/privacy/delete", &right).await;
    assert_eq!((asked.status, asked.header("location")), (303, "/"));
    assert_ne!(client.get("/settings/privacy").await.status, 200, "signed out");

    test.run_jobs().await;
    let link = crate::web::letters::path(&test, &noura.account.email, "/keep-account/").expect("a letter");
    assert_eq!(test.guest().get(&link).await.count("form[action^='/keep-account']"), 1);
    assert_eq!(test.guest().submit(&link, &[]).await.status, 303);
    assert_eq!(
        test.guest().get(&link).await.count("form[action^='/keep-account']"),
        0,
        "once"
    );

    let again = test.sign_in(&noura).await;
    again.submit("/settings/privacy/delete", &right).await;
    test.advance(TimeDelta::days(13));
    test.sign_in(&noura).await;
    test.advance(TimeDelta::days(2));
    test.run_jobs().await;
    assert!(
        accounts::get(test.core(), noura.account.id).await.is_ok(),
        "signing in stopped it"
    );
    assert!(sessions::sign_in(test.core(), "noura", PASSWORD, "").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_admin_cannot_go_and_staff_erase_who_asked_by_letter() {
    let test = TestApp::new().await;
    let (boss, noura) = (test.admin("boss").await, test.member("noura").await);
    let (staff, member) = (test.sign_in(&boss).await, test.sign_in(&noura).await);
    let own = staff
        .submit(
            "/settings/privacy/delete",
            &[("mode", "remove"), ("password", PASSWORD)],
        )
        .await;
    assert_eq!((own.status, own.count("#password-error")), (422, 1));
    assert_eq!(member.get("/admin/privacy/erasures").await.status, 403);
    assert!(
        erasure::request_for(test.core(), &noura.principal(), "boss", ErasureMode::Remove)
            .await
            .is_err()
    );
    for (name, status) in [("nobody", 422), ("boss", 422), ("noura", 303)] {
        let page = staff
            .submit("/admin/privacy/erasures", &[("username", name), ("mode", "anonymise")])
            .await;
        assert_eq!(page.status, status, "{name}: {}", page.body);
    }
    test.advance(TimeDelta::days(14));
    test.run_jobs().await;
    majlis::apub::outbox::run_due(&test.app).await.expect("told");
    test.advance(TimeDelta::minutes(2));
    test.run_jobs().await;
    assert!(accounts::get(test.core(), noura.account.id).await.is_err());
    let page = staff.get("/admin/privacy/erasures").await;
    assert_eq!(page.count("section.card"), 1, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_never_answers_is_not_waited_for_longer_than_said() {
    let scene = Scene::new(2).await;
    let home = scene.home();
    let noura = scene.noura.clone();
    home.topic(&noura, &scene.forum, "question", "Where is the noise?")
        .await;
    scene.network.settle().await;
    erasure::request(home.core(), &noura.principal(), PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("asked");
    // Deliveries do not run: the other server is never reached.
    for days in [14, 0, 3, 5] {
        home.advance(TimeDelta::days(days));
        home.advance(TimeDelta::minutes(11));
        majlis::apub::outbox::run_due(&home.app).await.expect("told");
        home.run_jobs().await;
    }
    // The last letter.
    home.run_jobs().await;
    assert_eq!(receipts(home, &scene.admin).await, [ReceiptState::Failed]);
}
